"""The places of `g`: tabs, keys, help; what every full screen has."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from store import BackupKind, Backups, Book, load_checklist
from tui.commands import Place, by_id
from tui.keymap import read_keys
from tui.places import DESTINATIONS, Destination, destination
from tui.screens.backups import BackupScreen
from tui.screens.help import place_title
from tui.screens.hosting import Hosting
from tui.screens.opening import SCREENS
from tui.screens.overlay import Overlay
from tui.widgets.frame import CONTEXTS

TODAY = date(2026, 2, 23)
EVERY = pytest.mark.parametrize("place", DESTINATIONS, ids=lambda place: place.code)


def manual(book: Book) -> int:
    """How many backups were made by hand."""
    return sum(one.kind is BackupKind.MANUAL for one in Backups(book.path).list())


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.open(tmp_path / "data.json", today=TODAY,
                     checklist=load_checklist, user="test")


@EVERY
def test_every_place_has_a_screen_and_a_command(place: Destination) -> None:
    assert by_id(f"go_{place.code}").keys == (f"g {place.key}",)
    if not place.screen:
        assert place.code in SCREENS
        return
    module, _colon, name = place.screen.partition(":")
    screen = getattr(import_module(module), name)
    assert issubclass(screen, Overlay)
    if issubclass(screen, Hosting):
        assert screen.code == place.code


def test_every_context_of_commands_has_a_title_and_its_screen() -> None:
    workplace = {one for contexts in CONTEXTS.values() for one in contexts}
    for place in Place:
        assert place_title(place)
        assert (place in workplace or place in (Place.ERASING, Place.FORM, Place.INTERVIEW)
                or destination(place) is not None)


def test_keys_of_a_screen_clash_only_with_what_works_there_too() -> None:
    assert not read_keys('backup_make = "a"')[1]
    (problem,) = read_keys('backup_make = "u"')[1]
    assert (problem.code, problem.other) == ("clash", "undo")


@EVERY
async def test_g_and_its_letter_open_it_from_anywhere_and_q_leads_back(
        start: Any, place: Destination) -> None:
    async with start() as program:
        for way in (("g", place.key), ("g", "b", "g", place.key)):
            await program.press(*way)
            for _n in range(3):
                if program.app.screen is not program.place:
                    await program.press("escape")
            assert program.app.screen is program.place
            assert len(program.app.screen_stack) == 2


async def test_a_screen_has_tabs_status_keys_and_language(start: Any, book: Book) -> None:
    async with start(book=book, practice=False) as program:
        await program.press("g", "b")
        assert "[Backups]" in program.rows[0]
        assert program.rows[0].endswith("√ gespeichert")
        assert program.rows[-1] == " Enter ansehen  b jetzt anlegen  j wählen  Esc Zurück  ? Hilfe"
        await program.press("g")
        assert "l Liste" in " ".join(program.rows[-2:])
        assert "Löschen" not in " ".join(program.rows[-2:]), "erases the customer under the cursor"
        await program.press("x", "L")
        assert "[Backups]" in program.rows[0]
        assert "[1 Backups]" in program.rows[1]
        assert program.rows[-1].startswith(" Enter look  b make one now")
        assert program.status == "Language: English."
        await program.press("q")
        assert "[List]" in program.rows[0]


async def test_help_shows_the_keys_of_the_screen_first_and_runs_them_there(
        start: Any, book: Book) -> None:
    async with start(book=book) as program:
        await program.press("g", "b", "question_mark")
        assert program.rows[2].strip() == "Bei den Sicherungen"
        await program.press("enter")
        await program.until(lambda rows: "Sicherung angelegt" in rows[-2])
        assert manual(book) == 1


async def test_the_palette_goes_where_a_command_works(start: Any, book: Book) -> None:
    async with start(book=book) as program:
        await program.press("colon")
        await program.type("jetzt eine sicherung")
        await program.press("enter")
        await program.until(lambda rows: "Sicherung angelegt" in rows[-2])
        assert isinstance(program.app.screen, BackupScreen)
        await program.press("colon")
        await program.type("zum profil")
        await program.press("enter")
        await program.pilot.pause()
        assert program.app.screen is program.place
        assert program.view.pane == "profile"


async def test_undo_on_another_screen_is_seen_in_the_list(start: Any) -> None:
    async with start() as program:
        record = await program.go_to("Zirbelfunk")
        await program.press("c", "b", "g", "b", "u")
        assert program.status.startswith("Rückgängig")
        await program.press("q")
        assert program.find("Zirbelfunk") == record
        assert program.place.view is program.view


async def test_a_window_too_small_says_so_on_every_screen(start: Any) -> None:
    async with start(size=(39, 12)) as program:
        await program.press("g", "b")
        assert program.rows[0].startswith("Fenster zu klein")
