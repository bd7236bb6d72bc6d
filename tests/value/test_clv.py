"""What a customer will bring: an estimate (domain.md 4.5)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from store.qualification.weighing import rounded
from store.value.clv import STANDARD_ASSUMPTIONS, Assumptions, clv

MARGIN = 1_200_000


@pytest.mark.parametrize(("by", "cents"), [
    (Assumptions(years=3), 2_543_820),
    (Assumptions(years=5), 3_329_942),
    (Assumptions(years=0), 4_285_714),
    (Assumptions(years=5, cost=300_000), 3_029_942),
    (Assumptions(years=1, discount=0), MARGIN),
    (Assumptions(years=4, discount=0, retention=100), 4 * MARGIN),
    (Assumptions(years=9, discount=0, retention=0), MARGIN),
])
def test_worked_examples(by: Assumptions, cents: int) -> None:
    found = clv(MARGIN, by)
    assert found is not None
    assert rounded(found, 1) == cents


def test_the_usual_assumptions_are_those_of_the_example() -> None:
    assert Assumptions(retention=80, discount=8, years=5, cost=0) == STANDARD_ASSUMPTIONS
    assert clv(MARGIN) == clv(MARGIN, Assumptions(years=5))


def test_all_years_are_what_many_come_near_to() -> None:
    many, every = clv(MARGIN, Assumptions(years=200)), clv(MARGIN, Assumptions(years=0))
    assert many is not None
    assert every is not None
    assert 0 < every - many < Fraction(1, 100)


def test_a_loss_stays_a_loss() -> None:
    assert clv(-MARGIN) == -(clv(MARGIN) or 0)


def test_nothing_ends_where_everybody_stays_and_nothing_is_discounted() -> None:
    assert clv(MARGIN, Assumptions(years=0, retention=100, discount=0)) is None
