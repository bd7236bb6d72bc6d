"""The bar behind how something was done: what, value, reaction, next step in one line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from store import (
    NEVER_EARLY,
    AckKind,
    Acknowledgement,
    GiftBlock,
    GiftDoubt,
    Occurrence,
    Prospect,
    doubts,
    given,
    may_give,
    remembered,
)
from tui import amounts, date_echo, numbers, words
from tui.date_parts import DateEntry, DateProblem
from tui.dialogs.bar import LineBar, Refused, flow, question
from tui.done_lines import DoneLine, read_done
from tui.flows.host import Host
from tui.texts import _, capital
from tui.widgets.canvas import Line, fit, line, pack

_PROMPT = 40
"""Cells of the prompt at the most: the field needs the rest."""
_TOLD = 2
"""Rows of what was understood, and of what was done in earlier years."""


async def ask_line(host: Host, record: Prospect, item: Occurrence, kind: AckKind
                   ) -> DoneLine | None:
    """What exactly, value, reaction and next step; None after Esc.

    A gift above the limit of the year needs a yes of its own (domain.md 6).
    """
    typed = ""
    while True:
        taken = await host.ask(_bar(host, record, item, kind, typed))
        if taken is None:
            return None
        text, done = taken
        found = doubts(record, item.contact, done.value or 0, host.today)
        if kind is not AckKind.GIFT or GiftDoubt.LIMIT not in found:
            return done
        if await host.ask(question(_too_much(record, item, done.value or 0, host))):
            return done
        typed = text


def _too_much(record: Prospect, item: Occurrence, value: int, host: Host) -> str:
    total = given(record, item.contact, host.today.year) + value
    return _("{amount} to one person in {year} is more than €50: in Germany nothing of it is "
             "deductible then. Give it all the same?").format(
        amount=numbers.money(total), year=host.today.year)


def _bar(host: Host, record: Prospect, item: Occurrence, kind: AckKind, typed: str
         ) -> LineBar[tuple[str, DoneLine]]:
    gift = kind is AckKind.GIFT
    below = _below(host, record, item, gift)
    room = _TOLD + (2 if gift else 0)

    def take(text: str) -> tuple[str, DoneLine]:
        done = read_done(text, host.today)
        if fault := _fault(done, gift):
            raise Refused(fault)
        return text, done

    def echo(text: str) -> Sequence[Line]:
        rows = _understood(read_done(text, host.today), record, item, kind, host)[:room]
        return [*rows, *[line("")] * (room - len(rows)), *below]

    who = record.contact(item.contact)
    name = who.name if who else record.short_name
    title = f"{capital(words.ack(kind))}, {name} ({words.reason(item)})"
    return LineBar(
        fit(title, min(cell_len(title), _PROMPT)), take=take, echo=echo, always=True,
        value=typed, rows=room + len(below))


def _fault(done: DoneLine, gift: bool) -> str:
    """Why a line cannot be taken, in one sentence; empty if it can."""
    if isinstance(done.problem, DateProblem):
        return date_echo.explain_date(done.problem)
    if done.problem is not None:
        return amounts.explain_amount(done.problem)
    if gift and (not done.what or done.value is None):
        return _("A gift needs what and how much: bottle of wine 25 eur")
    return ""


# -- rows ----------------------------------------------------------------------------------


def _understood(done: DoneLine, record: Prospect, item: Occurrence, kind: AckKind, host: Host
                ) -> list[Line]:
    """What will be saved, then what speaks against it."""
    width = host.width - 2
    if done.problem is not None:
        return [line(" ", (_fault(done, kind is AckKind.GIFT), "dim"))]
    gift = kind is AckKind.GIFT
    parts = _parts(done, host)
    rows = [line(" ", (text, "good")) for text in pack(parts, width)[:_TOLD]] or [
        line(" ", (_("What was it, and how much?") if gift else _("Enter is enough."), "dim"))]
    return [*rows, *_warnings(done, record, item, host)] if gift else rows


def _parts(done: DoneLine, host: Host) -> list[str]:
    """What will be saved, part by part; a long text gives way to the rest."""
    parts = [fit(done.what, host.width // 2).rstrip()] if done.what else []
    if done.value is not None:
        parts.append(numbers.money(done.value))
    if done.reaction is not None:
        parts.append(_("reaction: {how}").format(how=words.reaction(done.reaction.value)))
    if done.step is not None and done.step.day is not None:
        shown = date_echo.echo(DateEntry(day=done.step.day, time=done.step.time), host.today)
        parts.append(_("follow-up {day}").format(day=shown)
                     + (f": {done.step.text}" if done.step.text else ""))
    return parts


def _warnings(done: DoneLine, record: Prospect, item: Occurrence, host: Host) -> list[Line]:
    """The total of the year, and what speaks against it."""
    year, value = host.today.year, done.value or 0
    total = given(record, item.contact, year)
    found = doubts(record, item.contact, value, host.today)
    text = _("Gifts in {year} so far {amount}, with this one {total}").format(
        year=year, amount=numbers.money(total), total=numbers.money(total + value))
    role = "dim"
    if GiftDoubt.LIMIT in found:
        text, role = text + ": " + _("more than €50!"), "bad"
    elif GiftDoubt.MUCH in found:
        text, role = text + ": " + _("from €35 on better no more"), "now"
    rows = [line(" ", (text, role))]
    if GiftDoubt.OPEN_OFFER in found:
        rows.append(line(" ", ("! " + _("An offer is still to be decided: better give later."),
                               "now")))
    return rows


def _below(host: Host, record: Prospect, item: Occurrence, gift: bool) -> list[Line]:
    """What does not change while typing: earlier years, their rule, manners, an example."""
    width = host.width - 2
    rows = [line(" ", (text, "dim")) for text in past(record, item.contact, host, width)]
    if gift and record.gift_rule:
        text = _("Their rule for gifts: {rule}").format(rule=record.gift_rule)
        rows.append(line(" ", (fit(text, width).rstrip(), "now")))
    if item.kind in NEVER_EARLY:
        rows.append(line(" ", (_("Only greet: an offer with it would be advertising."), "dim")))
    example = (_("bottle of wine 25 eur, good >2w call back") if gift
               else _("what, good >2w call back"))
    return [*rows, *flow("", [(_("e.g."), example), (_("Enter"), _("done"))], host.width)[:1]]


def past(record: Prospect, contact: str, host: Host, width: int) -> list[str]:
    """What a person got in five years, this year first, so that nobody gets the same twice."""
    parts = []
    for year, answered in remembered(record, contact, host.today):
        if answered:
            parts.append(f"{year} " + "; ".join(map(_one, answered)))
    text = _("So far: {what}").format(what=" | ".join(parts)) if parts else _(
        "So far: nothing in five years")
    return [fit(row, width).rstrip() for row in pack([text], width)[:_TOLD]]


def _one(done: Acknowledgement) -> str:
    """ "Geschenk Flasche Wein € 25,00"."""
    value = numbers.money(done.value) if done.value else ""
    return " ".join(filter(None, (words.ack(done.kind), done.note, value)))


def blocked(record: Prospect, contact: str) -> str:
    """Why a gift is out of the question, in one sentence; empty if it is not."""
    why = may_give(record, contact)
    if why is GiftBlock.PUBLIC_OFFICE:
        return _("No gift: this person holds a public office. A card or a call is fine.")
    if why is GiftBlock.UNWANTED:
        return _("No gift: it is not wanted here. A card or a call is fine.")
    return ""


def likes(record: Prospect, contact: str) -> str:
    """ "mag: Anruf"; empty where nothing is known."""
    person = record.contact(contact)
    wish = person.wish if person else None
    return _("likes best: {what}").format(what=words.wish(wish.value)) if wish else ""
