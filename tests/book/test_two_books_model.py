"""Two books on one file against one dict: what was told saved is in the file."""

from __future__ import annotations

import errno
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from store.book import Book
from store.catalogue import load_checklist
from store.edit import Edit
from store.errors import ConflictError
from store.persistence.fs import Files
from store.persistence.state import SaveKind
from store.profile.prospect import Prospect

TODAY = date(2026, 11, 21)


def prospect(key: str, name: str = "", **more: Any) -> Prospect:
    return Prospect(id=key, name=name or f"Firma {key}", created=TODAY, **more)


def put(*records: Prospect) -> Edit:
    return Edit(label="edited", records=records)


def open_on(path: Path, **options: Any) -> Book:
    return Book.open(
        path, today=TODAY, checklist=load_checklist,
        clock=lambda: datetime(2026, 11, 21, 9, 30), **options,
    )


def names(book: Book) -> dict[str, str]:
    found = {key: book.get(key).name for key in book.rows}
    assert found == {key: row.name for key, row in book.rows.items()}
    return found


KEYS = st.sampled_from("abcd")
WHO = st.integers(0, 1)


class TwoBooks(RuleBasedStateMachine):
    """Two books on one file against one dict: what was told saved is in the file."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "data.json"
        self.disk: dict[str, str] = {}
        self.full = [False, False]
        self.books = [self.opened(who) for who in (0, 1)]
        self.count = 0
        self.unsaved: list[dict[str, str]] = [{}, {}]

    def opened(self, who: int) -> Book:
        machine = self

        class Disk(Files):
            def fsync(self, fd: int) -> None:
                if machine.full[who]:
                    raise OSError(errno.ENOSPC, "full")
                super().fsync(fd)

        return open_on(self.path, fs=Disk())

    def settle(self, who: int) -> None:
        """Follow the model: what this book has changed is in the file if it says so."""
        book = self.books[who]
        if book.flush(10):
            self.disk = names(book)

    @rule(who=WHO, key=KEYS, other=KEYS)
    def edit(self, who: int, key: str, other: str) -> None:
        self.count += 1
        name = f"{who} {self.count}"
        book = self.books[who]
        before = dict(self.disk)
        book.apply(put(*{k: prospect(k, name) for k in (key, other)}.values()))
        self.settle(who)
        assert book.get(key).name == name
        if book.state.kind is SaveKind.SAVED:
            assert {self.disk[key], self.disk[other]} == {name}
            mine = {*self.unsaved[who], key, other}
            assert {k: v for k, v in self.disk.items() if k not in mine} == {
                k: v for k, v in before.items() if k not in mine
            }
            self.unsaved[who].clear()
        else:
            self.unsaved[who].update({key: name, other: name})

    @rule(who=WHO)
    def fill_the_disk(self, who: int) -> None:
        self.full[who] = not self.full[who]

    @rule(who=WHO)
    def try_again(self, who: int) -> None:
        self.books[who].retry()
        self.settle(who)
        if self.books[who].state.kind is SaveKind.SAVED:
            self.unsaved[who].clear()

    @rule(who=WHO, keep=st.sampled_from(["mine", "theirs"]))
    def resolve(self, who: int, keep: Any) -> None:
        book = self.books[who]
        if book.conflicts:
            mine = {c.id: c.mine.name if c.mine else None for c in book.conflicts}
            asked = mine if keep == "mine" else {key: self.disk.get(key) for key in mine}
            book.resolve(keep)
            self.settle(who)
            if book.state.kind is SaveKind.SAVED:
                self.unsaved[who].clear()
                assert {key: self.disk.get(key) for key in asked} == asked

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        book = self.books[who]
        before = dict(self.disk)
        try:
            change = book.undo()
        except ConflictError:
            return
        if change is None:
            return
        touched = set(change.ids)
        self.settle(who)
        if book.state.kind is SaveKind.SAVED:
            mine = touched | set(self.unsaved[who])
            assert {k: v for k, v in self.disk.items() if k not in mine} == {
                k: v for k, v in before.items() if k not in mine
            }
            self.unsaved[who].clear()
        else:
            self.unsaved[who].update(dict.fromkeys(touched, ""))

    @rule(who=WHO)
    def restart(self, who: int) -> None:
        self.full[who] = False
        self.try_again(who)
        if self.books[who].conflicts:
            self.resolve(who, "mine")
        assert self.books[who].close()
        self.books[who] = self.opened(who)
        assert names(self.books[who]) == self.disk

    @invariant()
    def the_file_says_what_was_told(self) -> None:
        if self.path.exists():
            with open_on(self.path, read_only=True) as reader:
                assert names(reader) == self.disk

    def teardown(self) -> None:
        for book in self.books:
            book.close()
        self.folder.cleanup()


TwoBooks.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestTwoBooks = TwoBooks.TestCase
