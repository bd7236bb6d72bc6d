"""Bytes of a data file, read where and when they are wanted."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Protocol

from store.errors import FileError
from store.persistence.fs import Files, file_error

CHUNK = 1 << 20


class Source(Protocol):
    """Bytes that do not change."""

    size: int
    path: str
    """Of the file, for messages."""

    def read(self, start: int, end: int) -> bytes:
        """The bytes from start up to end; fewer where there are no more."""


class Memory:
    """Bytes that are held."""

    def __init__(self, data: bytes, path: str = "") -> None:
        self.data = data
        self.path = path
        self.size = len(data)

    def read(self, start: int, end: int) -> bytes:
        """See Source."""
        return self.data[start:end]


class Handle:
    """An open data file: readable as it was, also when another has taken its name."""

    def __init__(self, fs: Files, fd: int, size: int, path: str) -> None:
        self._fs = fs
        self._fd = fd
        self.size = size
        self.path = path

    def read(self, start: int, end: int) -> bytes:
        """See Source. Raises FileError."""
        parts = []
        try:
            while start < end and (part := self._fs.read_at(self._fd, end - start, start)):
                parts.append(part)
                start += len(part)
        except OSError as error:
            raise file_error(error, self.path) from error
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def __del__(self) -> None:
        with contextlib.suppress(OSError, FileError, AttributeError):
            self._fs.close(self._fd)


def pieces(source: Source, start: int, end: int) -> Iterator[bytes]:
    """The same bytes a chunk at a time."""
    while start < end:
        part = source.read(start, min(end, start + CHUNK))
        if not part:
            return
        yield part
        start += len(part)
