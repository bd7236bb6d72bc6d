"""Pictures of the analysis."""

from __future__ import annotations

from typing import Any

import picture
import pytest
from picture import EVERYWHERE, LANGUAGES, name, plain

from tui.terminal.startup import Profile


@EVERYWHERE
async def test_the_pareto(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await program.press("g", "p", "j", "j", "plus")
        picture.compare(name("pareto", language, size), program.rows)
        await program.press("space", "o", "2", "G")
        picture.compare(name("pareto_margin", language, size), program.rows)


@EVERYWHERE
async def test_each_view_in_plain_characters(
        start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size, profile=Profile(ascii=True)) as program:
        await program.press("g", "p", *"jjjjjjjj")
        screen, rows = program.app.screen, []
        for view in screen.views:
            while view.needs_figures and screen.scene.counted is None:
                await program.pilot.pause(0.01)
            await program.pilot.pause()
            assert screen.active is view
            rows += plain(program)
            await program.press("tab")
        assert "\n".join(rows).isascii()
        picture.compare(name("analysis_ascii", language, size), rows)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_small_windows(start: Any, language: str) -> None:
    for size in ((60, 20), (40, 12)):
        async with start(language=language, size=size) as program:
            await program.press("g", "p", *"jjjjjjjj")
            picture.compare(name("pareto_small", language, size), program.rows)
