"""What answers weigh: whole numbers under which score, range and confidence are decided.

An open criterion never counts as a no, a guess never knocks out (domain.md 3.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm

from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, KnockOutRule

EVIDENCE_TENTHS = {
    Evidence.GUESS: 4,
    Evidence.STATED: 7,
    Evidence.CONFIRMED: 9,
    Evidence.DOCUMENTED: 10,
}
BEST = 3
"""Highest rating."""
DROP_BELOW = 40
PURSUE_FROM = 70
UNSURE_BELOW = Fraction(1, 2)
SURE_FROM = Fraction(3, 5)
VERY_SURE_FROM = Fraction(3, 4)


@dataclass(frozen=True, slots=True)
class Rated:
    """An answer that counts, with its criterion."""

    criterion: Criterion
    answer: Answer
    rating: int
    trust: int
    """Freshness times evidence, in units of 1 / (10 · valid_days)."""

    @property
    def points(self) -> int:
        """Weighted points, in units of a third of the weight."""
        return self.criterion.weight * self.rating

    @property
    def loss(self) -> int:
        """Weighted points that are missing to the best rating."""
        return self.criterion.weight * BEST - self.points

    @property
    def known(self) -> bool:
        """More than our own guess."""
        return self.answer.evidence is not Evidence.GUESS


def fresh_days(answer: Answer, criterion: Criterion, today: date) -> int:
    """Freshness in units of 1 / valid_days: valid_days while fresh, 0 once expired."""
    age = (today - answer.rated).days
    return max(0, min(criterion.valid_days, 2 * criterion.valid_days - age))


def freshness(answer: Answer, criterion: Criterion, today: date) -> Fraction:
    """How much of its worth an answer still has, 1 to 0, by its age (domain.md 3.1)."""
    return Fraction(fresh_days(answer, criterion, today), criterion.valid_days)


def counts_as_open(answer: Answer | None, criterion: Criterion, today: date) -> bool:
    """True without an answer, or with an expired one.

    "Not applicable" is no observation that could go stale: it never expires.
    """
    if answer is None:
        return True
    return answer.rating is not None and not fresh_days(answer, criterion, today)


def answers_of(checklist: Checklist, assessment: Assessment | None) -> dict[str, Answer]:
    """The answers to this checklist by criterion; none if the assessment is of another."""
    if assessment is None or assessment.checklist != checklist.code:
        return {}
    return {answer.criterion: answer for answer in assessment.answers}


def weigh(
    checklist: Checklist, assessment: Assessment | None, today: date
) -> tuple[list[Criterion], list[Rated]]:
    """The criteria that apply, and those of them with an answer that counts.

    Answers to another checklist or to unknown criteria are left out: their codes
    may mean something else here.
    """
    answers = answers_of(checklist, assessment)
    applicable = [
        c
        for c in checklist.criteria
        if (answer := answers.get(c.code)) is None or answer.rating is not None
    ]
    rated = [
        Rated(c, answer, answer.rating, days * EVIDENCE_TENTHS[answer.evidence])
        for c in checklist.criteria
        if (answer := answers.get(c.code)) and answer.rating is not None
        and (days := fresh_days(answer, c, today))
    ]
    return applicable, rated


def common_scale(criteria: Sequence[Criterion]) -> int:
    """A common multiple of 10 · valid_days: on it all trust is a whole number."""
    return 10 * lcm(*(c.valid_days for c in criteria))


def trust_on(rated: Rated, scale: int) -> int:
    """Freshness times evidence of an answer on a common scale."""
    return rated.trust * (scale // (10 * rated.criterion.valid_days))


def acting_knock_out(rated: Rated) -> KnockOut | None:
    """The knock-out that acts: never on a guess, and "for now" unless marked final."""
    rule = rated.criterion.knock_out
    if rated.rating != 0 or rule is KnockOutRule.NONE or not rated.known:
        return None
    if rule is KnockOutRule.ANY and rated.answer.knock_out is KnockOut.FINAL:
        return KnockOut.FINAL
    return KnockOut.TEMPORARY


def rounded(value: Fraction, parts: int) -> int:
    """Nearest whole number of parts, halves up: for show, never to decide by."""
    return (2 * parts * value.numerator + value.denominator) // (2 * value.denominator)
