"""Every kind of entry through the keys: added, changed, refused, taken off, undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from form_kit import HUBER, TODAY
from test_sections import form, opened, to

from store import (
    Activity,
    ActivityKind,
    AddressKind,
    FollowUp,
    Light,
    MarketSubject,
    OfferState,
    Project,
    ProjectKind,
    Prospect,
    Relation,
    RelationKind,
    keyed,
)
from tui.form.fields import CHOICES

ADLER = Prospect(id="adler", name="Adler Werkzeug GmbH", created=TODAY)


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is typed in which fields, what is on file then; a change of one field, a fault."""

    section: str
    where: str
    typed: tuple[tuple[str, str], ...]
    found: dict[str, Any]
    change: tuple[str, str, Any]
    wrong: tuple[str, str, str, str]
    """Code, text, part of the sentence in German and in English."""


CASES = [
    Case(section="needs", where="needs", typed=(("text", "Zaun"), ("state", "2")),
         found={"text": "Zaun", "state": "addressed", "noted": TODAY},
         change=("text", "Zaun und Tor", "Zaun und Tor"),
         wrong=("noted", "morgen", "noch vor uns", "still to come")),
    Case(section="finances", where="financials",
         typed=(("light", "2"), ("source", "Firmenbuch"), ("noted", "2.2.2026")),
         found={"light": Light.YELLOW, "source": "Firmenbuch", "noted": date(2026, 2, 2)},
         change=("note", "Verlust", "Verlust"),
         wrong=("source", "", "gebraucht", "needed")),
    Case(section="finances", where="revenue",
         typed=(("period", "Q4 2025"), ("revenue", "-1,5t"), ("orders", "3")),
         found={"first": date(2025, 10, 1), "last": date(2025, 12, 31), "revenue": -1_500_00,
                "margin": None, "orders": 3},
         change=("margin", "-200,50", -200_50),
         wrong=("period", "Q2 2026", "noch vor uns", "still to come")),
    Case(section="projects", where="projects",
         typed=(("title", "Neue Halle"), ("kind", "3"), ("due", "Q3 2026"),
                ("need", "Regale"), ("need_from", "1.9.2026")),
         found={"title": "Neue Halle", "kind": ProjectKind.FAIR, "due": date(2026, 9, 30),
                "approximate": True, "need": "Regale", "need_from": date(2026, 9, 1)},
         change=("due", "15.9.2026", date(2026, 9, 15)),
         wrong=("due", "bald", "Kein Datum", "Not a date")),
    Case(section="deals", where="offers",
         typed=(("title", "Jacken"), ("amount", "1,5t"), ("binds_until", "31.3.2026")),
         found={"title": "Jacken", "amount": 1_500_00, "made": TODAY,
                "binds_until": date(2026, 3, 31), "state": OfferState.OPEN},
         change=("state", "2", OfferState.WON),
         wrong=("amount", "viel", "Kein Betrag", "Not an amount")),
    Case(section="deals", where="contracts",
         typed=(("title", "Miete"), ("end", "31.5.2027"), ("notice", "3")),
         found={"title": "Miete", "end": date(2027, 5, 31), "notice": 3, "renewal": 12},
         change=("renewal", "0", 0),
         wrong=("end", "", "gebraucht", "needed")),
    Case(section="company", where="addresses",
         typed=(("kind", "3"), ("street", "Gasse 1"), ("postcode", "A-8010"), ("place", "Graz")),
         found={"kind": AddressKind.INVOICE, "street": "Gasse 1", "postcode": "8010",
                "place": "Graz", "country": "AT"},
         change=("place", "Wien", "Wien"),
         wrong=("region", "XX", "Feiertage", "Holidays")),
    Case(section="company", where="relations", typed=(("kind", "5"), ("other", "adler")),
         found={"kind": RelationKind.SUPPLIES, "other": "adler"},
         change=("kind", "3", RelationKind.REFERRED_BY),
         wrong=("other", "Zzz", "erfasst", "on file")),
    Case(section="dates", where="dates",
         typed=(("title", "Tag der offenen Tür"), ("day", "1.5.2026"), ("contact", "2"),
                ("yearly", "0"), ("lead", "14")),
         found={"title": "Tag der offenen Tür", "day": date(2026, 5, 1), "contact": "karl",
                "yearly": False, "lead": 14},
         change=("lead", "", 0),
         wrong=("day", "31.2.", "Kalender", "calendar")),
    Case(section="manner", where="market",
         typed=(("text", "Preise steigen"), ("about", "2"), ("subject", "Adler")),
         found={"text": "Preise steigen", "about": MarketSubject.COMPETITOR, "subject": "Adler",
                "day": TODAY, "author": "test"},
         change=("source", "Messe", "Messe"),
         wrong=("subject", "", "gebraucht", "needed")),
]
IDS = [case.where for case in CASES]
EACH = pytest.mark.parametrize("case", CASES, ids=IDS)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


