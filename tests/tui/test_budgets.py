"""The keystroke budgets of interface.md 4, counted through the real key path.

Free text is typed with `type` and not counted; each key, Enter and Tab included, is one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from store import AckKind, ActivityKind
from tui.view import Pane

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


@LANGUAGES
async def test_1_whom_to_call_and_why_stands_there_at_once(start: Any, language: str) -> None:
    async with start(language=language) as program:
        first = program.rows[2]
        assert first.startswith(" ! Gipfelmops Sportartikel")
        assert ("Rahmen klären (Rückruf)" if language == "de" else "budget") in first
        assert ("überfällig" if language == "de" else "overdue") in first
        assert program.pressed == []


@LANGUAGES
async def test_2_a_criterion_is_rated_with_one_key(start: Any, language: str) -> None:
    async with start(language=language) as program:
        record = await program.go_to("Gipfelmops")
        program.place.show(program.place.desk.focus(Pane.CHECKLIST))
        await program.press("2")
        assert program.find("Gipfelmops").assessment.answer("Z").rating == 2
        assert record.assessment.answer("Z") is None
        assert len(program.pressed) == 1


async def test_2_from_the_list_it_takes_two(start: Any) -> None:
    async with start() as program:
        await program.go_to("Gipfelmops")
        await program.press("l", "3")
        assert program.find("Gipfelmops").assessment.answer("Z").rating == 3
        assert len(program.pressed) == 2


@LANGUAGES
async def test_3_six_criteria_and_the_next_customer_take_eight(
        start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("n")
        await program.type("Neubau Test KG")
        await program.press("enter")
        program.pressed.clear()
        before = program.view.row.name
        await program.press("l", "3", "2", "2", "3", "1", "2", "J")
        assert len(program.pressed) == 8
        answers = program.find("Neubau Test").assessment.answers
        assert [a.rating for a in answers] == [3, 2, 2, 3, 1, 2]
        assert program.view.row.name != before
        assert program.view.pane is Pane.CHECKLIST


@LANGUAGES
async def test_4_a_prospect_with_person_phone_and_date_takes_two(
        start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("n")
        word = "morgen" if language == "de" else "tomorrow"
        await program.type(f"Berger Wein KG, Langenlois; Maria Berger; 02734 555; >{word}")
        await program.press("enter")
        assert len(program.pressed) == 2
        record = program.find("Berger Wein")
        assert (record.legal_form, record.head.place) == ("KG", "Langenlois")
        assert (record.contacts[0].name, record.contacts[0].phone) == ("Maria Berger", "02734 555")
        assert record.follow_ups[0].due == TODAY + timedelta(days=1)
        assert program.view.row.id == record.id


@LANGUAGES
async def test_5_a_call_with_follow_up_in_two_weeks_takes_three(
        start: Any, language: str) -> None:
    async with start(language=language) as program:
        before = await program.go_to("Gipfelmops")
        await program.press("a")
        await program.type("will Angebot")
        await program.press("enter", "3")
        assert len(program.pressed) == 3
        record = program.find("Gipfelmops")
        assert len(record.activities) == len(before.activities) + 1
        last = record.activities[-1]
        assert (last.day, last.kind, last.note) == (TODAY, ActivityKind.CALL, "will Angebot")
        assert [f.due for f in record.follow_ups] == [TODAY + timedelta(weeks=2)]


@LANGUAGES
async def test_6_a_birthday_is_acknowledged_with_a_card_in_two(
        start: Any, language: str) -> None:
    async with start(language=language) as program:
        names = [row.short for row, item in program.view.strip if item.kind == "birthday"]
        assert names[0] == "Zirbelfunk Elektrotechnik"
        position = next(n for n, (row, item) in enumerate(program.view.strip)
                        if item.kind == "birthday")
        await program.press("t")
        program.place.show(program.place.desk.move_strip(position))
        await program.press("1")
        assert len(program.pressed) == 2
        done = program.find("Zirbelfunk").acknowledgements[-1]
        assert (done.kind, done.day) == (AckKind.CARD, TODAY)
        assert done.event.startswith("birthday:")


@LANGUAGES
async def test_6_the_whole_question_takes_four(start: Any, language: str) -> None:
    """Kind, then what, value, reaction and next step in one line."""
    async with start(language=language) as program:
        await program.press("t", "space", "2", "enter")
        assert program.find("Gipfelmops").activities[-1].kind is ActivityKind.CALL


@LANGUAGES
async def test_13_a_visit_of_yesterday_with_follow_up_takes_two(
        start: Any, language: str) -> None:
    """The budget is four; the line names kind, day and follow-up."""
    words = {"de": "Besuch gestern: Muster gezeigt >2w", "en": "visit yesterday: shown >2w"}
    async with start(language=language) as program:
        await program.go_to("Gipfelmops")
        await program.press("a")
        await program.type(words[language])
        await program.press("enter")
        assert len(program.pressed) == 2
        record = program.find("Gipfelmops")
        last = record.activities[-1]
        assert (last.day, last.kind) == (TODAY - timedelta(days=1), ActivityKind.VISIT)
        assert [f.due for f in record.follow_ups][-1:] == [TODAY + timedelta(weeks=2)]


@LANGUAGES
async def test_17_a_date_of_a_person_takes_three(start: Any, language: str) -> None:
    word = {"de": "Hochzeitstag", "en": "wedding day"}[language]
    async with start(language=language) as program:
        record = await program.go_to("Gipfelmops")
        await program.press("plus", "2")
        await program.type(f"14.6. {word}")
        await program.press("enter")
        assert len(program.pressed) == 3
        (own,) = program.find("Gipfelmops").dates
        assert (own.title, own.day, own.contact) == (
            word, date(2026, 6, 14), record.main_contact.id)


@LANGUAGES
async def test_7_reclassing_takes_two_also_for_twenty(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("c", "b")
        assert len(program.pressed) == 2
        assert program.view.row.own_class == "B"
        for _ in range(20):
            program.place.show(program.place.desk.mark())
        marked = program.view.marked
        program.pressed.clear()
        await program.press("c", "c")
        assert len(program.pressed) == 2
        assert len(marked) == 20
        assert {program.book.rows[key].own_class for key in marked} == {"C"}
        await program.press("u")
        assert {program.book.rows[key].own_class for key in marked} <= {"", "B"}


@LANGUAGES
async def test_8_find_by_name_and_open_takes_two(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("s")
        await program.type("muller")
        assert "0" in program.rows[5]
        for _ in range(6):
            await program.pilot.press("backspace")
        await program.type("tschurtsch")
        await program.press("enter")
        assert len(program.pressed) == 2
        assert program.view.row.short == "Zirbelfunk Elektrotechnik"


@LANGUAGES
async def test_9_undo_takes_one(start: Any, language: str) -> None:
    async with start(language=language) as program:
        before = await program.go_to("Gipfelmops")
        await program.press("l", "1")
        program.pressed.clear()
        await program.press("u")
        assert len(program.pressed) == 1
        assert program.find("Gipfelmops") == before


@LANGUAGES
async def test_10_a_follow_up_moves_to_next_friday_in_four(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.go_to("Gipfelmops")
        await program.press("f", "f", "r", "enter")
        assert len(program.pressed) == 4
        follow_up = program.find("Gipfelmops").follow_ups[0]
        assert (follow_up.due, follow_up.moved) == (date(2026, 2, 27), 1)


@LANGUAGES
async def test_14_still_true_takes_one(start: Any, language: str) -> None:
    async with start(language=language) as program:
        record = await program.go_to("Gipfelmops")
        await program.press("b")
        assert len(program.pressed) == 1
        checks = program.find("Gipfelmops").profile_checks
        assert len(checks) == len(record.profile_checks) + 1
        assert checks[-1].source.startswith("Bastian Thaler")


@LANGUAGES
async def test_15_the_next_customer_of_a_review_takes_one(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("T")
        program.pressed.clear()
        await program.press("J")
        assert len(program.pressed) == 1
        assert program.view.row.id == program.view.review.keys[1]


async def test_11_pareto_in_two_keys_matrix_in_three(start: Any) -> None:
    async with start() as program:
        await program.press("g", "p")
        assert program.rows[2].startswith("═Pareto:")
        await program.press("tab")
        assert program.rows[2].startswith("═Matrix:")
        assert len(program.pressed) == 3
