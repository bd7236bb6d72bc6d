from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.events.recurrence import add_months, next_turn, yearly_turn
from store.profile.contact import LeapRule


@pytest.mark.parametrize(
    ("year", "march", "february"),
    [
        (1900, "1900-03-01", "1900-02-28"),
        (2000, "2000-02-29", "2000-02-29"),
        (2026, "2026-03-01", "2026-02-28"),
        (2027, "2027-03-01", "2027-02-28"),
        (2028, "2028-02-29", "2028-02-29"),
        (2100, "2100-03-01", "2100-02-28"),
    ],
)
def test_29_february(year: int, march: str, february: str) -> None:
    assert yearly_turn(year, 2, 29) == date.fromisoformat(march)
    assert yearly_turn(year, 2, 29, LeapRule.FEBRUARY_28) == date.fromisoformat(february)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2027-05-31", -3, "2027-02-28"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-03-30", 0, "2026-03-30"),
    ],
)
def test_add_months(day: str, months: int, result: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(result)


@pytest.mark.parametrize(("day", "months"), [(date(9999, 12, 1), 1), (date(1, 1, 1), -1)])
def test_no_month_outside_the_calendar(day: date, months: int) -> None:
    with pytest.raises(OverflowError):
        add_months(day, months)


def test_a_day_its_month_does_not_have() -> None:
    assert yearly_turn(2026, 4, 31) == date(2026, 4, 30)


@pytest.mark.parametrize(
    ("today", "month", "day", "result"),
    [
        ("2026-12-31", 12, 31, "2026-12-31"),
        ("2027-01-01", 12, 31, "2027-12-31"),
        ("2026-12-31", 1, 1, "2027-01-01"),
        ("2026-03-01", 2, 29, "2026-03-01"),
        ("2026-03-02", 2, 29, "2027-03-01"),
        ("2027-03-02", 2, 29, "2028-02-29"),
    ],
)
def test_next_turn(today: str, month: int, day: int, result: str) -> None:
    assert next_turn(date.fromisoformat(today), month, day) == date.fromisoformat(result)


@given(
    st.dates(date(1583, 1, 1), date(2200, 1, 1)),
    st.sampled_from(LeapRule),
    st.integers(1600, 2200),
)
@settings(max_examples=60)
def test_each_year_has_one_turn_near_its_day(born: date, rule: LeapRule, year: int) -> None:
    turn = yearly_turn(year, born.month, born.day, rule)
    assert turn.year == year
    assert next_turn(turn, born.month, born.day, rule) == turn
    assert abs(turn.timetuple().tm_yday - born.timetuple().tm_yday) <= 1


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(-600, 600))
@settings(max_examples=60)
def test_months_count_and_never_pass_the_day(day: date, months: int) -> None:
    there = add_months(day, months)
    assert (there.year - day.year) * 12 + there.month - day.month == months
    assert there.day <= day.day
