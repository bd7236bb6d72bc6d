"""How long before its day something is prepared: by kind, by class, by person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.catalogue import load_checklist
from store.events.agenda import occurrences
from store.events.leads import CLASSES, LONGEST, STANDARD, STANDARD_DAYS, Leads
from store.overview import coming, make_row
from store.profile.company import Contract, Offer, Project, ProjectKind
from store.profile.contact import Birthday, Contact, NameDay
from store.profile.prospect import Prospect, Stage

TODAY = date(2026, 2, 23)
FIRM = Prospect(
    id="p", name="Alles GmbH", created=TODAY, stage=Stage.EXISTING, founded=date(1926, 4, 20),
    first_order=date(2021, 4, 21),
    contacts=(Contact(id="e", birthday=Birthday(day=10, month=4),
                      name_day=NameDay(day=15, month=4)),
              Contact(id="r", birthday=Birthday(day=12, month=4, year=1976))),
    offers=(Offer(id="1", title="Jacken", binds_until=date(2026, 4, 1)),),
    contracts=(Contract(id="1", title="Wartung", end=date(2026, 6, 30), notice=1, renewal=0),),
    projects=tuple(
        Project(id=kind, title=kind, kind=ProjectKind(kind), due=date(2026, 5, 6), need="x",
                need_from=date(2026, 4, 7) if kind == "project" else None)
        for kind in ("project", "launch", "fair")))
KEYS = {
    "birthday": "birthday:e", "milestone": "birthday:r", "name_day": "name_day:e",
    "company_anniversary": "company", "customer_anniversary": "customer", "offer": "offer:1",
    "notice": "notice:1", "contract_end": "end:1", "project": "project:project",
    "launch": "project:launch", "fair": "project:fair", "need_from": "need:project",
}


def days(firm: Prospect, key: str, leads: Leads, letter: str = "") -> int:
    found = next(o for o in occurrences(firm, TODAY, leads=leads, letter=letter) if o.key == key)
    return (found.day - found.prepare_from).days


def test_each_kind_has_a_date_here() -> None:
    assert set(KEYS) == set(STANDARD_DAYS)


@pytest.mark.parametrize("kind", KEYS)
def test_as_the_domain_has_it_or_as_one_likes(kind: str) -> None:
    assert days(FIRM, KEYS[kind], STANDARD) == STANDARD_DAYS[kind]
    own = Leads(((kind, "", 5), (kind, "A", 9)))
    assert days(FIRM, KEYS[kind], own) == days(FIRM, KEYS[kind], own, "B") == 5
    assert days(FIRM, KEYS[kind], own, "A") == 9
    for other in set(KEYS) - {kind}:
        assert days(FIRM, KEYS[other], own) == STANDARD_DAYS[other]


def test_what_was_said_of_a_person_comes_first() -> None:
    person = replace(FIRM.contacts[0], lead=2)
    firm = replace(FIRM, contacts=(person, *FIRM.contacts[1:]))
    own = Leads((("birthday", "", 5), ("name_day", "", 6)))
    assert (days(firm, "birthday:e", own), days(firm, "name_day:e", own)) == (2, 2)


@given(st.lists(st.tuples(st.sampled_from(tuple(STANDARD_DAYS)), st.sampled_from(["", *CLASSES]),
                          st.integers(0, LONGEST)), unique_by=lambda one: one[:2]).map(tuple))
def test_the_order_of_the_settings_does_not_count(own: tuple[tuple[str, str, int], ...]) -> None:
    one, other = Leads(own), Leads(tuple(reversed(own)))
    assert one.key == other.key
    assert (one.key == "") == (not own)
    for kind in STANDARD_DAYS:
        for letter in ("", *CLASSES):
            assert one.of(kind, letter) == other.of(kind, letter)


def test_a_row_and_all_that_comes_agree() -> None:
    own = Leads((("fair", "", 90),))
    row = make_row(FIRM, load_checklist(), TODAY, leads=own)
    (fair,) = [o for o in coming(FIRM, row, TODAY) if o.key == "project:fair"]
    assert fair.day - fair.prepare_from == timedelta(days=90)
    found = coming(FIRM, row, TODAY)
    assert [o.act_on for o in found] == sorted(o.act_on for o in found)
    assert {(o.key, o.day) for o in found} == {(o.key, o.day) for o in occurrences(FIRM, TODAY)}
