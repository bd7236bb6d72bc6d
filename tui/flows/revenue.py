"""Revenue of the customer under the cursor, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from store import Edit, Prospect, RevenueEntry
from tui import dates, numbers
from tui.amounts import AmountProblem, explain_amount
from tui.dialogs.bar import LineBar, Refused, flow
from tui.flows.host import Host, apply
from tui.revenue_line import RevenueFault, RevenueLine, read_revenue, since, with_revenue
from tui.texts import _, ngettext
from tui.widgets.canvas import Line, line, pack, wrap

_ROWS = 3


async def add_revenue(host: Host) -> None:
    """Add revenue, margin and orders of a period; the same period again is mended."""
    record = host.desk.view.record
    if record is None:
        return

    def understood(text: str) -> RevenueLine:
        return read_revenue(text, record.revenue, host.today)

    def take(text: str) -> RevenueEntry:
        found = understood(text)
        if found.entry is None or found.problem:
            raise Refused(_fault(found))
        return found.entry

    entry = await host.ask(LineBar(
        _prompt(record, host), take=take, rows=_ROWS, always=True,
        echo=lambda text: _echo(understood(text), text, host)))
    if entry is None:
        return
    new = host.book.get(record.id)
    new = replace(new, revenue=with_revenue(new.revenue, entry))
    apply(host, Edit(label="revenue", records=(new,), args=(
        ("name", new.short_name), ("first", entry.first.isoformat()),
        ("last", entry.last.isoformat()), ("revenue", str(entry.revenue)))))


def _prompt(record: Prospect, host: Host) -> str:
    """Of which days, where none are named."""
    period = since(record.revenue, host.today)
    if period is None:
        return _("Revenue of a period")
    return _("Revenue, without a period since {day}").format(day=dates.date(period.first))


def _fault(found: RevenueLine) -> str:
    """Why a line cannot be taken, in one sentence."""
    clash = dates.period(*found.clash) if found.clash else ""
    match found.problem:
        case AmountProblem():
            return explain_amount(found.problem)
        case RevenueFault.PERIOD if not found.text:
            return _("All days up to today are entered: with a period, please.")
        case RevenueFault.PERIOD:
            return _("'{text}' is no period; for example 2025, Q1 2026, 3/2026").format(
                text=found.text)
        case RevenueFault.FUTURE:
            return _("{period} is still to come.").format(period=clash)
        case RevenueFault.OVERLAP:
            return _("{period}: entered already, its days would count twice.").format(
                period=clash)
        case RevenueFault.PART:
            return _("'{text}' is neither margin nor orders; for example: DB 3000; 4 orders"
                     ).format(text=found.text)
        case _:
            return _("How much?")


def _echo(found: RevenueLine, text: str, host: Host) -> Sequence[Line]:
    """What will be saved, in words."""
    hints = flow("", [(_("Enter"), _("save")),
                      (";", _("margin and orders behind it"))], host.width)[:1]
    rows: list[Line]
    if not text.strip():
        rows = [line(" ", (_("e.g."), "key"), " ",
                     (_("12000   Q1 2026 12000   3/2026 4,500; DB 1,200; 3 orders"), "dim"))]
    elif found.problem or found.entry is None:
        rows = [line(" ", (part, "dim")) for part in wrap(_fault(found), host.width - 2)]
    else:
        rows = [line(" ", (part, "good")) for part in pack(
            told(found, host.today), host.width - 2)]
    return [*rows, *[line("")] * (_ROWS - 1 - len(rows)), *hints][:_ROWS]


def told(found: RevenueLine, today: date) -> list[str]:
    """What was understood, part by part."""
    entry = found.entry
    assert entry is not None
    parts = [dates.period(entry.first, entry.last),
             _("revenue {amount}").format(amount=numbers.money(entry.revenue)),
             _("margin {amount}").format(amount=numbers.money(entry.margin))]
    if entry.orders:
        parts.append(ngettext("{n} order", "{n} orders", entry.orders).format(n=entry.orders))
    if found.replaces is not None:
        parts.append(_("instead of {amount}").format(
            amount=numbers.money(found.replaces.revenue)))
    if entry.last > today:
        parts.append(_("counts from {day} on").format(day=dates.date(entry.last)))
    return parts
