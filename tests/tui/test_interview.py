"""The interview: opened by one key, digits rate and go on, ended as one step."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from store import Evidence, load_checklist
from tui.interview import Interview
from tui.screens.interview import InterviewScreen

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
START = datetime(2026, 2, 23, 9, 0)
FRESH = "Gipfelmops Sportartikel"
"""Six criteria, money open."""


def screen(program: Any) -> InterviewScreen:
    (found,) = [one for one in program.app.screen_stack if isinstance(one, InterviewScreen)]
    return found


async def begin(program: Any, name: str = FRESH) -> None:
    await program.go_to(name)
    await program.press("i")


async def clear(program: Any, name: str = FRESH) -> None:
    """Every criterion open again."""
    await program.go_to(name)
    await program.press("l")
    for _n in range(6):
        await program.press("home")
        for _m in range(_n):
            await program.press("down")
        await program.press("backspace")
    await program.press("q")


@LANGUAGES
async def test_one_key_opens_it_with_the_best_question(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await begin(program)
        assert screen(program).talk().criterion.code == "Z"
        question = load_checklist().criterion("Z").questions[0]
        assert (question.de if language == "de" else question.en) in program.text
        assert len(program.pressed) == 1


async def test_a_digit_rates_and_goes_on(start: Any) -> None:
    async with start() as program:
        await begin(program)
        program.pressed.clear()
        await program.press("3")
        given = program.find(FRESH).assessment.answer("Z")
        assert (given.rating, given.evidence, given.asked) == (3, Evidence.STATED, (0,))
        assert given.contact == program.find(FRESH).main_contact.id
        assert screen(program).talk().criterion.code != "Z"


async def test_six_criteria_take_six_keys(start: Any) -> None:
    async with start() as program:
        await clear(program)
        await begin(program)
        program.pressed.clear()
        await program.press(*"222222")
        given = program.find(FRESH).assessment
        assert sorted(a.criterion for a in given.answers) == sorted("MZRBET")
        assert len(program.pressed) == 6


async def test_undo_comes_back_to_the_question(start: Any) -> None:
    async with start() as program:
        await begin(program)
        await program.press("3", "u")
        assert program.find(FRESH).assessment.answer("Z") is None
        assert screen(program).talk().criterion.code == "Z"


async def test_a_no_that_can_end_it_asks_for_how_long_and_why(start: Any) -> None:
    async with start() as program:
        await begin(program)
        await program.press("0", "2", "1")
        given = program.find(FRESH).assessment.answer("Z")
        assert given.knock_out.value == "final"
        assert given.reason
        assert given.contact


async def test_leaving_the_bar_of_a_no_leaves_the_question(start: Any) -> None:
    async with start() as program:
        await begin(program)
        await program.press("0", "escape")
        assert program.find(FRESH).assessment.answer("Z") is None
        assert screen(program).talk().criterion.code == "Z"


async def test_other_question_other_criterion_and_back(start: Any) -> None:
    async with start(language="en") as program:
        await begin(program)
        first = screen(program).talk()
        await program.press("n")
        assert screen(program).talk().question == 1
        await program.press("down")
        assert screen(program).talk().criterion is not first.criterion
        await program.press("up")
        assert screen(program).talk().criterion is first.criterion


async def test_words_and_evidence_go_to_the_answer_on_the_screen(start: Any) -> None:
    async with start() as program:
        await begin(program)
        await program.press("2", "u", "U")
        assert screen(program).talk().criterion.code == "Z"
        await program.press("enter")
        await program.type("Die Bank sagt ja")
        await program.press("enter", "plus")
        given = program.find(FRESH).assessment.answer("Z")
        assert given.words == "Die Bank sagt ja"
        assert given.evidence is Evidence.CONFIRMED
        assert "Die Bank sagt ja" in program.text


async def test_words_before_a_rating_are_refused_kindly(start: Any) -> None:
    async with start(language="en") as program:
        await begin(program)
        await program.press("enter")
        assert "Rate first" in program.status


@LANGUAGES
async def test_when_nothing_can_change_the_decision_it_says_so(
        start: Any, language: str) -> None:
    async with start(language=language, size=(120, 40)) as program:
        await begin(program)
        assert not screen(program).talk().settled
        await program.press("0", "2", "1")
        assert screen(program).talk().settled
        flat = " ".join(program.text.split())
        assert ("Nichts mehr zu fragen" if language == "de" else "Nothing left to ask") in flat


@LANGUAGES
async def test_then_d_decides_and_the_talk_goes_on(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await begin(program, "Gipfelmops Sportartikel")
        hint = "d entscheiden" if language == "de" else "d decide"
        assert hint not in program.rows[-1]
        await program.press("0", "2", "1")
        assert hint in program.rows[-1]
        await program.press("d")
        if program.find("Gipfelmops").decisions == ():
            await program.press("1")
        (decision,) = program.find("Gipfelmops").decisions
        assert (decision.choice, decision.rule) == ("drop", "R1")
        assert isinstance(program.app.screen, InterviewScreen), "the talk goes on"
        assert hint not in program.rows[-1], "decided"
        await program.press("u")
        assert program.find("Gipfelmops").decisions == ()
        assert hint in program.rows[-1]


async def test_the_end_is_one_step_with_minutes_and_the_proposed_follow_up(start: Any) -> None:
    async with start() as program:
        record = await program.go_to("Heizwichtel Haustechnik")
        before = len(record.activities)
        plans = len(record.follow_ups)
        await program.press("i", "2", "q", "tab", "tab", "pageup")
        await program.type("will ein Angebot")
        await program.press("enter")
        await program.type("")
        if plans:
            await program.press("0")
        else:
            await program.press("enter")
        after = program.find("Heizwichtel Haustechnik")
        assert len(after.activities) == before + 1
        assert after.activities[-1].note == "will ein Angebot"
        assert after.activities[-1].minutes == 6
        assert program.app.screen is program.place
        await program.press("u")
        assert len(program.find("Heizwichtel Haustechnik").activities) == before


async def test_the_talk_settles_the_follow_up_that_was_due(start: Any) -> None:
    async with start() as program:
        record = await program.go_to(FRESH)
        assert any(one.due < program.book.today for one in record.follow_ups)
        await program.press("i", "2", "q", "enter", "enter")
        after = program.find(FRESH)
        assert [one.due > program.book.today for one in after.follow_ups] == [True]
        assert len(after.acknowledgements) == len(record.acknowledgements) + 1


async def test_nothing_said_nothing_written(start: Any) -> None:
    async with start() as program:
        record = await program.go_to(FRESH)
        await program.press("i", "n", "q")
        assert program.app.screen is program.place
        assert program.find(FRESH) == record


async def test_escape_in_the_last_bar_leaves_without_an_entry(start: Any) -> None:
    async with start() as program:
        await begin(program)
        count = len(program.find(FRESH).activities)
        await program.press("2", "q", "escape")
        assert program.app.screen is program.place
        assert len(program.find(FRESH).activities) == count
        assert program.find(FRESH).assessment.answer("Z").rating == 2


async def test_a_prospect_whose_creation_is_undone_is_not_asked_any_more(start: Any) -> None:
    async with start() as program:
        await program.press("n")
        await program.type("Neu GmbH")
        await program.press("enter")
        await program.go_to("Neu GmbH")
        await program.press("i", "u")
        assert program.app.screen is program.place
        assert not program.book.find("Neu GmbH")


async def test_another_person_is_asked(start: Any) -> None:
    async with start(language="en") as program:
        record = await program.go_to("Wolpertec Anlagenbau")
        await program.press("i", "c", "2", "3")
        given = program.find("Wolpertec Anlagenbau").assessment
        assert record.contacts[1].id in {answer.contact for answer in given.answers}


def test_the_clock_leaves_pauses_out() -> None:
    talk = Interview(began=START)
    assert talk.minutes(START) == 1
    talk.pause(START + timedelta(minutes=3))
    assert talk.minutes(START + timedelta(minutes=30)) == 3
    talk.pause(START + timedelta(minutes=30))
    assert talk.minutes(START + timedelta(minutes=31, seconds=1)) == 5


def test_a_clock_that_goes_back_counts_nothing() -> None:
    assert Interview(began=START).elapsed(START - timedelta(days=1)) == timedelta()
