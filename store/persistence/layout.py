"""How the data file is laid out: one JSON object of TinyDB tables, one record a line.

    {"_meta":{"1":{"format":1, ... "crc":"89abcdef"}},
    "rows":{"1":{...},"2":{...}},
    "prospects":{
    "1":{"id":...},
    "2":{"id":...}
    }}

Tables that are not ours stand between `_meta` and `rows`, each on its own line. The
checksum covers every byte but its own digits. A file that says the same in another shape
(edited by hand, written by plain TinyDB) is read too, only more slowly.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any

import msgspec

from store.errors import FileError
from store.events.occurrence import Occurrence
from store.persistence import strict, upgrade
from store.row import Row

_HEAD = b'{"_meta":{"1":{'
_CRC = b'"crc":"'
_ROWS = b'"rows":'
_RECORDS = b'"prospects":{\n'
_END = b"}}\n"
_BETWEEN = b",\n"
_OURS = ("_meta", "rows", "prospects")
PEEK = 512
"""Bytes at the beginning of a file that tell one state from another: they hold `_meta`."""


_DOCUMENT = re.compile("[1-9][0-9]{0,14}")


class Entries(Mapping[str, bytes]):
    """One table in a file's bytes: its objects by record id, found when first asked for."""

    def __init__(
        self, data: bytes, start: int, end: int, separator: bytes,
        keys: Iterable[tuple[int, str]],
    ) -> None:
        self.data = data
        self.start = start
        """Where the first entry begins (with its document id)."""
        self.end = end
        """Where the last one ends."""
        self.separator = separator
        self.documents: dict[str, int] = {key: document for document, key in keys}
        """TinyDB document ids by record id, in the order of the file."""
        self._spans: dict[str, tuple[int, int]] | None = None

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[str]:
        return iter(self.documents)

    def __contains__(self, key: object) -> bool:
        return key in self.documents

    def __getitem__(self, key: str) -> bytes:
        if key not in self.documents:
            raise KeyError(key)
        start, end = self.span(key)
        return self.data[self.data.index(b":", start) + 1:end]

    def span(self, key: str) -> tuple[int, int]:
        """Where an entry begins (with its document id) and ends."""
        if self._spans is None:
            self._spans = self._find()
        return self._spans[key]

    def place(self, key: str) -> str:
        """Name of a record in messages: "prospects/17"."""
        return f"prospects/{self.documents[key]}"

    def find(self) -> None:
        """Find all entries now, so that the first who asks does not wait."""
        if self.documents:
            self.span(next(iter(self.documents)))

    def _find(self) -> dict[str, tuple[int, int]]:
        """An entry begins where its document id and record id stand after a separator.

        Unescaped quotes cannot stand inside a text, so nothing else looks like that.
        """
        starts: list[int] = []
        find, skip = self.data.find, len(self.separator)
        position = self.start - skip
        for key, document in self.documents.items():
            begin = b'%s"%d":{"id":%s' % (
                self.separator if starts else b"", document, _quoted(key).encode()
            )
            if not starts:
                found = self.start
            elif self.separator == _BETWEEN:
                # A line feed stands nowhere else, and is found five times as fast.
                found = find(b"\n", position + skip) - 1
            else:
                found = find(begin, position + skip)
            if found < 0 or not self.data.startswith(begin, found):
                raise FileError(path="", code="damaged", detail=self.place(key))
            position = found
            starts.append(found + skip if starts else found)
        ends = [start - skip for start in starts[1:]] + [self.end]
        return dict(zip(self.documents, zip(starts, ends, strict=True), strict=True))

    def with_changes(
        self, changes: Mapping[str, bytes | None], keys: Mapping[str, int]
    ) -> Iterator[bytes | memoryview]:
        """The table with entries set or removed: pieces to be joined by the separator.

        Runs of unchanged entries are taken over as the bytes they are. `keys` gives the
        document ids of the new table, new entries last.
        """
        view = memoryview(self.data)
        skip = len(self.separator)
        position = self.start
        for key in sorted((k for k in changes if k in self), key=self.span):
            start, end = self.span(key)
            if start > position:
                yield view[position:start - skip]
            line = changes[key]
            if line is not None:
                yield b'"%d":%s' % (self.documents[key], line)
            position = end + skip
        if position < self.end:
            yield view[position:self.end]
        for key, document in keys.items():
            if key not in self:
                yield b'"%d":%s' % (document, changes[key])


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What one state of the file says."""

    meta: Mapping[str, Any]
    lines: Entries
    """The records."""
    rows: Mapping[str, Row] | None
    """By record id, in the order of the file; None if they must be made anew."""
    row_lines: Entries
    others: bytes
    """Lines of tables that are not ours, kept as they are."""
    head: bytes
    """The first PEEK bytes, by which a state is told from another; empty for no file."""
    fits: bool
    """True if layout and checksum are ours."""
    upgraded: int | None = None
    """Number of the older format it was read from, which still stands in the file."""

    @property
    def sequence(self) -> int:
        """Number of the last edit in it."""
        return int(self.meta["seq"])


NOTHING = Entries(b"", 0, 0, b"", ())


def empty(store: str) -> Snapshot:
    """The state before the first save."""
    return Snapshot(
        meta={"format": strict.FORMAT, "min_writer": strict.FORMAT, "store": store, "seq": 0},
        lines=NOTHING, rows={}, row_lines=NOTHING, others=b"", head=b"", fits=True,
    )


def read(data: bytes, path: str) -> Snapshot:
    """The state a file's bytes hold.

    Raises FileError: not_json, not_ours, newer or damaged, with the place where known.
    """
    return _read_quickly(data, path) or _read_slowly(data, path)


def _read_quickly(data: bytes, path: str) -> Snapshot | None:
    head = data[:data.find(b"\n") + 1]
    rows_at = _find_line(data, _ROWS, len(head))
    records_at = _find_line(data, _RECORDS, rows_at)
    if records_at < 0 or not _checksum_fits(head, data):
        return None
    try:
        meta = _meta(strict.parse(head[:-len(_BETWEEN)] + b"}"), path)
        table = data[rows_at + len(_ROWS):records_at - len(_BETWEEN)]
        rows = msgspec.json.decode(table, type=dict[str, Row])
        keys = [(int(document), row.id) for document, row in rows.items()]
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    if len(keys) != meta.get("records") or meta["format"] < strict.FORMAT:
        return None
    first, row_end = records_at + len(_RECORDS), records_at - len(_BETWEEN) - 1
    return Snapshot(
        meta=meta, rows={row.id: row for row in rows.values()},
        lines=Entries(data, first, len(data) - len(_END) - 1, _BETWEEN, keys),
        row_lines=Entries(data, rows_at + len(_ROWS) + 1, row_end, b",", keys),
        others=data[len(head):rows_at], head=data[:PEEK], fits=True,
    )


def _checksum_fits(head: bytes, data: bytes) -> bool:
    digits = head.find(_CRC) + len(_CRC)
    if not head.startswith(_HEAD) or digits < len(_CRC):
        return False
    return head[digits:digits + 8] == checksum(head[:digits], memoryview(data)[digits + 8:])


def sealed(data: bytes, path: str) -> dict[str, Any] | None:
    """`_meta` if every byte is as it was written; None if not. Raises FileError newer."""
    head = data[:data.find(b"\n") + 1]
    if not _checksum_fits(head, data):
        return None
    try:
        return _meta(strict.parse(head[:-len(_BETWEEN)] + b"}"), path)
    except (ValueError, RecursionError):
        return None


def seal(meta: Mapping[str, Any], parts: Iterable[bytes]) -> bytes:
    """A file of `_meta` with its checksum, and what stands behind it."""
    head = _HEAD[:-1] + dump(meta)[:-1] + b"," + _CRC
    rest = (b'"}},\n', *parts)
    return b"".join((head, checksum(head, *rest), *rest))


def bare(
    meta: Mapping[str, Any], lines: Mapping[str, bytes], documents: Mapping[str, int],
    others: bytes = b"",
) -> bytes:
    """A whole file without an index: its rows are made when it is opened."""
    full = {k: v for k, v in meta.items() if k not in ("crc", "rows", "made")}
    body = _BETWEEN.join(b'"%d":%s' % (documents[key], lines[key]) for key in lines)
    return seal(full | {"records": len(lines)}, (others, _RECORDS, body, b"\n", _END))


def checksum(*parts: bytes | memoryview) -> bytes:
    """CRC-32 over all parts, as 8 hex digits."""
    crc = 0
    for part in parts:
        crc = zlib.crc32(part, crc)
    return b"%08x" % crc


def _find_line(data: bytes, begin: bytes, start: int) -> int:
    if start < 0:
        return -1
    if data.startswith(begin, start):
        return start
    found = data.find(b"\n" + begin, start)
    return found + 1 if found >= 0 else -1


def _meta(tables: Any, path: str) -> dict[str, Any]:
    """The `_meta` record; FileError if it is not ours or too new to be read."""
    try:
        meta = tables["_meta"]["1"]
        number, writer = meta["format"], meta["min_writer"]
        fits = isinstance(meta["store"], str) and isinstance(meta["seq"], int)
    except (KeyError, TypeError, IndexError) as error:
        raise FileError(path=path, code="not_ours") from error
    if not (fits and isinstance(number, int) and isinstance(writer, int)):
        raise FileError(path=path, code="damaged", detail="_meta/1")
    if writer > strict.FORMAT:
        raise FileError(path=path, code="newer", detail=str(number))
    return dict(meta)


def _read_slowly(data: bytes, path: str) -> Snapshot:
    tables = parse_tables(data, path)
    older = _meta(tables, path)["format"]
    tables = upgrade.upgrade(tables, path)
    meta = _meta(tables, path)
    records = tables.get("prospects", {})
    if not isinstance(records, dict):
        raise FileError(path=path, code="damaged", detail="prospects")
    keys: dict[str, int] = {}
    texts = []
    for document, record in records.items():
        key = record.get("id") if isinstance(record, dict) else None
        place = f"prospects/{document}"
        if not isinstance(key, str) or key in keys or not _DOCUMENT.fullmatch(document):
            raise FileError(path=path, code="damaged", detail=f"{place}/id")
        keys[key] = int(document)
        first = {"id": key, **record}
        texts.append(b'"%d":%s' % (keys[key], dump(first)))
    others = b"".join(
        b"%s:%s,\n" % (dump(name), dump(table))
        for name, table in tables.items() if name not in _OURS
    )
    body = _BETWEEN.join(texts)
    return Snapshot(
        meta=meta, rows=None, row_lines=NOTHING,
        lines=Entries(body, 0, len(body), _BETWEEN, _pairs(keys)),
        others=others, head=data[:PEEK], fits=False,
        upgraded=older if older < strict.FORMAT else None,
    )


def parse_tables(data: bytes, path: str) -> dict[str, Any]:
    """The whole file as tables, read strictly. Raises FileError not_json or damaged."""
    try:
        tables = strict.parse(data)
    except (ValueError, RecursionError) as error:
        # A file that begins as ours was ours: cut or changed, not another program's.
        code = "damaged" if data.startswith(_HEAD) or not data else "not_json"
        raise FileError(path=path, code=code) from error
    if not isinstance(tables, dict):
        raise FileError(path=path, code="not_ours")
    return tables


def dump(value: Any) -> bytes:
    """Compact ASCII JSON; refuses NaN."""
    return json.dumps(value, allow_nan=False, separators=(",", ":")).encode("ascii")


def _pairs(keys: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    return ((document, key) for key, document in keys.items())


def write(
    before: Snapshot,
    changes: Mapping[str, bytes | None],
    rows: Mapping[str, Row],
    meta: Mapping[str, Any],
) -> Snapshot:
    """The state after some records were set (their JSON) or removed (None).

    Unchanged records and rows are taken over as the bytes they are; `rows` holds a row
    for each record of the new state.
    """
    kept = {k: d for k, d in before.lines.documents.items() if changes.get(k, b"") is not None}
    new = [k for k, line in changes.items() if line is not None and k not in kept]
    last = max(before.lines.documents.values(), default=0)
    keys = {**kept, **{key: last + n for n, key in enumerate(new, 1)}}
    table = b",".join(before.row_lines.with_changes(_row_changes(before, rows), keys))
    body = _BETWEEN.join(before.lines.with_changes(changes, keys))
    full = {k: v for k, v in meta.items() if k != "crc"} | {"records": len(keys)}
    data = seal(
        full, (before.others, _ROWS, b"{", table, b"},\n", _RECORDS, body, b"\n", _END)
    )
    end = len(data) - len(_END) - 1
    start = end - len(body)
    row_end = start - len(_RECORDS) - len(_BETWEEN) - 1
    return Snapshot(
        meta=full, rows=rows, others=before.others, head=data[:PEEK], fits=True,
        lines=Entries(data, start, end, _BETWEEN, _pairs(keys)),
        row_lines=Entries(data, row_end - len(table), row_end, b",", _pairs(keys)),
    )


def _row_changes(before: Snapshot, rows: Mapping[str, Row]) -> dict[str, bytes | None]:
    """Rows that are not what stands in the file, encoded; None for those that are gone."""
    old = before.rows if before.rows is not None else {}
    gone: dict[str, bytes | None] = {key: None for key in before.row_lines if key not in rows}
    return gone | {
        key: row_text(row) for key, row in rows.items()
        if old.get(key) is not row and old.get(key) != row
    }


_TURN = {f.name: f.default for f in fields(Occurrence) if f.default is not MISSING}


def row_text(row: Row) -> bytes:
    """A row as ASCII JSON; what its occurrences leave at the default is left out."""
    plain = msgspec.to_builtins(row)
    plain["occurrences"] = [
        {k: v for k, v in turn.items() if k not in _TURN or v != _TURN[k]}
        for turn in plain["occurrences"]
    ]
    return dump(plain)
