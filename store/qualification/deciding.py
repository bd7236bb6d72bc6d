"""The decision of a human beside the recommendation (domain.md 3.1, 10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from store.profile.assessment import KnockOut
from store.profile.decided import Decision
from store.profile.prospect import Prospect
from store.profile.stage import change_stage
from store.profile.steps import Choice, Stage
from store.qualification.checklist import Checklist
from store.qualification.clarification import last_assessment, standing_of
from store.qualification.decision import Rule
from store.qualification.knockout import KNOCK_OUT_REASONS
from store.qualification.rating import PARK_DAYS
from store.qualification.score import Standing
from store.qualification.weighing import acting_knock_out, answers_of, rounded, weigh

NO_RESUME = "no_resume"
"""A no for now, or a pause, without a later day to take it up again."""
NO_REASON = "no_reason"
"""Dropped without a reason of the catalogue, or decided otherwise without any."""
NO_EXPIRY = "no_expiry"
"""Decided otherwise without a later day on which that ends."""
NO_NEXT_STEP = "no_next_step"
"""Pursued or developed with open criteria, and no follow-up."""


def decision_in_force(prospect: Prospect, today: date) -> Decision | None:
    """The last decision, until the day it names; None without one."""
    if not prospect.decisions:
        return None
    last = prospect.decisions[-1]
    return None if last.until is not None and last.until <= today else last


def choice_in_force(prospect: Prospect, recommended: Choice | None, today: date) -> Choice | None:
    """What was decided, else what is recommended."""
    decision = decision_in_force(prospect, today)
    return decision.choice if decision else recommended


def reconsider(prospect: Prospect, recommended: Choice | None, today: date) -> bool:
    """True if something else is recommended now than when the decision was made."""
    decision = decision_in_force(prospect, today)
    return decision is not None and decision.recommended is not recommended


def decide(
    prospect: Prospect,
    checklist: Checklist,
    choice: Choice,
    *,
    today: date,
    reason: str = "",
    until: date | None = None,
    author: str = "",
) -> Prospect:
    """Keep a decision with all that is known today; earlier ones stay.

    To accept is to decide for what is recommended. Where nothing else is said, what is
    parked is resumed on the day of its knock-out, after 90 days at the limit of
    clarification; what is dropped has the reason of its knock-out.

    Raises ValueError with the code of a state that must not be: NO_RESUME, NO_REASON,
    NO_EXPIRY, NO_NEXT_STEP.
    """
    standing = standing_of(prospect, checklist, today)
    advice = standing.recommendation
    if choice is Choice.PARK and until is None:
        until = resume_day(prospect, checklist, today)
    if choice is advice.choice is Choice.DROP and not reason:
        answers = answers_of(checklist, last_assessment(prospect, checklist))
        reason = answers[advice.criterion].reason
    decision = Decision(
        day=today, choice=choice, recommended=advice.choice, rule=advice.rule.value,
        criterion=advice.criterion,
        score=None if standing.score is None else rounded(standing.score, 100),
        low=rounded(standing.low, 100), high=rounded(standing.high, 100),
        confidence=rounded(standing.confidence, 1000),
        checklist=checklist.code, version=checklist.version,
        reason=reason, until=until, author=author,
    )
    unsaid = _unsaid(prospect, checklist, standing, choice, today)
    for code in (*_faults(decision, today), *unsaid):
        raise ValueError(code)
    return replace(prospect, decisions=(*prospect.decisions, decision))


def forbidden(prospect: Prospect, checklist: Checklist, today: date) -> tuple[str, ...]:
    """Codes of the states of a prospect that must not be (domain.md 10), each once.

    A prospect nobody has rated or decided about is in none of them.
    """
    decision = decision_in_force(prospect, today)
    rated = last_assessment(prospect, checklist)
    if decision is None and (rated is None or not rated.answers):
        return ()
    standing = standing_of(prospect, checklist, today)
    choice = decision.choice if decision else standing.recommendation.choice
    codes = _unsaid(prospect, checklist, standing, choice, today)
    if decision is not None:
        codes = (*_faults(decision, today), *codes)
    return tuple(dict.fromkeys(codes))


def resume_day(prospect: Prospect, checklist: Checklist, today: date) -> date | None:
    """The day to take up again what is parked, where the record tells one; later than today.

    The first one of the knock-outs for now, or 90 days at the limit of clarification.
    """
    _, rated = weigh(checklist, last_assessment(prospect, checklist), today)
    days = [
        r.answer.resume for r in rated
        if acting_knock_out(r) is KnockOut.TEMPORARY and r.answer.resume is not None
        and r.answer.resume > today
    ]
    if days:
        return min(days)
    if standing_of(prospect, checklist, today).recommendation.rule is Rule.R4L:
        return today + timedelta(days=PARK_DAYS)
    return None


def stay_in_touch(prospect: Prospect, *, today: date, reason: str) -> Prospect:
    """Keep who is dropped as a contact: they may know somebody (domain.md 3.1).

    Raises ValueError: NO_REASON without a reason, "customer" for who has ever bought.
    """
    if prospect.stage.customer or prospect.stage is Stage.FORMER:
        raise ValueError("customer")
    if not reason.strip():
        raise ValueError(NO_REASON)
    return change_stage(prospect, Stage.CONTACT, today, reason)


def _faults(decision: Decision, today: date) -> tuple[str, ...]:
    """What a decision in itself must not lack."""
    later = decision.until is not None and decision.until > today
    codes = []
    if decision.choice is Choice.PARK and not later:
        codes.append(NO_RESUME)
    if decision.choice is Choice.DROP and decision.reason not in KNOCK_OUT_REASONS:
        codes.append(NO_REASON)
    if decision.deviates:
        if not decision.reason.strip():
            codes.append(NO_REASON)
        if not later:
            codes.append(NO_EXPIRY)
    return tuple(codes)


def _unsaid(
    prospect: Prospect, checklist: Checklist, standing: Standing, choice: Choice | None,
    today: date,
) -> tuple[str, ...]:
    """What the record lacks for a decision; nothing for who is dropped."""
    codes = []
    _, rated = weigh(checklist, last_assessment(prospect, checklist), today)
    if choice is not Choice.DROP and any(
        acting_knock_out(r) is KnockOut.TEMPORARY and r.answer.resume is None for r in rated
    ):
        codes.append(NO_RESUME)
    if choice is not None and choice.active and standing.open and not prospect.follow_ups:
        codes.append(NO_NEXT_STEP)
    return tuple(codes)
