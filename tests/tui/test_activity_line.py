"""One line for what was done or is planned: what the echo says is what is saved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from workplace_kit import TODAY, bar_rows, prospect

from store import (
    AckKind,
    Acknowledgement,
    Activity,
    ActivityKind,
    Address,
    Contact,
    Edit,
    FollowUp,
    OwnDate,
    Stage,
)
from tui import sentences, texts
from tui.dialogs.bar import LineInput
from tui.texts import _

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
EVA = Contact(id="h", first_name="Eva", last_name="Huber")
MAX = Contact(id="k", first_name="Max", last_name="Klein")
FIRM = prospect(contacts=(EVA, MAX))


async def write(program: Any, text: str) -> None:
    program.app.screen.query_one(LineInput).value = text
    await program.pilot.pause()


LINES = {"de": "Besuch gestern 45 min mit Klein, Huber: gezeigt = will Angebot >2w Angebot",
         "en": "visit yesterday 45 min with Klein and Huber: gezeigt = will Angebot >2w Angebot"}


@LANGUAGES
async def test_a_visit_of_yesterday_with_follow_up_takes_two_keys_and_a_line(
        start: Any, language: str) -> None:
    """The budget is four."""
    async with start(language=language, records=(FIRM,)) as program:
        await program.press("a")
        await program.type(LINES[language])
        shown = bar_rows(program)
        said = {"de": ("Besuch gestern, So 22.02.2026", "Max Klein, Eva Huber", "45 Minuten",
                       "Folgetermin Mo 09.03.2026", "Angebot", "Notiz: gezeigt",
                       "Ergebnis: will Angebot"),
                "en": ("Visit yesterday, Sun 22 Feb 2026", "Max Klein, Eva Huber", "45 minutes",
                       "follow-up Mon 9 Mar 2026", "Angebot", "Note: gezeigt",
                       "outcome: will Angebot")}[language]
        assert all(part in shown for part in said), shown
        await program.press("enter")
        assert len(program.pressed) == 2
        after = program.find("Berger")
        (done,) = after.activities
        assert (done.kind, done.day, done.minutes, done.contact, done.others, done.note,
                done.outcome) == (ActivityKind.VISIT, TODAY - timedelta(days=1), 45, "k", ("h",),
                                  "gezeigt", "will Angebot")
        (step,) = after.follow_ups
        assert (step.due, step.reason, step.contact, step.created) == (
            date(2026, 3, 9), "Angebot", "k", TODAY)
        assert {"de": "Besuch vom So 22.02.2026 festgehalten",
                "en": "visit of Sun 22 Feb 2026 logged"}[language] in program.status
        assert program.book.rows["Berger"].last_contact == date(2026, 2, 22)
        await program.press("u")
        assert program.find("Berger") == FIRM


async def test_with_keys_alone_it_is_kind_and_day(start: Any) -> None:
    async with start(records=(FIRM,)) as program:
        await program.press("a", "tab", "tab", "pageup", "pageup", "pagedown")
        assert "Besuch gestern, So 22.02.2026" in bar_rows(program)
        await program.press("enter", "3")
        (done,) = program.find("Berger").activities
        assert (done.kind, done.day, done.contact) == (
            ActivityKind.VISIT, TODAY - timedelta(days=1), "h")
        assert program.find("Berger").follow_ups[0].due == TODAY + timedelta(weeks=2)


@LANGUAGES
async def test_what_is_still_to_come_is_planned(start: Any, language: str) -> None:
    line = {"de": "morgen 14:00 Besuch mit Klein, Huber: Muster",
            "en": "tomorrow 14:00 visit with Klein, Huber: Muster"}[language]
    async with start(language=language, records=(FIRM,)) as program:
        await program.press("a")
        await program.type(line)
        assert _("Planned: {what}").partition(":")[0] in bar_rows(program)
        await program.press("enter")
        assert program.place.bar is None, "the plan is the next step"
        after = program.find("Berger")
        assert after.activities == ()
        (step,) = after.follow_ups
        assert (step.due, step.time, step.kind, step.contact) == (
            TODAY + timedelta(days=1), "14:00", ActivityKind.VISIT, "k")
        assert step.reason == ("Muster (mit Eva Huber)" if language == "de"
                               else "Muster (with Eva Huber)")
        assert ("Besuch geplant" if language == "de" else "visit planned") in program.status
        await program.press("u")
        assert program.find("Berger") == FIRM


@LANGUAGES
async def test_the_form_is_one_key_away(start: Any, language: str) -> None:
    async with start(language=language, records=(FIRM,)) as program:
        await program.press("a")
        assert "F2" in bar_rows(program)
        await program.press("f2")
        assert program.app.screen is not program.place
        assert _("Activity") in program.text


async def test_a_planned_note_is_a_follow_up_of_its_own_words(start: Any) -> None:
    async with start(records=(FIRM,)) as program:
        await program.press("a")
        await program.type("Notiz morgen: nachsehen")
        await program.press("enter")
        (step,) = program.find("Berger").follow_ups
        assert (step.kind, step.reason) == (None, "nachsehen")


@LANGUAGES
@pytest.mark.parametrize("line", [
    "morgen 45 min: x", "morgen: x = will Angebot", "morgen: x >2w", "Besuch mit Maier: x",
    "Besuch 30.2.: x"])
async def test_what_cannot_be_is_refused_and_stays(start: Any, language: str, line: str) -> None:
    async with start(language=language, records=(FIRM,)) as program:
        await program.press("a")
        await write(program, line)
        await program.press("enter")
        assert program.place.bar.text == line
        assert "! " in bar_rows(program)
        assert program.book.sequence == 0


@LANGUAGES
async def test_a_plain_note_stays_one_and_says_so(start: Any, language: str) -> None:
    async with start(language=language, records=(FIRM,)) as program:
        await program.press("a")
        await program.type("Mail kam nicht an")
        assert _("All of it is the note. Kind and day need a colon: "
                 "Visit yesterday: ...") in bar_rows(program)
        await program.press("enter", "0")
        (done,) = program.find("Berger").activities
        assert (done.kind, done.day, done.note) == (
            ActivityKind.CALL, TODAY, "Mail kam nicht an")


async def test_a_visit_closes_what_was_due_on_its_day(start: Any) -> None:
    """What became due only later was not yet owed."""
    record = prospect(follow_ups=(
        FollowUp(id="1", due=TODAY - timedelta(days=4), reason="alt", created=TODAY),
        FollowUp(id="2", due=TODAY, reason="neu", created=TODAY)))
    async with start(records=(record,)) as program:
        await program.press("a")
        await program.type("Besuch gestern: da")
        await program.press("enter", "0")
        after = program.find("Berger")
        assert [one.id for one in after.follow_ups] == ["2"]
        (done,) = after.acknowledgements
        assert (done.event, done.kind, done.day) == (
            "followup:1", AckKind.VISIT, TODAY - timedelta(days=1))


@LANGUAGES
async def test_before_the_first_contact_the_light_is_told(start: Any, language: str) -> None:
    vienna = prospect(stage=Stage.PROSPECT, contacts=(EVA, MAX), activities=(
        Activity(id="1", day=TODAY, contact="h"),),
        addresses=(Address(postcode="1010", place="Wien", country="AT"),))
    async with start(language=language, records=(vienna,)) as program:
        await program.press("a")
        assert _("consent is needed first") not in bar_rows(program), "Eva is known"
        await write(program, "mit Klein")
        assert _("consent is needed first") in bar_rows(program)
        await write(program, "Brief: mit Klein")
        assert _("First contact. {light}").partition(".")[0] not in bar_rows(program)
        await write(program, "Brief mit Klein: x")
        assert _("allowed until they object") in bar_rows(program)


async def test_marked_customers_each_have_their_own_people(start: Any) -> None:
    other = prospect("Zander", contacts=(Contact(id="z", last_name="Zander"),))
    async with start(records=(FIRM, other)) as program:
        await program.press("m", "m", "a")
        await program.type("Besuch gestern: Messe")
        await program.press("enter", "0")
        assert [program.find(name).activities[0].contact for name in ("Berger", "Zander")] == [
            "h", "z"]
        assert program.book.sequence == 1


async def test_repeated_elsewhere_it_is_with_their_own_person(start: Any) -> None:
    other = prospect("Zander", contacts=(Contact(id="z", last_name="Zander"),))
    async with start(records=(FIRM, other)) as program:
        await program.press("a")
        await program.type("Besuch mit Klein: Messe")
        await program.press("enter", "0", "j", "full_stop")
        assert [program.find(name).activities[0].contact for name in ("Berger", "Zander")] == [
            "k", "z"]


# -- moving --------------------------------------------------------------------------------


@LANGUAGES
async def test_whoever_moves_twice_says_why(start: Any, language: str) -> None:
    step = FollowUp(id="f", due=TODAY, reason="Rückruf", created=TODAY)
    async with start(language=language, records=(prospect(follow_ups=(step,)),)) as program:
        await program.press("f", "1")
        assert program.place.bar is None, "the first time nobody asks"
        once = program.find("Berger")
        await program.press("f", "2")
        assert _("Moved before. Why again?").rstrip("?") in bar_rows(program)
        await program.press("enter")
        assert program.find("Berger") == once, "not without a reason"
        await program.type("Urlaub")
        await program.press("enter")
        (moved,) = program.find("Berger").follow_ups
        assert (moved.due, moved.reason, moved.moved, moved.why_moved) == (
            TODAY + timedelta(weeks=1), "Rückruf", 2, "Urlaub")
        assert "Urlaub" in program.status
        await program.press("w", "pagedown", "pagedown", "pagedown", "pagedown")
        assert _("Because: {why}").format(why="Urlaub") in program.text
        await program.press("escape", "u")
        assert program.find("Berger") == once


@pytest.mark.parametrize(("text", "reason", "why"), [
    ("fr weil Urlaub", "Rückruf", "Urlaub"), ("fri because away", "Rückruf", "away"),
    ("fr Muster bringen", "Muster bringen", ""), ("fr weil", "weil", "")])
async def test_the_reason_may_stand_behind_the_day(
        start: Any, text: str, reason: str, why: str) -> None:
    step = FollowUp(id="f", due=TODAY, reason="Rückruf", created=TODAY)
    async with start(records=(prospect(follow_ups=(step,)),)) as program:
        await program.press("f")
        await program.type(text)
        await program.press("enter")
        (moved,) = program.find("Berger").follow_ups
        assert (moved.due, moved.reason, moved.why_moved) == (date(2026, 2, 27), reason, why)


async def test_a_first_follow_up_keeps_its_weil(start: Any) -> None:
    async with start(records=(prospect(),)) as program:
        await program.press("f")
        await program.type("fr weil der Vertrag endet")
        await program.press("enter")
        assert program.find("Berger").follow_ups[0].reason == "weil der Vertrag endet"


@LANGUAGES
async def test_an_event_keeps_why_it_was_moved(start: Any, language: str) -> None:
    record = prospect(dates=(OwnDate(id="d", title="Messe", day=TODAY, yearly=False),))
    async with start(language=language, records=(record,)) as program:
        await program.press("t", "f")
        await program.type("fr weil krank")
        await program.press("enter")
        (first,) = program.find("Berger").acknowledgements
        assert (first.kind, first.until, first.note) == (
            AckKind.MOVED, date(2026, 2, 27), "krank")
        assert "krank" in program.status
        await program.press("u")
        assert program.find("Berger") == record


@LANGUAGES
async def test_an_event_that_was_moved_before_asks_why(start: Any, language: str) -> None:
    before = Acknowledgement(event="date:d", turn=date(2026, 2, 20), day=TODAY,
                             kind=AckKind.MOVED, until=TODAY, note="krank")
    record = prospect(dates=(OwnDate(id="d", title="Messe", day=date(2026, 2, 20),
                                     yearly=False),), acknowledgements=(before,))
    async with start(language=language, records=(record,)) as program:
        await program.press("w", "pagedown", "pagedown", "pagedown", "pagedown")
        assert _("Because: {why}").format(why="krank") in program.text
        await program.press("escape", "t", "f", "2")
        assert _("Moved before. Why again?").rstrip("?") in bar_rows(program)
        await program.type("Urlaub")
        await program.press("enter")
        (second,) = program.find("Berger").acknowledgements
        assert (second.until, second.note) == (TODAY + timedelta(weeks=1), "Urlaub")


@pytest.mark.parametrize(("args", "german", "english"), [
    ({"kind": "visit", "on": "2026-02-22", "day": "2026-03-09"},
     "Besuch vom So 22.02.2026 festgehalten, Folgetermin Mo 09.03.2026",
     "visit of Sun 22 Feb 2026 logged, follow-up Mon 9 Mar 2026"),
])
def test_the_history_reads_in_both_languages(
        args: dict[str, str], german: str, english: str) -> None:
    for language, text in (("de", german), ("en", english)):
        texts.use(language, "AT")
        assert sentences.change(Edit(label="logged", args=tuple(args.items()),
                                     records=())) == text


@pytest.mark.parametrize(("label", "args", "german", "english"), [
    ("planned", {"kind": "visit", "day": "2026-02-27"},
     "Besuch geplant: Fr 27.02.2026", "visit planned for Fri 27 Feb 2026"),
    ("planned", {"day": "2026-02-27", "why": "Urlaub"},
     "Folgetermin Fr 27.02.2026, weil: Urlaub", "follow-up Fri 27 Feb 2026, because: Urlaub"),
    ("moved", {"day": "2026-02-27", "why": "Urlaub"},
     "verschoben auf Fr 27.02.2026, weil: Urlaub", "moved to Fri 27 Feb 2026, because: Urlaub"),
    ("moved", {"day": "2026-02-27"},
     "verschoben auf Fr 27.02.2026", "moved to Fri 27 Feb 2026"),
])
def test_what_was_planned_and_moved_reads_in_both(
        label: str, args: dict[str, str], german: str, english: str) -> None:
    for language, text in (("de", german), ("en", english)):
        texts.use(language, "AT")
        assert sentences.change(Edit(label=label, args=tuple(args.items()), records=())) == text
