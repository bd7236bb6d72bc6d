"""The book: all records of one file, one verb to change them, and news for listeners."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from types import TracebackType
from typing import Literal, Self

from store.edit import Change, Edit
from store.errors import FileError
from store.listing import Group, SortBy
from store.merge import Path
from store.persistence import ledger, opening
from store.persistence.due import DueList
from store.persistence.fs import Files
from store.persistence.history import HistoryEntry, event
from store.persistence.ledger import Erased
from store.persistence.presence import Person
from store.persistence.rowmap import Rows
from store.persistence.rows import MakeRow
from store.persistence.saver import Saving
from store.persistence.selection import Selection
from store.persistence.state import (
    BookEvent,
    Changed,
    Conflict,
    Notice,
    PeopleChanged,
    SaveKind,
    SaveState,
)
from store.persistence.undoing import Undoing
from store.profile.prospect import Prospect
from store.qualification.checklists import Checklists
from store.row import Row
from store.text import fold

Listener = Callable[[BookEvent], None]


class Book:
    """An open book. Use `Book.open`; `close` waits until the last edit is on the disk."""

    def __init__(self, parts: opening.Parts) -> None:
        self.path = parts.path
        """The data file, links resolved; empty for a book in memory."""
        self._desk = parts.desk
        self._disk = parts.disk
        self._file = parts.disk.file if parts.disk else None
        self._listeners: list[Listener] = []
        self._history: list[Change] = []
        self._undoing = Undoing(parts.desk, parts.disk)
        self._saver: Saving = parts.saver(self._tell)
        self._presence = parts.presence
        if parts.desk.records.disk.torn and not self.read_only:
            # Only the writer may put the torn end aside; it does so under the lock.
            self._saver.request()
        if parts.again and not self.read_only:
            self._erase_again()

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        today: date,
        checklist: Callable[[], Checklists],
        clock: Callable[[], datetime] = datetime.now,
        user: str = "",
        region: str = "AT",
        rows_key: str = "",
        read_only: bool = False,
        put_off: bool = False,
        fs: Files | None = None,
        memory: bool = False,
        records: tuple[Prospect, ...] = (),
        make_row: MakeRow | None = None,
    ) -> Self:
        """Open a data file; a missing one is an empty book, made at the first save.

        `checklist` is called only if a row has to be made; `rows_key` names what else
        rows depend on (such as the checklist's version): rows in the file are believed
        only under the same key. With `put_off` rows on which time has passed are shown as they
        were until `freshen`: after weeks they are a second's work. With `memory` no file
        is touched, and `records` are what it begins with. Raises FileError (missing
        only with `read_only`).
        """
        options = opening.Options(
            path="" if memory else os.fspath(path), today=today, checklist=checklist,
            clock=clock, user=user, region=region, rows_key=rows_key, read_only=read_only,
            put_off=put_off, fs=fs or Files(), records=records, make_row=make_row,
        )
        return cls(opening.open_parts(options))

    @property
    def today(self) -> date:
        """The day all rows are as of."""
        return self._desk.rows.today

    @property
    def rows(self) -> Rows:
        """The current row of every record, by id; each is read when it is looked at."""
        return self._desk.rows.rows

    def listed(self, group: Group, order: SortBy, *, turned: bool = False) -> Selection:
        """A list of rows in an order, or `turned` the other way round."""
        return Selection.of(self.rows, group, order, turned=turned)

    def due(self) -> DueList:
        """What is overdue, due today or in its lead time, most urgent first."""
        return DueList.of(self.rows, self.today)

    @property
    def sequence(self) -> int:
        """Number of the last edit."""
        return self._desk.sequence

    @property
    def state(self) -> SaveState:
        """How saving stands now."""
        return self._saver.state

    @property
    def read_only(self) -> bool:
        """True if nothing may be changed."""
        return self.state.kind is SaveKind.READ_ONLY

    @property
    def history(self) -> tuple[Change, ...]:
        """What was changed here since opening, undo and redo included."""
        return tuple(self._history)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Records changed here and by another program, waiting for `resolve`."""
        return self._desk.conflicts

    def get(self, key: str) -> Prospect:
        """A whole record. Raises KeyError, or FileError "damaged"."""
        try:
            prospect = self._read(key)
        except FileError:
            if self._disk is None or not self._disk.proof.doubt():
                raise
            # Its line is not as it was written: all is read anew, as far as it can be.
            self._saver.poll()
            prospect = self._read(key)
        if prospect is None:
            raise KeyError(key)
        return prospect

    def _read(self, key: str) -> Prospect | None:
        with self._desk.mutex:
            return self._desk.records.get(key)

    def line(self, key: str) -> bytes | None:
        """A record as it stands in the file, or will; None if there is none."""
        with self._desk.mutex:
            return self._desk.records.line(key)

    def find(self, name: str) -> tuple[Row, ...]:
        """Rows of that id, number or name; else those whose name contains it, folded."""
        wanted = fold(name.strip())
        exact, holding = [], []
        for one in self.rows.named():
            if name.strip() in (one.id, one.number) or wanted in (fold(one.name), fold(one.short)):
                exact.append(one.id)
            elif wanted in fold(one.name):
                holding.append(one.id)
        return tuple(self.rows[key] for key in exact or holding)

    def apply(self, edit: Edit, *, based_on: tuple[Prospect, ...] = ()) -> Change:
        """Change records, all or none, at once in memory and soon on the disk.

        `based_on`: records as the user saw them; ConflictError if one has changed
        since. Raises FileError on a read-only book.
        """
        self._may_write()
        with self._desk.mutex:
            changed, pending = self._desk.apply(edit, based_on)
            self._undoing.did(changed, pending)
        return self._done(changed)

    def forget(self, edit: Edit | None, erased: Erased) -> Change | None:
        """Apply an Edit after which nothing of its records can be undone, then compact.

        The snapshot remembers what was `erased`. For erasing.erase, which cleans all files.
        Raises FileError on a read-only book.
        """
        self._may_write()
        changed = None
        with self._desk.mutex:
            self._desk.records.disk.note(erased=erased)
            if edit is not None:
                changed, pending = self._desk.apply(edit)
                self._undoing.noted(pending)
                keys = changed.change.ids
                self._undoing.forget(keys)
                self._history = [c for c in self._history if set(keys).isdisjoint(c.ids)]
        if changed is not None:
            self._tell(changed)
        self._saver.compact()
        return changed.change if changed else None

    @property
    def erased(self) -> Erased:
        """Hashes of the ids of all who were erased, with the day (ISO)."""
        return ledger.of_meta(self._desk.records.disk.meta)

    @property
    def store_id(self) -> str:
        """Id of the store, the same in all copies of its file."""
        return self._desk.records.disk.store

    def _erase_again(self) -> None:
        from store.persistence import erasing  # seldom needed

        assert self._disk is not None, "asked by opening"
        if erasing.again(self, fs=self._disk.file.fs):
            self._disk.notices.append(Notice(code="erased", path=self.path))

    def undo(self, *, partly: bool = False) -> Change | None:
        """Take back the last edit of this user, also of earlier days; None if there is none.

        Raises ConflictError if others changed the same fields since: the step is then left
        out, but `partly` undoes the rest of it where the error says so.
        """
        return self._step(undo=True, partly=partly)

    def redo(self, *, partly: bool = False) -> Change | None:
        """Do again what was undone last; None if there is nothing. Errors as undo."""
        return self._step(undo=False, partly=partly)

    def removed_by(self, *, undo: bool) -> tuple[str, ...]:
        """Ids of the records that the next `undo` (else `redo`) would remove."""
        with self._desk.mutex:
            return self._undoing.removed(undo=undo)

    def entries(self, key: str) -> tuple[HistoryEntry, ...]:
        """What was ever changed in one record, oldest first; see docs of HistoryEntry.

        Reads the files. Edits that are not saved yet are missing. Raises FileError.
        """
        if self._disk is None:
            return ()
        self._saver.poll()
        with self._desk.mutex:
            newest = [event(e) for e in self._disk.journalled(self._desk.records.disk)]
        older = self._disk.past.of_record(key)
        first = newest[0].seq if newest else None
        known = [e for e in older if first is None or e.seq < first] + newest
        return tuple(entry for e in known for entry in e.entries(key))

    def poll(self) -> bool:
        """Take what other programs wrote since; True if anything is different now.

        Two stats if nothing was written, to be called twice a second. Tells Changed with
        the label "merged". Raises FileError if the files cannot be followed.
        """
        if self._presence is not None and self._presence.look():
            self._tell(PeopleChanged(people=self.here))
        return self._saver.poll()

    @property
    def here(self) -> tuple[Person, ...]:
        """Who else has this file open, as of the last `poll`; longest first."""
        return self._presence.people if self._presence else ()

    def compact(self) -> None:
        """Let the journal become a snapshot soon; see `flush`."""
        self._saver.compact()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was found and settled while saving, oldest first."""
        return tuple(self._disk.notices) if self._disk else ()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener each BookEvent; call the result to stop.

        It may be called in the writer's thread: it must only pass the event on, and
        should read `state` and `rows` when it acts.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def set_today(self, day: date) -> frozenset[str]:
        """Let it be another day; ids of the rows that are different now."""
        with self._desk.mutex:
            return self._desk.rows.move_to(day)

    @property
    def stale(self) -> int:
        """How many rows are still those of an older day, and wait for `freshen`."""
        return self._desk.rows.stale

    def freshen(self, most: int) -> frozenset[str]:
        """Make so many stale rows anew, soonest due first; ids of those that are different."""
        with self._desk.mutex:
            return self._desk.rows.freshen(most)

    def flush(self, timeout: float | None = None) -> bool:
        """Wait (at most `timeout` seconds) for the save; True if all is on the disk."""
        return self._saver.flush(timeout)

    def retry(self) -> None:
        """Try a failed save again."""
        self._saver.request()

    def resolve(
        self, keep: Literal["mine", "theirs"] | Mapping[str, Collection[Path]],
        *, seen: tuple[Conflict, ...] | None = None,
    ) -> None:
        """End conflicts: with mine or theirs where both changed the same, or theirs at some.

        `keep` may be the places of each record where theirs is taken. What is given up of
        mine stays readable in `entries`. Conflicts that are no longer what was `seen`
        stay: others have changed them once more.
        """
        with self._desk.mutex:
            seen = self.conflicts if seen is None else seen
            if not isinstance(keep, Mapping):
                theirs = seen if keep == "theirs" else ()
                keep = {c.id: [clash.path for clash in c.clashes] for c in theirs}
            merged, kept = self._desk.resolve(keep, seen)
        if merged is not None:
            self._tell(merged)
        for changed, edit in kept:
            self._undoing.noted(edit)
            self._done(changed)
        self._saver.request()

    def save_copy(self, path: str | os.PathLike[str]) -> None:
        """Write all that is in memory to a new file. Raises FileError ("exists" ...)."""
        opening.save_copy(self._desk, self._disk, os.fspath(path))

    def close(self) -> bool:
        """Wait for the save under way and end; True if all is on the disk."""
        self._saver.close()
        if self._presence is not None:
            self._presence.leave()
        return not self._saver.state.pending

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _may_write(self) -> None:
        if self.read_only:
            raise self.state.error or FileError(path=self.path, code="read_only")

    def _step(self, *, undo: bool, partly: bool) -> Change | None:
        self._may_write()
        with self._desk.mutex:
            done = self._undoing.step(undo=undo, partly=partly)
        return self._done(done[0]) if done else None

    def _done(self, changed: Changed) -> Change:
        self._history.append(changed.change)
        self._tell(changed)
        self._saver.request()
        return changed.change

    def _tell(self, event: BookEvent) -> None:
        for listener in tuple(self._listeners):
            listener(event)
