"""Logging activities and planning follow-ups, key by key."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from workplace_kit import TODAY, bar_rows, prospect

from store import AckKind, ActivityKind, FollowUp
from tui.dialogs.bar import LineInput
from tui.texts import _

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


async def write(program: Any, text: str) -> None:
    program.app.screen.query_one(LineInput).value = text
    await program.pilot.pause()


def due(day: date, key: str = "f1", reason: str = "Angebot nachfassen") -> FollowUp:
    return FollowUp(id=key, due=day, reason=reason, created=TODAY)


# -- activity -------------------------------------------------------------------------


@LANGUAGES
async def test_tab_goes_through_the_kinds_and_back(start: Any, language: str) -> None:
    words = {"de": ["Telefonat", "E-Mail", "Besuch", "Brief", "Besprechung", "Notiz"],
             "en": ["Call", "E-mail", "Visit", "Letter", "Meeting", "Note"]}[language]
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("a")
        seen = []
        for _n in words:
            seen.append(program.rows[-7].split()[0])
            await program.press("tab")
        assert [word.casefold() for word in seen] == [word.casefold() for word in words]
        assert program.rows[-7].split()[0] == seen[0]
        await program.press("shift+tab")
        assert program.rows[-7].split()[0] == seen[-1]
        await program.type("war da")
        await program.press("enter", "0")
        (activity,) = program.find("Berger").activities
        assert (activity.kind, activity.note) == (ActivityKind.NOTE, "war da")
        assert program.find("Berger").follow_ups == ()


@LANGUAGES
async def test_a_date_in_the_note_is_the_follow_up(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("a")
        await write(program, "will Angebot >2w Angebot schicken")
        assert ("Mo 09.03.2026" if language == "de" else "Mon 9 Mar 2026") in bar_rows(program)
        await program.press("enter")
        assert program.place.bar is None, "no second question"
        record = program.find("Berger")
        assert record.activities[0].note == "will Angebot"
        (follow_up,) = record.follow_ups
        assert (follow_up.due, follow_up.reason) == (date(2026, 3, 9), "Angebot schicken")
        await program.press("u")
        assert program.find("Berger") == prospect()


@LANGUAGES
async def test_a_bad_date_in_the_note_is_refused_and_the_note_stays(
        start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("a")
        await write(program, "will Angebot >quark")
        await program.press("enter")
        assert program.place.bar.text == "will Angebot >quark"
        assert "! " in bar_rows(program)
        assert program.book.sequence == 0


async def test_escape_from_the_follow_up_leads_back_to_the_note(start: Any) -> None:
    async with start(records=(prospect(),)) as program:
        await program.press("a", "tab")
        await program.type("kurz")
        await program.press("enter")
        assert "Folgetermin?" in bar_rows(program)
        await program.press("escape")
        assert program.place.bar.text == "kurz"
        assert "E-Mail" in bar_rows(program), "the kind is kept too"
        assert program.book.sequence == 0
        await program.press("enter", "2")
        record = program.find("Berger")
        assert record.activities[0].kind is ActivityKind.EMAIL
        assert record.follow_ups[0].due == TODAY + timedelta(weeks=1)


async def test_escape_from_the_note_logs_nothing(start: Any) -> None:
    async with start(records=(prospect(),)) as program:
        await program.press("a")
        await program.type("doch nicht")
        await program.press("escape")
        assert program.place.bar is None
        assert program.book.sequence == 0


@pytest.mark.parametrize(("key", "expected"), [
    ("1", date(2026, 2, 24)), ("2", date(2026, 3, 2)), ("3", date(2026, 3, 9)),
    ("4", date(2026, 3, 23)), ("5", date(2026, 5, 23)), ("0", None)])
async def test_digits_are_the_usual_dates(start: Any, key: str, expected: date | None) -> None:
    async with start(records=(prospect(),)) as program:
        await program.press("a", "enter", key)
        record = program.find("Berger")
        assert len(record.activities) == 1
        assert [one.due for one in record.follow_ups] == ([expected] if expected else [])


async def test_what_was_due_is_ticked_off_by_the_call(start: Any) -> None:
    record = prospect(follow_ups=(due(TODAY - timedelta(days=3), "alt"), due(TODAY, "heute"),
                                  due(TODAY + timedelta(days=30), "fern")))
    async with start(records=(record,)) as program:
        assert len(program.view.strip) == 2
        await program.press("a")
        await program.type("erreicht")
        await program.press("enter", "3")
        after = program.find("Berger")
        assert {one.kind for one in after.acknowledgements} == {AckKind.CALL}
        assert len(after.acknowledgements) == 2
        assert sorted(one.due for one in after.follow_ups) == [
            TODAY + timedelta(weeks=2), TODAY + timedelta(days=30)]
        assert list(program.view.strip) == []
        await program.press("u")
        assert program.find("Berger") == record


async def test_one_call_for_all_marked_is_one_step(start: Any) -> None:
    async with start(records=(prospect("a"), prospect("b"), prospect("c"))) as program:
        await program.press("m", "m", "a")
        assert "2 Markierten" in bar_rows(program)
        await program.type("Messe")
        await program.press("enter", "0")
        assert [len(program.find(key).activities) for key in "abc"] == [1, 1, 0]
        await program.press("u")
        assert [len(program.find(key).activities) for key in "abc"] == [0, 0, 0]


# -- follow-up ---------------------------------------------------------------------------


@LANGUAGES
async def test_a_first_follow_up_asks_what_for(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("f", "3")
        assert _("What for?").rstrip("?") in bar_rows(program)
        await program.type("Muster holen")
        await program.press("enter")
        (follow_up,) = program.find("Berger").follow_ups
        assert (follow_up.due, follow_up.reason) == (TODAY + timedelta(weeks=2), "Muster holen")


@LANGUAGES
async def test_without_a_reason_it_is_to_get_in_touch(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("f", "1", "enter")
        assert program.find("Berger").follow_ups[0].reason == _("get in touch")


async def test_escape_at_the_reason_plans_nothing(start: Any) -> None:
    async with start(records=(prospect(),)) as program:
        await program.press("f", "1", "escape")
        assert program.place.bar is None
        assert program.book.sequence == 0


async def test_text_behind_the_date_is_the_reason(start: Any) -> None:
    async with start(records=(prospect(),)) as program:
        await program.press("f")
        await program.type("fr 14:00 Vertrag besprechen")
        assert "Fr 27.02.2026" in bar_rows(program)
        assert "Vertrag besprechen" in bar_rows(program)
        await program.press("enter")
        (follow_up,) = program.find("Berger").follow_ups
        assert (follow_up.due, follow_up.time, follow_up.reason) == (
            date(2026, 2, 27), "14:00", "Vertrag besprechen")


async def test_an_existing_one_is_moved_and_keeps_its_reason(start: Any) -> None:
    async with start(records=(prospect(follow_ups=(due(TODAY),)),)) as program:
        await program.press("f")
        assert "Angebot nachfassen" in bar_rows(program)
        await program.press("2")
        (follow_up,) = program.find("Berger").follow_ups
        assert (follow_up.due, follow_up.reason, follow_up.moved) == (
            TODAY + timedelta(weeks=1), "Angebot nachfassen", 1)
        await program.press("u")
        assert program.find("Berger").follow_ups == (due(TODAY),)


@LANGUAGES
async def test_space_means_that_digits_are_a_date(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("f", "space")
        assert _("Type the date.") in bar_rows(program)
        await program.type("15.3.")
        assert ("So 15.03.2026" if language == "de" else "Sun 15 Mar 2026") in bar_rows(program)
        await program.press("enter", "enter")
        assert program.find("Berger").follow_ups[0].due == date(2026, 3, 15)


@LANGUAGES
@pytest.mark.parametrize("text", ["gestern", "31.2.", "quark", "fr 12.2.2025"])
async def test_a_past_or_impossible_date_is_refused_in_words(
        start: Any, language: str, text: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("f", "space")
        await write(program, text)
        await program.press("enter")
        assert program.place.bar.text == text
        row = next(row for row in program.rows[-5:-2] if row.strip().startswith("!"))
        assert len(row.strip()) > 8
        assert program.book.sequence == 0


async def test_a_birthday_is_moved_from_the_strip(start: Any) -> None:
    async with start() as program:
        position = next(n for n, (_row, item) in enumerate(program.view.strip)
                        if item.kind == "birthday")
        await program.press("t", *["j"] * position, "f")
        name = program.view.row.short
        assert "Geburtstag" in bar_rows(program)
        await program.press("1")
        moved = program.find(name).acknowledgements[-1]
        assert moved.kind is AckKind.MOVED
        assert all(row.short != name or item.kind != "birthday" or item.act_on > TODAY
                   for row, item in program.view.strip)
        await program.press("u")
        assert program.view.strip[position][0].short == name


async def test_on_the_strip_the_follow_up_of_that_row_is_moved(start: Any) -> None:
    """Not the first one on file, which may be another."""
    record = prospect(follow_ups=(due(TODAY - timedelta(days=3), "alt", "Jahresgespräch"),
                                  due(TODAY, "heute", "Rückruf")))
    async with start(records=(record,)) as program:
        await program.press("t", "j", "f")
        assert "Rückruf" in bar_rows(program)
        await program.press("1")
        dates = {one.id: one.due for one in program.find("Berger").follow_ups}
        assert dates == {"alt": TODAY - timedelta(days=3), "heute": TODAY + timedelta(days=1)}


async def test_from_the_list_the_next_follow_up_is_moved(start: Any) -> None:
    record = prospect(follow_ups=(due(TODAY + timedelta(days=30), "fern", "Jahresgespräch"),
                                  due(TODAY, "heute", "Rückruf")))
    async with start(records=(record,)) as program:
        await program.press("f")
        assert "Rückruf" in bar_rows(program)
        await program.press("escape")


async def test_the_same_again_with_a_point(start: Any) -> None:
    async with start(records=(prospect("a"), prospect("b"))) as program:
        await program.press("f", "3", "enter", "j", "full_stop")
        assert [program.find(key).follow_ups[0].due for key in "ab"] == [
            TODAY + timedelta(weeks=2)] * 2
        await program.press("u", "u")
        assert [program.find(key).follow_ups for key in "ab"] == [(), ()]


@LANGUAGES
async def test_nothing_to_repeat_is_said(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("full_stop")
        assert program.status == _("Nothing to repeat.")
        await program.press("u")
        assert program.status == _("Nothing to undo.")
        await program.press("U")
        assert program.status == _("Nothing to redo.")
