"""Panes, lists, filter, order, marks, zoom and language, key by key."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from store.demo import demo_prospects
from tui import texts
from tui.commands import COMMANDS
from tui.texts import _
from tui.view import LISTINGS, ORDERS, Pane

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
UMLAUTS = re.compile("[äöüßÄÖÜ]")


# -- panes -----------------------------------------------------------------------------


async def test_tab_goes_round_the_panes_and_shift_tab_back(start: Any) -> None:
    async with start() as program:
        assert program.view.pane is Pane.LIST
        seen = []
        for _n in range(4):
            await program.press("tab")
            seen.append(program.view.pane)
        assert seen == [Pane.CHECKLIST, Pane.PROFILE, Pane.TODAY, Pane.LIST]
        await program.press("shift+tab")
        assert program.view.pane is Pane.TODAY
        await program.press("shift+tab")
        assert program.view.pane is Pane.PROFILE


@pytest.mark.parametrize(("right", "left"), [("l", "h"), ("right", "left")])
async def test_left_and_right_go_along_the_panes_and_stop_at_the_edge(
        start: Any, right: str, left: str) -> None:
    async with start() as program:
        await program.press(right)
        assert program.view.pane is Pane.CHECKLIST
        await program.press(right)
        assert program.view.pane is Pane.PROFILE
        await program.press(right)
        assert program.view.pane is Pane.PROFILE
        await program.press(left, left, left)
        assert program.view.pane is Pane.LIST


async def test_the_pane_in_focus_has_the_double_line(start: Any) -> None:
    async with start() as program:
        headings = {Pane.LIST: "═1 Alle 40", Pane.CHECKLIST: "═Grundcheck",
                    Pane.PROFILE: "═Wolpertec", Pane.TODAY: "═Heute dran"}
        for key, pane in (("g l", Pane.LIST), ("l", Pane.CHECKLIST), ("p", Pane.PROFILE),
                          ("t", Pane.TODAY)):
            await program.press(*key.split())
            assert program.view.pane is pane
            screen = program.text
            for other, heading in headings.items():
                if other is Pane.PROFILE and pane is Pane.TODAY:
                    continue
                assert (heading in screen) == (other is pane)


async def test_digits_act_only_in_the_pane_in_focus(start: Any) -> None:
    async with start() as program:
        before = program.book.sequence
        await program.press("2")
        assert program.view.listing.number == 2
        assert program.book.sequence == before
        await program.press("1", "p", "2", "3", "9", "0")
        assert program.view.listing.number == 1
        assert program.book.sequence == before
        await program.press("h", "l", "3")
        assert program.view.listing.number == 1
        assert program.book.sequence == before + 1


async def test_moving_in_the_list_takes_profile_and_checklist_along(start: Any) -> None:
    async with start() as program:
        for key, cursor in (("j", 1), ("down", 2), ("k", 1), ("up", 0), ("k", 0), ("G", 39),
                            ("j", 39), ("home", 0), ("end", 39), ("g g", 0)):
            await program.press(*key.split())
            assert program.view.cursor == cursor
            assert any(program.view.row.name in row for row in program.rows)
        await program.press("pagedown")
        page = program.view.cursor
        assert 5 < page < 39
        await program.press("pageup")
        assert program.view.cursor == 0


async def test_the_next_customer_comes_from_any_pane(start: Any) -> None:
    async with start() as program:
        for pane, keys in ((Pane.CHECKLIST, ("l",)), (Pane.PROFILE, ("p",))):
            await program.press("g", "l", "g", "g", *keys)
            await program.press("J")
            assert (program.view.cursor, program.view.pane) == (1, pane)
            await program.press("shift+down", "K")
            assert program.view.cursor == 1
            await program.press("shift+up")
            assert (program.view.cursor, program.view.pane) == (0, pane)


async def test_in_the_strip_the_customer_of_the_row_is_shown(start: Any) -> None:
    async with start() as program:
        await program.press("t")
        assert program.view.row.short == "Gipfelmops Sportartikel"
        await program.press("j")
        assert program.view.row.short == "Molkeflug Käserei"
        assert any("─Molkeflug Käserei" in row for row in program.rows)


async def test_the_profile_scrolls_and_stops_at_its_end(start: Any) -> None:
    async with start() as program:
        await program.press("p")
        first = program.rows[6]
        await program.press("j")
        assert program.rows[6] != first
        await program.press("end")
        last = program.view.scroll
        await program.press("j", "pagedown")
        assert program.view.scroll == last
        await program.press("home")
        assert program.rows[6] == first


# -- going back --------------------------------------------------------------------------


async def test_q_goes_back_one_level_at_a_time_and_ends_at_the_top(start: Any) -> None:
    async with start() as program:
        await program.press("2", "s")
        await program.type("bre")
        await program.press("enter", "m", "l", "z")
        states = []
        for _n in range(5):
            await program.press("q")
            view = program.view
            states.append((view.zoom, view.pane is Pane.LIST, bool(view.marked),
                           bool(view.query), view.listing.number))
        assert states == [
            (False, False, True, True, 2), (False, True, True, True, 2),
            (False, True, False, True, 2), (False, True, False, False, 2),
            (False, True, False, False, 1)]
        assert program.app._exit is False
        await program.press("q")
        await program.app.workers.wait_for_complete()
        assert program.app._exit is True


async def test_escape_never_ends_the_program(start: Any) -> None:
    async with start() as program:
        await program.press(*["escape"] * 8)
        await program.app.workers.wait_for_complete()
        assert program.app._exit is False
        await program.press("ctrl+q")
        await program.app.workers.wait_for_complete()
        assert program.app._exit is True


# -- lists, filter, order, marks ------------------------------------------------------------


@LANGUAGES
async def test_each_digit_shows_its_list(start: Any, language: str) -> None:
    async with start(language=language) as program:
        for listing in LISTINGS:
            await program.press(str(listing.number))
            assert program.view.listing is listing
            heading = f"═{listing.number} {_(listing.label)} {program.view.total}"
            assert program.rows[5].startswith(heading[:34])
        assert program.view.total == 0
        assert any(_("Nobody in this list.") in row for row in program.rows)


@LANGUAGES
async def test_the_filter_narrows_with_every_letter(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("slash")
        totals = []
        for letter in "gipf":
            await program.type(letter)
            totals.append(len(program.view.rows))
        assert totals == sorted(totals, reverse=True)
        assert totals[-1] == 1
        of = "von" if language == "de" else "of"
        assert program.rows[5].startswith(f"═/gipf: 1 {of} 40")
        await program.pilot.press("backspace", "backspace", "backspace", "backspace")
        await program.pilot.pause()
        assert len(program.view.rows) == 40
        await program.press("escape")
        assert program.view.query == ""


async def test_arrows_choose_while_the_filter_is_typed(start: Any) -> None:
    async with start() as program:
        await program.press("s")
        await program.type("wien")
        assert len(program.view.rows) > 1
        await program.press("down")
        assert program.view.cursor == 1
        wanted = program.view.row.id
        await program.press("enter")
        assert (program.view.row.id, program.view.query) == (wanted, "wien")
        await program.press("escape")
        assert (program.view.row.id, program.view.query) == (wanted, "")


@LANGUAGES
async def test_a_filter_without_result_offers_to_add_what_was_typed(
        start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("s")
        await program.type("Xaverl")
        assert any("'Xaverl'" in row or "„Xaverl“" in row for row in program.rows[7:10])
        await program.press("enter", "n", "enter")
        assert program.find("Xaverl").name == "Xaverl"
        assert program.view.row.name == "Xaverl"


@LANGUAGES
async def test_orders_are_chosen_by_digit_and_turned_by_the_same_key(
        start: Any, language: str) -> None:
    async with start(language=language, size=(200, 60)) as program:
        for number, one in enumerate(ORDERS, 1):
            await program.press("o")
            assert _(one.label) in "\n".join(program.rows[-6:])
            await program.press(str(number))
            assert program.view.order is one
        assert program.view.reverse is False
        await program.press("o", "o")
        assert program.view.reverse is True
        assert _("(reversed)") in "\n".join(row for row in program.rows if row.startswith("═"))
        await program.press("o", "escape")
        assert program.view.order is ORDERS[-1]


@LANGUAGES
async def test_marked_rows_are_counted_in_the_heading(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("m", "space")
        assert len(program.view.marked) == 2
        word = "markiert" if language == "de" else "marked"
        assert program.rows[5].startswith(f"═2 {word}")
        assert program.rows[7][1] == "+"
        await program.press("M")
        assert program.view.marked == frozenset()
        await program.press("M")
        assert len(program.view.marked) == 40
        await program.press("escape")
        assert program.view.marked == frozenset()


# -- zoom, which keys follow, language ---------------------------------------------------------


@pytest.mark.parametrize(("keys", "heading"), [
    ((), "═1 Alle 40"), (("l",), "═Grundcheck"), (("p",), "═Wolpertec"), (("t",), "═Heute dran")])
async def test_zoom_gives_a_pane_the_whole_screen(
        start: Any, keys: tuple[str, ...], heading: str) -> None:
    async with start() as program:
        before = program.rows
        await program.press(*keys, "z")
        assert program.rows[1].startswith(heading)
        assert sum("═══" in row for row in program.rows) == 1
        assert not any("│" in row for row in program.rows[1:-2])
        await program.press("z", "g", "l")
        if keys != ("t",):
            assert program.rows == before


@LANGUAGES
async def test_after_g_the_footer_shows_what_can_follow(start: Any, language: str) -> None:
    async with start(language=language) as program:
        status, footer = program.rows[-2:]
        await program.press("g")
        followers = " ".join(program.rows[-2:])
        for command in COMMANDS:
            if command.keys[0].startswith("g ") and command.id != "top":
                assert f"{command.keys[0][2:]} {_(command.label)}" in followers
        await program.press("y")
        assert program.rows[-2:] == [status, footer]
        assert program.place.bar is None


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_language_changes_every_row_at_once(start: Any, size: tuple[int, int]) -> None:
    """A screen switched to English is the screen of a program started in English."""
    records = demo_prospects(date(2026, 2, 23), lang="de")
    async with start(language="en", size=size, records=records) as english:
        await english.press("l")
        wanted = english.rows
    async with start(language="de", size=size, records=records) as program:
        await program.press("l")
        german = program.rows
        assert german != wanted
        await program.press("L")
        assert texts.language() == "en"
        assert program.rows[:-2] == wanted[:-2]
        assert program.rows[-1] == wanted[-1]
        assert program.status == "Language: English."
        await program.press("L")
        assert program.rows[:-2] == german[:-2]
        assert program.rows[-1] == german[-1]
        assert program.status.startswith("Sprache: Deutsch")


async def test_help_follows_the_language(start: Any) -> None:
    async with start(language="en") as program:
        await program.press("question_mark")
        assert program.rows[0].startswith("═Help")
        assert not any(UMLAUTS.search(row) for row in program.rows)
        await program.press("escape", "L", "question_mark")
        assert program.rows[0].startswith("═Hilfe")
        assert any(UMLAUTS.search(row) for row in program.rows)


# -- what arrives by itself -------------------------------------------------------------------


@pytest.mark.parametrize("tail", ["A", "B", "C", "D", "H", "F", "Z", "P"])
@pytest.mark.parametrize("pane", ["", "l", "p", "t"])
async def test_a_torn_arrow_key_changes_no_data(start: Any, pane: str, tail: str) -> None:
    async with start() as program:
        before = program.book.sequence
        await program.press(*pane, "escape", "left_square_bracket", tail)
        assert program.book.sequence == before
        assert program.place.bar is None
        assert program.app._exit is False
