"""The files of one store together: what they hold, what is new, and how they change."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from store.errors import FileError
from store.persistence import datafile, journal, stored
from store.persistence.datafile import DataFile, Identity, replace
from store.persistence.findings import findings
from store.persistence.formats import FORMAT
from store.persistence.history import HistoryFile, field_lines
from store.persistence.journal import Line
from store.persistence.journalfile import JournalFile, Mark, Tail
from store.persistence.layout import Snapshot
from store.persistence.proof import Proof
from store.persistence.rowmap import Rows
from store.persistence.state import Notice
from store.persistence.stored import Stored
from store.persistence.writing import Written

MAX_BYTES = 4_000_000
"""Size of a journal at which it becomes a snapshot (store.md 1.5)."""
MAX_LINES = 5_000
"""Lines at which it does."""
COPIES = 1_000
"""How many torn tails of one second are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Lines that others appended."""

    lines: tuple[Line, ...]
    mark: Mark
    rest: bytes
    """What stands behind them and is no whole line: torn, or being written now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A snapshot that was written, but does not stand in its place yet."""

    held: Stored
    """What it was made of."""
    snapshot: Snapshot
    rows: Rows
    """The rows it holds."""
    events: tuple[dict[str, object], ...]
    """The journal's edits up to there, as the history keeps them."""
    path: str


