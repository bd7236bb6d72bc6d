"""Files that change, vanish or fail at the one moment when nobody expects it."""

from __future__ import annotations

import errno
import os
import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store.errors import FileError
from store.persistence import disk as disk_module
from store.persistence import erasing, journal, layout, proof
from store.persistence.datafile import DataFile
from store.persistence.disk import Disk
from store.persistence.fs import READ, Files
from store.persistence.proof import Proof
from store.persistence.state import BookEvent, Changed, SaveKind, StateChanged
from store.profile.contact import Contact

NOW = datetime(2026, 11, 21, 9, 30)


def log_of(path: Path) -> Path:
    return path.with_name("data.json.journal")


def disk_of(path: Path, fs: Files | None = None) -> Disk:
    return Disk(DataFile(str(path), fs=fs), now=lambda: NOW)


# -- compaction --------------------------------------------------------------------------------


def snapshots(fs: Any, path: Path) -> list[int]:
    """Sequences of the snapshots that are put in place from now on."""
    found: list[int] = []

    def hook(name: str, arguments: tuple[Any, ...]) -> None:
        if name == "rename" and arguments[1] == str(path):
            found.append(layout.read(Path(arguments[0]).read_bytes(), "").sequence)
    fs.hook = hook
    return found


def test_a_compaction_waits_for_an_edit_made_meanwhile(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_module, "MAX_LINES", 1)
    fs = kit.Hooked()
    with kit.open_book(path, fs=fs) as book:
        made, more = snapshots(fs, path), [kit.put(kit.prospect("d"))]

        def listener(event: BookEvent) -> None:
            # In the writer's thread, between the save and its compaction.
            if isinstance(event, StateChanged) and event.state.kind is SaveKind.SAVED and more:
                book.apply(more.pop())
        book.subscribe(listener)
        book.apply(kit.put(kit.prospect("c")))
        assert book.flush(10)
        assert not more
    assert made == [4]
    assert set(kit.names_on_disk(path)) == set("abcd")


def test_a_staged_snapshot_that_another_program_swept_away(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_module, "MAX_LINES", 1)
    fs, swept = kit.Hooked(), []

    def hook(name: str, arguments: tuple[Any, ...]) -> None:
        if name == "rename" and arguments[1] == str(path) and not swept:
            swept.append(arguments[0])
            os.unlink(arguments[0])
    fs.hook = hook
    with kit.open_book(path, fs=fs) as book:
        book.apply(kit.put(kit.prospect("c")))
        assert book.flush(10)
        assert (book.notices, len(swept)) == ((), 1)
        made = snapshots(fs, path)
        book.apply(kit.put(kit.prospect("d")))
        assert book.flush(10)
    assert made == [4]
    assert set(kit.names_on_disk(path)) == set("abcd")


def test_a_staged_snapshot_that_cannot_be_opened_is_taken_away(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_module, "MAX_LINES", 1)
    monkeypatch.setattr(layout, "AT_ONCE", 0)
    fs = kit.Hooked()
    with kit.open_book(path, fs=fs) as book:
        assert book.flush(10)
        fs.hook = kit.refuse(errno.EIO, lambda name, given: name == "open" and given[1] == READ
                         and given[0].endswith(".tmp"))
        book.apply(kit.put(kit.prospect("c")))
        assert book.flush(10)
        assert [(n.code, n.detail) for n in book.notices] == [("compaction", "io")]
        fs.hook = None
    assert not list(path.parent.glob(".*.tmp"))
    assert set(kit.names_on_disk(path)) == set("abc")


# -- what others write -------------------------------------------------------------------------


def test_a_file_that_is_gone_when_it_is_read(kit: SimpleNamespace, path: Path) -> None:
    fs = kit.Hooked()
    with kit.open_book(path, fs=fs) as book:
        assert book.flush(10)
        data = path.read_bytes()
        path.rename(path.with_name("old"))
        path.write_bytes(data)

        def hook(name: str, arguments: tuple[Any, ...]) -> None:
            if name == "open" and arguments[0] == str(path):
                path.unlink(missing_ok=True)
        fs.hook = hook
        assert not book.poll()
        assert set(book.rows) == set("ab")
        fs.hook = None
        book.apply(kit.put(kit.prospect("c")))
        assert book.flush(10)
    assert set(kit.names_on_disk(path)) == set("abc")


