"""The next gap of a profile: asked for, filled with one line, then the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store import (
    Address,
    Book,
    Contact,
    Field,
    Light,
    Prospect,
    Role,
    Stage,
    completeness,
)
from tui.dialogs.bar import Refused
from tui.flows.gap_lines import LINES
from tui.plain import places

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
HUBER = Contact(id="h", first_name="Eva", last_name="Huber", function="Einkauf",
                roles=(Role.BUYER,))
FIRM = Prospect(id="f", name="Adler", created=TODAY, stage=Stage.PROSPECT)


def book(record: Prospect) -> Book:
    return Book.open("", today=TODAY, checklist=places.resolver, memory=True,
                     records=(record,), user="eva")


def only(record: Prospect, *missing: Field) -> Prospect:
    """Everything else does not apply."""
    return replace(record, not_applicable=tuple(
        field.value for field in Field if field not in missing))


# -- what one line means ---------------------------------------------------------------

@pytest.mark.parametrize(("field", "record", "text", "found"), [
    (Field.NAME, FIRM, "KG", {"name": "Adler KG", "legal_form": "KG"}),
    (Field.NAME, replace(FIRM, name="Adler KG"), "KG", {"name": "Adler KG"}),
    (Field.PHONE, FIRM, "0512 5550", {"phone": "0512 5550"}),
    (Field.PHONE, FIRM, "a@b.example", {"email": "a@b.example"}),
    (Field.INDUSTRY, FIRM, "Holzbau", {"industry": "Holzbau"}),
    (Field.POTENTIAL, FIRM, "1,5t", {"potential": 150_000}),
    (Field.STRUCTURE, FIRM, "1.200", {"employees": 1200}),
    (Field.STRUCTURE, replace(FIRM, employees=4), "Familie", {"owners": "Familie"}),
    (Field.ADDRESS, FIRM, "Feldgasse 3, A-6020 Innsbruck", {"addresses": (Address(
        street="Feldgasse 3", postcode="6020", place="Innsbruck", country="AT"),)}),
    (Field.ADDRESS, FIRM, "80331 München", {"addresses": (Address(
        postcode="80331", place="München"),)})])
def test_a_line_is_read(
    field: Field, record: Prospect, text: str, found: dict[str, Any]
) -> None:
    taken = LINES[field].read(text, record, TODAY).fields
    assert {name: taken[name] for name in found} == found


def test_lines_that_add_something() -> None:
    def after(field: Field, text: str, record: Prospect = FIRM) -> Prospect:
        return replace(record, **LINES[field].read(text, record, TODAY).fields)

    (need,) = after(Field.NEEDS, "Regale").needs
    assert (need.text, need.noted) == ("Regale", TODAY)
    (project,) = after(Field.PROJECTS, "Kühlhaus > 1.9.").projects
    assert (project.title, project.due, project.noted) == ("Kühlhaus", date(2026, 9, 1), TODAY)
    assert after(Field.PROJECTS, "Kühlhaus").projects[0].due is None
    (contract,) = after(Field.CONTRACT, "Wartung > 31.12.2027").contracts
    assert (contract.title, contract.end) == ("Wartung", date(2027, 12, 31))
    (year,) = (first := after(Field.REVENUE, "12000")).revenue
    assert (year.first, year.last, year.revenue) == (date(2025, 2, 24), TODAY, 1_200_000)
    later = replace(first, revenue=(replace(year, last=date(2025, 12, 31)),))
    assert [(e.first, e.last) for e in after(Field.REVENUE, "5", later).revenue] == [
        (date(2025, 2, 24), date(2025, 12, 31)), (date(2026, 1, 1), TODAY)]
    (person,) = after(Field.CONTACT, "Maria Anna Berger, Einkauf").contacts
    assert (person.first_name, person.last_name, person.function, person.noted) == (
        "Maria Anna", "Berger", "Einkauf", TODAY)
    bare = replace(FIRM, contacts=(replace(HUBER, function=""),))
    assert after(Field.CONTACT, "Technik", bare).contacts[0].function == "Technik"
    born = after(Field.BIRTHDAYS, "24.2.", bare).contacts[0].birthday
    assert born is not None
    assert (born.day, born.month, born.year, born.noted) == (24, 2, None, TODAY)


@pytest.mark.parametrize(("field", "text"), [
    (Field.PHONE, "a@b"), (Field.PHONE, "anrufen"), (Field.ADDRESS, "Innsbruck"),
    (Field.ADDRESS, ""), (Field.ADDRESS, "123 Innsbruck"), (Field.POTENTIAL, "viel"),
    (Field.POTENTIAL, "-5"), (Field.STRUCTURE, "viele"), (Field.CONTACT, "Maria Berger"),
    (Field.CONTACT, ", Einkauf"), (Field.PROJECTS, "Kühlhaus > bald"),
    (Field.PROJECTS, "> 1.9."), (Field.PROJECTS, "Kühlhaus > 1.9. oder so"),
    (Field.CONTRACT, "Wartung"), (Field.BIRTHDAYS, "24.2.")])
def test_what_cannot_be_read_is_refused(field: Field, text: str) -> None:
    with pytest.raises(Refused):
        LINES[field].read(text, FIRM, TODAY)


def test_a_birthday_must_exist() -> None:
    with pytest.raises(Refused):
        LINES[Field.BIRTHDAYS].read("30.2.", replace(FIRM, contacts=(HUBER,)), TODAY)


# -- keys ------------------------------------------------------------------------------

@LANGUAGES
async def test_one_gap_after_the_other(start: Any, language: str) -> None:
    record = only(FIRM, Field.INDUSTRY, Field.COMPETITOR)
    async with start(language=language, book=book(record)) as program:
        await program.press("I")
        assert {"de": "Noch 2: Branche", "en": "2 left: industry"}[
            language] in program.text
        await program.type("Holz")
        await program.press("enter")
        assert program.find("Adler").industry == "Holz"
        assert {"de": "Noch 1: Mitbewerb, bisheriger Lieferant",
                "en": "1 left: competitor, present supplier"}[language] in program.text
        await program.press("-")
        assert {"de": "entfällt: zählt nicht mehr mit",
                "en": "does not apply: taken out of the calculation"}[language] in program.text
        await program.press("enter")
        assert "competitor" in program.find("Adler").not_applicable
        assert program.status.startswith({"de": "Adler: keine Lücken mehr.",
                                          "en": "Adler: no more gaps."}[language])
        await program.press("u")
        assert "competitor" not in program.find("Adler").not_applicable


async def test_nothing_typed_is_for_later_and_escape_ends(start: Any) -> None:
    record = only(FIRM, Field.INDUSTRY, Field.COMPETITOR)
    async with start(book=book(record)) as program:
        await program.press("I", "enter")
        assert "Noch 1: Mitbewerb" in program.text
        await program.press("escape", "j")
        assert program.find("Adler") == record


@LANGUAGES
@pytest.mark.parametrize("asked", [False, True])
async def test_stale_is_confirmed_with_enter(start: Any, language: str, asked: bool) -> None:
    record = only(replace(
        FIRM, created=date(2023, 1, 1), competitor="Berger",
        contacts=() if asked else (HUBER,)), Field.COMPETITOR)
    async with start(language=language, book=book(record)) as program:
        await program.press("I")
        assert {"de": "bisheriger Lieferant (abgelaufen)",
                "en": "present supplier (expired)"}[language] in program.text
        await program.press("enter")
        if asked:
            await program.type("Eva Huber")
            await program.press("enter")
        (check,) = program.find("Adler").checks
        assert (check.info.value, check.day, check.source) == ("competitor", TODAY, "Eva Huber")
        assert completeness(program.find("Adler"), TODAY).percent == 100


async def test_nobody_says_so_nothing_is_confirmed(start: Any) -> None:
    record = only(replace(FIRM, created=date(2023, 1, 1), competitor="Berger"),
                  Field.COMPETITOR)
    async with start(book=book(record)) as program:
        await program.press("I", "enter", "escape")
        assert program.find("Adler") == record


async def test_what_is_there_is_shown_and_confirmed_or_added_to(start: Any) -> None:
    record = only(replace(FIRM, created=date(2025, 6, 1), contacts=(HUBER,)), Field.CONTACT)
    async with start(book=book(record)) as program:
        await program.press("I")
        assert "Ansprechpartner/in mit Funktion (veraltet)" in program.text
        assert "Eva Huber, Einkauf" in program.text
        await program.type("Leo Maier, Technik")
        await program.press("enter")
        assert [one.last_name for one in program.find("Adler").contacts] == ["Huber", "Maier"]


@LANGUAGES
async def test_a_financial_status_wants_its_source(start: Any, language: str) -> None:
    async with start(language=language, book=book(only(FIRM, Field.FINANCE))) as program:
        await program.press("I", "2", "enter")
        assert {"de": "Ohne Quelle zählt ein Finanzstatus nicht.",
                "en": "Without its source a financial status counts for nothing."}[
            language] in program.text
        await program.type("KSV")
        await program.press("enter")
        (status,) = program.find("Adler").financials
        assert (status.light, status.source, status.noted) == (Light.YELLOW, "KSV", TODAY)


@pytest.mark.parametrize("keys", [("escape",), ("2", "escape"), ("enter",)])
async def test_a_financial_status_can_be_left(start: Any, keys: tuple[str, ...]) -> None:
    record = only(FIRM, Field.FINANCE)
    async with start(book=book(record)) as program:
        await program.press("I", *keys)
        assert program.find("Adler") == record


async def test_the_source_and_its_basis(start: Any) -> None:
    record = only(FIRM, Field.SOURCE)
    async with start(book=book(record)) as program:
        await program.press("I")
        await program.type("Messe")
        await program.press("enter", "escape")
        assert program.find("Adler") == record
        await program.press("I")
        await program.type("Messe")
        await program.press("enter", "2")
        found = program.find("Adler")
        assert (found.source, found.basis) == ("Messe", "interest")


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_the_source_can_wait(start: Any, key: str) -> None:
    record = only(FIRM, Field.SOURCE)
    async with start(book=book(record)) as program:
        await program.press("I", key)
        assert program.find("Adler") == record
        await program.press("I", "-", "enter")
        assert "source" in program.find("Adler").not_applicable


async def test_the_decider_by_digit_or_by_name(start: Any) -> None:
    record = only(replace(FIRM, contacts=(HUBER,)), Field.DECIDER)
    async with start(book=book(record)) as program:
        await program.press("I", "enter")
        assert program.find("Adler") == record
        await program.press("I", "1")
        assert program.find("Adler").contacts[0].roles == (Role.BUYER, Role.DECIDER)
        await program.press("u", "I")
        await program.type("Leo Maier, GF")
        await program.press("enter")
        new = program.find("Adler").contacts[1]
        assert (new.name, new.function, new.roles) == ("Leo Maier", "GF", (Role.DECIDER,))


async def test_other_roles(start: Any) -> None:
    record = only(replace(FIRM, stage=Stage.EXISTING, contacts=(replace(HUBER, roles=()),)),
                  Field.ROLES)
    async with start(book=book(record)) as program:
        await program.press("I", "2", "1")
        assert program.find("Adler").contacts[0].roles == (Role.USER,)
        await program.press("u", "I", "-")
        assert "roles" in program.find("Adler").not_applicable


async def test_stale_people_are_confirmed_with_enter(start: Any) -> None:
    person = replace(HUBER, roles=(Role.DECIDER, Role.USER))
    for field in (Field.DECIDER, Field.ROLES):
        record = only(replace(FIRM, created=date(2025, 6, 1), stage=Stage.EXISTING,
                              contacts=(person,)), field)
        async with start(book=book(record)) as program:
            await program.press("I", "enter")
            assert [one.info.value for one in program.find("Adler").checks] == ["contacts"]


async def test_the_next_step(start: Any) -> None:
    async with start(book=book(only(replace(FIRM, contacts=(HUBER,)),
                                    Field.NEXT_STEP))) as program:
        await program.press("I", "escape", "I", "0", "I", "2")
        (step,) = program.find("Adler").follow_ups
        assert (step.due, step.contact, step.owner) == (date(2026, 3, 2), "h", "test")


async def test_every_field_is_asked_for(start: Any) -> None:
    record = replace(FIRM, stage=Stage.EXISTING)
    async with start(book=book(record)) as program:
        await program.press("I")
        for left in range(len(Field), 0, -1):
            assert f"Noch {left}: " in program.text
            await program.press("0" if f"Noch {left}: nächster" in program.text else "-")
            if f"Noch {left}: " in program.text:
                await program.press("enter")
        assert set(program.find("Adler").not_applicable) == {
            field.value for field in Field} - {"next_step"}


@LANGUAGES
async def test_one_kind_of_information_is_confirmed_alone(start: Any, language: str) -> None:
    record = replace(FIRM, created=date(2025, 6, 1), competitor="Berger", industry="Holz",
                     contacts=(HUBER,))
    async with start(language=language, book=book(record)) as program:
        await program.press("V", "tab")
        assert {"de": "1 Mitbewerb vor 267 T, veraltet",
                "en": "1 competitor 267 d ago, stale"}[language] in program.text
        await program.press("1")
        assert {"de": "Mitbewerb: stimmt noch. Wer sagt das?",
                "en": "Competitor: still true. Who says so?"}[language] in program.text
        await program.press("1")
        (check,) = program.find("Adler").checks
        assert (check.info.value, check.day, check.source) == ("competitor", TODAY, "Eva Huber")
        assert program.find("Adler").profile_checks == ()
        assert {"de": "Adler: Mitbewerb stimmt noch, laut Eva Huber",
                "en": "Adler: competitor still true, according to Eva Huber"}[
                    language] in program.status


async def test_all_of_it_after_all_or_nothing(start: Any) -> None:
    record = replace(FIRM, created=date(2025, 6, 1), competitor="Berger", contacts=(HUBER,))
    async with start(book=book(record)) as program:
        await program.press("V", "tab", "escape", "escape")
        assert program.find("Adler") == record
        await program.press("V", "tab", "escape", "1")
        assert program.find("Adler").profile_checks[0].source == "Eva Huber"
