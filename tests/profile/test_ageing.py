"""What a profile says that is no longer fresh (domain.md 5.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.profile.ageing import Aged, aged, last_entry
from store.profile.company import FinancialStatus, Light, Need, NeedKind
from store.profile.contact import Contact
from store.profile.prospect import Check, Info, Prospect, Stage
from store.profile.staleness import VALID_DAYS, Freshness, freshness

BEGAN = date(2025, 1, 7)
FULL = Prospect(
    id="a", name="Adler", created=BEGAN, stage=Stage.EXISTING, phone="1", industry="Holz",
    owners="Eva", competitor="Mayr", potential=1, days_late=0, culture="Sie",
    contacts=(Contact(id="c", last_name="Huber"),),
    needs=(Need(text="x"), Need(text="y", kind=NeedKind.WANT)))


def ages(record: Prospect, today: date, letter: str = "") -> dict[Info, bool]:
    return {one.info: one.expired for one in aged(record, today, letter=letter)}


@pytest.mark.parametrize(("days", "expired"), [(119, None), (120, False), (239, False),
                                               (240, True)])
def test_needs_are_stale_after_120_days(days: int, expired: bool | None) -> None:
    found = ages(FULL, BEGAN + timedelta(days=days))
    assert found.get(Info.NEEDS) is expired


def test_what_is_not_there_does_not_age() -> None:
    bare = Prospect(id="a", name="Adler", created=BEGAN)
    assert aged(bare, BEGAN + timedelta(days=4000)) == ()


def test_a_confirmation_makes_it_fresh_and_c_customers_have_twice_the_time() -> None:
    today = BEGAN + timedelta(days=130)
    assert Info.NEEDS not in ages(FULL, today, "C")
    sure = replace(FULL, checks=(Check(info=Info.NEEDS, day=today),))
    assert Info.NEEDS not in ages(sure, today)
    assert Info.NEEDS in ages(FULL, today)


def test_the_day_is_that_of_the_newest_entry() -> None:
    old = FinancialStatus(noted=date(2024, 5, 1), light=Light.GREEN, source="x")
    new = FinancialStatus(noted=date(2025, 2, 1), light=Light.RED, source="y")
    record = replace(FULL, financials=(old, new))
    assert Aged(info=Info.FINANCE, day=date(2025, 2, 1), expired=False) in aged(
        record, date(2025, 9, 1))


@given(st.integers(0, 2000), st.sampled_from(["", "A", "C"]))
def test_it_says_the_same_as_the_freshness_of_each_kind(days: int, letter: str) -> None:
    today = BEGAN + timedelta(days=days)
    found = ages(FULL, today, letter)
    for info in VALID_DAYS:
        state = freshness(FULL, info, today, letter=letter)
        assert info not in found or found[info] is (state is Freshness.EXPIRED)
        assert info not in found or state is not Freshness.FRESH


def test_the_last_entry_is_no_confirmation() -> None:
    assert last_entry(FULL) == BEGAN
    noted = replace(FULL, needs=(Need(text="x", noted=date(2025, 3, 4)),),
                    checks=(Check(info=Info.NEEDS, day=date(2025, 6, 1)),))
    assert last_entry(noted) == date(2025, 3, 4)
