"""Classes, archive, ticking off, why, repeat, undo: key by key."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from workplace_kit import TODAY, answer, at, bar_rows, prospect

from store import (
    AckKind,
    ActivityKind,
    Birthday,
    Contact,
    Edit,
    FollowUp,
    Prospect,
)
from tui.texts import _
from tui.view import Pane

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


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
    (("3",), AckKind.EMAIL, ActivityKind.EMAIL),
    (("0",), AckKind.DONE, None),
    (("space", "2", "enter"), AckKind.CALL, ActivityKind.CALL),
    (("space", "5", "enter"), AckKind.LETTER, ActivityKind.LETTER),
    (("space", "6", "enter"), AckKind.VISIT, ActivityKind.VISIT),
    (("space", "7", "enter"), AckKind.MESSAGE, ActivityKind.NOTE),
    (("space", "8", "enter"), AckKind.INVITATION, ActivityKind.NOTE),
    (("space", "0", "enter"), AckKind.DONE, None)])
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
        shown = program.text
        standing = program.view.standing
        assert f"{standing.recommendation.rule.value}: " in shown
        assert "81" in shown
        assert any(row.startswith("═" + _("Why?")) for row in program.rows)
        await program.press("pagedown", "pagedown")
        shown = program.text
        assert ("Gewicht 25 von 100" if language == "de" else "weight 25 of 100") in shown
        for key in ("j", "pagedown", "pageup"):
            await program.press(key)
            assert program.place.bar is not None
        await program.press("w")
        assert program.place.bar is None


async def test_why_in_the_checklist_explains_the_criterion(start: Any) -> None:
    async with start() as program:
        await program.press("l")
        await at(program, 1)
        await program.press("w", "pagedown", "pagedown")
        shown = program.text
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
