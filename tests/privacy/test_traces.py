"""What a person is known by, against everybody else (T9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.privacy.erasure import Traces, digits, traces
from store.profile.contact import Contact
from store.profile.prospect import Prospect

DAY = date(2026, 11, 21)
EVA = Contact(id="e", first_name="Eva", last_name="Zwölfer", email="Eva@z.example",
              phone="0316 99 88 77", mobile="0664 1")
FIRM = Prospect(id="f", name="Zwölfer Bau GmbH", created=DAY, email="o@z.example",
                phone="0316 55 44 33", contacts=(EVA,), objection=DAY)


def record(key: str, *contacts: Contact, **more: str) -> Prospect:
    return Prospect(id=key, name="Andere AG", created=DAY, contacts=contacts, **more)


@pytest.mark.parametrize(("number", "bare"), [
    ("+43 (0)316 99-88-77", "316998877"), ("0043316998877", "316998877"),
    ("0316/99 88 77", "316998877"), ("+49 30 1234567", "301234567"), ("", ""),
])
def test_a_number_is_the_same_however_it_is_written(number: str, bare: str) -> None:
    assert digits(number) == bare


def test_nobody_is_unknown() -> None:
    with pytest.raises(KeyError):
        traces(FIRM, "nobody", (FIRM,))


def test_a_person_has_name_mail_and_the_numbers_that_are_long_enough() -> None:
    found, shared = traces(FIRM, "e", (FIRM,))
    assert (found.names, found.mails) == ((("Eva", "Zwölfer"),), ("Eva@z.example",))
    assert (found.phones, shared) == (("0316 99 88 77",), ("0664 1",))
    assert (found.whole, found.objected, found.contacts) == (False, False, ("e",))
    assert found.lone == ()


def test_a_company_goes_with_all_its_people() -> None:
    found, _ = traces(FIRM, "", (FIRM,))
    assert (found.whole, found.objected, found.contacts) == (True, True, ("e",))
    assert {last for _, last in found.names} == {"Zwölfer", "Zwölfer Bau GmbH", FIRM.short_name}
    assert set(found.mails) == {"Eva@z.example", "o@z.example"}
    assert "zwolfer" in found.lone


def test_what_others_have_too_stays_with_them() -> None:
    other = record("o", Contact(id="1", last_name="Huber", email="eva@Z.example"),
                   phone="+43 316 998877")
    found, shared = traces(FIRM, "e", (FIRM, other))
    assert (found.mails, found.phones) == ((), ())
    assert set(shared) == {"Eva@z.example", "0316 99 88 77", "0664 1"}


@pytest.mark.parametrize(("change", "same"), [
    ({}, True), ({"last_name": ""}, False), ({"last_name": "Huber"}, False),
    ({"email": ""}, True), ({"email": "", "phone": ""}, False), ({"first_name": ""}, True),
    ({"first_name": "", "last_name": ""}, True),
])
def test_the_same_person_in_another_company(change: dict[str, str], same: bool) -> None:
    twin = replace(EVA, id="t", mobile="", **change)
    found, _ = traces(FIRM, "e", (FIRM, record("o", twin)))
    assert ("t" in found.contacts, "o" in found.homes) == (same, same)


def test_places_that_touch_are_blanked_once() -> None:
    known = Traces(prospect="f", whole=False, contacts=("e",), homes=("f",),
                   names=(("", "Eva"), ("Eva", "Zwölfer"), ("X", "")))
    assert known.blanked("Eva Zwoelfers Eva", own=True) == "[...] [...]"
    assert known.blanked("Eva und Zwölfer", own=False) == "Eva und Zwölfer"


def test_an_address_is_blanked_however_it_is_written() -> None:
    known = Traces(prospect="f", whole=False, contacts=("e",), homes=("f",), names=(),
                   mails=("Eva@z.example",))
    assert known.blanked("an EVA@Z.example, nie an o@z.example", own=False) == (
        "an [...], nie an o@z.example")
