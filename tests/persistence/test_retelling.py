"""A history retold: each edit of a record with the record before and after it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from store import Book, Edit, Prospect, retell
from store.persistence import formats
from store.profile.activity import FollowUp
from store.profile.contact import Birthday, Contact
from store.profile.trigger import Trigger, TriggerKind

EVA = Contact(id="c1", last_name="Huber")


@pytest.fixture
def book(kit: Any, tmp_path: Path) -> Book:
    return kit.open_book(tmp_path / "data.json")


def states(record: Prospect) -> list[Prospect]:
    """What may happen to a record, one after the other."""
    due = FollowUp(id="f", due=record.created)
    told = Trigger(kind=TriggerKind.COMPLAINT, day=record.created)
    return [
        record, replace(record, phone="1"),
        replace(record, phone="2", contacts=(EVA, replace(EVA, id="c2"))),
        replace(record, contacts=(replace(EVA, birthday=Birthday(day=3, month=4)),)),
        replace(record, contacts=(replace(EVA, birthday=Birthday(day=5, month=6)),),
                tags=("a", "b"), follow_ups=(due,)),
        replace(record, tags=("b",), triggers=(told, told)), replace(record, triggers=(told,)),
        record,
    ]


@pytest.mark.parametrize("compacted", [False, True])
def test_each_edit_has_the_record_before_and_after_it(
        kit: Any, book: Book, compacted: bool) -> None:
    with book:
        known = states(kit.prospect("a"))
        for number, state in enumerate(known):
            book.apply(Edit(label=str(number), records=(state,)))
        assert book.flush(10)
        if compacted:
            book.compact()
            assert book.flush(10)
        edits = retell(book.entries("a"), book.get("a"))
        assert [edit.label for edit in edits] == [str(number) for number in range(len(known))]
        plain = [None, *(formats.plain(state) for state in known)]
        assert [edit.before for edit in edits] == plain[:-1]
        assert [edit.after for edit in edits] == plain[1:]


def test_one_that_was_removed_and_came_back(kit: Any, book: Book) -> None:
    with book:
        book.apply(Edit(label="added", records=(kit.prospect("a"),)))
        book.apply(Edit(label="removed", removed=("a",)))
        book.undo()
        assert book.flush(10)
        edits = retell(book.entries("a"), book.get("a"))
        there = [(edit.before is not None, edit.after is not None) for edit in edits]
        assert there == [(False, True), (True, False), (False, True)]


def test_what_the_history_says_counts_where_the_record_says_something_else(
        kit: Any, book: Book) -> None:
    """As after an erasure: the person of an edit is no longer in the record."""
    with book:
        first = replace(kit.prospect("a"), contacts=(EVA,))
        book.apply(Edit(label="added", records=(first,)))
        book.apply(Edit(label="edited", records=(
            replace(first, contacts=(replace(EVA, phone="1"),)),)))
        assert book.flush(10)
        _added, edited = retell(book.entries("a"), kit.prospect("a"))
        assert edited.after["contacts"] == [{"id": "c1", "phone": "1"}]
        assert edited.before["contacts"] == [{"id": "c1"}]


def test_without_a_history_there_is_nothing_to_tell(kit: Any) -> None:
    assert retell((), kit.prospect("a")) == ()
