"""Two programs on one file: nobody overwrites what they have not read."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from store.book import Book
from store.catalogue import load_checklist
from store.edit import Edit
from store.errors import ConflictError, FileError
from store.persistence.fs import Files
from store.persistence.state import BookEvent, Changed, SaveKind, SaveState, StateChanged
from store.profile.prospect import Prospect

TODAY = date(2026, 11, 21)
Opener = Callable[..., Book]


def prospect(key: str, name: str = "", **more: Any) -> Prospect:
    return Prospect(id=key, name=name or f"Firma {key}", created=TODAY, **more)


def put(*records: Prospect) -> Edit:
    return Edit(label="edited", records=records)


def open_on(path: Path, **options: Any) -> Book:
    return Book.open(
        path, today=TODAY, checklist=load_checklist,
        clock=lambda: datetime(2026, 11, 21, 9, 30), **options,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_on(tmp_path / "data.json") as book:
        book.apply(put(*(prospect(k) for k in "abc")))
    return tmp_path / "data.json"


@pytest.fixture
def pair(path: Path) -> Iterator[tuple[Book, Book]]:
    with open_on(path) as anna, open_on(path) as bert:
        yield anna, bert


def names(book: Book) -> dict[str, str]:
    found = {key: book.get(key).name for key in book.rows}
    assert found == {key: row.name for key, row in book.rows.items()}
    return found


def saved(book: Book, *records: Prospect, removed: tuple[str, ...] = ()) -> None:
    book.apply(Edit(label="edited", records=records, removed=removed))
    assert book.flush(10), book.state


def test_other_records_are_merged_and_told(pair: tuple[Book, Book], path: Path) -> None:
    anna, bert = pair
    seen: list[BookEvent] = []
    bert.subscribe(seen.append)
    saved(anna, prospect("a", "Anna"), prospect("d", "Anna neu"), removed=("b",))
    saved(bert, prospect("c", "Bert"), prospect("e", "Bert neu"))
    wanted = {"a": "Anna", "c": "Bert", "d": "Anna neu", "e": "Bert neu"}
    assert names(bert) == wanted
    merged = [e for e in seen if isinstance(e, Changed) and e.change.label == "merged"]
    assert [set(e.rows) for e in merged] == [{"a", "b", "d"}]
    assert dict(merged[0].change.before)["b"] == prospect("b")
    assert dict(merged[0].change.after)["b"] is None
    with open_on(path, read_only=True) as reader:
        assert names(reader) == wanted
        assert reader.sequence == bert.sequence == 3


def test_the_same_record_is_a_conflict_and_nothing_is_overwritten(
    pair: tuple[Book, Book], path: Path
) -> None:
    anna, bert = pair
    saved(anna, prospect("a", "Anna"), prospect("b", "Anna"))
    before = path.read_bytes()
    bert.apply(put(prospect("a", "Bert"), prospect("c", "Bert")))
    assert not bert.flush(10)
    assert (bert.state.kind, bert.state.pending) == (SaveKind.CONFLICT, 1)
    (conflict,) = bert.conflicts
    assert (conflict.id, conflict.mine, conflict.theirs) == (
        "a", prospect("a", "Bert"), prospect("a", "Anna")
    )
    assert path.read_bytes() == before
    assert names(bert) == {"a": "Bert", "b": "Anna", "c": "Bert"}


@pytest.mark.parametrize(("keep", "name"), [("mine", "Bert"), ("theirs", "Anna")])
def test_a_conflict_is_resolved(
    pair: tuple[Book, Book], path: Path, keep: Any, name: str
) -> None:
    anna, bert = pair
    saved(anna, prospect("a", "Anna"))
    bert.apply(put(prospect("a", "Bert"), prospect("c", "Bert")))
    bert.flush(10)
    bert.apply(put(prospect("d")))
    assert not bert.flush(10)
    bert.resolve(keep)
    assert bert.flush(10)
    wanted = {"a": name, "b": "Firma b", "c": "Bert", "d": "Firma d"}
    assert names(bert) == wanted
    with open_on(path) as fresh:
        assert names(fresh) == wanted
    if keep == "theirs":
        bert.undo()
        with pytest.raises(ConflictError):
            bert.undo()
        assert names(bert) == {k: v for k, v in wanted.items() if k != "d"}


def test_a_conflict_follows_what_is_edited_meanwhile(pair: tuple[Book, Book]) -> None:
    anna, bert = pair
    saved(anna, prospect("a", "Anna"))
    bert.apply(put(prospect("a", "Bert")))
    bert.flush(10)
    bert.apply(put(prospect("a", "Bert 2")))
    bert.flush(10)
    assert [c.mine for c in bert.conflicts] == [prospect("a", "Bert 2")]
    saved(bert, prospect("a", "Anna"))
    assert bert.conflicts == ()


def test_a_conflict_outlives_another_save_of_the_other(
    pair: tuple[Book, Book], path: Path
) -> None:
    anna, bert = pair
    saved(anna, prospect("a", "Anna"))
    bert.apply(put(prospect("a", "Bert")))
    bert.flush(10)
    saved(anna, prospect("b", "Anna"))
    bert.retry()
    assert not bert.flush(10)
    assert [c.id for c in bert.conflicts] == ["a"]
    saved(anna, prospect("a", "Anna 2"))
    bert.resolve("mine")
    assert not bert.flush(10)
    assert [c.theirs for c in bert.conflicts] == [prospect("a", "Anna 2")]
    bert.resolve("mine")
    assert bert.flush(10)
    with open_on(path) as fresh:
        assert names(fresh) == {"a": "Bert", "b": "Anna", "c": "Firma c"}


@pytest.mark.parametrize("removed", [True, False])
def test_the_same_change_by_both_is_no_conflict(
    pair: tuple[Book, Book], removed: bool
) -> None:
    for book in pair:
        saved(book, *(() if removed else (prospect("a", "Gleich"),)),
              removed=("a",) if removed else ())
    assert names(pair[1]).get("a") == (None if removed else "Gleich")


@pytest.mark.parametrize("mine", [True, False])
def test_removed_there_and_changed_here(pair: tuple[Book, Book], mine: bool) -> None:
    anna, bert = pair
    saved(anna, removed=("a",))
    bert.apply(put(prospect("a", "Bert")))
    assert not bert.flush(10)
    assert bert.conflicts[0].theirs is None
    bert.resolve("mine" if mine else "theirs")
    assert bert.flush(10)
    assert names(bert).get("a") == ("Bert" if mine else None)


def test_undo_does_not_undo_what_another_did(pair: tuple[Book, Book]) -> None:
    anna, bert = pair
    saved(bert, prospect("a", "Bert"))
    saved(anna, prospect("b", "Anna"))
    saved(anna, prospect("a", "Anna"))
    saved(bert, prospect("c", "Bert"))
    bert.undo()
    with pytest.raises(ConflictError) as raised:
        bert.undo()
    assert raised.value.ids == ("a",)
    assert bert.flush(10)
    assert names(bert)["a"] == "Anna"


def test_two_first_starts_become_one_store(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    with open_on(path) as anna, open_on(path) as bert:
        saved(anna, prospect("a"))
        saved(bert, prospect("b"))
        saved(anna, prospect("c"))
        assert set(names(anna)) == set("abc")


def test_another_store_in_its_place_is_left_alone(path: Path, tmp_path: Path) -> None:
    with open_on(tmp_path / "other.json") as other:
        other.apply(put(prospect("x")))
    with open_on(path) as book:
        os.replace(tmp_path / "other.json", path)
        foreign = path.read_bytes()
        book.apply(put(prospect("a", "Neu")))
        assert not book.flush(10)
        assert isinstance(book.state.error, FileError)
        assert (book.state.error.code, path.read_bytes()) == ("not_ours", foreign)
        assert book.get("a").name == "Neu"


@pytest.mark.parametrize(("text", "code"), [
    (lambda d: d[:-5], "damaged"), (lambda d: b"x", "not_json"),
    (lambda d: d.replace(b'"format":1', b'"format":2'), "newer"),
    (lambda d: d.replace(b'"name":"Firma b"', b'"name":[]'), "damaged"),
])
def test_a_file_that_went_bad_is_left_alone(
    path: Path, text: Callable[[bytes], bytes], code: str
) -> None:
    good = path.read_bytes()
    with open_on(path) as book:
        path.write_bytes(text(good))
        bad = path.read_bytes()
        book.apply(put(prospect("a", "Neu")))
        assert not book.flush(10)
        assert isinstance(book.state.error, FileError)
        assert (book.state.error.code, path.read_bytes()) == (code, bad)
        path.write_bytes(good)
        book.retry()
        assert book.flush(10)
    with open_on(path) as fresh:
        assert names(fresh) == {"a": "Neu", "b": "Firma b", "c": "Firma c"}


def test_an_edit_by_hand_is_merged(path: Path) -> None:
    with open_on(path) as book:
        tables = json.loads(path.read_bytes())
        tables["prospects"]["2"]["name"] = "von Hand"
        path.write_text(json.dumps(tables, indent=1))
        saved(book, prospect("a", "Neu"))
        assert names(book) == {"a": "Neu", "b": "von Hand", "c": "Firma c"}


def test_the_same_inode_size_and_time_do_not_hide_a_change(path: Path) -> None:
    with open_on(path) as book:
        before = path.stat()
        data = path.read_bytes()
        with open_on(path) as other:
            saved(other, prospect("b", "Firma x"))
        changed = path.read_bytes()
        assert len(changed) == len(data)
        path.write_bytes(changed)

        class Twin(Files):
            def stat(self, path: str) -> os.stat_result:
                return before if path.endswith("data.json") else super().stat(path)

        book._file.fs = Twin()  # type: ignore[union-attr]
        book.apply(put(prospect("a", "Neu")))
        book.flush(10)
        assert names(book)["b"] == "Firma x"


def test_a_lock_held_for_ever_names_its_holder(path: Path) -> None:
    class Hasty(Files):
        def lock(self, fd: int, seconds: float = 0.0) -> bool:
            return super().lock(fd)

    with open_on(path) as book, open_on(path, user="bert") as other:
        file = other._file
        assert file is not None
        assert book._file is not None
        ticks = iter(range(1000))
        book._file.lock._clock = lambda: float(next(ticks))
        book._file.lock._fs = Hasty()
        with file.lock.held():
            book.apply(put(prospect("a", "Neu")))
            assert not book.flush(10)
            error = book.state.error
            assert isinstance(error, FileError)
            assert (error.code, error.detail) == (
                "locked", f"bert {os.getpid()} 2026-11-21T09:30:00"
            )
        book.retry()
        assert book.flush(10)


def test_edits_made_during_a_save_go_into_the_next(path: Path) -> None:
    reached, go_on = threading.Event(), threading.Event()

    class Slow(Files):
        syncs = 0

        def fdatasync(self, fd: int) -> None:
            self.syncs += 1
            reached.set()
            assert go_on.wait(10)
            super().fdatasync(fd)

    fs = Slow()
    states: list[SaveState] = []
    with open_on(path, fs=fs) as book:
        book.subscribe(
            lambda event: states.append(event.state) if isinstance(event, StateChanged) else None
        )
        book.apply(put(prospect("a", "1")))
        assert reached.wait(10)
        for n in range(2, 6):
            book.apply(put(prospect("a", str(n)), prospect(f"n{n}")))
        assert (book.state.kind, book.state.pending) == (SaveKind.SAVING, 5)
        assert not book.flush(0.01)
        go_on.set()
        assert book.flush(10)
        assert (fs.syncs, book.sequence, book.state.pending) == (2, 6, 0)
        assert [s.pending for s in states if s.kind is SaveKind.SAVED] == [0]
    with open_on(path) as fresh:
        assert names(fresh)["a"] == "5"
        assert fresh.sequence == 6


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_listener_that_raises_stops_nobody(path: Path) -> None:
    with open_on(path) as book:
        main = threading.get_ident()

        def broken(event: BookEvent) -> None:
            if threading.get_ident() != main:
                raise RuntimeError("the screen is gone")

        stop = book.subscribe(broken)
        book.apply(put(prospect("a", "Neu")))
        book.flush(10)
        stop()
        saved(book, prospect("b", "Neu"))
    with open_on(path) as fresh:
        assert names(fresh) == {"a": "Neu", "b": "Neu", "c": "Firma c"}
