"""Pictures of the re-assessments and of a walk through a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import picture
from picture import EVERYWHERE, name

from store import Trigger, TriggerKind
from store.demo import demo_prospects

TODAY = date(2026, 2, 23)


def records(language: str) -> Any:
    """The sample customers, two with an event of their own."""
    complaint = Trigger(kind=TriggerKind.COMPLAINT, day=date(2026, 2, 20),
                        note="3 Paletten falsch" if language == "de" else "3 pallets wrong")
    payment = Trigger(kind=TriggerKind.PAYMENT, day=date(2026, 1, 5))
    events = {"d2": (complaint,), "d12": (payment, complaint)}
    return tuple(replace(one, triggers=events.get(one.id, one.triggers))
                 for one in demo_prospects(TODAY, lang=language))


@EVERYWHERE
async def test_the_queue(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size, records=records(language)) as program:
        await program.press("g", "r", "j")
        picture.compare(name("reassessments", language, size), program.rows)


@EVERYWHERE
async def test_a_walk(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await program.press("3", "T", "J", "J")
        picture.compare(name("review", language, size), program.rows)
        await program.press("b", "T")
        picture.compare(name("review_pause", language, size), program.rows)
        await program.press("2")
        picture.compare(name("review_end", language, size), program.rows)
        await program.press("escape", "T", "J", "escape", "T")
        picture.compare(name("review_again", language, size), program.rows)


@EVERYWHERE
async def test_the_bars(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await program.press("W")
        picture.compare(name("event", language, size), program.rows)
        await program.press("6")
        picture.compare(name("event_note", language, size), program.rows)
        await program.press("escape", "V")
        picture.compare(name("confirm_by", language, size), program.rows)
