"""Score, range, confidence and recommendation of a checklist (domain.md 3.1).

Everything is decided on integers and exact fractions, so that a border value such
as 70 or 40 lands where the rule says. An open criterion never counts as a no: it
widens the range and lowers the confidence, the score leaves it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from store.profile.assessment import Answer, Assessment, KnockOut
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, Lever
from store.qualification.decision import Choice, Recommendation, Rule
from store.qualification.weighing import (
    BEST,
    DROP_BELOW,
    EVIDENCE_TENTHS,
    PURSUE_FROM,
    SURE_FROM,
    UNSURE_BELOW,
    VERY_SURE_FROM,
    Rated,
    acting_knock_out,
    answers_of,
    common_scale,
    trust_on,
    weigh,
)
from store.qualification.weighing import counts_as_open as counts_as_open
from store.qualification.weighing import freshness as freshness


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an assessment amounts to on a day. Shares of 100, exact."""

    score: Fraction | None
    """0 to 100 over the answered criteria; None while all are open."""
    low: Fraction
    """The score if everything not stated turned out to be a no."""
    high: Fraction
    """The score if everything not stated turned out to be a yes."""
    confidence: Fraction
    """0 to 1: how complete, fresh and well-founded the answers are."""
    recommendation: Recommendation
    to_ask: tuple[str, ...]
    """Codes of the criteria worth asking about, best first."""
    answered: int
    """How many criteria count as answered."""
    open: tuple[str, ...]
    """Codes of the applicable criteria without a fresh answer, in checklist order."""


def value_of_asking(answer: Answer | None, criterion: Criterion, today: date) -> Fraction:
    """What an answer to this criterion would add: w · (1 − f·q) · m (domain.md 3.1).

    m is 2 for a must or knock-out criterion, else 1; 0 where it does not apply.
    """
    trust = Fraction(0)
    if answer is not None:
        if answer.rating is None:
            return Fraction(0)
        trust = freshness(answer, criterion, today) * Fraction(
            EVIDENCE_TENTHS[answer.evidence], 10
        )
    return criterion.weight * (1 - trust) * (2 if criterion.weighty else 1)


def assess(checklist: Checklist, assessment: Assessment | None, today: date) -> Standing:
    """Score, range, confidence and recommendation as of a day (domain.md 3.1).

    If nothing applies, nothing is recommended.
    """
    applicable, rated = weigh(checklist, assessment, today)
    counted = {r.criterion.code for r in rated}
    figures = _figures(applicable, rated)
    case = _Case(
        figures=figures,
        applicable=applicable,
        rated=rated,
        to_ask=_to_ask(applicable, rated),
        open=tuple(c.code for c in applicable if c.code not in counted),
    )
    return Standing(
        score=figures.score,
        low=figures.low,
        high=figures.high,
        confidence=figures.confidence,
        recommendation=_recommend(case),
        to_ask=case.to_ask,
        answered=len(rated),
        open=case.open,
    )


def next_change(checklist: Checklist, assessment: Assessment | None, today: date) -> date:
    """First later day on which time alone changes the Standing; date.max if never.

    An answer begins to fade on the day after its validity, and then fades every
    day until it has expired.
    """
    answers = answers_of(checklist, assessment)
    now = today.toordinal()
    first = date.max.toordinal()
    for criterion in checklist.criteria:
        answer = answers.get(criterion.code)
        if answer is None or answer.rating is None:
            continue
        given = answer.rated.toordinal()
        if now < given + 2 * criterion.valid_days:
            first = min(first, max(given + criterion.valid_days, now) + 1)
    return date.fromordinal(first)


@dataclass(frozen=True, slots=True)
class _Figures:
    score: Fraction | None
    low: Fraction
    high: Fraction
    confidence: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """Everything the rules look at."""

    figures: _Figures
    applicable: Sequence[Criterion]
    rated: Sequence[Rated]
    to_ask: tuple[str, ...]
    open: tuple[str, ...]


