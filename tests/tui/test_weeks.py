"""A week side by side, and the weeks of a year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Urgency
from tui.widgets.canvas import CUT
from tui.widgets.weeks import (
    MONTHS,
    WEEKS,
    Entry,
    monday,
    week_rows,
    weeks_of,
    year_rows,
    year_strip,
)

TODAY = date(2026, 2, 23)
DAYS = st.dates(date(2026, 2, 23), date(2027, 2, 20))


def entry(name: str, *, chosen: bool = False) -> Entry:
    return Entry(urgency=Urgency.TODAY, name=name, reason="Angebot nachfassen", chosen=chosen)


def test_what_is_overdue_counts_in_this_week_with_its_sign() -> None:
    marks = {date(2026, 1, 5): (3, Urgency.OVERDUE), TODAY: (2, Urgency.TODAY),
             date(2026, 3, 1): (1, Urgency.UPCOMING), date(2026, 3, 2): (4, Urgency.UPCOMING)}
    first, second, third, *_rest = weeks_of(TODAY, marks, {date(2026, 3, 9): 7}, None)
    assert (first.count, first.urgency) == (6, Urgency.OVERDUE)
    assert (second.count, second.urgency) == (4, Urgency.UPCOMING)
    assert (third.count, third.urgency) == (7, None)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dictionaries(
    st.integers(0, 364), st.integers(1, 99), max_size=20))
@settings(max_examples=60)
def test_a_year_of_weeks_loses_nothing(today: date, found: dict[int, int]) -> None:
    later = {today + timedelta(days=n): count for n, count in found.items()}
    weeks = weeks_of(today, {}, later, None)
    assert len(weeks) == WEEKS
    assert sum(week.count for week in weeks) == sum(later.values())
    strip, rows = year_strip(weeks, today), year_rows(weeks, today, 92)
    assert len(strip) == len(rows) - 1 <= MONTHS
    assert all(len(row.text) <= 24 for row in strip)
    assert all(len(row.text) <= 92 for row in rows)
    assert sum(row.text.count(":") for row in rows[1:]) == WEEKS


def test_what_is_not_counted_yet_is_no_nothing() -> None:
    weeks = weeks_of(TODAY, {TODAY: (2, Urgency.TODAY)}, {}, date(2026, 5, 25))
    rows = [row.text for row in year_strip(weeks, TODAY)]
    assert rows[0] == "Feb > 2*"
    assert rows[1] == "Mär   .   .   .   . "
    assert rows[3] == "Mai   .   .   .   ? "
    assert "?" in year_rows(weeks, TODAY, 92)[-1].text
    assert "█" not in year_rows(weeks, TODAY, 92)[-1].text


@given(DAYS, st.integers(20, 120), st.integers(3, 20), st.lists(st.integers(0, 12), min_size=7,
                                                                max_size=7))
@settings(max_examples=60)
def test_a_week_fits_and_shows_the_chosen_one(
        day: date, width: int, height: int, counts: list[int]) -> None:
    columns = [[entry(f"Firma {n} Donaudampfschifffahrt GmbH", chosen=(d, n) == (2, count - 1))
                for n in range(count)] for d, count in enumerate(counts)]
    rows = [row.text for row in week_rows(monday(day), TODAY, columns, width, height)]
    assert len(rows) == height
    assert len(set(map(len, rows))) == 1
    assert len(rows[0]) <= max(width, 7 * 4 + 6)
    if counts[2]:
        assert any(">" in row for row in rows)


@pytest.mark.parametrize(("count", "height", "wanted"), [
    (1, 5, ["* Kräuterka…", "  Naturkosm…", "  Angebot", "  nachfassen"]),
    (2, 5, ["* Kräuterka…", "  Naturkosm…"] * 2),
    (4, 5, ["* Kräuterka…"] * 4),
    (6, 5, ["* Kräuterka…"] * 3 + ["+ 3 weitere"]),
])
def test_as_much_of_each_as_there_is_room(count: int, height: int, wanted: list[str]) -> None:
    columns = [[entry("Kräuterkauz Naturkosmetik") for _n in range(count)], *[[]] * 6]
    rows = week_rows(TODAY, TODAY, columns, 90, height)
    assert [row.text.partition("│")[0].rstrip() for row in rows][1:] == wanted
    assert CUT in wanted[0]