async def fill(program: Any, code: str, text: str) -> None:
    await to(program, code)
    if form(program).session.field.kind not in CHOICES:
        await program.press("ctrl+u")
    await program.type(text)


async def goto_new(program: Any, case: Case) -> None:
    await opened(program, case.section, case.where, new=True)
    shown = form(program).session.shown
    assert shown.part is not None
    assert shown.part.where == case.where


def parts(program: Any, case: Case) -> tuple[Any, ...]:
    found: tuple[Any, ...] = getattr(program.book.get("huber"), case.where)
    return found


@EACH
@LANGUAGES
async def test_added_changed_taken_off_and_undone(
        start: Any, case: Case, language: str) -> None:
    async with start(records=(HUBER, ADLER), practice=False, language=language) as program:
        before = parts(program, case)
        await goto_new(program, case)
        for code, text in case.typed:
            await fill(program, code, text)
        await program.press("ctrl+s")
        new = parts(program, case)[-1]
        assert parts(program, case)[:-1] == before
        assert {code: getattr(new, code) for code in case.found} == case.found
        code, text, value = case.change
        entry = form_key(program, case)
        await opened(program, case.section, entry)
        await fill(program, code, text)
        await program.press("ctrl+s")
        changed = parts(program, case)[-1]
        assert getattr(changed, code) == value
        assert parts(program, case)[:-1] == before
        await opened(program, case.section, form_key(program, case))
        await program.press("ctrl+r", "ctrl+s")
        assert parts(program, case) == before
        await program.press("u")
        assert parts(program, case)[-1] == changed
        await program.press("u", "u")
        assert program.book.get("huber") == HUBER


def form_key(program: Any, case: Case) -> str:
    """What tells the last entry apart."""
    return list(keyed(program.book.get("huber"), case.where))[-1]


@EACH
@LANGUAGES
async def test_what_is_wrong_is_one_sentence_with_the_cursor_on_its_field(
        start: Any, case: Case, language: str) -> None:
    async with start(records=(HUBER, ADLER), practice=False, language=language) as program:
        await goto_new(program, case)
        code, text, german, english = case.wrong
        for given, words in {**dict(case.typed), code: text}.items():
            if words:
                await fill(program, given, words)
        await program.press("ctrl+s")
        assert form(program).session.field.code == code
        assert (german if language == "de" else english) in program.rows[-3]
        assert program.rows[-3].startswith(" ! ")
        assert program.book.get("huber") == HUBER
        await program.press("ctrl+z", "escape")
        assert program.book.get("huber") == HUBER


@LANGUAGES
async def test_no_day_lies_before_the_one_it_follows(start: Any, language: str) -> None:
    words = {"de": "Das wäre vor dem 10.11.2026",
             "en": "That would be before 10 Nov 2026"}[language]
    fair = Project(id="p", title="Messe", kind=ProjectKind.FAIR, due=date(2026, 10, 1),
                   until=date(2026, 10, 3))
    records = (replace(HUBER, projects=(fair,)),)
    async with start(records=records, practice=False, language=language) as program:
        await opened(program, "projects")
        await fill(program, "due", "2026-11-10")
        await program.press("ctrl+s")
        assert form(program).session.field.code == "until"
        assert words in program.rows[-3]
        await fill(program, "until", "2026-11-12")
        await program.press("ctrl+s")
        found, = program.book.get("huber").projects
        assert (found.due, found.until) == (date(2026, 11, 10), date(2026, 11, 12))


async def test_undo_inside_the_form_takes_back_entry_by_entry(start: Any) -> None:
    async with start(records=(HUBER, ADLER), practice=False) as program:
        await opened(program, "deals", new=True)
        await program.type("Jacken")
        await program.press("pagedown")
        await program.type("Hosen")
        session = form(program).session
        assert len(session.form.pages) == 4
        await program.press("ctrl+z")
        assert len(session.form.pages) == 3
        await program.press("ctrl+z")
        assert session.form.changes == ()
        assert len(session.form.pages) == 2


