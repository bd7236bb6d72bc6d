"""Keys at random: nothing breaks, and undo leads back to the very beginning."""

from __future__ import annotations

import asyncio
import random
from datetime import date
from typing import Any

import pytest
from textual import events

from store.demo import demo_prospects
from tui.screens.workplace import Workplace

TODAY = date(2026, 2, 23)
KEYS = (
    *"abcdefhijklmnoprstuvwxyz", *"ABCDEFGHIJKLMNOPRSTUVWXYZ", *"0123456789",
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab",
    "enter", "enter", "enter", "escape", "escape", "escape", "space", "backspace", "delete",
    "plus", "minus", "full_stop", "comma", "semicolon", "greater_than_sign", "slash",
    "question_mark", "colon", "ctrl+z", "ctrl+y", "ctrl+l", "ctrl+p", "ctrl+u", "ctrl+s", "f1",
    "f2", "f5", "shift+up", "shift+down", "number_sign", "ä", "ß",
)
TORN = (("escape", "left_square_bracket", "A"), ("escape", "left_square_bracket", "D"),
        ("escape", "O", "P"), ("escape", "left_square_bracket", "3", "tilde"),
        ("escape", "left_square_bracket", "1", "semicolon", "2", "B"))
"""Arrow and function keys as a slow line delivers them."""
SIGNS = {"space": " ", "plus": "+", "minus": "-", "full_stop": ".", "comma": ",", "slash": "/",
         "semicolon": ";", "greater_than_sign": ">", "question_mark": "?", "colon": ":",
         "number_sign": "#", "left_square_bracket": "[", "tilde": "~"}
"""Left out: what ends the program (q at the top, Ctrl+Q), and Ctrl+G, which needs a shell."""


async def press(program: Any, key: str) -> None:
    """A key without waiting longer than the program needs for it."""
    character = SIGNS.get(key, key if len(key) == 1 else None)
    program.app.post_message(events.Key(key, character))
    for _n in range(6):
        await asyncio.sleep(0)


async def settle(program: Any) -> None:
    await program.pilot.pause()


async def leave_everything(program: Any) -> None:
    """Back to the workplace without a bar."""
    for _n in range(30):
        await settle(program)
        if isinstance(program.app.screen, Workplace) and program.place.bar is None:
            return
        await press(program, "escape")
    raise AssertionError(f"Esc does not lead back: {program.rows}")


@pytest.mark.timeout(240)
@pytest.mark.parametrize(("seed", "size"), [(1, (80, 24)), (2, (120, 40)), (3, (40, 12))])
async def test_random_keys_break_nothing_and_undo_restores_everything(
        start: Any, seed: int, size: tuple[int, int]) -> None:
    records = demo_prospects(TODAY, lang="de")
    dice = random.Random(seed)
    async with start(records=records, size=size) as program:
        pressed = 0
        while pressed < 1_200:
            keys = dice.choice(TORN) if dice.random() < 0.05 else (dice.choice(KEYS),)
            for key in keys:
                await press(program, key)
            pressed += len(keys)
            if pressed % 10 == 0:
                await settle(program)
            assert program.app._exit is False, program.app._exception
        await leave_everything(program)
        assert program.book.sequence > 20, "the keys did something"
        before = -1
        while before != program.book.sequence:
            before = program.book.sequence
            await press(program, "u")
            await settle(program)
        assert {key: program.book.get(key) for key in program.book.rows} == {
            record.id: record for record in records}
        assert program.app._exception is None


@pytest.mark.parametrize("seed", range(3))
async def test_random_keys_on_an_empty_base(start: Any, seed: int) -> None:
    dice = random.Random(seed)
    async with start(records=()) as program:
        for number in range(300):
            await press(program, dice.choice(KEYS))
            if number % 10 == 0:
                await settle(program)
            assert program.app._exit is False, program.app._exception
        await leave_everything(program)
        assert program.app._exception is None
