from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store.profile.company import FinancialStatus, Light, Need, NeedKind, RevenueEntry
from store.profile.prospect import Check, Info, Prospect, Stage
from store.profile.staleness import (
    VALID_DAYS,
    Freshness,
    confirm,
    freshness,
    last_known,
    stale_infos,
)

TODAY = date(2026, 2, 23)
FIRM = Prospect(id="p", name="Huber KG", created=date(2020, 1, 1))


def checked(info: Info, age: int) -> Prospect:
    return replace(FIRM, checks=(Check(info=info, day=TODAY - timedelta(days=age)),))


def test_every_kind_has_its_days() -> None:
    assert set(VALID_DAYS) == set(Info)


@pytest.mark.parametrize(
    ("age", "state"),
    [
        (0, Freshness.FRESH),
        (179, Freshness.FRESH),
        (180, Freshness.STALE),
        (359, Freshness.STALE),
        (360, Freshness.EXPIRED),
    ],
)
def test_stale_at_t_expired_at_twice_t(age: int, state: Freshness) -> None:
    prospect = checked(Info.FINANCE, age)
    assert freshness(prospect, Info.FINANCE, TODAY) is state


@pytest.mark.parametrize(
    ("stage", "letter", "state"),
    [
        (Stage.REGULAR, "B", Freshness.STALE),
        (Stage.REGULAR, "C", Freshness.FRESH),
        (Stage.CONTACT, "", Freshness.FRESH),
    ],
)
def test_class_c_and_contacts_have_twice_the_time(
    stage: Stage, letter: str, state: Freshness
) -> None:
    prospect = replace(checked(Info.PROJECTS, 100), stage=stage)
    assert freshness(prospect, Info.PROJECTS, TODAY, letter=letter) is state


def test_the_latest_day_counts() -> None:
    prospect = replace(
        FIRM,
        checks=(
            Check(info=Info.FINANCE, day=date(2025, 1, 1)),
            Check(info=Info.NEEDS, day=date(2025, 9, 1)),
        ),
        financials=(
            FinancialStatus(noted=date(2025, 3, 1), light=Light.GREEN, source="KSV"),
            FinancialStatus(noted=date(2025, 2, 1), light=Light.GREEN, source="KSV"),
        ),
        needs=(
            Need(text="Schulung", noted=date(2025, 8, 1)),
            Need(text="Frühjahr", kind=NeedKind.WANT, noted=date(2025, 7, 1)),
            Need(text="ohne Tag"),
        ),
        revenue=(RevenueEntry(first=date(2026, 1, 1), last=date(2026, 1, 31), revenue=1),),
    )
    assert last_known(prospect, Info.FINANCE) == date(2025, 3, 1)
    assert last_known(prospect, Info.NEEDS) == date(2025, 9, 1)
    assert last_known(prospect, Info.WANTS) == date(2025, 7, 1)
    assert last_known(prospect, Info.REVENUE) == date(2026, 1, 31)
    assert last_known(prospect, Info.CULTURE) == FIRM.created
    assert set(stale_infos(prospect, TODAY)) == {Info.FINANCE, Info.NEEDS, Info.WANTS}


def test_confirming_names_who_said_so() -> None:
    prospect = confirm(checked(Info.FINANCE, 400), Info.FINANCE, TODAY, "Eva Huber")
    assert prospect.checks == (Check(info=Info.FINANCE, day=TODAY, source="Eva Huber"),)
    assert freshness(prospect, Info.FINANCE, TODAY) is Freshness.FRESH
    assert len(confirm(prospect, Info.NEEDS, TODAY, "Eva Huber").checks) == 2
