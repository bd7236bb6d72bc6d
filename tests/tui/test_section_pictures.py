"""The form of every section as text, in both languages and three sizes."""

from __future__ import annotations

from typing import Any

import picture
from picture import EVERYWHERE, name

from tui.flows.editing import edit_section
from tui.form.sections import SECTIONS

KEYS: dict[str, tuple[str, ...]] = {
    "people": ("pagedown", "pagedown"), "finances": ("pagedown", "pagedown"),
    "company": ("pagedown", "pagedown"), "manner": ("pagedown", "pagedown"),
    "deals": ("pagedown",), "activities": ("pagedown",), "needs": ("end",),
    "dates": (), "projects": (),
}
"""Pages of which there is a picture too, on the small screen."""


async def settled(program: Any) -> None:
    """The editor lies where the layout puts it: known a moment after the page is drawn."""
    for _n in range(4):
        await program.pilot.pause()


@EVERYWHERE
async def test_every_section(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await program.go_to("Wolpertec")
        for section in SECTIONS:
            if not section:
                continue
            edit_section(program.place, section)
            await settled(program)
            picture.compare(name("section", section, language, size), program.rows)
            for number, key in enumerate(KEYS[section] if size == (80, 24) else (), 2):
                await program.press(key)
                await settled(program)
                picture.compare(name("section", section, number, language, size), program.rows)
            await program.press("escape")


@EVERYWHERE
async def test_a_contract_while_it_is_typed(
        start: Any, language: str, size: tuple[int, int]) -> None:
    """The day of notice beside the end; a word that is nobody's business under the note."""
    async with start(language=language, size=size) as program:
        await program.go_to("Wolpertec")
        edit_section(program.place, "deals", "contracts", new=True)
        await program.pilot.pause()
        for key in ("Miete", "tab", "31.5.2027", "tab", "3"):
            await (program.press(key) if key == "tab" else program.type(key))
        picture.compare(name("section_contract", language, size), program.rows)
        await program.press("escape")
        edit_section(program.place, "needs", new=True)
        await settled(program)
        await program.type("Der Chef ist oft krank")
        await settled(program)
        picture.compare(name("section_delicate", language, size), program.rows)
