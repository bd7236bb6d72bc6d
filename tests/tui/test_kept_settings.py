"""Settings changed from a screen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from store import Settings


async def test_settings_are_kept_first_and_then_count(start: Any) -> None:
    kept: list[Settings] = []
    async with start(settings=Settings(author="Huber"), keep=kept.append) as program:
        assert program.place.common.settings.author == "Huber"
        other = replace(program.place.common.settings, hourly_rate=9_000)
        program.app.keep_settings(other)
        assert kept == [other]
        assert program.place.common.settings is other
