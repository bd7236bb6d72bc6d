"""The history: what each edit changed, field by field, kept when the journal is emptied.

It is a file of lines like the journal's (store.md 1.5), read on demand:
`{"seq":18,"t":"...","u":"anna","i":1000,"l":"rated","a":[...],"set":{id:[[path,old,new]]}}`
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from store.errors import FileError
from store.persistence import fields, formats, journal, rights
from store.persistence.datafile import write_all
from store.persistence.fields import FieldChange
from store.persistence.fs import APPEND, KEEP, READ, Files, file_error
from store.persistence.journal import Line
from store.persistence.layout import dump

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One field of one record, changed by one edit."""

    seq: int
    at: datetime
    """UTC."""
    user: str
    label: str
    args: tuple[tuple[str, str], ...]
    id: str
    """The record."""
    path: tuple[str, ...]
    """Steps to the field, see fields; empty for the whole record, and with `old` and
    `new` both None for an edit that says something and changes nothing."""
    old: Any
    """Plain JSON values; None for nothing."""
    new: Any


class Event(msgspec.Struct, frozen=True, kw_only=True, rename={
    "at": "t", "user": "u", "uid": "i", "label": "l", "args": "a", "records": "set",
}):
    """One edit as the history keeps it."""

    seq: int
    at: str
    user: str = ""
    uid: int = -1
    label: str = ""
    args: tuple[tuple[str, str], ...] = ()
    of: int = 0
    records: dict[str, list[tuple[tuple[str, ...], Any, Any]]]

    def entries(self, key: str) -> list[HistoryEntry]:
        """What it changed in one record."""
        if key not in self.records:
            return []
        return [
            HistoryEntry(
                seq=self.seq, at=datetime.fromisoformat(self.at), user=self.user,
                label=self.label, args=self.args, id=key, path=path, old=old, new=new,
            )
            for path, old, new in self.records[key] or [_NO_CHANGE]
        ]


_NO_CHANGE: FieldChange = ((), None, None)
"""Of an edit that only says something, as one that ends a conflict does."""
_EVENT = msgspec.json.Decoder(Event)


class _Number(msgspec.Struct, frozen=True):
    """Of an edit: its number alone, as the last may be an import of 100,000."""

    seq: int


_NUMBER = msgspec.json.Decoder(_Number)


def field_lines(before: Mapping[str, bytes], lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Edits as the history keeps them; `before` are the records before the first."""
    now: dict[str, bytes | None] = {}
    found = []
    for item in lines:
        changes: dict[str, list[FieldChange]] = {}
        for key, new in item.records().items():
            old = now[key] if key in now else before.get(key)
            now[key] = new
            changes[key] = fields.diff(_plain(old), _plain(new))
        found.append({
            "seq": item.seq, "t": item.at, "u": item.user, "i": item.uid, "l": item.label,
            "a": item.args, "of": item.of, "set": changes,
        })
    return found


def _plain(text: bytes | None) -> Any:
    return None if text is None else formats.parse(text)


def event(plain: Mapping[str, Any]) -> Event:
    """An edit of `field_lines`, as if it had been read from the file."""
    return _EVENT.decode(dump(plain))


class HistoryFile:
    """The history beside one data file. All methods raise FileError."""

    def __init__(self, path: str, fs: Files) -> None:
        self.path = path
        self.fs = fs

    def append(self, store: str, edits: Iterable[Mapping[str, Any]]) -> None:
        """Add edits that are not in it yet, and wait until they are on the disk.

        Under the lock. What a killed program left unfinished is cut off first: the
        journal still has it.
        """
        plain = list(edits)
        if not plain:
            return
        last, end = self._last(store)
        data = b"".join(
            journal.line(dump(dict(item))) for item in plain if item["seq"] > last
        )
        if not data:
            return
        if not end:
            data = journal.line(dump({"h": 1, "store": store})) + data
        try:
            fd = self.fs.open(self.path, KEEP | APPEND)
            try:
                if not end:
                    rights.give(self.fs, fd, os.path.dirname(self.path))
                self.fs.truncate(fd, end)
                try:
                    write_all(self.fs, fd, data)
                    self.fs.fdatasync(fd)
                except OSError:
                    with contextlib.suppress(OSError):
                        self.fs.truncate(fd, end)
                    raise
            finally:
                self.fs.close(fd)
            if not end:
                self.fs.fsync_folder(os.path.dirname(self.path))
        except OSError as error:
            raise file_error(error, self.path) from error

    def _last(self, store: str) -> tuple[int, int]:
        """Number of the last edit in it, and where the good lines end."""
        for start, data in self._backwards():
            texts = data.split(b"\n")
            if start == 0 and len(data) > 0:
                self._check(texts[0], store)
            end = len(data) - len(texts[-1])
            for text in reversed(texts[:-1]):
                found = journal.read(text, _NUMBER)
                if found is not None:
                    return found.seq, start + end
                end -= len(text) + 1
        return 0, 0

    def _check(self, text: bytes, store: str) -> None:
        inner = journal.unwrap(text)
        if inner is not None and formats.parse(inner).get("store") != store:
            raise FileError(path=self.path, code="not_ours", detail="store")

    def newest(self, enough: Callable[[list[Event]], bool]) -> list[Event]:
        """Edits in the order they were made: as many of the last as are `enough`, or all."""
        found: list[Event] = []
        for _, data in self._backwards():
            found = [e for text in data.split(b"\n") if (e := journal.read(text, _EVENT))]
            if enough(found):
                break
        return found

    def of_record(self, key: str) -> list[Event]:
        """All edits that touched one record, in the order they were made."""
        wanted = dump(key) + b":"
        found: list[Event] = []
        for _, text in self._lines():
            if wanted in text and (e := journal.read(text, _EVENT)) and key in e.records:
                found.append(e)
        return found

    def _lines(self) -> Iterable[tuple[int, bytes]]:
        """Each line with its place; a part of the file at a time."""
        rest, place = b"", 0
        for data in self._chunks():
            *whole, rest = (rest + data).split(b"\n")
            for text in whole:
                yield place, text
                place += len(text) + 1

    def _chunks(self) -> Iterable[bytes]:
        with self._opened() as fd:
            while fd is not None and (data := self.fs.read(fd, _CHUNK)):
                yield data

    def _backwards(self) -> Iterable[tuple[int, bytes]]:
        """Ever more of the file's end, and where it begins; the first line may be cut."""
        with self._opened() as fd:
            if fd is None:
                return
            size, take = self.fs.fstat(fd).st_size, _CHUNK
            while True:
                start = max(0, size - take)
                yield start, self._at(fd, start, size)
                if start == 0:
                    return
                take *= 4

    @contextlib.contextmanager
    def _opened(self) -> Iterator[int | None]:
        """The file to be read; None if there is none yet."""
        try:
            try:
                fd = self.fs.open(self.path, READ)
            except FileNotFoundError:
                yield None
                return
            try:
                yield fd
            finally:
                # Nobody may be there to hear: a reader that has enough just goes.
                with contextlib.suppress(OSError):
                    self.fs.close(fd)
        except OSError as error:
            raise file_error(error, self.path) from error

    def _at(self, fd: int, start: int, end: int) -> bytes:
        parts = []
        while start < end and (part := self.fs.read_at(fd, end - start, start)):
            parts.append(part)
            start += len(part)
        return b"".join(parts)
