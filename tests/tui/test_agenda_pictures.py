"""Pictures of the agenda."""

from __future__ import annotations

from typing import Any

import picture
from picture import EVERYWHERE, name


@EVERYWHERE
async def test_the_agenda(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await program.press("g", "a", "j", "j")
        counter = program.app.screen.counter
        await program.until(lambda _rows: counter is None or counter.complete)
        picture.compare(name("agenda", language, size), program.rows)
        await program.press("o")
        picture.compare(name("agenda_kinds", language, size), program.rows)


@EVERYWHERE
async def test_a_week_and_a_year(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await program.press("g", "a", *"jjjjjjjjjj")
        if size != (80, 24):
            await program.press("z")
            picture.compare(name("agenda_week", language, size), program.rows)
        await program.press("z")
        counter = program.app.screen.counter
        await program.until(lambda _rows: counter.complete)
        picture.compare(name("agenda_year", language, size), program.rows)
