"""The class on screen: noted when somebody is assessed or sets it, and told as a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store import (
    Answer,
    Assessment,
    ClassCause,
    ClassNote,
    Prospect,
    Stage,
)
from store.profile.company import RevenueEntry

TODAY = date(2026, 2, 23)
DAY = date(2025, 8, 20)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
FIRM = Prospect(
    id="f", name="Adler", created=date(2020, 1, 1), stage=Stage.REGULAR,
    revenue=(RevenueEntry(first=date(2025, 1, 1), last=date(2025, 12, 31), revenue=1_000_00),),
    assessments=(Assessment(checklist="bestandskunden", version=1, day=DAY, answers=(
        Answer(criterion="DB", rating=2, rated=DAY),)),))


async def test_rating_a_customer_notes_the_class_of_that_day(start: Any) -> None:
    async with start(records=(FIRM,)) as program:
        await program.press("l", "2", "3")
        note = ClassNote(day=TODAY, letter="A", cause=ClassCause.ASSESSED, computed="A",
                         author="test")
        assert program.find("Adler").class_log == (note,)
        await program.press("u", "u")
        assert program.find("Adler") == FIRM


async def test_the_class_by_hand_is_noted_and_undone(start: Any) -> None:
    async with start(records=(FIRM,)) as program:
        await program.press("c", "c")
        after = program.find("Adler")
        assert [(n.letter, n.before, n.cause, n.computed) for n in after.class_log] == [
            ("C", "A", "hand", "A")]
        await program.press("c", "enter")
        assert [(n.letter, n.before, n.cause) for n in program.find("Adler").class_log[1:]] == [
            ("A", "C", "computed")]
        await program.press("u", "u")
        assert program.find("Adler") == FIRM


@LANGUAGES
async def test_who_falls_is_looked_at_when_planned_and_the_queue_says_why(
        start: Any, language: str) -> None:
    noted = replace(FIRM, class_log=(
        ClassNote(day=DAY, letter="A", cause=ClassCause.ASSESSED, computed="A"),))
    async with start(language=language, records=(noted,)) as program:
        await program.press("c", "c", "g", "r")
        row = next(row for row in program.rows if "Adler" in row)
        parts = (("voll", "seit 3 Tagen", "zuvor A-Kunde") if language == "de"
                 else ("full", "for 3 days", "formerly A customer"))
        assert [part for part in parts if part not in row] == []
