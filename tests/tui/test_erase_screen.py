"""Erasing on the full screen: whom, the list, j or y, the result."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from store import Book, Contact, Edit, Prospect, load_checklist
from tui.screens.erasing import EraseScreen

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize(("language", "words"), [
    ("de", ("[1 Wen]", "Eva Zierl", "Noch ist nichts gelöscht", "[x] Adler, Notiz: Frau Zierl",
            "0 Treffer", "Nichts ist übrig")),
    ("en", ("[1 Whom]", "Eva Zierl", "Nothing is erased yet", "[x] Adler, Note: Frau Zierl",
            "0 hits", "Nothing is left")),
])


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = Book.open(tmp_path / "data.json", today=TODAY, checklist=load_checklist, user="test",
                     clock=lambda: datetime(2026, 2, 23, 8, 0))
    book.apply(Edit(label="added", records=(
        Prospect(id="a", name="Adler", created=TODAY, notes="Frau Zierl entscheidet",
                 contacts=(Contact(id="z", first_name="Eva", last_name="Zierl"),
                           Contact(id="m", first_name="Max", last_name="Maier"))),)))
    assert book.flush(10)
    return book


async def press(program: Any, *keys: str) -> None:
    for key in keys:
        await program.press(key)
        for _ in range(2000):
            await program.pilot.pause()
            screen = program.app.screen
            if not (isinstance(screen, EraseScreen) and screen.busy):
                break
            await asyncio.sleep(0.005)
        else:
            raise AssertionError("the screen is busy for too long")


@LANGUAGES
async def test_whom_then_the_list_then_the_result(
    start: Any, book: Book, language: str, words: tuple[str, ...]
) -> None:
    async with start(book=book, language=language, size=(100, 24)) as program:
        await press(program, "g", "e")
        shown = program.text
        assert not [word for word in words[:2] if word not in shown], shown
        await press(program, "enter")
        shown = program.text
        assert not [word for word in words[2:4] if word not in shown], shown
        await press(program, "enter", "j")
        shown = program.text
        assert not [word for word in words[4:] if word not in shown], shown
        await press(program, "escape")
        assert not isinstance(program.app.screen, EraseScreen)
        assert "Zierl" not in program.text
        record = book.get("a")
        assert ([c.id for c in record.contacts], record.notes) == (
            ["m"], "Frau [...] entscheidet")
        await press(program, "u")
        assert book.get("a").contact("z") is None


@pytest.mark.parametrize("keys", [
    ("enter", "enter", "enter"), ("enter", "n", "escape"), ("enter", "escape"), ("escape",),
    ("j", "y", "escape"), ("enter", "j", "y", "escape"),
    ("enter", "space", "k", "down", "pagedown", "q"), ("enter", "enter", "enter", "n", "q")])
async def test_nothing_but_yes_erases(start: Any, book: Book, keys: tuple[str, ...]) -> None:
    async with start(book=book) as program:
        await press(program, "g", "e", *keys)
        assert book.get("a").contact("z") is not None


async def test_a_note_may_stay(start: Any, book: Book) -> None:
    async with start(book=book, size=(100, 24)) as program:
        await press(program, "g", "e", "enter", "pagedown", "space")
        assert "[ ] Adler" in program.text
        await press(program, "enter", "y")
        assert book.get("a").notes == "Frau Zierl entscheidet"
        assert "data.json enthält noch: Zierl" in program.text


async def test_the_whole_customer(start: Any, book: Book) -> None:
    async with start(book=book) as program:
        await press(program, "g", "e", "down", "down", "down", "enter", "enter", "y",
                    "escape")
        assert dict(book.rows) == {}
        await press(program, "g", "e")
        assert not isinstance(program.app.screen, EraseScreen)


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (200, 50)])
async def test_any_size(start: Any, book: Book, size: tuple[int, int]) -> None:
    async with start(book=book, size=size) as program:
        await press(program, "g", "e", "down", "up", "enter", "down", "enter", "j", "down",
                    "escape")
        assert not isinstance(program.app.screen, EraseScreen)
        assert book.get("a").contact("z") is None


async def test_in_memory_too(start: Any) -> None:
    async with start() as program:
        record = program.view.record
        assert record is not None
        await press(program, "g", "e", "enter", "enter", "j", "escape")
        assert len(program.book.get(record.id).contacts) < len(record.contacts)
