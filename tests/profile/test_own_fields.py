"""Which fields of one's own and of industries a record is asked (domain.md B20, B22)."""

from __future__ import annotations

from datetime import date

import pytest

from store.catalogue.own_fields import shipped_fields
from store.profile.company import Extra
from store.profile.own_fields import OwnField, extra, fields_for, with_extra
from store.profile.prospect import Prospect
from store.profile.steps import Stage

DAY = date(2026, 2, 23)
BEDS = OwnField(code="beds", de="Betten", en="Beds", industries=("Hotel", "Gästehaus"))
TERMS = OwnField(code="terms", de="Zahlung", en="Terms", stage=Stage.NEW)


def record(industry: str = "", stage: Stage = Stage.PROSPECT, **held: str) -> Prospect:
    return Prospect(
        id="p", name="Firma", created=DAY, industry=industry, stage=stage,
        extras=tuple(Extra(code=code, text=text, noted=DAY) for code, text in held.items()))


def asked(one: Prospect) -> list[str]:
    return [field.code for field in fields_for(one, (BEDS, TERMS))]


@pytest.mark.parametrize(("industry", "found"), [
    ("Hotel", True), ("HOTEL garni", True), ("Seehotel", True), ("Gaestehaus", True),
    ("gastehäuser und Hotels", True), ("Handel", False), ("", False)])
def test_an_industry_is_known_by_a_word_in_it(industry: str, found: bool) -> None:
    assert ("beds" in asked(record(industry))) == found


@pytest.mark.parametrize("stage", list(Stage))
def test_a_field_is_asked_from_its_stage_on(stage: Stage) -> None:
    late = (Stage.NEW, Stage.EXISTING, Stage.REGULAR, Stage.FORMER)
    assert ("terms" in asked(record(stage=stage))) == (stage in late)


def test_what_is_held_is_shown_whatever_stage_and_industry_say() -> None:
    assert asked(record("Handel", Stage.CONTACT, beds="12")) == ["beds"]


def test_what_no_file_knows_any_more_comes_last_under_its_code() -> None:
    found = fields_for(record("Hotel", zz="1", aa="2"), (BEDS, TERMS))
    assert [(one.code, one.de, one.en) for one in found] == [
        ("beds", "Betten", "Beds"), ("aa", "aa", "aa"), ("zz", "zz", "zz")]


def test_a_value_is_set_changed_and_taken_away() -> None:
    later = date(2026, 3, 1)
    one = with_extra(with_extra(record(), "beds", "12", DAY), "terms", "30 Tage", DAY)
    assert (extra(one, "beds"), extra(one, "terms"), extra(one, "none")) == ("12", "30 Tage", "")
    assert with_extra(one, "beds", "12", later) is one
    changed = with_extra(one, "beds", "14", later)
    assert [(held.code, held.text, held.noted) for held in changed.extras] == [
        ("beds", "14", later), ("terms", "30 Tage", DAY)]
    assert [held.code for held in with_extra(changed, "beds", "", later).extras] == ["terms"]


@pytest.mark.parametrize(("industry", "first"), [
    ("Hotel", ["hotel_beds", "hotel_season"]), ("Franchisezentrale", ["partners", "listing"]),
    ("Franchise head office", ["partners", "listing"]), ("Maler", ["crews"]),
    ("Painting contractor", ["crews"]), ("Filialbäckerei", ["outlets"]),
    ("Bakery chain", ["outlets"]), ("Gemeinde", ["tender_limit"]), ("Spedition", ["vehicles"]),
    ("Netzwerk", ["partners"]), ("Maschinenbau", []), ("Steuerberatung", []), ("Kosmetik", [])])
def test_the_templates_that_come_with_the_program(industry: str, first: list[str]) -> None:
    found = fields_for(record(industry), shipped_fields())
    assert [field.code for field in found] == first
