"""Customer value: eight criteria from 0 to 10, weighted, with a range (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from store.profile.worth import Reference
from store.value.level import Level


class Aspect(StrEnum):
    """A criterion of the customer value, in the order of the table."""

    MARGIN = "margin"
    POTENTIAL = "potential"
    TREND = "trend"
    PAYMENT = "payment"
    DURATION = "duration"
    REFERENCE = "reference"
    EFFORT = "effort"
    FIT = "fit"


ASPECT_WEIGHTS: Mapping[Aspect, int] = {
    Aspect.MARGIN: 25, Aspect.POTENTIAL: 20, Aspect.TREND: 10, Aspect.PAYMENT: 10,
    Aspect.DURATION: 5, Aspect.REFERENCE: 10, Aspect.EFFORT: 10, Aspect.FIT: 10,
}
"""Per cent each; together 100."""
ASPECTS = tuple(Aspect)
BEST = 10
"""Most points of a criterion."""
HIGH_FROM = 70
MEDIUM_FROM = 40
_BITS = 4
_OPEN = (1 << _BITS) - 1

Points = Mapping[Aspect, int | None]
"""0 to 10 for each criterion; None or missing: open."""
_TRENDS = ((120, 10), (105, 8))
"""Least revenue in per cent of the year before, and its points."""
_LATE = ((0, 10), (7, 8), (14, 6), (30, 3))
"""Most days late, and their points."""
_YEARS = ((10, 10), (5, 8), (3, 6), (1, 4))
"""Least full years, and their points."""
_REFERENCES = {
    Reference.ACTIVE: 10, Reference.NAMED: 7, Reference.WOULD: 4, Reference.NO: 0,
}
_HOURS = ((2, 10), (5, 7), (10, 4))
"""Below so many hours for 1,000 euros of margin, and their points."""
_CENTS = 100_000
"""1,000 euros."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerValue:
    """What the points say. All numbers are exact, from 0 to 100."""

    points: tuple[tuple[Aspect, int | None], ...]
    """Of every criterion, in order; None: open."""
    score: Fraction | None
    """Of the criteria that are not open; None if all are."""
    low: Fraction
    """With everything open at its worst, and at its best."""
    high: Fraction

    @property
    def band(self) -> Level | None:
        """High from 70, medium from 40, else low."""
        return None if self.score is None else value_band(self.score)

    @property
    def open(self) -> tuple[Aspect, ...]:
        """Criteria nobody knows yet, the weightiest first; those can change it most."""
        found = (aspect for aspect, points in self.points if points is None)
        return tuple(sorted(found, key=lambda aspect: -ASPECT_WEIGHTS[aspect]))


def customer_value(points: Points) -> CustomerValue:
    """Weigh the points; open ones do not enter the score but widen the range.

    Raises ValueError for points outside 0 to 10.
    """
    given = tuple((aspect, points.get(aspect)) for aspect in ASPECTS)
    known = [(aspect, value) for aspect, value in given if value is not None]
    if any(not 0 <= value <= BEST for _, value in known):
        raise ValueError(points)
    total, weight = weighed(points)
    return CustomerValue(
        points=given, score=Fraction(10 * total, weight) if weight else None,
        low=Fraction(total, BEST), high=Fraction(total, BEST) + 100 - weight)


def weighed(points: Points) -> tuple[int, int]:
    """Sum of weight times points, and sum of the weights, of all that is known."""
    known = [(ASPECT_WEIGHTS[aspect], value) for aspect, value in points.items()
             if value is not None]
    return sum(weight * value for weight, value in known), sum(weight for weight, _ in known)


def value_band(score: Fraction | int) -> Level:
    """The band of a customer value."""
    if score >= HIGH_FROM:
        return Level.HIGH
    return Level.MEDIUM if score >= MEDIUM_FROM else Level.LOW


def trend_points(revenue: int, previous: int | None) -> int | None:
    """Revenue of twelve months beside that of the twelve before, in cents.

    Open without a year before, or where that brought nothing.
    """
    if previous is None or previous <= 0:
        return None
    share = Fraction(100 * revenue, previous)
    for least, points in _TRENDS:
        if share >= least:
            return points
    if share > 95:
        return 5
    return 3 if share >= 80 else 1


def payment_points(days_late: int | None, collection: bool) -> int | None:
    """Average days past the term; 0 once payment is being collected."""
    if collection:
        return 0
    if days_late is None:
        return None
    return next((points for most, points in _LATE if days_late <= most), 1)


def duration_points(years: int | None) -> int | None:
    """Full years since the first order."""
    if years is None:
        return None
    return next((points for least, points in _YEARS if years >= least), 2)


def reference_points(reference: Reference | None) -> int | None:
    """What they do for our name."""
    return None if reference is None else _REFERENCES[reference]


def effort_points(minutes: int, margin: int | None) -> int | None:
    """Time of twelve months for each 1,000 euros of margin (cents) of the same months.

    Open where the margin is unknown, or no time was logged: nobody was cared for in no time.
    Time for a customer who brings nothing is the worst.
    """
    if margin is None or minutes <= 0:
        return None
    if margin <= 0:
        return 1
    hours = Fraction(minutes * _CENTS, 60 * margin)
    return next((points for below, points in _HOURS if hours < below), 1)


def packed(points: Points) -> int:
    """All points in one number of 32 bits, four for each criterion."""
    found = 0
    for number, aspect in enumerate(ASPECTS):
        value = points.get(aspect)
        found |= (_OPEN if value is None else value) << (_BITS * number)
    return found


NO_MARKS = packed({})
"""Everything open."""


def unpacked(number: int) -> dict[Aspect, int | None]:
    """The points again."""
    found = ((aspect, number >> (_BITS * place) & _OPEN) for place, aspect in enumerate(ASPECTS))
    return {aspect: None if value == _OPEN else value for aspect, value in found}
