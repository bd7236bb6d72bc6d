"""Recency, frequency and money of a customer: 1 to 5 each, and a segment (domain.md 4.4)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import ceil

QUINTILES_FROM = 50
"""Customers from which fifths of the base may be taken: small bases make them jump."""
_RECENCY = (92, 183, 365, 730)
"""Most days since the last order for the marks 5 to 2."""
_FREQUENCY = (2, 3, 6, 12)
"""Least orders in 24 months for the marks 2 to 5."""
_MONEY = (Fraction(1, 4), Fraction(1), Fraction(2), Fraction(4))
"""Least revenue of 24 months for the marks 2 to 5, in multiples of the average."""


class Segment(StrEnum):
    """What the three marks mean together; the first that fits."""

    TOP = "top"
    AT_RISK = "at_risk"
    FIRST = "first"
    SLEEPER = "sleeper"
    CORE = "core"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rfm:
    """Three marks from 1 (worst) to 5."""

    recency: int
    frequency: int
    money: int

    @property
    def segment(self) -> Segment:
        """The segment."""
        return segment(self.recency, self.frequency, self.money)


def segment(recency: int, frequency: int, money: int) -> Segment:
    """The first segment that fits three marks."""
    if min(recency, frequency, money) >= 4:
        return Segment.TOP
    if recency <= 2:
        return Segment.AT_RISK if frequency >= 3 else Segment.SLEEPER
    return Segment.FIRST if recency >= 4 and frequency <= 2 else Segment.CORE


def rfm(
    days: int | None, orders: int, revenue: int, average: Fraction | None
) -> Rfm | None:
    """The marks by fixed limits.

    `days` since the last order, orders and revenue (cents) of 24 months, and the average of
    those revenues. None without an order, a revenue or an average.
    """
    if days is None or orders <= 0 or revenue <= 0 or average is None:
        return None
    return Rfm(recency=recency(days), frequency=frequency(orders),
               money=money(revenue, average))


def recency(days: int) -> int:
    """Mark for the days since the last order."""
    return 5 - bisect_left(_RECENCY, days)


def frequency(orders: int) -> int:
    """Mark for at least one order in 24 months."""
    return 1 + bisect_right(_FREQUENCY, orders)


def money(revenue: int, average: Fraction) -> int:
    """Mark for a positive revenue of 24 months beside the positive average, in cents."""
    return 1 + bisect_right(_money_steps(average), revenue)


@lru_cache(maxsize=8)
def _money_steps(average: Fraction) -> tuple[int, ...]:
    """The least whole cents of each mark."""
    return tuple(ceil(times * average) for times in _MONEY)


def quintile(rank: int, count: int) -> int:
    """Mark of a rank from 1 among so many: 5 - floor(5 · (rank - 1) / n)."""
    return 5 - 5 * (rank - 1) // count


def quintiles(values: Sequence[int]) -> list[int]:
    """Mark of each value among all, the highest first; equal values share the best rank."""
    rank: dict[int, int] = {}
    for number, value in enumerate(sorted(values, reverse=True), 1):
        rank.setdefault(value, number)
    marks = {value: quintile(place, len(values)) for value, place in rank.items()}
    return [marks[value] for value in values]
