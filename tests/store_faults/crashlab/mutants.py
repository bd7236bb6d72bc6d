"""Bugs put in on purpose: a harness that does not find them proves nothing (store.md 5.2)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from crashlab.memory import Disk, MemoryFiles

from store.persistence import datafile
from store.persistence.fs import CREATE, Files

Install = Callable[[], AbstractContextManager[object]]


class NoFileSync(MemoryFiles):
    """fsync of a file does nothing: a rename may overtake its content."""

    def fsync(self, fd: int) -> None:
        self.fstat(fd)


class NoFolderSync(MemoryFiles):
    """fsync of a folder does nothing: names may be lost."""

    def fsync_folder(self, path: str) -> None:
        self.stat(path)


class NoDataSync(MemoryFiles):
    """fdatasync does nothing: an appended line may be lost."""

    def fdatasync(self, fd: int) -> None:
        self.fstat(fd)


class HalfWrites(MemoryFiles):
    """Not a bug of ours: writes take half of what is given, so all must be looped."""

    def write(self, fd: int, data: bytes | memoryview) -> int:
        return super().write(fd, data[:max(1, len(data) // 2)])


def _in_place(fs: Files, path: str, data: bytes, *, exclusive: bool = False) -> None:
    """The file is cut and written where it is."""
    flags = CREATE if exclusive else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    fd = fs.open(path, flags)
    try:
        datafile.write_all(fs, fd, data)
        fs.fsync(fd)
    finally:
        fs.close(fd)
    fs.fsync_folder(os.path.dirname(path))


def _sync_after_rename(fs: Files, path: str, data: bytes, *, exclusive: bool = False) -> None:
    """The new file gets its name before its content is safe."""
    temp = f"{path}.{os.urandom(4).hex()}.tmp"
    fd = fs.open(temp, CREATE)
    try:
        datafile.write_all(fs, fd, data)
        fs.rename(temp, path)
        fs.fsync_folder(os.path.dirname(path))
        fs.fsync(fd)
    finally:
        fs.close(fd)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _replaced_by(other: Callable[..., None]) -> Install:
    return lambda: patch.object(datafile, "replace", other)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One seeded bug: another body of the file calls, or one function replaced."""

    name: str
    make: Callable[[Disk], MemoryFiles] = MemoryFiles
    install: Install = _nothing


def _blind() -> AbstractContextManager[object]:
    """A save does not look what others have written."""
    return patch.object(datafile.DataFile, "changed_since", lambda file, known: False)


MUTANTS = (
    Mutant("no fsync before rename", make=NoFileSync),
    Mutant("no folder fsync", make=NoFolderSync),
    Mutant("in-place snapshot", install=_replaced_by(_in_place)),
    Mutant("fsync after rename", install=_replaced_by(_sync_after_rename)),
    Mutant("no catching up before a save", install=_blind),
)
