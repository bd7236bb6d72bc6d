"""What a human decides: what is kept, how long it holds, what is refused (domain.md 3.1, 10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from store.catalogue import load_checklist
from store.profile.activity import Activity, FollowUp
from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.profile.decided import Decision
from store.profile.prospect import Prospect, Stage, StageChange
from store.qualification.deciding import (
    choice_in_force,
    decide,
    decision_in_force,
    forbidden,
    reconsider,
    resume_day,
    stay_in_touch,
)
from store.qualification.decision import Choice

TODAY = date(2026, 2, 23)
LATER = date(2026, 6, 1)
CHECK = load_checklist()
LETTERS = dict(zip("ASBD", Evidence, strict=True))
STEP = FollowUp(id="f", due=LATER)
PURSUE, DEVELOP, PARK, DROP = Choice


def firm(marks: str = "", *, resume: date | None = LATER, **more: Any) -> Prospect:
    """A prospect with one mark per criterion; "0S~" for now, "0S!" for good."""
    kinds = {"!": KnockOut.FINAL, "~": KnockOut.TEMPORARY}
    answers = tuple(
        Answer(criterion=criterion.code, rating=int(mark[0]), evidence=LETTERS[mark[1]],
               rated=TODAY, knock_out=kinds.get(mark[2:]),
               reason="no_money" if mark[2:] else "",
               resume=resume if mark[2:] == "~" else None)
        for criterion, mark in zip(CHECK.criteria, marks.split(), strict=False) if mark != "?"
    )
    rated = Assessment(checklist="grundcheck", version=1, day=TODAY, answers=answers)
    return Prospect(id="p", name="Gipfelmops", created=date(2025, 1, 1),
                    assessments=(rated,) if marks else (), **more)


GOOD = "3B 2D 2S 3B 3S 2S"
MIXED = "3S ? 2S 3B 1S 2S"
HOPELESS = "1B 1D 1B 1B 2B 1B"
FINAL = "3B 2D 0S! 3B 3S 2S"
FOR_NOW = "1S 3D 3S 0S~ 3S 3S"
WAITING = "2B 1D 2B 2B 3B 1B"


def decided(prospect: Prospect, choice: Choice, **more: Any) -> Decision:
    return decide(prospect, CHECK, choice, today=TODAY, **more).decisions[-1]


def test_a_decision_keeps_what_was_known() -> None:
    found = decided(firm(MIXED, follow_ups=(STEP,)), DEVELOP, author="eva")
    assert found == Decision(
        day=TODAY, choice=DEVELOP, recommended=DEVELOP, rule="R6", criterion="Z", score=8125,
        low=6500, high=8500, confidence=600, checklist="grundcheck", version=1, author="eva")
    assert not found.deviates
    assert decided(firm(GOOD), PURSUE).author == ""


def test_without_any_answer_there_is_no_score() -> None:
    found = decided(firm(follow_ups=(STEP,)), DEVELOP)
    assert (found.score, found.low, found.high, found.confidence) == (None, 0, 10_000, 0)


def test_earlier_decisions_stay() -> None:
    first = decide(firm(GOOD), CHECK, PURSUE, today=TODAY)
    second = decide(first, CHECK, PARK, today=TODAY, reason="Umbau", until=LATER)
    assert second.decisions[0] == first.decisions[0]
    assert [d.choice for d in second.decisions] == [PURSUE, PARK]
    assert second.decisions[1].deviates


@pytest.mark.parametrize(("marks", "choice", "more", "code"), [
    (WAITING, PARK, {}, "no_resume"),
    (WAITING, PARK, {"until": TODAY}, "no_resume"),
    (HOPELESS, DROP, {}, "no_reason"),
    (HOPELESS, DROP, {"reason": "keine Lust"}, "no_reason"),
    (GOOD, DROP, {"until": LATER}, "no_reason"),
    (GOOD, DEVELOP, {"until": LATER}, "no_reason"),
    (GOOD, DEVELOP, {"until": LATER, "reason": "  "}, "no_reason"),
    (GOOD, DEVELOP, {"reason": "Bauchgefühl"}, "no_expiry"),
    (GOOD, DEVELOP, {"reason": "Bauchgefühl", "until": TODAY}, "no_expiry"),
    (GOOD, DROP, {"reason": "no_money"}, "no_expiry"),
    (FOR_NOW, DROP, {"reason": "no_money"}, "no_expiry"),
    (MIXED, DEVELOP, {}, "no_next_step"),
    (MIXED, PURSUE, {"reason": "Bauchgefühl", "until": LATER}, "no_next_step"),
])
def test_what_is_refused(marks: str, choice: Choice, more: dict[str, Any], code: str) -> None:
    with pytest.raises(ValueError, match=rf"^{code}$"):
        decide(firm(marks), CHECK, choice, today=TODAY, **more)


def test_a_no_for_now_needs_its_day() -> None:
    lost = firm(FOR_NOW, resume=None)
    with pytest.raises(ValueError, match=r"^no_resume$"):
        decide(lost, CHECK, PARK, today=TODAY, until=LATER)
    assert decided(lost, DROP, reason="no_money", until=LATER).choice is DROP


@pytest.mark.parametrize(("marks", "choice", "more"), [
    (GOOD, PURSUE, {}), (FINAL, DROP, {}), (FOR_NOW, PARK, {}),
    (WAITING, PARK, {"until": LATER}), (HOPELESS, DROP, {"reason": "no_benefit"}),
    (GOOD, DEVELOP, {"reason": "Bauchgefühl", "until": date(2026, 2, 24)}),
    (MIXED, PARK, {"reason": "Umbau", "until": LATER}),
])
def test_what_is_taken(marks: str, choice: Choice, more: dict[str, Any]) -> None:
    prospect = decide(firm(marks), CHECK, choice, today=TODAY, **more)
    assert decision_in_force(prospect, TODAY) == prospect.decisions[-1]
    assert forbidden(prospect, CHECK, TODAY) == ()


def test_to_accept_a_knock_out_takes_its_reason_and_its_day() -> None:
    assert decided(firm(FINAL), DROP).reason == "no_money"
    assert decided(firm(FOR_NOW), PARK).until == LATER
    assert decided(firm(FOR_NOW), PARK, until=date(2026, 4, 1)).until == date(2026, 4, 1)
    own_words = firm(FINAL)
    answers = tuple(replace(a, reason="mag nicht") for a in own_words.assessments[0].answers)
    changed = replace(own_words, assessments=(replace(own_words.assessments[0], answers=answers),))
    with pytest.raises(ValueError, match=r"^no_reason$"):
        decide(changed, CHECK, DROP, today=TODAY)


def test_dropping_against_the_advice_takes_no_reason_from_elsewhere() -> None:
    with pytest.raises(ValueError, match=r"^no_reason$"):
        decide(firm(FOR_NOW), CHECK, DROP, today=TODAY, until=LATER)


@pytest.mark.parametrize(("resume", "found"), [
    (LATER, LATER), (date(2026, 2, 24), date(2026, 2, 24)), (TODAY, None), (None, None),
])
def test_the_day_to_take_it_up_again(resume: date | None, found: date | None) -> None:
    assert resume_day(firm(FOR_NOW, resume=resume), CHECK, TODAY) == found


def test_the_day_of_a_guess_says_nothing() -> None:
    assert resume_day(firm("1S 3D 3S 0A~ 3S 3S"), CHECK, TODAY) is None


def test_the_first_of_several_days() -> None:
    prospect = firm("1S 0S~ 3S 0S~ 3S 3S")
    rated = prospect.assessments[0]
    sooner = tuple(
        replace(a, resume=date(2026, 3, 1)) if a.criterion == "B" else a for a in rated.answers)
    prospect = replace(prospect, assessments=(replace(rated, answers=sooner),))
    assert resume_day(prospect, CHECK, TODAY) == date(2026, 3, 1)


def test_ninety_days_at_the_limit_of_clarification() -> None:
    calls = tuple(Activity(id=str(n), day=TODAY - timedelta(days=n)) for n in range(3))
    assert resume_day(firm(), CHECK, TODAY) is None
    prospect = firm(activities=calls)
    assert resume_day(prospect, CHECK, TODAY) == date(2026, 5, 24)
    found = decided(prospect, PARK)
    assert (found.rule, found.until, found.deviates) == ("R4L", date(2026, 5, 24), False)


def parked(until: date | None) -> Decision:
    return Decision(day=TODAY, choice=PARK, recommended=DEVELOP, checklist="grundcheck",
                    version=1, reason="Umbau", until=until)


def test_how_long_a_decision_holds() -> None:
    assert decision_in_force(firm(GOOD), TODAY) is None
    accepted = Decision(day=TODAY, choice=PURSUE, checklist="grundcheck", version=1)
    both = firm(GOOD, decisions=(accepted, parked(LATER)))
    assert decision_in_force(both, date(2026, 5, 31)) == parked(LATER)
    assert decision_in_force(both, LATER) is None
    assert decision_in_force(firm(GOOD, decisions=(accepted,)), date(2036, 1, 1)) == accepted


def test_the_decision_counts_before_the_recommendation() -> None:
    prospect = firm(GOOD, decisions=(parked(LATER),))
    assert choice_in_force(prospect, PURSUE, TODAY) is PARK
    assert choice_in_force(prospect, PURSUE, LATER) is PURSUE
    assert choice_in_force(firm(), None, TODAY) is None


def test_when_to_think_again() -> None:
    prospect = firm(GOOD, decisions=(parked(LATER),))
    assert reconsider(prospect, PURSUE, TODAY)
    assert not reconsider(prospect, DEVELOP, TODAY)
    assert not reconsider(prospect, PURSUE, LATER)


def test_nobody_recommended_anything() -> None:
    nothing = replace(CHECK, criteria=())
    prospect = decide(firm(), nothing, DEVELOP, today=TODAY)
    assert not prospect.decisions[-1].deviates
    assert forbidden(firm(GOOD), nothing, TODAY) == ()


# -- the three states that must not be --------------------------------------------------


@pytest.mark.parametrize(("prospect", "codes"), [
    (firm(), ()),
    (replace(firm(), assessments=(Assessment(checklist="grundcheck", version=1, day=TODAY),)), ()),
    (firm(GOOD), ()),
    (firm(MIXED), ("no_next_step",)),
    (firm(MIXED, follow_ups=(STEP,)), ()),
    (firm(FOR_NOW), ()),
    (firm(FOR_NOW, resume=None), ("no_resume",)),
    (firm("1S ? 3S 0S~ 3S 3S", resume=None), ("no_resume",)),
    (firm(WAITING), ()),
    (firm(GOOD, decisions=(parked(None),)), ("no_resume", "no_expiry")),
    (firm(FOR_NOW, resume=None, decisions=(parked(None),)), ("no_resume", "no_expiry")),
    (firm(decisions=(replace(parked(None), choice=DEVELOP, recommended=None),)),
     ("no_next_step",)),
    (firm(GOOD, decisions=(replace(parked(LATER), reason=""),)), ("no_reason",)),
    (firm(GOOD, decisions=(replace(parked(LATER), choice=DROP, reason=""),)), ("no_reason",)),
    (firm(FOR_NOW, resume=None, decisions=(
        replace(parked(LATER), choice=DROP, reason="no_money"),)), ()),
])
def test_states_that_must_not_be(prospect: Prospect, codes: tuple[str, ...]) -> None:
    assert forbidden(prospect, CHECK, TODAY) == codes


# -- who is dropped may stay a contact ----------------------------------------------------


def test_to_stay_in_touch() -> None:
    dropped = decide(firm(FINAL), CHECK, DROP, today=TODAY)
    found = stay_in_touch(dropped, today=TODAY, reason="kennt viele")
    assert found.stage is Stage.CONTACT
    assert found.stage_log == (
        StageChange(day=TODAY, stage=Stage.CONTACT, reason="kennt viele"),)
    assert found.decisions == dropped.decisions


@pytest.mark.parametrize(("stage", "reason", "code"), [
    (Stage.PROSPECT, " ", "no_reason"), (Stage.REGULAR, "x", "customer"),
    (Stage.FORMER, "x", "customer"),
])
def test_who_cannot_become_a_contact(stage: Stage, reason: str, code: str) -> None:
    with pytest.raises(ValueError, match=rf"^{code}$"):
        stay_in_touch(firm(stage=stage), today=TODAY, reason=reason)
