from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.book import Book
from store.edit import Edit, removes_many
from store.errors import FileError
from store.persistence.backup import Backups
from store.persistence.restore import edit_for_restore, plan_restore, restore_aside
from store.persistence.thinning import BackupKind


@pytest.fixture
def book(kit: SimpleNamespace, tmp_path: Path) -> Book:
    """Two customers, a backup, then one changed, one removed, one added."""
    book = kit.open_book(tmp_path / "data.json")
    book.apply(kit.put(*(kit.prospect(key) for key in "abcd")))
    Backups(book.path, now=lambda: kit.NOW).make_by(book.save_copy, BackupKind.MANUAL)
    book.apply(kit.put(kit.prospect("a", "Firma neu"), kit.prospect("x", "xylo")))
    book.apply(Edit(label="removed", removed=("b",)))
    return book


def test_the_plan_names_what_would_happen(book: Book) -> None:
    (backup,) = Backups(book.path).list()
    plan = plan_restore(book, backup)
    assert (plan.names_back, plan.names_changed, plan.names_vanishing, plan.same) == (
        ("Firma b",), ("Firma a",), ("xylo",), 2)
    assert not plan.nothing
    assert plan.path == backup.path
    assert plan == plan_restore(book, backup.path)
    assert book.close()


def test_what_did_not_change_is_not_read(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    really = Book.get
    monkeypatch.setattr(Book, "get", lambda self, key: read.append(key) or really(self, key))
    plan = plan_restore(book, Backups(book.path).list()[0])
    assert read == ["a"]
    assert plan.same == 2
    assert book.close()


def test_a_restore_is_one_step_that_can_be_undone(
    kit: SimpleNamespace, book: Book
) -> None:
    before = {key: book.get(key) for key in book.rows}
    plan = plan_restore(book, Backups(book.path).list()[0])
    edit = edit_for_restore(plan)
    assert edit.label == "restored_backup"
    assert dict(edit.args) == {
        "file": "backup-20261121-093000-manual.json", "back": "1", "changed": "1",
        "vanished": "1"}
    book.apply(edit)
    assert {key: row.name for key, row in book.rows.items()} == {
        key: f"Firma {key}" for key in "abcd"}
    assert plan_restore(book, plan.path).nothing
    book.undo()
    assert {key: book.get(key) for key in book.rows} == before
    book.redo()
    assert book.close()
    assert set(kit.names_on_disk(Path(book.path))) == set("abcd")


def test_what_the_backup_cannot_tell_stays(kit: SimpleNamespace, book: Book) -> None:
    (backup,) = Backups(book.path).list()
    tables = json.loads(Path(backup.path).read_text())
    hurt = next(r for r in tables["prospects"].values() if r["id"] == "a")
    hurt["employees"] = "viele"
    Path(backup.path).write_text(json.dumps(tables))
    plan = plan_restore(book, backup)
    assert plan.unreadable == ("prospects/1/employees",)
    book.apply(edit_for_restore(plan))
    assert book.get("a").name == "Firma neu"
    assert book.close()


def test_what_the_book_cannot_read_comes_back(kit: SimpleNamespace, book: Book) -> None:
    class Hurt:
        rows = book.rows
        erased = ()

        def line(self, key: str) -> bytes | None:
            return None if key == "c" else book.line(key)

        def get(self, key: str) -> object:
            if key == "c":
                raise FileError(path="", code="damaged")
            return book.get(key)

    plan = plan_restore(Hurt(), Backups(book.path).list()[0])  # type: ignore[arg-type]
    assert plan.names_back == ("Firma b", "Firma c")
    assert book.close()


def test_what_is_no_backup_is_refused(book: Book, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{")
    with pytest.raises(FileError) as raised:
        plan_restore(book, tmp_path / "x.json")
    assert raised.value.code == "not_json"
    assert book.close()


@pytest.mark.parametrize(("removed", "count", "many"), [
    (0, 0, False), (0, 10, False), (1, 5, False), (1, 4, True), (2, 10, False),
    (3, 10, True), (20, 100, False), (21, 100, True), (1, 1, True),
])
def test_more_than_a_fifth_is_many(removed: int, count: int, many: bool) -> None:
    edit = Edit(label="x", removed=tuple(map(str, range(removed))))
    assert removes_many(edit, count) is many
    twice = dataclasses.replace(edit, removed=edit.removed * 2)
    assert removes_many(twice, count) is many


def broken(kit: SimpleNamespace, tmp_path: Path) -> Path:
    """A backup, and a data file and journal that cannot be read any more."""
    path = tmp_path / "data.json"
    with kit.open_book("", memory=True) as book:
        book.apply(kit.put(kit.prospect("a")))
        Backups(path, now=lambda: kit.NOW).make_by(book.save_copy, BackupKind.MANUAL)
    path.write_bytes(b"\x00" * 100)
    path.with_name("data.json.journal").write_bytes(b"junk\nmore\n")
    return path


def test_a_file_that_cannot_be_opened_is_set_aside(
    kit: SimpleNamespace, tmp_path: Path
) -> None:
    path = broken(kit, tmp_path)
    (backup,) = Backups(path).list()
    aside = restore_aside(path, backup, now=kit.NOW)
    assert aside == (f"{path}.damaged-20261121-093000",
                     f"{path}.journal.damaged-20261121-093000")
    assert [Path(p).read_bytes() for p in aside] == [b"\x00" * 100, b"junk\nmore\n"]
    assert kit.names_on_disk(path) == {"a": "Firma a"}


def test_a_file_that_is_gone_comes_back(kit: SimpleNamespace, tmp_path: Path) -> None:
    path = broken(kit, tmp_path)
    path.unlink()
    path.with_name("data.json.journal").unlink()
    assert restore_aside(path, Backups(path).list()[0], now=kit.NOW) == ()
    assert kit.names_on_disk(path) == {"a": "Firma a"}


def test_nothing_is_set_aside_for_what_is_no_backup(
    kit: SimpleNamespace, tmp_path: Path
) -> None:
    path = broken(kit, tmp_path)
    (backup,) = Backups(path).list()
    Path(backup.path).write_bytes(b"[]")
    with pytest.raises(FileError):
        restore_aside(path, backup, now=kit.NOW)
    assert path.read_bytes() == b"\x00" * 100


def test_dying_or_failing_at_any_call_leaves_all_bytes_somewhere(
    kit: SimpleNamespace, tmp_path: Path
) -> None:
    step, ended = 0, False
    while not ended:
        step += 1
        folder = tmp_path / str(step)
        folder.mkdir()
        path = broken(kit, folder)
        (backup,) = Backups(path).list()
        fs = kit.Breaking(step, kit.fail(5))
        try:
            restore_aside(path, backup, now=kit.NOW, fs=fs)
        except FileError:
            everything = [p.read_bytes() for p in folder.iterdir() if p.is_file()]
            assert b"\x00" * 100 in everything
            assert b"junk\nmore\n" in everything
            assert path.exists()
        else:
            ended = len(fs.log) < step
            assert kit.names_on_disk(path) == {"a": "Firma a"}
    assert step > 10
