"""What comes up beyond what rows hold, read some records at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.catalogue import load_checklist
from store.demo import demo_prospects
from store.edit import Edit
from store.events.acknowledge import plan
from store.events.occurrence import EventKind
from store.overview import coming
from store.profile.activity import FollowUp

TODAY = date(2026, 2, 23)
FIRST, LAST = TODAY + timedelta(days=91), TODAY + timedelta(days=365)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = Book.open(tmp_path / "data.json", today=TODAY, checklist=load_checklist)
    book.apply(Edit(label="imported", records=demo_prospects(TODAY)))
    return book


def by_hand(book: Book, *kinds: EventKind) -> Counter[date]:
    return Counter(
        item.shown_on(TODAY) for row in book.rows.values()
        for item in coming(book.get(row.id), row, TODAY)
        if FIRST < item.act_on <= LAST and (not kinds or item.kind in kinds))


@pytest.mark.parametrize("most", [1, 7, 1_000])
def test_it_counts_what_comes_up_record_by_record(book: Book, most: int) -> None:
    ahead = book.ahead(FIRST, LAST)
    assert ahead.waiting == len(book.rows)
    assert not ahead.counts()
    while ahead.waiting:
        before = ahead.waiting
        ahead.step(most)
        assert ahead.waiting == max(0, before - most)
    assert ahead.counts() == by_hand(book)
    assert ahead.counts([EventKind.BIRTHDAY]) == by_hand(book, EventKind.BIRTHDAY)
    assert min(ahead.counts()) > FIRST - timedelta(days=7)


def test_what_has_changed_is_read_again(book: Book) -> None:
    ahead = book.ahead(FIRST, LAST)
    stop = book.subscribe(ahead.told)
    ahead.step(20)
    keys = list(book.rows)
    for number, key in enumerate((keys[0], keys[-1], keys[0])):
        record = book.get(key)
        step = FollowUp(id=f"x{number}", due=LAST - timedelta(days=number), reason="Anruf")
        book.apply(Edit(label="planned", records=(plan(record, step),)))
    ahead.step(1_000)
    assert ahead.counts() == by_hand(book)
    book.apply(Edit(label="archived", records=(replace(book.get(keys[0]), archived=TODAY),)))
    book.apply(Edit(label="removed", removed=(keys[1],)))
    assert 2 <= ahead.waiting < 20
    ahead.step(20)
    assert ahead.counts() == by_hand(book)
    stop()


def test_nothing_that_was_read_is_kept(book: Book) -> None:
    book.close()
    with Book.open(book.path, today=TODAY, checklist=load_checklist) as again:
        ahead = again.ahead(FIRST, LAST)
        ahead.step(1_000)
        assert not again._desk.records._read
        assert ahead.counts() == by_hand(again)
