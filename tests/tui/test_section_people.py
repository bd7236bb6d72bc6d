"""The section on people and the pages of the record itself, through the keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from form_kit import HUBER, TODAY
from test_section_entries import fill
from test_sections import form, opened, to

from store import (
    NOBODY,
    Basis,
    Channel,
    FinancialStatus,
    Light,
    Manner,
    NameDay,
    Origin,
    OwnCare,
    Reference,
    Wish,
)
from tui.form.delicate import delicate

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


@LANGUAGES
async def test_a_person_has_three_pages(start: Any, language: str) -> None:
    async with start(records=(HUBER,), practice=False, language=language) as program:
        await opened(program, "people", "eva", field="influence")
        await program.press("3")
        await fill(program, "attitude", "1")
        await fill(program, "leads_to", "1")
        await fill(program, "since", "1.4.2019")
        await program.press("tab", "tab", "pagedown", "pageup", "pagedown")
        await to(program, "channel")
        for code, text in (("channel", "3"), ("languages", "Slowenisch"), ("manner", "2"),
                           ("wish", "2"), ("lead", "14"), ("name_day", "24.12."),
                           ("no_gifts", "1"), ("source", "Messe"), ("origin", "2"),
                           ("noted", "1.2.2026"), ("informed", "2.2.2026"), ("basis", "2")):
            await fill(program, code, text)
        await program.press("ctrl+s")
        eva = program.book.get("huber").contacts[0]
        assert replace(
            HUBER.contacts[0], influence=3, attitude=-2, leads_to="karl",
            since=date(2019, 4, 1), channel=Channel.EMAIL, languages="Slowenisch",
            manner=Manner.FAMILIAR, wish=Wish.CARD, lead=14, name_day=NameDay(day=24, month=12),
            no_gifts=True, source="Messe", origin=Origin.ELSEWHERE, noted=date(2026, 2, 1),
            informed=date(2026, 2, 2), basis=Basis.INTEREST) == eva


async def test_nobody_takes_over(start: Any) -> None:
    async with start(records=(HUBER,), practice=False) as program:
        await opened(program, "people", "karl", field="left")
        await program.press("ctrl+u")
        await program.type("gestern")
        await fill(program, "successor", "1")
        assert "niemand" in program.text
        await program.press("ctrl+s")
        karl = program.book.get("huber").contacts[1]
        assert (karl.left, karl.successor) == (date(2026, 2, 22), NOBODY)


async def test_a_new_person_gets_all_pages_with_the_first_letter(start: Any) -> None:
    async with start(records=(HUBER,), practice=False) as program:
        await opened(program, "people", new=True, field="last_name")
        count = len(form(program).session.form.pages)
        await program.type("Neu")
        assert len(form(program).session.form.pages) == count + 3
        await program.press("pagedown")
        await fill(program, "languages", "Deutsch")
        await program.press("ctrl+s")
        new = program.book.get("huber").contacts[-1]
        assert (new.last_name, new.languages, new.since) == ("Neu", "Deutsch", TODAY)


@LANGUAGES
async def test_the_company_and_its_manner(start: Any, language: str) -> None:
    async with start(records=(HUBER,), practice=False, language=language) as program:
        await opened(program, "company")
        for code, text in (("short", "Huber"), ("former_names", "Huber & Co; Alt KG"),
                           ("register", "FN 1a"), ("court", "Graz"), ("vat", "ATU1"),
                           ("founded", "1.4.1987"), ("structure", "zwei Werke"),
                           ("owners", "Familie Huber")):
            await fill(program, code, text)
        await program.press("ctrl+s")
        record = program.book.get("huber")
        assert (record.short, record.former_names, record.register, record.court, record.vat,
                record.founded, record.structure, record.owners) == (
            "Huber", ("Huber & Co", "Alt KG"), "FN 1a", "Graz", "ATU1", date(1987, 4, 1),
            "zwei Werke", "Familie Huber")
        await opened(program, "manner")
        for code, text in (("culture", "direkt"), ("manner", "1"), ("decides", "gemeinsam"),
                           ("best_time", "morgens"), ("gift_rule", "keine"),
                           ("competitor", "Adler"), ("share", "40"), ("target", "1"),
                           ("referral", "ja"), ("tags", "#Messe"), ("plan", "halten")):
            await fill(program, code, text)
        await program.press("ctrl+s")
        record = program.book.get("huber")
        assert (record.culture, record.manner, record.decides, record.best_time,
                record.gift_rule, record.competitor, record.share, record.target,
                record.referral, record.tags, record.plan) == (
            "direkt", Manner.FORMAL, "gemeinsam", "morgens", "keine", "Adler", 40, True, "ja",
            ("Messe",), "halten")


async def test_new_owners_call_for_a_re_assessment(start: Any) -> None:
    owned = replace(HUBER, owners="Familie Huber")
    async with start(records=(owned,), practice=False) as program:
        await opened(program, "company", field="owners")
        await program.press("ctrl+u")
        await program.type("Adler AG")
        await program.press("enter")
        record = program.book.get("huber")
        assert [one.kind.value for one in record.triggers] == ["owners"]
        assert "Neubewertung" in program.status


@LANGUAGES
async def test_a_light_of_the_basic_form_is_a_new_entry(start: Any, language: str) -> None:
    judged = replace(HUBER, financials=(
        FinancialStatus(noted=date(2025, 5, 5), light=Light.GREEN, source="Presse"),))
    async with start(records=(judged,), practice=False, language=language) as program:
        await program.press("e")
        await fill(program, "light", "3")
        await program.press("ctrl+s")
        assert program.book.get("huber").financials == (
            *judged.financials,
            FinancialStatus(noted=TODAY, light=Light.RED, source="Presse"))


@LANGUAGES
async def test_a_light_needs_its_source(start: Any, language: str) -> None:
    async with start(records=(HUBER,), practice=False, language=language) as program:
        await program.press("e")
        await fill(program, "light", "2")
        await program.press("ctrl+s")
        assert form(program).session.field.code == "light_source"
        assert ("Herkunft" if language == "de" else "source") in program.rows[-3]
        assert program.book.get("huber").financials == ()


@LANGUAGES
async def test_figures_and_wanted_offers(start: Any, language: str) -> None:
    async with start(records=(HUBER,), practice=False, language=language) as program:
        await opened(program, "finances", field="days_late")
        await program.type("12")
        await program.press("ctrl+s")
        await opened(program, "finances", field="fit")
        await program.type("11")
        assert ("0 bis 10" if language == "de" else "0 to 10") in "\n".join(program.rows)
        await program.press("backspace", "backspace")
        await program.type("8")
        await fill(program, "reference", "2")
        await fill(program, "care_visits", "6")
        await program.press("ctrl+s")
        await opened(program, "needs", field="wanted")
        await program.type("Stick; Miete")
        await program.press("ctrl+s")
        record = program.book.get("huber")
        assert (record.days_late, record.wanted) == (12, ("Stick", "Miete"))
        assert (record.fit, record.reference) == (8, Reference.NAMED)
        assert record.care == OwnCare(visits=6, calls=0)


# -- words that are nobody's business --------------------------------------------------------


@pytest.mark.parametrize(("text", "found"), [
    ("Der Chef ist krank", "krank"), ("seit der Scheidung allein", "scheidung"),
    ("ist schwanger", "schwanger"), ("aktiv in einer Partei", "partei"),
    ("geht in die Kirche", "kirche"), ("Gewerkschafter", "gewerkschafter"),
    ("Alkoholproblem", "alkoholproblem"), ("is pregnant", "pregnant"),
    ("Depression", "depression"),
    ("in the trade union", "trade union"), ("goes to church", "church"),
    ("liefert ans Krankenhaus", ""), ("Kirchengasse 4", ""), ("alkoholfreie Getränke", ""),
    ("sucht neue Lieferanten", ""), ("Gläubigerschutz geprüft", ""), ("mag es pünktlich", ""),
    ("I will call", ""),
])
def test_what_is_nobodys_business(text: str, found: str) -> None:
    assert delicate(text) == found


@LANGUAGES
async def test_such_a_word_warns_and_never_blocks(start: Any, language: str) -> None:
    async with start(records=(HUBER,), practice=False, language=language) as program:
        await opened(program, "people", "karl", field="note")
        await program.type("oft krank")
        assert program.rows[-3].startswith(" ? 'krank'" if language == "en" else " ? „krank“")
        await program.press("ctrl+s")
        assert program.book.get("huber").contacts[1].note == "oft krank"
