"""Nothing overflows: every screen and bar at every size, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from store import Prospect
from tui.commands import COMMANDS
from tui.dialogs.bar import Bar
from tui.keymap import Keymap, shown
from tui.texts import _
from tui.view import Pane
from tui.widgets.frame import key_names

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
SIZES = pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)],
                                ids=lambda size: f"{size[0]}x{size[1]}")
STATES: tuple[tuple[str, ...], ...] = (
    (), ("l",), ("p",), ("t",), ("l", "z"), ("m",), ("g",),
    ("n",), ("a",), ("a", "enter"), ("f",), ("c",), ("o",), ("s",), ("w",),
    ("l", "enter"), ("l", "home", "0"), ("l", "home", "0", "1"), ("t", "space"), ("t", "minus"),
    ("question_mark",), ("colon",), ("g", "i"),
)


def drawn(program: Any) -> Iterator[str]:
    """The rows with every blank, as they go to the terminal."""
    for strip in program.app.screen._compositor.render_strips():
        yield "".join(segment.text for segment in strip)


async def resize(program: Any, size: tuple[int, int]) -> None:
    """Another window, drawn."""
    await program.pilot.resize_terminal(*size)
    for _n in range(100):
        await program.pilot.pause()
        if {cell_len(row) for row in drawn(program)} == {size[0]}:
            return


def footer_entries(program: Any) -> set[str]:
    """All entries a footer may hold, as text."""
    names = key_names()
    found = {f"{shown(Keymap().keys(c)[0], names)} {_(c.label)}" for c in COMMANDS}
    found |= {f"{shown(key, names).split()[-1]} {_(c.label)}" for c in COMMANDS
              for key in c.keys if " " in key}
    found |= {f"0-3 {_('Rate')}", f"+ - {_('Evidence')}", f"Enter {_('Words')}",
              f"1-9 {_('Section')}"}
    return found


def check(program: Any, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    width, height = size
    rows = list(drawn(program))
    assert len(rows) == height, keys
    for number, row in enumerate(rows):
        assert cell_len(row) == width, f"row {number} after {keys}: {row!r}"
    bar = program.place.bar
    if program.app.screen is not program.place:
        return
    assert rows[0].startswith(" kundenq"), keys
    if bar is not None:
        shown_bar = program.app.screen.query_one(Bar).region
        assert shown_bar.y >= 1, f"the bar of {keys} covers the heading"
        assert shown_bar.bottom == height - 2, keys
        assert shown_bar.width == width, keys


@pytest.mark.parametrize(("language", "size"), [
    ("de", (40, 12)), ("en", (60, 20)), ("de", (80, 24)), ("en", (80, 24)), ("de", (120, 40)),
    ("en", (200, 60))], ids=str)
async def test_every_row_of_every_screen_and_bar_is_as_wide_as_the_screen(
        start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        for keys in STATES:
            await program.press(*keys)
            check(program, size, keys)
            await program.press("escape")
            for _n in range(3):
                if program.place.bar is not None:
                    await program.press("escape")
            assert program.app.screen is program.place, keys
            assert program.place.bar is None, keys
            program.place.desk.zoom(False)
            program.place.desk.unmark()
            program.place.show(program.place.desk.focus(Pane.LIST))


@LANGUAGES
@SIZES
async def test_the_footer_holds_whole_entries_and_always_help(
        start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        known = footer_entries(program)
        for keys in ((), ("l",), ("p",), ("t",)):
            await program.press("g", "l", *keys)
            footer = program.rows[-1]
            assert footer.endswith(f"? {_('Help')}"), footer
            entries = [part.strip() for part in footer.split("  ") if part.strip()]
            assert len(entries) >= 3, footer
            for entry in entries:
                assert entry in known, f"{entry!r} in {footer!r}"


@LANGUAGES
@pytest.mark.parametrize(("size", "least"), [((80, 24), 7), ((120, 40), 9), ((200, 60), 11)])
async def test_wider_screens_show_more_keys(
        start: Any, language: str, size: tuple[int, int], least: int) -> None:
    async with start(language=language, size=size) as program:
        entries = [part for part in program.rows[-1].split("  ") if part.strip()]
        assert len(entries) >= least


@LANGUAGES
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_headings_and_states_are_whole_from_80_columns_on(
        start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        view = program.view
        screen = program.text
        assert f"═1 {_('All')} 40, {_('by priority')}═" in screen
        assert ("√ gespeichert" if language == "de" else "√ saved") in program.rows[0]
        assert ("Mo 23.02.26" if language == "de" else "Mon 23 Feb 2026") in program.rows[0]
        for place in (_("List"), _("Agenda"), _("Help")):
            assert place in program.rows[0]
        verdict = "Grundcheck: verfolgen" if language == "de" else "Basic check: pursue"
        assert verdict in screen
        assert ("97 (97-97)" if size[0] == 80 else "97 ") in screen
        heads = {"de": ("Firma", "K V Pkt Termin"), "en": ("Company", "C P Pts Next")}[language]
        for head in heads:
            assert head in screen
        for criterion in view.checklist.criteria:
            label = criterion.label.de if language == "de" else criterion.label.en
            assert label[:15] in screen


@LANGUAGES
@pytest.mark.parametrize("size", [(40, 12), (60, 20), (79, 24), (80, 23)])
async def test_below_80x24_there_is_one_pane_at_a_time(
        start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        for keys, pane in (((), Pane.LIST), (("l",), Pane.CHECKLIST), (("p",), Pane.PROFILE),
                           (("t",), Pane.TODAY)):
            await program.press(*keys)
            assert program.view.pane is pane
            headings = [row for row in program.rows[1:-2] if row[:1] == "═"]
            assert len(headings) == 1, program.rows
            assert not any("│" in row for row in program.rows[1:-2])
            assert program.rows[1].startswith("═")


@LANGUAGES
@pytest.mark.parametrize("size", [(39, 12), (40, 11), (20, 5), (10, 3), (1, 1)])
async def test_where_no_pane_has_room_there_is_one_sentence(
        start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        text = " ".join(" ".join(program.rows).split())
        if size[0] >= 20:
            assert "40x12" in text
            assert ("zu klein" if language == "de" else "too small") in text
        assert "Wolpertec" not in text
        for strip in drawn(program):
            assert cell_len(strip) == size[0]
        await program.press("j", "l", "3", "u", "question_mark", "escape", "n", "escape")


@LANGUAGES
async def test_the_window_can_be_made_smaller_and_larger_at_any_moment(
        start: Any, language: str) -> None:
    async with start(language=language, size=(120, 40)) as program:
        before = program.rows
        for size in ((80, 24), (60, 20), (40, 12), (30, 8), (200, 60), (79, 24), (120, 40)):
            await resize(program, size)
            rows = list(drawn(program))
            assert len(rows) == size[1]
            assert {cell_len(row) for row in rows} == {size[0]}
        assert program.rows == before
        await program.press("n")
        await program.type("Adler")
        await resize(program, (60, 20))
        assert program.place.bar.text == "Adler", "a half-typed line survives"
        assert {cell_len(row) for row in drawn(program)} == {60}


@LANGUAGES
async def test_why_and_long_bars_scroll_on_a_small_screen(start: Any, language: str) -> None:
    async with start(language=language, size=(40, 12)) as program:
        await program.press("w")
        first = program.rows[3:9]
        await program.press("pagedown")
        assert program.rows[3:9] != first
        for _n in range(30):
            await program.press("pagedown")
        last = program.rows[3:9]
        await program.press("j")
        assert program.rows[3:9] == last
        await program.press("escape")


@LANGUAGES
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_an_empty_base_fits_too(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size, records=()) as program:
        for keys in ((), ("l",), ("p",), ("t",), ("w",), ("e",), ("a",), ("f",), ("c",), ("x",),
                     ("m",), ("z",)):
            await program.press(*keys)
            for row in drawn(program):
                assert cell_len(row) == size[0], keys
            await program.press("escape", "escape", "g", "l")
        assert program.app.screen is program.place


@LANGUAGES
async def test_a_reason_and_a_name_are_seen_at_40_columns(start: Any, language: str) -> None:
    """Whom to call and why, also on the smallest screen."""
    async with start(language=language, size=(40, 12)) as program:
        await program.press("t")
        assert program.rows[2].startswith(">! Gipfelm")
        assert ("Rahmen" if language == "de" else "Settle") in program.rows[2]


@LANGUAGES
async def test_no_label_of_a_long_profile_is_cut(start: Any, language: str) -> None:
    record = Prospect(
        id="a", name="Adler", created=date(2026, 1, 1), employees=12,
        owners="x", structure="x", culture="x", competitor="x", referral="x", source="x",
        tags=("x",), number="1", web="x", phone="1", email="x@y.at")
    async with start(language=language, size=(200, 60), records=(record,)) as program:
        screen = program.text
        for label in ("Number", "Phone", "E-mail", "Web", "Staff", "Structure", "Owners",
                      "Competitor", "Culture", "Referral", "Source", "Tags"):
            assert f" {_(label)} " in screen, label


@LANGUAGES
async def test_the_keys_of_the_import_are_whole(
        start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("Firma;Ort\nAdler;Wien\n", encoding="utf-8")
    async with start(language=language) as program:
        await program.press("g", "i")
        screen = program.app.screen
        assert program.rows[-1].endswith("Esc Zurück  F1 Hilfe" if language == "de"
                                         else "Esc Back  F1 Help")
        screen.query_one("LineInput").value = "a.csv"
        await program.press("enter")
        for _n in range(200):
            await program.pilot.pause(0.01)
            if not screen.reader.busy:
                break
        assert program.rows[-1] == (
            " Enter importieren  Esc Zurück  e Zeichensatz  m Umsatz  j blättern  ? Hilfe"
            if language == "de" else
            " Enter import  Esc Back  e encoding  m amounts  j scroll  ? Help")
