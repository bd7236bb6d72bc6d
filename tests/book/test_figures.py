"""Figures of whole records, read some at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from store.book import Book
from store.book.figures import Figure, Figures, figure
from store.catalogue import load_checklist
from store.demo import demo_prospects
from store.edit import Edit
from store.persistence.columns import NO_AMOUNT
from store.profile.activity import Activity, ActivityKind
from store.profile.company import RevenueEntry
from store.profile.prospect import Prospect
from store.value.portfolio import Axes
from store.value.score import Aspect, packed

TODAY = date(2026, 2, 23)


def entry(last: date, revenue: int, margin: int | None = 0, orders: int = 1) -> RevenueEntry:
    return RevenueEntry(first=last.replace(day=1), last=last, revenue=revenue, margin=margin,
                        orders=orders)


def act(day: date, kind: ActivityKind, minutes: int = 0) -> Activity:
    return Activity(id=str(day), day=day, kind=kind, minutes=minutes)


def test_a_record_tells_its_figures() -> None:
    record = Prospect(
        id="a", name="Adler", created=TODAY, last_order=date(2025, 11, 28),
        revenue=(
            entry(date(2024, 2, 23), 5),  # the day on which 24 months begin is not in them
            entry(date(2024, 2, 24), 10), entry(date(2024, 12, 31), 20),
            entry(date(2025, 1, 31), 40, 4), entry(date(2025, 12, 31), 80, 8, 3),
            entry(date(2026, 2, 28), 160)),  # not over yet
        activities=(
            act(date(2025, 2, 23), ActivityKind.CALL, 1),
            act(date(2025, 2, 28), ActivityKind.CALL, 2),
            act(date(2025, 3, 1), ActivityKind.VISIT, 4), act(TODAY, ActivityKind.MEETING, 8),
            act(TODAY, ActivityKind.EMAIL, 16), act(date(2026, 2, 24), ActivityKind.VISIT, 32)))
    assert figure(record, TODAY) == Figure(
        previous=70, revenue24=150, orders24=6, last_order=date(2026, 2, 1), calendar=120,
        calendar_margin=12, minutes=30, visits=2, calls=1, months=(4, *[0] * 10, 24),
        marks=packed({Aspect.TREND: 8, Aspect.EFFORT: 1}))


def test_what_is_not_known_is_no_zero() -> None:
    plain = Prospect(id="a", name="Adler", created=TODAY)
    assert figure(plain, TODAY) == Figure()
    unknown = replace(plain, revenue=(entry(date(2025, 6, 30), 9, None, 0),))
    found = figure(unknown, TODAY)
    assert (found.previous, found.calendar_margin, found.last_order) == (None, None, None)
    assert figure(replace(plain, revenue=(entry(date(2024, 6, 30), 0),)), TODAY).previous == 0


def opened(path: Path) -> Book:
    book = Book.open(path / "data.json", today=TODAY, checklist=load_checklist)
    book.apply(Edit(label="imported", records=demo_prospects(TODAY)))
    return book


def by_hand(book: Book) -> dict[str, Figure]:
    return {key: figure(book.get(key), TODAY) for key in book.rows}


def read(figures: Figures, book: Book) -> dict[str, Figure]:
    return {key: figures.at(book.rows.where(key)) for key in book.rows}


def test_all_records_are_read_some_at_a_time(tmp_path: Path) -> None:
    book = opened(tmp_path)
    figures = book.figures()
    assert figures.waiting == len(book.rows) == 40
    assert set(read(figures, book).values()) == {Figure()}
    figures.step(7)
    assert figures.waiting == 33
    figures.step(1_000)
    assert read(figures, book) == by_hand(book)
    known = by_hand(book).values()
    for name in ("revenue24", "minutes", "visits", "calls"):
        assert sum(figures.column(name)) == sum(getattr(one, name) for one in known) > 0
    assert sum(figures.months[11::12]) == sum(one.months[11] for one in known) > 0


def test_what_has_changed_is_read_again(tmp_path: Path) -> None:
    book = opened(tmp_path)
    figures = book.figures()
    book.subscribe(figures.told)
    figures.step(1_000)
    gone, changed, *_others = book.rows
    more = replace(book.get(changed), activities=(act(TODAY, ActivityKind.CALL, 70_000),))
    new = replace(more, id="new", revenue=(entry(date(2024, 6, 30), -5),))
    position = book.rows.where(gone)
    book.apply(Edit(label="changed", records=(more, new), removed=(gone,)))
    assert figures.waiting == 3
    assert figures.at(book.rows.where("new")) == Figure(), "known once it is read"
    figures.step(3)
    assert figures.at(book.rows.where("new")).previous == -5
    assert figures.at(book.rows.where(changed)).minutes == 70_000
    assert max(figures.at(book.rows.where(changed)).months) == 65_535, "as much as fits"
    assert figures.at(position) == Figure()
    assert figures.column("previous")[position] == NO_AMOUNT
    book.undo()
    figures.step(3)
    assert read(figures, book) == by_hand(book)


def test_the_means_of_the_demo(tmp_path: Path) -> None:
    """234,306 of margin from 26 customers, losses too; a million of revenue."""
    book = opened(tmp_path)
    assert book.axes() == Axes(margin=Fraction(23_430_600, 26), revenue=Fraction(100_000_000, 26))
    one = next(row for row in book.rows.values() if row.margin)
    first = book.axes()
    book.apply(Edit(label="edited", records=(replace(book.get(one.id), revenue=()),)))
    assert book.axes() != first
    book.close()
