"""The figures of one customer that the customer value rests on (domain.md 4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.profile.months import add_months
from store.profile.prospect import Prospect
from store.profile.revenue import YEAR, between, rolling
from store.profile.worth import Reference
from store.value.abc import ClassBasis
from store.value.level import points as beside
from store.value.portfolio import Axes
from store.value.score import (
    BEST,
    Aspect,
    CustomerValue,
    Points,
    customer_value,
    duration_points,
    effort_points,
    payment_points,
    reference_points,
    trend_points,
)
from store.value.worth import chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a customer. Money in cents, of the last twelve months."""

    margin: int | None = 0
    """Contribution margin; None where a cost is unknown. Who sold nothing has none."""
    potential: int | None = None
    """What could be won a year beyond it."""
    revenue: int = 0
    previous: int | None = None
    """Revenue of the twelve months before; None without an entry."""
    days_late: int | None = None
    collection: bool = False
    years: int | None = None
    """Full years since the first order."""
    reference: Reference | None = None
    minutes: int = 0
    """Logged in the last twelve months."""
    fit: int | None = None


def facts(prospect: Prospect, today: date) -> Facts:
    """What a record tells; nothing after today counts."""
    before, begun = add_months(today, -YEAR), add_months(today, -2 * YEAR)
    entries, year = prospect.revenue, rolling(prospect.revenue, today)
    known = any(begun < one.last <= before for one in entries)
    return Facts(
        margin=chosen(year.revenue, year.margin, ClassBasis.MARGIN),
        potential=prospect.potential, revenue=year.revenue,
        previous=between(entries, begun, before).revenue if known else None,
        days_late=prospect.days_late, collection=prospect.collection,
        years=_years(prospect.first_order, today), reference=prospect.reference,
        minutes=sum(one.minutes for one in prospect.activities if before < one.day <= today),
        fit=prospect.fit)


def _years(first: date | None, today: date) -> int | None:
    if first is None or first > today:
        return None
    years = today.year - first.year
    return years - (add_months(first, 12 * years) > today)


def own_points(known: Facts) -> dict[Aspect, int | None]:
    """Points for what only the record tells: all but margin and potential."""
    return {
        Aspect.TREND: trend_points(known.revenue, known.previous),
        Aspect.PAYMENT: payment_points(known.days_late, known.collection),
        Aspect.DURATION: duration_points(known.years),
        Aspect.REFERENCE: reference_points(known.reference),
        Aspect.EFFORT: effort_points(known.minutes, known.margin),
        Aspect.FIT: None if known.fit is None else max(0, min(known.fit, BEST)),
    }


def base_points(margin: int | None, potential: int | None, axes: Axes) -> Points:
    """Points for what stands beside the means of all customers."""
    return {
        Aspect.MARGIN: None if margin is None or axes.margin is None
        else beside(margin, axes.margin),
        Aspect.POTENTIAL: None if potential is None or axes.revenue is None
        else beside(potential, axes.revenue),
    }


def value_of(known: Facts, axes: Axes) -> CustomerValue:
    """The customer value."""
    return customer_value({**base_points(known.margin, known.potential, axes),
                           **own_points(known)})
