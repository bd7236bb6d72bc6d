"""What follows from a change of a profile: dates, triggers, people to meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.events.agenda import occurrences
from store.events.changes import MEET_WITHIN, changed, meeting_id
from store.events.occurrence import EventKind
from store.events.triggers import triggers
from store.profile.activity import AckKind, Acknowledgement, FollowUp
from store.profile.assessment import Answer, Assessment, Evidence
from store.profile.company import (
    Address,
    AddressKind,
    Need,
    NeedKind,
    NeedState,
    Project,
)
from store.profile.contact import Contact, Role
from store.profile.prospect import Check, Info, Prospect, Stage
from store.profile.staleness import known_days
from store.profile.trigger import Trigger, TriggerKind

TODAY = date(2026, 2, 23)
LONG_AGO = date(2020, 1, 1)
CHIEF = Contact(id="c", first_name="Anna", last_name="Moser", function="Geschäftsführerin")
BUYER = Contact(id="b", last_name="Huber", function="Einkauf")
BRANCH = Address(kind=AddressKind.BRANCH, street="Gasse 1", postcode="4020", place="Linz")
FIRM = Prospect(
    id="p", name="Gipfelmops", created=LONG_AGO, stage=Stage.REGULAR, owners="Familie Moser",
    contacts=(CHIEF, BUYER), addresses=(Address(postcode="6330", place="Kufstein"), BRANCH),
    projects=(Project(id="1", title="Halle"),))


def after(before: Prospect | None = FIRM, **fields: Any) -> Prospect:
    return changed(before, replace(before or FIRM, **fields), today=TODAY, author="eva",
                   meeting="Kennenlernen: {name}")


def called(made: Prospect) -> list[tuple[str, str]]:
    return [(one.kind.value, one.note) for one in made.triggers]


def people(*contacts: Contact) -> list[tuple[str, str]]:
    return called(after(contacts=contacts))


# -- triggers ---------------------------------------------------------------------------

def test_other_owners() -> None:
    made = after(owners="Berger Holding")
    assert made.triggers == (Trigger(
        kind=TriggerKind.OWNERS, day=TODAY, note="Berger Holding", author="eva"),)


@pytest.mark.parametrize(("before", "now"), [
    ("", "Berger Holding"), ("Familie Moser", ""), ("Müller", "mueller")])
def test_owners_first_heard_of_forgotten_or_spelt_anew_are_no_change(
    before: str, now: str
) -> None:
    assert called(after(replace(FIRM, owners=before), owners=now)) == []


def test_a_manager_left() -> None:
    gone = replace(CHIEF, left=TODAY)
    assert people(gone, BUYER) == [("management", "Anna Moser")]
    assert [one.kind for one in triggers(after(contacts=(gone, BUYER)), TODAY, None)] == [
        TriggerKind.MANAGEMENT, TriggerKind.CONTACT_LEFT]


def test_who_decides_left() -> None:
    decider = replace(BUYER, roles=(Role.DECIDER,))
    made = after(replace(FIRM, contacts=(CHIEF, decider)),
                 contacts=(CHIEF, replace(decider, left=TODAY)))
    assert called(made) == [("management", "Huber")]
    assert people(CHIEF, replace(BUYER, left=TODAY)) == []


@pytest.mark.parametrize("function", [
    "Geschäftsführer", "GF", "geschaeftsfuehrender Gesellschafter", "Prokuristin", "Vorstand",
    "GF/Inhaber", "Managing Director", "CEO", "Eigentümer", "Komplementär", "Owner"])
def test_a_new_manager(function: str) -> None:
    new = Contact(id="n", last_name="Neu", function=function)
    assert people(CHIEF, BUYER, new) == [("management", "Neu")]


@pytest.mark.parametrize("function", [
    "Einkauf", "Assistentin der Geschäftsführung", "Sekretariat Vorstand", "Logistik", "",
    "Art Director", "Cfoto"])
def test_others_manage_nothing(function: str) -> None:
    assert people(CHIEF, BUYER, Contact(id="n", last_name="Neu", function=function)) == []


def test_the_first_manager_we_hear_of_is_no_change() -> None:
    made = after(replace(FIRM, contacts=(BUYER,)), contacts=(BUYER, CHIEF))
    assert called(made) == []


@pytest.mark.parametrize(("since", "found"), [(180, True), (181, False), (-3, True)])
def test_a_manager_who_has_long_been_there_is_no_news(since: int, found: bool) -> None:
    new = Contact(id="n", last_name="Neu", function="GF", since=TODAY - timedelta(days=since))
    made = after(contacts=(CHIEF, BUYER, new))
    assert (bool(made.triggers), bool(made.follow_ups)) == (found, found)


def test_promoted_or_stepped_down() -> None:
    assert people(CHIEF, replace(BUYER, function="Prokurist")) == [("management", "Huber")]
    assert people(replace(CHIEF, function="Beirat"), BUYER) == [("management", "Anna Moser")]
    assert people(replace(CHIEF, function=""), BUYER) == []
    unknown = replace(FIRM, contacts=(CHIEF, replace(BUYER, function="")))
    assert called(after(unknown, contacts=(CHIEF, replace(BUYER, function="GF")))) == []


def test_two_managers_are_one_reason() -> None:
    new = Contact(id="n", last_name="Neu", function="GF")
    assert people(replace(CHIEF, left=TODAY), BUYER, new) == [("management", "Anna Moser, Neu")]


def test_the_main_contact_left_is_told_even_if_we_hear_of_it_late() -> None:
    head = replace(FIRM, contacts=(BUYER, CHIEF))
    early = replace(BUYER, left=date(2026, 1, 1))
    assert called(after(head, contacts=(early, CHIEF))) == []
    known = replace(head, assessments=(Assessment(
        checklist="basic", version=1, day=date(2026, 2, 1),
        answers=(Answer(criterion="M", rating=2, evidence=Evidence.STATED,
                        rated=date(2026, 2, 1)),)),))
    assert called(after(known, contacts=(early, CHIEF))) == [("contact_left", "Huber")]
    assert called(after(known, contacts=(replace(BUYER, left=TODAY), CHIEF))) == []
    assert called(after(known, contacts=(replace(BUYER, left=date(2026, 3, 1)), CHIEF))) == []


def test_a_new_place() -> None:
    wels = replace(BRANCH, place="Wels", postcode="4600")
    steyr = replace(BRANCH, place="", street="Steyr")
    assert called(after(addresses=(*FIRM.addresses, wels, steyr))) == [
        ("location", "Wels, Steyr")]


@pytest.mark.parametrize("branch", [
    replace(BRANCH, street="Gasse 2"), replace(BRANCH, place="LINZ"),
    replace(BRANCH, kind=AddressKind.DELIVERY)])
def test_a_corrected_place_is_none(branch: Address) -> None:
    assert called(after(addresses=(FIRM.addresses[0], branch))) == []


def test_a_new_project_was_heard_of_today() -> None:
    new, dated = Project(id="2", title="Kühlhaus"), Project(id="3", title="x", noted=LONG_AGO)
    made = after(projects=(*FIRM.projects, new, dated))
    assert [one.noted for one in made.projects] == [None, TODAY, LONG_AGO]
    assert TriggerKind.PROJECT in {one.kind for one in triggers(made, TODAY, LONG_AGO)}


def test_what_a_project_needs_from_us_comes_up() -> None:
    made = after(projects=(Project(id="2", title="Kühlhaus", need="Regale",
                                   need_from=date(2026, 3, 2)),))
    assert [one.day for one in occurrences(made, TODAY)
            if one.kind is EventKind.NEED_FROM] == [date(2026, 3, 2)]


def test_of_each_kind_one_a_day() -> None:
    once = after(owners="Berger Holding")
    again = changed(once, replace(once, owners="Berger Holding AG"), today=TODAY)
    assert again.triggers == once.triggers
    later = changed(once, replace(once, owners="Wimmer"), today=TODAY + timedelta(days=1))
    assert [one.note for one in later.triggers] == ["Berger Holding", "Wimmer"]


# -- first entry --------------------------------------------------------------------------

def test_nothing_follows_from_the_first_entry() -> None:
    assert changed(None, FIRM, today=TODAY) is FIRM


def test_on_the_first_day_nothing_calls_for_a_re_assessment() -> None:
    young = replace(FIRM, created=TODAY)
    made = after(young, owners="Berger", contacts=(replace(CHIEF, left=TODAY), BUYER))
    assert (made.triggers, made.checks) == ((), ())


def test_in_the_archive_nothing_follows() -> None:
    kept = replace(FIRM, archived=TODAY)
    assert after(kept, owners="Berger") == replace(kept, owners="Berger")


# -- somebody new -------------------------------------------------------------------------

def test_somebody_new_is_to_be_met_within_two_weeks() -> None:
    new = Contact(id="n", first_name="Eva", last_name="Neu")
    made = after(contacts=(*FIRM.contacts, new))
    assert made.follow_ups == (FollowUp(
        id=meeting_id("n"), due=date(2026, 3, 9), reason="Kennenlernen: Eva Neu", contact="n",
        owner="eva", created=TODAY),)


@pytest.mark.parametrize(("today", "due"), [
    (date(2026, 2, 21), date(2026, 3, 6)), (date(2026, 12, 11), date(2026, 12, 24))])
def test_never_later_than_the_fourteenth_day(today: date, due: date) -> None:
    new = Contact(id="n", last_name="Neu")
    made = changed(FIRM, replace(FIRM, contacts=(*FIRM.contacts, new)), today=today)
    assert [one.due for one in made.follow_ups] == [due]


def test_not_the_first_of_a_company() -> None:
    one, two = Contact(id="1", last_name="Eins"), Contact(id="2", last_name="Zwei")
    empty = replace(FIRM, contacts=())
    assert after(empty, contacts=(one,)).follow_ups == ()
    assert [f.contact for f in after(empty, contacts=(one, two)).follow_ups] == ["2"]


def test_not_twice_nor_without_a_name() -> None:
    new = Contact(id="n", last_name="Neu")
    planned = FollowUp(id="x", due=TODAY, contact="n")
    assert after(contacts=(*FIRM.contacts, new), follow_ups=(planned,)).follow_ups == (planned,)
    done = Acknowledgement(event=f"followup:{meeting_id('n')}", turn=TODAY, day=TODAY,
                           kind=AckKind.CALL)
    assert after(contacts=(*FIRM.contacts, new), acknowledgements=(done,)).follow_ups == ()
    assert after(contacts=(*FIRM.contacts, Contact(id="n"))).follow_ups == ()
    left = replace(new, left=TODAY)
    assert after(contacts=(*FIRM.contacts, left)).follow_ups == ()


# -- known from today -----------------------------------------------------------------------

@pytest.mark.parametrize(("fields", "info"), [
    ({"days_late": 4}, Info.PAYMENT), ({"owners": "x"}, Info.OWNERS),
    ({"phone": "1"}, Info.PHONES), ({"potential": 5}, Info.POTENTIAL),
    ({"competitor": "x"}, Info.COMPETITOR), ({"industry": "Holz"}, Info.INDUSTRY),
    ({"addresses": (BRANCH,)}, Info.ADDRESS), ({"culture": "Sie"}, Info.CULTURE),
    ({"projects": ()}, None), ({"projects": (Project(id="2", title="x"),)}, Info.PROJECTS),
    ({"needs": (Need(text="x", state=NeedState.SOLVED),)}, Info.NEEDS),
    ({"needs": (Need(text="x", kind=NeedKind.WANT),)}, Info.WANTS),
    ({"contacts": (CHIEF, replace(BUYER, influence=3))}, Info.CONTACTS),
    ({"owners": ""}, None), ({"notes": "x"}, None)])
def test_what_was_changed_is_known_from_today(fields: dict[str, Any], info: Info | None) -> None:
    assert set(known_days(after(**fields)).items()) >= ({(info, TODAY)} if info else set())
    assert {check.info for check in after(**fields).checks} == ({info} if info else set())


def test_the_day_of_a_check_is_renewed_and_one_of_today_stays() -> None:
    old, today = (Check(info=Info.OWNERS, day=day, source="Anna") for day in (LONG_AGO, TODAY))
    other = Check(info=Info.ADDRESS, day=LONG_AGO)
    assert after(replace(FIRM, checks=(old, other)), owners="x").checks == (
        other, Check(info=Info.OWNERS, day=TODAY))
    assert after(replace(FIRM, checks=(today,)), owners="x").checks == (today,)


# -- laws -----------------------------------------------------------------------------------

persons = st.lists(st.builds(
    Contact, id=st.sampled_from("cbxyz"), last_name=st.sampled_from(["", "Huber", "Neu"]),
    function=st.sampled_from(["", "GF", "Einkauf"]), since=st.none() | st.dates(LONG_AGO, TODAY),
    left=st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    roles=st.sampled_from([(), (Role.DECIDER,)])),
    max_size=4, unique_by=lambda one: one.id).map(tuple)
firms = st.builds(
    Prospect, id=st.just("p"), name=st.just("Firma"),
    created=st.sampled_from([LONG_AGO, TODAY]), contacts=persons,
    owners=st.sampled_from(["", "Moser", "Berger"]),
    addresses=st.lists(st.sampled_from([BRANCH, replace(BRANCH, place="Wels")]), max_size=2).map(
        tuple),
    projects=st.lists(st.builds(Project, id=st.sampled_from("12"), title=st.just("x")),
                      max_size=2, unique_by=lambda one: one.id).map(tuple))


@settings(max_examples=150)
@given(before=firms, now=firms)
def test_once_more_changes_nothing_more(before: Prospect, now: Prospect) -> None:
    assert changed(now, now, today=TODAY) is now
    assert changed(before, replace(before), today=TODAY) == before
    now = replace(now, created=before.created)
    once = changed(before, now, today=TODAY, author="eva")
    assert changed(before, once, today=TODAY, author="eva") == once
    assert changed(once, once, today=TODAY) is once
    assert {one.kind: one for one in once.triggers}.keys() == {t.kind for t in once.triggers}
    assert len({one.kind for one in once.triggers}) == len(once.triggers)
    for step in once.follow_ups:
        assert TODAY < step.due <= TODAY + MEET_WITHIN
    # But for what follows, nothing is touched.
    assert replace(once, checks=(), triggers=(), follow_ups=(), projects=()) == replace(
        now, projects=())
