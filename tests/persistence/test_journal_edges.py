"""Journal and history where something else stands, cannot be read, or holds odd lines."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store.errors import FileError
from store.persistence import history as history_module
from store.persistence import journal
from store.persistence.datafile import DataFile
from store.persistence.disk import torn_copies
from store.persistence.storage import Database


def beside(path: Path, kind: str) -> Path:
    return path.with_name(f"data.json.{kind}")


@pytest.mark.parametrize(("kind", "code"), [("fifo", "not_regular"), ("link", "unsafe"),
                                            ("folder", "not_regular")])
def test_a_trap_in_the_place_of_the_journal(
    kit: SimpleNamespace, path: Path, kind: str, code: str
) -> None:
    log = beside(path, "journal")
    log.rename(log.with_name("away"))
    if kind == "fifo":
        os.mkfifo(log)
    elif kind == "link":
        log.symlink_to(log.with_name("away"))
    else:
        log.mkdir()
    with pytest.raises(FileError) as raised:
        kit.open_book(path)
    assert raised.value.code == code


def failing(kit: SimpleNamespace, name: str, end: str) -> Any:
    """A file system that cannot do one thing with files of one ending."""
    def act(fs: Any, called: str, given: tuple[Any, ...]) -> Any:
        if called == name and str(given[0]).endswith(end):
            raise OSError(errno.EIO, "EIO")
        return fs.really(called, given)
    return kit.Breaking(1, act, for_ever=True)


@pytest.mark.parametrize("name", ["open", "stat"])
def test_a_journal_that_cannot_be_looked_at(
    kit: SimpleNamespace, path: Path, name: str
) -> None:
    with kit.open_book(path, fs=failing(kit, name, ".journal") if name == "stat" else None) as b:
        if name == "stat":
            with pytest.raises(FileError):
                b.poll()
    if name == "open":
        with pytest.raises(FileError) as raised:
            kit.open_book(path, fs=failing(kit, name, ".journal"))
        assert raised.value.code == "io"


def test_a_history_that_cannot_be_read(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path, fs=failing(kit, "open", ".history")) as book:
        with pytest.raises(FileError):
            book.entries("a")
        with pytest.raises(FileError):
            book.undo()


def test_odd_lines_of_a_history_are_passed_over(kit: SimpleNamespace, path: Path) -> None:
    file = beside(path, "history")
    file.write_bytes(file.read_bytes() + b"bad\n" + journal.line(b"[]"))
    with kit.open_book(path) as book:
        book.compact()
        assert book.flush(10)
        assert [e.id for e in book.entries("a") + book.entries("b")] == ["a", "b"]


def test_a_long_history_is_read_from_its_end(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_module, "_CHUNK", 100)
    with kit.open_book(path) as book:
        for n in range(10):
            book.apply(kit.put(kit.prospect("a", f"Name {n}")))
        book.flush(10)
        book.compact()
        assert book.flush(10)
        book.apply(kit.put(kit.prospect("a", "Ende")))
        book.flush(10)
        book.compact()
        assert book.flush(10)
        assert [e.new for e in book.entries("a")][-2:] == ["Name 9", "Ende"]
    with kit.open_book(path) as book:
        assert book.undo() is not None
        assert book.get("a").name == "Name 9"


@pytest.mark.parametrize("row", [None, {"id": "b"}, {"id": 7}])
def test_a_row_in_the_journal_that_is_none_is_made_anew(
    kit: SimpleNamespace, path: Path, row: object
) -> None:
    log = beside(path, "journal")
    header, text, _ = log.read_bytes().split(b"\n")
    plain = json.loads(text.split(b" ", 2)[2])
    plain["row"] = {"b": row} if row else {}
    line = journal.line(json.dumps(plain).encode())
    log.write_bytes(header + b"\n" + line)
    assert kit.names_on_disk(path) == {"a": "Firma a", "b": "Firma b"}


def test_a_line_of_another_kind_is_damage(kit: SimpleNamespace, path: Path) -> None:
    log = beside(path, "journal")
    header, text, _ = log.read_bytes().split(b"\n")
    log.write_bytes(header + b"\n" + journal.line(b'{"seq":2}') + text + b"\n")
    with kit.open_book(path) as book:
        assert (book.read_only, set(book.rows)) == (True, {"a"})


def test_tinydb_does_not_write_on_a_damaged_store(kit: SimpleNamespace, path: Path) -> None:
    log = beside(path, "journal")
    log.write_bytes(b"bad\n" + log.read_bytes())
    with pytest.raises(FileError) as raised:
        Database(path).table("prospects").all()
    assert raised.value.code == "damaged"


def test_copies_of_torn_tails_are_found(kit: SimpleNamespace, path: Path) -> None:
    with beside(path, "journal").open("ab") as file:
        file.write(b"half")
    assert torn_copies(DataFile(str(path))) == ()
    with kit.open_book(path) as book:
        assert book.flush(10)
        assert torn_copies(DataFile(str(path))) == tuple(n.path for n in book.notices)
