"""Random work on one file by one or two books, with a mark at each promise."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from unittest.mock import patch

from crashlab import oldformat, powercut
from crashlab.books import NOTHING, NOW, PATH, PATIENCE, TODAY, open_book, put, state_of
from crashlab.memory import Disk, MemoryFiles

from store.book import Book
from store.edit import Change
from store.errors import ConflictError, FileError
from store.persistence import disk as disk_module
from store.persistence import erasing
from store.persistence.backup import BackupKind, Backups
from store.persistence.datafile import replace
from store.persistence.disk import Staged
from store.persistence.restore import edit_for_restore, plan_restore
from store.persistence.state import SaveKind

KEYS = "abcd"
ERASED_KEYS = "x"
"""What ids of those begin with who are erased."""
MakeFiles = Callable[[Disk], MemoryFiles]


@dataclass(slots=True)
class Shift:
    """Two people at work on one disk."""

    rng: random.Random
    disk: Disk
    make: MakeFiles
    books: list[Book]
    saved: dict[str, str] = field(default_factory=dict)
    """Names by id as all promises together have it."""
    count: int = 0
    before: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    """What was on the disk when its log began."""
    files: list[MemoryFiles] = field(default_factory=list)
    """How each book reaches the disk."""
    kept: str = ""
    """A backup."""

    def start(self, people: int) -> None:
        """So many people come."""
        self.files = [self.make(self.disk) for _ in range(people)]
        self.books = [open_book(PATH, fs=fs) for fs in self.files]

    def act(self, book: Book, work: Callable[[], Change | None]) -> None:
        """Something done with a book, waited for; a conflict is settled for mine or theirs.

        What it reaches in the end is in flight from its first change on. `work` gives
        None if there was nothing to do.
        """
        begin = len(self.disk.log)
        change = work()
        if change is None:
            return
        book.flush(PATIENCE)
        wanted = {key: value and value.name for key, value in change.after}
        if book.state.kind is SaveKind.CONFLICT:
            keep = self.rng.choice(("mine", "theirs"))
            if keep == "theirs":
                for conflict in book.conflicts:
                    wanted[conflict.id] = self.saved.get(conflict.id)
            book.resolve(keep)
            book.flush(PATIENCE)
        self.check(book, {**self.saved, **wanted})
        self.disk.log.insert(begin, ("begin", state_of(book)))
        self.disk.note("saved", state_of(book))

    def check(self, book: Book, wanted: Mapping[str, str | None]) -> None:
        """A book that says "saved" holds its own edit and all that was saved before."""
        if book.state.kind is not SaveKind.SAVED:
            raise AssertionError(f"not saved: {book.state}")
        self.saved = dict(state_of(book))
        if self.saved != {key: name for key, name in wanted.items() if name is not None}:
            raise AssertionError(f"saved {self.saved}, asked for {wanted}")

    def edit(self, names: dict[str, str], removed: tuple[str, ...] = ()) -> None:
        """An edit of one of the books."""
        book = self.rng.choice(self.books)
        known = tuple(key for key in removed if key in book.rows)
        self.act(book, lambda: book.apply(put(names, known)))

    def one(self) -> None:
        """An edit of one record."""
        self.count += 1
        self.edit({self.rng.choice(KEYS): f"n{self.count}"})

    def several(self) -> None:
        """An edit of several records, one of them perhaps removed: all or none."""
        self.count += 1
        keys = self.rng.sample(KEYS, 3)
        gone = (keys.pop(),) if self.rng.random() < 0.5 else ()
        self.edit(dict.fromkeys(keys, f"n{self.count}"), gone)

    def burst(self) -> None:
        """Edits faster than they can be saved, in a book that has seen all: each may be last."""
        book = self.rng.choice(self.books)
        self.act(book, lambda: book.apply(put({self.rng.choice(KEYS): f"b{self.count}"})))
        state = dict(self.saved)
        for _ in range(self.rng.randint(2, 5)):
            self.count += 1
            names = dict.fromkeys(self.rng.sample(KEYS, 2), f"n{self.count}")
            state |= names
            self.disk.note("begin", frozenset(state.items()))
            book.apply(put(names))
        book.flush(PATIENCE)
        self.check(book, state)
        self.disk.note("saved", state_of(book))

    def compact(self) -> None:
        """One book makes a snapshot of everything; no record changes."""
        compact(self.rng.choice(self.books))

    def crash(self) -> None:
        """The power is cut between two edits: all promises hold on what the disk has then."""
        for book in self.books:
            book.close()
        cut = powercut.last_crash(self.disk.log, self.rng, start=self.before)
        self.disk = Disk(cut.files, cut.folders)
        self.before = self.disk.nodes()
        self.start(len(self.books))
        for book in self.books:
            if state_of(book) != frozenset(self.saved.items()):
                raise AssertionError(f"{state_of(book)} after a cut, promised {self.saved}")

    def undo(self) -> None:
        """The last edit of a book taken back, if nobody changed its records since."""
        book = self.rng.choice(self.books)
        with contextlib.suppress(ConflictError):
            self.act(book, book.undo)

    def restart(self) -> None:
        """One book closed and opened anew."""
        who = self.rng.randrange(len(self.books))
        self.books[who].close()
        self.files[who] = self.make(self.disk)
        self.books[who] = open_book(fs=self.files[who])

    def fold(self) -> None:
        """A journal is long enough, and others save while the new snapshot is written."""
        who = self.rng.randrange(len(self.books))
        book, others = self.books[who], [b for b in self.books if b is not self.books[who]]
        for one in (*others, book):
            # A program's first save sweeps away what it takes for left behind.
            self.count += 1
            self.put(one, {self.rng.choice(KEYS): f"n{self.count}"})
        self.count += 1
        names = {self.rng.choice(KEYS): f"f{self.count}"}
        wanted = {**self.saved, **names}
        fold = Fold(self.files[who], lambda: self._meanwhile(wanted, others))
        self.disk.note("begin", frozenset(wanted.items()))
        with fold.installed():
            book.apply(put(names))
            book.flush(PATIENCE)
        if fold.error is not None:
            raise fold.error
        self.check(book, self.saved)
        lines = self.disk.content()[PATH + ".journal"].count(b"\n")
        if lines != 1 + len(others):
            raise AssertionError(f"{lines} lines in the journal after it was emptied")
        self.disk.note("saved", state_of(book))

    def _meanwhile(self, wanted: dict[str, str], others: list[Book]) -> None:
        self.saved = wanted
        self.disk.note("saved", frozenset(wanted.items()))
        for other in others:
            self.count += 1
            self.put(other, {self.rng.choice(KEYS): f"m{self.count}"})

    def put(self, book: Book, names: dict[str, str]) -> None:
        """An edit of one of the books, for others to know."""
        self.act(book, lambda: book.apply(put(names)))

    def erase(self) -> None:
        """Somebody is entered and erased: no file names them afterwards."""
        who = self.rng.randrange(len(self.books))
        book, fs = self.books[who], self.files[who]
        self.count += 1
        key, name = f"{ERASED_KEYS}{self.count}", f"Geheim{self.count}X"
        self.act(book, lambda: book.apply(put({key: name})))
        wanted = {k: n for k, n in self.saved.items() if k != key}
        self.disk.note("begin", frozenset(wanted.items()))
        erasing.erase(book, erasing.plan_erase(book, key, fs=fs), now=NOW, fs=fs)
        self.check(book, wanted)
        self.disk.note("saved", state_of(book))
        left = [p for p, data in self.disk.content().items() if name.encode() in data]
        if left:
            raise AssertionError(f"{name} is still named in {left}")
        Backups(PATH, fs, lambda: NOW).thin(TODAY)

    def backup(self) -> None:
        """A backup is made; no record changes."""
        who = self.rng.randrange(len(self.books))
        backups = Backups(PATH, self.files[who], lambda: NOW)
        if self.saved:
            self.kept = backups.make_by(self.books[who].save_copy, BackupKind.MANUAL)
        backups.thin(TODAY)

    def restore(self) -> None:
        """The last backup comes back as one step."""
        who = self.rng.randrange(len(self.books))
        book = self.books[who]

        def work() -> Change | None:
            if not self.kept:
                return None
            try:
                plan = plan_restore(book, self.kept, fs=self.files[who])
            except FileError:
                # It was thinned out, or the power was cut before it was safe.
                self.kept = ""
                return None
            return None if plan.nothing else book.apply(edit_for_restore(plan))

        self.act(book, work)

    def older(self) -> None:
        """All go home, and a program of the format before has written the file."""
        book = self.books[0]
        if not self.saved:
            return
        compact(book)
        self.saved = dict(state_of(book))
        store, sequence = book.store_id, book.sequence
        for one in self.books:
            one.close()
        fs = MemoryFiles(self.disk)
        replace(fs, PATH, oldformat.document(self.saved, store, sequence))
        self.start(len(self.books))


def compact(book: Book) -> None:
    """Make a snapshot of all that the journal says."""
    book.compact()
    if not book.flush(PATIENCE):
        raise AssertionError(f"not compacted: {book.state}")


@dataclass(slots=True)
class Fold:
    """One program's journal is due, and something happens between its two phases."""

    fs: MemoryFiles
    meanwhile: Callable[[], None]
    error: BaseException | None = None

    def installed(self) -> contextlib.AbstractContextManager[object]:
        """Within, the next save of that program makes the journal a snapshot."""
        stage, mine = disk_module.Disk.stage, self.fs

        def staged(disk: disk_module.Disk, *given: object) -> Staged:
            made = stage(disk, *given)  # type: ignore[arg-type]
            if disk.file.fs is mine:
                try:
                    self.meanwhile()
                except BaseException as error:
                    self.error = error
            return made

        return patch.multiple(
            disk_module.Disk, stage=staged, due=lambda disk, held: disk.file.fs is mine,
        )


STEPS: dict[str, tuple[Callable[[Shift], None], int]] = {
    "one": (Shift.one, 6), "several": (Shift.several, 3), "burst": (Shift.burst, 1),
    "compact": (Shift.compact, 1),
    "undo": (Shift.undo, 1),
    "restart": (Shift.restart, 1), "fold": (Shift.fold, 1), "erase": (Shift.erase, 1),
    "backup": (Shift.backup, 1), "restore": (Shift.restore, 1),
}


def run(
    seed: int, *, edits: int = 5, people: int = 2, make: MakeFiles = MemoryFiles,
    folder: bool = True,
) -> Disk:
    """The disk with its log after some random steps."""
    rng = random.Random(seed)
    disk = Disk(folders=("/mem/kq",) if folder else ())
    shift = Shift(rng, disk, make, [])
    shift.start(rng.randint(1, people))
    disk.note("saved", NOTHING)
    names = list(STEPS)
    weights = [STEPS[name][1] for name in names]
    for name in rng.choices(names, weights, k=edits):
        STEPS[name][0](shift)
    for book in shift.books:
        book.close()
    return disk
