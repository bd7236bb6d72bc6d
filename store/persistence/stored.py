"""What the disk holds: the snapshot, and on top of it what the journal says."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from store.errors import FileError
from store.persistence import journal, layout
from store.persistence.datafile import DataFile
from store.persistence.entries import Entries
from store.persistence.journal import Line
from store.persistence.journalfile import JournalFile, Mark, Tail
from store.persistence.layout import Snapshot

TRIES = 5
"""How often a reader reads again when a compaction comes between its two files."""


class Overlay(Mapping[str, bytes]):
    """The lines of all records: those of the snapshot, but for changed ones."""

    def __init__(self, base: Entries, changes: Mapping[str, bytes | None]) -> None:
        self._base = base
        self._changes = changes

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[str]:
        changes = self._changes
        yield from (key for key in self._base if changes.get(key, b"") is not None)
        yield from (
            key for key, line in changes.items() if line is not None and key not in self._base
        )

    def __contains__(self, key: object) -> bool:
        if key in self._changes:
            return self._changes[str(key)] is not None
        return key in self._base

    def __getitem__(self, key: str) -> bytes:
        if key not in self._changes:
            return self._base[key]
        line = self._changes[key]
        if line is None:
            raise KeyError(key)
        return line

    def place(self, key: str) -> str:
        """Name of a record in messages: "prospects/17", or "journal/<id>"."""
        return f"journal/{key}" if key in self._changes else self._base.place(key)

    def differing(self, other: Overlay) -> Iterator[str]:
        """Ids of records whose line is another there, or that stand in one of both only.

        Reads only lines that do not stand in a file.
        """
        yield from (key for key in self if key not in other)
        for key in other:
            if key not in self or self._mark(key) != other._mark(key):
                yield key

    def _mark(self, key: str) -> tuple[int, int]:
        """What tells one line from another: size and checksum."""
        if key in self._changes:
            line = self[key]
            return len(line), zlib.crc32(line)
        return self._base.mark(key)

    def documents(self) -> dict[str, int]:
        """TinyDB document ids by record id, as the next snapshot will give them."""
        known = self._base.documents
        last = max(known.values(), default=0)
        found = {}
        for key in self:
            last += key not in known
            found[key] = known.get(key, last)
        return found


@dataclass(slots=True, kw_only=True)
class Stored:
    """One state of the disk. Whoever shares it between threads guards it."""

    base: Snapshot
    changes: dict[str, bytes | None] = field(default_factory=dict)
    """Records that the journal set, as lines; None: removed."""
    latest: dict[str, Line] = field(default_factory=dict)
    """The last line of the journal that touched a record; kept for opening only."""
    origins: dict[str, int] = field(default_factory=dict)
    """By session of a program: its last edit among those of the journal."""
    sequence: int = 0
    """Number of the last edit."""
    mark: Mark | None = None
    """How far the journal was read; None if there is none."""
    problem: FileError | None = None
    """Why nothing may be written: what was read ends before it."""
    torn: bool = False
    """The journal's end is not whole: a killed save, or one that is being made now."""

    @property
    def lines(self) -> Overlay:
        """All records."""
        return Overlay(self.base.lines, self.changes)

    @property
    def meta(self) -> Mapping[str, Any]:
        """The snapshot's `_meta`."""
        return self.base.meta

    @property
    def store(self) -> str:
        """Id of the store."""
        return str(self.base.meta["store"])

    @property
    def known(self) -> bool:
        """True if there was a file, so that another store in its place is a foreign one."""
        return bool(self.base.head) or self.mark is not None

    def note(self, **meta: Any) -> None:
        """Let the next snapshot say more in its `_meta`."""
        self.base = replace(self.base, meta={**self.base.meta, **meta})

    def take(self, lines: Iterable[Line]) -> None:
        """Let lines be part of the state; they follow each other and the state."""
        for item in lines:
            self.changes.update(item.records())
            self.sequence = item.seq
            session, number = item.source
            self.origins[session] = number


def nothing(store: str = "") -> Stored:
    """The state before the first save."""
    return Stored(base=layout.empty(store or os.urandom(16).hex()))


def read(file: DataFile, log: JournalFile, *, deep: bool = False) -> Stored | None:
    """Read both files, without a lock; None if there are none. Raises FileError.

    With `deep` every byte of the snapshot is verified before it is believed. A compaction
    may come between: then the journal begins behind the snapshot, and both are read again.
    """
    for _ in range(TRIES):
        base = file.load(deep=deep)
        tail = log.tail(None)
        if tail is None:
            return None if base is None else Stored(base=base, sequence=base.sequence)
        scan = journal.scan(tail.data, start=True)
        begin = scan.header.base if scan.header else 0
        if base is None or begin <= base.sequence:
            break
    assert tail is not None, "returned above"
    return _put_together(base, scan, tail, log.path, file.path)


def _put_together(
    base: Snapshot | None, scan: journal.Scan, tail: Tail, path: str, snapshot: str
) -> Stored:
    header = scan.header
    if base is None:
        stored = nothing(header.store if header else "")
        stored.sequence = header.base if header else 0
    else:
        stored = Stored(base=base, sequence=base.sequence)
    stored.problem = _problem(stored, scan, path, snapshot, missing=base is None)
    if header is None or (stored.problem is not None and stored.problem.code != "damaged"):
        stored.torn = scan.torn
        return stored
    lines, gap = journal.follow(scan.lines, stored.sequence, path, scan.behind)
    if header.base > stored.sequence:
        return stored
    stored.take(lines)
    for item in lines:
        stored.latest.update(dict.fromkeys(item.records(), item))
    stored.problem = stored.problem or gap
    stored.mark = mark_of(scan, tail, None)
    stored.torn = scan.torn
    return stored


def _problem(
    stored: Stored, scan: journal.Scan, path: str, snapshot: str, *, missing: bool
) -> FileError | None:
    header = scan.header
    if header is None:
        return damage(scan, path, 0) if scan.behind else None
    wrong = journal.check_header(header, stored.store, path)
    if wrong is not None:
        return wrong
    if missing and header.base:
        return FileError(path=snapshot, code="damaged", detail="snapshot")
    if header.base > stored.sequence:
        behind = len(scan.lines) + scan.behind
        return FileError(
            path=path, code="damaged", detail=f"gap/{stored.sequence + 1}/{behind}"
        )
    return damage(scan, path, len(scan.lines)) if scan.behind else None


def damage(scan: journal.Scan, path: str, lines: int) -> FileError:
    """A bad line with good ones behind: "journal/<number of the bad line>/<good ones>"."""
    return FileError(
        path=path, code="damaged", detail=f"journal/{lines + 1}/{scan.behind}"
    )


def mark_of(scan: journal.Scan, tail: Tail, before: Mark | None) -> Mark:
    """How far a journal is read after a scan of what stands behind `before`."""
    if before is None:
        return Mark(
            identity=tail.identity, end=scan.end, last=scan.last, lines=len(scan.lines),
            head=_head(scan, tail),
        )
    head, last = before.head, before.last
    if scan.lines:
        head = _head(scan, tail)
        last = before.end + scan.last
    return Mark(
        identity=tail.identity, end=before.end + scan.end, last=last, head=head,
        lines=before.lines + len(scan.lines),
    )


def _head(scan: journal.Scan, tail: Tail) -> bytes:
    return tail.data[scan.last:min(scan.end, scan.last + journal.HEAD)]
