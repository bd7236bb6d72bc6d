"""What a prospect has cost, and what dropping it frees (domain.md A5, 4.2, 4.7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.profile.activity import Activity
from store.profile.decided import Decision
from store.profile.prospect import Prospect
from store.profile.steps import Choice
from store.value.sunk import TimeSunk, time_saved, time_sunk

TODAY = date(2026, 2, 23)
FIRM = Prospect(id="p", name="Gipfelmops", created=TODAY)


def spent(*minutes: int) -> Prospect:
    return replace(FIRM, activities=tuple(
        Activity(id=str(n), day=TODAY, minutes=m) for n, m in enumerate(minutes)))


@pytest.mark.parametrize(("minutes", "rate", "cents"), [
    ((90, 60, 60), 18_841, 65_944),  # A5: 3.5 h = 659 €
    ((90,), 18_841, 28_262),  # 4.2: a visit of 1.5 h; 282.615 is rounded up
    ((), 18_841, 0), ((7,), 0, 0), ((1,), 30, 1), ((1,), 29, 0), ((1,), 90, 2),
])
def test_time_is_cost(minutes: tuple[int, ...], rate: int, cents: int) -> None:
    assert time_sunk(spent(*minutes), rate) == TimeSunk(minutes=sum(minutes), cents=cents)


def decided(*choices: Choice, until: date | None = None) -> Prospect:
    return replace(FIRM, decisions=tuple(
        Decision(day=TODAY, choice=c, checklist="g", version=1, until=until) for c in choices))


def test_to_drop_saves_the_time_of_the_decision_before() -> None:
    pursue, develop, park, drop = Choice
    assert time_saved(decided(pursue, drop), 18_841, TODAY) == TimeSunk(
        minutes=1200, cents=376_820)
    assert time_saved(decided(pursue, park, drop, drop), 100, TODAY) == TimeSunk(
        minutes=60, cents=100)
    assert time_saved(decided(drop), 100, TODAY) == TimeSunk(minutes=360, cents=600)
    for prospect in (FIRM, decided(develop), decided(drop, until=TODAY)):
        assert time_saved(prospect, 100, TODAY) is None
