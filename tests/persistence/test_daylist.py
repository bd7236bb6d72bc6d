"""The agenda of all rows against what each occurrence says of itself."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.catalogue import load_checklist
from store.demo import demo_prospects
from store.edit import Edit
from store.events.occurrence import EventKind, Occurrence, Urgency

TODAY = date(2026, 2, 23)
LAST = TODAY + timedelta(days=85)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    with Book.open(path, today=TODAY, checklist=load_checklist) as book:
        book.apply(Edit(label="imported", records=demo_prospects(TODAY)))
    return path


def listed_on(turn: Occurrence, today: date) -> date:
    urgency = turn.urgency(today)
    if urgency is Urgency.OVERDUE:
        return date.min
    return today if urgency is Urgency.TODAY else turn.shown_on(today)


@pytest.mark.parametrize("kinds", [(), (EventKind.BIRTHDAY,), (
    EventKind.FOLLOW_UP, EventKind.REASSESSMENT)])
@pytest.mark.parametrize("ahead", [0, 1, 5, 12])
def test_day_by_day(path: Path, ahead: int, kinds: tuple[EventKind, ...]) -> None:
    today = TODAY + timedelta(days=ahead)
    with Book.open(path, today=today, checklist=load_checklist, read_only=True) as book:
        wanted = sorted(
            (listed_on(turn, today),
             row.priority or 9, row.sort_name, row.id, turn.key, turn.day)
            for row in book.rows.values() if not row.archived
            for turn in row.occurrences
            if turn.act_on <= LAST and (not kinds or turn.kind in kinds))
        found = book.agenda(LAST, kinds)
        listed = [(found.day(n) or date.min, row.priority or 9, row.sort_name, row.id, turn.key,
                   turn.day) for n, (row, turn) in enumerate(found)]
        assert listed == sorted(listed, key=lambda one: one[:4])
        assert sorted(listed) == wanted
        assert [found.day(n) for n in range(found.first(today))] == [
            None for one in wanted if one[0] == date.min]


def test_marks_count_each_day_and_say_how_pressing_it_is(path: Path) -> None:
    with Book.open(path, today=TODAY, checklist=load_checklist, read_only=True) as book:
        found = book.agenda(LAST)
        marks = found.marks()
        assert sum(count for count, _ in marks.values()) == len(found)
        assert {urgency for day, (_, urgency) in marks.items() if day < TODAY} == {
            Urgency.OVERDUE}
        assert marks[TODAY][1] is Urgency.TODAY
        assert {urgency for day, (_, urgency) in marks.items() if day > TODAY} == {
            Urgency.UPCOMING}


def test_days_and_places_by_their_numbers(path: Path) -> None:
    with Book.open(path, today=TODAY, checklist=load_checklist, read_only=True) as book:
        found = book.agenda(LAST)
        days = [found.day(n) for n in range(len(found))]
        for n, (row, turn) in enumerate(found):
            first = days.index(days[n])
            later = [m for m, day in enumerate(days) if m > n and day != days[n]]
            assert found.start(n) == first
            assert found.start(n, 1) == (later[0] if later else len(found) - 1)
            assert found.start(n, -1) == (days.index(days[first - 1]) if first else 0)
            assert found.place(row.id, turn.key, turn.day) == n
            assert found.day_of(n) == (days[n] or turn.act_on)
        assert found.place(found[0][0].id, "other", TODAY) is None
        assert found.place("other", "other", TODAY) is None


@pytest.mark.parametrize(("first", "last"), [
    (-60, 60), (-60, -1), (-3, 3), (0, 0), (1, 7), (40, 39)])
def test_a_period_has_what_is_to_be_done_in_it(path: Path, first: int, last: int) -> None:
    begin, end = TODAY + timedelta(days=first), TODAY + timedelta(days=last)
    with Book.open(path, today=TODAY, checklist=load_checklist, read_only=True) as book:
        found = book.agenda(LAST)
        wanted = [(found.day_of(n), n) for n in range(len(found))]
        assert found.within(begin, end) == sorted(
            (day, n) for day, n in wanted if begin <= day <= end)
