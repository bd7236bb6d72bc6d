"""Saving fails while a file is imported or a person erased: as everywhere, nothing is lost."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from real_file import Broken, change, open_book, settled, top, two_customers

from store import Contact
from tui.screens.erasing import EraseScreen
from tui.screens.importing import ImportScreen

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
WAYS = pytest.mark.parametrize("way", ["import_path", "import_plan", "erase_whom", "erase_list"])
Start = Callable[..., Any]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("neu.csv").write_text("Firma;Ort\nZander;Graz\n", encoding="utf-8")
    place = two_customers(tmp_path)
    with open_book(place) as book:
        change(book, contacts=(Contact(id="z", first_name="Eva", last_name="Zierl"),))
    return place


async def idle(program: Any) -> None:
    """Until the screen has done what it does beside the keys."""
    for _n in range(400):
        await program.pilot.pause(0.005)
        screen = program.app.screen
        if not (getattr(screen, "busy", False) or (
                isinstance(screen, ImportScreen) and screen.reader.busy)):
            return
    raise AssertionError("busy for too long")


async def go(program: Any, way: str) -> None:
    """To one of the steps of the two screens."""
    await program.press("g", "i" if way.startswith("import") else "e")
    if way.startswith("import"):
        await program.type("neu.csv")
    if way in ("import_plan", "erase_list"):
        await program.press("enter")
    await idle(program)


async def fail(program: Any, fs: Broken) -> None:
    fs.number = errno.ENOSPC
    change(program.book, "Berger", phone="1")
    await settled(program, "failed")


@LANGUAGES
@WAYS
async def test_the_bar_is_there_and_its_keys_work(
        start: Start, path: Path, language: str, way: str) -> None:
    fs = Broken()
    async with start(language=language, book=open_book(path, fs=fs), practice=False) as program:
        await go(program, way)
        screen, before = program.app.screen, program.rows[1]
        await fail(program, fs)
        lead = "NICHT GESPEICHERT" if language == "de" else "NOT SAVED"
        await program.until(lambda rows: lead in rows[1])
        assert program.rows[3] == before or program.rows[2] == before, "all else is below"
        for key in ("[F5]", "[F6]"):
            assert key in top(program)
        await program.press("f1")
        assert ("Platz" if language == "de" else "room") in program.text
        await program.press("escape", "f6")
        fs.number = 0
        copy = path.with_name("kopie.json")
        screen.bar.set_text(str(copy))
        await program.press("enter")
        await program.until(lambda rows: screen.bar is None)
        with open_book(copy, read_only=True) as book:
            assert book.get("Berger").phone == "1"
        assert program.app.screen is screen
        assert lead in program.rows[1], "the file itself still lacks it"
        await program.press("f5")
        await settled(program, "saved")
        await program.until(lambda rows: lead not in "\n".join(rows))
        if way == "import_path":
            await program.type("x")
            assert "neu.csvx" in program.text, "the path has the keys again"


@WAYS
async def test_leaving_the_program_from_there_asks(
        start: Start, path: Path, way: str) -> None:
    fs = Broken()
    async with start(book=open_book(path, fs=fs), practice=False) as program:
        await go(program, way)
        await fail(program, fs)
        await program.press("ctrl+q")
        await program.until(lambda rows: any("Nicht alles ist gespeichert" in row
                                             for row in rows))
        await program.press("j")
        assert program.app.return_code == 2


async def test_an_import_that_cannot_be_backed_up_changes_nothing(
        start: Start, path: Path) -> None:
    async with start(book=open_book(path), practice=False) as program:
        await go(program, "import_plan")
        (path.parent / "backups").rename(path.parent / "older")
        (path.parent / "backups").write_text("in the way")
        await program.press("enter")
        await program.until(lambda rows: rows[-2].startswith(" Es wurde nichts geändert."))
        assert isinstance(program.app.screen, ImportScreen)
        assert not program.book.find("Zander")
        (path.parent / "backups").unlink()
        await program.press("enter")
        await program.until(lambda rows: "importiert" in rows[-2])
        assert program.book.find("Zander")


@LANGUAGES
async def test_an_import_stays_in_memory_until_the_disk_takes_it(
        start: Start, tmp_path: Path, path: Path, language: str) -> None:
    fs = Broken()
    book = open_book(tmp_path / "leer.json", fs=fs)
    async with start(language=language, book=book, practice=False) as program:
        await go(program, "import_plan")
        fs.number = errno.ENOSPC
        await program.press("enter")
        await settled(program, "failed")
        await program.until(
            lambda rows: ("NICHT GESPEICHERT" if language == "de" else "NOT SAVED") in rows[1])
        assert program.app.screen is program.place
        assert "Zander" in program.text
        fs.number = 0
        await program.press("f5")
        await settled(program, "saved")
    with open_book(tmp_path / "leer.json", read_only=True) as again:
        assert again.find("Zander")


async def test_an_erasure_that_fails_says_why_and_can_be_done_again(
        start: Start, path: Path) -> None:
    fs = Broken()
    async with start(book=open_book(path, fs=fs), practice=False) as program:
        await go(program, "erase_list")
        fs.number = errno.ENOSPC
        await program.press("enter", "j")
        await idle(program)
        screen = program.app.screen
        assert isinstance(screen, EraseScreen)
        assert screen.report is None or not screen.report.clean
        assert "voll" in program.text
        fs.number = 0
        await program.press("f5")
        await settled(program, "saved")
        if screen.report is None:
            await program.press("enter", "j")
            await idle(program)
        assert "Nichts ist übrig." in program.status
    with open_book(path, read_only=True) as book:
        assert book.get("Adler").contacts == ()
