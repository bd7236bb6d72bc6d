"""Undo and redo ask before they remove many customers, and keep a backup (store.md 2)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from store import BackupKind, Backups, Book, Edit, Prospect, load_checklist

TODAY = date(2026, 2, 23)
WORDS = {"de": "Das entfernt 3 von 4 Kunden.", "en": "That removes 3 of 4 customers."}


def firms(keys: str) -> tuple[Prospect, ...]:
    return tuple(Prospect(id=key, name=f"Firma {key}", created=TODAY) for key in keys)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """One customer, then three of an import."""
    book = Book.open(tmp_path / "data.json", today=TODAY, checklist=load_checklist,
                     clock=lambda: datetime(2026, 2, 23, 9, 0), user="test")
    book.apply(Edit(label="added", records=firms("a")))
    book.apply(Edit(label="imported", args=(("count", "3"),), records=firms("bcd")))
    assert book.flush(10)
    return book


def removals(book: Book) -> list[int]:
    return [b.records for b in Backups(book.path).list() if b.kind is BackupKind.REMOVAL]


@pytest.mark.parametrize("language", ["de", "en"])
async def test_undoing_an_import_asks_first(start: Any, book: Book, language: str) -> None:
    async with start(book=book, language=language) as program:
        await program.press("u")
        assert WORDS[language] in program.text
        await program.press("n")
        assert len(book.rows) == 4
        assert removals(book) == []
        await program.press("u", "enter")
        assert len(book.rows) == 4
        await program.press("j" if language == "de" else "y")
        await program.app.workers.wait_for_complete()
        await program.pilot.pause()
        assert tuple(book.rows) == ("a",)
        assert removals(book) == [4]
        await program.press("U")
        assert len(book.rows) == 4


async def test_redoing_a_removal_asks_too(start: Any, book: Book) -> None:
    book.apply(Edit(label="removed", removed=("b", "c", "d")))
    async with start(book=book) as program:
        await program.press("u")
        assert len(book.rows) == 4
        await program.press("U")
        assert WORDS["de"] in program.text
        await program.press("j")
        await program.app.workers.wait_for_complete()
        await program.pilot.pause()
        assert tuple(book.rows) == ("a",)
        assert removals(book) == [4]


async def test_no_backup_no_step(start: Any, book: Book) -> None:
    (Path(book.path).parent / "backups").write_text("in the way")
    async with start(book=book) as program:
        await program.press("u", "j")
        await program.app.workers.wait_for_complete()
        await program.pilot.pause()
        assert "Es wurde nichts geändert." in program.text
        assert len(book.rows) == 4


async def test_few_are_not_asked_about(start: Any, book: Book) -> None:
    book.apply(Edit(label="added", records=firms("e")))
    async with start(book=book) as program:
        await program.press("u")
        assert "e" not in book.rows
        assert removals(book) == []
