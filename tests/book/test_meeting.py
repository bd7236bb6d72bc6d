"""Two books change the same record: what goes together does, the rest is asked and kept."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from store.book import Book
from store.catalogue import load_checklist
from store.edit import Edit
from store.errors import ConflictError
from store.persistence.fs import Files
from store.persistence.state import BookEvent, Changed, PeopleChanged, SaveKind
from store.profile.contact import Contact
from store.profile.prospect import Prospect

TODAY = date(2026, 11, 21)
BASE = Prospect(
    id="a", name="Auer", created=TODAY, phone="1", email="1",
    contacts=(Contact(id="c", last_name="Berg"),),
)


def open_on(path: Path, **options: Any) -> Book:
    return Book.open(
        path, today=TODAY, checklist=load_checklist,
        clock=lambda: datetime(2026, 11, 21, 9, 30), **options,
    )


class Full(Files):
    """A disk that takes nothing while `full` is set."""

    full = False

    def write(self, fd: int, data: bytes | memoryview) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(fd, data)


@pytest.fixture
def disk() -> Full:
    """Bert's disk."""
    return Full()


@pytest.fixture
def pair(tmp_path: Path, disk: Full) -> Iterator[tuple[Book, Book]]:
    path = tmp_path / "data.json"
    with open_on(path) as book:
        book.apply(Edit(label="begin", records=(BASE, replace(BASE, id="b"))))
    with open_on(path, user="Anna") as anna, open_on(path, user="Bert", fs=disk) as bert:
        yield anna, bert


def put(book: Book, key: str = "a", label: str = "edited", **values: Any) -> None:
    book.apply(Edit(label=label, records=(replace(book.get(key), **values),)))


def saved(book: Book, key: str = "a", **values: Any) -> None:
    put(book, key, **values)
    assert book.flush(10), book.state


def read(book: Book, key: str = "a") -> Prospect:
    """The record as anybody else reads it."""
    with open_on(Path(book.path), read_only=True) as reader:
        found: Prospect = reader.get(key)
    return found


def test_different_fields_of_one_record_go_together(pair: tuple[Book, Book]) -> None:
    anna, bert = pair
    seen: list[BookEvent] = []
    bert.subscribe(seen.append)
    saved(anna, phone="2")
    saved(bert, email="2")
    assert bert.conflicts == ()
    assert read(bert) == bert.get("a") == replace(BASE, phone="2", email="2")
    (merged,) = [e for e in seen if isinstance(e, Changed) and e.change.label == "merged"]
    assert dict(merged.change.after)["a"] == bert.get("a")
    assert [(key, user) for key, user, _at in merged.by] == [("a", "Anna")]
    assert anna.poll()
    assert anna.get("a") == bert.get("a")
    assert [(e.user, e.path, e.old, e.new) for e in bert.entries("a")[1:]] == [
        ("Anna", ("phone",), "1", "2"), ("Bert", ("email",), "1", "2")]


def test_several_edits_are_done_again_on_theirs(
    pair: tuple[Book, Book], disk: Full
) -> None:
    anna, bert = pair
    disk.full = True
    put(bert, email="2", label="first")
    put(bert, web="w", label="second")
    bert.flush(10)
    saved(anna, phone="2")
    saved(anna, "b", phone="2")
    assert bert.poll()
    put(bert, notes="n", label="third")
    saved(anna, competitor="k")
    disk.full = False
    bert.retry()
    assert bert.flush(10)
    assert read(bert) == replace(
        BASE, phone="2", email="2", web="w", notes="n", competitor="k")
    assert [(e.label, e.path) for e in bert.entries("a")[1:]] == [
        ("edited", ("phone",)), ("edited", ("competitor",)), ("first", ("email",)),
        ("second", ("web",)), ("third", ("notes",))]


