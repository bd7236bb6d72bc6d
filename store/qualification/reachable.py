"""What the open questions can still change (domain.md 3.1).

Every possible rating of every open criterion is looked at, with stated evidence of today;
a 0 on a knock-out criterion may be for now or, where its rule allows it, for good. What is
answered stays. All completions have the same confidence and differ in their points, in four
yes-or-no facts and in nothing else: so instead of 4 to the power of n completions, the
attainable sums of points are kept for each combination of the facts, as the bits of a whole
number. A rating then is a shift.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from store.profile.assessment import Assessment, Evidence, KnockOut
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, KnockOutRule, Lever
from store.qualification.decision import Choice
from store.qualification.score import assess
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
    common_scale,
    trust_on,
    weigh,
)

_FINAL, _TEMPORARY, _UNMET, _OURS = 1, 2, 4, 8
"""Facts: a final and a temporary knock-out, a must not met, a poor rating we can change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One answer to an open criterion, and the decisions that are possible after it."""

    rating: int
    knock_out: KnockOut | None
    choices: frozenset[Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """What one open criterion can still change."""

    criterion: str
    outcomes: tuple[Outcome, ...]
    """For each rating from 0, with each kind of knock-out it may be."""

    @property
    def matters(self) -> bool:
        """True if the answer makes a difference to what is possible."""
        return len({outcome.choices for outcome in self.outcomes}) > 1


def reachable(
    checklist: Checklist, assessment: Assessment | None, today: date
) -> frozenset[Choice]:
    """The decisions that may be recommended once every open criterion is answered.

    Empty if no criterion applies.
    """
    case = _Case.of(checklist, assessment, today)
    return case.choices(_sums(case.open, case.given))


def settled(checklist: Checklist, assessment: Assessment | None, today: date) -> bool:
    """True if nothing left to ask can change the decision that is recommended now."""
    choice = assess(checklist, assessment, today).recommendation.choice
    return reachable(checklist, assessment, today) <= {choice}


def influence(
    checklist: Checklist, assessment: Assessment | None, today: date
) -> tuple[Influence, ...]:
    """For each open criterion, in checklist order: which decisions each answer leaves."""
    case = _Case.of(checklist, assessment, today)
    return tuple(
        Influence(
            criterion=criterion.code,
            outcomes=tuple(
                Outcome(rating=rating, knock_out=kind, choices=case.choices(
                    _answered(others, criterion, [(rating, kind)])))
                for rating, kind in _ratings(criterion)
            ),
        )
        for criterion in case.open
        if (others := _sums((c for c in case.open if c is not criterion), case.given))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What is the same in all completions. Points in thirds of the weight."""

    open: tuple[Criterion, ...]
    given: int
    """Facts from the answers there are."""
    points: int
    """Points of the answers there are."""
    best: int
    """The same, with every guess taken at its best."""
    weight: int
    trust: int
    """Confidence of all completions, in units of 1 / whole."""
    whole: int

    @classmethod
    def of(cls, checklist: Checklist, assessment: Assessment | None, today: date) -> _Case:
        applicable, rated = weigh(checklist, assessment, today)
        counted = {r.criterion.code for r in rated}
        unknown = tuple(c for c in applicable if c.code not in counted)
        scale = common_scale(applicable)
        trust = sum(r.criterion.weight * trust_on(r, scale) for r in rated)
        stated = scale // 10 * EVIDENCE_TENTHS[Evidence.STATED]
        trust += sum(c.weight * stated for c in unknown)
        weight = sum(c.weight for c in applicable)
        given = 0
        for r in rated:
            given |= _facts(r.criterion, r.rating, acting_knock_out(r))
        return cls(
            open=unknown,
            given=given,
            points=sum(r.points for r in rated),
            best=sum(_best(r) for r in rated),
            weight=weight,
            trust=trust,
            whole=scale * weight,
        )

    def choices(self, sums: Mapping[int, int]) -> frozenset[Choice]:
        """The decisions of all completions whose sums of points these are."""
        if not self.weight:
            return frozenset()
        return frozenset(
            choice for facts, found in sums.items() for choice in self._choices(facts, found)
        )

    def _choices(self, facts: int, found: int) -> Iterator[Choice]:
        """As the rules R1 to R9 say, in their order."""
        if facts & _FINAL:
            yield Choice.DROP
            return
        if facts & _TEMPORARY:
            yield Choice.PARK
            return
        hopeful = self._from(DROP_BELOW, self.best)
        if _below(found, hopeful):
            yield Choice.DROP
        found = found >> hopeful << hopeful
        confidence = Fraction(self.trust, self.whole)
        if confidence < UNSURE_BELOW:
            if found:
                yield Choice.DEVELOP
            return
        middle, good = (self._from(least, self.points) for least in (DROP_BELOW, PURSUE_FROM))
        if _below(found, middle):
            yield Choice.DROP if confidence >= VERY_SURE_FROM else Choice.PARK
        sure = confidence >= SURE_FROM
        if sure and not facts & _UNMET:
            if found >> good:
                yield Choice.PURSUE
            found = _low(found, good)
        if found >> middle:
            yield Choice.PARK if sure and not facts & _OURS else Choice.DEVELOP

    def _from(self, score: int, points: int) -> int:
        """The fewest further points with which these reach a score of 100; 0 or more."""
        return max(0, ceil(Fraction(score * BEST * self.weight, 100)) - points)


def _best(rated: Rated) -> int:
    return rated.points if rated.known else BEST * rated.criterion.weight


def _low(found: int, limit: int) -> int:
    """The sums below a limit."""
    return found & ((1 << limit) - 1)


def _below(found: int, limit: int) -> bool:
    return bool(_low(found, limit))


def _facts(criterion: Criterion, rating: int, kind: KnockOut | None) -> int:
    """What a rating says beside its points."""
    facts = 0
    if kind is not None:
        facts |= _FINAL if kind is KnockOut.FINAL else _TEMPORARY
    if criterion.must and rating < 2:
        facts |= _UNMET
    if criterion.lever is Lever.WE and rating < 2:
        facts |= _OURS
    return facts


def _ratings(criterion: Criterion) -> Iterator[tuple[int, KnockOut | None]]:
    """Every answer there may be, the worst first."""
    if criterion.knock_out is KnockOutRule.ANY:
        yield 0, KnockOut.FINAL
    yield 0, None if criterion.knock_out is KnockOutRule.NONE else KnockOut.TEMPORARY
    for rating in range(1, BEST + 1):
        yield rating, None


def _sums(criteria: Iterable[Criterion], given: int) -> Mapping[int, int]:
    """For each combination of facts that can be the sums of points that can, as bits."""
    sums: Mapping[int, int] = {given: 1}
    for criterion in criteria:
        sums = _answered(sums, criterion, _ratings(criterion))
    return sums


def _answered(
    sums: Mapping[int, int], criterion: Criterion,
    ratings: Iterable[tuple[int, KnockOut | None]],
) -> Mapping[int, int]:
    """The sums with one more criterion answered in each of these ways."""
    after: dict[int, int] = defaultdict(int)
    for rating, kind in ratings:
        more, points = _facts(criterion, rating, kind), criterion.weight * rating
        for facts, found in sums.items():
            after[facts | more] |= found << points
    return after
