"""Rating, knock-outs, words: key by key."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from workplace_kit import answer, at, bar_rows, prospect

from store import (
    Choice,
    Evidence,
    KnockOut,
    Stage,
)
from tui.texts import _

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


# -- the checklist ----------------------------------------------------------------------


@LANGUAGES
async def test_evidence_goes_up_and_down_and_says_so(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("l", "plus")
        assert program.status == _("Rate first: 0 to 3.")
        await program.press("3", "k", "plus")
        assert answer(program, "M").evidence is Evidence.CONFIRMED
        await program.press("plus", "plus")
        assert answer(program, "M").evidence is Evidence.DOCUMENTED
        await program.press("minus", "minus", "minus", "minus")
        assert answer(program, "M").evidence is Evidence.GUESS
        word = "Annahme" if language == "de" else "guess"
        assert any(word in row for row in program.rows[14:22])


@LANGUAGES
async def test_nine_takes_a_criterion_out_and_backspace_opens_it(
        start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("l", "9")
        assert answer(program, "M").rating is None
        assert program.view.criterion == 1
        await program.press("k", "backspace")
        assert answer(program, "M") is None
        await program.press("u", "u")
        assert program.find("Berger") == prospect()


async def test_after_a_rating_the_next_open_criterion_is_under_the_cursor(start: Any) -> None:
    async with start(records=(prospect(),)) as program:
        await program.press("l", "2", "j", "2")
        assert program.view.criterion == 3
        await at(program, 1)
        await program.press("1")
        assert program.view.criterion == 3, "over what is rated already"


@LANGUAGES
async def test_the_status_line_says_what_was_before(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("l", "2")
        expected = ("Kaufmotivation: 2 (vorher offen), Aussage    u macht rückgängig"
                    if language == "de" else
                    "Buying motivation: 2 (was unknown), statement    u undoes")
        assert program.status == expected
        await program.press("k", "3")
        assert ("(vorher 2)" if language == "de" else "(was 2)") in program.status


# -- knock-out ---------------------------------------------------------------------------


@LANGUAGES
async def test_a_no_for_now_needs_reason_and_day(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("l")
        await at(program, 1)
        await program.press("0")
        assert "1 " in bar_rows(program)
        assert "2 " in bar_rows(program)
        await program.press("1")
        assert _("Why?") in bar_rows(program)
        await program.press("1")
        assert answer(program, "Z") is None, "not before the day is known"
        await program.press("4")
        given = answer(program, "Z")
        assert (given.rating, given.knock_out, given.resume) == (
            0, KnockOut.TEMPORARY, date(2026, 3, 23))
        assert given.reason
        assert program.view.standing.recommendation.choice is Choice.PARK
        await program.press("u")
        assert program.find("Berger") == prospect()


@LANGUAGES
async def test_a_no_for_good_drops_the_prospect(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("l")
        await at(program, 1)
        await program.press("0", "2", "3")
        given = answer(program, "Z")
        assert (given.knock_out, given.resume) == (KnockOut.FINAL, None)
        assert program.view.standing.recommendation.choice is Choice.DROP
        word = "verwerfen" if language == "de" else "drop"
        assert any(word in row for row in program.rows)


@pytest.mark.parametrize("keys", [("escape",), ("1", "escape"), ("1", "1", "escape"),
                                  ("enter", "escape"), ("7", "escape"), ("q",)])
async def test_leaving_a_knock_out_half_way_rates_nothing(
        start: Any, keys: tuple[str, ...]) -> None:
    async with start(records=(prospect(),)) as program:
        await program.press("l")
        await at(program, 1)
        await program.press("0", *keys)
        assert program.place.bar is None
        assert program.book.sequence == 0


async def test_no_time_can_only_be_for_now(start: Any) -> None:
    async with start(records=(prospect(),)) as program:
        codes = [one.code for one in program.view.checklist.criteria]
        await program.press("l")
        await at(program, codes.index("T"))
        await program.press("0")
        assert "endgültig" not in bar_rows(program)
        await program.press("2")
        assert program.place.bar is not None, "there is no 2"
        await program.press("1", "1", "3")
        assert answer(program, "T").knock_out is KnockOut.TEMPORARY


async def test_an_ordinary_criterion_takes_a_zero_without_a_question(start: Any) -> None:
    async with start(records=(prospect(),)) as program:
        plain = [number for number, one in enumerate(program.view.checklist.criteria)
                 if one.knock_out == "none"]
        await program.press("l")
        await at(program, plain[0])
        await program.press("0")
        assert program.place.bar is None
        assert len(program.find("Berger").assessment.answers) == 1


# -- words and questions ------------------------------------------------------------------


@LANGUAGES
async def test_words_and_asked_questions_are_kept(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("l", "enter")
        assert program.status == _("Rate first: 0 to 3.")
        await program.press("3", "k", "enter")
        question = program.view.checklist.criteria[0].questions[1]
        text = question.de if language == "de" else question.en
        assert f"F2 {text[:30]}" in bar_rows(program)
        await program.press("f2", "f1", "f1")
        assert f"x F2 {text[:30]}" in bar_rows(program)
        await program.type("will raus aus dem alten Vertrag")
        assert f"x F2 {text[:30]}" in bar_rows(program), "typing keeps the ticks"
        await program.press("enter")
        given = answer(program, "M")
        assert (given.words, given.asked) == ("will raus aus dem alten Vertrag", (1,))
        await program.press("enter")
        assert program.place.bar.text == given.words
        await program.press("escape", "u")
        assert answer(program, "M").words == ""


@LANGUAGES
async def test_marked_ones_with_another_checklist_are_left_alone(
        start: Any, language: str) -> None:
    firms = (prospect("Adler"), prospect("Berger"), prospect("Kunde", stage=Stage.EXISTING))
    async with start(language=language, records=firms) as program:
        await program.go_to("Adler")
        await program.press("M", "l")
        await at(program, 0)
        await program.press("2")
        assert answer(program, "M", "Adler").rating == 2
        assert answer(program, "M", "Berger").rating == 2
        assert program.find("Kunde").assessment is None
