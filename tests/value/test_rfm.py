"""Recency, frequency, money (domain.md 4.4)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.value import rfm
from store.value.rfm import Rfm, Segment


def test_the_worked_example() -> None:
    """Last order 2025-11-28, today 2026-02-23, 7 orders, 62,000 beside 70,000: 5-4-2 Stamm."""
    days = (date(2026, 2, 23) - date(2025, 11, 28)).days
    assert days == 87
    found = rfm.rfm(days, 7, 6_200_000, Fraction(7_000_000))
    assert found == Rfm(recency=5, frequency=4, money=2)
    assert found.segment is Segment.CORE


def test_fixed_limits() -> None:
    assert [rfm.recency(days) for days in (0, 92, 93, 183, 184, 365, 366, 730, 731)] == [
        5, 5, 4, 4, 3, 3, 2, 2, 1]
    assert [rfm.frequency(n) for n in (99, 12, 11, 6, 5, 3, 2, 1)] == [5, 5, 4, 4, 3, 3, 2, 1]
    assert [rfm.money(cents, Fraction(100)) for cents in (
        400, 399, 200, 199, 100, 99, 25, 24, 1)] == [5, 4, 4, 3, 3, 2, 2, 1, 1]


@pytest.mark.parametrize("given_", [
    (None, 7, 100, Fraction(1)), (5, 0, 100, Fraction(1)), (5, 1, 0, Fraction(1)),
    (5, 1, 100, None)])
def test_no_marks_without_order_revenue_or_average(
    given_: tuple[int | None, int, int, Fraction | None]
) -> None:
    assert rfm.rfm(*given_) is None


@pytest.mark.parametrize(("marks", "expected"), [
    ((4, 4, 4), Segment.TOP), ((5, 5, 5), Segment.TOP), ((4, 4, 3), Segment.CORE),
    ((2, 3, 1), Segment.AT_RISK), ((1, 5, 5), Segment.AT_RISK), ((4, 2, 5), Segment.FIRST),
    ((5, 1, 1), Segment.FIRST), ((2, 2, 5), Segment.SLEEPER), ((1, 1, 1), Segment.SLEEPER),
    ((3, 1, 1), Segment.CORE), ((3, 5, 5), Segment.CORE), ((4, 3, 1), Segment.CORE)])
def test_the_first_segment_that_fits(marks: tuple[int, int, int], expected: Segment) -> None:
    assert rfm.segment(*marks) is expected


def test_fifths_of_the_base() -> None:
    assert [rfm.quintile(rank, 50) for rank in (1, 10, 11, 20, 21, 31, 41, 50)] == [
        5, 5, 4, 4, 3, 2, 1, 1]
    assert rfm.quintiles([10, 30, 20, 30, 5]) == [2, 5, 3, 5, 1], "ties take the best rank"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(-5, 30), min_size=1, max_size=80), st.integers(2, 5))
def test_fifths_follow_the_order_and_no_scale(values: list[int], times: int) -> None:
    found = rfm.quintiles(values)
    assert found == rfm.quintiles([times * value for value in values])
    assert set(found) <= {1, 2, 3, 4, 5}
    assert found[values.index(max(values))] == 5
    pairs = sorted(zip(values, found, strict=True))
    assert [mark for _value, mark in pairs] == sorted(found)
