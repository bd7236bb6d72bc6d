from __future__ import annotations

from datetime import date

import pytest
from holidays import country_holidays

from store.events.workdays import (
    CANTONS,
    STATES,
    holidays,
    is_working_day,
    next_working_day,
    previous_working_day,
    region_of,
    working_days,
)
from store.profile.company import Address


@pytest.mark.parametrize(
    ("year", "ascension", "whit_monday", "corpus_christi", "easter_monday"),
    [
        (2026, "2026-05-14", "2026-05-25", "2026-06-04", "2026-04-06"),
        (2027, "2027-05-06", "2027-05-17", "2027-05-27", "2027-03-29"),
    ],
)
def test_movable_days(
    year: int, ascension: str, whit_monday: str, corpus_christi: str, easter_monday: str
) -> None:
    days = {date.fromisoformat(d) for d in (ascension, whit_monday, corpus_christi, easter_monday)}
    assert days <= holidays(year, "AT")
    assert days <= holidays(year, "BY")


@pytest.mark.parametrize(
    ("region", "count"), [("AT", 13), ("BY", 13), ("BY-A", 14), ("DE", 9), ("CH", 4),
                        ("DE-NW", 11), ("DE-SN", 11), ("CH-ZH", 9), ("XX", 0), ("DE-XX", 0)]
)
def test_how_many(region: str, count: int) -> None:
    assert len(holidays(2026, region)) == count


@pytest.mark.parametrize(
    ("day", "austria", "bavaria"),
    [
        ("2026-04-03", True, False),
        ("2026-10-26", False, True),
        ("2026-12-08", False, True),
        ("2027-08-15", False, False),
        ("2025-10-03", True, False),
        ("2026-01-06", False, False),
        ("2026-02-28", False, False),
        ("2026-02-27", True, True),
    ],
)
def test_where_they_differ(day: str, austria: bool, bavaria: bool) -> None:
    assert is_working_day(date.fromisoformat(day), "AT") is austria
    assert is_working_day(date.fromisoformat(day), "BY") is bavaria


def test_peace_festival_of_augsburg() -> None:
    assert is_working_day(date(2025, 8, 8), "BY")
    assert not is_working_day(date(2025, 8, 8), "BY-A")


@pytest.mark.parametrize(("region", "days"), [("AT", 251), ("BY", 252)])
def test_working_days_of_2026(region: str, days: int) -> None:
    assert working_days(date(2026, 1, 1), date(2026, 12, 31), region) == days


@pytest.mark.parametrize(
    ("day", "after", "before"),
    [
        ("2026-03-01", "2026-03-02", "2026-02-27"),
        ("2026-12-25", "2026-12-28", "2026-12-24"),
        ("2026-02-23", "2026-02-23", "2026-02-23"),
        ("2026-01-01", "2026-01-02", "2025-12-31"),
        ("2026-04-04", "2026-04-07", "2026-04-03"),
    ],
)
def test_off_weekends_and_holidays(day: str, after: str, before: str) -> None:
    assert next_working_day(date.fromisoformat(day), "AT") == date.fromisoformat(after)
    assert previous_working_day(date.fromisoformat(day), "AT") == date.fromisoformat(before)


def test_the_ends_of_the_calendar() -> None:
    assert previous_working_day(date.min, "AT") == date.min
    assert next_working_day(date.max, "AT") == date.max


@pytest.mark.parametrize(
    ("address", "default", "region"),
    [
        (None, "", "AT"),
        (None, "BY", "BY"),
        (Address(country="AT"), "BY", "AT"),
        (Address(country="DE"), "", "BY"),
        (Address(country="DE", region="NW"), "", "DE-NW"),
        (Address(country="DE", region="??"), "", "DE"),
        (Address(country="CH"), "", "CH"),
        (Address(country="CH", region="ZH"), "", "CH-ZH"),
        (Address(country="CH", region="??"), "", "CH"),
        (Address(country="DE", region="BY"), "", "BY"),
        (Address(postcode="84028"), "", "BY"),
        (Address(postcode="86150", place="Augsburg"), "", "BY-A"),
        (Address(postcode="6020"), "BY", "AT"),
        (Address(postcode="SW1A"), "BY", "BY"),
        (Address(postcode="123"), "", "AT"),
        (Address(country="CH", postcode="8000"), "", "CH"),
        (Address(), "BY", "BY"),
    ],
)
def test_region_of_an_address(address: Address | None, default: str, region: str) -> None:
    assert region_of(address, default) == region


@pytest.mark.parametrize(("region", "country", "part"), [
    ("AT", "AT", None), ("BY", "DE", "BY"), ("BY-A", "DE", "Augsburg"), ("DE", "DE", None),
])
@pytest.mark.parametrize("year", range(2018, 2051))
def test_our_own_rules_are_those_of_the_library(
    region: str, country: str, part: str | None, year: int
) -> None:
    categories = ("public", "catholic") if region.startswith("BY") else ("public",)
    known = country_holidays(country, subdiv=part, years=year, categories=categories)
    assert holidays(year, region) == frozenset(known)


@pytest.mark.parametrize("region", [
    *(f"DE-{part}" for part in sorted(STATES)), *(f"CH-{part}" for part in sorted(CANTONS)),
])
def test_every_state_and_canton_has_holidays(region: str) -> None:
    assert date(2026, 12, 25) in holidays(2026, region)
    assert 4 <= len(holidays(2026, region)) <= 16


def test_buss_und_bettag_is_a_holiday_in_saxony_only() -> None:
    day = date(2026, 11, 18)
    assert [part for part in STATES if day in holidays(2026, f"DE-{part}")] == ["SN"]
    assert not is_working_day(day, "DE-SN")
    assert is_working_day(day, "BY")
