"""Data files as they are written: in pieces, so that none is ever held whole."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any

import msgspec

from store.events.occurrence import Occurrence
from store.persistence import index, layout
from store.persistence.entries import BETWEEN, Entries, length
from store.persistence.layout import Snapshot, dump
from store.persistence.rowmap import Rows
from store.persistence.source import CHUNK, Source, pieces
from store.row import Row

Body = Callable[[], Iterator[bytes]]


class Draft:
    """A file to be written. Its bytes may be asked for more than once."""

    def __init__(self, meta: Mapping[str, Any], body: Body, table: bytes = b"") -> None:
        """`body` is all behind the first line; `table` the index that stands on it."""
        self.meta = dict(meta)
        self._body = body
        self._head = layout.first_line(self.meta, table)
        before, after = self._head
        crc = zlib.crc32(after, zlib.crc32(before))
        self.size = self.behind
        for part in body():
            crc = zlib.crc32(part, crc)
            self.size += len(part)
        self._crc = b"%08x" % crc

    def __iter__(self) -> Iterator[bytes]:
        before, after = self._head
        held, size = [before + self._crc + after], 0
        for part in self._body():
            held.append(part)
            size += len(part)
            if size >= CHUNK:
                # Few large writes: an entry each would be one call of the system each.
                yield b"".join(held)
                held, size = [], 0
        yield b"".join(held)

    @property
    def head(self) -> bytes:
        """The first bytes, see layout.PEEK."""
        before, after = self._head
        return (before + self._crc + after)[:layout.PEEK]

    @property
    def behind(self) -> int:
        """Where the first line ends."""
        before, after = self._head
        return len(before) + 8 + len(after)


class _Table:
    """The lines of one table: runs of what a file has, and new ones."""

    def __init__(self) -> None:
        self.sizes = array("I")
        self.sums = array("I")
        self._parts: list[bytes | list[Any]] = []

    def copy(self, lines: Entries, place: int) -> None:
        """An entry as it stands in a file."""
        start, size = lines.starts[place], lines.sizes[place]
        self.sizes.append(size)
        self.sums.append(lines.sums[place])
        last = self._parts[-1] if self._parts else None
        if isinstance(last, list) and last[0] is lines.source and last[2] + len(BETWEEN) == start:
            last[2] = start + size
        else:
            self._parts.append([lines.source, start, start + size])

    def add(self, number: int, text: bytes) -> None:
        """An entry that is new."""
        entry = b'"%d":%s' % (number, text)
        self.sizes.append(len(entry))
        self.sums.append(zlib.crc32(text))
        self._parts.append(entry)

    def __iter__(self) -> Iterator[bytes]:
        for number, part in enumerate(self._parts):
            if number:
                yield BETWEEN
            if isinstance(part, bytes):
                yield part
            else:
                source, start, end = part
                yield from pieces(source, start, end)


class Written:
    """A draft of a whole state, and what is known of it without reading it again."""

    def __init__(
        self, before: Snapshot, changes: Mapping[str, bytes | None], rows: Rows,
        meta: Mapping[str, Any],
    ) -> None:
        """The state after some records were set (their JSON) or removed (None).

        Unchanged records and rows are taken over as the bytes they are; `rows` holds a row
        for each record of the new state and must not change meanwhile.
        """
        self._others = before.others
        self._numbers = _numbers(before.lines, changes)
        self._records, self._lines = _Table(), _Table()
        for key, number in self._numbers.items():
            text = changes.get(key)
            if text is None:
                self._records.copy(before.lines, before.lines.places[key])
            else:
                self._records.add(number, text)
            self._row(rows, key, number)
        numbers = array("Q", self._numbers.values())
        table = index.describe(
            rows, list(self._numbers), numbers, (self._records.sizes, self._records.sums),
            (self._lines.sizes, self._lines.sums))
        full = {k: v for k, v in meta.items() if k not in layout.SEALS}
        full |= {"records": len(self._numbers), "rest": self._rest()}
        self.draft = Draft(full, self._body, dump(table))

    def _rest(self) -> int:
        fixed = (self._others, layout.ROWS, layout.RECORDS, layout.END)
        return sum(map(len, fixed)) + length(self._lines.sizes) + length(self._records.sizes)

    def _row(self, rows: Rows, key: str, number: int) -> None:
        position = rows.where(key)
        place = rows.written(position)
        if place is not None and rows.lines.numbers[place] == number:
            self._lines.copy(rows.lines, place)
        else:
            self._lines.add(number, row_text(rows.at(position)))

    def _body(self) -> Iterator[bytes]:
        yield self._others
        yield layout.ROWS
        yield from self._lines
        yield layout.RECORDS
        yield from self._records
        yield layout.END

    def snapshot(self, source: Source) -> Snapshot:
        """The state, once it was written to what `source` reads."""
        places = {key: n for n, key in enumerate(self._numbers)}
        numbers = array("Q", self._numbers.values())
        first = self.draft.behind + len(self._others) + len(layout.ROWS)
        rows = Entries(
            source, first, places, numbers, self._lines.sizes, self._lines.sums, table="rows")
        begin = rows.starts[-1] - (len(BETWEEN) if places else 0) + len(layout.RECORDS)
        return Snapshot(
            meta=self.draft.meta, others=self._others, head=self.draft.head, fits=True,
            sealed=True, row_lines=rows, index=None, lines=Entries(
                source, begin, places, numbers, self._records.sizes, self._records.sums))


def _numbers(lines: Entries, changes: Mapping[str, bytes | None]) -> dict[str, int]:
    """Document ids of the new state, new records last."""
    found = {
        key: number for key, number in zip(lines.places, lines.numbers, strict=True)
        if changes.get(key, b"") is not None}
    last = max(lines.numbers, default=0)
    for key, text in changes.items():
        if text is not None and key not in found:
            last += 1
            found[key] = last
    return found


def bare(
    meta: Mapping[str, Any], lines: Mapping[str, bytes], documents: Mapping[str, int],
    others: bytes = b"",
) -> Draft:
    """A whole file without an index: its rows are made when it is opened."""
    def body() -> Iterator[bytes]:
        yield others
        yield layout.BARE
        for n, key in enumerate(lines):
            yield b'%s"%d":%s' % (BETWEEN if n else b"", documents[key], lines[key])
        yield layout.END

    full = {k: v for k, v in meta.items() if k not in (*layout.SEALS, "rows", "made")}
    return Draft(full | {"records": len(lines)}, body)


_TURN = {f.name: f.default for f in fields(Occurrence) if f.default is not MISSING}


def row_text(row: Row) -> bytes:
    """A row as ASCII JSON; what its occurrences leave at the default is left out."""
    plain = msgspec.to_builtins(row)
    plain["occurrences"] = [
        {k: v for k, v in turn.items() if k not in _TURN or v != _TURN[k]}
        for turn in plain["occurrences"]
    ]
    return dump(plain)


def whole(draft: Draft) -> bytes:
    """All bytes of a file that is known to be small enough."""
    return b"".join(draft)


