"""Small customers for the tests of the workplace, and what its bar and checklist say."""

from __future__ import annotations

from datetime import date
from typing import Any

from store import Prospect

TODAY = date(2026, 2, 23)


def bar_rows(program: Any) -> str:
    return "\n".join(program.rows[-8:-2])


def prospect(name: str = "Berger", **more: Any) -> Prospect:
    return Prospect(id=name, name=name, created=TODAY, **more)


def answer(program: Any, code: str, name: str = "Berger") -> Any:
    given = program.find(name).assessment
    return given.answer(code) if given else None


async def at(program: Any, number: int) -> None:
    """The cursor of the checklist on a criterion, by keys."""
    await program.press("home", *["down"] * number)
