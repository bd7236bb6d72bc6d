"""What customers are worth, as a view of the analysis."""

from __future__ import annotations

from typing import Any

import picture
import pytest
from picture import EVERYWHERE, LANGUAGES, name, plain

from tui.terminal.startup import Profile


async def go(program: Any) -> Any:
    """To the view, by its place in the row of views."""
    await program.press("g", "p")
    screen = program.app.screen
    at = next(n for n, one in enumerate(screen.views, 1) if one.code == "value")
    await program.press(str(at))
    while screen.scene.counted is None:
        await program.pilot.pause(0.01)
    await program.pilot.pause()
    return screen


def without_tabs(rows: list[str]) -> list[str]:
    """The names of the other views are no matter of this one."""
    return [*rows[:1], *rows[2:-1]]


@EVERYWHERE
async def test_what_customers_are_worth(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await go(program)
        await program.press("j", "j")
        picture.compare(name("worth", language, size), without_tabs(program.rows))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_orders_fifths_there_and_back(start: Any, language: str) -> None:
    profile = Profile(ascii=True)
    async with start(language=language, profile=profile, size=(120, 40)) as program:
        await program.press("g", "p", "j", "j", "enter")
        screen = await go(program)
        assert program.status.startswith("Zirbelfunk"), "the cursor stays on its customer"
        await program.press("o", "3", "home")
        assert screen.active.valued.at(0).row.short == "Wolpertec Anlagenbau"
        await program.press("space")
        assert {"de": "brauchen mindestens 50 Kunden",
                "en": "Fifths need at least 50 customers"}[language] in program.status
        await program.press("end")
        assert screen.key == screen.active.valued.id(25)
        rows = plain(program)
        assert "\n".join(rows).isascii()
        picture.compare(name("worth_ascii", language, (120, 40)), without_tabs(rows))
        await program.press("enter")
        assert program.view.row.short == "Lodenlurch Trachten Handels"
        assert program.view.appraisal.rfm is not None, "the average of all is known now"
        await go(program)
        assert (program.app.screen.cursor, program.app.screen.active.order) == (25, "margin")
        table = program.app.screen.active.table()
        assert len(table) == 27
        assert {len(row) for row in table} == {14}
        assert table[1][8:10] == [5_896_000, 16_361_116]


async def test_nobody_is_worth_anything_yet_and_small_windows(start: Any) -> None:
    async with start(records=(), practice=False, language="de") as program:
        await go(program)
        assert "Noch keine Kunden" in program.text
    for size in ((60, 20), (40, 12)):
        async with start(language="de", size=size) as program:
            await go(program)
            picture.compare(name("worth_small", "de", size), without_tabs(program.rows))
