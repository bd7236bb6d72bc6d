"""The financial side of a profile: status with its source, payment, revenue, potential."""

from __future__ import annotations

from collections.abc import Iterator

from store import FinancialStatus, Info, Prospect, Stage
from tui import class_words, dates, numbers, value_words, words
from tui.texts import _, capital
from tui.widgets.canvas import Line, line
from tui.widgets.rows import below, inside, pair, split
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
    if row.stage.customer or row.stage is Stage.FORMER:
        yield from pair(_("Class"), class_words.standing(row, record, of.today), of.width)
    yield from _worth(of)
    yield from pair(of.label(_("Payment"), Info.PAYMENT), _payment(record), of.width)
    yield from pair(of.label(_("Potential"), Info.POTENTIAL),
                    _("{amount} a year").format(amount=numbers.money_whole(record.potential))
                    if record.potential is not None else "", of.width)
    if record.revenue:
        margin = "" if not row.revenue else _(", margin {amount}").format(
            amount=numbers.UNKNOWN) if row.margin is None else _(
            ", margin {amount} ({percent})").format(
                amount=numbers.money_whole(row.margin),
                percent=numbers.percent(row.margin, row.revenue))
        yield from pair(of.label(_("12 months"), Info.REVENUE),
                        _("revenue {amount}{margin}").format(
                            amount=numbers.money_whole(row.revenue), margin=margin), of.width)
    if record.first_order:
        last = _(", last order {day}").format(day=dates.date(record.last_order)) \
            if record.last_order else ""
        yield from pair(_("Orders"), _("since {day}").format(
            day=dates.date(record.first_order)) + last, of.width)
    if record.reference:
        yield from pair(_("Reference"), words.reference(record.reference), of.width)
    if record.fit is not None or record.fit_note:
        points = "" if record.fit is None else _("{points} of 10").format(points=record.fit)
        yield from pair(_("Fit"), ": ".join(filter(None, (points, record.fit_note))),
                        of.width)


def _worth(of: Sheet) -> Iterator[Line]:
    """The customer value, the estimate of years to come, the marks (domain.md 4.3 to 4.5)."""
    found = of.view.appraisal
    if found is None:
        return
    yield from pair(_("Customer value"), value_words.worth(found.value), of.width)
    yield from pair("", value_words.still_open(found.value), of.width)
    yield from pair(_("Estimate"), value_words.estimate(
        found.facts.margin, of.view.clv), of.width)
    if task := value_words.task(found):
        text = _("Negative margin: {task}").format(task=task)
        yield from below(text, of.width, "bad")
    if found.rfm is not None:
        yield from pair("RFM", value_words.marks(found.rfm), of.width)


def _payment(record: Prospect) -> str:
    said = value_words.late(record.days_late)
    return ", ".join(filter(None, (_("in collection") if record.collection else "", said)))
