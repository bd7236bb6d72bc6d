"""How the data file is laid out: one JSON object of TinyDB tables, one record a line.

    {"_meta":{"1":{"format":1, ... "sum":"01234567","crc":"89abcdef"}},"index":{"1":{...}},
    "rows":{
    "1":{...},
    "2":{...}
    },
    "prospects":{
    "1":{"id":...},
    "2":{"id":...}
    }}

Tables that are not ours stand between the first line and `rows`, each on its own line.
`crc` covers every byte but its own digits. `sum` covers the first line but the digits of
both: with it the index can be believed before all else was read, as it tells size and
checksum of every line behind it. A file that says the same in another shape (edited by
hand, written by plain TinyDB, without an index) is read too, only more slowly.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from store.errors import FileError
from store.persistence import strict, upgrade
from store.persistence.entries import NOTHING, Entries, collected
from store.persistence.index import Index
from store.persistence.rowmap import Rows
from store.persistence.source import Memory, Source, pieces

_HEAD = b'{"_meta":{"1":{'
_SUM, _CRC = b'"sum":"', b'"crc":"'
_INDEX = b'"}},"index":{"1":'
_DIGITS = 8
ROWS = b'"rows":{\n'
RECORDS = b'\n},\n"prospects":{\n'
"""Between rows and records."""
BARE = b'"prospects":{\n'
"""Before records without rows."""
END = b"\n}}\n"
SEALS = ("rest", "sum", "crc")
"""What `_meta` says of the bytes of the file itself."""
DERIVED = ("_meta", "index", "rows")
"""Tables that are made anew with each file."""
_OURS = (*DERIVED, "prospects")
PEEK = 512
"""Bytes at the beginning of a file that tell one state from another: they hold `_meta`."""
AT_ONCE = 4_000_000
"""Bytes of a file up to which all of it is verified before it is believed."""
_LINE = 1 << 16

_DOCUMENT = re.compile("[1-9][0-9]{0,14}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What one state of the file says."""

    meta: Mapping[str, Any]
    lines: Entries
    """The records."""
    index: Index | None = None
    """What the file says of its rows; None if they must be made anew."""
    row_lines: Entries = field(default_factory=lambda: NOTHING)
    others: bytes
    """Lines of tables that are not ours, kept as they are."""
    head: bytes
    """The first PEEK bytes, by which a state is told from another; empty for no file."""
    fits: bool
    """True if layout and checksum of the index are ours."""
    sealed: bool = False
    """True if every byte is known to be as it was written; may be False for a file that was
    not read whole yet, see `proven`."""
    upgraded: int | None = None
    """Number of the older format it was read from, which still stands in the file."""

    @property
    def sequence(self) -> int:
        """Number of the last edit in it."""
        return int(self.meta["seq"])

    @property
    def rows(self) -> Rows | None:
        """By record id; None if they must be made anew. Who asks first may change them."""
        return None if self.index is None else self.index.rows(self.row_lines)


def empty(store: str) -> Snapshot:
    """The state before the first save."""
    return Snapshot(
        meta={"format": strict.FORMAT, "min_writer": strict.FORMAT, "store": store, "seq": 0},
        lines=NOTHING, others=b"", head=b"", fits=True, sealed=True,
    )


def read(data: bytes, path: str) -> Snapshot:
    """The state a file's bytes hold.

    Raises FileError: not_json, not_ours, newer or damaged, with the place where known.
    """
    return load(Memory(data, path), path, deep=True)


def load(source: Source, path: str, *, deep: bool = False) -> Snapshot:
    """The state of a file; `deep`, or a small one: only once all of it was verified.

    Raises FileError as `read`.
    """
    if source.size <= AT_ONCE:
        # Held, so that whoever writes into the file cannot take from us what we know.
        source, deep = Memory(source.read(0, source.size), path), True
    begin = _begin(source)
    found = _read_quickly(begin, source, path)
    if found is not None and not deep:
        return found
    sealed = proven(source, begin)
    if found is not None and sealed:
        return replace(found, sealed=True)
    return replace(_read_slowly(source.read(0, source.size), path), sealed=sealed)


def _begin(source: Source) -> bytes:
    """The first bytes with `_meta`, as far as the index; all of it where there is none."""
    begin = source.read(0, _LINE)
    while begin.startswith(_HEAD) and _INDEX not in begin and b"\n" not in begin:
        more = source.read(len(begin), 5 * len(begin))
        if not more:
            break
        begin += more
    return begin


