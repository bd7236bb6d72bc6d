"""What kind of file it is, and in which encoding its text stands (store.md 3.5)."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from enum import StrEnum

from store.errors import ImportProblem
from store.exchange.limits import Limits

ENCODINGS = ("cp1252", "utf-8", "cp850", "mac_roman")
"""What a reader may choose instead of what was found."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOREIGN = (
    (b"PK\x03\x04", "workbook"),
    (b"\xd0\xcf\x11\xe0", "workbook"),
    (b"%PDF", "not_text"),
)
_HEAD = 4096


class FileKind(StrEnum):
    """What can be imported."""

    TABLE = "table"
    VCARD = "vcard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file and how it was read."""

    text: str
    encoding: str
    guessed: bool
    """No mark and no valid UTF-8: Windows-1252 is likely, not certain; to be shown."""


def decode(path: str, data: bytes, *, encoding: str | None, limits: Limits) -> Decoded:
    """The text of a file: mark, then UTF-16 by its NULs, then UTF-8, else Windows-1252.

    `encoding` is the reader's own choice, one of ENCODINGS. Raises ImportProblem
    with the codes empty, too_big, workbook, not_text, encoding.
    """
    _refuse_foreign(path, data, limits)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _strict(path, data[len(mark) :], marked)
    if encoding is not None:
        if encoding not in ENCODINGS:
            raise ImportProblem(path, "encoding", detail=encoding)
        return _strict(path, data, encoding)
    wide = _utf16(data[:_HEAD])
    if wide:
        return _strict(path, data, wide)
    if b"\x00" in data:
        raise ImportProblem(path, "not_text", _line(data, data.index(b"\x00")))
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8", guessed=False)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        return Decoded(text=text, encoding="cp1252", guessed=True)


def file_kind(path: str, text: str) -> FileKind:
    """vCard by its first line, else a table. A calendar is refused (code calendar)."""
    start = text[:200].lstrip().upper()
    if start.startswith("BEGIN:VCALENDAR"):
        raise ImportProblem(path, "calendar", 1)
    return FileKind.VCARD if start.startswith("BEGIN:VCARD") else FileKind.TABLE


def _refuse_foreign(path: str, data: bytes, limits: Limits) -> None:
    if len(data) > limits.file:
        raise ImportProblem(path, "too_big", detail=str(limits.file))
    if not data.strip():
        raise ImportProblem(path, "empty")
    for start, code in _FOREIGN:
        if data.startswith(start):
            raise ImportProblem(path, code)


def _strict(path: str, data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding, guessed=False)
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        raise ImportProblem(path, "encoding", line, detail=encoding) from error


def _utf16(head: bytes) -> str:
    """UTF-16 shows as NULs at every other byte: Latin text has its high bytes empty."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd * 10 >= half * 4 and even * 20 <= half:
        return "utf-16-le"
    if even * 10 >= half * 4 and odd * 20 <= half:
        return "utf-16-be"
    return ""


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
