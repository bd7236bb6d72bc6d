"""Classes by another basis, period or borders: what changes at once, what waits, what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from store import (
    Activity,
    ActivityKind,
    Book,
    ClassOverride,
    Edit,
    OwnCare,
    Prospect,
    RevenueEntry,
    Settings,
    Stage,
    glance,
    load_checklist,
)
from store.listing import Group, SortBy
from store.profile.classed import ClassCause, ClassNote
from store.value.abc import STANDARD_CLASSING, ClassBasis, Classing, Period

DAY = date(2026, 2, 23)
BY_MARGIN = Classing(basis=ClassBasis.MARGIN)
CALENDAR = Classing(period=Period.CALENDAR)


def firm(key: str, now: int, margin: int | None, before: int) -> Prospect:
    """Revenue of January, and of a year that ended with 2024 (never in twelve months)."""
    return Prospect(
        id=key, name=key, created=DAY, stage=Stage.EXISTING, revenue=(
            RevenueEntry(first=date(2026, 1, 1), last=date(2026, 1, 31), revenue=now,
                         margin=margin),
            RevenueEntry(first=date(2025, 1, 1), last=date(2025, 1, 31), revenue=before,
                         margin=before)))


FIRMS = (firm("big", 85_00, -1_00, 10_00), firm("small", 15_00, 90_00, 90_00),
         firm("dark", 5_00, None, 0))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Book.open(tmp_path / "data.json", today=DAY, checklist=load_checklist) as book:
        book.apply(Edit(label="added", records=FIRMS))
    return tmp_path / "data.json"


def letters(book: Book) -> dict[str, str]:
    return {key: book.rows[key].letter for key in book.rows}


def opened(path: Path, classing: Classing = STANDARD_CLASSING) -> Book:
    return Book.open(path, today=DAY, checklist=load_checklist, classing=classing)


def test_basis_and_borders_count_at_once_and_rows_follow(path: Path) -> None:
    with opened(path) as book:
        assert letters(book) == {"big": "A", "small": "B", "dark": "C"}
        assert book.use_classing(BY_MARGIN) == {"big", "small", "dark"}
        assert letters(book) == {"big": "C", "small": "A", "dark": ""}
        while book.stale:
            book.freshen(1)
        assert [book.rows[key].worth for key in ("big", "small", "dark")] == [-1_00, 90_00, None]
        assert book.use_classing(Classing(a=50, b=80)) == {"big", "small", "dark"}
        assert letters(book) == {"big": "A", "small": "C", "dark": "C"}


def test_the_calendar_year_waits_until_the_records_were_read(path: Path) -> None:
    with opened(path) as book:
        book.use_classing(CALENDAR)
        assert book.stale == 3
        while book.stale:
            book.freshen(2)
        assert letters(book) == {"big": "B", "small": "A", "dark": "O"}
        assert book.rows["small"].worth == 90_00
    with opened(path, CALENDAR) as book:
        assert (letters(book)["small"], book.stale) == ("A", 0)


@pytest.mark.parametrize("classing", [BY_MARGIN, CALENDAR])
def test_rows_in_a_file_are_believed_only_under_their_classing(
    path: Path, classing: Classing
) -> None:
    with opened(path) as book:
        book.use_classing(classing)
        book.freshen(1)
    assert glance(path, today=DAY, region="AT", rows_key="", classing=classing) is None
    with opened(path, classing) as book, Book.open(
            "", memory=True, records=FIRMS, today=DAY, checklist=load_checklist,
            classing=classing) as other:
        assert dict(book.rows) == dict(other.rows)
        book.use_classing(STANDARD_CLASSING)
        while book.stale:
            book.freshen(2)
    found = glance(path, today=DAY, region="AT", rows_key="")
    assert found is not None
    assert found["big"].worth == 85_00


def test_the_class_taken_over_stays_and_one_by_hand_ends_on_its_day(path: Path) -> None:
    taken = ClassNote(day=DAY, letter="C", cause=ClassCause.COMPUTED, computed="C")
    end = DAY + timedelta(days=1)
    own = ClassOverride(letter="B", day=DAY, until=end)
    with opened(path) as book:
        record = replace(book.get("big"), class_log=(taken,), class_override=own)
        book.apply(Edit(label="classed", records=(record,)))
        row = book.rows["big"]
        assert (row.letter, row.own_class, row.taken_class, row.computed_class) == (
            "B", "B", "C", "A")
        assert "big" in book.set_today(end)
        row = book.rows["big"]
        assert (row.letter, row.own_class) == ("C", "")
        assert book.rows.columns.class_code(book.rows.where("big")) == ord("C")


def test_a_care_plan_of_its_own_says_when_somebody_is_neglected(path: Path) -> None:
    """C is neglected after 146 days, five contacts a year; twelve a year means 60 days."""
    call = Activity(id="x", day=DAY - timedelta(days=100), kind=ActivityKind.CALL, minutes=5)
    with opened(path) as book:
        for care, expected in ((None, False), (OwnCare(visits=0, calls=12), True),
                               (OwnCare(visits=0, calls=0), False)):
            record = replace(book.get("dark"), activities=(call,), care=care)
            book.apply(Edit(label="edited", records=(record,)))
            listed = book.listed(Group.NEGLECTED, SortBy.NAME)
            assert ("dark" in set(listed.ids())) is expected
        book.apply(Edit(label="edited", records=(replace(record, care=None),)))
        book.use_care(Settings(visits_c=4, calls_c=4).care)
        assert "dark" in set(book.listed(Group.NEGLECTED, SortBy.NAME).ids())
