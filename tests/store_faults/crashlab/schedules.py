"""Random work on one file by one or two books, with a mark at each promise."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from crashlab import powercut
from crashlab.books import NOTHING, PATH, PATIENCE, open_book, put, state_of
from crashlab.memory import Disk, MemoryFiles

from store.book import Book
from store.edit import Change
from store.errors import ConflictError
from store.persistence.state import SaveKind

KEYS = "abcd"
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
        self.books = [open_book(PATH, fs=self.make(self.disk)) for _ in self.books]
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
        self.books[who] = open_book(fs=self.make(self.disk))


def compact(book: Book) -> None:
    """Make a snapshot of all that the journal says."""
    book.compact()
    if not book.flush(PATIENCE):
        raise AssertionError(f"not compacted: {book.state}")


STEPS: dict[str, tuple[Callable[[Shift], None], int]] = {
    "one": (Shift.one, 6), "several": (Shift.several, 3), "burst": (Shift.burst, 1),
    "compact": (Shift.compact, 1),
    "undo": (Shift.undo, 1),
    "restart": (Shift.restart, 1),
}


def run(
    seed: int, *, edits: int = 5, people: int = 2, make: MakeFiles = MemoryFiles,
    folder: bool = True,
) -> Disk:
    """The disk with its log after some random steps."""
    rng = random.Random(seed)
    disk = Disk(folders=("/mem/kq",) if folder else ())
    shift = Shift(rng, disk, make, [])
    shift.books = [open_book(PATH, fs=make(disk)) for _ in range(rng.randint(1, people))]
    disk.note("saved", NOTHING)
    names = list(STEPS)
    weights = [STEPS[name][1] for name in names]
    for name in rng.choices(names, weights, k=edits):
        STEPS[name][0](shift)
    for book in shift.books:
        book.close()
    return disk
