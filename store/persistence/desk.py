"""Records, rows and sequence in memory, under one mutex: what all threads see."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from store.edit import Change, Edit
from store.errors import ConflictError
from store.persistence import layout
from store.persistence.layout import Snapshot
from store.persistence.records import Records
from store.persistence.rows import RowTable
from store.persistence.state import Changed, Conflict
from store.profile.prospect import Prospect
from store.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one save writes."""

    disk: Snapshot
    lines: Mapping[str, bytes | None]
    rows: Mapping[str, Row]
    meta: Mapping[str, object]
    edits: int
    """How many edits it holds."""

    def compose(self) -> Snapshot:
        """The new state of the file."""
        return layout.write(self.disk, self.lines, self.rows, self.meta)


class Desk:
    """The state in memory. Every method takes the mutex; none does I/O."""

    def __init__(
        self, records: Records, rows: RowTable, *, rows_key: str, now: Callable[[], datetime]
    ) -> None:
        self.mutex = threading.RLock()
        self.records = records
        self.rows = rows
        self.sequence = records.disk.sequence
        self.pending = 0
        """Edits that no save has taken to the disk yet."""
        self.conflicts: tuple[Conflict, ...] = ()
        self._rows_key = rows_key
        self._now = now

    def apply(self, edit: Edit, based_on: tuple[Prospect, ...] = ()) -> Changed:
        """Swap records in memory, all or none.

        Raises ConflictError if a record of `based_on` is no longer the current one,
        ValueError if an id is touched twice, TypeError for values of a wrong type.
        """
        with self.mutex:
            stale = tuple(p.id for p in based_on if self.records.get(p.id) != p)
            if stale:
                raise ConflictError(ids=stale)
            targets: dict[str, Prospect | None] = {p.id: p for p in edit.records}
            targets.update(dict.fromkeys(edit.removed))
            if len(targets) != len(edit.records) + len(edit.removed):
                raise ValueError("an Edit touches a record twice")
            before = {key: self.records.get(key) for key in targets}
            after = self._put(before, targets)
            self._find_conflicts({})
            self.sequence += 1
            self.pending += 1
            change = Change(
                sequence=self.sequence, at=self._now(), label=edit.label, args=edit.args,
                before=tuple(before.items()), after=tuple(after.items()),
            )
            return Changed(change=change, rows=self.rows.put(after))

    def _put(
        self, before: Mapping[str, Prospect | None], targets: Mapping[str, Prospect | None]
    ) -> dict[str, Prospect | None]:
        unsaved = dict(self.records.unsaved)
        try:
            return {key: self.records.put(key, value) for key, value in targets.items()}
        except Exception:
            for key, value in before.items():
                self.records.put(key, value)
            self.records.unsaved = unsaved
            raise

    def batch(self) -> Batch:
        """What a save has to write now."""
        with self.mutex:
            disk = self.records.disk
            self.sequence = max(self.sequence, disk.sequence + 1)
            return Batch(
                disk=disk, lines=dict(self.records.unsaved), rows=self.rows.rows,
                edits=self.pending,
                meta={
                    **disk.meta, "seq": self.sequence, "rows": self._rows_key,
                    "made": self.rows.today.isoformat(),
                },
            )

    def saved(self, batch: Batch, disk: Snapshot) -> int:
        """A batch is on the disk; how many edits still are not."""
        with self.mutex:
            self.records.saved(batch.lines, disk)
            self.pending -= batch.edits
            return self.pending

    def merge(self, theirs: Snapshot) -> Changed | None:
        """Another program wrote the file: take its changes, keep ours on top.

        Records changed by both become `conflicts`, and stay ours in memory. Returns
        what changed here, or None. Raises FileError if a record cannot be read.
        """
        with self.mutex:
            changed = self.records.theirs(theirs)
            unsaved = self.records.unsaved
            both = [key for key in changed if key in unsaved]
            self._find_conflicts({key: changed[key] for key in both})
            alone = {key: value for key, value in changed.items() if key not in unsaved}
            before = {key: self.records.get(key) for key in alone}
            self.records.take(theirs, alone)
            self.sequence = max(self.sequence, theirs.sequence + 1)
            return self._merged(theirs.sequence, before, alone)

    def _find_conflicts(self, more: Mapping[str, Prospect | None]) -> None:
        """Conflicts as they stand now: known ones and `more` records of the others."""
        theirs = {c.id: c.theirs for c in self.conflicts} | dict(more)
        self.conflicts = tuple(
            Conflict(id=key, mine=mine, theirs=value) for key, value in theirs.items()
            if (mine := self.records.get(key)) != value
        )

    def resolve(self, *, mine: bool) -> Changed | None:
        """End the conflicts: ours will be written, or theirs are taken over."""
        with self.mutex:
            conflicts, self.conflicts = self.conflicts, ()
            if mine:
                return None
            before = {c.id: c.mine for c in conflicts}
            after = {c.id: self.records.drop(c.id) for c in conflicts}
            return self._merged(self.sequence, before, after)

    def _merged(
        self, sequence: int, before: dict[str, Prospect | None],
        after: dict[str, Prospect | None],
    ) -> Changed | None:
        if not after:
            return None
        change = Change(
            sequence=sequence, at=self._now(), label="merged", args=(),
            before=tuple(before.items()), after=tuple(after.items()),
        )
        return Changed(change=change, rows=self.rows.put(after))
