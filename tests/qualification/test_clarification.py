"""Three attempts without news are enough (domain.md 3.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from store.catalogue import load_checklist
from store.profile.activity import Activity, ActivityKind
from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.profile.decided import Decision
from store.profile.prospect import Prospect
from store.qualification.clarification import (
    ATTEMPTS,
    RISE,
    clarification,
    last_assessment,
    standing_of,
)
from store.qualification.decision import Choice, Rule

TODAY = date(2026, 2, 23)
CHECK = load_checklist()
FIRM = Prospect(id="p", name="Gipfelmops", created=date(2025, 1, 1))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def contacts(*days: int, kind: ActivityKind = ActivityKind.CALL) -> tuple[Activity, ...]:
    return tuple(Activity(id=f"a{n}", day=ago(d), kind=kind) for n, d in enumerate(days))


def rated(days: int, *criteria: str, evidence: Evidence = Evidence.STATED) -> Assessment:
    """Each criterion at 3, rated and assessed so many days ago."""
    return Assessment(checklist="grundcheck", version=1, day=ago(days), answers=tuple(
        Answer(criterion=code, rating=3, evidence=evidence, rated=ago(days)) for code in criteria))


@pytest.mark.parametrize(("days", "attempts", "reached"), [
    ((), 0, False), ((10, 5), 2, False), ((20, 10, 0), 3, True), ((40, 30, 20, 10), 4, True),
    ((20, 10, -1), 2, False),
])
def test_contacts_while_nothing_is_known(
    days: tuple[int, ...], attempts: int, reached: bool
) -> None:
    found = clarification(replace(FIRM, activities=contacts(*days)), CHECK, TODAY)
    assert (found.attempts, found.reached) == (attempts, reached)
    assert (found.confidence_then, found.confidence_now) == (0, 0)


def test_a_note_is_no_attempt() -> None:
    prospect = replace(FIRM, activities=(
        *contacts(20, 10), *contacts(5, kind=ActivityKind.NOTE)))
    assert clarification(prospect, CHECK, TODAY).attempts == 2


def test_the_order_of_entry_does_not_matter() -> None:
    prospect = replace(FIRM, activities=contacts(0, 20, 10), assessments=(rated(15, "M"),))
    found = clarification(prospect, CHECK, TODAY)
    assert found.attempts == 2
    assert (found.confidence_then, found.confidence_now) == (Fraction(7, 40), Fraction(7, 40))


@pytest.mark.parametrize(("later", "attempts"), [
    (("E",), 3),  # 0.07 more
    (("T", "E"), 0),  # 0.14 more, at the last contact
])
def test_confidence_that_rises_starts_the_count_anew(
    later: tuple[str, ...], attempts: int
) -> None:
    first = rated(25, "M")
    second = replace(rated(0, *later), answers=(*first.answers, *rated(0, *later).answers))
    prospect = replace(FIRM, activities=contacts(20, 10, 0), assessments=(first, second))
    assert clarification(prospect, CHECK, TODAY).attempts == attempts


def test_exactly_a_tenth_is_a_rise() -> None:
    first = rated(25, "R", evidence=Evidence.GUESS)  # 0.06
    second = rated(0, "E", evidence=Evidence.DOCUMENTED)  # 0.10 more
    whole = replace(second, answers=(*first.answers, *second.answers))
    prospect = replace(FIRM, activities=contacts(20, 10, 5), assessments=(first, whole))
    found = clarification(prospect, CHECK, TODAY)
    assert found.confidence_now - Fraction(6, 100) == Fraction(1, 10)
    assert found.attempts == 0


def test_the_numbers_of_the_rule() -> None:
    assert (3, Fraction(1, 10)) == (ATTEMPTS, RISE)


def test_an_assessment_of_the_eve_was_there_before_the_contact() -> None:
    prospect = replace(FIRM, activities=contacts(20, 10, 5), assessments=(rated(21, "M"),))
    found = clarification(prospect, CHECK, TODAY)
    assert (found.attempts, found.confidence_then) == (3, Fraction(7, 40))
    of_the_day = replace(prospect, assessments=(rated(20, "M"),))
    assert clarification(of_the_day, CHECK, TODAY).attempts == 2


def test_a_knock_out_ends_the_clarifying_however_little_is_known() -> None:
    no = Answer(criterion="R", rating=0, knock_out=KnockOut.FINAL, rated=ago(30))
    prospect = replace(FIRM, activities=contacts(20, 10, 5), assessments=(
        replace(rated(30), answers=(no,)),))
    assert standing_of(prospect, CHECK, TODAY).recommendation.rule is Rule.R1
    assert clarification(prospect, CHECK, TODAY).attempts == 0
    late = replace(no, criterion="T", rated=TODAY)  # 0.07 more
    later = replace(prospect, assessments=(replace(rated(0), answers=(late,)),))
    assert standing_of(later, CHECK, TODAY).recommendation.rule is Rule.R2
    assert clarification(later, CHECK, TODAY).attempts == 0


def test_the_count_ends_at_the_first_contact_before_the_rise() -> None:
    """What was known once and forgotten does not join the attempts before."""
    prospect = replace(FIRM, activities=contacts(30, 20, 10), assessments=(
        rated(40, "M", "Z"), rated(25), replace(rated(15, "M", "Z"), answers=rated(
            40, "M", "Z").answers)))
    found = clarification(prospect, CHECK, TODAY)
    assert found.attempts == 1


def test_only_while_it_is_about_clarifying() -> None:
    well = replace(FIRM, activities=contacts(20, 10, 0),
                   assessments=(rated(30, "M", "Z", "R", "B", "E", "T"),))
    found = clarification(well, CHECK, TODAY)
    assert (found.attempts, found.confidence_now) == (0, Fraction(7, 10))
    # It was clear once: the answers went stale, and only then the count began.
    old = replace(FIRM, activities=contacts(100, 8, 2), assessments=(
        rated(180, "M", "Z", "R", "B", "E", "T"),))
    assert standing_of(old, CHECK, ago(101)).recommendation.rule is not Rule.R4
    assert clarification(old, CHECK, TODAY).attempts == 2


def test_a_pause_ends_the_count() -> None:
    parked = Decision(day=ago(15), choice=Choice.PARK, checklist="grundcheck", version=1,
                      until=ago(5))
    prospect = replace(FIRM, activities=contacts(40, 30, 20, 5, 2))
    assert clarification(prospect, CHECK, TODAY).reached
    assert clarification(replace(prospect, decisions=(parked,)), CHECK, TODAY).attempts == 2
    other = replace(parked, choice=Choice.DEVELOP)
    assert clarification(replace(prospect, decisions=(other,)), CHECK, TODAY).reached
    sooner = replace(parked, until=ago(35))
    for two in ((sooner, parked), (parked, sooner)):
        assert clarification(replace(prospect, decisions=two), CHECK, TODAY).attempts == 2
    meanwhile = replace(prospect, activities=contacts(10, 5, 2), decisions=(parked,))
    assert clarification(meanwhile, CHECK, TODAY).attempts == 2
    endless = replace(parked, until=None)
    assert clarification(replace(prospect, decisions=(endless,)), CHECK, TODAY).attempts == 2


def test_the_recommendation_carries_it() -> None:
    prospect = replace(FIRM, activities=contacts(20, 10))
    advice = standing_of(prospect, CHECK, TODAY).recommendation
    assert (advice.choice, advice.rule) == (Choice.DEVELOP, Rule.R4)
    third = replace(FIRM, activities=contacts(20, 10, 0))
    standing = standing_of(third, CHECK, TODAY)
    assert (standing.recommendation.choice, standing.recommendation.rule) == (
        Choice.PARK, Rule.R4L)
    assert standing.recommendation.criterion == "M"
    assert (standing.score, standing.low, standing.high) == (None, 0, 100)


def test_the_last_assessment_of_a_checklist() -> None:
    other = replace(rated(1, "M"), checklist="bant")
    prospect = replace(FIRM, assessments=(rated(9, "M"), rated(5, "Z"), other))
    assert last_assessment(prospect, CHECK) == rated(5, "Z")
    assert last_assessment(FIRM, CHECK) is None
