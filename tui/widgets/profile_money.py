"""The financial side of a profile: status with its source, payment, revenue, potential."""

from __future__ import annotations

from collections.abc import Iterator

from store import FinancialStatus, Info
from tui import dates, numbers, words
from tui.texts import _, capital, ngettext
from tui.widgets.canvas import Line, line
from tui.widgets.rows import inside, pair, split
from tui.widgets.sheet import Sheet

_LIGHTS = {"green": "good", "yellow": "soon", "red": "bad"}
MOST_ENTRIES = 6


def finances(of: Sheet) -> Iterator[Line]:
    """Dated entries, newest first, and where they lead to (domain.md B14, B30)."""
    found = sorted(of.record.financials, key=lambda one: one.noted, reverse=True)
    for entry in found[:MOST_ENTRIES]:
        text = f"{capital(words.finance(entry.light))}: {entry.source}"
        yield from split(text, dates.date(entry.noted), of.width, _LIGHTS[entry.light],
                         whole=True)
        if entry.note:
            yield from inside(entry.note, of.width)
    if len(found) > MOST_ENTRIES:
        yield line((_("{count} earlier ones").format(count=len(found) - MOST_ENTRIES), "dim"))
    if len(found) > 1:
        yield from pair(_("Course"), _course(found), of.width)
    yield from _figures(of)


def _course(found: list[FinancialStatus]) -> str:
    """ "2024 gut > 2025 beobachten": one light after the other, oldest first."""
    return " > ".join(f"{one.noted.year} {words.finance(one.light)}" for one in reversed(found))


def _figures(of: Sheet) -> Iterator[Line]:
    record, row = of.record, of.row
    yield from pair(of.label(_("Payment"), Info.PAYMENT), _payment(record.days_late), of.width)
    yield from pair(of.label(_("Potential"), Info.POTENTIAL),
                    _("{amount} a year").format(amount=numbers.money_whole(record.potential))
                    if record.potential is not None else "", of.width)
    if record.revenue:
        margin = _(", margin {amount} ({percent})").format(
            amount=numbers.money_whole(row.margin),
            percent=numbers.percent(row.margin, row.revenue)) \
            if row.margin is not None and row.revenue else ""
        yield from pair(of.label(_("12 months"), Info.REVENUE),
                        _("revenue {amount}{margin}").format(
                            amount=numbers.money_whole(row.revenue), margin=margin), of.width)
    if record.first_order:
        last = _(", last order {day}").format(day=dates.date(record.last_order)) \
            if record.last_order else ""
        yield from pair(_("Orders"), _("since {day}").format(
            day=dates.date(record.first_order)) + last, of.width)


def _payment(days: int | None) -> str:
    if days is None:
        return ""
    if days <= 0:
        return _("on time")
    return ngettext("{n} day late", "{n} days late", days).format(n=days)
