"""Ticking off with all that is to be said: gifts and their limits, silence, next steps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from workplace_kit import TODAY, prospect

from store import (
    AckKind,
    Acknowledgement,
    ActivityKind,
    Birthday,
    Contact,
    Edit,
    FollowUp,
    Offer,
    Prospect,
    Reaction,
    Wish,
)
from tui import sentences, texts
from tui.dialogs.bar import LineInput
from tui.texts import _

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
EVA = Contact(id="h", first_name="Eva", last_name="Huber",
              birthday=Birthday(day=23, month=2, year=1961))


def firm(*done: Acknowledgement, **more: Any) -> Prospect:
    more.setdefault("contacts", (EVA,))
    return prospect(**{"acknowledgements": done, **more}, )


def gift(cents: int, day: date, note: str = "Wein", kind: AckKind = AckKind.GIFT,
         contact: str = "h") -> Acknowledgement:
    return Acknowledgement(event="followup:x", turn=day, day=day, kind=kind, contact=contact,
                           note=note, value=cents)


def bar_rows(program: Any) -> str:
    return "\n".join(program.rows[-14:-2])


async def write(program: Any, text: str) -> None:
    program.app.screen.query_one(LineInput).value = text
    await program.pilot.pause()


# -- the line ------------------------------------------------------------------------------


@LANGUAGES
async def test_a_gift_with_everything_in_one_line(start: Any, language: str) -> None:
    record = firm()
    async with start(language=language, records=(record,)) as program:
        await program.press("t", "4")
        await program.type("Flasche Wein 25 eur, gut >2w Rückruf")
        shown = bar_rows(program)
        for part in ({"de": ("Flasche Wein", "€ 25,00", "Reaktion: gut", "Mo 09.03.2026",
                             "Rückruf"),
                      "en": ("Flasche Wein", "€25.00", "reaction: good", "Mon 9 Mar 2026",
                             "Rückruf")}[language]):
            assert part in shown
        await program.press("enter")
        assert len(program.pressed) == 3
        after = program.find("Berger")
        (done,) = after.acknowledgements
        assert (done.kind, done.note, done.value, done.reaction, done.contact) == (
            AckKind.GIFT, "Flasche Wein", 2500, Reaction.GOOD, "h")
        (step,) = after.follow_ups
        assert (step.due, step.reason, step.contact) == (
            TODAY + timedelta(weeks=2), "Rückruf", "h")
        (logged,) = after.activities
        assert "Flasche Wein" in logged.note
        await program.press("u")
        assert program.find("Berger") == record


@LANGUAGES
@pytest.mark.parametrize("line", ["", "Flasche Wein", "25 eur", "Wein 25 eur >quark"])
async def test_a_gift_needs_what_and_how_much(start: Any, language: str, line: str) -> None:
    async with start(language=language, records=(firm(),)) as program:
        await program.press("t", "4")
        await write(program, line)
        await program.press("enter")
        assert program.place.bar is not None
        assert "! " in bar_rows(program)
        assert program.book.sequence == 0
        await program.press("escape")
        assert program.book.sequence == 0


@LANGUAGES
async def test_the_whole_question_asks_kind_then_the_rest(start: Any, language: str) -> None:
    record = firm(follow_ups=(FollowUp(id="f", due=TODAY, reason="Zeigen", created=TODAY,
                                       contact="h"),), contacts=(
        Contact(id="h", first_name="Eva", last_name="Huber"),))
    async with start(language=language, records=(record,)) as program:
        await program.press("t", "space", "6")
        await program.type("Muster gezeigt; neutral >1m")
        await program.press("enter")
        after = program.find("Berger")
        (done,) = after.acknowledgements
        assert (done.kind, done.note, done.reaction, done.value) == (
            AckKind.VISIT, "Muster gezeigt", Reaction.NEUTRAL, 0)
        assert [one.kind for one in after.activities] == [ActivityKind.VISIT]
        assert [(one.due, one.reason) for one in after.follow_ups] == [
            (date(2026, 3, 23), "Zeigen")]


@LANGUAGES
async def test_what_a_person_got_in_five_years_stands_there(start: Any, language: str) -> None:
    record = firm(gift(2_000, date(2026, 1, 8), "Honig"), gift(0, date(2024, 2, 23), "Berge",
                                                              AckKind.CARD),
                  gift(9_900, date(2020, 2, 23), "Uhr"), gift(100, TODAY, "Fremdes", contact="k"))
    async with start(language=language, records=(record,)) as program:
        await program.press("t", "4")
        shown = "\n".join(program.rows[-14:])
        assert "Honig" in shown
        assert "2024" in shown
        assert "Berge" in shown
        assert "Uhr" not in shown
        assert "Fremdes" not in shown
        await write(program, "Wein 15 eur")
        shown = "\n".join(program.rows[-14:])
        assert ("€ 20,00" if language == "de" else "€20.00") in shown
        assert ("€ 35,00" if language == "de" else "€35.00") in shown
        assert _("from €35 on better no more") in shown


@LANGUAGES
async def test_above_the_limit_only_with_a_yes(start: Any, language: str) -> None:
    async with start(language=language, records=(firm(gift(4_000, date(2026, 1, 8))),)) as program:
        await program.press("t", "4")
        await program.type("Korb 10,01 eur")
        assert _("more than €50!") in "\n".join(program.rows[-14:])
        await program.press("enter", "enter")
        assert program.book.sequence == 0, "Enter is no yes"
        await program.press("n")
        assert program.place.bar.text == "Korb 10,01 eur", "no leads back to the line"
        await program.press("enter", "j" if language == "de" else "y")
        assert program.find("Berger").acknowledgements[-1].value == 1_001


async def test_the_limit_itself_needs_no_yes(start: Any) -> None:
    async with start(records=(firm(gift(4_000, date(2026, 1, 8))),)) as program:
        await program.press("t", "4")
        await program.type("Korb 10 eur")
        await program.press("enter")
        assert program.find("Berger").acknowledgements[-1].value == 1_000


@LANGUAGES
async def test_an_open_offer_and_their_rule_are_told(start: Any, language: str) -> None:
    record = firm(offers=(Offer(id="o", title="Anlage"),), gift_rule="nichts über 10 €")
    async with start(language=language, records=(record,)) as program:
        await program.press("t", "4")
        shown = "\n".join(program.rows[-14:])
        assert _("An offer is still to be decided: better give later.") in shown
        assert "nichts über 10 €" in shown
        assert _("Only greet: an offer with it would be advertising.") in shown


async def test_a_gift_without_a_person_counts_for_the_main_contact(start: Any) -> None:
    record = prospect(contacts=(Contact(id="h", last_name="Huber"),), follow_ups=(
        FollowUp(id="f", due=TODAY, reason="Muster", created=TODAY),))
    async with start(records=(record,)) as program:
        await program.press("t", "4")
        await program.type("Block 3 eur")
        await program.press("enter")
        assert program.find("Berger").acknowledgements[-1].contact == "h"


@LANGUAGES
async def test_what_somebody_likes_best_is_told(start: Any, language: str) -> None:
    eva = Contact(id="h", last_name="Huber", birthday=EVA.birthday, wish=Wish.CALL)
    async with start(language=language, records=(firm(contacts=(eva,)),)) as program:
        await program.press("t", "space")
        assert ("mag: Anruf" if language == "de" else "likes best: call") in bar_rows(program)


@pytest.mark.parametrize("person", [
    Contact(id="h", last_name="Huber", birthday=EVA.birthday, wish=Wish.NONE),
    Contact(id="h", last_name="Huber", birthday=EVA.birthday, no_wishes=True)])
async def test_who_wants_no_wishes_is_offered_none(start: Any, person: Contact) -> None:
    async with start(records=(firm(contacts=(person,)),)) as program:
        assert list(program.view.strip) == []


# -- silence -------------------------------------------------------------------------------

SKIPPED = Acknowledgement(event="birthday:h", turn=date(2025, 2, 23), day=date(2025, 2, 23),
                          kind=AckKind.SKIPPED, contact="h", note="kennt uns nicht")


@LANGUAGES
async def test_skipped_twice_it_may_be_silenced_and_woken(start: Any, language: str) -> None:
    record = prospect(contacts=(EVA,), acknowledgements=(SKIPPED,))
    async with start(language=language, records=(record,)) as program:
        await program.press("t", "minus")
        await program.type("wieder nicht")
        await program.press("enter")
        assert program.place.bar is not None
        await program.press("enter")
        assert program.book.sequence == 0, "Enter does nothing"
        await program.press("j" if language == "de" else "y")
        after = program.find("Berger")
        assert after.silenced == ("birthday:h",)
        assert after.acknowledgements[-1].kind is AckKind.SKIPPED
        assert _("no more in future") in program.status
        await program.press("g", "w")
        assert "Eva Huber" in bar_rows(program)
        await program.press("1")
        assert program.find("Berger").silenced == ()
        await program.press("u", "u")
        assert program.find("Berger") == record


@LANGUAGES
@pytest.mark.parametrize("key", ["n", "escape"])
async def test_without_a_yes_it_is_only_skipped(start: Any, language: str, key: str) -> None:
    record = prospect(contacts=(EVA,), acknowledgements=(SKIPPED,))
    async with start(language=language, records=(record,)) as program:
        await program.press("t", "minus")
        await program.type("wieder nicht")
        await program.press("enter", key)
        after = program.find("Berger")
        assert after.silenced == ()
        assert after.acknowledgements[-1].note == "wieder nicht"


@LANGUAGES
async def test_nothing_to_wake_is_said(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("g", "w")
        assert program.status == _("{name}: nothing is silenced.").format(name="Berger")


# -- history -------------------------------------------------------------------------------


@pytest.mark.parametrize(("label", "args", "german", "english"), [
    ("acknowledged", {"name": "Adler", "what": "alt", "kind": "letter", "event": "birthday",
                      "years": "65"},
     "Adler, 65. Geburtstag: Brief", "Adler, 65th birthday: letter"),
    ("acknowledged", {"name": "Adler", "what": "Messe (Eva)", "kind": "message",
                      "event": "own_date", "title": "Messe", "person": "Eva",
                      "day": "2026-03-09"},
     "Adler, Messe (Eva): Nachricht, Folgetermin Mo 09.03.2026",
     "Adler, Messe (Eva): message, follow-up Mon 9 Mar 2026"),
    ("acknowledged", {"name": "Adler", "what": "x", "kind": "skipped", "event": "name_day",
                      "silenced": "1"},
     "Adler, Namenstag: grüßen: übersprungen, künftig keine",
     "Adler, Name day: greet: skipped, no more in future"),
    ("acknowledged", {"name": "Adler", "what": "Alt", "kind": "card"},
     "Adler, Alt: Karte", "Adler, Alt: card"),
    ("acknowledged", {"what": "Neues", "kind": "card", "event": "from_the_future"},
     "Neues: Karte", "Neues: card"),
    ("woken", {"name": "Adler", "what": "Messe"},
     "Adler: kommt wieder: Messe", "Adler: comes up again: Messe"),
])
def test_the_history_reads_in_both_languages(
        label: str, args: dict[str, str], german: str, english: str) -> None:
    for language, text in (("de", german), ("en", english)):
        texts.use(language, "AT")
        assert sentences.change(Edit(label=label, args=tuple(args.items()), records=())) == text
