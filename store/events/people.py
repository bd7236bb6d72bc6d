"""What else comes up with people and by one's own wish: name days, other dates, successors."""

from __future__ import annotations

from datetime import timedelta

from store.events.draft import Draft
from store.events.occurrence import EventKind
from store.events.workdays import next_working_day, previous_working_day
from store.events.yearly import Yearly, add_yearly
from store.profile.company import OwnDate
from store.profile.prospect import Prospect


def add_name_days(draft: Draft, prospect: Prospect) -> None:
    """Name days, where somebody told theirs (domain.md 6)."""
    for contact in prospect.contacts:
        day = contact.name_day
        if day is None or not contact.welcomes_wishes:
            continue
        lead = draft.lead("name_day") if contact.lead is None else timedelta(days=contact.lead)
        add_yearly(draft, Yearly(
            key=f"name_day:{contact.id}", kind=EventKind.NAME_DAY, month=day.month, day=day.day,
            known=max(d for d in (prospect.created, contact.since, contact.noted) if d),
            lead=lambda _years, lead=lead: lead, contact=contact.id,  # type: ignore[misc]
            person=contact.name))


def add_own_dates(draft: Draft, prospect: Prospect) -> None:
    """Days that somebody wanted to be reminded of; those of a person who left are over."""
    for own in prospect.dates:
        person = prospect.contact(own.contact) if own.contact else None
        if person is None or person.left is None:
            _add_own(draft, prospect, own, person.name if person else "")


def _add_own(draft: Draft, prospect: Prospect, own: OwnDate, person: str) -> None:
    key, lead = f"date:{own.id}", timedelta(days=own.lead)
    if own.yearly:
        add_yearly(draft, Yearly(
            key=key, kind=EventKind.OWN_DATE, month=own.day.month, day=own.day.day,
            known=max(prospect.created, own.day), lead=lambda _years: lead,
            year=own.day.year - 1, contact=own.contact, person=person, reason=own.title))
    else:
        draft.add(
            key, EventKind.OWN_DATE, own.day, previous_working_day(own.day, draft.region),
            own.day - lead, contact=own.contact, person=person, reason=own.title)


def add_successors(draft: Draft, prospect: Prospect) -> None:
    """Who had a part in the purchase and left: who takes over? (domain.md B33)"""
    for contact in prospect.contacts:
        if contact.left is not None and contact.roles and not contact.successor:
            draft.add(
                f"successor:{contact.id}", EventKind.SUCCESSOR, contact.left,
                next_working_day(contact.left, draft.region), contact.left,
                contact=contact.id, person=contact.name)
