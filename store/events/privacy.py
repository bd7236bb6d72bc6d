"""What the law asks for on a day: to tell, to ask anew, to erase (domain.md 5.4 and 7)."""

from __future__ import annotations

from datetime import date, timedelta

from store.events.draft import Draft
from store.events.occurrence import EventKind
from store.events.recurrence import add_months
from store.events.workdays import next_working_day, previous_working_day
from store.profile.contact import Origin
from store.profile.prospect import Prospect, Stage
from store.qualification.decision import Choice

INFORM, CONSENT, ERASE = "inform", "consent", "erase"
"""Reasons of what comes up, as codes."""
_INFORM_MONTHS = 1
_CONSENT_DAYS = timedelta(days=730)
_KEPT_MONTHS = {Stage.CONTACT: 12, Stage.PROSPECT: 24, Stage.QUALIFIED: 24, Stage.FORMER: 36}
_DROPPED_MONTHS = 12
_INFORM_LEAD, _CONSENT_LEAD = timedelta(days=7), timedelta(days=30)


def add_privacy(draft: Draft, prospect: Prospect, choice: Choice | None) -> None:
    """Art. 14 within a month, a look at each consent after two years, and what is old."""
    for contact in prospect.contacts:
        if contact.left is not None:
            continue
        if contact.origin is Origin.ELSEWHERE and contact.informed is None and contact.noted:
            day = add_months(contact.noted, _INFORM_MONTHS)
            draft.add(
                f"inform:{contact.id}", EventKind.PRIVACY, day,
                previous_working_day(day, draft.region), day - _INFORM_LEAD,
                contact=contact.id, person=contact.name, reason=INFORM)
        for consent in contact.consents:
            day = consent.given + _CONSENT_DAYS
            draft.add(
                f"consent:{contact.id}:{consent.channel}", EventKind.PRIVACY, day,
                next_working_day(day, draft.region), day - _CONSENT_LEAD,
                contact=contact.id, person=contact.name, reason=CONSENT)
    day_of_old = kept_until(prospect, choice)
    if day_of_old is not None:
        draft.add(
            "erase", EventKind.PRIVACY, day_of_old,
            next_working_day(day_of_old, draft.region), day_of_old, reason=ERASE)


def kept_until(prospect: Prospect, choice: Choice | None) -> date | None:
    """Day on which keeping a record is to be thought over; None for a customer.

    So long after the last contact: 12 months for a contact and for what was dropped, 24
    for a prospect, 36 for a former customer (domain.md 7).
    """
    months = _KEPT_MONTHS.get(prospect.stage)
    if months is None:
        return None
    if choice is Choice.DROP and prospect.stage is not Stage.FORMER:
        months = _DROPPED_MONTHS
    days = [prospect.created, *(a.day for a in prospect.activities[-1:])]
    days += [a.day for a in prospect.assessments[-1:]]
    if prospect.last_order is not None:
        days.append(prospect.last_order)
    return add_months(max(days), months)
