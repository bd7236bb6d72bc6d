"""A new stage: the first order of a new customer, and what is to be known from now on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store import Edit, Field, Stage, clean_line, first_order, gaps_since
from tui import date_echo, dates, numbers, words
from tui.amounts import AmountProblem, explain_amount, parse_amount
from tui.date_parts import DateProblem
from tui.date_words import parse_date
from tui.dialogs.bar import Chooser, LineBar, Refused
from tui.flows.gaps import fill_some
from tui.flows.host import Host, apply
from tui.texts import _
from tui.widgets.canvas import Line, line


@dataclass(frozen=True, slots=True)
class _Order:
    day: date | None
    value: int | None = None


async def complete(host: Host, before: Stage) -> None:
    """Ask for what a stage brings that was not asked before: nothing is typed twice."""
    record = host.desk.view.record
    if record is None:
        return
    if record.stage.customer and record.first_order is None:
        order = await host.ask(_order_bar(host))
        if order is None:
            return
        if order.day is not None:
            args = (("name", record.short_name), ("day", order.day.isoformat()),
                    ("value", "" if order.value is None else str(order.value)))
            apply(host, Edit(label="ordered", args=args,
                             records=(first_order(record, order.day, order.value),)))
    await _add(host, before)


async def _add(host: Host, before: Stage) -> None:
    """What is missing now, by digit, until nothing is or Esc."""
    asked: set[Field] = set()
    while (record := host.desk.view.record) is not None:
        row = host.book.rows[record.id]
        gaps = [gap for gap in gaps_since(record, before, host.today, letter=row.letter)
                if gap.field not in asked]
        if not gaps:
            return
        every = {gap.field for gap in gaps}
        options = [(str(n), words.field(gap.field), {gap.field})
                   for n, gap in enumerate(gaps[:9], 1)]
        chosen = await host.ask(Chooser(
            _("{stage}: add now").format(stage=words.stage(record.stage)),
            [*options, (_("Enter"), _("one after the other"), every),
             (_("Esc"), _("later"), every)], keys={"enter": every}))
        if chosen is None:
            return
        await fill_some(host, chosen)
        asked |= chosen


def _order_bar(host: Host) -> LineBar[_Order]:
    def take(text: str) -> _Order:
        return read_order(text, host.today)

    def echo(text: str) -> Sequence[Line]:
        if not clean_line(text):
            return [line(" ", (_("e.g."), "dim"), " " + _("today 4800, 12.2. 950.50") + "  ",
                         (_("Enter"), "key"), " " + _("empty: later"))]
        try:
            order = take(text)
        except Refused as refusal:
            return [line(" ", (str(refusal), "dim"))]
        said = dates.long_date(order.day) if order.day else ""
        if order.value is not None:
            said += f", {numbers.money(order.value)}"
        return [line(" ", (said, "good"))]

    return LineBar(_("First order: day and value"), take=take, echo=echo, always=True)


def read_order(text: str, today: date) -> _Order:
    """ "today 4800": a day up to today and a value, the value left out where not known.

    Raises Refused.
    """
    parts = clean_line(text).split(" ")
    if parts == [""]:
        return _Order(None)
    entry, count = parse_date(" ".join(parts), today, past=True), len(parts)
    while isinstance(entry, DateProblem):
        count -= 1
        if not count:
            raise Refused(date_echo.explain_date(entry))
        entry = parse_date(" ".join(parts[:count]), today, past=True)
    if entry.day > today:
        raise Refused(_("{day} is still to come.").format(day=dates.long_date(entry.day)))
    rest = " ".join(parts[count:])
    if not rest:
        return _Order(entry.day)
    amount = parse_amount(rest)
    if isinstance(amount, AmountProblem):
        raise Refused(explain_amount(amount))
    if amount.cents < 0:
        raise Refused(_("Not below zero, please."))
    return _Order(entry.day, amount.cents)
