"""The form without a screen: texts in, record out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from form_kit import FIELDS, HUBER, TODAY, look, maker, saved
from hypothesis import given, settings
from hypothesis import strategies as st

from store import (
    AckKind,
    Basis,
    Birthday,
    Contact,
    FollowUp,
    Info,
    Role,
    Stage,
)
from store.demo import demo_prospects
from tui import texts
from tui.form.building import build
from tui.form.company_sheets import COMPANY
from tui.form.drafts import as_fields, both_changed, changed_since, rebased, with_fields
from tui.form.fields import Kind
from tui.form.making import Refusal
from tui.form.people_sheets import PERSON
from tui.form.readings import read
from tui.form.state import open_form, quick_form
from tui.quick import read_quick


@pytest.mark.parametrize(
    ("where", "code", "text", "value", "words"),
    [
        ("c", "phone", "0316 555 01 23", "0316 555 01 23", "11 Ziffern"),
        ("c", "phone", "+43 (316) 555-01", "+43 (316) 555-01", "10 Ziffern"),
        ("c", "email", "eva@huber.example", "eva@huber.example", "vollständig"),
        ("c", "potential", "1.200", 1_200_00, "€ 1.200,00"),
        ("c", "potential", "1,5", 1_50, "€ 1,50? Tausend: 1,5t = € 1.500"),
        ("c", "potential", "1,5t", 1_500_00, "€ 1.500,00"),
        ("c", "potential", "", None, ""),
        ("c", "employees", "1.200", 1200, "1.200"),
        ("c", "country", "Österreich", "AT", "Österreich"),
        ("c", "country", "ch", "CH", "Schweiz"),
        ("c", "postcode", "8010", ("8010", ""), "Österreich oder Schweiz"),
        ("c", "postcode", "80331", ("80331", ""), "Deutschland"),
        ("c", "postcode", "A-8010", ("8010", "AT"), "Österreich"),
        ("c", "tags", "#Referenz, Messe;Messe", ("Referenz", "Messe"), ""),
        ("p", "birthday", "3.4.1977", Birthday(day=3, month=4, year=1977),
         "So 03.04.1977, wird am 03.04. 49"),
        ("p", "birthday", "3.4.", Birthday(day=3, month=4), "03.04., in 39 Tagen"),
        ("p", "roles", "decider,user", (Role.DECIDER, Role.USER), ""),
    ])
def test_a_text_is_read_and_echoed(where: str, code: str, text: str, value: Any,
                                   words: str) -> None:
    reading = read(FIELDS[where, code], text, look())
    assert (reading.value, reading.words, reading.wrong) == (value, words, False)


@pytest.mark.parametrize(
    ("where", "code", "text", "part"),
    [
        ("c", "name", " ", "Namen"),
        ("c", "phone", "morgen", "Telefonnummer"),
        ("c", "email", "eva@huber", "E-Mail"),
        ("c", "web", "huber", "Webadresse"),
        ("c", "potential", "viel", "Betrag"),
        ("c", "potential", "-5", "null"),
        ("c", "employees", "ca. 50", "ganze Zahl"),
        ("c", "country", "Absurdistan", "nicht bekannt"),
        ("c", "postcode", "123", "4 Ziffern"),
        ("c", "due", "gestern", "zurück"),
        ("c", "due", "3/4", "03.04."),
        ("p", "birthday", "31.2.", "im Kalender"),
    ])
def test_what_is_wrong_is_said_in_a_sentence(where: str, code: str, text: str,
                                             part: str) -> None:
    reading = read(FIELDS[where, code], text, look())
    assert reading.wrong
    assert part in reading.words


@pytest.mark.parametrize(
    ("country", "postcode", "wrong"),
    [("AT", "8010", False), ("AT", "80100", True), ("DE", "80331", False), ("DE", "8033", True),
     ("CH", "8001", False), ("CH", "80331", True), ("", "12", True), ("NL", "1234 AB", False),
     ("DE", "A-8010", True)])
def test_postcodes_by_country(country: str, postcode: str, wrong: bool) -> None:
    assert read(FIELDS["c", "postcode"], postcode, look(country=country)).wrong is wrong


def test_an_untouched_form_is_the_same_record() -> None:
    for record in (HUBER, *demo_prospects(TODAY)):
        form = open_form(record)
        assert form.changes == ()
        assert saved(form) is record


def test_what_was_typed_and_taken_back_is_no_change() -> None:
    form = open_form(HUBER).put(0, "phone", "1").put(0, "phone", HUBER.phone)
    assert form.changes == ()
    assert saved(form) is HUBER


def test_only_what_was_touched_is_new() -> None:
    record = saved(open_form(HUBER).put(0, "place", "Wien").put(1, "function", "Einkauf"))
    assert record.head == replace(HUBER.head, place="Wien")
    assert record.addresses[0] is HUBER.addresses[0]
    assert record.contacts[0] == replace(HUBER.contacts[0], function="Einkauf")
    assert record.contacts[1] is HUBER.contacts[1]
    assert record.follow_ups is HUBER.follow_ups
    assert {(check.info, check.day, check.source) for check in record.checks} == {
        (Info.ADDRESS, TODAY, "me"), (Info.CONTACTS, TODAY, "me")}


def test_what_is_wrong_on_file_does_not_block_other_changes() -> None:
    odd = replace(HUBER, phone="Zentrale", email="ohne")
    assert saved(open_form(odd).put(0, "industry", "Holz")).phone == "Zentrale"


def test_the_first_wrong_field_stops_saving() -> None:
    form = open_form(HUBER).put(1, "email", "eva@").put(0, "phone", "x")
    refusal = build(form, maker())
    assert isinstance(refusal, Refusal)
    assert (refusal.page, refusal.code) == (0, "phone")


def test_another_country_checks_the_postcode_again() -> None:
    refusal = build(open_form(HUBER).put(0, "country", "DE"), maker())
    assert isinstance(refusal, Refusal)
    assert refusal.code == "postcode"


def test_the_basis_can_be_set_and_cleared() -> None:
    record = saved(open_form(HUBER).put(0, "basis", "interest"))
    assert record.basis is Basis.INTEREST
    assert saved(open_form(record).put(0, "basis", "")).basis is None


def test_a_follow_up_is_moved_and_stays_in_order() -> None:
    record = saved(open_form(HUBER).put(0, "due", "15.3.2026 9:30"))
    moved = record.follow_ups[1]
    assert (moved.id, moved.due, moved.time, moved.reason, moved.moved) == (
        "f1", date(2026, 3, 15), "09:30", "Angebot", 1)


def test_an_overdue_follow_up_can_be_reworded_without_a_new_day() -> None:
    record = saved(open_form(HUBER).put(0, "reason", "nachfassen"))
    assert record.follow_ups[0] == replace(HUBER.follow_ups[0], reason="nachfassen")


def test_a_follow_up_taken_off_is_recorded() -> None:
    record = saved(open_form(HUBER).put(0, "due", ""))
    assert [one.id for one in record.follow_ups] == ["f2"]
    assert (record.acknowledgements[-1].event, record.acknowledgements[-1].kind) == (
        "followup:f1", AckKind.SKIPPED)


def test_a_reason_needs_a_day() -> None:
    form = open_form(replace(HUBER, follow_ups=())).put(0, "reason", "anrufen")
    refusal = build(form, maker())
    assert isinstance(refusal, Refusal)
    assert refusal.code == "due"


def test_a_new_person_and_the_next_empty_page() -> None:
    form = open_form(HUBER)
    assert form.blank(3)
    form = form.put(3, "last_name", "Neu")
    assert [form.blank(number) for number in range(5)] == [False, False, False, False, True]
    added = saved(form).contacts[-1]
    assert (added.id, added.last_name, added.since) == ("new0", "Neu", TODAY)


def test_a_person_needs_a_name() -> None:
    refusal = build(open_form(HUBER).put(3, "phone", "0316 1"), maker())
    assert isinstance(refusal, Refusal)
    assert (refusal.page, refusal.code) == (3, "last_name")


def test_a_removed_person_goes_and_nothing_points_there() -> None:
    form = open_form(HUBER).remove(2)
    assert len(form.changes) == 1
    record = saved(form)
    assert [one.id for one in record.contacts] == ["eva"]
    assert record.follow_ups[1].contact == ""
    assert record.activities[0].contact == ""
    assert saved(form.remove(2)) is HUBER


def test_the_leap_rule_of_a_birthday_stays() -> None:
    born = Birthday(day=29, month=2, leap_rule="feb28")  # type: ignore[arg-type]
    old = replace(HUBER, contacts=(Contact(id="x", last_name="X", birthday=born),))
    after = saved(open_form(old).put(1, "birthday", "29.2.1980"))
    assert after.contacts[0].birthday == replace(born, year=1980)


def test_a_new_company_from_a_quick_line() -> None:
    quick = read_quick("Berger Wein KG, Langenlois; Maria Berger; 02734 555; >morgen A", TODAY)
    record = saved(quick_form(quick))
    assert (record.name, record.legal_form, record.created) == ("Berger Wein KG", "KG", TODAY)
    assert record.head is not None
    assert record.head.place == "Langenlois"
    assert record.contacts[0].name == "Maria Berger"
    assert record.contacts[0].phone == "02734 555"
    assert record.follow_ups[0].due == date(2026, 2, 24)
    assert record.class_override is not None
    assert record.class_override.letter == "A"
    assert record.stage_log[-1].stage is Stage.PROSPECT


def test_the_legal_form_comes_from_the_name() -> None:
    form = open_form(None).put(0, "name", "Moser Bau GmbH")
    assert saved(form).legal_form == "GmbH"


def test_control_characters_never_reach_the_record() -> None:
    form = open_form(HUBER).put(0, "street", "a\x1b[31m\u202eb\nc").put(0, "notes", "x\x07\ny")
    record = saved(form)
    assert record.head is not None
    assert record.head.street == "a[31mb c"
    assert record.notes == "x\ny"


_TEXTS = st.text(alphabet="aZ09 .,@+-äß\n", max_size=8)
_EDITS = st.lists(st.tuples(
    st.integers(0, 3), st.sampled_from([one.code for one in PERSON if one.kind is Kind.TEXT]
                                       + [one.code for one in COMPANY if one.kind is Kind.TEXT]),
    _TEXTS), max_size=8)


@settings(max_examples=60, deadline=None)
@given(_EDITS)
def test_a_draft_gives_the_form_back(edits: list[tuple[int, str, str]]) -> None:
    form = open_form(HUBER)
    for page, code, text in edits:
        if any(code == one.code for one in form.pages[page].fields):
            form = form.put(page, code, text)
    again = with_fields(open_form(HUBER), as_fields(form))
    assert again == form


def test_a_draft_keeps_who_was_removed_and_added() -> None:
    form = open_form(HUBER).remove(1).put(3, "last_name", "Neu").put(4, "last_name", "Zwei")
    assert with_fields(open_form(HUBER), as_fields(form)) == form


def test_what_both_changed_is_found_by_page_and_field() -> None:
    form = open_form(HUBER).put(0, "phone", "0316 1").put(0, "web", "a.at").put(
        2, "function", "Chef").put(3, "last_name", "Neu")
    newer = replace(HUBER, phone="0316 2", industry="Holz", web="a.at", contacts=(
        replace(HUBER.contacts[1], function="Einkauf"),))
    assert both_changed(form, open_form(newer)) == ((0, "phone"), (1, "function"))
    assert both_changed(form, open_form(HUBER)) == ()


def test_changes_move_to_a_newer_state_of_the_file() -> None:
    form = open_form(HUBER).put(0, "phone", "0316 1").put(2, "function", "Chef")
    newer = replace(HUBER, industry="Holz", contacts=HUBER.contacts[1:])
    moved = rebased(form, open_form(newer))
    record = saved(moved)
    assert (record.phone, record.industry) == ("0316 1", "Holz")
    assert [one.function for one in record.contacts] == ["Chef"]


def test_a_draft_knows_what_was_changed_since_it_was_begun() -> None:
    form = open_form(HUBER).put(0, "phone", "0316 1").put(0, "web", "a.at").put(
        2, "function", "Chef")
    kept = as_fields(form)
    newer = open_form(replace(HUBER, phone="0316 2", industry="Holz", contacts=(
        HUBER.contacts[0], replace(HUBER.contacts[1], function="Einkauf"))))
    again = with_fields(newer, kept)
    assert changed_since(again, kept, TODAY) == ((0, "phone"), (2, "function"))
    assert changed_since(with_fields(open_form(HUBER), kept), kept, TODAY) == ()


def test_the_same_day_in_another_language_is_no_change() -> None:
    due = replace(HUBER, follow_ups=(FollowUp(id="f", due=TODAY + timedelta(days=9)),))
    form = open_form(due).put(0, "due", "morgen")
    kept = as_fields(form)
    texts.use("en", "AT")
    again = with_fields(open_form(due), kept)
    assert changed_since(again, kept, TODAY) == ()


def test_nobody_is_taken_off_who_was_changed_since() -> None:
    kept = as_fields(open_form(HUBER).remove(1))
    assert with_fields(open_form(HUBER), kept).pages[1].removed
    newer = replace(HUBER, contacts=(
        replace(HUBER.contacts[0], mobile="0664 1"), *HUBER.contacts[1:]))
    assert not with_fields(open_form(newer), kept).pages[1].removed
