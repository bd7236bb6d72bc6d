"""The portfolio: fields, norm strategies and the worked example (domain.md 4.6)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.value.level import Level, level
from store.value.portfolio import (
    STEPS,
    Axes,
    Missing,
    Ninth,
    Quarter,
    ninth,
    quarter,
    unexploited,
)

AXES = Axes(margin=Fraction(1000), revenue=Fraction(100_000_000, 26))
NINE = {
    Level.LOW: (Ninth.SIMPLIFY, Ninth.WATCH, Ninth.INVEST),
    Level.MEDIUM: (Ninth.HOLD, Ninth.EXTEND_SOME, Ninth.EXTEND),
    Level.HIGH: (Ninth.SKIM, Ninth.SECURE, Ninth.SECURE_EXTEND),
}


def test_the_worked_example() -> None:
    """Need 200,000, reachable 50 %, current 29,500: U 70,500, 1.83 times 38,461.54."""
    assert unexploited(20_000_000, 50, 2_950_000) == 7_050_000
    placed = AXES.place(500, 7_050_000)
    assert placed == (40, 60)
    assert quarter(40, 60) is Quarter.QUESTION
    assert level(60) is Level.MEDIUM


@pytest.mark.parametrize(("need", "share", "revenue", "left"), [
    (100, 50, 60, 0), (100, 0, 0, 0), (101, 50, 0, 51), (99, 50, 0, 50), (100, 100, 0, 100)])
def test_what_is_still_unexploited(need: int, share: int, revenue: int, left: int) -> None:
    assert unexploited(need, share, revenue) == left


def test_every_point_has_its_strategy() -> None:
    for value in STEPS:
        for potential in STEPS:
            high = (value >= 60, potential >= 60)
            assert quarter(value, potential) is {
                (True, True): Quarter.STAR, (False, True): Quarter.QUESTION,
                (True, False): Quarter.CASH, (False, False): Quarter.SMALL}[high]
            column = list(Level).index(level(potential))
            assert ninth(value, potential) is NINE[level(value)][column]


def test_an_unknown_axis_cannot_be_placed() -> None:
    assert AXES.place(None, 5) is Missing.MARGIN
    assert AXES.place(5, None) is Missing.POTENTIAL
    assert AXES.place(None, None) is Missing.BOTH
    assert Axes.of([-5], [0]).place(1, 1) is Missing.MEAN
    assert AXES.place(-5, 0) == (0, 0)


amounts = st.integers(-10**9, 10**9)


@given(st.lists(amounts, min_size=1), st.lists(amounts, min_size=1), amounts,
       st.integers(0, 10**9), st.integers(1, 1000))
def test_another_currency_moves_nobody(
    margins: list[int], revenues: list[int], margin: int, potential: int, times: int
) -> None:
    axes = Axes.of(margins, revenues)
    scaled = Axes.of([m * times for m in margins], [r * times for r in revenues])
    assert axes.place(margin, potential) == scaled.place(margin * times, potential * times)
