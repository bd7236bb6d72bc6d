"""What a customer will bring in years to come: an estimate (domain.md 4.5). Money in cents."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What the estimate rests on; to be shown with it."""

    retention: int = 80
    """Customers who stay for another year, per cent; the first year is certain."""
    discount: int = 8
    """Interest a year, per cent."""
    years: int = 5
    """How many are counted; 0: all."""
    cost: int = 0
    """Spent once to win the customer."""


STANDARD_ASSUMPTIONS = Assumptions()


def clv(margin: int, by: Assumptions = STANDARD_ASSUMPTIONS) -> Fraction | None:
    """Worth today of a yearly margin, paid at the end of each year, less the one-off cost.

    Σ m · r^(t-1) / (1+i)^t - A; for all years m / (1+i-r) - A. None where that grows without
    end: everybody stays and nothing is discounted.
    """
    factor = _factor(by.retention, by.discount, by.years)
    return None if factor is None else margin * factor - by.cost


@lru_cache(maxsize=64)
def _factor(retention: int, discount: int, years: int) -> Fraction | None:
    """Worth of one cent a year."""
    stays, interest = Fraction(retention, 100), 1 + Fraction(discount, 100)
    if not years:
        return None if stays >= interest else 1 / (interest - stays)
    return sum((stays ** year / interest ** (year + 1) for year in range(years)), Fraction(0))