def test_the_same_field_is_asked_with_both_values_and_who(pair: tuple[Book, Book]) -> None:
    anna, bert = pair
    saved(anna, phone="2", web="w")
    put(bert, phone="3", email="4")
    assert not bert.flush(10)
    assert bert.state.kind is SaveKind.CONFLICT
    (conflict,) = bert.conflicts
    (clash,) = conflict.clashes
    assert (clash.path, clash.base, clash.mine, clash.theirs) == (("phone",), "1", "3", "2")
    assert conflict.user == "Anna"
    assert datetime.fromisoformat(conflict.at).tzinfo is not None
    assert read(bert) == replace(BASE, phone="2", web="w"), "not before it is answered"


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_what_does_not_clash_stays_whoever_wins(pair: tuple[Book, Book], keep: Any) -> None:
    anna, bert = pair
    saved(anna, phone="2", web="w")
    put(bert, phone="3", email="4")
    bert.flush(10)
    bert.resolve(keep)
    assert bert.flush(10)
    phone = "3" if keep == "mine" else "2"
    assert read(bert) == bert.get("a") == replace(BASE, phone=phone, web="w", email="4")


def test_both_values_are_in_the_history(pair: tuple[Book, Book]) -> None:
    anna, bert = pair
    saved(anna, phone="2", email="2")
    put(bert, phone="3", email="3")
    bert.flush(10)
    bert.resolve({"a": [("email",)]})
    assert bert.flush(10)
    assert read(bert) == replace(BASE, phone="3", email="2")
    entries = bert.entries("a")[1:]
    assert [(e.user, e.label, e.path, e.old, e.new) for e in entries] == [
        ("Anna", "edited", ("phone",), "1", "2"), ("Anna", "edited", ("email",), "1", "2"),
        ("Bert", "edited", ("phone",), "2", "3"), ("Bert", "conflict", (), None, None)]
    args = dict(entries[-1].args)
    assert args["name"] == "Auer"
    assert json.loads(args["given_up"]) == [[["email"], "3"]]
    bert.compact()
    assert bert.flush(10)
    assert bert.entries("a")[1:] == entries


def test_nothing_is_left_of_an_edit_whose_only_change_was_given_up(
    pair: tuple[Book, Book],
) -> None:
    anna, bert = pair
    saved(anna, phone="2")
    bert.apply(Edit(label="two", records=(
        replace(BASE, phone="3"), replace(BASE, id="b", phone="3"))))
    bert.flush(10)
    bert.resolve("theirs")
    assert bert.flush(10)
    assert [e.label for e in bert.entries("a")[1:]] == ["edited", "conflict"]
    assert [e.label for e in bert.entries("b")[1:]] == ["two"]
    assert read(bert, "b").phone == "3"
    with pytest.raises(ConflictError):
        bert.undo()
    saved(anna, notes="n")


def test_there_and_back_again_is_no_clash(pair: tuple[Book, Book], disk: Full) -> None:
    anna, bert = pair
    disk.full = True
    put(bert, phone="3")
    put(bert, phone="1", web="w")
    bert.flush(10)
    saved(anna, phone="2")
    disk.full = False
    bert.retry()
    assert bert.flush(10)
    assert read(bert) == replace(BASE, phone="2", web="w")


@pytest.mark.parametrize(("values", "phone"), [({"phone": "2"}, "2"), ({"phone": "1"}, "2")])
def test_a_conflict_ends_by_typing(
    pair: tuple[Book, Book], values: dict[str, str], phone: str
) -> None:
    """Their value typed in, or mine taken back: what is left goes together."""
    anna, bert = pair
    saved(anna, phone="2", web="w")
    put(bert, phone="3")
    bert.flush(10)
    assert bert.conflicts
    saved(bert, **values)
    assert bert.conflicts == ()
    assert bert.get("a") == read(bert) == replace(BASE, phone=phone, web="w")
    assert bert.rows["a"].name == "Auer"


def test_an_answer_to_something_else_is_no_answer(
    pair: tuple[Book, Book], disk: Full
) -> None:
    """They changed it once more between the look and the key."""
    anna, bert = pair
    saved(anna, phone="2")
    put(bert, phone="3", email="3")
    bert.flush(10)
    seen = bert.conflicts
    saved(anna, email="9")
    bert.poll()
    bert.resolve("mine", seen=seen)
    assert not bert.flush(10)
    (conflict,) = bert.conflicts
    assert [c.path for c in conflict.clashes] == [("phone",), ("email",)]
    assert read(bert).email == "9"
    bert.resolve("mine", seen=bert.conflicts)
    assert bert.flush(10)
    assert read(bert) == replace(BASE, phone="3", email="3")


