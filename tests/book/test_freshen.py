"""Rows on which time has passed may be made anew after opening, some at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from store.book import Book
from store.catalogue import load_checklist
from store.demo import demo_prospects
from store.edit import Edit

TODAY = date(2026, 2, 23)
LATER = TODAY + timedelta(days=40)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of the sample customers, saved on TODAY."""
    path = tmp_path / "data.json"
    with open_book(path, TODAY) as book:
        book.apply(Edit(label="imported", records=demo_prospects(TODAY)))
    return path


def open_book(path: Path, day: date, **options: Any) -> Book:
    return Book.open(path, today=day, checklist=load_checklist, region="AT",
                     clock=lambda: datetime(2026, 2, 23, 9), **options)


def test_slices_lead_to_the_rows_of_the_day(path: Path) -> None:
    with open_book(path, LATER) as wanted, open_book(path, LATER, put_off=True) as book:
        assert book.rows != wanted.rows
        waiting = book.stale
        book.freshen(7)
        assert book.stale == waiting - 7
        while book.stale:
            book.freshen(7)
        assert book.rows == wanted.rows


def test_the_soonest_due_comes_first(path: Path) -> None:
    with open_book(path, LATER, put_off=True) as book:
        before = dict(book.rows)
        stale = [r for r in before.values() if r.valid_until <= LATER and r.next]
        (first,) = {min(r.next.act_on for r in stale if r.next)}
        changed = book.freshen(3)
        assert first in {before[key].next.act_on for key in changed if before[key].next}


def test_only_what_is_out_of_date_waits(path: Path) -> None:
    with open_book(path, TODAY, put_off=True) as book:
        assert book.stale == 0
        assert book.freshen(10) == frozenset()


def test_a_save_in_between_leaves_the_rest_to_the_next_opening(path: Path) -> None:
    with open_book(path, LATER, put_off=True) as book:
        book.freshen(5)
        key = next(iter(book.rows))
        book.apply(Edit(label="edited", records=(replace(book.get(key), notes="neu"),)))
        assert book.flush(20)
    with open_book(path, LATER) as again, open_book(path, LATER, rows_key="anew") as fresh:
        assert again.rows == fresh.rows


def test_a_record_removed_meanwhile_is_no_row(path: Path) -> None:
    with open_book(path, LATER, put_off=True) as book:
        key = next(iter(book.rows))
        book.apply(Edit(label="removed", removed=(key,)))
        while book.stale:
            book.freshen(100)
        assert key not in book.rows


def test_an_earlier_day_waits_for_nothing(path: Path) -> None:
    earlier = TODAY - timedelta(days=30)
    with open_book(path, earlier, put_off=True) as book, \
            open_book(path, earlier, rows_key="anew") as fresh:
        assert book.stale == 0
        assert book.rows == fresh.rows
