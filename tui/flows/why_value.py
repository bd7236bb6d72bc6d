"""Why a customer is worth so much: criterion by criterion, the estimate, the marks."""

from __future__ import annotations

from collections.abc import Iterator

from store import Rfm
from tui import numbers, value_words
from tui.texts import _
from tui.view import View
from tui.widgets.canvas import Line, line, wrap

_LEAD = 26
"""Cells before the figure of a criterion."""


def value_rows(view: View, width: int) -> Iterator[Line]:
    """The customer value and what stands behind it; nothing for whoever is no customer."""
    found = view.appraisal
    if found is None:
        return
    yield line((_("Customer value"), "title"), " ", (value_words.worth(found.value), "strong"))
    for aspect, points in found.value.points:
        said = numbers.UNKNOWN if points is None else str(points)
        ground = value_words.ground(aspect, points, found)
        for number, text in enumerate(wrap(ground, max(8, width - _LEAD))):
            lead = (f"  {value_words.aspect(aspect):<15.15} {value_words.weight(aspect):>2} x "
                    f"{said:>2} " if not number else " " * _LEAD)
            yield line(lead, (text, "dim"))
    yield from _text(_("0 to 10 points times the weight, of what is known; 70 is high, 40 medium. "
                       "In brackets: all that is open at its worst, and at its best."), width)
    estimate = value_words.estimate(found.facts.margin, view.clv)
    if estimate:
        yield from _text(_("Estimate: {text}").format(text=estimate), width)
    if found.rfm is not None:
        yield from _text(_marks(found.rfm, found.orders.count), width)


def _marks(rfm: Rfm, orders: int) -> str:
    return _("RFM {marks}: last order {recency}, {orders} orders in 24 months {frequency}, "
             "revenue of 24 months beside the average {money}; 5 is best.").format(
        marks=value_words.marks(rfm), recency=rfm.recency, orders=orders,
        frequency=rfm.frequency, money=rfm.money)


def _text(text: str, width: int) -> Iterator[Line]:
    for part in wrap(text, width):
        yield line((part, "dim"))
