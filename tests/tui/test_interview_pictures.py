"""The interview as text, in both languages and three sizes."""

from __future__ import annotations

from typing import Any

import picture
import pytest

STEPS: dict[str, tuple[str, ...]] = {
    "open": ("i",), "confirm": ("i", "2"), "settled": ("i", "0", "2", "1"),
}
BARS: dict[str, tuple[str, ...]] = {
    "knock_out": ("i", "0"), "words": ("i", "2", "up", "enter"), "person": ("i", "c"),
    "ending": ("i", "2", "q"), "follow_up": ("i", "2", "q", "enter"),
}


async def look(program: Any, keys: tuple[str, ...], name: str) -> None:
    await program.go_to("Gipfelmops Sportartikel")
    await program.press(*keys)
    picture.compare(f"interview_{name}", program.rows)


@picture.EVERYWHERE
@pytest.mark.parametrize("step", STEPS)
async def test_the_interview(
        start: Any, step: str, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await look(program, STEPS[step], picture.name(step, language, size))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("bar", BARS)
async def test_the_bars_of_the_interview(start: Any, bar: str, language: str) -> None:
    async with start(language=language) as program:
        await look(program, BARS[bar], f"{bar}_{language}_80x24")


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40)], ids=str)
async def test_nothing_is_wider_than_the_screen(start: Any, size: tuple[int, int]) -> None:
    async with start(size=size) as program:
        await program.go_to("Gipfelmops Sportartikel")
        await program.press("i", "0", "2", "1")
        assert all(len(row) <= size[0] for row in program.rows)
