"""Pictures of backups, restoring, erasing and importing, also while saving fails."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from picture import EVERYWHERE, compare, name
from real_file import TODAY, Broken, change, open_book, settled

from store import BackupKind, Backups, Contact, Edit, Prospect
from store.persistence.fs import Files
from tui.screens.importing import ImportScreen

Start = Callable[..., Any]
MORNING = datetime(2026, 2, 23, 8, 0)
NOTE = ("Frau Zierl entscheidet; ohne Zierl geht im Einkauf nichts. Erreichbar ist sie nur am "
        "Vormittag, am besten gleich nach acht, und nie am Freitag.")
CSV = ("Firma;Ort;Telefon;Ansprechpartner;E-Mail;Geburtstag;Lieblingsfarbe\n"
       "Zander Werkzeug KG;Wien;01 234567;Eva Huber;eva@zander.example;03.04.1977;blau\n"
       "Berger Holz;Linz;0732 555 01;;;;\n"
       "Cerny GmbH;Linz;0732 12345;Karl Cerny;k@cerny.example;31.02.80;rot\n"
       "Dorn;Graz;;Ida Dorn;ida@dorn.example;04/03/1980;\n"
       ";Graz;;;;;\n")


def firm(key: str, **values: Any) -> Prospect:
    return Prospect(id=key, name=key, created=TODAY, **values)


def make(folder: Path, fs: Files | None = None) -> Any:
    """Eight customers; four backups, one of them spoiled; since then some have changed."""
    book = open_book(folder / "data.json", fs=fs)
    book.apply(Edit(label="imported", records=(
        firm("Adler", phone="1", notes=NOTE, owners="Familie Zierl", contacts=(
            Contact(id="z", first_name="Eva", last_name="Zierl", email="eva@adler.example"),
            Contact(id="m", first_name="Max", last_name="Maier"))),
        firm("Berger Holz GmbH", phone="0732 555 01"),
        *(firm(f"Firma {letter}") for letter in "CDEFGH"))))
    assert book.flush(10)
    for days, kind in ((40, BackupKind.DAILY), (3, BackupKind.ERASE), (1, BackupKind.IMPORT),
                       (0, BackupKind.MANUAL)):
        Backups(book.path, now=lambda days=days: MORNING - timedelta(days=days)).make_by(
            book.save_copy, kind)
    spoiled = next((folder / "backups").glob("*erase*"))
    spoiled.write_bytes(spoiled.read_bytes()[:100])
    change(book, "Firma C", phone="2")
    book.apply(Edit(label="edited", records=(firm("Neu AG"),), removed=("Firma D",)))
    assert book.flush(10)
    return book


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    # A sign of life is a file, and may come before or after the files are counted.
    monkeypatch.setattr("tui.screens.news.EVERY", 3600.0)
    monkeypatch.setattr(
        "tui.screens.import_reader.suppression",
        lambda path: lambda value: "2026-01-02" * (value == "ida@dorn.example"))
    (tmp_path / "adressen.csv").write_text(CSV, encoding="cp1252")
    return tmp_path


async def press(program: Any, *keys: str) -> None:
    for key in keys:
        await program.press(key)
        for _n in range(400):
            await program.pilot.pause(0.002)
            screen = program.app.screen
            if not (getattr(screen, "busy", False) or (
                    isinstance(screen, ImportScreen) and screen.reader.busy)):
                break
    await program.pilot.pause()


@EVERYWHERE
async def test_backups(start: Start, folder: Path, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size, book=make(folder), practice=False) as program:
        await press(program, "g", "b")
        compare(name("backups", language, size), program.rows)
        await press(program, "enter")
        compare(name("restore", language, size), program.rows)


@EVERYWHERE
async def test_erasing(start: Start, folder: Path, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size, book=make(folder), practice=False) as program:
        await program.go_to("Adler")
        for step, keys in (("whom", ("g", "e")), ("list", ("enter", "down", "space")),
                           ("asks", ("enter",)), ("done", ("j",))):
            await press(program, *keys)
            compare(name("erase", step, language, size), program.rows)


@EVERYWHERE
async def test_importing(
        start: Start, folder: Path, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size, book=make(folder), practice=False) as program:
        await press(program, "g", "i")
        await program.type("adressen.csv")
        await press(program, "enter")
        compare(name("import_found", language, size), program.rows)
        await press(program, "o", "d", "2")
        compare(name("import_decided", language, size), program.rows)


@EVERYWHERE
async def test_while_saving_fails(
        start: Start, folder: Path, language: str, size: tuple[int, int]) -> None:
    fs = Broken()
    async with start(language=language, size=size, book=make(folder, fs), practice=False
                     ) as program:
        await program.go_to("Adler")
        fs.number = errno.ENOSPC
        change(program.book, "Neu", phone="1")
        await settled(program, "failed")
        await press(program, "g", "i")
        compare(name("trouble_import", language, size), program.rows)
        await press(program, "escape", "g", "e", "enter")
        compare(name("trouble_erase", language, size), program.rows)
        fs.number = 0
