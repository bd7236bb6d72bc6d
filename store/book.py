"""The book: all records of one file, one verb to change them, and news for listeners."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import TracebackType
from typing import Literal, Self

from store.edit import Change, Edit
from store.errors import ConflictError, FileError
from store.persistence import opening
from store.persistence.fs import Files
from store.persistence.rows import MakeRow
from store.persistence.saver import Saving
from store.persistence.state import (
    BookEvent,
    Conflict,
    SaveKind,
    SaveState,
)
from store.profile.prospect import Prospect
from store.qualification.checklist import Checklist
from store.row import Row
from store.text import fold

Listener = Callable[[BookEvent], None]


class Book:
    """An open book. Use `Book.open`; `close` waits until the last edit is on the disk."""

    def __init__(self, parts: opening.Parts) -> None:
        self.path = parts.path
        """The data file, links resolved; empty for a book in memory."""
        self._desk = parts.desk
        self._file = parts.file
        self._listeners: list[Listener] = []
        self._history: list[Change] = []
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._saver: Saving = parts.saver(self._tell)

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        today: date,
        checklist: Callable[[], Checklist],
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
    def rows(self) -> Mapping[str, Row]:
        """The current row of every record, by id. Ask anew after a change."""
        return self._desk.rows.rows

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
        with self._desk.mutex:
            prospect = self._desk.records.get(key)
        if prospect is None:
            raise KeyError(key)
        return prospect

    def find(self, name: str) -> tuple[Row, ...]:
        """Rows of that id, number or name; else those whose name contains it, folded."""
        wanted = fold(name.strip())
        rows = tuple(self.rows.values())
        exact = tuple(
            r for r in rows
            if name.strip() in (r.id, r.number) or wanted in (fold(r.name), fold(r.short))
        )
        return exact or tuple(r for r in rows if wanted in fold(r.name))

    def apply(self, edit: Edit, *, based_on: tuple[Prospect, ...] = ()) -> Change:
        """Change records, all or none, at once in memory and soon on the disk.

        `based_on`: records as the user saw them; ConflictError if one has changed
        since. Raises FileError on a read-only book.
        """
        change = self._apply(edit, based_on)
        self._undo.append(change)
        self._redo.clear()
        return change

    def undo(self) -> Change | None:
        """Take back the last edit of this session; None if there is none.

        Raises ConflictError if its records were changed by another program since; that
        edit can then no longer be undone.
        """
        return self._step(self._undo, self._redo, "undo")

    def redo(self) -> Change | None:
        """Do again what was undone last; None if there is nothing. Errors as undo."""
        return self._step(self._redo, self._undo, "redo")

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

    def resolve(self, keep: Literal["mine", "theirs"]) -> None:
        """End all conflicts: write ours over theirs, or take theirs over ours."""
        changed = self._desk.resolve(mine=keep == "mine")
        if changed is not None:
            self._tell(changed)
        self._saver.request()

    def save_copy(self, path: str | os.PathLike[str]) -> None:
        """Write all that is in memory to a new file. Raises FileError ("exists" ...)."""
        opening.save_copy(self._desk, self._file, os.fspath(path))

    def close(self) -> bool:
        """Wait for the save under way and end; True if all is on the disk."""
        self._saver.close()
        return not self._saver.state.pending

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _apply(self, edit: Edit, based_on: tuple[Prospect, ...] = ()) -> Change:
        if self.read_only:
            raise self.state.error or FileError(path=self.path, code="read_only")
        changed = self._desk.apply(edit, based_on)
        self._history.append(changed.change)
        self._tell(changed)
        self._saver.request()
        return changed.change

    def _step(self, source: list[Change], target: list[Change], label: str) -> Change | None:
        if not source:
            return None
        change = source.pop()
        undoing = label == "undo"
        found, wanted = (
            (change.after, change.before) if undoing else (change.before, change.after)
        )
        with self._desk.mutex:
            now = {key: self._desk.records.get(key) for key, _ in found}
            stale = tuple(key for key, value in found if now[key] != value)
            if stale:
                raise ConflictError(ids=stale)
            done = self._apply(Edit(
                label=label, args=(("label", change.label), *change.args),
                records=tuple(value for _, value in wanted if value is not None),
                removed=tuple(key for key, value in wanted if value is None),
            ))
        target.append(change)
        return done

    def _tell(self, event: BookEvent) -> None:
        for listener in tuple(self._listeners):
            listener(event)