def test_a_number_left_out_by_another_program(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path, read_only=True) as book:
        head = {"seq": 9, "t": "2026-11-21T08:30:00+00:00"}
        with log_of(path).open("ab") as file:
            file.write(journal.edit_line(head, {"c": None}, {}))
        with pytest.raises(FileError) as raised:
            book.poll()
        assert (raised.value.code, raised.value.detail) == ("damaged", "gap/3/1")
        assert set(book.rows) == set("ab")


def test_another_snapshot_with_a_damaged_journal(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path, read_only=True) as book:
        data, log = path.read_bytes(), log_of(path).read_bytes()
        path.unlink()
        path.write_bytes(data)
        header, text, _ = log.split(b"\n")
        log_of(path).write_bytes(header + b"\nbad\n" + text + b"\n")
        with pytest.raises(FileError) as raised:
            book.poll()
        assert (raised.value.code, raised.value.detail) == ("damaged", "journal/1/1")
        assert set(book.rows) == set("ab")


def test_who_saves_does_not_poll(kit: SimpleNamespace, path: Path) -> None:
    fs, answers = kit.Hooked(), list[bool]()
    with kit.open_book(path, fs=fs) as book, kit.open_book(path, user="bert") as other:
        other.apply(kit.put(kit.prospect("c")))
        assert other.flush(10)

        def hook(name: str, arguments: tuple[Any, ...]) -> None:
            if name == "fdatasync" and not answers:
                answers.append(book.poll())
        fs.hook = hook
        book.apply(kit.put(kit.prospect("d")))
        assert book.flush(10)
        assert answers == [False]
        assert set(book.rows) == set("abcd")


def test_a_form_that_was_open_while_somebody_was_erased(
    kit: SimpleNamespace, path: Path
) -> None:
    person = Contact(id="c0ffee00c0ffee00c0ffee00c0ffee00", last_name="Zierl")
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("a", contacts=(person,))))
    with kit.open_book(path) as book, kit.open_book(path, user="bert") as other:
        shown = book.get("a")
        erasing.erase(other, erasing.plan_erase(other, "a", person.id), now=NOW)
        book.poll()
        assert book.get("a").contacts == ()
        told: list[BookEvent] = []
        book.subscribe(told.append)
        book.apply(kit.put(replace(shown, phone="1")))
        assert book.flush(10)
        # Erased long ago as far as the file goes: nothing new came from it.
        assert book.get("a").contacts == ()
        assert [e.change.label for e in told if isinstance(e, Changed)] == ["edited", "merged"]
    assert not any(b"Zierl" in p.read_bytes() for p in path.parent.iterdir() if p.is_file())


def test_a_snapshot_found_broken_at_the_last_moment(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Verified behind, it is known to be changed only when a save asks."""
    monkeypatch.setattr(layout, "AT_ONCE", 0)
    data = path.read_bytes()
    place = data.index(b"Firma a", data.index(b'"prospects"'))
    path.write_bytes(data[:place] + b"X" + data[place + 1:])
    asked, wait, proven = threading.Event(), Proof.wait, layout.proven

    def late(source: Any, begin: bytes = b"") -> bool:
        # Who reads all of it anew has the beginning already.
        assert begin or asked.wait(20)
        return proven(source, begin)

    def ask(self: Proof) -> None:
        asked.set()
        wait(self)

    monkeypatch.setattr(proof.layout, "proven", late)
    monkeypatch.setattr(Proof, "wait", ask)
    with kit.open_book(path) as book:
        assert book.notices == ()
        book.apply(kit.put(kit.prospect("c")))
        assert book.flush(20)
        assert [n.code for n in book.notices] == ["checksum"]
    assert kit.names_on_disk(path) == {"a": "Xirma a", "b": "Firma b", "c": "Firma c"}


def test_a_snapshot_that_cannot_be_verified_is_not_believed() -> None:
    class Gone:
        size, path = 10, "x"

        def read(self, start: int, end: int) -> bytes:
            raise FileError(path="x", code="io")

    found = Proof()
    found.begin(SimpleNamespace(  # type: ignore[arg-type]
        fits=True, sealed=False, lines=SimpleNamespace(source=Gone())))
    found.wait()
    assert found.broken
