"""How a prospect was assessed over time, and how answers age (domain.md 3.1, A11, A28)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from store.profile.assessment import Answer, Assessment
from store.profile.prospect import Prospect
from store.profile.steps import Choice
from store.qualification.checklist import Checklist
from store.qualification.checklists import Checklists
from store.qualification.criterion import Criterion
from store.qualification.decision import Rule
from store.qualification.score import assess
from store.qualification.weighing import answers_of, fresh_days, rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One assessment as of its own day. Scores in hundredths, confidence in thousandths."""

    day: date
    checklist: str
    version: int
    score: int | None
    low: int
    high: int
    confidence: int
    choice: Choice | None
    """What was recommended."""
    rule: Rule
    decided: Choice | None
    """What was decided last before the next assessment; None: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """What two assessments say about one criterion; None is an open one."""

    criterion: str
    before: Answer | None
    after: Answer | None


class Age(StrEnum):
    """How old an answer is beside its validity."""

    FRESH = "fresh"
    AGEING = "ageing"
    """Older than its validity: counts less every day."""
    OPEN = "open"
    """Twice as old, or none: counts as not answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ageing:
    """The age of the answer to one criterion."""

    criterion: str
    age: Age
    changes: date | None
    """First day of its next age; None if time alone changes nothing."""


def course(prospect: Prospect, checklists: Checklists) -> tuple[Point, ...]:
    """All assessments, oldest first, each as it stood on its day with its own checklist."""
    ends = (*(a.day for a in prospect.assessments[1:]), date.max)
    return tuple(
        _point(prospect, assessment, checklists, end)
        for assessment, end in zip(prospect.assessments, ends, strict=False)
    )


def changes(before: Assessment | None, after: Assessment) -> tuple[AnswerChange, ...]:
    """Criteria whose rating, evidence or knock-out differs, in the order of their answers.

    Nothing of before counts if it was made with another checklist.
    """
    old: dict[str, Answer] = {}
    if before is not None and before.checklist == after.checklist:
        old = {answer.criterion: answer for answer in before.answers}
    new = {answer.criterion: answer for answer in after.answers}
    return tuple(
        AnswerChange(criterion=code, before=old.get(code), after=new.get(code))
        for code in (*new, *(code for code in old if code not in new))
        if _said(old.get(code)) != _said(new.get(code))
    )


def latest_changes(prospect: Prospect) -> tuple[AnswerChange, ...]:
    """What changed between the last two assessments; nothing with fewer."""
    for before, after in pairwise(prospect.assessments[-2:]):
        return changes(before, after)
    return ()


def ageing(
    checklist: Checklist, assessment: Assessment | None, today: date
) -> tuple[Ageing, ...]:
    """The age of every answer, in checklist order. "Not applicable" never ages."""
    answers = answers_of(checklist, assessment)
    return tuple(_ages(checklist, answers, today))


def _ages(
    checklist: Checklist, answers: dict[str, Answer], today: date
) -> Iterator[Ageing]:
    for criterion in checklist.criteria:
        answer = answers.get(criterion.code)
        if answer is None:
            yield Ageing(criterion=criterion.code, age=Age.OPEN, changes=None)
        elif answer.rating is None:
            yield Ageing(criterion=criterion.code, age=Age.FRESH, changes=None)
        else:
            yield _age(criterion, answer, today)


def _age(criterion: Criterion, answer: Answer, today: date) -> Ageing:
    days = fresh_days(answer, criterion, today)
    age, after = Age.OPEN, None
    if days == criterion.valid_days:
        age, after = Age.FRESH, criterion.valid_days + 1
    elif days:
        age, after = Age.AGEING, 2 * criterion.valid_days
    changes = None
    if after is not None:
        last = date.max.toordinal()
        changes = date.fromordinal(min(last, answer.rated.toordinal() + after))
    return Ageing(criterion=criterion.code, age=age, changes=changes)


def _said(answer: Answer | None) -> object:
    return None if answer is None else (answer.rating, answer.evidence, answer.knock_out)


def _point(
    prospect: Prospect, assessment: Assessment, checklists: Checklists, end: date
) -> Point:
    checklist = checklists.of(assessment, prospect.stage.customer)
    standing = assess(checklist, assessment, assessment.day)
    decided = [d.choice for d in prospect.decisions if assessment.day <= d.day < end]
    return Point(
        day=assessment.day, checklist=assessment.checklist, version=assessment.version,
        score=None if standing.score is None else rounded(standing.score, 100),
        low=rounded(standing.low, 100), high=rounded(standing.high, 100),
        confidence=rounded(standing.confidence, 1000),
        choice=standing.recommendation.choice, rule=standing.recommendation.rule,
        decided=decided[-1] if decided else None,
    )
