"""Fields of one's own and of the industry in the form of the company (domain.md B20, B22)."""

from __future__ import annotations

from datetime import date
from typing import Any

import picture
import pytest
from picture import EVERYWHERE, name

from store import Extra, Prospect, Stage
from tui.flows.editing import edit_section

TODAY = date(2026, 2, 23)


def franchise(**more: Any) -> Prospect:
    return Prospect(id="s", name="Schneehahn GmbH", created=TODAY, industry="Franchisezentrale",
                    stage=Stage.QUALIFIED, **more)


async def own_page(program: Any) -> None:
    edit_section(program.place, "company")
    await program.pilot.pause()
    for _n in range(60):
        if "Partner oder Mitglieder" in program.text or "Partners or members" in program.text:
            return
        await program.press("tab")
    raise AssertionError("no page of one's own fields")


@EVERYWHERE
async def test_the_page(start: Any, language: str, size: tuple[int, int]) -> None:
    held = franchise(extras=(Extra(code="partners", text="18"),
                             Extra(code="listing", text="listed"),
                             Extra(code="partner_meeting", text="2026-06-03"),
                             Extra(code="gone", text="[/x] 見出し")))
    async with start(records=(held,), language=language, size=size) as program:
        await own_page(program)
        picture.compare(name("form_own", language, size), program.rows)


async def test_what_is_typed_is_stored_by_code_and_undone(start: Any) -> None:
    async with start(records=(franchise(),)) as program:
        await own_page(program)
        await program.type("18")
        await program.press("tab", "3", "tab")
        await program.type("3.6.2026")
        await program.press("ctrl+s")
        found = {one.code: (one.text, one.noted) for one in program.find("Schneehahn").extras}
        assert found == {"partners": ("18", TODAY), "listing": ("listed", TODAY),
                         "partner_meeting": ("2026-06-03", TODAY)}
        await program.press("u")
        assert not program.find("Schneehahn").extras


async def test_emptied_it_is_gone_and_nothing_else_changes(start: Any) -> None:
    held = franchise(extras=(Extra(code="partners", text="18"), Extra(code="gone", text="x")))
    async with start(records=(held,)) as program:
        await own_page(program)
        await program.press("ctrl+u", "ctrl+s")
        assert program.find("Schneehahn").extras == (Extra(code="gone", text="x"),)


@pytest.mark.parametrize("typed", ["viele", "1,5"])
async def test_a_number_is_a_number(start: Any, typed: str) -> None:
    async with start(records=(franchise(),)) as program:
        await own_page(program)
        await program.type(typed)
        await program.press("ctrl+s")
        assert not program.find("Schneehahn").extras
        assert "ganze Zahl" in program.text


async def test_in_the_profile_they_stand_in_words(start: Any) -> None:
    held = franchise(extras=(Extra(code="listing", text="listed"), Extra(code="gone", text="x")))
    async with start(records=(held,), size=(120, 60)) as program:
        await program.press("p", "7")
        assert "Listung der Zentrale" in program.text
        assert "gelistet" in program.text
        assert "gone" in program.text
