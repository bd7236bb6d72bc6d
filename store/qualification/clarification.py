"""How long to go on clarifying: the limit of three attempts (domain.md 3.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from store.profile.activity import ActivityKind
from store.profile.assessment import Assessment
from store.profile.prospect import Prospect
from store.qualification.checklist import Checklist
from store.qualification.decision import Choice, Recommendation, Rule
from store.qualification.score import Standing, assess

ATTEMPTS = 3
"""So many contacts without news are enough."""
RISE = Fraction(1, 10)
"""Confidence that rises by this much is news."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification:
    """How often somebody tried to find out more, and what came of it."""

    attempts: int
    """The last contacts while R4 held, without confidence rising by RISE since the first."""
    confidence_then: Fraction
    """Before the first of them; 0 to 1."""
    confidence_now: Fraction

    @property
    def reached(self) -> bool:
        """True if it is time to park: cost grows, confidence does not."""
        return self.attempts >= ATTEMPTS


def last_assessment(prospect: Prospect, checklist: Checklist) -> Assessment | None:
    """The last assessment made with a checklist."""
    return _before(prospect, checklist, date.max)


def clarification(prospect: Prospect, checklist: Checklist, today: date) -> Clarification:
    """Counts the attempts back from today. What came before a pause counts no more."""
    now = assess(checklist, last_assessment(prospect, checklist), today)
    return _clarified(prospect, checklist, now, today)


def _clarified(
    prospect: Prospect, checklist: Checklist, now: Standing, today: date
) -> Clarification:
    counted = Clarification(
        attempts=0, confidence_then=now.confidence, confidence_now=now.confidence)
    if now.recommendation.rule is not Rule.R4:
        return counted
    since = _resumed(prospect)
    contacts = sorted(
        activity.day for activity in prospect.activities
        if activity.kind is not ActivityKind.NOTE and since <= activity.day <= today
    )
    for number, day in enumerate(reversed(contacts), 1):
        eve = day - _ONE_DAY
        then = assess(checklist, _before(prospect, checklist, eve), eve)
        if then.recommendation.rule is not Rule.R4 or now.confidence - then.confidence >= RISE:
            break
        counted = replace(counted, attempts=number, confidence_then=then.confidence)
    return counted


def standing_of(prospect: Prospect, checklist: Checklist, today: date) -> Standing:
    """What is known of a prospect: its last assessment, and the limit of clarifying it."""
    standing = assess(checklist, last_assessment(prospect, checklist), today)
    if not _clarified(prospect, checklist, standing, today).reached:
        return standing
    return replace(standing, recommendation=Recommendation(
        choice=Choice.PARK, rule=Rule.R4L, criterion=standing.recommendation.criterion))


def _before(prospect: Prospect, checklist: Checklist, day: date) -> Assessment | None:
    """The assessment in force on a day."""
    return next((
        assessment for assessment in reversed(prospect.assessments)
        if assessment.checklist == checklist.code and assessment.day <= day
    ), None)


def _resumed(prospect: Prospect) -> date:
    """When the last pause ended; the beginning of time if there was none."""
    return max((
        decision.until or decision.day for decision in prospect.decisions
        if decision.choice is Choice.PARK
    ), default=date.min)
