"""What happens to an assessment when a criterion is rated: new records, never old ones
overwritten (domain.md 3.1, A11)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.profile.prospect import Prospect
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, KnockOutRule

PARK_DAYS = 90
"""A pause without a date of its own ends after this many days (domain.md 3.1)."""

_LADDER = tuple(Evidence)


def rate(
    prospect: Prospect,
    checklist: Checklist,
    criterion: str,
    rating: int | None,
    *,
    today: date,
    author: str = "",
    evidence: Evidence | None = None,
    knock_out: KnockOut | None = None,
    reason: str = "",
    resume: date | None = None,
    contact: str = "",
) -> Prospect:
    """Rate a criterion 0 to 3, or None for "not applicable".

    Without evidence the level chosen earlier the same day stays, else it is STATED.
    A 0 on a knock-out criterion is a no for now unless knock_out says FINAL, and
    then always has a day to take it up again. Words, asked questions and the person who
    was asked (`contact`, an id) stay.

    Raises KeyError for a criterion the checklist does not have, ValueError for a
    rating outside 0 to 3 and for a knock-out the criterion does not allow.
    """
    rule = checklist.criterion(criterion)
    if rating is not None and not 0 <= rating <= 3:
        raise ValueError(rating)
    before = _answer(prospect, checklist, criterion)
    kind = _knock_out(rule, rating, knock_out)
    pause = resume or today + timedelta(days=PARK_DAYS)
    answer = Answer(
        criterion=criterion, rating=rating, rated=today,
        evidence=evidence or _evidence(before, today), author=author,
        words=before.words if before else "", asked=before.asked if before else (),
        contact=contact or (before.contact if before else ""),
        knock_out=kind, reason=reason if kind else "",
        resume=pause if kind is KnockOut.TEMPORARY else None,
    )
    return _put(prospect, checklist, answer, today)


def set_evidence(
    prospect: Prospect,
    checklist: Checklist,
    criterion: str,
    step: int,
    *,
    today: date,
    author: str = "",
) -> Prospect:
    """Move the evidence of an answer up or down the ladder, staying on it.

    Better evidence is news of today and makes the answer fresh; a step down only
    corrects. Unchanged while the criterion is open or the ladder ends.
    """
    before = _answer(prospect, checklist, criterion)
    if before is None:
        return prospect
    old = _LADDER.index(before.evidence)
    new = max(0, min(len(_LADDER) - 1, old + step))
    if new == old:
        return prospect
    rated = today if new > old else before.rated
    answer = replace(before, evidence=_LADDER[new], rated=rated, author=author or before.author)
    return _put(prospect, checklist, answer, today)


def reopen(prospect: Prospect, checklist: Checklist, criterion: str, *, today: date) -> Prospect:
    """Make a criterion open again. Unchanged if it is open already."""
    if _answer(prospect, checklist, criterion) is None:
        return prospect
    return _amend(
        prospect,
        checklist,
        today,
        lambda answers: tuple(a for a in answers if a.criterion != criterion),
    )


def note_words(
    prospect: Prospect,
    checklist: Checklist,
    criterion: str,
    words: str,
    asked: tuple[int, ...],
    *,
    today: date,
) -> Prospect:
    """Keep the answer in the prospect's own words, and which questions were asked.

    Rating and date stay. Raises LookupError while the criterion is open: words
    belong to an answer, so rate first.
    """
    before = _answer(prospect, checklist, criterion)
    if before is None:
        raise LookupError(criterion)
    answer = replace(before, words=words, asked=tuple(sorted(set(asked))))
    return prospect if answer == before else _put(prospect, checklist, answer, today)


def _evidence(before: Answer | None, today: date) -> Evidence:
    """The level chosen earlier the same day, else what is usual."""
    return before.evidence if before and before.rated == today else Evidence.STATED


def _knock_out(
    criterion: Criterion, rating: int | None, knock_out: KnockOut | None
) -> KnockOut | None:
    """The kind of a no on a knock-out criterion: for now unless said to be final."""
    if rating != 0 or criterion.knock_out is KnockOutRule.NONE:
        if knock_out is not None:
            raise ValueError(knock_out)
        return None
    if knock_out is KnockOut.FINAL and criterion.knock_out is KnockOutRule.TEMPORARY:
        raise ValueError(knock_out)
    return knock_out or KnockOut.TEMPORARY


def _current(prospect: Prospect, checklist: Checklist) -> Assessment | None:
    """The current assessment, if it is one of this checklist."""
    current = prospect.assessment
    return current if current and current.checklist == checklist.code else None


def _answer(prospect: Prospect, checklist: Checklist, criterion: str) -> Answer | None:
    current = _current(prospect, checklist)
    return current.answer(criterion) if current else None


def _put(prospect: Prospect, checklist: Checklist, answer: Answer, today: date) -> Prospect:
    def put(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        if all(a.criterion != answer.criterion for a in answers):
            return (*answers, answer)
        return tuple(answer if a.criterion == answer.criterion else a for a in answers)

    return _amend(prospect, checklist, today, put)


def _amend(
    prospect: Prospect,
    checklist: Checklist,
    today: date,
    change: Callable[[tuple[Answer, ...]], tuple[Answer, ...]],
) -> Prospect:
    """Change the assessment of today, or add one that starts from the last.

    A clock that went back amends the last one: the order by day must hold.
    """
    current = _current(prospect, checklist)
    earlier, day = prospect.assessments, today
    if current is not None and today <= current.day:
        earlier, day = earlier[:-1], current.day
    assessment = Assessment(
        checklist=checklist.code,
        version=checklist.version,
        day=day,
        answers=change(current.answers if current else ()),
    )
    return replace(prospect, assessments=(*earlier, assessment))
