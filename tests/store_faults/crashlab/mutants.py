"""Bugs put in on purpose: a harness that does not find them proves nothing (store.md 5.2)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from crashlab.memory import Disk, MemoryFiles

from store.persistence import datafile, disk, journal, journalfile
from store.persistence.follower import Follower
from store.persistence.fs import CREATE, Files
from store.persistence.source import Memory
from store.persistence.stored import Stored

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
    def save(file: datafile.DataFile, draft: datafile.Draft) -> Memory:
        data = b"".join(draft)
        other(file.fs, file.path, data)
        file.known_again()
        return Memory(data, file.path)

    @contextmanager
    def install() -> Iterator[None]:
        with (
            patch.object(datafile, "replace", other), patch.object(journalfile, "put", other),
            patch.object(datafile.DataFile, "save", save),
            patch.object(disk, "replace", other),
        ):
            yield

    return install


def _any_behind(lines: Iterable[bytes], sequence: int) -> int:
    """Whatever stands behind a bad line makes it damage, also of the same write."""
    return sum(journal.unwrap(line) is not None for line in lines)


def _writes_unmarked() -> AbstractContextManager[object]:
    return patch.object(journal, "behind", _any_behind)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One seeded bug: another body of the file calls, or one function replaced."""

    name: str
    make: Callable[[Disk], MemoryFiles] = MemoryFiles
    install: Install = _nothing


def _blind() -> AbstractContextManager[object]:
    """A save does not look what others have written."""
    return patch.object(Follower, "catch_up", lambda follower: False)


def _emptied_first() -> AbstractContextManager[object]:
    """A compaction empties the journal before the snapshot is safe."""
    whole = disk.Disk.replace

    def replace(self: disk.Disk, held: Stored, *rest: object) -> object:
        self.log.create(held.store, held.sequence)
        return whole(self, held, *rest)  # type: ignore[arg-type]

    return patch.object(disk.Disk, "replace", replace)


def _torn_end_stays() -> AbstractContextManager[object]:
    """What a killed save left behind is not cut off before the next line."""
    return patch.object(disk.Disk, "recover", lambda disk, held, keep=True: held.mark)


def _first_part_only() -> AbstractContextManager[object]:
    """A write that took half is believed to have taken all."""
    return patch.object(journalfile, "write_all", lambda fs, fd, data: fs.write(fd, data))


def _unchecked(data: bytes) -> bytes:
    """The JSON of a journal's line, whatever its checksum and length say."""
    return data[data.find(b" ", 9) + 1:]


def no_checksum() -> AbstractContextManager[object]:
    """Lines of the journal are believed. A power cut seldom shows it; flipped bits do."""
    return patch.object(journal, "unwrap", _unchecked)


def _never_cut_back() -> AbstractContextManager[object]:
    """A failed save leaves its line in the journal, and is made again behind it."""
    def commit(self: journalfile.JournalFile, fd: int, end: int, data: bytes) -> None:
        datafile.write_all(self.fs, fd, data)
        self.fs.fdatasync(fd)

    return patch.object(journalfile.JournalFile, "_commit", commit)


def _staged_unsynced() -> AbstractContextManager[object]:
    """A compaction renames its new snapshot before its content is safe."""
    stage = disk.Disk.stage

    def hasty(self: disk.Disk, *given: object) -> object:
        with patch.object(self.file.fs, "fsync", self.file.fs.fstat):
            return stage(self, *given)  # type: ignore[arg-type]

    return patch.object(disk.Disk, "stage", hasty)


def _meanwhile_forgotten() -> AbstractContextManager[object]:
    """A compaction does not look what was saved while it wrote its snapshot."""
    put = disk.Disk.put

    def forgetful(self: disk.Disk, staged: disk.Staged) -> bytes:
        put(self, staged)
        return b""

    return patch.object(disk.Disk, "put", forgetful)


def _journal_first() -> AbstractContextManager[object]:
    """A compaction begins the new journal before the new snapshot has its place."""
    def put(self: disk.Disk, staged: disk.Staged) -> bytes:
        tail = self.log.tail(staged.held.mark)
        data = tail.data if tail else b""
        self.past.append(staged.held.store, staged.events)
        self.begin(staged.snapshot, data)
        self.file.put(staged.path)
        return data

    return patch.object(disk.Disk, "put", put)


MUTANTS = (
    Mutant("no fsync before rename", make=NoFileSync),
    Mutant("no folder fsync", make=NoFolderSync),
    Mutant("in-place snapshot", install=_replaced_by(_in_place)),
    Mutant("fsync after rename", install=_replaced_by(_sync_after_rename)),
    Mutant("no fdatasync after append", make=NoDataSync),
    Mutant("journal emptied before the snapshot", install=_emptied_first),
    Mutant("torn end stays", install=_torn_end_stays),
    Mutant("short write believed", make=HalfWrites, install=_first_part_only),
    Mutant("lines of one write not known as such", install=_writes_unmarked),
    Mutant("no catching up before a save", install=_blind),
    Mutant("staged snapshot renamed before its fsync", install=_staged_unsynced),
    Mutant("lines that came meanwhile forgotten", install=_meanwhile_forgotten),
    Mutant("new journal before the staged snapshot", install=_journal_first),
)