def _read_quickly(begin: bytes, source: Source, path: str) -> Snapshot | None:
    place = begin.find(_INDEX)
    try:
        meta = _meta(strict.parse(begin[:place + 3] + b"}"), path) if place > 0 else {}
        behind = source.size - meta["rest"]
        if behind < place:
            raise ValueError("cut")
        index = _index(source.read(0, behind), place)
    except (msgspec.DecodeError, ValueError, RecursionError, KeyError, TypeError, FileError):
        return None
    size = len(index.places)
    if size != meta.get("records") or meta["format"] < strict.FORMAT:
        return None
    first = source.size - len(END) - index.record_bytes
    rows = first - len(RECORDS) - index.row_bytes
    if rows - len(ROWS) < behind or source.read(rows - len(ROWS), rows) != ROWS:
        return None
    return Snapshot(
        meta=meta, lines=index.records(source, first), row_lines=index.row_lines(source, rows),
        index=index, others=source.read(behind, rows - len(ROWS)), head=begin[:PEEK], fits=True,
    )


def _index(line: bytes, place: int) -> Index:
    """The index on a first line that is as it was written, but perhaps for its `crc`."""
    end = place - _DIGITS - len(_CRC) - len(b'",')
    start = end - _DIGITS
    view = memoryview(line)
    total = checksum(view[:start], view[end:place - _DIGITS], view[place:])
    if (line[start - len(_SUM):start], line[start:end], line[end:place - _DIGITS]) != (
            _SUM, total, b'",' + _CRC):
        raise ValueError("sum")
    return Index(view[place + len(_INDEX):-len(b"},\n")])


def first_line(meta: Mapping[str, Any], table: bytes = b"") -> tuple[bytes, bytes]:
    """The first line of a file, before and after the digits of `crc`."""
    begin = _HEAD[:-1] + dump(meta)[:-1] + b","
    if not table:
        return begin + _CRC, b'"}},\n'
    after = b"%s%s},\n" % (_INDEX, table)
    total = checksum(begin + _SUM, b'",' + _CRC, after)
    return b"".join((begin, _SUM, total, b'",', _CRC)), after


def proven(source: Source, begin: bytes = b"") -> bool:
    """True if every byte of a file is as it was written."""
    begin = begin or _begin(source)
    behind = _behind(begin)
    digits = behind - _DIGITS
    if digits < 0 or begin[digits - len(_CRC):digits] != _CRC:
        return False
    crc = zlib.crc32(memoryview(begin)[behind:], zlib.crc32(begin[:digits]))
    for part in pieces(source, len(begin), source.size):
        crc = zlib.crc32(part, crc)
    return begin[digits:behind] == b"%08x" % crc


def _behind(begin: bytes) -> int:
    """Where the digits of `crc` end: before the index, or at the end of the line."""
    place = begin.find(_INDEX)
    return place if place >= 0 else begin.find(b'"}},\n')


def sealed(source: Source | bytes, path: str) -> dict[str, Any] | None:
    """`_meta` if every byte is as it was written; None if not. Raises FileError newer."""
    source = Memory(source, path) if isinstance(source, bytes) else source
    begin = _begin(source)
    if not proven(source, begin):
        return None
    try:
        return _meta(strict.parse(begin[:_behind(begin) + 3] + b"}"), path)
    except (ValueError, RecursionError):
        return None


def seal(meta: Mapping[str, Any], parts: Iterable[bytes]) -> bytes:
    """A file of `_meta` with its checksum, and what stands behind it; it has no index."""
    before, after = first_line(meta)
    rest = (after, *parts)
    return b"".join((before, checksum(before, *rest), *rest))


def checksum(*parts: bytes | memoryview) -> bytes:
    """CRC-32 over all parts, as 8 hex digits."""
    crc = 0
    for part in parts:
        crc = zlib.crc32(part, crc)
    return b"%08x" % crc


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
    numbers: dict[str, int] = {}
    texts = {}
    for document, record in records.items():
        key = record.get("id") if isinstance(record, dict) else None
        place = f"prospects/{document}"
        if not isinstance(key, str) or key in numbers or not _DOCUMENT.fullmatch(document):
            raise FileError(path=path, code="damaged", detail=f"{place}/id")
        numbers[key] = int(document)
        texts[key] = dump({"id": key, **record})
    others = b"".join(
        b"%s:%s,\n" % (dump(name), dump(table))
        for name, table in tables.items() if name not in _OURS
    )
    return Snapshot(
        meta=meta, lines=collected(texts, numbers, path), others=others, head=data[:PEEK],
        fits=False, upgraded=older if older < strict.FORMAT else None,
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
