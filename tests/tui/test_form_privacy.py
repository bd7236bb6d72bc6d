"""Data protection in the form: source, lawful basis, consents with their proof, objection."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store import Basis, Channel, Consent, Contact, Prospect
from tui.form.building import Maker, Refusal, build
from tui.form.people_sheets import PERSON
from tui.form.reading import Look
from tui.form.readings import read
from tui.form.state import Form, open_form

TODAY = date(2026, 2, 23)
CALL = Consent(channel=Channel.CALL, given=date(2024, 5, 1), text="Angebote", proof="Messe")
VISIT = Consent(channel=Channel.VISIT, given=date(2024, 5, 1))
EVA = Contact(id="eva", last_name="Huber", source="Messe", basis=Basis.CONSENT,
              consents=(VISIT, CALL), objection=date(2025, 3, 4))
HUBER = Prospect(id="huber", name="Huber KG", created=TODAY, contacts=(EVA,))
FIELDS = {one.code: one for one in PERSON}


def built(form: Form) -> Prospect | Refusal:
    return build(form, Maker(today=TODAY, new_id=lambda: "new", author="me"))


def eva(form: Form) -> Contact:
    record = built(form)
    assert isinstance(record, Prospect), record
    return record.contacts[0]


def test_what_is_on_file_stands_in_the_fields() -> None:
    page = open_form(HUBER).pages[1]
    assert [page.text(code) for code in ("source", "basis", "consent_call", "consent_email",
                                         "objection")] == [
        "Messe", "consent", "01.05.2024; Angebote; Messe", "", "04.03.2025"]
    assert eva(open_form(HUBER)) is EVA


@pytest.mark.parametrize(("code", "text", "change"), [
    ("source", "Website", {"source": "Website"}),
    ("basis", "interest", {"basis": Basis.INTEREST}),
    ("basis", "", {"basis": None}),
    ("basis_reason", "fragte an", {"basis_reason": "fragte an"}),
    ("objection", "heute", {"objection": TODAY}),
    ("objection", "", {"objection": None}),
])
def test_a_field_changes_itself_alone(code: str, text: str, change: dict[str, Any]) -> None:
    assert eva(open_form(HUBER).put(1, code, text)) == replace(EVA, **change)


def test_a_new_consent_keeps_the_proof_of_the_earlier_one() -> None:
    new = Consent(channel=Channel.CALL, given=date(2026, 2, 20), text="Angebote", proof="Mail")
    form = open_form(HUBER).put(1, "consent_call", "20.2.2026; Angebote; Mail")
    assert eva(form).consents == (VISIT, CALL, new)


def test_the_same_day_corrects_and_empty_withdraws_that_channel_alone() -> None:
    form = open_form(HUBER).put(1, "consent_call", "1.5.2024; Angebote; Formular 7")
    assert eva(form).consents == (VISIT, replace(CALL, proof="Formular 7"))
    assert eva(open_form(HUBER).put(1, "consent_call", "")).consents == (VISIT,)


def test_both_channels_at_once_and_a_new_person() -> None:
    form = open_form(replace(HUBER, contacts=())).put(1, "last_name", "Neu")
    form = form.put(1, "consent_call", "heute").put(1, "consent_email", "heute; Katalog; Mail")
    assert eva(form).consents == (
        Consent(channel=Channel.CALL, given=TODAY),
        Consent(channel=Channel.EMAIL, given=TODAY, text="Katalog", proof="Mail"))


@pytest.mark.parametrize(("text", "words", "wrong", "odd"), [
    ("1.5.2024; Angebote; Messe; Stand 3", "Mi 01.05.2024", False, False),
    ("1.5.2024", "der Beleg fehlt: Tag; wofür; Beleg", False, True),
    ("1.5.2024; Angebote;", "der Beleg fehlt: Tag; wofür; Beleg", False, True),
    ("24.2.2026; Angebote; Mail", "Di 24.02.2026 liegt noch vor uns.", True, False),
    ("Messe", None, True, False),
])
def test_a_consent_needs_a_day_that_was_and_asks_for_its_proof(
        text: str, words: str | None, wrong: bool, odd: bool) -> None:
    reading = read(FIELDS["consent_call"], text, Look(today=TODAY, page={}))
    assert (reading.wrong, reading.odd) == (wrong, odd)
    assert words is None or reading.words == words
    if wrong:
        refused = built(open_form(HUBER).put(1, "consent_call", text))
        assert isinstance(refused, Refusal)
        assert refused.code == "consent_call"


async def test_an_objection_typed_in_the_form_stops_every_channel(start: Any) -> None:
    async with start() as program:
        before = await program.go_to("Zirbelfunk")
        await program.press("e", "pagedown")
        program.app.screen.session.go_to(1, "objection")
        program.app.screen.show()
        await program.type("heute")
        assert "Mo 23.02.2026" in program.text
        await program.press("enter")
        assert program.find("Zirbelfunk").contacts[0] == replace(
            before.contacts[0], objection=TODAY)
        assert any("Darf ich anrufen? nein" in row for row in program.rows), program.rows
