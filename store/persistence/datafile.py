"""The data file on the disk: read whole, replaced whole, never changed in place."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Protocol

from store.errors import FileError
from store.persistence import layout, rights
from store.persistence.fs import CREATE, READ, Files, file_error
from store.persistence.lock import FileLock
from store.persistence.source import Handle, Memory, Source

_CHUNK = 1 << 26
_LITTLE = 1 << 16
Identity = tuple[int, int, int]


class Draft(Protocol):
    """A file to be written, see writing.Draft."""

    size: int

    def __iter__(self) -> Iterator[bytes]:
        """Its bytes, as often as they are asked for."""


def open_file(fs: Files, path: str) -> tuple[Handle, os.stat_result]:
    """A regular file to be read in parts, and what it is. Raises FileError."""
    try:
        fd = fs.open(path, READ)
        try:
            status = _regular(fs, fd, path)
        except BaseException:
            fs.close(fd)
            raise
    except OSError as error:
        raise file_error(error, path) from error
    return Handle(fs, fd, status.st_size, path), status


def held(fs: Files, path: str, draft: Draft) -> Source:
    """How a draft is read that was written to a path: a small one is held in memory.

    Raises FileError.
    """
    if draft.size <= layout.AT_ONCE:
        return Memory(b"".join(draft), path)
    return open_file(fs, path)[0]


def _regular(fs: Files, fd: int, path: str) -> os.stat_result:
    status = fs.fstat(fd)
    if stat.S_ISDIR(status.st_mode):
        raise FileError(path=path, code="folder")
    if not stat.S_ISREG(status.st_mode):
        raise FileError(path=path, code="not_regular")
    return status


def read_file(fs: Files, path: str) -> tuple[bytes, os.stat_result]:
    """All bytes of a regular file, and what it is. Raises FileError."""
    try:
        fd = fs.open(path, READ)
        try:
            status = _regular(fs, fd, path)
            parts = []
            size = status.st_size + 1
            while part := fs.read(fd, size):
                parts.append(part)
                size = max(size - len(part), _LITTLE)
            return (parts[0] if len(parts) == 1 else b"".join(parts)), status
        finally:
            fs.close(fd)
    except OSError as error:
        raise file_error(error, path) from error


def write_all(fs: Files, fd: int, data: bytes) -> None:
    """Write every byte, however few the system takes at once. Raises OSError."""
    rest = memoryview(data)
    while rest:
        done = fs.write(fd, rest[:_CHUNK])
        if done <= 0:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[done:]


def replace(
    fs: Files, path: str, data: bytes | Iterable[bytes], *, exclusive: bool = False
) -> None:
    """Put a file in place at one stroke and wait until it is safe on the disk.

    The new file has mode 0600 (0660 in a team's folder, see `rights`), or the mode and
    group of the one it replaces. With `exclusive` nothing may stand there yet. Raises
    FileError; the old file is then whole, or (if only the folder could not be synced) the
    new one.
    """
    temp = stage(fs, path, data, exclusive=exclusive)
    try:
        try:
            if exclusive:
                fs.link(temp, path)
                fs.unlink(temp)
            else:
                fs.rename(temp, path)
        except BaseException:
            discard(fs, temp)
            raise
        fs.fsync_folder(os.path.dirname(path))
    except OSError as error:
        raise file_error(error, path) from error


def stage(
    fs: Files, path: str, data: bytes | Iterable[bytes], *, exclusive: bool = False
) -> str:
    """Write what is to be put in a file's place beside it, and wait until it is safe.

    Its path; nothing is left there after an error. Raises FileError.
    """
    folder, name = os.path.split(path)
    temp = os.path.join(folder, f".{name}.{os.urandom(8).hex()}.tmp")
    try:
        old = None if exclusive else _status(fs, path)
        fd = fs.open(temp, CREATE)
        try:
            try:
                _keep_rights(fs, fd, old, folder)
                for part in (data,) if isinstance(data, bytes) else data:
                    write_all(fs, fd, part)
                fs.fsync(fd)
            finally:
                fs.close(fd)
        except BaseException:
            discard(fs, temp)
            raise
    except OSError as error:
        raise file_error(error, path) from error
    return temp


def discard(fs: Files, temp: str) -> None:
    """Remove what was staged, if it is still there; never an error."""
    with contextlib.suppress(OSError):
        fs.unlink(temp)


def _status(fs: Files, path: str) -> os.stat_result | None:
    with contextlib.suppress(FileNotFoundError):
        return fs.stat(path)
    return None


def _keep_rights(fs: Files, fd: int, old: os.stat_result | None, folder: str) -> None:
    mode = stat.S_IMODE(old.st_mode) if old else rights.new_mode(fs, folder)
    if old and fs.fstat(fd).st_gid != old.st_gid:
        try:
            fs.chown(fd, old.st_gid)
        except PermissionError:
            # Another group than the team's must not get the team's rights.
            mode &= ~0o070
    fs.chmod(fd, mode)


class DataFile:
    """One data file with its lock. The path is resolved once, here."""

    def __init__(
        self, path: str, *, fs: Files | None = None, user: str = "",
        now: Callable[[], datetime] = datetime.now, lock: FileLock | None = None,
    ) -> None:
        self.path = os.path.realpath(path)
        self.fs = fs or Files()
        self.lock = lock or FileLock(self.path + ".lock", fs=self.fs, user=user, now=now)
        self._identity: Identity | None = None

    @property
    def folder(self) -> str:
        """Where the file, its lock and its temporary files stand."""
        return os.path.dirname(self.path)

    def load(self, *, deep: bool = False) -> layout.Snapshot | None:
        """What the file says now, see layout.load; None if there is none. Raises FileError."""
        try:
            source, status = open_file(self.fs, self.path)
        except FileError as error:
            if error.code != "missing":
                raise
            self._identity = None
            return None
        snapshot = layout.load(source, self.path, deep=deep)
        self._identity = identity(status)
        return snapshot

    def changed_since(self, known: layout.Snapshot) -> bool:
        """True if another program wrote the file since we read or wrote `known`.

        Inode, size and time may repeat within a clock tick; the first bytes, which
        hold sequence and checksum, do not. A file that is gone counts as unchanged: the
        next save brings it back. Ask under the lock. Raises FileError.
        """
        try:
            if (status := _status(self.fs, self.path)) is None:
                return False
            if identity(status) != self._identity:
                return True
            fd = self.fs.open(self.path, READ)
            try:
                return self.fs.read(fd, layout.PEEK) != known.head
            finally:
                self.fs.close(fd)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise file_error(error, self.path) from error

    def stands(self) -> Identity | None:
        """What stands there now; None for nothing. Raises FileError."""
        try:
            status = _status(self.fs, self.path)
        except OSError as error:
            raise file_error(error, self.path) from error
        return identity(status) if status else None

    def save(self, draft: Draft) -> Source:
        """Put a state on the disk, under the lock; how it is read. Raises FileError."""
        staged = stage(self.fs, self.path, draft)
        try:
            source = held(self.fs, staged, draft)
            self.put(staged)
        except BaseException:
            discard(self.fs, staged)
            raise
        return source

    def put(self, staged: str) -> None:
        """Put what was staged in place, under the lock. Raises FileError."""
        try:
            self.fs.rename(staged, self.path)
            self.fs.fsync_folder(self.folder)
        except OSError as error:
            raise file_error(error, self.path) from error
        self.known_again()

    def known_again(self) -> None:
        """What stands there now is what was written here. Raises FileError."""
        try:
            self._identity = identity(self.fs.stat(self.path))
        except OSError as error:
            raise file_error(error, self.path) from error

    def prepare(self) -> None:
        """Make the folder if it is missing, and look whether it can be trusted.

        Raises FileError: unsafe for a folder where everybody may rename everything.
        """
        try:
            if _status(self.fs, self.path) is None:
                self._make_folder()
            mode = self.fs.stat(self.folder).st_mode
        except OSError as error:
            raise file_error(error, self.folder) from error
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            raise FileError(path=self.folder, code="unsafe")

    def _make_folder(self) -> None:
        """Make the folder and wait until its name, too, is on the disk.

        Also where it is there already: who made it may have been killed before.
        """
        folder = self.folder
        fresh = [folder]
        while _status(self.fs, fresh[-1]) is None:
            fresh.append(os.path.dirname(fresh[-1]))
        self.fs.mkdir(folder)
        for path in fresh:
            # A folder above that may not be read was not made by us.
            with contextlib.suppress(PermissionError):
                self.fs.fsync_folder(os.path.dirname(path))

    def sweep(self) -> None:
        """Remove what killed saves left behind, under the lock; never an error."""
        begin = f".{os.path.basename(self.path)}."
        with contextlib.suppress(OSError):
            for name in self.fs.listdir(self.folder):
                if name.startswith(begin) and name.endswith(".tmp"):
                    self.fs.unlink(os.path.join(self.folder, name))


def identity(status: os.stat_result) -> Identity:
    """Inode, size and time of change: to be compared for being equal only."""
    return status.st_ino, status.st_size, status.st_mtime_ns
