"""Another checklist, another stage: what goes along, what is asked, what is not possible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store import Answer, Assessment, Evidence, Prospect, Stage
from store.profile.company import Need
from tui.texts import _

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
GOOD = "M3 Z2 R2 B3 E3 T2"


def prospect(given: str, **more: Any) -> Prospect:
    answers = tuple(Answer(criterion=code[:-1], rating=int(code[-1]), rated=TODAY,
                           evidence=Evidence.CONFIRMED) for code in given.split())
    made = Assessment(checklist="grundcheck", version=1, day=TODAY, answers=answers)
    return Prospect(id="Berger", name="Berger", created=date(2025, 1, 7), assessments=(made,),
                    **more)


# -- another checklist -----------------------------------------------------------------------


@LANGUAGES
async def test_another_checklist_takes_over_what_asks_for_the_same(
        start: Any, language: str) -> None:
    async with start(language=language, records=(prospect("M3 Z2 B3 E1"),)) as program:
        await program.press("l", "m")
        assert ("für Standardware" if language == "de" else "for standard goods") in program.text
        key = next(row[row.index(" BANT") - 1] for row in program.rows if " BANT" in row)
        await program.press(key)
        given = program.find("Berger").assessment
        assert given.checklist == "bant"
        assert {a.criterion for a in given.answers} == {"B", "A", "N"}
        assert all(a.carried == "grundcheck" for a in given.answers)
        assert ("3 Antworten übernommen" if language == "de"
                else "3 answers taken over") in program.status
        assert ("übernommen" if language == "de" else "taken over") in "".join(
            program.rows[12:-2])
        await program.press("u")
        assert program.find("Berger").assessment.checklist == "grundcheck"


@LANGUAGES
@pytest.mark.parametrize(("key", "taken"), [("1", True), ("2", False)])
async def test_meddic_asks_whether_it_was_the_economic_buyer(
        start: Any, language: str, key: str, taken: bool) -> None:
    async with start(language=language, records=(prospect("B3 E3"),)) as program:
        await program.press("l", "m")
        digit = next(row[row.index(" MEDDIC") - 1] for row in program.rows if " MEDDIC" in row)
        await program.press(digit)
        assert ("Geld freigibt" if language == "de" else "release the money") in program.text
        await program.press(key)
        given = program.find("Berger").assessment
        assert given.checklist == "meddic"
        assert (given.answer("E") is not None) == taken


async def test_leaving_the_choice_changes_nothing(start: Any) -> None:
    async with start(records=(prospect(GOOD),)) as program:
        await program.press("l", "m", "escape")
        assert program.find("Berger").assessment.checklist == "grundcheck"
        assert program.book.sequence == 0


# -- stages ------------------------------------------------------------------------------------


@LANGUAGES
async def test_the_proposed_stage_is_taken_with_one_key(start: Any, language: str) -> None:
    record = prospect(GOOD, needs=(Need(text="Säge"),))
    async with start(language=language, records=(record,)) as program:
        assert ("Vorschlag (y: ja): potenzieller Kunde" if language == "de"
                else "Proposal (y takes it): qualified") in program.text
        await program.press("y")
        after = program.find("Berger")
        assert after.stage is Stage.QUALIFIED
        assert after.stage_log[-1].day == TODAY
        assert replace(after, stage=Stage.PROSPECT, stage_log=()) == record
        await program.press("escape", "y")
        assert ("potenzieller Kunde passt" if language == "de"
                else "qualified prospect is right") in program.status


@LANGUAGES
async def test_the_gate_opens_only_with_a_passed_check(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect("M1 B1"),)) as program:
        await program.press("E")
        assert ("kann oder will jetzt nicht" if language == "de"
                else "cannot or will not buy now") in program.text
        await program.press("2")
        assert program.find("Berger").stage is Stage.PROSPECT
        missing = "Check nicht bestanden" if language == "de" else "check not passed"
        assert missing in program.status
        assert ("4 Kriterien offen" if language == "de" else "4 criteria open") in program.status


@LANGUAGES
async def test_a_step_back_needs_a_reason(start: Any, language: str) -> None:
    record = prospect(GOOD, stage=Stage.QUALIFIED)
    async with start(language=language, records=(record,)) as program:
        await program.press("E", "1", "enter")
        assert program.find("Berger").stage is Stage.QUALIFIED
        assert program.status == _("Not changed: a step back needs a reason.")
        await program.press("E", "1")
        await program.type("kein Interesse")
        await program.press("enter")
        step = program.find("Berger").stage_log[-1]
        assert (step.stage, step.day, step.reason) == (Stage.CONTACT, TODAY, "kein Interesse")
