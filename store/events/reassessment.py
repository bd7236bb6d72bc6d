"""When the next re-assessment is due, full or light, and why (domain.md 5.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from store.events.triggers import triggers
from store.profile.activity import AckKind
from store.profile.assessment import KnockOut
from store.profile.classes import letters_since
from store.profile.months import add_months
from store.profile.prospect import Prospect, Stage
from store.profile.staleness import OWN_SOURCE, confirm, known_days
from store.profile.steps import Choice
from store.profile.trigger import ProfileCheck, Trigger

KEY = "reassessment"
LIGHT_KEY = "light_check"
DECISION = "decision"
"""Stands for a criterion where a decision itself is to be taken up again."""
LEAD = timedelta(days=14)
"""From then on it counts as coming up soon."""

_BY_CLASS = {"A": 6, "B": 12, "C": 24, "N": 3}
_LIGHT = {"A": 3, "B": 6, "C": 12, "N": 3}
_OTHER_MONTHS = 12
"""Customers without a class of their own rhythm, former customers and contacts."""
_NEW_MONTHS = 3
_NEVER = 10_000
_BY_CHOICE = {Choice.PURSUE: 1, Choice.DEVELOP: 2, Choice.PARK: 6}


class DueKind(StrEnum):
    """What is due."""

    FULL = "full"
    """All criteria."""
    LIGHT = "light"
    """The profile: still true?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The next check of one kind."""

    day: date
    kind: DueKind
    grace: date
    """The last day on which it is not overdue: late by more than a quarter of the interval is;
    never without one."""
    letter: str = ""
    """The class whose rhythm it is: the present one, or one in force since the last check."""
    triggers: tuple[Trigger, ...] = ()
    """What brought it forward; oldest first."""


def resume_dates(prospect: Prospect) -> tuple[tuple[str, date], ...]:
    """Criterion and day of all that was put off and is still to be taken up again.

    A temporary knock-out, or (DECISION) what a human parked.
    """
    found = (*_knock_outs(prospect), *_parked(prospect))
    if not found:
        return ()
    handled = {
        (ack.event, ack.turn) for ack in prospect.acknowledgements if ack.kind is not AckKind.MOVED
    }
    return tuple(pair for pair in found if (f"resume:{pair[0]}", pair[1]) not in handled)


def _knock_outs(prospect: Prospect) -> tuple[tuple[str, date], ...]:
    assessment = prospect.assessment
    return tuple(
        (answer.criterion, answer.resume)
        for answer in (assessment.answers if assessment else ())
        if answer.resume is not None
        and answer.rating == 0
        and answer.knock_out is KnockOut.TEMPORARY
    )


def _parked(prospect: Prospect) -> tuple[tuple[str, date], ...]:
    """The pause that was decided last, unless a knock-out ends that day or it was assessed."""
    decision = prospect.decisions[-1] if prospect.decisions else None
    if decision is None or decision.choice is not Choice.PARK or decision.until is None:
        return ()
    if any(day == decision.until for _, day in _knock_outs(prospect)):
        return ()
    last = last_assessed(prospect)
    return () if last and last >= decision.until else ((DECISION, decision.until),)


def last_assessed(prospect: Prospect) -> date | None:
    """Day of the last assessment, or of the last re-assessment that was ticked off.

    To go on with another checklist is no assessment, as long as all was carried over.
    """
    days = _ticked(prospect, KEY)
    for assessment in reversed(prospect.assessments):
        if not assessment.answers or not all(a.carried for a in assessment.answers):
            days.append(assessment.day)
            break
    return max(days, default=None)


def last_confirmed(prospect: Prospect) -> date | None:
    """Day of the last light check; a full one counts as well."""
    days = [*_ticked(prospect, LIGHT_KEY), *(check.day for check in prospect.profile_checks)]
    full = last_assessed(prospect)
    return max([*days, full] if full else days, default=None)


def _ticked(prospect: Prospect, key: str) -> list[date]:
    return [
        ack.day
        for ack in prospect.acknowledgements
        if ack.event == key and ack.kind is not AckKind.MOVED
    ]


def confirm_profile(
    prospect: Prospect, *, today: date, source: str, author: str = ""
) -> Prospect:
    """ "Still true" of the whole profile: the light check (domain.md 5.2, 5.4).

    Everything known is confirmed with it, but for figures that need another source.
    Raises ValueError "no_source" if nobody said so.
    """
    if not source.strip():
        raise ValueError("no_source")
    for info in known_days(prospect):
        if info not in OWN_SOURCE:
            prospect = confirm(prospect, info, today, source)
    check = ProfileCheck(day=today, source=source, author=author)
    return replace(prospect, profile_checks=(*prospect.profile_checks, check))


def full_due(
    prospect: Prospect,
    today: date,
    letter: str = "",
    choice: Choice | None = None,
) -> Due | None:
    """The next full check; None where there is none.

    `letter` is the class in force: since the last check a change of class has made it due
    earlier, never later. `choice` is the decision that counts. An open trigger makes it due
    on its own day; before a first check only one that was entered by hand.
    """
    last = last_assessed(prospect)
    letter = _class_of(DueKind.FULL, prospect, last, letter)
    day = reassessment_due(prospect, letter=letter, choice=choice)
    found = triggers(prospect, today, last)
    if day is None and last is None:
        found = tuple(trigger for trigger in found if trigger in prospect.triggers)
    since = last or prospect.first_order
    interval = (day - since).days if day is not None and since is not None else 0
    if found:
        day = min(day or found[0].day, found[0].day)
    if day is None:
        return None
    return Due(day=day, kind=DueKind.FULL, grace=_grace(day, interval), triggers=found,
               letter=letter)


def light_due(prospect: Prospect, letter: str = "") -> Due | None:
    """The next light check of a customer; None for others, and before the first check."""
    last = last_confirmed(prospect)
    letter = _class_of(DueKind.LIGHT, prospect, last, letter)
    months = rhythm(DueKind.LIGHT, prospect.stage, letter, None)
    if last is None or months is None:
        return None
    day = add_months(last, months)
    return Due(day=day, kind=DueKind.LIGHT, grace=_grace(day, (day - last).days), letter=letter)


def _class_of(kind: DueKind, prospect: Prospect, last: date | None, letter: str) -> str:
    """The class with the shortest rhythm of all that were in force since the last check.

    So a change sets min(old due, last check + new interval).
    """
    if last is None or not prospect.stage.customer:
        return letter
    return min((letter, *letters_since(prospect, last)),
               key=lambda one: rhythm(kind, prospect.stage, one, None) or _NEVER)


def _grace(day: date, interval: int) -> date:
    """The last day before overdue; `interval` in days, 0: none."""
    return day + timedelta(days=interval // 4) if interval > 0 else date.max


def reassessment_due(
    prospect: Prospect, *, letter: str = "", choice: Choice | None = None
) -> date | None:
    """Day the next full check is due by rhythm; None where there is none.

    Last assessment plus the interval of the class `letter` (customers), decision (prospects)
    or stage. Without any assessment nothing is due, but for new customers: theirs is due
    three months after the first order. What is parked is due on its resume date, at most
    after 6 months; what is dropped never. A decision against the recommendation is looked at
    again when it expires.
    """
    last = last_assessed(prospect)
    stage = prospect.stage
    if stage is Stage.NEW and prospect.first_order is not None:
        due = add_months(prospect.first_order, _NEW_MONTHS)
        if last is None or last < due - LEAD:
            return due
    expiry = _expiry(prospect, last)
    if last is None:
        return expiry
    day = _by_rhythm(prospect, last, letter, choice)
    if day is None or expiry is None:
        return day or expiry
    return min(day, expiry)


def rhythm(kind: DueKind, stage: Stage, letter: str, choice: Choice | None) -> int | None:
    """Months from one check of a kind to the next (domain.md 5.2); None where there is none.

    What is parked has this as its limit: its resume date may come before.
    """
    if kind is DueKind.LIGHT:
        return _LIGHT.get(letter) if stage.customer else None
    if stage.customer:
        return _BY_CLASS.get(letter, _OTHER_MONTHS)
    if _settled(stage):
        return _OTHER_MONTHS
    return _BY_CHOICE.get(choice) if choice else None


def _by_rhythm(
    prospect: Prospect, last: date, letter: str, choice: Choice | None
) -> date | None:
    months = rhythm(DueKind.FULL, prospect.stage, letter, choice)
    if months is None:
        return None
    day = add_months(last, months)
    if choice is Choice.PARK and not _settled(prospect.stage):
        return min((day, *(resume for _, resume in resume_dates(prospect) if resume > last)))
    return day


def _settled(stage: Stage) -> bool:
    """Its rhythm is that of the stage, whatever was decided."""
    return stage.customer or stage in (Stage.CONTACT, Stage.FORMER)


def _expiry(prospect: Prospect, last: date | None) -> date | None:
    """When the last decision expires that was made against the recommendation."""
    decision = prospect.decisions[-1] if prospect.decisions else None
    if decision is None or decision.until is None or decision.choice is Choice.PARK:
        return None
    return None if last is not None and last >= decision.until else decision.until
