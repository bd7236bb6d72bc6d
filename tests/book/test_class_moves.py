"""Class moves of a book: the sample customers, ends of classes by hand, other classings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from store import Book, Edit, load_checklist, set_class, take_class
from store.demo import demo_prospects
from store.profile.classed import ClassCause
from store.value.abc import ClassBasis, Classing, Period
from store.value.moves import MoveKind

DAY = date(2026, 2, 23)
BY_MARGIN = Classing(basis=ClassBasis.MARGIN)
DEMO = demo_prospects(DAY)


@pytest.fixture
def book() -> Book:
    return Book.open("", memory=True, today=DAY, checklist=load_checklist, records=DEMO)


def told(book: Book, classing: Classing | None = None) -> list[tuple[str, str, str, str]]:
    return [(one.id, one.kind.value, one.old, one.new) for one in book.moves(classing)]


def test_two_of_the_sample_customers_have_moved(book: Book) -> None:
    assert told(book) == [("d11", "rose", "C", "B"), ("d21", "fell", "B", "C")]
    rose, fell = book.moves()
    assert (rose.worth, rose.rank, rose.before) == (14_600_00, 11, Fraction(9079, 10_000))
    assert (fell.rank, book.moves().ladder.counts) == (21, (6, 8, 12))


def test_by_margin_more_would_move(book: Book) -> None:
    found = book.moves(BY_MARGIN)
    assert found.ladder.counts == (8, 7, 9)
    assert found.ladder.total == 237_174_00
    assert [(one.id, one.old, one.new) for one in found] == [
        ("d07", "B", "A"), ("d09", "B", "A"), ("d08", "B", "A"), ("d11", "C", "B"),
        ("d15", "C", "B"), ("d19", "C", "B"), ("d21", "B", "C"), ("d06", "A", "C")]
    assert [one.rank for one in found][-2:] == [18, None]
    assert (found.count(MoveKind.ROSE), found.unknown) == (6, 0)
    assert book.rows["d06"].letter == "A", "looking changes nothing"


def test_the_calendar_year_is_looked_at_with_figures(book: Book) -> None:
    calendar = Classing(period=Period.CALENDAR)
    with pytest.raises(ValueError, match="figures"):
        book.moves(calendar)
    figures = book.figures()
    figures.step(1_000)
    looked = [(one.id, one.new) for one in book.moves(calendar, figures)]
    book.use_classing(calendar)
    book.freshen(1_000)
    assert looked == [(one.id, one.new) for one in book.moves()]


@pytest.mark.parametrize("taken", [True, False])
def test_other_borders_give_the_rows_of_a_book_opened_with_them(taken: bool) -> None:
    given = DEMO if taken else tuple(replace(one, class_log=()) for one in DEMO)
    borders = Classing(a=50, b=60)
    one, other = (
        Book.open("", memory=True, today=DAY, checklist=load_checklist, records=given,
                  classing=classing) for classing in (Classing(), borders))
    changed = one.use_classing(borders)
    assert dict(one.rows) == dict(other.rows)
    assert "d04" in changed


def test_taking_over_is_one_edit_and_leaves_no_move(book: Book) -> None:
    records = tuple(take_class(book.get(one.id), one.new, today=DAY) for one in book.moves())
    book.apply(Edit(label="classes_taken", records=records))
    assert told(book) == []
    assert book.rows["d11"].letter == "B"
    assert [note.before for note in book.get("d11").class_log[1:]] == ["C"]
    book.undo()
    assert len(book.moves()) == 2


def test_a_class_by_hand_is_no_move_until_it_ends(book: Book) -> None:
    end = DAY + timedelta(days=180)
    kept = set_class(book.get("d21"), "B", computed="C", today=DAY, reason="neuer Prokurist",
                     until=end)
    book.apply(Edit(label="classed", records=(kept,)))
    assert [one.id for one in book.moves()] == ["d11"]
    assert book.moves().kept == 1
    book.set_today(end)
    found = book.moves()
    assert ("d21", MoveKind.LAPSED, "B") in [(one.id, one.kind, one.old) for one in found]
    move = found[found.place("d21") or 0]
    record = take_class(book.get("d21"), move.new, today=end)
    assert (record.class_override, record.class_log[-1].cause) == (None, ClassCause.COMPUTED)
    book.apply(Edit(label="classed", records=(record,)))
    assert book.moves().place("d21") is None


def test_who_was_never_classed_is_new_and_the_archive_is_left_alone(book: Book) -> None:
    bare = replace(book.get("d01"), class_log=())
    away = replace(book.get("d11"), archived=DAY)
    book.apply(Edit(label="edited", records=(bare, away)))
    assert told(book) == [("d21", "fell", "B", "C"), ("d01", "new", "", "A")]
    assert book.rows["d01"].letter == "A"


def test_setting_what_is_so_already_changes_nothing_but_reason_and_end(book: Book) -> None:
    record = book.get(book.find("Wolpertec")[0].id)
    assert take_class(record, "A", today=DAY) is record
    by_hand = set_class(record, "B", computed="A", today=DAY, reason="Vertrag")
    assert set_class(by_hand, "B", computed="A", today=DAY) is by_hand
    later = DAY + timedelta(days=90)
    longer = set_class(by_hand, "B", computed="A", today=DAY, reason="Vertrag", until=later)
    assert longer.class_override is not None
    assert (longer.class_override.until, longer.class_log) == (later, by_hand.class_log)


def test_borders_that_cannot_be(book: Book) -> None:
    for a, b in ((0, 95), (95, 80), (80, 100)):
        with pytest.raises(ValueError):
            Classing(a=a, b=b)
