from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.profile.company import RevenueEntry
from store.profile.revenue import Rolling, next_change, previous, rolling

TODAY = date(2026, 2, 23)


def entry(last: str, revenue: int = 100, margin: int | None = 10) -> RevenueEntry:
    day = date.fromisoformat(last)
    return RevenueEntry(
        first=day - timedelta(days=30), last=day, revenue=revenue, margin=margin, orders=1
    )


@pytest.mark.parametrize(
    ("last", "counts"),
    [
        ("2026-02-24", False),
        ("2026-02-23", True),
        ("2025-02-24", True),
        ("2025-02-23", False),
    ],
)
def test_which_entries_count(last: str, counts: bool) -> None:
    assert rolling((entry(last),), TODAY).revenue == (100 if counts else 0)


def test_sums() -> None:
    entries = (entry("2026-01-31"), entry("2025-12-31", 250, -30), entry("2024-12-31", 7))
    assert rolling(entries, TODAY) == Rolling(revenue=350, margin=-20, orders=2)
    assert previous(entries, TODAY) == Rolling(revenue=7, margin=10, orders=1)
    assert rolling(entries, TODAY, 24).orders == 3


def test_unknown_cost_is_not_zero() -> None:
    entries = (entry("2026-01-31"), entry("2025-12-31", margin=None))
    assert rolling(entries, TODAY) == Rolling(revenue=200, margin=None, orders=2)
    assert rolling((), TODAY) == Rolling()
    assert rolling((entry("2020-01-31"),), TODAY).margin is None


@pytest.mark.parametrize(
    ("last", "today", "change"),
    [
        ("2026-01-31", "2026-02-23", "2027-01-31"),
        ("2026-03-31", "2026-02-23", "2026-03-31"),
        ("2024-02-29", "2024-03-01", "2025-03-01"),
        ("2020-01-31", "2026-02-23", "9999-12-31"),
    ],
)
def test_when_it_changes(last: str, today: str, change: str) -> None:
    assert next_change((entry(last),), date.fromisoformat(today)) == date.fromisoformat(change)


@given(
    st.lists(st.dates(date(2023, 1, 1), date(2027, 12, 31)), max_size=4),
    st.dates(date(2024, 1, 1), date(2027, 1, 1)),
)
@settings(max_examples=60, deadline=None)
def test_it_changes_on_that_day_and_not_before(lasts: list[date], today: date) -> None:
    entries = tuple(entry(last.isoformat()) for last in lasts)
    change = next_change(entries, today)
    for offset in range(1, 500):
        day = today + timedelta(days=offset)
        if day == change:
            assert rolling(entries, day) != rolling(entries, day - timedelta(days=1))
            return
        assert rolling(entries, day) == rolling(entries, today)
