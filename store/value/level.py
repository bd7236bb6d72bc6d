"""Low, medium or high: an amount beside the average of the customers (domain.md 4.3, 4.6)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import ceil

_STEPS = (Fraction(1, 2), Fraction(1), Fraction(2), Fraction(4))
"""Times the mean from which there are 4, 6, 8 and 10 points."""


class Level(StrEnum):
    """A third of an axis of the 3×3 portfolio."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


def average(values: Iterable[int]) -> Fraction | None:
    """Mean of the positive values (cents); None if there is none."""
    positive = [value for value in values if value > 0]
    return Fraction(sum(positive), len(positive)) if positive else None


def mean(values: Iterable[int]) -> Fraction | None:
    """Mean of all values (cents), losses too; None unless it is positive."""
    every = list(values)
    total = sum(every)
    return Fraction(total, len(every)) if total > 0 else None


def points(amount: int, mean: Fraction) -> int:
    """0 to 10 points for an amount beside the positive mean of all customers, in cents."""
    return 2 + 2 * bisect_right(_borders(mean), amount) if amount > 0 else 0


@lru_cache(maxsize=64)
def _borders(mean: Fraction) -> tuple[int, ...]:
    """The least whole cents of each step: compared a hundred thousand times in a row."""
    return tuple(ceil(times * mean) for times in _STEPS)


def axis(amount: int, mean: Fraction) -> int:
    """Value on an axis of the portfolio: 0, 20, 40, 60, 80 or 100."""
    return 10 * points(amount, mean)


def axis_each(amounts: Iterable[int], mean: Fraction) -> list[int]:
    """The same of many, some ten times as fast."""
    borders = _borders(mean)
    return [20 + 20 * bisect_right(borders, one) if one > 0 else 0 for one in amounts]


def level(axis_value: int) -> Level:
    """The third of an axis for the 3×3 portfolio."""
    if axis_value <= 20:
        return Level.LOW
    return Level.MEDIUM if axis_value < 80 else Level.HIGH


def potential_level(potential: int | None, mean: Fraction | None) -> Level | None:
    """Level of a yearly potential beside the mean revenue of the customers, in cents.

    None where it cannot be placed: potential unknown, or no positive mean to compare
    with.
    """
    if potential is None or mean is None or mean <= 0:
        return None
    return level(axis(potential, mean))
