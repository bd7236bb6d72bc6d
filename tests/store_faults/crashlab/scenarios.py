"""What a book is doing while it is killed or its calls fail: ten pieces of work (R1, R2, R4)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from crashlab import oldformat
from crashlab.books import NOW, PATIENCE, REFUSED, TODAY, State, open_book, prospect, put, state_of

from store.book import Book
from store.edit import Edit
from store.errors import FileError
from store.persistence import disk, erasing
from store.persistence.backup import BackupKind, Backups
from store.persistence.datafile import read_file, replace
from store.persistence.drafts import Drafts
from store.persistence.fs import Files
from store.persistence.restore import edit_for_restore, plan_restore, restore_aside
from store.persistence.state import SaveKind

Say = Callable[[str, State], None]
"""Called with "begin" before a state can reach the disk and "saved" after the promise."""


@dataclass(slots=True)
class Work:
    """Where a scenario works, and to whom it reports."""

    path: str | Path
    fs: Files
    say: Say
    heal: Callable[[], None] | None = None
    """Called when a save failed: the disk works again, and so must the next try."""
    complaints: list[str] = field(default_factory=list)

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
        mine = {key: value and value.name for key, value in book.history[-1].after}
        if self.saved(book):
            return True
        # What others saved may have been read, but what was done here is still there.
        if mine != {key: dict(state_of(book)).get(key) for key in mine}:
            self.complaints.append("memory was not kept")
        if book.state.kind is SaveKind.FAILED and not isinstance(book.state.error, FileError):
            self.complaints.append(f"no message: {book.state}")
        if self.heal and book.state.kind is SaveKind.FAILED:
            self.heal()
            book.retry()
            if not self.saved(book) and book.state.kind is not SaveKind.CONFLICT:
                self.complaints.append(f"the retry: {book.state}")
        return False

    def saved(self, book: Book) -> bool:
        if book.flush(PATIENCE) and book.state.kind is SaveKind.SAVED:
            self.say("saved", state_of(book))
            return True
        return False


Job = Callable[[Work], None]
Content = dict[str, bytes]
"""All files by path."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What was there before, the work, and what more has to hold after it than the records."""

    before: Job
    work: Job
    around: Callable[[], AbstractContextManager[object]] = nullcontext
    """How the program is that works and recovers."""
    again: Job | None = None
    """What to do where the store is refused."""
    trouble: Callable[[Content, State], str] = lambda content, state: ""
    """What is wrong once the next save is done: all files, and the records."""


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


def conflict(work: Work) -> None:
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
        path = kept.make_by(book.save_copy, BackupKind.MANUAL)
        kept.thin(TODAY)
        work.edit(book, put({"a": "neu", "c": "neu"}, removed=("z",)))
        work.edit(book, edit_for_restore(plan_restore(book, path, fs=work.fs)))


SECRET = "Verschwunden"


def everywhere(work: Work) -> None:
    """Somebody stands in snapshot, journal, history, backup, draft and a torn copy."""
    path = str(work.path)
    with work.book() as book:
        work.edit(book, put({**BEGIN, "x": SECRET}))
        book.compact()
        book.flush(PATIENCE)
        Backups(path, work.fs, lambda: NOW).make_by(book.save_copy, BackupKind.MANUAL)
        work.edit(book, Edit(label="edited", records=(prospect("x", SECRET, notes=SECRET),)))
    Drafts(path, fs=work.fs).save("x", {"name": SECRET})
    replace(work.fs, f"{path}.torn-1", f"0bad 12 {SECRET}".encode())


def erase(work: Work) -> None:
    with work.book() as book:
        after = dict(state_of(book))
        after.pop("x", None)
        work.say("begin", frozenset(after.items()))
        plan = erasing.plan_erase(book, "x", fs=work.fs)
        report = erasing.erase(book, plan, now=NOW, fs=work.fs)
        if report.clean:
            work.say("saved", state_of(book))


def traces_left(content: Content, state: State) -> str:
    """Who is gone from the records is gone from every byte."""
    if "x" in dict(state):
        return ""
    left = [path for path, data in content.items() if SECRET.encode() in data]
    return f"still named in {left}" if left else ""


def older_format(work: Work) -> None:
    """The file as the format before had it, with a journal's worth of records."""
    replace(work.fs, str(work.path), oldformat.document(BEGIN))
    work.say("saved", frozenset(BEGIN.items()))


def not_kept(content: Content, state: State) -> str:
    """The file of the older format is kept as it was."""
    old = oldformat.document(BEGIN)
    return "" if old in content.values() else "the old file was not kept"


def damaged(work: Work) -> None:
    """A data file of which half is gone, its journal, and a backup."""
    with work.book() as book:
        work.edit(book, put(BEGIN))
        kept = Backups(work.path, work.fs, lambda: NOW)
        kept.make_by(book.save_copy, BackupKind.MANUAL)
        work.edit(book, put({"a": "neu"}))
    data, _ = read_file(work.fs, str(work.path))
    replace(work.fs, str(work.path), data[:len(data) // 2])
    work.say("saved", REFUSED)


def restore(work: Work, now: datetime = NOW) -> None:
    """The backup is put in the place of the damaged file, which is kept."""
    kept = Backups(work.path, work.fs, lambda: NOW)
    found = next(b for b in kept.list() if b.kind is BackupKind.MANUAL)
    work.say("begin", frozenset(BEGIN.items()))
    # Before the journal is put aside its edit is found on top of the backup.
    work.say("begin", frozenset({**BEGIN, "a": "neu"}.items()))
    restore_aside(work.path, found, now=now, fs=work.fs)
    work.say("saved", frozenset(BEGIN.items()))
    with work.book() as book:
        work.edit(book, put({"a": "1"}))


def restore_again(work: Work) -> None:
    """The next try, a little later."""
    restore(work, NOW + timedelta(minutes=1))


def not_beside(content: Content, state: State) -> str:
    """The damaged file and its journal are still somewhere."""
    last = b'"name":"neu"'
    halves = [p for p, data in content.items() if ".damaged-" in p and b"alt" in data]
    journal = any(last in data for p, data in content.items() if ".journal" in p)
    return "" if halves and journal else f"lost: {sorted(content)}"


def another_shape(work: Work) -> None:
    """The file as another program left it: the first save writes it in our layout."""
    with work.book() as book:
        work.edit(book, put(BEGIN))
        book.compact()
        book.flush(PATIENCE)
        state = state_of(book)
    data, _ = read_file(work.fs, str(work.path))
    replace(work.fs, str(work.path), oldformat.indented(data))
    work.say("saved", state)


SCENARIOS: dict[str, Scenario] = {
    "first start": Scenario(nothing, first_start),
    "save": Scenario(three, save),
    "conflict": Scenario(three, conflict),
    "compaction": Scenario(three, compaction),
    "import": Scenario(three, bulk),
    "backup": Scenario(three, backup),
    "erase": Scenario(everywhere, erase, trouble=traces_left),
    "upgrade": Scenario(
        older_format, save, around=oldformat.later_program, trouble=not_kept),
    "restore": Scenario(damaged, restore, again=restore_again, trouble=not_beside),
    "a morning": Scenario(three, a_morning),
    "another shape": Scenario(another_shape, save),
}
"""By name: the eight of store.md R1, then more."""
EIGHT = tuple(SCENARIOS)[:8]
