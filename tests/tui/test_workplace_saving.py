"""What the screen says about saving, and leaving while not everything is saved."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from real_file import Broken, open_book, settled

from store import Edit, Prospect

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


def standing(program: Any) -> str:
    """What stays under the title."""
    return "\n".join(program.rows[1:4])


def on_disk(path: Path, name: str) -> Prospect:
    with open_book(path, read_only=True) as book:
        (row,) = book.find(name)
        return book.get(row.id)


@LANGUAGES
async def test_saved_is_said_when_the_disk_has_it(
        start: Callable[..., Any], path: Path, language: str) -> None:
    async with start(language=language, book=open_book(path)) as program:
        await program.press("c", "b")
        await settled(program, "saved")
        assert program.rows[0].endswith("√ gespeichert 14:02" if language == "de"
                                        else "√ saved 14:02")
        assert on_disk(path, "Adler").class_override.letter == "B"  # type: ignore[union-attr]


@LANGUAGES
async def test_a_full_disk_stays_on_screen_loses_nothing_and_is_tried_again(
        start: Callable[..., Any], path: Path, language: str) -> None:
    fs = Broken()
    async with start(language=language, book=open_book(path, fs=fs)) as program:
        fs.number = errno.ENOSPC
        await program.press("c", "b")
        await settled(program, "failed")
        words = {"de": ("NICHT GESPEICHERT – Datenträger voll.",
                        "[F5] erneut  [F6] woanders sichern  [?]"),
                 "en": ("NOT SAVED – disk full.", "[F5] again  [F6] save elsewhere  [?]"),
                 }[language]
        for word in words:
            assert word in standing(program)
        assert "! " in program.rows[0]
        await program.press("j", "j", "k", "w", "escape")
        for word in words:
            assert word in standing(program), "no other message hides it"
        assert program.find("Adler").class_override.letter == "B", "kept in memory"
        assert on_disk(path, "Adler").class_override is None
        await program.press("j", "c", "c")
        await settled(program, "failed")
        assert "2 " in standing(program)
        fs.number = 0
        await program.press("k", "c", "a")
        await settled(program, "saved")
        assert words[0] not in standing(program)
        assert on_disk(path, "Adler").class_override.letter == "A"  # type: ignore[union-attr]
        assert on_disk(path, "Berger").class_override.letter == "C"  # type: ignore[union-attr]


async def test_saving_again_by_key_and_into_another_file(
        start: Callable[..., Any], path: Path) -> None:
    fs = Broken()
    async with start(book=open_book(path, fs=fs)) as program:
        fs.number = errno.ENOSPC
        await program.press("c", "b")
        await settled(program, "failed")
        await program.press("f6", "enter")
        assert program.place.bar is not None
        fs.number = 0
        copy = path.with_name("kopie.json")
        program.place.bar.set_text(str(path))
        await program.press("enter")
        assert program.place.bar is not None, "an existing file is not overwritten"
        program.place.bar.set_text(str(copy))
        await program.press("enter")
        assert on_disk(copy, "Adler").class_override.letter == "B"  # type: ignore[union-attr]
        await program.press("f5")
        await settled(program, "saved")
        assert on_disk(path, "Adler").class_override.letter == "B"  # type: ignore[union-attr]


@LANGUAGES
async def test_leaving_while_unsaved_asks_and_enter_is_no_answer(
        start: Callable[..., Any], path: Path, language: str) -> None:
    fs = Broken()
    async with start(language=language, book=open_book(path, fs=fs)) as program:
        fs.number = errno.ENOSPC
        await program.press("c", "b")
        await settled(program, "failed")

        async def leave() -> None:
            await program.press("ctrl+q")
            for _n in range(500):
                await program.pilot.pause(0.01)
                if program.place.bar is not None:
                    return

        await program.press("n")
        await program.type("halb")
        for key in ("n", "escape"):
            await leave()
            asked = "\n".join(program.rows[-6:])
            assert ("beenden?" if language == "de" else "End all the same?") in asked
            for option in (("F6 woanders sichern", "j ohne Speichern beenden", "n bleiben")
                           if language == "de" else
                           ("F6 save elsewhere", "j end without saving", "n stay")):
                assert option in asked
            await program.press("enter", "space", "x")
            assert program.place.bar is not None
            assert program.app._exit is False
            await program.press(key)
            assert program.place.bar is None
            assert program.app._exit is False
        await leave()
        await program.press("y" if language == "de" else "j")
        assert program.app._exit is True
        assert (program.app.return_value, program.app.return_code) == (2, 2)


@LANGUAGES
async def test_leaving_when_all_is_saved_asks_nothing(
        start: Callable[..., Any], path: Path, language: str) -> None:
    async with start(language=language, book=open_book(path)) as program:
        await program.press("c", "b", "q")
        await program.app.workers.wait_for_complete()
        assert program.app._exit is True
        assert program.app.return_value == 0
    assert on_disk(path, "Adler").class_override.letter == "B"  # type: ignore[union-attr]


@LANGUAGES
@pytest.mark.parametrize(("key", "kept"), [("1", "hier"), ("2", "anderswo")])
async def test_a_conflict_is_named_and_decided(
        start: Callable[..., Any], path: Path, language: str, key: str, kept: str) -> None:
    book = open_book(path)
    async with start(language=language, book=book) as program:
        with open_book(path) as other:
            record = other.get("Adler")
            other.apply(Edit(label="edited", records=(replace(record, notes="anderswo"),)))
        record = book.get("Adler")
        book.apply(Edit(label="edited", records=(replace(record, notes="hier"),)))
        await settled(program, "conflict")
        assert ("KONFLIKT" if language == "de" else "CONFLICT") in standing(program)
        await program.press("f5")
        asked = "\n".join(program.rows[-6:])
        assert "Adler" in asked
        await program.press("enter")
        assert program.place.bar is not None
        await program.press(key, "enter")
        await settled(program, "saved")
        assert book.get("Adler").notes == kept
    assert on_disk(path, "Adler").notes == kept


@LANGUAGES
async def test_a_read_only_book_refuses_changes_in_words(
        start: Callable[..., Any], path: Path, language: str) -> None:
    async with start(language=language, book=open_book(path, read_only=True)) as program:
        assert ("nur lesen" if language == "de" else "read only") in program.rows[0].lower()
        await program.press("c", "b")
        assert program.book.get("Adler").class_override is None
        assert program.status
        await program.press("l", "3")
        assert program.book.get("Adler").assessments == ()
        assert program.app._exception is None
