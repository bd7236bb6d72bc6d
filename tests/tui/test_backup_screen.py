"""Backups in the full screen: the list, the preview, one undoable step."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from store import Backup, BackupKind, Backups, Book, Edit, Prospect, load_checklist
from tui.screens.backups import BackupScreen

TODAY = date(2026, 2, 23)
MORNING = datetime(2026, 2, 23, 8, 0)


def firm(key: str, name: str = "") -> Prospect:
    return Prospect(id=key, name=name or f"Firma {key}", created=TODAY)


def open_book(path: Path) -> Book:
    return Book.open(path, today=TODAY, checklist=load_checklist, user="test",
                     clock=lambda: MORNING)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Six customers in a backup; since then one changed, one gone, one new."""
    book = open_book(tmp_path / "data.json")
    book.apply(Edit(label="imported", records=tuple(firm(key) for key in "abcdef")))
    Backups(book.path, now=lambda: MORNING).make_by(book.save_copy, BackupKind.MANUAL)
    book.apply(Edit(label="edited", records=(firm("a", "Anders AG"), firm("n", "Neu AG")),
                    removed=("b",)))
    assert book.flush(10)
    return book


async def settle(program: Any) -> None:
    """Wait until the screen has done what a key started."""
    for _ in range(400):
        await program.pilot.pause()
        screen = program.app.screen
        if not (isinstance(screen, BackupScreen) and screen.busy):
            return
        await asyncio.sleep(0.005)
    raise AssertionError("the screen is busy for too long")


async def press(program: Any, *keys: str) -> None:
    for key in keys:
        await program.press(key)
        await settle(program)


def backups(book: Book) -> tuple[Backup, ...]:
    return Backups(book.path).list()


@pytest.mark.parametrize(("language", "words"), [
    ("de", ("Sicherungen", "23.02.2026 08:00  von Hand  6 Kunden", "b jetzt anlegen",
            "kommen zurück: 1 Kunde (Firma b)", "werden wie damals: 1 Kunde (Firma a)",
            "dazugekommen, würden entfernt: 1 Kunde (Neu AG)", "sind: 4 Kunden")),
    ("en", ("Backups", "23 Feb 2026 08:00  by hand  6 customers", "b make one now",
            "come back: 1 customer (Firma b)", "become as they were: 1 customer (Firma a)",
            "would be removed: 1 customer (Neu AG)", "as they are: 4 customers")),
])
async def test_list_then_preview_then_one_step(
    start: Any, book: Book, language: str, words: tuple[str, ...]
) -> None:
    async with start(book=book, language=language, size=(100, 24)) as program:
        await press(program, "g", "b")
        shown = program.text
        assert not [word for word in words[:3] if word not in shown], shown
        await press(program, "enter")
        shown = program.text
        assert not [word for word in words[3:] if word not in shown], shown
        assert book.get("a").name == "Anders AG"
        await press(program, "enter")
        assert not isinstance(program.app.screen, BackupScreen)
        assert {key: row.name for key, row in book.rows.items()} == {
            key: f"Firma {key}" for key in "abcdef"}
        assert [b.kind for b in backups(book) if b.kind is not BackupKind.DAILY] == [
            BackupKind.RESTORE, BackupKind.MANUAL]
        await press(program, "u")
        assert book.get("a").name == "Anders AG"
        assert "b" not in book.rows


async def test_escape_changes_nothing(start: Any, book: Book) -> None:
    async with start(book=book) as program:
        before = dict(book.rows)
        await press(program, "g", "b", "enter", "escape")
        assert "[1 Sicherungen]" in program.text
        await press(program, "escape")
        assert not isinstance(program.app.screen, BackupScreen)
        assert book.rows == before


async def test_b_makes_one_and_it_changes_nothing(start: Any, book: Book) -> None:
    async with start(book=book) as program:
        await press(program, "g", "b", "b")
        assert "Sicherung angelegt: backup-20260223-090000-manual.json" in program.text
        assert len([b for b in backups(book) if b.kind is BackupKind.MANUAL]) == 2
        await press(program, "enter", "enter")
        assert "Nichts zu ändern." in program.text
        assert isinstance(program.app.screen, BackupScreen)


async def test_more_than_a_fifth_asks_once_more(start: Any, book: Book) -> None:
    book.apply(Edit(label="imported", records=(firm("o"), firm("p"))))
    async with start(book=book, size=(100, 24)) as program:
        await press(program, "g", "b", "j", "j", "k", "k", "enter", "enter")
        assert "Das entfernt 3 von 8 Kunden." in program.text
        assert "o" in book.rows
        await press(program, "enter")
        assert "o" not in book.rows


async def test_a_backup_that_is_none_is_told(start: Any, book: Book) -> None:
    path = Path(next(b.path for b in backups(book) if b.kind is BackupKind.MANUAL))
    path.write_bytes(b"kaputt")
    async with start(book=book, size=(120, 24)) as program:
        await press(program, "g", "b")
        assert "nicht lesbar" in program.text
        while program.app.screen.found[program.app.screen.cursor].path != str(path):
            await press(program, "j")
        await press(program, "enter")
        assert "ist keine Datendatei" in program.text
        assert program.app.screen.plan is None


async def test_without_backups(start: Any, tmp_path: Path) -> None:
    async with start(book=open_book(tmp_path / "data.json")) as program:
        await press(program, "g", "b", "enter", "j")
        assert "Es gibt noch keine Sicherung" in program.text


async def test_in_memory_there_are_none(start: Any) -> None:
    async with start() as program:
        await press(program, "g", "b", "b", "enter")
        assert "nur im Speicher" in program.text


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (200, 50)])
async def test_any_size(start: Any, book: Book, size: tuple[int, int]) -> None:
    many = Backups(book.path, now=lambda: MORNING)
    for _ in range(7):
        many.make_by(book.save_copy, BackupKind.MANUAL)
    async with start(book=book, size=size) as program:
        await press(program, "g", "b", *"jjjjjjjj", "enter", "j", "k", "escape", "escape")
        assert not isinstance(program.app.screen, BackupScreen)


async def test_an_import_is_preceded_by_a_backup(
    start: Any, book: Book, tmp_path: Path
) -> None:
    source = tmp_path / "neue.csv"
    source.write_text("Firma\r\nImport AG\r\n", encoding="utf-8")
    async with start(book=book, practice=False) as program:
        await program.press("g", "i")
        await program.type(str(source))
        await program.press("enter")
        for _ in range(400):
            await program.pilot.pause()
            if program.app.screen.plan is not None:
                break
            await asyncio.sleep(0.005)
        await program.press("enter")
        for _ in range(400):
            await program.pilot.pause()
            if book.find("Import AG"):
                break
            await asyncio.sleep(0.005)
        assert book.find("Import AG")
        (made,) = (b for b in backups(book) if b.kind is BackupKind.IMPORT)
        assert made.records == 6
