"""A company with two people for the tests of the form, and the form saved without a screen."""

from __future__ import annotations

from datetime import date
from itertools import count

from store import (
    Activity,
    Address,
    AddressKind,
    Birthday,
    Contact,
    FollowUp,
    Prospect,
    Stage,
)
from tui.form.building import build
from tui.form.company_sheets import COMPANY
from tui.form.making import Maker
from tui.form.people_sheets import PERSON
from tui.form.reading import Look
from tui.form.state import Form

TODAY = date(2026, 2, 23)
FIELDS = {("c", one.code): one for one in COMPANY} | {("p", one.code): one for one in PERSON}

HUBER = Prospect(
    id="huber", name="Huber KG", legal_form="KG", created=date(2025, 1, 1),
    stage=Stage.PROSPECT, phone="0316 555 01 23", potential=300_000_00,
    addresses=(Address(kind=AddressKind.BRANCH, place="Wels"),
               Address(street="Hauptstraße 1", postcode="8010", place="Graz", country="AT")),
    contacts=(Contact(id="eva", first_name="Eva", last_name="Huber",
                      birthday=Birthday(day=3, month=4, year=1977), note="eins\nzwei"),
              Contact(id="karl", last_name="Weiß")),
    activities=(Activity(id="a", day=TODAY, contact="karl"),),
    follow_ups=(FollowUp(id="f1", due=date(2026, 2, 20), time="14:00", reason="Angebot"),
                FollowUp(id="f2", due=date(2026, 3, 1), reason="Karte", contact="karl")))


def maker() -> Maker:
    numbers = count()
    return Maker(today=TODAY, new_id=lambda: f"new{next(numbers)}", author="me")


def saved(form: Form) -> Prospect:
    record = build(form, maker())
    assert isinstance(record, Prospect), record
    return record


def look(**page: str) -> Look:
    return Look(today=TODAY, page=page)
