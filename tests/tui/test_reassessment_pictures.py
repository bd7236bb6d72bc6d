"""Pictures of the re-assessments and of a walk through a list."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store import Trigger, TriggerKind
from store.demo import demo_prospects

_SPEC = importlib.util.spec_from_file_location("picture", Path(__file__).with_name("picture.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
picture = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(picture)

TODAY = date(2026, 2, 23)
EVERYWHERE = pytest.mark.parametrize(
    ("language", "size"), [(language, size) for language in ("de", "en")
                           for size in ((80, 24), (120, 40), (200, 60))],
    ids=lambda value: value if isinstance(value, str) else f"{value[0]}x{value[1]}")


def records(language: str) -> Any:
    """The sample customers, two with an event of their own."""
    complaint = Trigger(kind=TriggerKind.COMPLAINT, day=date(2026, 2, 20),
                        note="3 Paletten falsch" if language == "de" else "3 pallets wrong")
    payment = Trigger(kind=TriggerKind.PAYMENT, day=date(2026, 1, 5))
    events = {"d2": (complaint,), "d12": (payment, complaint)}
    return tuple(replace(one, triggers=events.get(one.id, one.triggers))
                 for one in demo_prospects(TODAY, lang=language))


def name(what: str, language: str, size: tuple[int, int]) -> str:
    return f"{what}_{language}_{size[0]}x{size[1]}"


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
