"""Lines of the journal: what a save appends, and how a file of them is read (store.md 1.4).

    89abcdef 47 {"j":1,"store":"...","base":17}
    01234567 312 {"seq":18,"t":"2026-11-21T08:30:00+00:00","u":"anna",...}

A line is the CRC-32 of its JSON in 8 hex digits, the JSON's length in bytes, the JSON and a
line feed, which stands nowhere else: all text is ASCII-escaped. The first line is the header.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from store.errors import FileError
from store.persistence import strict
from store.persistence.layout import dump

_Read = TypeVar("_Read")

TABLE = "prospects"
HEAD = 24
"""Bytes at the beginning of a line that tell it from another: its checksum and length."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first line."""

    j: int
    """Number of the journal's format."""
    store: str
    """Id of the store it belongs to."""
    base: int
    """Number of the last edit before its first line: the snapshot holds all up to here."""


_SHORT = {
    "at": "t", "user": "u", "uid": "i", "label": "l", "args": "a", "origin": "s",
    "tables": "set", "rows": "row", "stamp": "r", "day": "d", "mean": "m",
    "first": "b",
}


class Line(msgspec.Struct, frozen=True, kw_only=True, rename=_SHORT):
    """One edit, with whole records: to read a line twice does no harm."""

    seq: int
    at: str
    """When, UTC."""
    user: str = ""
    uid: int = -1
    """Id of the user, from the kernel."""
    label: str = ""
    args: tuple[tuple[str, str], ...] = ()
    origin: str = ""
    """Which edit of which program: "<random>-<count>"."""
    of: int = 0
    """Number of the edit that this one undoes or does again; 0 for none."""
    tables: dict[str, dict[str, msgspec.Raw]]
    """By table and id: the whole record, or null."""
    rows: dict[str, msgspec.Raw] = {}
    """Rows of records of this line, as they were after the save."""
    stamp: str = ""
    """What these rows were made for, see glance.stamp."""
    day: str = ""
    """The day they are as of."""
    mean: str = ""
    """Mean revenue they were made with, exact."""
    first: int = 0
    """Number of the first of several edits that one write brought; 0 for a write of one."""

    @property
    def source(self) -> tuple[str, int]:
        """Session and count of its origin."""
        return source(self.origin)

    def records(self) -> dict[str, bytes | None]:
        """Lines of the records it sets; None for those it removes."""
        return {
            key: None if (text := bytes(raw)) == b"null" else text
            for key, raw in self.tables.get(TABLE, {}).items()
        }


def source(origin: str) -> tuple[str, int]:
    """Session and count of an edit's origin."""
    session, _, number = origin.partition("-")
    return session, int(number) if number.isdecimal() else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What stands in a journal, or in its tail."""

    header: Header | None
    """None if the bytes do not begin with a header."""
    lines: tuple[Line, ...]
    """All edits up to the first bad line."""
    end: int
    """Bytes up to there."""
    last: int
    """Where the last good line begins; `end` if there is none."""
    behind: int
    """Good lines behind the first bad one: with any, the file is damaged."""
    size: int

    @property
    def torn(self) -> bool:
        """True if the end was not written whole, or not yet."""
        return self.end < self.size and not self.behind


_LINE = msgspec.json.Decoder(Line)
_HEADER = msgspec.json.Decoder(Header)


def line(text: bytes) -> bytes:
    """JSON as one checksummed line."""
    return b"%08x %d %s\n" % (zlib.crc32(text), len(text), text)


def unwrap(data: bytes) -> bytes | None:
    """The JSON of a line without its line feed; None if the line is bad."""
    begin = data.find(b" ", 9) + 1
    text = data[begin:]
    return text if data[:begin] == b"%08x %d " % (zlib.crc32(text), len(text)) else None


def read(data: bytes, decoder: msgspec.json.Decoder[_Read]) -> _Read | None:
    """What a line without its line feed says; None if the line is bad."""
    text = unwrap(data)
    if text is None:
        return None
    try:
        return decoder.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None


def header_line(store: str, base: int) -> bytes:
    """The first line of a journal."""
    return line(dump({"j": 1, "store": store, "base": base}))


def edit_line(
    head: Mapping[str, Any], records: Mapping[str, bytes | None],
    rows: Mapping[str, bytes],
) -> bytes:
    """The line of one edit; `head` holds everything but its records and rows."""
    parts = [dump(dict(head))[:-1], b',"set":{"%s":%s}' % (TABLE.encode(), _object(records))]
    if rows:
        parts.append(b',"row":%s' % _object(rows))
    return line(b"".join((*parts, b"}")))


def _object(entries: Mapping[str, bytes | None]) -> bytes:
    return b"{%s}" % b",".join(
        b"%s:%s" % (dump(key), b"null" if text is None else text)
        for key, text in entries.items()
    )


def scan(data: bytes, *, start: bool, sequence: int = 0) -> Scan:
    """Read lines; `start` if the first must be a header, else `sequence` comes before."""
    header: Header | None = None
    lines: list[Line] = []
    position = last = 0
    while (end := data.find(b"\n", position)) >= 0:
        text = unwrap(data[position:end])
        found = _decode(text, header=start and header is None)
        if found is None:
            break
        if isinstance(found, Header):
            header = found
        else:
            lines.append(found)
        last, position = position, end + 1
    return Scan(
        header=header, lines=tuple(lines), end=position, size=len(data),
        last=last if position else 0, behind=behind(
            data[position:].split(b"\n")[1:],
            lines[-1].seq if lines else header.base if header else sequence,
        ),
    )


def _decode(text: bytes | None, *, header: bool) -> Header | Line | None:
    if text is None:
        return None
    try:
        return _HEADER.decode(text) if header else _LINE.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None


def behind(lines: Iterable[bytes], sequence: int) -> int:
    """Good lines behind a bad one, but for those of the same write as the bad one.

    Blocks of one write reach the disk in any order: after a power cut its last lines may
    be there without its first. None of them was promised. `sequence` is that of the edit
    before the bad line.
    """
    good = (_decode(text, header=False) for line in lines if (text := unwrap(line)) is not None)
    return sum(
        not (isinstance(line, Line) and 0 < line.first <= sequence + 1) for line in good
    )


def follow(
    lines: Iterable[Line], sequence: int, path: str, behind: int = 0
) -> tuple[list[Line], FileError | None]:
    """The lines after an edit, and what is wrong: each must have the next number.

    Lines that are known already are skipped. The error's detail is "gap/<number of the
    line that was expected>/<readable lines behind>".
    """
    found: list[Line] = []
    listed = list(lines)
    for place, item in enumerate(listed):
        if item.seq <= sequence:
            continue
        if item.seq != sequence + 1:
            rest = len(listed) - place + behind
            return found, FileError(
                path=path, code="damaged", detail=f"gap/{sequence + 1}/{rest}"
            )
        found.append(item)
        sequence = item.seq
    return found, None


def check_header(header: Header, store: str, path: str) -> FileError | None:
    """What speaks against reading a journal for a store; None if nothing does."""
    if header.j > strict.FORMAT:
        return FileError(path=path, code="newer", detail=str(header.j))
    if header.store != store:
        return FileError(path=path, code="not_ours", detail="store")
    return None
