"""Re-assessment on screen: the queue, "still true" with its source, events by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store import (
    Activity,
    ActivityKind,
    Answer,
    Assessment,
    Contact,
    FollowUp,
    ProfileCheck,
    Prospect,
    Stage,
    Trigger,
    TriggerKind,
)

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


def customer(key: str, assessed: date, **more: Any) -> Prospect:
    """A regular customer of class B with one answer: full check every 12 months, light 6."""
    from store import ClassOverride

    given = Assessment(checklist="grundcheck", version=1, day=assessed,
                       answers=(Answer(criterion="M", rating=2, rated=assessed),))
    return Prospect(
        id=key, name=f"{key.upper()} Testfirma", created=date(2020, 1, 1), stage=Stage.REGULAR,
        class_override=ClassOverride(letter="B", day=assessed), assessments=(given,),
        contacts=(Contact(id="p", first_name="Eva", last_name="Zierl"),), **more)


CHECKED = (ProfileCheck(day=date(2026, 2, 1), source="Eva Zierl"),)


RECORDS = (
    customer("late", date(2024, 6, 3)),
    customer("due", date(2025, 2, 20), profile_checks=CHECKED),
    customer("light", date(2025, 8, 20)),
    customer("soon", date(2025, 3, 3), profile_checks=CHECKED),
    customer("fresh", date(2026, 2, 1)),
    customer("event", date(2026, 1, 10), triggers=(
        Trigger(kind=TriggerKind.COMPLAINT, day=date(2026, 2, 20), note="3 Paletten falsch"),)),
)


@LANGUAGES
async def test_what_is_due_with_kind_and_reason(start: Any, language: str) -> None:
    async with start(language=language, records=RECORDS) as program:
        await program.press("g", "r")
        rows = program.rows[3:9]
        said = {
            "de": (("> ! LATE", "voll", "265 T überfällig", "B-Kunde: alle 12 Monate"),
                   ("  * DUE", "voll", "seit 3 Tagen", "B-Kunde: alle 12 Monate"),
                   ("  * EVENT", "voll", "seit 3 Tagen", "Reklamation"),
                   ("  * LIGHT", "leicht", "seit 3 Tagen", "B-Kunde: alle 6 Monate"),
                   ("  o SOON", "voll", "in 8 Tagen", "B-Kunde: alle 12 Monate")),
            "en": (("> ! LATE", "full", "265 d overdue", "B customer: every 12 months"),
                   ("  * DUE", "full", "for 3 days", "B customer: every 12 months"),
                   ("  * EVENT", "full", "for 3 days", "complaint"),
                   ("  * LIGHT", "light", "for 3 days", "B customer: every 6 months"),
                   ("  o SOON", "full", "in 8 days", "B customer: every 12 months")),
        }[language]
        for row, parts in zip(rows, said, strict=False):
            assert [part for part in parts if part not in row] == [], row
        assert not any("FRESH" in row for row in rows)
        assert sum("LATE" in row for row in rows) == 1, "a full check is a light one as well"


async def test_the_strip_tells_the_reason(start: Any) -> None:
    async with start(records=RECORDS, size=(120, 40)) as program:
        strip = "\n".join(program.rows[1:8])
        assert "Neubewertung: Reklamation" in strip
        assert "Neubewertung (B-Kunde: alle 12 Monate)" in strip
        assert "Stimmt das Profil noch? (B-Kunde: alle 6 Monate)" in strip


@LANGUAGES
async def test_strip_and_queue_are_overdue_by_one_rule(start: Any, language: str) -> None:
    """domain.md 5.2: only after a quarter of the interval, in the same words."""
    async with start(language=language, records=RECORDS, size=(120, 40)) as program:
        strip = program.rows[1:8]
        await program.press("g", "r")
        when = {"! LATE": ("265 Tage überfällig", "265 days overdue"),
                "* DUE": ("seit 3 Tagen", "for 3 days"),
                "* EVENT": ("seit 3 Tagen", "for 3 days"),
                "* LIGHT": ("seit 3 Tagen", "for 3 days")}
        for name, (german, english) in when.items():
            for rows in (strip, program.rows[1:9]):
                said = german if language == "de" else english
                assert any(name in row and said in row for row in rows), (name, rows)


async def test_what_is_overdue_is_shown_before_a_check_that_is_only_due(start: Any) -> None:
    promised = FollowUp(id="f", due=date(2026, 2, 20), reason="Muster")
    late = customer("due", date(2025, 2, 17), profile_checks=CHECKED, follow_ups=(promised,))
    async with start(records=(late, customer("zz", date(2026, 2, 1)))) as program:
        assert "!20.02." in next(row for row in program.rows if " DUE Testf" in row and "B " in row
                                 and "Neubew" not in row and "Muster" not in row)
        assert [item.kind for _row, item in program.view.strip] == ["follow_up", "reassessment"]


async def test_enter_goes_to_the_customer_and_back_to_the_row(start: Any) -> None:
    async with start(records=RECORDS) as program:
        await program.press("g", "r", "j", "j", "enter")
        assert program.app.screen is program.place
        assert program.view.row.id == "event"
        assert program.status == "g r führt zurück zu dieser Zeile."
        await program.press("g", "r")
        assert next(row for row in program.rows if row.startswith(">")).startswith("> * EVENT")
        await program.press("q")
        assert program.app.screen is program.place


async def test_the_cursor_shows_all_reasons(start: Any) -> None:
    async with start(records=RECORDS) as program:
        await program.press("g", "r", "j", "j")
        foot = "\n".join(program.rows[-6:])
        assert "Reklamation (20.02.2026): 3 Paletten falsch; bewertet 10.01.2026" in foot


@LANGUAGES
async def test_still_true_takes_one_key_with_the_main_contact_as_source(
        start: Any, language: str) -> None:
    async with start(language=language, records=RECORDS) as program:
        await program.go_to("LIGHT")
        await program.press("b")
        assert len(program.pressed) == 1
        (check,) = program.find("LIGHT").profile_checks
        assert (check.day, check.source, check.author) == (TODAY, "Eva Zierl", "test")
        assert program.status.startswith({
            "de": "Stimmt noch, laut Eva Zierl    u macht rückgängig",
            "en": "Still true, said by Eva Zierl    u undoes"}[language])
        await program.press("u")
        assert program.find("LIGHT").profile_checks == ()


async def test_the_last_conversation_is_the_better_source(start: Any) -> None:
    talks = (Activity(id="1", day=date(2026, 2, 1), contact="p"),
             Activity(id="2", day=date(2026, 2, 10), kind=ActivityKind.CARD))
    async with start(records=(customer("x", date(2025, 8, 20), activities=talks),)) as program:
        await program.press("b")
        assert program.find("X Test").profile_checks[0].source == (
            "Eva Zierl, Telefonat 01.02.2026")


async def test_who_else_says_so_is_asked_and_never_left_empty(start: Any) -> None:
    async with start(records=RECORDS) as program:
        await program.go_to("LIGHT")
        await program.press("V", "enter")
        assert "Ohne Quelle wird nichts bestätigt" in program.text
        await program.type("Firmenbuch")
        await program.press("enter")
        assert program.find("LIGHT").profile_checks[0].source == "Firmenbuch"
        await program.press("V", "1")
        assert program.find("LIGHT").profile_checks[1].source == "Eva Zierl"
        await program.press("V", "escape")
        assert len(program.find("LIGHT").profile_checks) == 2


async def test_without_anybody_it_asks(start: Any) -> None:
    record = replace(customer("x", date(2025, 8, 20)), contacts=())
    async with start(records=(record,)) as program:
        await program.press("b")
        assert program.find("X Test").profile_checks == ()
        await program.type("Webseite")
        await program.press("enter")
        assert program.find("X Test").profile_checks[0].source == "Webseite"


async def test_marked_ones_are_confirmed_each_with_their_own_source(start: Any) -> None:
    other = replace(customer("y", date(2025, 8, 20)), contacts=(
        Contact(id="q", first_name="Max", last_name="Muster"),))
    async with start(records=(RECORDS[2], other)) as program:
        await program.press("M", "b")
        assert [program.find(name).profile_checks[0].source for name in ("LIGHT", "Y Test")] == [
            "Eva Zierl", "Max Muster"]
        assert "(2 Kunden)" in program.status
        await program.press("u")
        assert program.find("LIGHT").profile_checks == ()


async def test_in_the_queue_the_row_goes_and_the_next_one_is_there(start: Any) -> None:
    async with start(records=RECORDS) as program:
        await program.press("g", "r", "j", "j", "j")
        assert "LIGHT" in next(row for row in program.rows if row.startswith(">"))
        await program.press("b")
        assert program.find("LIGHT").profile_checks[0].source == "Eva Zierl"
        assert "SOON" in next(row for row in program.rows if row.startswith(">"))
        assert not any("LIGHT" in row for row in program.rows[3:8])
        await program.press("u")
        assert any("LIGHT" in row for row in program.rows[3:8])


async def test_marks_and_the_strip_never_take_a_key_of_the_queue(start: Any) -> None:
    async with start(records=RECORDS) as program:
        await program.press("M", "t", "g", "r", "j", "f", "1")
        await program.type("anrufen")
        await program.press("enter")
        due = [row.id for row in program.book.rows.values()
               if program.book.get(row.id).follow_ups]
        assert due == ["due"]


async def test_ticking_a_light_check_in_the_strip_takes_its_source_too(start: Any) -> None:
    async with start(records=(customer("x", date(2025, 8, 20)),)) as program:
        await program.press("t", "2")
        record = program.find("X Test")
        assert record.profile_checks[0].source == "Eva Zierl"
        assert record.activities[-1].kind is ActivityKind.CALL
        assert record.acknowledgements == ()


async def test_ticking_it_without_anybody_is_refused(start: Any) -> None:
    record = replace(customer("x", date(2025, 8, 20)), contacts=())
    async with start(records=(record,)) as program:
        await program.press("t", "0")
        assert program.find("X Test") == record
        assert "V fragt, wer es sagt" in program.status


@LANGUAGES
@pytest.mark.parametrize(("digit", "kind"), [
    ("1", TriggerKind.PAYMENT), ("2", TriggerKind.OWNERS), ("3", TriggerKind.MANAGEMENT),
    ("4", TriggerKind.CONTACT_LEFT), ("5", TriggerKind.LOST_OFFER),
    ("6", TriggerKind.COMPLAINT), ("7", TriggerKind.PROJECT), ("8", TriggerKind.LOCATION)])
async def test_an_event_brings_the_re_assessment_to_today(
        start: Any, language: str, digit: str, kind: TriggerKind) -> None:
    async with start(language=language, records=RECORDS) as program:
        before = program.book.sequence
        await program.go_to("FRESH")
        await program.press("W", digit)
        await program.type("laut Zeitung")
        await program.press("enter")
        assert program.book.sequence == before + 1, "one Edit"
        (made,) = program.find("FRESH").triggers
        assert (made.kind, made.day, made.note, made.author) == (
            kind, TODAY, "laut Zeitung", "test")
        item = next(o for o in program.view.row.occurrences if o.kind == "reassessment")
        assert item.act_on == TODAY
        await program.press("u")
        assert program.find("FRESH").triggers == ()


async def test_leaving_the_event_changes_nothing(start: Any) -> None:
    async with start(records=RECORDS) as program:
        for keys in (("W", "escape"), ("W", "6", "escape")):
            await program.press(*keys)
        assert program.book.sequence == 0


async def test_nothing_due_says_so(start: Any) -> None:
    async with start(records=(RECORDS[4],)) as program:
        await program.press("g", "r", "j", "enter", "b", "W")
        assert program.rows[3].strip() == "Nichts ist neu zu bewerten."
        assert program.book.sequence == 0


async def test_hostile_names_and_sources(start: Any) -> None:
    hostile = "[/x][@click=app.quit]\x1b]52;c;QQ==\x07\u202eabc"
    record = replace(customer("x", date(2025, 8, 20)), name=hostile, contacts=(
        Contact(id="p", first_name=hostile, last_name=hostile),))
    async with start(records=(record,)) as program:
        await program.press("g", "r", "V", "1")
        shown = program.text
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)
        assert "[/x]" in shown
