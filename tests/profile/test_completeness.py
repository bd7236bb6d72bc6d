from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from store.profile.activity import FollowUp
from store.profile.assessment import Assessment
from store.profile.company import (
    Address,
    Contract,
    FinancialStatus,
    Light,
    Need,
    NeedKind,
    Project,
    RevenueEntry,
)
from store.profile.completeness import Field, Gap, GapState, completeness, weight
from store.profile.contact import Basis, Birthday, Contact, Role
from store.profile.prospect import Prospect, Stage

TODAY = date(2026, 2, 23)
EMPTY = Prospect(id="p", name="", created=TODAY)
EXAMPLE = replace(
    EMPTY,
    name="Gipfelmops Sportartikel GmbH",
    legal_form="GmbH",
    addresses=(Address(postcode="6330", place="Kufstein"),),
    phone="+49 89 99998 033",
    industry="Handel",
    source="Messe",
    basis=Basis.INTEREST,
    contacts=(Contact(id="c", last_name="Thaler", function="Einkauf"),),
    needs=(Need(text="Schulung", noted=TODAY),),
    financials=(
        FinancialStatus(noted=TODAY - timedelta(days=180), light=Light.GREEN, source="KSV"),
    ),
)
FULL = replace(
    EXAMPLE,
    contacts=(
        Contact(
            id="c",
            function="Einkauf",
            roles=(Role.DECIDER, Role.BUYER),
            birthday=Birthday(day=1, month=3),
        ),
    ),
    financials=(FinancialStatus(noted=TODAY, light=Light.GREEN, source="KSV"),),
    employees=20,
    owners="Familie Thaler",
    potential=3_000_000,
    competitor="Bergwerk",
    projects=(Project(id="1", title="Umbau"),),
    culture="Sie",
    revenue=(RevenueEntry(first=date(2026, 1, 1), last=date(2026, 1, 31), revenue=1),),
    contracts=(Contract(id="1", title="Wartung", end=date(2027, 5, 31), notice=3),),
    referral="kennt alle Händler im Tal",
    follow_ups=(FollowUp(id="1", due=TODAY),),
    assessments=(Assessment(checklist="grundcheck", version=1, day=TODAY),),
)


@pytest.mark.parametrize(
    ("stage", "total"),
    [
        (Stage.CONTACT, 15),
        (Stage.PROSPECT, 28),
        (Stage.QUALIFIED, 41),
        (Stage.NEW, 51),
        (Stage.EXISTING, 51),
        (Stage.REGULAR, 51),
        (Stage.FORMER, 21),
    ],
)
def test_nothing_and_everything(stage: Stage, total: int) -> None:
    nothing = completeness(replace(EMPTY, stage=stage), TODAY)
    assert (nothing.half_points, nothing.total, nothing.percent) == (0, total, 0)
    everything = completeness(replace(FULL, stage=stage), TODAY)
    assert (everything.half_points, everything.percent) == (2 * total, 100)
    assert everything.next_gap is None
    assert sum(weight(field, stage) for field in Field) == total


def test_worked_example() -> None:
    found = completeness(EXAMPLE, TODAY)
    assert Fraction(found.half_points, 2) == Fraction(37, 2)
    assert round(float(Fraction(100 * found.half_points, 2 * found.total)), 2) == 66.07
    assert found.percent == 66
    assert found.next_gap == Gap(field=Field.NEXT_STEP, state=GapState.EMPTY, missing=6)
    assert [gap.field for gap in found.gaps[1:3]] == [Field.DECIDER, Field.STRUCTURE]
    assert found.gaps[-1] == Gap(field=Field.FINANCE, state=GapState.STALE, missing=1)


def test_expired_counts_as_empty() -> None:
    day = TODAY + timedelta(days=180)
    gaps = {gap.field: gap for gap in completeness(EXAMPLE, day).gaps}
    assert gaps[Field.FINANCE].state is GapState.EMPTY


def test_what_does_not_apply_is_left_out() -> None:
    found = completeness(replace(EXAMPLE, not_applicable=("next_step", "finance")), TODAY)
    assert (found.half_points, found.total) == (36, 24)
    nothing = replace(EMPTY, not_applicable=tuple(Field))
    assert completeness(nothing, TODAY).percent == 100


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"legal_form": ""}, Field.NAME),
        ({"addresses": (Address(place="Kufstein"),)}, Field.ADDRESS),
        ({"addresses": ()}, Field.ADDRESS),
        ({"basis": None}, Field.SOURCE),
        ({"contacts": (Contact(id="c", function="Einkauf", left=TODAY),)}, Field.CONTACT),
        ({"contacts": (Contact(id="c", roles=(Role.DECIDER,), left=TODAY),)}, Field.DECIDER),
        ({"contacts": (Contact(id="c", roles=(Role.DECIDER,)),)}, Field.ROLES),
        ({"contacts": (Contact(id="c", roles=(Role.BUYER,), left=TODAY),)}, Field.ROLES),
        ({"contacts": (Contact(id="c"),)}, Field.BIRTHDAYS),
        ({"contacts": ()}, Field.BIRTHDAYS),
        ({"employees": None}, Field.STRUCTURE),
        ({"owners": ""}, Field.STRUCTURE),
        (
            {"financials": (FinancialStatus(noted=TODAY, light=Light.RED, source=""),)},
            Field.FINANCE,
        ),
    ],
)
def test_when_a_field_is_empty(change: dict[str, object], field: Field) -> None:
    prospect = replace(FULL, stage=Stage.REGULAR, **change)  # type: ignore[arg-type]
    assert field in [gap.field for gap in completeness(prospect, TODAY).gaps]


def test_nobody_is_asked_for_a_birthday_they_do_not_want_wished() -> None:
    person = replace(FULL.contacts[0], birthday=None, no_wishes=True)
    prospect = replace(FULL, stage=Stage.REGULAR, contacts=(person,))
    assert completeness(prospect, TODAY).gaps == ()


def test_wants_alone_stay_fresh_longer_than_needs() -> None:
    want = replace(EXAMPLE, needs=(Need(text="x", kind=NeedKind.WANT, noted=TODAY),))
    day = TODAY + timedelta(days=150)
    assert Field.NEEDS in [gap.field for gap in completeness(EXAMPLE, day).gaps]
    assert Field.NEEDS not in [gap.field for gap in completeness(want, day).gaps]


@pytest.mark.parametrize(
    ("end", "day", "fresh"),
    [
        (date(2027, 5, 31), "2027-02-28", True),
        (date(2027, 5, 31), "2027-03-01", False),
        (date.max, "2040-01-01", True),
    ],
)
def test_contract_data_hold_until_notice(end: date, day: str, fresh: bool) -> None:
    contract = Contract(id="1", title="Wartung", end=end, notice=3 if end != date.max else 0)
    prospect = replace(FULL, stage=Stage.REGULAR, contracts=(contract,))
    gaps = {g.field: g.state for g in completeness(prospect, date.fromisoformat(day)).gaps}
    assert gaps.get(Field.CONTRACT) == (None if fresh else GapState.STALE)


@pytest.mark.parametrize("stage", [Stage.CONTACT, Stage.PROSPECT, Stage.REGULAR])
@pytest.mark.parametrize("letter", ["A", "C"])
def test_it_holds_until_the_day_it_names(stage: Stage, letter: str) -> None:
    prospect = replace(FULL, stage=stage)
    now = completeness(prospect, TODAY, letter=letter)
    for offset in range(1, 800):
        day = TODAY + timedelta(days=offset)
        found = completeness(prospect, day, letter=letter)
        if day >= now.valid_until:
            assert found != now
            now = found
        assert found == now
