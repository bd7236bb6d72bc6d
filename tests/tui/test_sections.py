"""The forms of the sections through the real key path: keys in, records out of the book."""

from __future__ import annotations

from typing import Any

import pytest
from form_kit import HUBER, TODAY, saved

from store import NeedKind
from tui.flows.editing import edit_section
from tui.form.goal import Goal
from tui.form.sections import SECTIONS
from tui.form.state import open_form
from tui.screens.form import FormScreen
from tui.screens.workplace import Workplace

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


def form(program: Any) -> FormScreen:
    screen = program.app.screen
    assert isinstance(screen, FormScreen), screen
    return screen


async def to(program: Any, code: str) -> None:
    """With Tab to a field of the page."""
    for _n in range(40):
        if form(program).session.field.code == code:
            return
        await program.press("tab")
    raise AssertionError(code)


async def opened(program: Any, section: str, entry: str = "", **more: Any) -> None:
    edit_section(program.place, section, entry, **more)
    await program.pilot.pause()


@LANGUAGES
async def test_a_need_is_added_changed_taken_off_and_undone(start: Any, language: str) -> None:
    async with start(language=language, records=(HUBER,), practice=False) as program:
        await opened(program, "needs", new=True)
        await program.type("Schnellere Lieferung")
        await to(program, "kind")
        await program.press("2", "ctrl+s")
        (need,) = program.book.get("huber").needs
        assert (need.text, need.kind, need.noted) == (
            "Schnellere Lieferung", NeedKind.WANT, TODAY)
        await opened(program, "needs")
        await to(program, "state")
        await program.press("3", "enter")
        (need,) = program.book.get("huber").needs
        assert need.state == "solved"
        await opened(program, "needs")
        await program.press("ctrl+r")
        await program.press("enter")
        assert program.book.get("huber").needs == ()
        await program.press("u")
        assert program.book.get("huber").needs == (need,)


def test_every_section_untouched_is_the_same_record() -> None:
    for section in SECTIONS:
        opened = open_form(HUBER, section)
        assert opened.changes == ()
        assert saved(opened) is HUBER


def test_a_goal_finds_entry_new_page_and_field() -> None:
    form = open_form(HUBER, "people")
    assert Goal(entry="karl", field="wish").find(form) == (4, "wish")
    assert Goal(new=True).find(form) == (6, "")
    assert Goal(field="left").find(form) == (0, "left")
    deals = open_form(HUBER, "deals")
    assert Goal(new=True, entry="contracts").find(deals) == (1, "")


async def test_e_in_the_profile_opens_a_form(start: Any) -> None:
    async with start(records=(HUBER,), practice=False) as program:
        await program.press("p", "e")
        assert form(program).session.form.record is not None
        await program.press("escape")
        assert isinstance(program.app.screen, Workplace)


