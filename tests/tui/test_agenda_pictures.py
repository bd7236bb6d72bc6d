"""Pictures of the agenda."""

from __future__ import annotations

from typing import Any

import picture
from picture import EVERYWHERE, name


@EVERYWHERE
async def test_the_agenda(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await program.press("g", "a", "j", "j")
        picture.compare(name("agenda", language, size), program.rows)
        await program.press("o")
        picture.compare(name("agenda_kinds", language, size), program.rows)
