"""Processes on one file: editors that count, readers, a compactor, and a kill each second.

Every editor has a contact of its own in each record, and counts there: its last name is the
number of the last edit, its note how many edits it had. An edit that is lost or done twice
leaves a wrong count. The hot record's name is changed by all: there they meet.
"""

from __future__ import annotations

import os
import signal
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from crashlab.books import PATIENCE, open_book, prospect

from store.book import Book
from store.edit import Edit
from store.persistence import disk
from store.persistence.fs import Files
from store.persistence.state import SaveKind
from store.profile.contact import Contact
from store.profile.prospect import Prospect

COLD = 50
HOT = "hot"
TOLD = struct.Struct("=If")
"""Number of the edit that was promised, and the seconds it waited for the lock."""


class Queue(Files):
    """Real files, with the time waited for the lock."""

    def __init__(self) -> None:
        self.waited = 0.0
        self._since: float | None = None

    def lock(self, fd: int, seconds: float = 0.0) -> bool:
        self._since = self._since or time.perf_counter()
        held = super().lock(fd, seconds)
        if held:
            self.waited = max(self.waited, time.perf_counter() - self._since)
            self._since = None
        return held


def target(number: int) -> str:
    """Which record an editor's edit of that number changes: every second the hot one."""
    return HOT if number % 2 else f"cold{number // 2 % COLD}"


def last_of(record: str, number: int) -> tuple[str, str]:
    """What an editor's contact in a record says when all edits up to a number are done."""
    mine = [n for n in range(1, number + 1) if target(n) == record]
    return str(mine[-1] if mine else 0), str(len(mine))


def first(path: Path, editors: int) -> None:
    """The file before anybody comes."""
    contacts = tuple(Contact(id=f"e{n}", last_name="0", note="0") for n in range(editors))
    with open_book(path) as book:
        book.apply(Edit(label="begin", records=tuple(
            prospect(key, contacts=contacts) for key in (HOT, *(f"cold{n}" for n in range(COLD)))
        )))


def said(record: Prospect, editor: int) -> tuple[str, str]:
    contact = next(c for c in record.contacts if c.id == f"e{editor}")
    return contact.last_name, contact.note


def work(path: Path, editor: int, begin: int, edits: int, tell: Callable[[int, float], None]
         ) -> None:
    """Edits from number `begin` + 1 on, each told when it is promised.

    The first may be in the file already: its process was killed before it could tell.
    """
    lock = Queue()
    with open_book(path, user=f"e{editor}", fs=lock) as book:
        for number in range(begin + 1, edits + 1):
            lock.waited = 0.0
            key = target(number)
            there = said(book.get(key), editor) == last_of(key, number)
            if there and number > begin + 1:
                raise AssertionError(f"edit {number} of editor {editor} is there too early")
            while not there:
                there = attempt(book, key, editor, number)
            tell(number, lock.waited)


def attempt(book: Book, key: str, editor: int, number: int) -> bool:
    """Make an edit; True if it is promised, False if others were first and theirs was kept."""
    record = book.get(key)
    before, after = last_of(key, number - 1), last_of(key, number)
    if (found := said(record, editor)) != before:
        raise AssertionError(f"{key}, editor {editor}: {found} where {before} was promised")
    contacts = tuple(
        replace(c, last_name=after[0], note=after[1]) if c.id == f"e{editor}" else c
        for c in record.contacts
    )
    # Every third of the hot edits meets the others in the same field, the rest are merged.
    name = f"{editor}.{number}" if key == HOT and number % 3 == 0 else record.name
    book.apply(Edit(
        label="count", records=(replace(record, contacts=contacts, name=name),)
    ))
    settle(book)
    return said(book.get(key), editor) == after


def settle(book: Book) -> None:
    """Wait until all is saved; where others changed the same, theirs is kept."""
    book.flush(PATIENCE)
    while book.state.kind is not SaveKind.SAVED:
        if book.state.kind is SaveKind.CONFLICT:
            book.resolve("theirs")
        else:
            book.retry()
        book.flush(PATIENCE)


def read(path: Path, go_on: Callable[[], bool], tell: Callable[[int, float], None]) -> None:
    """Open again and again: every count is as high as it was, and records and rows agree."""
    before: dict[tuple[str, str], int] = {}
    rounds = 0
    while go_on():
        with open_book(path, read_only=True) as book:
            records = [book.get(key) for key in book.rows]
            if any(r.name != book.rows[r.id].name for r in records):
                raise AssertionError("rows and records differ")
            now = {(r.id, c.id): int(c.last_name) for r in records for c in r.contacts}
            back = {place for place, count in before.items() if now[place] < count}
            if back:
                raise AssertionError(f"counts went back: {sorted(back)[:5]}")
            before = now
        rounds += 1
        tell(rounds, 0.0)


def compact(path: Path, go_on: Callable[[], bool], tell: Callable[[int, float], None]) -> None:
    """Edit a record of its own, and make every few lines a snapshot."""
    rounds = 0
    with patch.object(disk, "MAX_LINES", 25), open_book(path, user="compactor") as book:
        while go_on():
            rounds += 1
            book.apply(Edit(label="tidy", records=(prospect("tidy", str(rounds)),)))
            settle(book)
            tell(rounds, 0.0)


@dataclass(slots=True)
class Child:
    """A process and what it tells."""

    pid: int
    out: int
    told: int = 0
    open: bool = True

    def listen(self) -> list[float]:
        """Take what it has told since; the times of its edits. Closed at its end."""
        data = os.read(self.out, 1 << 16)
        if not data:
            self.open = False
            os.close(self.out)
            return []
        while len(data) % TOLD.size:
            data += os.read(self.out, TOLD.size - len(data) % TOLD.size)
        found = list(TOLD.iter_unpack(data))
        self.told = found[-1][0]
        return [seconds for _, seconds in found]

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


def start(job: Callable[[Callable[[int, float], None]], None], log: Path, begin: int = 0
          ) -> Child:
    """A process that does a job; errors go to a file."""
    out, into = os.pipe()
    pid = os.fork()
    if pid:
        os.close(into)
        return Child(pid, out, begin)
    status = 1
    try:
        os.close(out)
        job(lambda number, seconds: os.write(into, TOLD.pack(number, seconds)) and None)
        status = 0
    except BaseException as error:
        log.write_text(f"{type(error).__name__}: {error}")
    finally:
        os._exit(status)
