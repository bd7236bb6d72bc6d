"""Deciding, stages, checklists, why: by keys, as a user does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from store import (
    Activity,
    ActivityKind,
    Answer,
    Assessment,
    Choice,
    Decision,
    Evidence,
    FollowUp,
    KnockOut,
    Prospect,
    Stage,
)
from tui.texts import _

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
GOOD = "M3 Z2 R2 B3 E3 T2"
STEP = FollowUp(id="f", due=date(2026, 3, 2), reason="Angebot besprechen", created=TODAY)


def answers(given: str, *, rated: date = TODAY, evidence: Evidence = Evidence.CONFIRMED,
            **more: Any) -> tuple[Answer, ...]:
    return tuple(Answer(criterion=code[:-1], rating=int(code[-1]), rated=rated,
                        evidence=evidence, **more) for code in given.split())


def prospect(given: str = "", name: str = "Berger", *, day: date = TODAY,
             checklist: str = "grundcheck", **more: Any) -> Prospect:
    made = (Assessment(checklist=checklist, version=1, day=day,
                       answers=answers(given, rated=day)),)
    more.setdefault("assessments", made if given else ())
    return Prospect(id=name, name=name, created=date(2025, 1, 7), **more)


def refused(name: str = "Berger", *, reason: str = "") -> Prospect:
    """Recommended to drop: a no for good."""
    out = Answer(criterion="B", rating=0, rated=TODAY, evidence=Evidence.STATED,
                 knock_out=KnockOut.FINAL, reason=reason)
    return prospect("", name, assessments=(Assessment(
        checklist="grundcheck", version=1, day=TODAY,
        answers=(*answers("M3 Z2 R2 E3 T2"), out)),))


def decision(program: Any, name: str = "Berger") -> Decision:
    return program.find(name).decisions[-1]


# -- as recommended ----------------------------------------------------------------------


@LANGUAGES
async def test_one_key_accepts_what_is_recommended(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(GOOD),)) as program:
        await program.press("d")
        made = decision(program)
        assert (made.choice, made.recommended, made.rule) == (Choice.PURSUE, Choice.PURSUE, "R5")
        assert (made.day, made.author, made.checklist) == (TODAY, "test", "grundcheck")
        assert _("pursue" if language == "en" else "verfolgen") in program.status
        await program.press("u")
        assert program.find("Berger").decisions == ()


@LANGUAGES
async def test_an_open_one_gets_its_next_step_in_the_same_edit(
        start: Any, language: str) -> None:
    async with start(language=language, records=(prospect("M3 B3"),)) as program:
        await program.press("d")
        record = program.find("Berger")
        assert decision(program).choice is Choice.DEVELOP
        (step,) = record.follow_ups
        assert step.due == date(2026, 3, 9)
        assert step.reason
        assert step.owner == "test"
        assert ("Folgetermin" if language == "de" else "follow-up") in program.status
        assert program.status.endswith("macht rückgängig" if language == "de" else "undoes")
        await program.press("u")
        record = program.find("Berger")
        assert (record.decisions, record.follow_ups) == ((), ())


async def test_a_planned_step_stays_the_only_one(start: Any) -> None:
    record = prospect("M3 B3", follow_ups=(STEP,))
    async with start(records=(record,)) as program:
        await program.press("d")
        assert program.find("Berger").follow_ups == (STEP,)


@LANGUAGES
async def test_parked_as_recommended_takes_the_day_of_the_knock_out(
        start: Any, language: str) -> None:
    out = Answer(criterion="T", rating=0, rated=TODAY, evidence=Evidence.STATED,
                 knock_out=KnockOut.TEMPORARY, reason="project_stopped", resume=date(2026, 9, 1))
    record = prospect("", assessments=(Assessment(
        checklist="grundcheck", version=1, day=TODAY,
        answers=(*answers("M3 Z2 R2 B3 E3"), out)),))
    async with start(language=language, records=(record,)) as program:
        await program.press("d")
        made = decision(program)
        assert (made.choice, made.until) == (Choice.PARK, date(2026, 9, 1))
        day = "01.09.2026" if language == "de" else "1 Sep 2026"
        assert day in program.status


# -- the three states that must not be (domain.md 10) ------------------------------------


@LANGUAGES
async def test_parking_without_a_day_cannot_be(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(GOOD),)) as program:
        await program.press("r", "3", "1", "escape")
        assert program.find("Berger").decisions == ()
        assert program.status == _("Not decided: that needs a reason and a day.")
        await program.press("r", "3", "1")
        await program.type(" heute" if language == "de" else " today")
        await program.press("enter")
        assert program.find("Berger").decisions == ()
        assert _("A day after today, please") in program.text
        await program.press("2")
        made = decision(program)
        assert (made.choice, made.reason, made.until) == (
            Choice.PARK, "no_money", TODAY + timedelta(weeks=1))


@LANGUAGES
async def test_dropping_without_a_reason_cannot_be(start: Any, language: str) -> None:
    async with start(language=language, records=(refused(),)) as program:
        await program.press("d", "escape")
        assert program.find("Berger").decisions == ()
        assert program.status == _("Not decided.")
        await program.press("d", "5", "2")
        made = decision(program)
        assert (made.choice, made.reason, made.until) == (Choice.DROP, "no_benefit", None)
        assert program.find("Berger").stage is Stage.PROSPECT


@LANGUAGES
async def test_an_open_one_without_a_next_step_cannot_be(start: Any, language: str) -> None:
    """Decided otherwise it gets one too; taken away later, the screen says that it is missing."""
    async with start(language=language, records=(prospect("M3 B3"),), size=(120, 40)) as program:
        await program.press("r", "1")
        assert "1 " not in program.rows[-4], "what speaks against somebody is no reason to go on"
        await program.type("will unbedingt")
        await program.press("enter", "5")
        made = decision(program)
        assert (made.choice, made.reason) == (Choice.PURSUE, "will unbedingt")
        assert made.until == date(2026, 5, 23)
        assert program.find("Berger").follow_ups
        missing = "der nächste Schritt fehlt" if language == "de" else "the next step is missing"
        assert missing not in program.text
        bare = replace(program.find("Berger"), follow_ups=())
    async with start(language=language, records=(bare,), size=(120, 40)) as program:
        assert "!" in program.text
        assert missing.split()[-1] in program.text


# -- otherwise ---------------------------------------------------------------------------


@LANGUAGES
async def test_who_is_dropped_may_stay_a_contact(start: Any, language: str) -> None:
    record = refused(reason="no_benefit")
    async with start(language=language, records=(record,), hourly_rate=18_841) as program:
        await program.press("d")
        assert ("als Kontakt" if language == "de" else "as a contact") in program.text
        await program.press("1")
        after = program.find("Berger")
        assert (after.decisions[-1].choice, after.decisions[-1].reason) == (
            Choice.DROP, "no_benefit")
        assert after.stage is Stage.CONTACT
        assert after.stage_log[-1].reason == "no_benefit"
        assert ("Zeit gewonnen" if language == "de" else "Time freed") in program.status
        await program.press("u")
        assert program.find("Berger") == record


async def test_the_recommended_one_needs_no_reason_there_either(start: Any) -> None:
    async with start(records=(prospect(GOOD),)) as program:
        await program.press("r", "1")
        assert decision(program).choice is Choice.PURSUE


async def test_escape_at_every_step_changes_nothing(start: Any) -> None:
    async with start(records=(prospect(GOOD),)) as program:
        for keys in (("r",), ("r", "2"), ("r", "4"), ("r", "2", "enter"), ("r", "2", "1"),
                     ("r", "4", "1"), ("r", "4", "1", "5")):
            await program.press(*keys, "escape")
            assert program.place.bar is None, keys
            assert program.find("Berger").decisions == (), keys


@LANGUAGES
async def test_customers_have_their_own_words(start: Any, language: str) -> None:
    record = prospect("DB3 EN3 PO3 ZA3 ZU3 BZ3 AU3 RI3", checklist="bestandskunden",
                      stage=Stage.EXISTING)
    async with start(language=language, records=(record,)) as program:
        word = "ausbauen" if language == "de" else "expand"
        assert word in program.text
        await program.press("r")
        assert ("auslaufen lassen" if language == "de" else "let it run out") in program.text
        await program.press("escape", "d")
        assert word in program.status


@LANGUAGES
async def test_marked_ones_are_decided_together_and_it_says_which_are_not(
        start: Any, language: str) -> None:
    """What every criterion of is n/a has no recommendation to accept."""
    empty = prospect("", "Adler", assessments=(Assessment(
        checklist="grundcheck", version=1, day=TODAY, answers=tuple(
            Answer(criterion=code, rating=None, rated=TODAY) for code in "MZRBET")),))
    records = (empty, prospect(GOOD, "Berger"), prospect("M3 B3", "Cerny"))
    async with start(language=language, records=records) as program:
        await program.press("M", "d")
        assert program.find("Adler").decisions == ()
        assert decision(program, "Berger").choice is Choice.PURSUE
        assert decision(program, "Cerny").choice is Choice.DEVELOP
        assert "Adler" in program.status
        await program.press("u")
        assert all(not program.find(name).decisions for name in ("Berger", "Cerny"))


# -- what stands there ---------------------------------------------------------------------


@LANGUAGES
async def test_heading_and_profile_show_decision_and_recommendation(
        start: Any, language: str) -> None:
    other = Decision(day=TODAY, choice=Choice.PARK, checklist="grundcheck", version=1,
                     recommended=Choice.DEVELOP, reason="no_money", until=date(2026, 5, 4),
                     author="anna")
    record = prospect(GOOD, decisions=(other,))
    async with start(language=language, records=(record,), size=(120, 40)) as program:
        text = " ".join(program.text.split())
        day = "04.05.2026" if language == "de" else "4 May 2026"
        assert day in text
        assert "anna" in text
        assert ("Jetzt empfohlen" if language == "de" else "Recommended now") in text
        program.place.show(program.place.desk.new_day(date(2026, 5, 4)))
        await program.pilot.pause()
        ended = "endete am" if language == "de" else "ended on"
        assert ended in " ".join(program.text.split())


@LANGUAGES
async def test_ageing_has_a_sign_and_a_word(start: Any, language: str) -> None:
    record = prospect(GOOD, day=TODAY - timedelta(days=100))
    async with start(language=language, records=(record,)) as program:
        rows = [row for row in program.rows if "~" in row]
        word = "altert" if language == "de" else "ageing"
        assert len(rows) == 2
        assert all(word in row for row in rows)
        assert ("abgelaufen" if language == "de" else "expired") not in rows[0]


@LANGUAGES
async def test_why_names_every_rule_the_numbers_and_what_would_change_it(
        start: Any, language: str) -> None:
    record = prospect("M3 R2 B3 E1 T2")
    async with start(language=language, records=(record,), size=(80, 60)) as program:
        await program.press("w")
        text = program.text
        assert all(f" R{number} " in text for number in range(1, 10))
        assert any(row.lstrip().startswith("> R6") for row in program.rows)
        assert ("81,25" if language == "de" else "81.25") in text
        assert "65-85" in text
        for word in (("Was es ändern würde", "Muss", "Die offenen Antworten")
                     if language == "de" else
                     ("What would change it", "Musts", "The open answers")):
            assert word in text


@LANGUAGES
async def test_three_attempts_are_enough(start: Any, language: str) -> None:
    """Cost grows, confidence does not: why and profile say so."""
    tried = tuple(Activity(id=str(n), day=TODAY - timedelta(days=n), kind=ActivityKind.CALL,
                           minutes=70) for n in (9, 5, 2))
    record = prospect("M3", day=TODAY - timedelta(days=20), activities=tried)
    async with start(language=language, records=(record,), size=(120, 40),
                     hourly_rate=18_841) as program:
        text = " ".join(program.text.split())
        assert ("3,5 h = € 659" if language == "de" else "3.5 h = €659") in text
        assert ("Drei Versuche" if language == "de" else "Three attempts") in text
        await program.press("d")
        made = decision(program)
        assert (made.choice, made.until) == (Choice.PARK, TODAY + timedelta(days=90))


@LANGUAGES
async def test_the_course_is_a_picture_with_what_changed(start: Any, language: str) -> None:
    days = (TODAY - timedelta(days=60), TODAY - timedelta(days=20), TODAY)
    given = ("M2 B2", "M3 B2 Z1", "M3 B3 Z2 E3")
    record = prospect("", assessments=tuple(
        Assessment(checklist="grundcheck", version=1, day=day,
                   answers=answers(text, rated=day))
        for day, text in zip(days, given, strict=True)))
    async with start(language=language, records=(record,), size=(120, 60)) as program:
        await program.press("w")
        rows = [row for row in program.rows if "█" in row and "·" in row and "─" in row]
        assert len(rows) >= 3
        need = "Bedarf: 2" if language == "de" else "Need: 2"
        assert any(need in row and "-> 3" in row for row in program.rows)
