"""The book: all records of one file, and one verb to change them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Literal, Self

from store.book.contents import Contents
from store.edit import Change, Edit
from store.merge import Path
from store.persistence import opening
from store.persistence.fs import Files
from store.persistence.ledger import Erased
from store.persistence.rows import MakeRow
from store.persistence.state import Changed, Conflict, Notice
from store.persistence.undoing import Undoing
from store.profile.prospect import Prospect
from store.qualification.checklists import Checklists
from store.value.abc import STANDARD_CLASSING, Classing


class Book(Contents):
    """An open book. Use `Book.open`; `close` waits until the last edit is on the disk."""

    def __init__(self, parts: opening.Parts) -> None:
        super().__init__(parts)
        self._history: list[Change] = []
        self._undoing = Undoing(parts.desk, parts.disk)
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
        classing: Classing = STANDARD_CLASSING,
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
        only under the same key and the same `classing`. With `put_off` rows on which time
        has passed are shown as they were until `freshen`: after weeks they are a second's
        work. With `memory` no file is touched, and `records` are what it begins with. Raises
        FileError (missing only with `read_only`).
        """
        options = opening.Options(
            path="" if memory else os.fspath(path), today=today, checklist=checklist,
            classing=classing,
            clock=clock, user=user, region=region, rows_key=rows_key, read_only=read_only,
            put_off=put_off, fs=fs or Files(), records=records, make_row=make_row,
        )
        return cls(opening.open_parts(options))

    @property
    def history(self) -> tuple[Change, ...]:
        """What was changed here since opening, undo and redo included."""
        return tuple(self._history)

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
