"""What is done about a gap: left out, confirmed, asked for at a new stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.profile.company import FinancialStatus, Light, Need, NeedKind, RevenueEntry
from store.profile.completeness import Field, GapState, completeness, weight
from store.profile.contact import Contact, Role
from store.profile.gaps import ages_by, confirm_field, confirmable, exclude, gaps_since
from store.profile.prospect import Info, Prospect, Stage
from store.profile.staleness import Freshness, last_known

TODAY = date(2026, 2, 23)
OLD = date(2023, 1, 1)
FIRM = Prospect(id="p", name="Gipfelmops", created=OLD, stage=Stage.EXISTING)
PERSON = Contact(id="c", last_name="Huber", function="GF", roles=(Role.DECIDER, Role.USER))


def test_what_does_not_apply_is_taken_out_once() -> None:
    made = exclude(FIRM, Field.CONTRACT)
    assert made.not_applicable == ("contract",)
    assert exclude(made, Field.CONTRACT) is made
    before, after = completeness(FIRM, TODAY), completeness(made, TODAY)
    assert after.total == before.total - weight(Field.CONTRACT, Stage.EXISTING)
    assert Field.CONTRACT not in {gap.field for gap in after.gaps}


@pytest.mark.parametrize(("fields", "field", "info"), [
    ({"industry": "Holz"}, Field.INDUSTRY, Info.INDUSTRY), ({}, Field.INDUSTRY, None),
    ({"contacts": (PERSON,)}, Field.DECIDER, Info.CONTACTS),
    ({"needs": (Need(text="x"),)}, Field.NEEDS, Info.NEEDS),
    ({"needs": (Need(text="x", kind=NeedKind.WANT),)}, Field.NEEDS, Info.WANTS),
    ({"needs": (Need(text="x", kind=NeedKind.WANT), Need(text="y"))}, Field.NEEDS, Info.NEEDS),
    ({"financials": (FinancialStatus(noted=OLD, light=Light.GREEN, source="KSV"),)},
     Field.FINANCE, None),
    ({"revenue": (RevenueEntry(first=OLD, last=OLD, revenue=1),)}, Field.REVENUE, None),
    ({"referral": "Berger"}, Field.REFERRAL, None)])
def test_what_a_talk_can_confirm(
    fields: dict[str, Any], field: Field, info: Info | None
) -> None:
    record = replace(FIRM, **fields)
    assert ages_by(record, field) is info
    made = confirm_field(record, field, TODAY, "Anna Moser")
    if info is None:
        assert made is record
    else:
        assert last_known(made, info) == TODAY
        assert made.checks[-1].source == "Anna Moser"


def test_without_a_source_nothing_is_confirmed() -> None:
    with pytest.raises(ValueError, match="no_source"):
        confirm_field(FIRM, Field.INDUSTRY, TODAY, "  ")


def test_what_is_asked_for_at_a_new_stage() -> None:
    new = replace(FIRM, stage=Stage.NEW)
    assert [gap.field for gap in gaps_since(new, Stage.QUALIFIED, TODAY)] == [
        Field.REVENUE, Field.CONTRACT, Field.BIRTHDAYS]
    assert [gap.field for gap in gaps_since(replace(FIRM, stage=Stage.QUALIFIED),
                                            Stage.PROSPECT, TODAY)] == [
        Field.ROLES, Field.CULTURE]
    assert gaps_since(FIRM, Stage.NEW, TODAY) == ()


days = st.dates(date(2020, 1, 1), TODAY)
records = st.builds(
    Prospect, id=st.just("p"), name=st.just("Firma"), created=days,
    stage=st.sampled_from(Stage), industry=st.sampled_from(["", "Holz"]),
    competitor=st.sampled_from(["", "Berger"]), potential=st.none() | st.just(100),
    contacts=st.sampled_from([(), (PERSON,)]),
    needs=st.lists(st.builds(Need, text=st.just("x"), noted=st.none() | days,
                             kind=st.sampled_from(NeedKind)), max_size=2).map(tuple))


@settings(max_examples=80)
@given(record=records, field=st.sampled_from(Field))
def test_confirming_closes_the_gap_and_leaves_all_else(record: Prospect, field: Field) -> None:
    made = confirm_field(record, field, TODAY, "Anna")
    assert replace(made, checks=()) == replace(record, checks=())
    lacking = {gap.field: gap.state for gap in completeness(made, TODAY).gaps}
    if ages_by(record, field) is not None:
        assert field not in lacking
    assert completeness(made, TODAY).half_points >= completeness(record, TODAY).half_points
    later = TODAY + timedelta(days=5000)
    assert GapState.STALE not in {
        gap.state for gap in completeness(made, later).gaps if gap.field is field}


def test_what_can_be_confirmed_comes_oldest_first_with_its_state() -> None:
    record = replace(
        FIRM, created=date(2025, 9, 1), competitor="x", industry="Holz", days_late=3,
        financials=(FinancialStatus(noted=OLD, light=Light.GREEN, source="KSV"),),
        needs=(Need(text="Regale", noted=date(2025, 5, 1)),))
    found = confirmable(record, TODAY)
    assert found == (
        (Info.NEEDS, date(2025, 5, 1), Freshness.EXPIRED),
        (Info.COMPETITOR, date(2025, 9, 1), Freshness.FRESH),
        (Info.INDUSTRY, date(2025, 9, 1), Freshness.FRESH))
    assert [state for _, _, state in confirmable(record, date(2026, 3, 1))][1] is Freshness.STALE
    assert confirmable(record, TODAY, letter="C")[0][2] is Freshness.STALE
