"""Help, palette, first start and import, key by key."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from store import Book, Checklists, Prospect, Stopped
from store.demo import demo_prospects
from tui import texts
from tui.app import KundenqApp
from tui.commands import COMMANDS
from tui.keymap import Keymap
from tui.screens import import_reader
from tui.screens.first_run import FirstRun
from tui.screens.help import HelpScreen, topics
from tui.screens.importing import ImportScreen
from tui.screens.workplace import Workplace
from tui.terminal.startup import Profile
from tui.texts import _

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


def rows_of(app: KundenqApp) -> list[str]:
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


# -- help and palette --------------------------------------------------------------------


@LANGUAGES
@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_shows_the_keys_of_the_pane_first_and_runs_what_is_found(
        start: Any, language: str, key: str) -> None:
    async with start(language=language) as program:
        await program.press("l", key)
        assert isinstance(program.app.screen, HelpScreen)
        assert program.rows[2].strip() == _("In the checklist")
        assert program.rows[3].startswith(" > 0 ")
        await program.press("escape", "h", key)
        assert program.rows[2].strip() == _("In the list")
        await program.type("zoom" if language == "en" else "ganzen schirm")
        assert program.rows[2].startswith(" > z ")
        await program.press("enter")
        assert program.app.screen is program.place
        assert program.view.zoom is True


@LANGUAGES
async def test_help_finds_folded_words_of_both_languages(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("question_mark")
        for typed in ("undo", "ruckgangig" if language == "de" else "last change"):
            await program.type(typed)
            assert any(row.split()[:1] == ["u"] or row.startswith(" > u")
                       for row in program.rows[2:6]), typed
            await program.press("ctrl+u")
        await program.type("gibtesnicht")
        assert _("Nothing found. Esc closes.") in program.rows[2]
        await program.press("enter")
        assert program.app.screen is program.place


async def test_arrows_go_over_the_headings(start: Any) -> None:
    async with start() as program:
        await program.press("question_mark")
        for key in ("down", "down", "pagedown", "pagedown", "up", "pageup") * 3:
            await program.press(key)
            marked = [row for row in program.rows[2:-1] if row.startswith(" > ")]
            assert len(marked) == 1


@LANGUAGES
@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
async def test_the_palette_lists_every_command_and_runs_it(
        start: Any, language: str, key: str) -> None:
    async with start(language=language, size=(120, 60)) as program:
        await program.press(key)
        assert program.rows[0].startswith("═" + _("All commands"))
        await program.type("import")
        await program.press("enter")
        assert isinstance(program.app.screen, ImportScreen)


@LANGUAGES
async def test_every_command_can_be_found_by_its_own_help_line(
        start: Any, language: str) -> None:
    async with start(language=language) as program:
        for command in COMMANDS:
            found = topics(program.place.contexts, _(command.help), Keymap())
            assert command.id in {one.command.id for one in found if one.command}
        everything = topics(program.place.contexts, "", Keymap())
        assert {one.command.id for one in everything if one.command} == {c.id for c in COMMANDS}


@pytest.mark.parametrize("key", ["escape", "f1", "q", "question_mark", "ctrl+q"])
async def test_help_closes_as_it_opened(start: Any, key: str) -> None:
    async with start() as program:
        await program.press("question_mark", key)
        assert program.app.screen is program.place


# -- the first start ------------------------------------------------------------------------


@asynccontextmanager
async def first_start(language: str, size: tuple[int, int] = (80, 24)) -> Any:
    texts.use(language, "AT")

    def book(records: tuple[Prospect, ...] = ()) -> Book:
        return Book.open("", today=TODAY, checklist=Checklists, memory=True,
                         records=records, user="test")

    app = KundenqApp(book(), Checklists(), Keymap(), profile=Profile(), today=TODAY,
                     author="test", clock=lambda: datetime(2026, 2, 23, 9, 0), first_run=True,
                     open_demo=lambda: book(demo_prospects(TODAY, lang=texts.language())))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot
    app.close()


@LANGUAGES
async def test_the_first_start_offers_its_keys_in_the_language(language: str) -> None:
    async with first_start(language) as (app, pilot):
        assert isinstance(app.screen, FirstRun)
        shown = "\n".join(rows_of(app))
        for key, label in (("1", _("Practise with sample customers")), ("2", _("Start empty")),
                           ("3", _("Import addresses")), ("L", "English / Deutsch"),
                           ("q", _("Quit"))):
            assert f"{key}  {label}" in shown
        before = rows_of(app)
        await pilot.press("L")
        await pilot.pause()
        assert rows_of(app) != before
        await pilot.press("L")
        await pilot.pause()
        assert rows_of(app) == before
        await pilot.press("x", "enter", "space", "4")
        await pilot.pause()
        assert isinstance(app.screen, FirstRun)


async def test_one_shows_the_sample_customers_with_their_mark() -> None:
    async with first_start("de") as (app, pilot):
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, Workplace)
        assert len(app.book.rows) == 40
        assert "ÜBUNG" in rows_of(app)[0]


@LANGUAGES
async def test_two_starts_empty_and_says_how_to_go_on(language: str) -> None:
    async with first_start(language) as (app, pilot):
        await pilot.press("2")
        await pilot.pause()
        assert isinstance(app.screen, Workplace)
        shown = "\n".join(rows_of(app))
        for text in (_("No customers yet."), "n  ", "g i  "):
            assert text in shown
        assert "ÜBUNG" not in rows_of(app)[0]
        assert "PRACTICE" not in rows_of(app)[0]
        await pilot.press("n", *"Adler", "enter")
        await pilot.pause()
        assert len(app.book.rows) == 1


async def test_three_goes_straight_to_the_import_and_back_to_the_workplace() -> None:
    async with first_start("de") as (app, pilot):
        await pilot.press("3")
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Workplace)


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+q"])
async def test_the_first_start_can_be_left(key: str) -> None:
    async with first_start("de") as (app, pilot):
        await pilot.press(key)
        await pilot.pause()
        assert app._exit is True
        assert app.return_value == 0


# -- import ------------------------------------------------------------------------------------

CSV = ("Firma;Ort;Telefon;Geburtstag\r\n"
       "Adler KG;Wien;01 234567;03.04.1977\r\n"
       "Berger GmbH;Linz;0732 12345;\r\n"
       ";Graz;;\r\n")


async def read(program: Any, path: Path) -> None:
    """Type the path, Enter, and wait for the reader."""
    screen = program.app.screen
    screen.query_one("LineInput").value = str(path)
    await program.press("enter")
    for _n in range(200):
        await program.pilot.pause(0.01)
        if not screen.reader.busy:
            return
    raise AssertionError("the reader never ended")


@LANGUAGES
async def test_a_file_is_shown_first_and_imported_as_one_step(
        start: Callable[..., Any], tmp_path: Path, language: str) -> None:
    source = tmp_path / "adressen.csv"
    source.write_text(CSV, encoding="cp1252", newline="")
    async with start(language=language, records=()) as program:
        await program.press("g", "i")
        assert "[1 " in program.rows[1]
        await read(program, source)
        assert "[2 " in program.rows[1]
        shown = program.text
        assert "adressen.csv" in shown
        assert ("neu: 2 Zeilen" if language == "de" else "new: 2 rows") in shown
        assert _("Refused") in shown
        assert program.book.sequence == 0, "nothing is saved yet"
        await program.press("j", "k", "pagedown", "pageup", "enter")
        assert program.app.screen is program.place
        assert {row.short for row in program.book.rows.values()} == {"Adler", "Berger"}
        assert program.place.desk.view.total == 2
        refused = [path for path in tmp_path.iterdir() if path != source]
        assert len(refused) == 1
        assert "Graz" in refused[0].read_text(encoding="utf-8-sig")
        assert "2" in program.status
        await program.press("u", "j")
        await program.app.workers.wait_for_complete()
        assert dict(program.book.rows) == {}
        await program.press("U")
        assert len(program.book.rows) == 2


async def test_what_is_on_file_already_is_completed_added_or_left_out(
        start: Callable[..., Any], tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("Firma;Ort;Telefon\nAdler KG;Wien;01 234567\n", encoding="utf-8")
    on_file = Prospect(id="a", name="Adler KG", legal_form="KG", created=TODAY)
    for key, count, phone in (("1", 1, "01 234567"), ("2", 2, ""), ("3", 1, "")):
        async with start(records=(on_file,)) as program:
            await program.press("g", "i")
            await read(program, source)
            await program.press(key)
            shown = program.text
            assert f"[{key} " in shown, "the choice is visible"
            await program.press("enter")
            if key == "1":
                assert program.book.get("a").phone == "", "all who are on file: asked once more"
                await program.press("enter")
            assert len(program.book.rows) == count
            assert program.book.get("a").phone == phone


@LANGUAGES
async def test_escape_goes_back_step_by_step_and_saves_nothing(
        start: Callable[..., Any], tmp_path: Path, language: str) -> None:
    source = tmp_path / "a.csv"
    source.write_text(CSV, encoding="utf-8")
    async with start(language=language, records=()) as program:
        await program.press("g", "i")
        await read(program, source)
        await program.press("escape")
        assert "[1 " in program.rows[1]
        assert str(source)[:20] in program.rows[2], "the name still stands there"
        await program.press("escape")
        assert program.app.screen is program.place
        assert program.book.sequence == 0


@LANGUAGES
@pytest.mark.parametrize("name", ["fehlt.csv", ".", "leer.csv", "bild.png", ""])
async def test_a_file_that_cannot_be_read_is_named_and_the_path_stays(
        start: Callable[..., Any], tmp_path: Path, language: str, name: str) -> None:
    (tmp_path / "leer.csv").write_bytes(b"")
    (tmp_path / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    async with start(language=language, records=()) as program:
        await program.press("g", "i")
        if name:
            await read(program, tmp_path / name)
        else:
            await program.press("enter")
        assert "[1 " in program.rows[1]
        status = program.status
        assert len(status) > 10
        assert program.book.sequence == 0
        await program.press("escape", "escape")
        assert program.app.screen is program.place


async def test_escape_stops_a_long_reading(start: Callable[..., Any], tmp_path: Path,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()

    def endless(*_args: Any, progress: Callable[[int, int], bool], **_more: Any) -> Any:
        begun.set()
        wait = threading.Event()
        while progress(1, 4):
            wait.wait(0.001)
        raise Stopped(done=1, total=4)

    monkeypatch.setattr(import_reader, "plan_import", endless)
    source = tmp_path / "a.csv"
    source.write_text(CSV, encoding="utf-8")
    async with start(records=()) as program:
        await program.press("g", "i")
        program.app.screen.query_one("LineInput").value = str(source)
        await program.press("enter")
        assert begun.wait(5)
        for _n in range(100):
            await program.pilot.pause(0.01)
            if "25 %" in program.rows[-2]:
                break
        assert "[##########---" in program.rows[-2], program.rows[-2]
        await program.press("escape")
        for _n in range(200):
            await program.pilot.pause(0.01)
            if not program.app.screen.reader.busy:
                break
        assert program.rows[-2].strip() == _("Stopped. Nothing was changed.")
        assert isinstance(program.app.screen, ImportScreen)


async def test_tab_completes_the_name_of_a_file(
        start: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "adressen-2025.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "adressen-2026.csv").write_text(CSV, encoding="utf-8")
    async with start(records=()) as program:
        await program.press("g", "i")
        field = program.app.screen.query_one("LineInput")
        field.value = "adr"
        await program.press("tab")
        assert field.value == "adressen-202"
        assert sum("adressen-202" in row for row in program.rows[3:]) == 2
        await program.type("6")
        await program.press("tab")
        assert field.value == "adressen-2026.csv"
