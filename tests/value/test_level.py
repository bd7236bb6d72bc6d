"""Points, axes and thirds (domain.md 4.3 and 4.6)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from store.value.level import Level, average, axis, level, points, potential_level

MEAN = Fraction(100_000_000, 26)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [(401, 10), (400, 10), (399, 8), (200, 8), (199, 6), (100, 6), (99, 4), (50, 4), (49, 2),
     (1, 2), (0, 0), (-5, 0)],
)  # fmt: skip
def test_points_beside_a_mean_of_100(amount: int, expected: int) -> None:
    assert points(amount, Fraction(100)) == expected
    assert axis(amount, Fraction(100)) == 10 * expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "low"), (20, "low"), (40, "medium"), (60, "medium"), (80, "high"), (100, "high")],
)
def test_thirds_of_an_axis(value: int, expected: str) -> None:
    assert level(value) == expected


def test_the_worked_example() -> None:
    """U 70,500 beside an average of 38,461.54 is 1.83 times: 60, medium."""
    assert axis(7_050_000, MEAN) == 60
    assert potential_level(7_050_000, MEAN) is Level.MEDIUM


def test_the_border_of_high_is_exact() -> None:
    assert potential_level(7_692_308, MEAN) is Level.HIGH
    assert potential_level(7_692_307, MEAN) is Level.MEDIUM


def test_what_cannot_be_placed() -> None:
    assert potential_level(None, MEAN) is None
    assert potential_level(100, None) is None
    assert potential_level(100, Fraction(0)) is None


def test_nothing_left_to_gain_is_low() -> None:
    assert potential_level(0, MEAN) is Level.LOW


def test_the_average_counts_customers_with_revenue() -> None:
    assert average([300, 0, -50, 100]) == 200
    assert average([0, -1]) is None