# -- activities: one form for what was and what will be ------------------------------------


async def talk(program: Any, *fields: tuple[str, str]) -> Prospect:
    await opened(program, "activities", new=True)
    for code, text in fields:
        await fill(program, code, text)
    await program.press("ctrl+s")
    found: Prospect = program.book.get("huber")
    return found


async def test_a_past_day_is_done(start: Any) -> None:
    async with start(records=(HUBER,), practice=False) as program:
        record = await talk(program, ("kind", "3"), ("day", "gestern"), ("contact", "1"),
                            ("others", "2"), ("minutes", "45"), ("outcome", "will Angebot"),
                            ("text", "Werksbesuch"))
        new = record.activities[0]
        assert new == Activity(
            id=new.id, day=date(2026, 2, 22), kind=ActivityKind.VISIT, contact="eva",
            others=("karl",), minutes=45, outcome="will Angebot", note="Werksbesuch",
            author="test")
        assert record.follow_ups == HUBER.follow_ups


async def test_a_day_to_come_is_planned(start: Any) -> None:
    async with start(records=(HUBER,), practice=False) as program:
        record = await talk(program, ("kind", "1"), ("day", "2w 9:30"), ("text", "Muster"))
        (new,) = [one for one in record.follow_ups if one not in HUBER.follow_ups]
        assert new == FollowUp(id=new.id, due=date(2026, 3, 9), time="09:30", reason="Muster",
                               kind=ActivityKind.CALL, owner="test", created=TODAY)
        assert record.activities == HUBER.activities


async def test_a_planned_one_becomes_done_with_its_trace(start: Any) -> None:
    async with start(records=(HUBER,), practice=False) as program:
        await opened(program, "activities", "f2")
        await fill(program, "kind", "1")
        await fill(program, "day", "gestern")
        await program.press("ctrl+s")
        record = program.book.get("huber")
        assert [one.id for one in record.follow_ups] == ["f1"]
        done = next(one for one in record.activities if one.id == "f2")
        assert (done.note, done.contact, done.kind) == ("Karte", "karl", ActivityKind.CALL)
        (ack,) = record.acknowledgements
        assert (ack.event, ack.turn) == ("followup:f2", date(2026, 3, 1))


async def test_an_overdue_one_is_reworded_and_stays_planned(start: Any) -> None:
    async with start(records=(HUBER,), practice=False) as program:
        await opened(program, "activities", "f1")
        await fill(program, "text", "Preise")
        await program.press("ctrl+s")
        record = program.book.get("huber")
        assert record.follow_ups[0] == replace(HUBER.follow_ups[0], reason="Preise")
        assert record.activities == HUBER.activities


async def test_relations_name_the_other_company(start: Any) -> None:
    related = replace(HUBER, relations=(Relation(kind=RelationKind.MEMBER_OF, other="adler"),))
    async with start(records=(related, ADLER), practice=False) as program:
        await opened(program, "company", repr(related.relations[0]))
        assert "Adler Werkzeug GmbH" in program.text
        await fill(program, "other", "Hub")
        assert "Keine Firma dieses Namens" in program.rows[-3]


async def test_what_was_proposed_gives_way_to_what_is_typed(start: Any) -> None:
    async with start(records=(HUBER,), practice=False) as program:
        await opened(program, "deals", "contracts", new=True)
        await program.type("Miete")
        await to(program, "end")
        await program.type("31.5.2027")
        await program.press("tab")
        await program.type("3")
        assert form(program).session.text == "3"
        await program.press("shift+tab")
        assert "kündbar bis So 28.02.2027" in program.text
        await program.press("ctrl+s")
        (contract,) = program.book.get("huber").contracts
        assert (contract.notice, contract.renewal) == (3, 12)


@LANGUAGES
async def test_what_is_to_come_has_no_outcome_yet(start: Any, language: str) -> None:
    """Nothing typed is dropped in silence."""
    async with start(records=(HUBER,), practice=False, language=language) as program:
        await talk(program, ("kind", "1"), ("day", "2w"), ("outcome", "will Angebot"))
        assert form(program).session.field.code == "outcome"
        assert ("noch vor uns" if language == "de" else "still to come") in program.rows[-3]
        assert program.book.get("huber") == HUBER
