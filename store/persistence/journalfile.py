"""The journal on the disk: one write and one fdatasync a save."""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass, replace

from store.errors import FileError
from store.persistence import journal
from store.persistence.datafile import Identity, identity, write_all
from store.persistence.datafile import replace as put
from store.persistence.fs import APPEND, READ, Files, file_error

_CHUNK = 1 << 26


class Untrusted(FileError):
    """A save failed and could not be taken back: nothing may be built on this file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far a journal was read or written."""

    identity: Identity
    """As the file stood then: a cheap question whether there may be news."""
    end: int
    """Bytes known to be good."""
    last: int
    """Where the last good line begins."""
    head: bytes
    """Its first bytes: another line in the same place is noticed."""
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """What stands behind a mark."""

    data: bytes
    identity: Identity


class JournalFile:
    """The journal of one data file. All methods raise FileError."""

    def __init__(self, path: str, fs: Files) -> None:
        self.path = path
        self.fs = fs

    def identity(self) -> Identity | None:
        """What stands there now; None for nothing."""
        try:
            with contextlib.suppress(FileNotFoundError):
                return identity(self.fs.stat(self.path))
        except OSError as error:
            raise file_error(error, self.path) from error
        return None

    def tail(self, mark: Mark | None) -> Tail | None:
        """Bytes behind a mark, or all without one; None if there is no such file.

        Raises FileError "exists" if the file is not the one that was marked.
        """
        try:
            fd = self.fs.open(self.path, READ)
            try:
                status = self.fs.fstat(fd)
                if not stat.S_ISREG(status.st_mode):
                    raise FileError(path=self.path, code="not_regular")
                start = self._start(fd, status, mark)
                return Tail(data=self._read(fd, start), identity=identity(status))
            finally:
                self.fs.close(fd)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise file_error(error, self.path) from error

    def _start(self, fd: int, status: os.stat_result, mark: Mark | None) -> int:
        if mark is None:
            return 0
        head = self.fs.read_at(fd, len(mark.head), mark.last)
        if (status.st_ino, head) != (mark.identity[0], mark.head) or status.st_size < mark.end:
            raise FileError(path=self.path, code="exists", detail="changed")
        return mark.end

    def _read(self, fd: int, start: int) -> bytes:
        parts = []
        while part := self.fs.read_at(fd, _CHUNK, start):
            parts.append(part)
            start += len(part)
        return b"".join(parts)

    def create(self, store: str, base: int, lines: bytes = b"") -> Mark:
        """Put a new journal in place, for the edits after `base`: `lines` are the first."""
        data = journal.header_line(store, base) + lines
        put(self.fs, self.path, data)
        found = self.identity()
        if found is None:
            raise FileError(path=self.path, code="missing")
        scan = journal.scan(data, start=True)
        return Mark(
            identity=found, end=scan.end, last=scan.last, lines=len(scan.lines),
            head=data[scan.last:][:journal.HEAD],
        )

    def append(self, mark: Mark, lines: list[bytes]) -> Mark:
        """Add lines behind a mark and wait until they are on the disk: the commit.

        To be called under the lock, with the mark at the end of the file. After an error
        the file is cut back; Untrusted if even that failed.
        """
        data = b"".join(lines)
        try:
            fd = self.fs.open(self.path, APPEND)
            try:
                status = self.fs.fstat(fd)
                if (status.st_ino, status.st_size) != (mark.identity[0], mark.end):
                    raise FileError(path=self.path, code="exists", detail="changed")
                self._commit(fd, mark.end, data)
                status = self.fs.fstat(fd)
            finally:
                # The edits are on the disk: whatever close says comes too late.
                with contextlib.suppress(OSError):
                    self.fs.close(fd)
        except OSError as error:
            raise file_error(error, self.path) from error
        end = mark.end + len(data)
        return Mark(
            identity=identity(status), end=end, last=end - len(lines[-1]),
            head=lines[-1][:journal.HEAD], lines=mark.lines + len(lines),
        )

    def _commit(self, fd: int, end: int, data: bytes) -> None:
        try:
            write_all(self.fs, fd, data)
            self.fs.fdatasync(fd)
        except BaseException as error:
            try:
                self.fs.truncate(fd, end)
                self.fs.fdatasync(fd)
            except OSError:
                code = file_error(error, self.path) if isinstance(error, OSError) else None
                raise Untrusted(
                    path=self.path, code=code.code if code else "io",
                    detail=code.detail if code else type(error).__name__,
                ) from error
            raise

    def cut(self, mark: Mark) -> Mark:
        """Remove what stands behind a mark, and wait until it is gone."""
        try:
            fd = self.fs.open(self.path, APPEND)
            try:
                self.fs.truncate(fd, mark.end)
                self.fs.fdatasync(fd)
                return replace(mark, identity=identity(self.fs.fstat(fd)))
            finally:
                with contextlib.suppress(OSError):
                    self.fs.close(fd)
        except OSError as error:
            raise file_error(error, self.path) from error
