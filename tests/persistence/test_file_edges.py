"""Journal, history, snapshot and calls of the system where the usual way does not lead on."""

from __future__ import annotations

import errno
import os
import threading
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store.errors import FileError
from store.persistence import disk as disk_module
from store.persistence import fs as fs_module
from store.persistence import journal, layout, writing
from store.persistence.bytesearch import files_in
from store.persistence.datafile import DataFile
from store.persistence.disk import Disk
from store.persistence.fs import CREATE, Files
from store.persistence.journalfile import JournalFile
from store.persistence.lock import FileLock
from store.persistence.source import Memory, pieces
from store.persistence.storage import Database

NOW = datetime(2026, 11, 21, 9, 30)


def log_of(path: Path) -> Path:
    return path.with_name("data.json.journal")


def disk_of(path: Path, fs: Files | None = None) -> Disk:
    return Disk(DataFile(str(path), fs=fs), now=lambda: NOW)


# -- the journal -------------------------------------------------------------------------------


def test_an_end_that_is_gone_needs_no_recovery(path: Path) -> None:
    disk = disk_of(path)
    held = disk.read()
    assert held is not None
    assert disk.recover(held) is held.mark
    log_of(path).unlink()
    assert disk.recover(held) is held.mark


def test_an_end_that_is_still_in_memory_is_not_kept(path: Path) -> None:
    before = log_of(path).read_bytes()
    log_of(path).write_bytes(before + b"half")
    disk = disk_of(path)
    held = disk.read()
    assert held is not None
    assert disk.recover(held, keep=False) is not None
    assert (disk.notices, log_of(path).read_bytes()) == ([], before)


def test_a_torn_end_that_cannot_be_kept_stays(kit: SimpleNamespace, path: Path) -> None:
    with log_of(path).open("ab") as file:
        file.write(b"half")
    fs = kit.Hooked()
    fs.hook = kit.refuse(errno.ENOSPC, lambda name, given: name == "open" and ".torn-" in given[0]
                     and given[1] == CREATE)
    with kit.open_book(path, fs=fs) as book:
        assert not book.flush(10)
        assert isinstance(book.state.error, FileError)
        assert book.state.error.code == "full"
        assert log_of(path).read_bytes().endswith(b"half")
        fs.hook = None
        book.retry()
        assert book.flush(10)
        assert [n.code for n in book.notices] == ["torn"]


def test_too_many_torn_ends_of_one_second(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_module, "COPIES", 2)
    log = log_of(path).read_bytes()
    disk = disk_of(path)
    for _ in range(2):
        log_of(path).write_bytes(log + b"half")
        held = disk.read()
        assert held is not None
        disk.recover(held)
    log_of(path).write_bytes(log + b"half")
    held = disk.read()
    assert held is not None
    with pytest.raises(FileError) as raised:
        disk.recover(held)
    assert (raised.value.code, raised.value.detail) == ("exists", "torn")
    assert log_of(path).read_bytes().endswith(b"half")


def test_a_journal_that_is_gone_once_it_was_made(kit: SimpleNamespace, tmp_path: Path) -> None:
    fs, path = kit.Hooked(), str(tmp_path / "x.journal")

    def hook(name: str, arguments: tuple[Any, ...]) -> None:
        if name == "stat" and arguments[0] == path:
            raise FileNotFoundError(errno.ENOENT, "gone")
    fs.hook = hook
    with pytest.raises(FileError) as raised:
        JournalFile(path, fs).create("store", 0)
    assert raised.value.code == "missing"


def test_a_journal_that_is_not_the_one_that_was_read(path: Path) -> None:
    disk = disk_of(path)
    held = disk.read()
    assert held is not None
    assert held.mark is not None
    before = log_of(path).read_bytes() + b"another"
    log_of(path).write_bytes(before)
    with pytest.raises(FileError) as raised:
        disk.log.append(held.mark, [journal.line(b"{}")])
    assert (raised.value.code, raised.value.detail) == ("exists", "changed")
    assert log_of(path).read_bytes() == before


def test_an_end_that_cannot_be_cut_off(kit: SimpleNamespace, path: Path) -> None:
    fs = kit.Hooked()
    disk = disk_of(path, fs)
    held = disk.read()
    assert held is not None
    assert held.mark is not None
    fs.hook = kit.refuse(errno.EROFS, lambda name, given: name == "truncate")
    with pytest.raises(FileError) as raised:
        disk.log.cut(held.mark)
    assert raised.value.code == "read_only"


# -- history -----------------------------------------------------------------------------------


def test_a_history_of_a_book_that_was_never_saved(kit: SimpleNamespace, tmp_path: Path) -> None:
    with kit.open_book(tmp_path / "data.json") as book:
        assert book.entries("a") == ()


def test_a_history_with_nothing_but_its_first_line(kit: SimpleNamespace, path: Path) -> None:
    file = path.with_name("data.json.history")
    header = file.read_bytes().split(b"\n")[0] + b"\n"
    file.write_bytes(header + b"half")
    with kit.open_book(path) as book:
        book.compact()
        assert book.flush(10)
        assert [e.id for e in book.entries("b")] == ["b"]
    assert file.read_bytes().startswith(header + file.read_bytes().split(b"\n")[1] + b"\n")
    assert b"half" not in file.read_bytes()


