"""What changes on a screen that is covered costs the terminal nothing."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App


@pytest.mark.parametrize("keys", [("g", "r"), ("g", "c"), ("question_mark",), ("e",), ("i",)],
                         ids="-".join)
async def test_a_covered_workplace_draws_nothing_and_is_right_again_on_top(
        start: Any, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]) -> None:
    async with start() as program:
        await program.press(*keys)
        assert program.app.screen is not program.place
        drawn: list[object] = []
        display = App._display

        def counted(app: Any, screen: Any, renderable: object) -> None:
            drawn.append(renderable)
            display(app, screen, renderable)

        monkeypatch.setattr(App, "_display", counted)
        before = program.rows
        for number in range(3):
            program.place.say(f"Nachricht {number}")
            await program.pilot.pause()
        assert drawn == []
        assert program.rows == before
        while program.app.screen is not program.place:
            await program.press("escape")
        assert program.status == "Nachricht 2"
        assert program.rows[-2].strip() == "Nachricht 2"
