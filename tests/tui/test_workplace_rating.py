"""Rating, knock-outs, words, classes, archive, ticking off, why, undo: key by key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from store import (
    AckKind,
    ActivityKind,
    Birthday,
    Choice,
    Contact,
    Edit,
    Evidence,
    FollowUp,
    KnockOut,
    Prospect,
)
from tui.texts import _
from tui.view import Pane

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


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


# -- class and archive -----------------------------------------------------------------------


@LANGUAGES
async def test_a_class_by_hand_and_the_computed_one_again(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("c")
        assert _("computed ({letter})").format(letter="A") in bar_rows(program)
        await program.press("c")
        assert program.view.row.letter == "C"
        assert ("Klasse C" if language == "de" else "class C") in program.status
        await program.press("c", "enter")
        assert (program.view.row.letter, program.view.row.own_class) == ("A", "")
        await program.press("c", "enter")
        assert program.status == _("Nothing to change.")


@pytest.mark.parametrize("key", ["x", "d", "1", "space", "tab"])
async def test_other_keys_leave_the_class_bar_open(start: Any, key: str) -> None:
    async with start() as program:
        await program.press("c", key)
        assert program.place.bar is not None
        assert program.book.sequence == 0
        await program.press("escape")
        assert program.place.bar is None


@LANGUAGES
@pytest.mark.parametrize("key", ["x", "delete"])
async def test_archived_customers_come_back_from_list_nine(
        start: Any, language: str, key: str) -> None:
    async with start(language=language, records=(prospect("a"), prospect("b"))) as program:
        await program.press(key)
        assert [row.id for row in program.view.rows] == ["b"]
        assert ("Archiv" if language == "de" else "archive") in program.status
        await program.press("9")
        assert [row.id for row in program.view.rows] == ["a"]
        await program.press(key)
        assert list(program.view.rows) == []
        await program.press("1")
        assert {row.id for row in program.view.rows} == {"a", "b"}
        await program.press("u", "u")
        assert {row.id for row in program.view.rows} == {"a", "b"}
        assert program.find("a").archived is None


async def test_twenty_archived_at_once_come_back_with_one_undo(start: Any) -> None:
    async with start() as program:
        await program.press(*["m"] * 20, "x")
        assert len(program.view.rows) == 20
        assert program.view.marked == frozenset()
        await program.press("u")
        assert len(program.view.rows) == 40
        await program.press("U")
        assert len(program.view.rows) == 20


# -- ticking off --------------------------------------------------------------------------------


def due_today(**more: Any) -> Prospect:
    return prospect(follow_ups=(FollowUp(id="f", due=TODAY, reason="Rückruf", created=TODAY),),
                    **more)


@pytest.mark.parametrize(("keys", "kind", "logged"), [
    (("1",), AckKind.CARD, ActivityKind.CARD), (("2",), AckKind.CALL, ActivityKind.CALL),
    (("3",), AckKind.EMAIL, ActivityKind.EMAIL), (("4",), AckKind.GIFT, ActivityKind.NOTE),
    (("0",), AckKind.DONE, None),
    (("space", "2"), AckKind.CALL, ActivityKind.CALL),
    (("space", "v"), AckKind.VISIT, ActivityKind.VISIT),
    (("space", "0"), AckKind.DONE, None)])
async def test_each_digit_ticks_off_in_its_way(
        start: Any, keys: tuple[str, ...], kind: AckKind, logged: ActivityKind | None) -> None:
    record = due_today()
    async with start(records=(record,)) as program:
        await program.press("t", *keys)
        after = program.find("Berger")
        assert [one.kind for one in after.acknowledgements] == [kind]
        assert [one.kind for one in after.activities] == ([logged] if logged else [])
        assert after.follow_ups == ()
        assert list(program.view.strip) == []
        await program.press("u")
        assert program.find("Berger") == record
        assert len(program.view.strip) == 1


@LANGUAGES
async def test_skipping_needs_a_reason(start: Any, language: str) -> None:
    async with start(language=language, records=(due_today(),)) as program:
        await program.press("t", "minus", "enter")
        assert program.place.bar is not None
        assert _("A reason is needed, in a word or two.") in bar_rows(program)
        await program.type("im Urlaub")
        await program.press("enter")
        (done,) = program.find("Berger").acknowledgements
        assert (done.kind, done.note) == (AckKind.SKIPPED, "im Urlaub")


@LANGUAGES
async def test_office_holders_get_no_gift(start: Any, language: str) -> None:
    person = Contact(id="p", last_name="Amt", public_office=True,
                     birthday=Birthday(day=23, month=2, year=1976))
    async with start(language=language, records=(prospect(contacts=(person,)),)) as program:
        await program.press("t", "4")
        assert program.status.startswith("! ")
        assert ("Amt" if language == "de" else "office") in program.status
        assert program.book.sequence == 0
        assert len(program.view.strip) == 1
        await program.press("space", "4")
        assert program.book.sequence == 0
        await program.press("1")
        assert program.find("Berger").acknowledgements[-1].kind is AckKind.CARD


@LANGUAGES
async def test_an_empty_strip_says_so(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        assert any(_("Nothing is due today.") in row for row in program.rows[:4])
        await program.press("t")
        for key in ("0", "1", "space", "minus"):
            await program.press(key)
            assert program.status == _("Nothing is due here.")
            assert program.place.bar is None


# -- why, repeat, undo --------------------------------------------------------------------------


@LANGUAGES
async def test_why_names_the_rule_and_its_numbers(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.go_to("Gipfelmops")
        await program.press("w")
        shown = "\n".join(program.rows)
        standing = program.view.standing
        assert f"{standing.recommendation.rule.value}: " in shown
        assert "81" in shown
        assert ("Gewicht 25 von 100" if language == "de" else "weight 25 of 100") in shown
        assert any(row.startswith("═" + _("Why?")) for row in program.rows)
        for key in ("j", "pagedown", "pageup"):
            await program.press(key)
            assert program.place.bar is not None
        await program.press("w")
        assert program.place.bar is None


async def test_why_in_the_checklist_explains_the_criterion(start: Any) -> None:
    async with start() as program:
        await program.press("l")
        await at(program, 1)
        await program.press("w")
        shown = "\n".join(program.rows)
        assert "Zahlungsfähigkeit: Gewicht 20" in shown
        assert "0: " in shown
        assert "3: " in shown
        assert "Beleg" in shown
        await program.press("escape")
        assert program.view.pane is Pane.CHECKLIST


@LANGUAGES
async def test_a_point_rates_the_next_customer_the_same(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect("a"), prospect("b"))) as program:
        await program.press("l", "2", "J", "full_stop")
        assert answer(program, "M", "b").rating == 2


async def test_undo_and_redo_walk_through_everything(start: Any) -> None:
    async with start(records=(prospect(),)) as program:
        states = [program.find("Berger")]
        for keys in (("l", "2"), ("3",), ("h", "c", "b"), ("a", "enter", "0")):
            await program.press(*keys)
            states.append(program.find("Berger"))
        for expected in reversed(states[:-1]):
            await program.press("ctrl+z")
            assert program.find("Berger") == expected
        for expected in states[1:]:
            await program.press("ctrl+y")
            assert program.find("Berger") == expected
        await program.press("u", "c", "c", "U")
        assert program.status == _("Nothing to redo."), "a new change ends what could be redone"


async def test_marked_rows_are_rated_together_and_undone_together(start: Any) -> None:
    records = tuple(prospect(name) for name in "abc")
    async with start(records=records) as program:
        await program.press("M", "l", "3")
        assert [answer(program, "M", name).rating for name in "abc"] == [3, 3, 3]
        assert "3 " in program.status
        await program.press("u")
        assert tuple(program.find(name) for name in "abc") == records


async def test_midnight_is_noticed_with_the_next_key(start: Any) -> None:
    record = due_today()
    async with start(records=(record,)) as program:
        assert "heute" in program.rows[2]
        program.app.fixed_day = TODAY + timedelta(days=1)
        await program.press("j")
        assert program.view.today == TODAY + timedelta(days=1)
        assert "überfällig" in program.rows[2]
        assert "24.02." in program.rows[0]


async def test_an_edit_from_elsewhere_is_shown_without_moving_the_cursor(start: Any) -> None:
    async with start() as program:
        await program.press("j", "j")
        record = program.view.record
        program.book.apply(Edit(label="edited", records=(replace(record, industry="Neuland"),)))
        await program.pilot.pause()
        assert program.view.cursor == 2
        assert any("Neuland" in row for row in program.rows)