def _figures(applicable: Sequence[Criterion], rated: Sequence[Rated]) -> _Figures:
    weight = sum(c.weight for c in applicable)
    if not weight:
        return _Figures(None, Fraction(0), Fraction(100), Fraction(0))
    scale = common_scale(applicable)
    answered = sum(r.criterion.weight for r in rated)
    known = [r for r in rated if r.known]
    worst = sum(r.points for r in known)
    best = worst + BEST * (weight - sum(r.criterion.weight for r in known))
    trusted = sum(r.criterion.weight * trust_on(r, scale) for r in rated)
    return _Figures(
        score=Fraction(100 * sum(r.points for r in rated), BEST * answered) if rated else None,
        low=Fraction(100 * worst, BEST * weight),
        high=Fraction(100 * best, BEST * weight),
        confidence=Fraction(trusted, scale * weight),
    )


def _to_ask(applicable: Sequence[Criterion], rated: Sequence[Rated]) -> tuple[str, ...]:
    """Codes by falling value of asking; ties stay in checklist order."""
    scale = common_scale(applicable)
    trusted = {r.criterion.code: trust_on(r, scale) for r in rated}
    worth = {
        c.code: c.weight * (scale - trusted.get(c.code, 0)) * (2 if c.weighty else 1)
        for c in applicable
    }
    return tuple(sorted((code for code in worth if worth[code]), key=lambda code: -worth[code]))


def _recommend(case: _Case) -> Recommendation:
    """The first rule that fires, R1 to R9."""
    if not any(criterion.weight for criterion in case.applicable):
        return Recommendation(choice=None, rule=Rule.NONE)
    outs = {acting_knock_out(r): r.criterion.code for r in reversed(case.rated)}
    if KnockOut.FINAL in outs:
        return _advice(Choice.DROP, Rule.R1, outs[KnockOut.FINAL])
    if KnockOut.TEMPORARY in outs:
        return _advice(Choice.PARK, Rule.R2, outs[KnockOut.TEMPORARY])
    if case.figures.high < DROP_BELOW:
        return _advice(Choice.DROP, Rule.R3, _weakest([r for r in case.rated if r.known]))
    score, confidence = case.figures.score, case.figures.confidence
    if score is None or confidence < UNSURE_BELOW:
        return _advice(Choice.DEVELOP, Rule.R4, case.to_ask[0])
    if score >= PURSUE_FROM and confidence >= SURE_FROM and _musts_met(case):
        return _advice(Choice.PURSUE, Rule.R5, "")
    if score >= DROP_BELOW:
        ours = _to_improve(case)
        if ours:
            return _advice(Choice.DEVELOP, Rule.R6, ours)
        return _advice(Choice.PARK, Rule.R7, _weakest(case.rated))
    if confidence >= VERY_SURE_FROM:
        return _advice(Choice.DROP, Rule.R8, _weakest(case.rated))
    return _advice(Choice.PARK, Rule.R9, _weakest(case.rated))


def _advice(choice: Choice, rule: Rule, criterion: str) -> Recommendation:
    return Recommendation(choice=choice, rule=rule, criterion=criterion)


def _musts_met(case: _Case) -> bool:
    met = {r.criterion.code for r in case.rated if r.rating >= 2}
    return all(c.code in met for c in case.applicable if c.must)


def _to_improve(case: _Case) -> str:
    """Code of what we can find out or change next, or empty: the conditions of R6."""
    if case.open:
        return next(code for code in case.to_ask if code in case.open)
    ours = [r for r in case.rated if r.rating <= 1 and r.criterion.lever is Lever.WE]
    if ours:
        return _weakest(ours)
    return case.to_ask[0] if case.figures.confidence < SURE_FROM else ""


def _weakest(rated: Sequence[Rated]) -> str:
    """The criterion that costs the most points; ties in checklist order."""
    return max(rated, key=lambda r: r.loss).criterion.code
