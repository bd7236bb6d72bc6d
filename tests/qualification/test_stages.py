"""The gate of the check, steps back, and the facts that speak for a stage (domain.md 5.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from store.profile.company import Need, Offer
from store.profile.decided import Decision
from store.profile.prospect import Prospect, Stage, StageChange
from store.qualification.decision import Choice, Recommendation, Rule
from store.qualification.score import Standing
from store.qualification.stages import (
    ENTRY_STAGES,
    Fact,
    is_qualified,
    move_to_stage,
    stage_proposal,
)

TODAY = date(2026, 2, 23)
FIRM = Prospect(id="p", name="Gipfelmops", created=date(2025, 1, 1))


def standing(choice: Choice | None, score: Fraction | int | None, *unknown: str) -> Standing:
    return Standing(
        score=None if score is None else Fraction(score), low=Fraction(0), high=Fraction(100),
        confidence=Fraction(0), recommendation=Recommendation(choice=choice, rule=Rule.R6),
        to_ask=unknown, answered=0, open=unknown)


PURSUE = standing(Choice.PURSUE, 80)
NEARLY = standing(Choice.DEVELOP, Fraction(6999, 100), "T")
UNCLEAR = replace(standing(Choice.DEVELOP, 100), recommendation=Recommendation(
    choice=Choice.DEVELOP, rule=Rule.R4))
"""One good answer, and the rest is not known."""


def decided(choice: Choice, until: date | None = None) -> Prospect:
    return replace(FIRM, decisions=(
        Decision(day=TODAY, choice=choice, checklist="g", version=1, until=until),))


@pytest.mark.parametrize(("prospect", "found", "passed"), [
    (FIRM, PURSUE, True), (FIRM, standing(Choice.DEVELOP, 70), True), (FIRM, NEARLY, False),
    (FIRM, standing(Choice.DEVELOP, None), False), (FIRM, standing(Choice.PARK, 90), False),
    (FIRM, standing(None, None), False), (FIRM, UNCLEAR, False),
    (decided(Choice.PARK), PURSUE, False),
    (decided(Choice.PURSUE), NEARLY, True), (decided(Choice.DEVELOP), PURSUE, True),
    (decided(Choice.DEVELOP), NEARLY, False), (decided(Choice.PURSUE, TODAY), NEARLY, False),
])
def test_the_gate(prospect: Prospect, found: Standing, passed: bool) -> None:
    assert is_qualified(prospect, found, TODAY) is passed
    assert stage_proposal(prospect, TODAY, found).stage is (Stage.QUALIFIED if passed else None)
    if passed:
        moved = move_to_stage(prospect, Stage.QUALIFIED, today=TODAY, standing=found)
        assert moved == replace(prospect, stage=Stage.QUALIFIED, stage_log=(
            StageChange(day=TODAY, stage=Stage.QUALIFIED),))
    else:
        with pytest.raises(ValueError, match=r"^not_qualified$"):
            move_to_stage(prospect, Stage.QUALIFIED, today=TODAY, standing=found)


def test_a_record_begins_at_any_stage_but_behind_the_gate() -> None:
    assert ENTRY_STAGES == (Stage.CONTACT, Stage.PROSPECT, Stage.NEW, Stage.EXISTING,
                            Stage.REGULAR, Stage.FORMER)


@pytest.mark.parametrize("reason", ["", " "])
def test_a_step_back_needs_a_reason(reason: str) -> None:
    customer = replace(FIRM, stage=Stage.REGULAR)
    with pytest.raises(ValueError, match=r"^no_reason$"):
        move_to_stage(customer, Stage.QUALIFIED, today=TODAY, standing=PURSUE, reason=reason)
    found = move_to_stage(customer, Stage.QUALIFIED, today=TODAY, standing=NEARLY, reason="Irrtum")
    assert found.stage_log == (StageChange(day=TODAY, stage=Stage.QUALIFIED, reason="Irrtum"),)


def test_other_steps_need_nothing() -> None:
    for stage in (Stage.NEW, Stage.FORMER):
        assert move_to_stage(FIRM, stage, today=TODAY, standing=NEARLY).stage is stage
    qualified = replace(FIRM, stage=Stage.QUALIFIED)
    assert move_to_stage(
        qualified, Stage.QUALIFIED, today=TODAY, standing=NEARLY) is qualified


def fact(code: str, value: Any, speaks_for: bool) -> Fact:
    return Fact(code=code, value=value, speaks_for=speaks_for)


def test_facts_about_the_interest() -> None:
    contact = replace(FIRM, stage=Stage.CONTACT, needs=(Need(text="Säge"),))
    found = stage_proposal(contact, TODAY, NEARLY)
    assert found.stage is Stage.PROSPECT
    assert found.facts == (fact("needs", 1, True), fact("offers", 0, False))
    both = replace(contact, offers=(Offer(id="o", title="x"),))
    assert stage_proposal(both, TODAY, PURSUE).stage is Stage.QUALIFIED
    assert [f.code for f in stage_proposal(both, TODAY, PURSUE).facts] == [
        "needs", "offers", "choice", "score", "open"]


def test_facts_about_the_check() -> None:
    found = stage_proposal(FIRM, TODAY, NEARLY)
    assert found.stage is None
    assert found.facts[2:] == (
        fact("choice", "develop", False), fact("score", 6999, False), fact("open", 1, False))
    found = stage_proposal(FIRM, TODAY, standing(Choice.DEVELOP, 70))
    assert found.facts[2:] == (
        fact("choice", "develop", True), fact("score", 7000, True), fact("open", 0, True))
    found = stage_proposal(FIRM, TODAY, standing(None, None))
    assert found.facts[2:4] == (fact("choice", None, False), fact("score", None, False))


def test_facts_about_orders() -> None:
    first, last = date(2024, 1, 8), date(2025, 12, 1)
    customer = replace(FIRM, stage=Stage.NEW, first_order=first, last_order=last)
    found = stage_proposal(customer, TODAY, NEARLY)
    assert found.stage is Stage.EXISTING
    assert found.facts == (fact("first_order", first, True), fact("last_order", last, True))
    once = replace(customer, last_order=None, first_order=TODAY)
    assert stage_proposal(once, TODAY, NEARLY).facts == (
        fact("first_order", TODAY, True), fact("last_order", TODAY, True))
    planned = replace(FIRM, first_order=date(2026, 2, 24))
    assert stage_proposal(planned, TODAY, NEARLY).facts[0].code == "needs"
    odd = replace(customer, last_order=date(2020, 1, 1))
    assert stage_proposal(odd, TODAY, NEARLY).facts[1].value == first
