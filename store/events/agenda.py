"""What comes up with one prospect, and until which day that holds (domain.md 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.events.deadlines import (
    add_checks,
    add_contracts,
    add_follow_ups,
    add_offers,
    add_projects,
)
from store.events.draft import Draft
from store.events.leads import STANDARD, Leads
from store.events.occurrence import Occurrence
from store.events.people import add_name_days, add_own_dates, add_successors
from store.events.privacy import add_privacy
from store.events.workdays import region_of
from store.events.yearly import (
    add_birthdays,
    add_company_anniversary,
    add_customer_anniversary,
)
from store.profile.prospect import Prospect
from store.qualification.decision import Choice

HORIZON_DAYS = 400
"""How far an agenda looks ahead: a year and a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The open occurrences of a prospect as of a day."""

    occurrences: tuple[Occurrence, ...] = ()
    """Earliest day to act first, so overdue ones lead."""
    valid_until: date = date.max
    """First later day on which time alone may change them."""


def agenda(
    prospect: Prospect,
    today: date,
    *,
    horizon_days: int = HORIZON_DAYS,
    region: str = "",
    letter: str = "",
    choice: Choice | None = None,
    leads: Leads = STANDARD,
) -> Agenda:
    """Everything open from the past up to the horizon.

    `region` tells the holidays where the address does not; `letter` (class in force)
    and `choice` (recommended decision) set the rhythm of re-assessment; `leads` how long
    before its day each thing is prepared, by kind and class. An archived
    prospect has no agenda. A turn that was acknowledged or skipped is left out, one
    that was moved is found on its new day.
    """
    if prospect.archived is not None:
        return Agenda()
    draft = Draft(
        prospect, today, horizon_days, region_of(prospect.head, region), leads, letter)
    add_follow_ups(draft, prospect)
    add_birthdays(draft, prospect)
    add_checks(draft, prospect, letter, choice)
    add_offers(draft, prospect)
    add_contracts(draft, prospect)
    add_projects(draft, prospect)
    add_company_anniversary(draft, prospect)
    add_customer_anniversary(draft, prospect)
    add_name_days(draft, prospect)
    add_own_dates(draft, prospect)
    add_successors(draft, prospect)
    add_privacy(draft, prospect, choice)
    return Agenda(occurrences=draft.sorted(), valid_until=draft.change)


def occurrences(
    prospect: Prospect,
    today: date,
    *,
    horizon_days: int = HORIZON_DAYS,
    region: str = "",
    letter: str = "",
    choice: Choice | None = None,
    leads: Leads = STANDARD,
) -> tuple[Occurrence, ...]:
    """The open occurrences of `agenda`, earliest day to act first."""
    return agenda(
        prospect,
        today,
        horizon_days=horizon_days,
        region=region,
        letter=letter,
        choice=choice,
        leads=leads,
    ).occurrences