# -- the snapshot ------------------------------------------------------------------------------


def test_a_first_line_longer_than_what_is_read_at_once(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "AT_ONCE", 0)
    monkeypatch.setattr(layout, "_LINE", 32)
    with kit.open_book(path) as book:
        book.compact()
        assert book.flush(10)
        held = layout.load(Memory(path.read_bytes()), "")
        assert (held.fits, set(held.lines)) == (True, set("ab"))
    assert kit.names_on_disk(path) == {"a": "Firma a", "b": "Firma b"}


def test_an_index_for_another_number_of_records(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "AT_ONCE", 0)
    real, counts = layout.first_line, []

    def wrong(meta: dict[str, Any], table: bytes = b"") -> tuple[bytes, bytes]:
        counts.append(meta["records"])
        return real({**meta, "records": meta["records"] + 1}, table)

    with kit.open_book(path) as book:
        monkeypatch.setattr(layout, "first_line", wrong)
        book.compact()
        assert book.flush(10)
        monkeypatch.setattr(layout, "first_line", real)
        assert counts == [2]
    held = layout.load(Memory(path.read_bytes()), "")
    assert (held.fits, held.sealed, set(held.lines)) == (False, True, set("ab"))
    assert kit.names_on_disk(path) == {"a": "Firma a", "b": "Firma b"}


def test_a_large_file_is_written_in_pieces(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kit.open_book(path) as book:
        draft = book._desk.draft()
        whole = b"".join(draft)
        monkeypatch.setattr(writing, "CHUNK", 40)
        parts = list(draft)
        assert len(parts) > 3
        assert b"".join(parts) == whole
        assert draft.size == len(whole)


def test_pieces_of_what_was_cut() -> None:
    assert list(pieces(Memory(b"abc"), 1, 10)) == [b"bc"]


def test_tinydb_leaves_nothing_behind_where_it_cannot_write(
    kit: SimpleNamespace, path: Path
) -> None:
    fs = kit.Hooked()
    database = Database(str(path), disk=disk_of(path, fs))
    table = database.table("prospects")
    assert len(table) == 2
    fs.hook = kit.refuse(errno.EACCES, lambda name, given: name == "rename")
    before = path.read_bytes()
    with pytest.raises(FileError):
        table.insert({"id": "c", "name": "C", "created": "2026-11-21"})
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".*.tmp"))


def test_a_copy_beside_a_journal_of_that_name(kit: SimpleNamespace, path: Path) -> None:
    target = path.with_name("copy.json")
    target.with_name("copy.json.journal").write_bytes(b"somebody's")
    with kit.open_book(path) as book, pytest.raises(FileError) as raised:
        book.save_copy(target)
    assert raised.value.code == "exists"
    assert not target.exists()


# -- calls -------------------------------------------------------------------------------------


@pytest.mark.parametrize("remote", [False, True])
@pytest.mark.parametrize(("number", "code"), [(errno.ENOLCK, "locked"), (errno.EIO, "io")])
def test_a_file_system_without_locks(
    kit: SimpleNamespace, tmp_path: Path, remote: bool, number: int, code: str
) -> None:
    fs = kit.Hooked()
    fs.hook = kit.refuse(number, lambda name, given: name == "lock")
    lock = FileLock(
        str(tmp_path / "x.lock"), fs=fs, user="anna", now=lambda: NOW, remote=remote)
    with pytest.raises(FileError) as raised, lock.held():
        pass
    assert raised.value.code == code


def test_a_lock_without_a_thread_to_wait_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoMore(threading.Thread):
        def start(self) -> None:
            raise RuntimeError("can't start new thread")

    monkeypatch.setattr(fs_module.threading, "Thread", NoMore)
    fd = os.open(tmp_path / "x", os.O_CREAT | os.O_RDWR)
    other = os.open(tmp_path / "x", os.O_RDWR)
    try:
        assert Files().lock(other)
        count = len(os.listdir("/proc/self/fd"))
        with pytest.raises(RuntimeError):
            Files().lock(fd, 1.0)
        assert len(os.listdir("/proc/self/fd")) == count
    finally:
        os.close(fd)
        os.close(other)


def test_the_group_of_an_open_file(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as file:
        Files().chown(file.fileno(), os.getgid())
        assert os.fstat(file.fileno()).st_gid == os.getgid()


def test_a_file_that_vanishes_between_list_and_look(tmp_path: Path) -> None:
    class Vanishing(Files):
        def listdir(self, path: str) -> list[str]:
            names = super().listdir(path)
            (tmp_path / "gone").unlink()
            return names

    for name in ("gone", "stays"):
        (tmp_path / name).write_bytes(b"x")
    assert files_in(Vanishing(), [str(tmp_path)]) == (str(tmp_path / "stays"),)
