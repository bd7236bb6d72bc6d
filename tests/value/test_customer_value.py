"""Customer value: points, score, range and band (domain.md 4.3)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.profile.worth import Reference
from store.value import score
from store.value.level import Level
from store.value.score import ASPECT_WEIGHTS, ASPECTS, Aspect, customer_value, packed, unpacked

EXAMPLE = dict(zip(ASPECTS, (8, 6, 3, 10, 8, None, 5, 8), strict=True))
marks = st.dictionaries(st.sampled_from(ASPECTS), st.none() | st.integers(0, 10))


def test_the_weights_are_those_of_the_table() -> None:
    assert [ASPECT_WEIGHTS[aspect] for aspect in ASPECTS] == [25, 20, 10, 10, 5, 10, 10, 10]
    assert sum(ASPECT_WEIGHTS.values()) == 100


def test_the_worked_example() -> None:
    """8 6 3 10 8 open 5 8: 62 of 90, medium, with a reference perhaps high."""
    found = customer_value(EXAMPLE)
    assert found.score == Fraction(6200, 90)
    assert f"{float(found.score):.2f}" == "68.89"
    assert (found.low, found.high) == (62, 72)
    assert found.band is Level.MEDIUM
    assert score.value_band(found.high) is Level.HIGH
    assert found.open == (Aspect.REFERENCE,)


def test_nothing_is_known() -> None:
    found = customer_value({})
    assert (found.score, found.band, found.low, found.high) == (None, None, 0, 100)
    assert found.open[:2] == (Aspect.MARGIN, Aspect.POTENTIAL), "the weightiest first"
    assert len(found.open) == 8


@pytest.mark.parametrize("wrong", [-1, 11])
def test_points_are_0_to_10(wrong: int) -> None:
    with pytest.raises(ValueError, match="fit"):
        customer_value({Aspect.FIT: wrong})


def test_bands_are_decided_unrounded() -> None:
    found = [score.value_band(Fraction(n, 1000)) for n in (70_000, 69_999, 40_000, 39_999, 0)]
    assert found == [Level.HIGH, Level.MEDIUM, Level.MEDIUM, Level.LOW, Level.LOW]


def test_points_for_the_trend() -> None:
    """At least +20 %, +5 %; more than -5 %; at least -20 %; less. No year before: open."""
    found = [score.trend_points(revenue, 1000) for revenue in (
        1200, 1199, 1050, 1049, 951, 950, 800, 799, 0, -5)]
    assert found == [10, 8, 8, 5, 5, 3, 3, 1, 1, 1]
    assert [score.trend_points(100, before) for before in (None, 0, -1)] == [None] * 3


def test_points_for_payment() -> None:
    found = [score.payment_points(days, False) for days in (-3, 0, 1, 7, 8, 14, 15, 30, 31)]
    assert found == [10, 10, 8, 8, 6, 6, 3, 3, 1]
    assert score.payment_points(None, False) is None
    assert score.payment_points(-3, True) == score.payment_points(None, True) == 0


def test_points_for_duration_and_reference() -> None:
    assert [score.duration_points(years) for years in (10, 9, 5, 4, 3, 2, 1, 0, None)] == [
        10, 8, 8, 6, 6, 4, 4, 2, None]
    assert [score.reference_points(one) for one in (*Reference, None)] == [10, 7, 4, 0, None]


def test_points_for_the_effort() -> None:
    """Hours for 1,000 euros of margin: below 2, 5, 10; exact at the borders."""
    margin = 1_000_000
    found = [score.effort_points(minutes, margin) for minutes in (
        1, 1199, 1200, 2999, 3000, 5999, 6000, 60_000)]
    assert found == [10, 10, 7, 7, 4, 4, 1, 1]
    assert score.effort_points(30, None) is None, "unknown cost is never 0"
    assert score.effort_points(0, margin) is None, "no time was logged"
    assert score.effort_points(30, 0) == score.effort_points(30, -5) == 1


@settings(max_examples=60, deadline=None)
@given(marks, st.sampled_from(ASPECTS), st.integers(0, 10))
def test_the_range_holds_the_score_and_answers_narrow_it(
    points: dict[Aspect, int | None], aspect: Aspect, more: int
) -> None:
    found = customer_value(points)
    assert 0 <= found.low <= found.high <= 100
    assert found.score is None or found.low <= found.score <= found.high
    assert unpacked(packed(points)) == {one: points.get(one) for one in ASPECTS}
    if points.get(aspect) is None:
        after = customer_value({**points, aspect: more})
        assert found.low <= after.low <= after.high <= found.high
        assert (found.high - found.low) - (after.high - after.low) == ASPECT_WEIGHTS[aspect]
