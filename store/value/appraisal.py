"""All that is said of what one customer is worth: value, RFM, what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from store.profile.prospect import Prospect
from store.profile.steps import Stage
from store.value.aspects import Facts, facts, value_of
from store.value.portfolio import Axes
from store.value.rfm import Rfm, rfm
from store.value.score import CustomerValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a customer ordered in 24 months. Revenue in cents."""

    last: date | None
    count: int
    revenue: int
    average: Fraction | None
    """Mean of those revenues of all customers; None where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """One customer beside all others, as of a day."""

    facts: Facts
    axes: Axes
    value: CustomerValue
    orders: Orders
    rfm: Rfm | None
    """None without orders, or where the average is not known."""


def appraise(prospect: Prospect, today: date, axes: Axes, orders: Orders) -> Appraisal | None:
    """Of a customer or former customer; None for whoever never was one."""
    if not (prospect.stage.customer or prospect.stage is Stage.FORMER):
        return None
    known = facts(prospect, today)
    days = (today - orders.last).days if orders.last else None
    return Appraisal(
        facts=known, axes=axes, value=value_of(known, axes), orders=orders,
        rfm=rfm(days, orders.count, orders.revenue, orders.average))
