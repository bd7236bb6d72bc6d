"""The figures of a customer, and the points they give (domain.md 4.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from store.profile.activity import Activity
from store.profile.company import RevenueEntry
from store.profile.prospect import Prospect, Stage
from store.profile.worth import Reference
from store.qualification.weighing import rounded
from store.value.aspects import Facts, base_points, facts, own_points, value_of
from store.value.clv import clv
from store.value.level import Level, mean
from store.value.portfolio import Axes
from store.value.score import Aspect

TODAY = date(2026, 2, 23)
AXES = Axes(margin=Fraction(10_000_00), revenue=Fraction(40_000_00))


def entry(last: date, revenue: int, margin: int | None) -> RevenueEntry:
    return RevenueEntry(first=last.replace(day=1), last=last, revenue=revenue, margin=margin)


FIRM = Prospect(
    id="a", name="Adler", created=TODAY, stage=Stage.EXISTING, potential=45_000_00,
    revenue=(entry(date(2024, 12, 31), 50_000_00, 1), entry(date(2025, 12, 31), 48_000_00, None)),
    first_order=date(2020, 2, 29), days_late=-2, reference=Reference.WOULD, fit=8,
    activities=(Activity(id="x", day=date(2025, 2, 23), minutes=99),
                Activity(id="y", day=TODAY, minutes=60),
                Activity(id="z", day=date(2026, 2, 24), minutes=99)))


def test_what_a_record_tells() -> None:
    assert facts(FIRM, TODAY) == Facts(
        margin=None, potential=45_000_00, revenue=48_000_00, previous=50_000_00, days_late=-2,
        years=5, reference=Reference.WOULD, minutes=60, fit=8)
    assert facts(FIRM, date(2026, 2, 28)).years == 6, "29 February is kept on the 28th"
    assert facts(Prospect(id="b", name="B", created=TODAY), TODAY) == Facts()
    assert facts(replace(FIRM, first_order=date(2026, 3, 1)), TODAY).years is None


def test_unknown_cost_is_open_and_no_zero() -> None:
    known = facts(FIRM, TODAY)
    found = value_of(known, AXES)
    assert dict(found.points) == {
        Aspect.MARGIN: None, Aspect.POTENTIAL: 6, Aspect.TREND: 5, Aspect.PAYMENT: 10,
        Aspect.DURATION: 8, Aspect.REFERENCE: 4, Aspect.EFFORT: None, Aspect.FIT: 8}
    assert found.open == (Aspect.MARGIN, Aspect.EFFORT)
    assert (found.low, found.high, found.band) == (43, 78, Level.MEDIUM)
    assert rounded(found.score or Fraction(0), 100) == 6615


def test_points_beside_the_means() -> None:
    assert base_points(20_000_00, 10_000_00, AXES) == {Aspect.MARGIN: 8, Aspect.POTENTIAL: 2}
    nothing = Axes(margin=None, revenue=None)
    assert base_points(5, 5, nothing) == {Aspect.MARGIN: None, Aspect.POTENTIAL: None}


def test_the_mean_margin_counts_losses() -> None:
    """Demo: 234,306 from 26 customers, of which two bring a loss."""
    assert mean([30, -10, 0]) == Fraction(20, 3)
    assert mean([5, -5]) is None
    assert mean([]) is None


def test_a_judgement_beyond_the_scale_is_its_end() -> None:
    assert own_points(Facts(fit=99))[Aspect.FIT] == 10
    assert own_points(Facts(fit=-1))[Aspect.FIT] == 0


@settings(max_examples=40, deadline=None)
@given(st.integers(-10**6, 10**6), st.integers(0, 10**6), st.integers(0, 10**6),
       st.integers(1, 10**5), st.integers(1, 50))
def test_the_currency_changes_no_value(
    margin: int, potential: int, revenue: int, mean_: int, times: int
) -> None:
    """All amounts times the same: the same points, but for hours by 1,000 euros; a CLV scales."""
    known = Facts(margin=margin, potential=potential, revenue=revenue, previous=mean_)
    scaled = Facts(margin=times * margin, potential=times * potential, revenue=times * revenue,
                   previous=times * mean_)
    axes = Axes(margin=Fraction(mean_), revenue=Fraction(mean_, 3))
    larger = Axes(margin=Fraction(times * mean_), revenue=Fraction(times * mean_, 3))
    assert value_of(known, axes) == value_of(scaled, larger)
    assert clv(times * margin) == times * (clv(margin) or 0)
