"""From stage to stage: what speaks for it, and the gate of the check (domain.md 5.1, A8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from store.profile.prospect import Prospect
from store.profile.stage import ORDER, change_stage, proposed_stage
from store.profile.steps import Choice, Stage
from store.qualification.deciding import NO_REASON, choice_in_force
from store.qualification.decision import Rule
from store.qualification.score import Standing
from store.qualification.weighing import PURSUE_FROM, rounded

NOT_QUALIFIED = "not_qualified"
"""The check neither says to pursue, nor to develop with a score from 70."""

ENTRY_STAGES = tuple(stage for stage in Stage if stage is not Stage.QUALIFIED)
"""Where a new record may begin (domain.md A12); no check can have been passed yet (A8)."""

FactValue = str | int | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing on file that speaks for or against the next stage.

    Codes: needs, offers (how many), first_order, last_order (day), choice (code of the
    decision that counts), score (hundredths, None while unknown), open (how many criteria).
    """

    code: str
    value: FactValue
    speaks_for: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The stage that the facts suggest; the user confirms it."""

    stage: Stage | None
    """None: the present one is right."""
    facts: tuple[Fact, ...]
    """What speaks for it; without a proposal also what is still in the way."""


def is_qualified(prospect: Prospect, standing: Standing, today: date) -> bool:
    """True if the check is passed: to be pursued, or developed with a score from 70.

    What a human decided counts before what is recommended. As long as the advice is to
    clarify first, the check is not completed (domain.md A8), however good the few answers.
    """
    choice = choice_in_force(prospect, standing.recommendation.choice, today)
    completed = standing.recommendation.rule not in (Rule.R4, Rule.R4L)
    good = completed and _good(standing.score)
    return choice is Choice.PURSUE or (choice is Choice.DEVELOP and good)


def stage_proposal(prospect: Prospect, today: date, standing: Standing) -> Proposal:
    """The stage that fits now, with the facts."""
    qualified = is_qualified(prospect, standing, today)
    stage = proposed_stage(prospect, today, qualified=qualified)
    facts = _orders(prospect, today)
    if not facts:
        facts = _interest(prospect)
        if prospect.stage is Stage.PROSPECT or stage is Stage.QUALIFIED:
            facts = (*facts, *_check(prospect, standing, today, qualified))
    return Proposal(stage=stage, facts=facts)


def move_to_stage(
    prospect: Prospect, stage: Stage, *, today: date, standing: Standing, reason: str = ""
) -> Prospect:
    """Set the stage and log it with its day; nothing else of the record changes.

    Raises ValueError: NOT_QUALIFIED where the gate is shut, NO_REASON for a step back
    without a reason.
    """
    if ORDER.index(stage) < ORDER.index(prospect.stage):
        if not reason.strip():
            raise ValueError(NO_REASON)
    elif stage is Stage.QUALIFIED and stage is not prospect.stage and not is_qualified(
        prospect, standing, today
    ):
        raise ValueError(NOT_QUALIFIED)
    return change_stage(prospect, stage, today, reason)


def _good(score: Fraction | None) -> bool:
    return score is not None and score >= PURSUE_FROM


def _orders(prospect: Prospect, today: date) -> tuple[Fact, ...]:
    first = prospect.first_order
    if first is None or first > today:
        return ()
    last = max(prospect.last_order or first, first)
    return (
        Fact(code="first_order", value=first, speaks_for=True),
        Fact(code="last_order", value=last, speaks_for=True),
    )


def _interest(prospect: Prospect) -> tuple[Fact, ...]:
    counts = {"needs": len(prospect.needs), "offers": len(prospect.offers)}
    return tuple(
        Fact(code=code, value=count, speaks_for=bool(count)) for code, count in counts.items()
    )


def _check(
    prospect: Prospect, standing: Standing, today: date, qualified: bool
) -> tuple[Fact, ...]:
    choice = choice_in_force(prospect, standing.recommendation.choice, today)
    score = None if standing.score is None else rounded(standing.score, 100)
    return (
        Fact(code="choice", value=choice.value if choice else None, speaks_for=qualified),
        Fact(code="score", value=score, speaks_for=_good(standing.score)),
        Fact(code="open", value=len(standing.open), speaks_for=not standing.open),
    )
