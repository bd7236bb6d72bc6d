"""Records, rows and sequence in memory, under one mutex: what all threads see."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from store.edit import Change, Edit
from store.errors import ConflictError
from store.merge import Path
from store.persistence import journal
from store.persistence.journalfile import Mark
from store.persistence.layout import Snapshot
from store.persistence.meeting import Meeting, Pending
from store.persistence.records import Records
from store.persistence.replay import stamp
from store.persistence.rowmap import Rows
from store.persistence.rows import RowTable
from store.persistence.state import Changed, Conflict
from store.persistence.stored import Stored
from store.persistence.writing import Draft, Written, row_text
from store.profile.prospect import Prospect
from store.row import Row

_RIDE = 200
"""Records in one edit above which their rows are left to be made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one save writes."""

    edits: tuple[Pending, ...]
    lines: Mapping[str, bytes | None]
    """All records the edits change, as they are after the last."""
    rows: Mapping[str, Row]
    """Rows of these records."""
    all_rows: Rows | None = None
    """For a snapshot: the rows of all, as they were then."""
    sequence: int
    """Number of the last edit before these."""
    meta: Mapping[str, object]
    user: str
    session: str
    mean: str

    def encode(self) -> list[bytes]:
        """A line of the journal for each edit."""
        return [
            self._line(edit, self.sequence + n) for n, edit in enumerate(self.edits, 1)
        ]

    def _line(self, edit: Pending, sequence: int) -> bytes:
        change, before = edit.change, edit.undoes
        head: dict[str, object] = {
            "seq": sequence, "t": change.at.astimezone(UTC).isoformat(timespec="seconds"),
            "u": self.user, "i": os.getuid(), "l": change.label, "a": change.args,
            "s": f"{self.session}-{edit.number}",
        }
        if len(self.edits) > 1:
            head["b"] = self.sequence + 1
        if before is not None:
            head["of"] = self.of(before)
        rows = {
            key: row_text(self.rows[key]) for key, line in edit.lines.items()
            if len(edit.lines) <= _RIDE and key in self.rows and self.lines[key] is line
        }
        if rows:
            head |= {"r": self.meta["rows"], "d": self.meta["made"], "m": self.mean}
        return journal.edit_line(head, edit.lines, rows)

    def of(self, edit: Pending | int) -> int:
        """Number of an edit in the file."""
        if isinstance(edit, int):
            return edit
        places = {id(e): self.sequence + n for n, e in enumerate(self.edits, 1)}
        return edit.sequence or places.get(id(edit), 0)


class Desk:
    """The state in memory. Every method takes the mutex; none does I/O."""

    def __init__(
        self, records: Records, rows: RowTable, *, rows_key: str, now: Callable[[], datetime],
        user: str = "",
    ) -> None:
        self.mutex = threading.RLock()
        self.records = records
        self.rows = rows
        self.queue: list[Pending] = []
        """Edits that no save has taken to the disk yet, oldest first."""
        self.meeting = Meeting(records, self.queue)
        """Records that others changed too."""
        self.session = os.urandom(6).hex()
        """Tells the edits of this program from those of all others."""
        self.user = user
        self._count = 0
        self._rows_key = rows_key
        self._now = now

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Records that others changed too, waiting for `resolve`."""
        return self.meeting.conflicts

    @property
    def pending(self) -> int:
        """How many edits are in memory only."""
        return len(self.queue)

    @property
    def sequence(self) -> int:
        """Number of the last edit; it may still move while edits are pending."""
        return self.records.disk.sequence + len(self.queue)

    def apply(
        self, edit: Edit, based_on: tuple[Prospect, ...] = (), *,
        undoes: Pending | int | None = None,
    ) -> tuple[Changed, Pending]:
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
            held = {key: self.records.unknown(key) for key in targets}
            after = self.records.put(targets, edit.unknown)
            change = Change(
                sequence=self.sequence + 1, at=self._now(), label=edit.label, args=edit.args,
                before=tuple(before.items()), after=tuple(after.items()),
            )
            self._count += 1
            pending = Pending(
                number=self._count, change=change, undoes=undoes,
                lines={key: self.records.unsaved[key] for key in after},
                unknown={
                    key: (old, new) for key, old in held.items()
                    if (new := self.records.unknown(key)) or old
                },
            )
            self.queue.append(pending)
            rows = self.rows.put(after | self.meeting.look_again())
            return Changed(change=change, rows=rows), pending

    @property
    def _stamp(self) -> str:
        """What the rows were made for; nothing while some are still those of another classing."""
        if self.rows.unsettled:
            return ""
        return stamp(self.rows.region, self._rows_key, self.rows.classing)

    def batch(self, *, whole: bool = False) -> Batch:
        """What a save has to write now; `whole` with the rows of all records."""
        with self.mutex:
            disk, rows = self.records.disk, self.rows.rows
            lines = dict(self.records.unsaved)
            edits = tuple(self.queue)
            last = f"{self.session}-{edits[-1].number}" if edits else disk.meta.get("by", "")
            return Batch(
                edits=edits, lines=lines, sequence=disk.sequence, user=self.user,
                session=self.session, mean=self.rows.mean,
                rows={k: rows[k] for k in lines if k in rows},
                all_rows=rows.frozen() if whole else None,
                meta={
                    **disk.meta, "seq": disk.sequence + len(edits), "rows": self._stamp,
                    "made": self.rows.today.isoformat(), "by": last,
                },
            )

    def settled(self) -> tuple[Stored, Batch] | None:
        """The state of the disk as a copy, and all rows as of it.

        None while edits or conflicts wait here: the rows then say more than the disk.
        """
        with self.mutex:
            if self.queue or self.conflicts:
                return None
            disk = self.records.disk
            held = Stored(
                base=disk.base, changes=dict(disk.changes), sequence=disk.sequence,
                mark=disk.mark,
            )
            return held, self.batch(whole=True)

    def compacted(self, snapshot: Snapshot, tail: bytes, rows: Rows) -> None:
        """What was `settled` stands in a new snapshot; the journal holds a tail only."""
        changes: dict[str, bytes | None] = {}
        for item in journal.scan(tail, start=False, sequence=snapshot.sequence).lines:
            changes.update(item.records())
        with self.mutex:
            disk = self.records.disk
            disk.base, disk.changes = snapshot, changes
            self.rows.rows.settle(rows, snapshot.row_lines)

    def appended(self, batch: Batch, mark: Mark) -> None:
        """The edits of a batch stand in the journal."""
        with self.mutex:
            disk = self.records.disk
            for edit in batch.edits:
                disk.changes.update(edit.lines)
            disk.mark = mark
            self._done(batch.edits, batch.sequence)

    def replaced(self, batch: Batch, snapshot: Snapshot) -> None:
        """All that is held, and a batch, stand in a new snapshot; the journal is old."""
        with self.mutex:
            disk = self.records.disk
            disk.base, disk.changes = snapshot, {}
            assert batch.all_rows is not None, "a batch for a snapshot"
            self.rows.rows.settle(batch.all_rows, snapshot.row_lines)
            self._done(batch.edits, batch.sequence)

    def _done(self, edits: Iterable[Pending], sequence: int) -> None:
        for edit in edits:
            sequence += 1
            edit.sequence = sequence
            self.records.saved(edit.lines)
            self.queue.remove(edit)
        self.records.disk.sequence = sequence

    def resolve(
        self, taken: Mapping[str, Collection[Path]], seen: Collection[Conflict]
    ) -> tuple[Changed | None, list[tuple[Changed, Pending]]]:
        """End conflicts as they were `seen`: theirs at the places `taken` by record, else mine.

        What changed, and the edits that remember what was given up.
        """
        with self.mutex:
            before = {c.id: c.mine for c in self.conflicts}
            after, kept = self.meeting.resolve(taken, seen)
            merged = self.merged(before, after, ())
            return merged, [self.apply(edit) for edit in kept]

    def merged(
        self, before: Mapping[str, Prospect | None], after: Mapping[str, Prospect | None],
        by: tuple[tuple[str, str, str], ...],
    ) -> Changed | None:
        """Let rows follow records that others changed, and say so; None if there are none.

        `by`: id, user and time (UTC, ISO) where they are known. With the mutex held.
        """
        if not after:
            return None
        change = Change(
            sequence=self.records.disk.sequence, at=self._now(), label="merged", args=(),
            before=tuple((key, before[key]) for key in after), after=tuple(after.items()),
        )
        return Changed(change=change, rows=self.rows.put(after), by=by)

    def draft(self) -> Draft:
        """All that is in memory, as a file of its own."""
        with self.mutex:
            batch, disk = self.batch(whole=True), self.records.disk
            changes = {**disk.changes, **batch.lines}
        assert batch.all_rows is not None, "asked for"
        return Written(disk.base, changes, batch.all_rows, batch.meta).draft
