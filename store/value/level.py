"""Low, medium or high: an amount beside the average of the customers (domain.md 4.3, 4.6)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

_STEPS = ((Fraction(4), 10), (Fraction(2), 8), (Fraction(1), 6), (Fraction(1, 2), 4))


class Level(StrEnum):
    """A third of an axis of the 3×3 portfolio."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


def average(values: Iterable[int]) -> Fraction | None:
    """Mean of the positive values (cents); None if there is none."""
    positive = [value for value in values if value > 0]
    return Fraction(sum(positive), len(positive)) if positive else None


def points(amount: int, mean: Fraction) -> int:
    """0 to 10 points for an amount beside the positive mean of all customers, in cents."""
    if amount <= 0:
        return 0
    return next((given for times, given in _STEPS if amount >= times * mean), 2)


def axis(amount: int, mean: Fraction) -> int:
    """Value on an axis of the portfolio: 0, 20, 40, 60, 80 or 100."""
    return 10 * points(amount, mean)


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