class Disk:
    """Snapshot, journal and history of one store. All methods raise FileError.

    What writes is to be called under the lock, with `held` what is on the disk.
    """

    def __init__(self, file: DataFile, *, now: Callable[[], datetime]) -> None:
        self.file = file
        self.log = JournalFile(file.path + ".journal", file.fs)
        self.past = HistoryFile(file.path + ".history", file.fs)
        self.notices: list[Notice] = []
        """What recovery found, oldest first."""
        self.hide: Callable[[Stored], object] | None = None
        """Takes out of what was read whom nobody may see, where nothing is written."""
        self._now = now
        self._late: list[dict[str, object]] = []
        """Edits that no journal held, to be told to the history once there is a journal."""
        self._seen: tuple[Identity | None, Identity | None] | None = None
        self.proof = Proof()

    def read(self, *, deep: bool = False) -> Stored | None:
        """All that is there, without a lock; None if nothing is.

        A large snapshot is believed for its index at first, and verified in a thread:
        see `proof`; with `deep` before it is believed.
        """
        held = stored.read(self.file, self.log, deep=deep)
        if held is not None and self.hide is not None:
            self.hide(held)
        if held is not None:
            found = findings(self.file.fs, self.file.path, held)
            self.notices += [notice for notice in found if notice not in self.notices]
        self.proof.begin(None if held is None else held.base)
        return held

    def quiet(self) -> bool:
        """True if neither file has changed since the last call that said so: two stats."""
        now = self.file.stands(), self.log.identity()
        same = now == self._seen and not self.proof.broken
        self._seen = now
        return same

    def look(self, held: Stored) -> Stored | News | None:
        """What others wrote since: lines, or (after a compaction) another state.

        Raises FileError: "not_ours", "newer", or "damaged" where it cannot be followed.
        """
        if self.proof.broken or self.file.changed_since(held.base):
            fresh = self._fresh(held)
            if fresh is not None and fresh.base.head:
                return fresh
            # Gone meanwhile: what we hold is written anew with the next save.
        try:
            tail = self.log.tail(held.mark)
        except FileError as error:
            if error.code != "exists":
                raise
            return self._fresh(held)
        if tail is None:
            return None
        if held.mark is None:
            return self._fresh(held)
        return self._news(held, held.mark, tail)

    def _news(self, held: Stored, mark: Mark, tail: Tail) -> News:
        scan = journal.scan(tail.data, start=False, sequence=held.sequence)
        if scan.behind:
            raise stored.damage(scan, self.log.path, mark.lines + len(scan.lines))
        lines, gap = journal.follow(scan.lines, held.sequence, self.log.path)
        if gap is not None:
            raise gap
        return News(
            lines=tuple(lines), mark=stored.mark_of(scan, tail, mark),
            rest=tail.data[scan.end:],
        )

    def _fresh(self, held: Stored) -> Stored | None:
        fresh = self.read(deep=self.proof.broken)
        if fresh is None or (held.known and not fresh.base.head):
            return None
        if held.known and fresh.store != held.store:
            raise FileError(path=self.file.path, code="not_ours", detail="store")
        if fresh.meta["format"] > FORMAT:
            raise FileError(path=self.file.path, code="newer")
        if fresh.problem is not None:
            raise fresh.problem
        return fresh

    def whole(self, held: Stored) -> bool:
        """True if both files stand where they should, so that a line can be appended."""
        return (
            held.mark is not None and held.base.fits and self.file.stands() is not None
            and self.log.identity() is not None
        )

    def due(self, held: Stored) -> bool:
        """True if the journal is long enough to become a snapshot."""
        mark = held.mark
        return mark is not None and (mark.end > MAX_BYTES or mark.lines > MAX_LINES)

    def recover(self, held: Stored, *, keep: bool = True) -> Mark | None:
        """Cut off what no save finished, after a copy was put beside; the mark then.

        Only under the lock: without, another program may be writing it right now. `keep`
        is False for what is still in memory.
        """
        tail = self.log.tail(held.mark)
        if tail is None or not tail.data:
            return held.mark
        if keep:
            copy = _copy(self.file, tail.data, self._now())
            self.notices.append(Notice(code="torn", path=copy))
        # A journal without a header goes altogether, when the next one takes its place.
        return held.mark and self.log.cut(held.mark)

    def replace(
        self, held: Stored, lines: tuple[bytes, ...], changes: Mapping[str, bytes | None],
        rows: Rows, meta: Mapping[str, object],
    ) -> Snapshot:
        """Put all that is held, and `changes`, into a new snapshot; the commit.

        What the journal says goes to the history first. `lines` are edits that no journal
        holds yet. The journal itself is left to `begin`.
        """
        self.remember(held)
        written = Written(held.base, {**held.changes, **changes}, rows, meta)
        snapshot = written.snapshot(self.file.save(written.draft))
        self.proof.begin(None)
        # Before `held` changes: it is to be what stood there before the lines.
        scan = journal.scan(b"".join(lines), start=False)
        self._late += field_lines(held.lines, list(scan.lines))
        return snapshot

    def stage(
        self, held: Stored, rows: Rows, meta: Mapping[str, object]
    ) -> Staged:
        """Write all that is held into a new snapshot beside the old one; needs no lock."""
        events = [e for e in self.journalled(held) if e["seq"] in range(held.sequence + 1)]
        written = Written(held.base, held.changes, rows, meta)
        path = datafile.stage(self.file.fs, self.file.path, written.draft)
        try:
            source = datafile.held(self.file.fs, path, written.draft)
        except BaseException:
            datafile.discard(self.file.fs, path)
            raise
        return Staged(
            held=held, snapshot=written.snapshot(source), rows=rows, events=tuple(events),
            path=path)

    def put(self, staged: Staged) -> bytes:
        """Put what was staged in the snapshot's place; the journal's lines that came since.

        These belong behind the header of the next journal, see `begin`.
        """
        tail = self.log.tail(staged.held.mark)
        self.past.append(staged.held.store, staged.events)
        self.file.put(staged.path)
        self.proof.begin(None)
        return tail.data if tail is not None else b""

    def drop(self, staged: Staged) -> None:
        """Remove a staged snapshot that was not put in place; never an error."""
        datafile.discard(self.file.fs, staged.path)

    def remember(self, held: Stored) -> None:
        """Add what the journal says to the history, as changes of fields."""
        self.past.append(held.store, self.journalled(held))

    def journalled(self, held: Stored) -> list[dict[str, object]]:
        """The journal's edits as changes of fields, oldest first."""
        tail = self.log.tail(None)
        if tail is None:
            return []
        scan = journal.scan(tail.data, start=True)
        lines, _ = journal.follow(scan.lines, held.base.sequence, self.log.path)
        return field_lines(held.base.lines, lines)

    def begin(self, base: Snapshot, lines: bytes = b"") -> Mark:
        """Put a new journal behind a snapshot: empty, or with lines it does not hold."""
        mark = self.log.create(str(base.meta["store"]), base.sequence, lines)
        # Only now: a history tells that there was a journal, see `missing_journal`.
        late, self._late = self._late, []
        try:
            self.past.append(str(base.meta["store"]), late)
        except FileError as error:
            # The edits are on the disk; only how they came about is not.
            self.notices.append(Notice(code="history", path=error.path))
        return mark


def _copy(file: DataFile, data: bytes, now: datetime) -> str:
    """Keep a torn tail in a file of its own; its path."""
    when = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for number in range(1, COPIES + 1):
        path = f"{file.path}.torn-{when}" + (f"-{number}" if number > 1 else "")
        try:
            replace(file.fs, path, data, exclusive=True)
        except FileError as error:
            if error.code != "exists":
                raise
        else:
            return path
    raise FileError(path=file.path, code="exists", detail="torn")


def torn_copies(file: DataFile) -> tuple[str, ...]:
    """Paths of all copies of torn tails beside a data file."""
    begin = os.path.basename(file.path) + ".torn-"
    return tuple(
        os.path.join(file.folder, name) for name in sorted(file.fs.listdir(file.folder))
        if name.startswith(begin)
    )
