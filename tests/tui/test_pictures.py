"""Every screen and bar as text, in both languages and three sizes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import picture
import pytest
from picture import EVERYWHERE, SIZES, name

from store import Book, Checklists
from tui import texts
from tui.app import KundenqApp
from tui.keymap import Keymap
from tui.terminal.startup import Profile
from tui.view import Pane

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


async def home(program: Any) -> None:
    """Back to the list without a bar or half a sequence."""
    await program.press("escape")
    for _n in range(6):
        if program.place.bar is None and program.app.screen is program.place:
            break
        await program.press("escape")
    desk = program.place.desk
    desk.zoom(False)
    desk.unmark()
    desk.filter("")
    desk.select("d33")
    program.place.show(desk.focus(Pane.LIST))
    program.place.say("")
    await program.pilot.pause()


BARS: dict[str, tuple[str, ...]] = {
    "activity": ("a", "=will Angebot"), "activity_date": ("a", "=will Angebot >2w"),
    "date_empty": ("g", "d"), "date": ("g", "d", "=14.6. Hochzeitstag"),
    "activity_empty": ("a",),
    "activity_whole": ("a", "=Besuch gestern 45 min mit Thaler: gezeigt = will Angebot >2w"),
    "gift": ("t", "4"), "gift_line": ("t", "4", "=Flasche Wein 45 eur, gut >2w Rückruf"),
    "gift_much": ("t", "4", "=Korb 60 eur", "enter"), "done_line": ("t", "space", "5", "=gut"),
    "follow_up": ("f",), "follow_up_words": ("f", "=fr"), "follow_up_bad": ("f", "=quark"),
    "after_call": ("a", "enter"), "class": ("c",), "order": ("o",),
    "knock_out": ("l", "home", "down", "0"), "knock_out_reason": ("l", "home", "down", "0", "1"),
    "words": ("l", "home", "enter", "f2", "=weil der Pachtvertrag endet"),
    "quick_add": ("n",),
    "quick_add_full": ("n", "=Zirbelfunk GmbH, 3550 Langenlois; Eva Huber; 02734 5; >2w B"),
    "filter": ("s", "=wien"), "filter_nothing": ("s", "=Xaverl", "enter"),
    "done_how": ("t", "space"), "skip": ("t", "minus"), "why": ("w",), "after_g": ("g",),
    "why_end": ("w", "pagedown", "pagedown", "pagedown", "pagedown", "pagedown"),
    "otherwise": ("r",), "otherwise_words": ("r", "1"),
    "otherwise_reason": ("r", "3"), "stage": ("E",), "method": ("l", "m"),
}


@EVERYWHERE
async def test_the_workplace_in_every_focus(
        start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        picture.compare(name("workplace", language, size), program.rows)
        await home(program)
        for pane, keys in (("checklist", "l"), ("profile", "p"), ("today", "t")):
            await program.press(keys)
            picture.compare(name("workplace", pane, language, size), program.rows)
            await home(program)
        await program.press("z")
        picture.compare(name("zoom_list", language, size), program.rows)
        await home(program)
        await program.press("m", "m", "c", "b")
        picture.compare(name("marked", language, size), program.rows)


@EVERYWHERE
async def test_every_bar(start: Any, language: str, size: tuple[int, int]) -> None:
    """The large sizes show the same words: there the bars that use the room."""
    wanted = BARS if size == (80, 24) else {
        key: BARS[key] for key in ("quick_add_full", "why", "why_end", "knock_out_reason",
                                   "follow_up", "stage", "activity_whole", "gift_line", "date")}
    async with start(language=language, size=size) as program:
        for bar, keys in wanted.items():
            await home(program)
            for key in keys:
                if key.startswith("="):
                    program.app.screen.query_one("LineInput").value = key[1:]
                    await program.pilot.pause()
                else:
                    await program.press(key)
            picture.compare(name("bar", bar, language, size), program.rows)


@EVERYWHERE
async def test_help_palette_and_import(
        start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        for screen, keys in (("help", ("question_mark",)), ("palette", ("colon",)),
                             ("import_1", ("g", "i"))):
            await home(program)
            await program.press(*keys)
            picture.compare(name(screen, language, size), program.rows)


@EVERYWHERE
async def test_the_edit_form(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await home(program)
        await program.press("e")
        picture.compare(name("form", language, size), program.rows)


@LANGUAGES
@pytest.mark.parametrize("size", SIZES[:2], ids=["80x24", "120x40"])
async def test_what_was_found_in_a_file(
        start: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        language: str, size: tuple[int, int]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("adressen.csv").write_text(
        "Firma;Ort;Telefon;Ansprechpartner;Geburtstag;Lieblingsfarbe\n"
        "Adler Werkzeug KG;Wien;01 234567;Eva Huber;03.04.1977;blau\n"
        "Gipfelmops Sportartikel;Kufstein;+49 89 99998 033;;;\n"
        "Berger & Söhne GmbH;Linz;0732 12345;Karl Berger;31.02.80;rot\n"
        ";Graz;;;;\n", encoding="cp1252")
    async with start(language=language, size=size) as program:
        await program.press("g", "i")
        screen = program.app.screen
        screen.query_one("LineInput").value = "adressen.csv"
        await program.press("enter")
        for _n in range(200):
            await program.pilot.pause(0.01)
            if not screen.reader.busy:
                break
        await program.pilot.pause()
        picture.compare(name("import_2", language, size), program.rows)


@EVERYWHERE
async def test_an_empty_base(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size, records=(), practice=False) as program:
        picture.compare(name("empty", language, size), program.rows)


@LANGUAGES
async def test_an_empty_list(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("9")
        picture.compare(name("empty_archive", language, (80, 24)), program.rows)


@asynccontextmanager
async def first_start(language: str, size: tuple[int, int]) -> Any:
    texts.use(language, "AT")
    book = Book.open("", today=TODAY, checklist=Checklists, memory=True, user="test")
    app = KundenqApp(book, Checklists(), Keymap(), profile=Profile(), today=TODAY,
                     author="test", clock=lambda: datetime(2026, 2, 23, 9, 0), first_run=True)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app
    app.close()


@EVERYWHERE
async def test_the_first_start(language: str, size: tuple[int, int]) -> None:
    async with first_start(language, size) as app:
        rows = ["".join(segment.text for segment in strip).rstrip()
                for strip in app.screen._compositor.render_strips()]
        picture.compare(name("first_run", language, size), rows)


@LANGUAGES
@pytest.mark.parametrize("size", [(40, 12), (60, 20)], ids=["40x12", "60x20"])
async def test_small_windows(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await home(program)
        for pane, keys in (("list", ()), ("checklist", ("l",)), ("profile", ("p",)),
                           ("today", ("t",))):
            await program.press(*keys)
            picture.compare(name("small", pane, language, size), program.rows)


@EVERYWHERE
async def test_the_workplace_in_plain_characters(
        start: Any, language: str, size: tuple[int, int]) -> None:
    """What an ASCII terminal gets: no byte above 127."""
    async with start(language=language, size=size, profile=Profile(ascii=True)) as program:
        await home(program)
        filters = program.app.get_line_filters()
        rows = []
        for strip in program.app.screen._compositor.render_strips():
            for one in filters:
                strip = strip.apply_filter(one, program.app.screen.styles.background)
            rows.append("".join(segment.text for segment in strip).rstrip())
        assert "\n".join(rows).isascii()
        picture.compare(name("ascii", language, size), rows)
