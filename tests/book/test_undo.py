"""Undo and history across restarts, compaction and other people's edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from store.book import Book
from store.catalogue import load_checklist
from store.edit import Edit
from store.errors import ConflictError
from store.persistence import fields
from store.profile.contact import Contact
from store.profile.prospect import Prospect

TODAY = date(2026, 11, 21)


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Book]:
    def opener(**options: Any) -> Book:
        return Book.open(
            tmp_path / "data.json", today=TODAY, checklist=load_checklist,
            clock=lambda: datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
            **{"user": "anna", **options},
        )
    return opener


def prospect(key: str, name: str = "", **more: Any) -> Prospect:
    return Prospect(id=key, name=name or f"Firma {key}", created=TODAY, **more)


def put(*records: Prospect, label: str = "edited") -> Edit:
    return Edit(label=label, records=records)


@pytest.mark.parametrize("compacted", [False, True])
def test_undo_and_redo_reach_into_earlier_sessions(
    opened: Callable[..., Book], compacted: bool
) -> None:
    with opened() as book:
        book.apply(put(*(prospect(k) for k in "abc"), label="imported"))
    for n in range(3):
        with opened() as book:
            book.apply(put(prospect("a", f"Name {n}"), label="renamed"))
            if compacted:
                book.flush(10)
                book.compact()
    with opened() as book:
        assert book.undo() is not None
        assert book.get("a").name == "Name 1"
        assert book.undo() is not None
    with opened() as book:
        assert book.get("a").name == "Name 0"
        redone = book.redo()
        assert redone is not None
        assert (redone.label, redone.args) == ("redo", (("label", "renamed"),))
        assert book.get("a").name == "Name 1"
        assert book.undo() is not None
        assert book.undo() is not None
        assert book.get("a").name == "Firma a"
        assert book.undo() is not None
        assert dict(book.rows) == {}
        assert book.undo() is None
    with opened() as book:
        assert book.undo() is None
        assert book.redo() is not None
        assert set(book.rows) == set("abc")
        book.apply(put(prospect("d")))
    with opened() as book:
        assert book.redo() is None


def test_two_hundred_edits_back(opened: Callable[..., Book]) -> None:
    with opened() as book:
        for n in range(201):
            book.apply(put(prospect("a", f"Name {n}")))
        book.flush(10)
        book.compact()
    with opened() as book:
        for _ in range(200):
            assert book.undo() is not None
        assert book.get("a").name == "Name 0"


def test_undo_leaves_what_others_changed_in_the_same_record(
    opened: Callable[..., Book]
) -> None:
    with opened() as book:
        book.apply(put(prospect("a", phone="1", notes="alt")))
        book.apply(put(prospect("a", phone="2", notes="neu")))
    with opened(user="bert") as book:
        book.apply(put(replace(book.get("a"), name="Bert")))
        assert book.undo() is not None
        assert book.undo() is None
        assert book.redo() is not None
    with opened() as book:
        book.undo()
        assert (book.get("a").name, book.get("a").phone) == ("Bert", "1")
        with pytest.raises(ConflictError) as raised:
            book.undo()
        assert (raised.value.ids, raised.value.partly) == (("a",), False)


def test_undo_of_the_rest(opened: Callable[..., Book]) -> None:
    with opened() as book:
        book.apply(put(prospect("a", phone="1", notes="alt"), prospect("b")))
        book.apply(put(prospect("a", phone="2", notes="neu"), prospect("b", "Neu")))
    with opened(user="bert") as book:
        book.apply(put(replace(book.get("a"), phone="3")))
    with opened() as book:
        with pytest.raises(ConflictError) as raised:
            book.undo()
        assert (raised.value.ids, raised.value.partly) == (("a",), True)
        assert book.get("b").name == "Neu"
        assert book.undo(partly=True) is not None
        assert (book.get("a").phone, book.get("a").notes) == ("3", "alt")
        assert book.get("b").name == "Firma b"


def test_the_history_of_a_record(opened: Callable[..., Book]) -> None:
    contact = Contact(id="c1", last_name="Huber")
    with opened() as book:
        book.apply(put(prospect("a", contacts=(contact,)), prospect("b"), label="imported"))
        book.apply(Edit(label="called", args=(("name", "Huber"),), records=(
            prospect("a", phone="1", contacts=(replace(contact, mobile="2"),)),
        )))
        book.flush(10)
        book.compact()
    with opened(user="bert") as book:
        book.apply(Edit(label="removed", removed=("a",)))
        book.flush(10)
        found = book.entries("a")
    assert [(e.seq, e.user, e.label, e.path) for e in found] == [
        (1, "anna", "imported", ()), (2, "anna", "called", ("contacts", "id=c1", "mobile")),
        (2, "anna", "called", ("phone",)), (3, "bert", "removed", ()),
    ]
    assert [(e.old, e.new) for e in found[1:3]] == [(None, "2"), (None, "1")]
    assert (found[3].old["phone"], found[3].new) == ("1", None)
    assert found[1].args == (("name", "Huber"),)
    assert found[0].at == datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_a_book_in_memory_has_no_past() -> None:
    with Book.open("", today=TODAY, checklist=load_checklist, memory=True) as book:
        book.compact()
        assert (book.entries("a"), book.notices, book.poll(), book.undo()) == ((), (), False, None)


@pytest.mark.parametrize(("old", "new", "paths"), [
    ({"a": 1}, {"a": 2, "b": 3}, [("a",), ("b",)]),
    ({"l": [{"id": "1", "x": 1}]}, {"l": [{"id": "1", "x": 2}, {"id": "2"}]},
     [("l", "id=1", "x"), ("l", "id=2")]),
    ({"l": [{"id": "1"}, {"id": "2"}]}, {"l": [{"id": "2"}]}, [("l",)]),
    ({"l": [{"id": "1"}, {"id": "2"}]}, {"l": [{"id": "2"}, {"id": "1"}]}, [("l",)]),
    ({"l": [{"day": "1", "answers": [{"criterion": "k", "r": 1}]}]},
     {"l": [{"day": "1", "answers": [{"criterion": "k", "r": 2}]}]},
     [("l", "day=1", "answers", "criterion=k", "r")]),
    ({"l": [1, 2]}, {"l": [1]}, [("l",)]), ({"l": []}, {"l": [{"id": "1"}]}, [("l", "id=1")]),
    (None, {"a": 1}, [()]), ({"a": {"x": 1}}, {"a": [1]}, [("a",)]), (1, 1, []),
    ({"a": None}, {}, [()]), ({"a": None, "b": 1}, {"b": 2}, [()]),
])
def test_changes_lead_there_and_back(old: Any, new: Any, paths: list[tuple[str, ...]]) -> None:
    found = fields.diff(old, new)
    assert [path for path, _, _ in found] == paths
    assert fields.apply(old, found) == new
    assert fields.apply(new, fields.backwards(found)) == old


def test_a_value_without_a_parent() -> None:
    assert fields.value_at({"a": 1}, ("a", "b")) is None
    with pytest.raises(KeyError):
        fields.apply({"a": 1}, [(("a", "b"), None, 2)])


def test_an_undo_of_what_the_history_lost_is_passed_over(
    opened: Callable[..., Book], tmp_path: Path
) -> None:
    with opened() as book:
        for number in range(3):
            book.apply(put(prospect("a", f"Name {number}")))
        book.undo()
        book.compact()
    file = tmp_path / "data.json.history"
    header, *lines = file.read_bytes().split(b"\n")
    assert [b"Name" in line for line in lines] == [True, True, True, True, False]
    # A bit turned over in the line of what was undone.
    lines[2] = lines[2].replace(b"Name 2", b"Name 3")
    file.write_bytes(b"\n".join([header, *lines]))
    with opened() as book:
        assert book.undo() is not None
        assert book.get("a").name == "Name 0"
        assert book.redo() is not None
        assert book.get("a").name == "Name 1"
        assert book.redo() is None
