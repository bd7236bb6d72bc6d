"""What a book is doing while it is killed or its calls fail: eight pieces of work (R1)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from crashlab.books import NOW, PATIENCE, TODAY, State, open_book, put, state_of

from store.book import Book
from store.edit import Edit
from store.persistence import disk
from store.persistence.backup import BackupKind, Backups
from store.persistence.datafile import read_file, replace
from store.persistence.fs import Files
from store.persistence.restore import edit_for_restore, plan_restore
from store.persistence.state import SaveKind

Say = Callable[[str, State], None]
"""Called with "begin" before a state can reach the disk and "saved" after the promise."""


@dataclass(frozen=True, slots=True)
class Work:
    """Where a scenario works, and to whom it reports."""

    path: str | Path
    fs: Files
    say: Say

    def book(self) -> Book:
        return open_book(self.path, fs=self.fs)

    def edit(self, book: Book, edit: Edit) -> bool:
        """Apply and wait; the promise is reported when it is made."""
        after = dict(state_of(book)) | {p.id: p.name for p in edit.records}
        for key in edit.removed:
            after.pop(key, None)
        self.say("begin", frozenset(after.items()))
        book.apply(edit)
        return self.wait(book)

    def wait(self, book: Book) -> bool:
        if book.flush(PATIENCE) and book.state.kind is SaveKind.SAVED:
            self.say("saved", state_of(book))
            return True
        return False


BEGIN = {"a": "alt", "b": "alt", "z": "bleibt"}


def nothing(work: Work) -> None:
    """There is no file."""


def three(work: Work) -> None:
    """Three records, saved once."""
    with work.book() as book:
        work.edit(book, put(BEGIN))


def first_start(work: Work) -> None:
    with work.book() as book:
        work.edit(book, put({"a": "neu"}))
        work.edit(book, put({"b": "neu"}))


def save(work: Work) -> None:
    with work.book() as book:
        work.edit(book, put({"a": "1", "c": "1"}))
        work.edit(book, put({"a": "2"}, removed=("b",)))
        work.edit(book, put({"b": "3"}))
        book.undo()
        work.say("begin", state_of(book))
        work.wait(book)


def merge(work: Work) -> None:
    """Both have changed: other records are merged, the same one is asked for."""
    with work.book() as anna, work.book() as bert:
        work.edit(bert, put({"c": "Bert", "b": "Bert"}))
        mine = dict(state_of(bert)) | {"a": "Anna"}
        work.say("begin", frozenset(mine.items()))
        anna.apply(put({"a": "Anna"}))
        work.wait(anna)
        bert.apply(put({"a": "Bert"}))
        bert.flush(PATIENCE)
        work.say("begin", state_of(bert))
        bert.resolve("mine")
        work.wait(bert)


def bulk(work: Work) -> None:
    """An import of 100 and a change of all: one step each."""
    with work.book() as book:
        work.edit(book, put({f"i{n}": f"Import {n}" for n in range(100)}, label="imported"))
        work.edit(book, put({f"i{n}": f"anders {n}" for n in range(100)}))


def a_morning(work: Work) -> None:
    """One edit after the other, in two sessions."""
    for session in range(2):
        with work.book() as book:
            for n in range(4):
                work.edit(book, put({"abc"[n % 3]: f"{session}.{n}"}))


def compaction(work: Work) -> None:
    """The journal becomes a snapshot, asked for and because it is long."""
    with work.book() as book:
        work.edit(book, put({"a": "1"}))
        book.compact()
        book.flush(PATIENCE)
        with patch.object(disk, "MAX_LINES", 2):
            for n in range(6):
                work.edit(book, put({"abc"[n % 3]: f"{n}"}))


def backup(work: Work) -> None:
    """A backup is made, something changes, and the backup comes back as one step."""
    with work.book() as book:
        kept = Backups(work.path, work.fs, lambda: NOW)
        path = kept.make_by(book.save_copy, BackupKind.DAILY)
        kept.thin(TODAY)
        work.edit(book, put({"a": "neu", "c": "neu"}, removed=("z",)))
        work.edit(book, edit_for_restore(plan_restore(book, path, fs=work.fs)))


def another_shape(work: Work) -> None:
    """The file as another program left it: the first save writes it in our layout."""
    with work.book() as book:
        work.edit(book, put(BEGIN))
        book.compact()
        book.flush(PATIENCE)
        state = state_of(book)
    data, _ = read_file(work.fs, str(work.path))
    tables = {name: table for name, table in json.loads(data).items() if name != "rows"}
    tables["_meta"]["1"].pop("crc")
    replace(work.fs, str(work.path), json.dumps(tables, indent=1).encode())
    work.say("saved", state)


SCENARIOS: dict[str, tuple[Callable[[Work], None], Callable[[Work], None]]] = {
    "first start": (nothing, first_start),
    "save": (three, save),
    "merge": (three, merge),
    "import": (three, bulk),
    "a morning": (three, a_morning),
    "compaction": (three, compaction),
    "backup": (three, backup),
    "another shape": (another_shape, save),
}
"""By name: what was there before, and the work."""
