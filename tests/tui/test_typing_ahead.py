"""Keys that arrive faster than a bar can open reach the bar, never the commands below."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from textual import events

from store import ActivityKind, Prospect
from tui.screens.workplace import Workplace

TODAY = date(2026, 2, 23)


def burst(program: Any, *keys: str) -> None:
    """All keys at once, as one packet of a slow line brings them."""
    for key in keys:
        name = {" ": "space", ".": "full_stop"}.get(key, key)
        program.app.post_message(events.Key(name, key if len(key) == 1 else None))


async def settle(program: Any) -> None:
    for _n in range(8):
        await program.pilot.pause()


@pytest.fixture
def records() -> tuple[Prospect, ...]:
    return tuple(Prospect(id=key, name=key, created=TODAY) for key in ("Adler", "Berger"))


async def test_a_name_typed_ahead_is_a_name_and_not_commands(
        start: Any, records: tuple[Prospect, ...]) -> None:
    """x would archive, e open the form, u take back."""
    async with start(records=records) as program:
        burst(program, "n", *"xaver Huber", "enter")
        await settle(program)
        assert [change.label for change in program.book.history] == ["added"]
        assert program.view.row.name == "xaver Huber"


async def test_a_whole_call_with_its_follow_up_in_one_go(
        start: Any, records: tuple[Prospect, ...]) -> None:
    async with start(records=records) as program:
        burst(program, "a", "tab", *"war da", "enter", "3", "j", "c", "b")
        await settle(program)
        adler = program.find("Adler")
        assert (adler.activities[0].kind, adler.activities[0].note) == (
            ActivityKind.EMAIL, "war da")
        assert adler.follow_ups[0].due == TODAY + timedelta(weeks=2)
        assert program.find("Berger").class_override.letter == "B", "and on with the next"


async def test_date_and_reason_in_one_go(start: Any, records: tuple[Prospect, ...]) -> None:
    async with start(records=records) as program:
        burst(program, "f", *"fr", "enter", *"Muster", "enter", "l", "2")
        await settle(program)
        (follow_up,) = program.find("Adler").follow_ups
        assert (follow_up.due, follow_up.reason) == (date(2026, 2, 27), "Muster")
        assert program.find("Adler").assessment.answers[0].rating == 2


async def test_a_knock_out_in_one_go(start: Any, records: tuple[Prospect, ...]) -> None:
    async with start(records=records) as program:
        burst(program, "l", "0", "2", "1", "j", "3")
        await settle(program)
        answers = program.find("Adler").assessment.answers
        assert [one.rating for one in answers] == [0, 3]


async def test_what_is_typed_into_a_screen_that_is_still_opening_changes_nothing(
        start: Any, records: tuple[Prospect, ...]) -> None:
    for opener in ("question_mark", "colon"):
        async with start(records=records) as program:
            burst(program, opener, *"xx")
            await settle(program)
            assert program.book.sequence == 0


@pytest.mark.parametrize(("opener", "name"), [("e", "AdlerXY"), ("N", "XY")])
async def test_a_form_takes_what_is_typed_while_it_opens(
        start: Any, records: tuple[Prospect, ...], opener: str, name: str) -> None:
    async with start(records=records) as program:
        burst(program, opener, "X", "Y", "tab", *"AG", "enter")
        await settle(program)
        assert isinstance(program.app.screen, Workplace)
        assert (program.view.row.name, program.find(name).legal_form) == (name, "AG")


@pytest.mark.parametrize("key", ["escape", "enter"])
@pytest.mark.parametrize("opener", ["question_mark", "e", "N"])
async def test_a_screen_closed_twice_leaves_the_workplace(
        start: Any, records: tuple[Prospect, ...], opener: str, key: str) -> None:
    async with start(records=records) as program:
        await program.press(opener)
        burst(program, key, key, "escape", "escape")
        await settle(program)
        assert isinstance(program.app.screen, Workplace)