def test_mine_kept_once_is_not_asked_again(pair: tuple[Book, Book], disk: Full) -> None:
    anna, bert = pair
    saved(anna, phone="2")
    put(bert, phone="3")
    bert.flush(10)
    disk.full = True
    bert.resolve("mine")
    assert not bert.flush(10)
    saved(anna, email="9")
    disk.full = False
    bert.retry()
    assert bert.flush(10)
    assert read(bert) == replace(BASE, phone="3", email="9")


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_removed_by_one_and_changed_by_the_other(
    pair: tuple[Book, Book], keep: Any
) -> None:
    anna, bert = pair
    anna.apply(Edit(label="removed", removed=("a",)))
    assert anna.flush(10)
    put(bert, phone="3")
    assert not bert.flush(10)
    (clash,) = bert.conflicts[0].clashes
    assert (clash.path, clash.theirs) == ((), None)
    bert.resolve(keep)
    assert bert.flush(10)
    if keep == "mine":
        assert read(bert).phone == "3"
        return
    assert "a" not in bert.rows
    last = bert.entries("a")[-1]
    assert json.loads(dict(last.args)["given_up"])[0][1]["phone"] == "3", "still readable"


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_removed_here_and_changed_there(pair: tuple[Book, Book], keep: Any) -> None:
    anna, bert = pair
    saved(anna, phone="2")
    bert.apply(Edit(label="removed", removed=("a",)))
    assert not bert.flush(10)
    bert.resolve(keep)
    assert bert.flush(10)
    assert ("a" in bert.rows) == (keep == "theirs")


def test_parts_of_a_record_go_together(pair: tuple[Book, Book]) -> None:
    anna, bert = pair
    (person,) = BASE.contacts
    saved(anna, contacts=(replace(person, phone="11"),))
    saved(bert, contacts=(replace(person, mobile="22"), Contact(id="n", last_name="Neu")))
    assert read(bert).contacts == (
        replace(person, phone="11", mobile="22"), Contact(id="n", last_name="Neu"))


def test_unknown_keys_of_both_stay(pair: tuple[Book, Book], tmp_path: Path) -> None:
    anna, bert = pair
    anna.compact()
    assert anna.flush(10)
    path = Path(anna.path)
    tables = json.loads(path.read_bytes())
    record = next(r for r in tables["prospects"].values() if r["id"] == "a")
    record |= {"future": {"x": 1}, "phone": "2"}
    path.write_text(json.dumps(tables))
    saved(bert, email="2")
    bert.compact()
    assert bert.flush(10)
    tables = json.loads(path.read_bytes())
    record = next(r for r in tables["prospects"].values() if r["id"] == "a")
    assert (record["future"], record["phone"], record["email"]) == ({"x": 1}, "2", "2")


def test_who_is_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.persistence.presence.LOOK", 0.0)
    path = tmp_path / "data.json"
    seen: list[BookEvent] = []
    with open_on(path, user="Anna") as anna:
        anna.subscribe(seen.append)
        assert anna.poll() is False
        assert anna.here == ()
        with open_on(path, user="Bert") as bert:
            bert.poll()
            assert [p.user for p in bert.here] == ["Anna"]
            anna.poll()
            assert [p.user for p in anna.here] == ["Bert"]
        anna.poll()
        assert anna.here == ()
    assert [[p.user for p in e.people] for e in seen if isinstance(e, PeopleChanged)] == [
        ["Bert"], []]
    assert list((tmp_path / "presence").iterdir()) == []


def test_nobody_else_in_a_book_in_memory() -> None:
    with Book.open("", today=TODAY, checklist=load_checklist, memory=True) as book:
        assert book.poll() is False
        assert book.here == ()
