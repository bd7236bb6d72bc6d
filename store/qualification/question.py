"""Which question to ask next, and why it is worth asking (domain.md 3.1)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from store.profile.assessment import Answer, Assessment
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, KnockOutRule
from store.qualification.score import assess
from store.qualification.weighing import answers_of, fresh_days


class Doubt(StrEnum):
    """What is wrong with the answer there is."""

    UNKNOWN = "unknown"
    """Never answered."""
    EXPIRED = "expired"
    """So old that it counts as open."""
    STALE = "stale"
    """Fading."""
    WEAK = "weak"
    """Fresh, but not documented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One criterion worth asking about, and why."""

    criterion: str
    question: int | None
    """Number of the first question not asked yet, from 0; None if all were."""
    weight: int
    must: bool
    knock_out: bool
    doubt: Doubt


def next_question(criterion: Criterion, answer: Answer | None) -> int | None:
    """Number of the first question not asked yet, from 0; None if all were asked."""
    asked = answer.asked if answer else ()
    return next((n for n in range(len(criterion.questions)) if n not in asked), None)


def to_ask(
    checklist: Checklist, assessment: Assessment | None, today: date
) -> tuple[Asking, ...]:
    """All that is worth asking, the most valuable first (w · (1 − f·q) · m)."""
    answers = answers_of(checklist, assessment)
    return tuple(
        _asking(checklist.criterion(code), answers.get(code), today)
        for code in assess(checklist, assessment, today).to_ask
    )


def best_to_ask(asking: Sequence[Asking], over: Collection[str]) -> Asking | None:
    """The one to ask now in a talk in which criteria are `over` by code; None: nothing is left.

    The most valuable first, but what is only to be confirmed after all that is open.
    """
    left = [one for one in asking if one.criterion not in over]
    first = [one for one in left if one.doubt is not Doubt.WEAK] or left
    return first[0] if first else None


def _asking(criterion: Criterion, answer: Answer | None, today: date) -> Asking:
    return Asking(
        criterion=criterion.code,
        question=next_question(criterion, answer),
        weight=criterion.weight,
        must=criterion.must,
        knock_out=criterion.knock_out is not KnockOutRule.NONE,
        doubt=_doubt(criterion, answer, today),
    )


def _doubt(criterion: Criterion, answer: Answer | None, today: date) -> Doubt:
    if answer is None:
        return Doubt.UNKNOWN
    days = fresh_days(answer, criterion, today)
    if not days:
        return Doubt.EXPIRED
    return Doubt.STALE if days < criterion.valid_days else Doubt.WEAK
