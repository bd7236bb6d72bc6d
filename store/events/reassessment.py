"""When the next re-assessment is due (domain.md 5.2)."""

from __future__ import annotations

from datetime import date, timedelta

from store.profile.activity import AckKind
from store.profile.assessment import KnockOut
from store.profile.months import add_months
from store.profile.prospect import Prospect, Stage
from store.qualification.decision import Choice

KEY = "reassessment"
LEAD = timedelta(days=14)
"""From then on it counts as coming up soon."""

_BY_CLASS = {"A": 6, "B": 12, "C": 24, "N": 3}
_OTHER_MONTHS = 12
"""Customers without a class of their own rhythm, former customers and contacts."""
_NEW_MONTHS = 3
_BY_CHOICE = {Choice.PURSUE: 1, Choice.DEVELOP: 2, Choice.PARK: 6}


def resume_dates(prospect: Prospect) -> tuple[tuple[str, date], ...]:
    """Criterion and day of each temporary knock-out that is still to be taken up again."""
    assessment = prospect.assessment
    if assessment is None:
        return ()
    found = tuple(
        (answer.criterion, answer.resume)
        for answer in assessment.answers
        if answer.resume is not None
        and answer.rating == 0
        and answer.knock_out is KnockOut.TEMPORARY
    )
    if not found:
        return ()
    handled = {
        (ack.event, ack.turn) for ack in prospect.acknowledgements if ack.kind is not AckKind.MOVED
    }
    return tuple(pair for pair in found if (f"resume:{pair[0]}", pair[1]) not in handled)


def last_assessed(prospect: Prospect) -> date | None:
    """Day of the last assessment, or of the last re-assessment that was ticked off."""
    days = [
        ack.day
        for ack in prospect.acknowledgements
        if ack.event == KEY and ack.kind is not AckKind.MOVED
    ]
    if prospect.assessments:
        days.append(prospect.assessments[-1].day)
    return max(days, default=None)


def reassessment_due(
    prospect: Prospect, *, letter: str = "", choice: Choice | None = None
) -> date | None:
    """Day the next full check is due; None where there is none.

    Last assessment plus the interval of the class (customers), decision (prospects) or
    stage. Without any assessment nothing is due, but for new customers: theirs is due
    three months after the first order. What is parked is due on its resume date, at most
    after 6 months; what is dropped never.
    """
    last = last_assessed(prospect)
    stage = prospect.stage
    if stage is Stage.NEW and prospect.first_order is not None:
        due = add_months(prospect.first_order, _NEW_MONTHS)
        if last is None or last < due - LEAD:
            return due
    if last is None:
        return None
    if stage.customer:
        return add_months(last, _BY_CLASS.get(letter, _OTHER_MONTHS))
    if stage in (Stage.CONTACT, Stage.FORMER):
        return add_months(last, _OTHER_MONTHS)
    months = _BY_CHOICE.get(choice) if choice else None
    if months is None:
        return None
    due = add_months(last, months)
    if choice is Choice.PARK:
        return min((due, *(day for _, day in resume_dates(prospect) if day > last)))
    return due
