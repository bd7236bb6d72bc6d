"""Pictures of the analysis."""

from __future__ import annotations

from typing import Any

import picture
import pytest
from picture import EVERYWHERE, LANGUAGES, name

from tui.terminal.startup import Profile


def plain(program: Any) -> list[str]:
    """What an ASCII terminal gets."""
    rows = []
    for strip in program.app.screen._compositor.render_strips():
        for one in program.app.get_line_filters():
            strip = strip.apply_filter(one, program.app.screen.styles.background)
        rows.append("".join(segment.text for segment in strip).rstrip())
    return rows


@EVERYWHERE
async def test_the_pareto(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await program.press("g", "p", "j", "j", "plus")
        picture.compare(name("pareto", language, size), program.rows)
        await program.press("space", "o", "2", "G")
        picture.compare(name("pareto_margin", language, size), program.rows)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_plain_characters_and_small_windows(start: Any, language: str) -> None:
    async with start(language=language, profile=Profile(ascii=True)) as program:
        await program.press("g", "p", *"jjjjjjjj")
        rows = plain(program)
        assert "\n".join(rows).isascii()
        picture.compare(name("pareto_ascii", language, (80, 24)), rows)
    for size in ((60, 20), (40, 12)):
        async with start(language=language, size=size) as program:
            await program.press("g", "p", *"jjjjjjjj")
            picture.compare(name("pareto_small", language, size), program.rows)
