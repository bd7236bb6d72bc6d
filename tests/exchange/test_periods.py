"""Periods as they stand in accounting exports and are typed."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from store.exchange.periods import Timespan, parse_period
from tui import dates, texts

_MEANT = {
    "2025 | Jahr 2025 | 01/2025 - 12/2025": "2025-01-01 2025-12-31",
    "Q1 2026 | q1/2026 | 2026-Q1 | 1. Quartal 2026 | 1.Q 2026": "2026-01-01 2026-03-31",
    "H2 2025 | 2. HJ 2025 | 2. Halbjahr 2025": "2025-07-01 2025-12-31",
    "Mrz-26 | 3.2026 | 2026-03 | 202603 | März 2026 | Maerz 2026": "2026-03-01 2026-03-31",
    "Jan-26 | Jän. 26 | JAN 2026 | Jänner 2026": "2026-01-01 2026-01-31",
    "April bis Juni 2024 | April to June 2024 | 1.4.2024-30.6.2024": "2024-04-01 2024-06-30",
    "23 Feb 2025 to 22 Feb 2026 | 23.02.2025 bis 22.02.2026 | 2025-02-23 - 2026-02-22":
        "2025-02-23 2026-02-22",
}


def test_what_is_written_is_understood() -> None:
    found = {text: parse_period(text) for line in _MEANT for text in line.split(" | ")}
    assert found == {
        text: Timespan(*map(date.fromisoformat, days.split()))
        for line, days in _MEANT.items() for text in line.split(" | ")}


def test_what_is_no_period_means_none() -> None:
    wrong = ("", "viel", "31.3.2026", "13/2026", "2026-13", "5. Quartal 2026", "1.q2 2026",
             "Umsatz 2025", "2025 - 2024", "31.3.2026 - 1.1.2026", "März", "1234", "26")
    assert not [text for text in wrong if parse_period(text) is not None]


@settings(max_examples=40)
@given(days=st.lists(st.dates(date(1950, 1, 1), date(2099, 12, 31)), min_size=2, max_size=2),
       spoken=st.sampled_from([("de", "AT"), ("de", "DE"), ("en", "")]))
def test_a_period_as_it_is_shown_is_understood(
        days: list[date], spoken: tuple[str, str]) -> None:
    first, last = sorted(days)
    before = texts.language(), texts.locale()
    texts.use(*spoken)
    shown = dates.period(first, last)
    texts.use(*before)
    assert parse_period(shown) == (first, last)
