"""Follow-ups, offers, contracts, plans and resume dates: what falls due once."""

from __future__ import annotations

from datetime import date, timedelta

from store.events.draft import Draft
from store.events.occurrence import EventKind
from store.events.reassessment import KEY, LEAD, LIGHT_KEY, full_due, light_due, resume_dates
from store.events.recurrence import add_months
from store.events.triggers import next_trigger
from store.events.workdays import next_working_day, previous_working_day
from store.profile.company import Contract, OfferState, ProjectKind
from store.profile.prospect import Prospect
from store.qualification.decision import Choice

_ONE_DAY = timedelta(days=1)
_PROJECTS = {
    ProjectKind.PROJECT: EventKind.PROJECT, ProjectKind.LAUNCH: EventKind.LAUNCH,
    ProjectKind.FAIR: EventKind.FAIR,
}


def add_follow_ups(draft: Draft, prospect: Prospect) -> None:
    """Follow-ups on a free day: a promise on the working day before, others after."""
    for follow_up in prospect.follow_ups:
        move = previous_working_day if follow_up.promised else next_working_day
        act_on = move(follow_up.due, draft.region)
        person = prospect.contact(follow_up.contact) if follow_up.contact else None
        draft.add(
            f"followup:{follow_up.id}",
            EventKind.FOLLOW_UP,
            follow_up.due,
            act_on,
            act_on,
            contact=follow_up.contact,
            person=person.name if person else "",
            reason=follow_up.reason,
            time=follow_up.time,
        )


def add_offers(draft: Draft, prospect: Prospect) -> None:
    """Open offers, on the last working day they bind."""
    for offer in prospect.offers:
        if offer.binds_until is None or offer.state is not OfferState.OPEN:
            continue
        draft.add(
            f"offer:{offer.id}",
            EventKind.OFFER,
            offer.binds_until,
            previous_working_day(offer.binds_until, draft.region),
            offer.binds_until - draft.lead("offer"),
            reason=offer.title,
        )


def notice_deadline(contract: Contract, today: date) -> date | None:
    """Last day to give notice, today or later; None if it has ended for good.

    A contract nobody gave notice on goes on for its renewal term (domain.md 6).
    """
    deadline = add_months(contract.end, -contract.notice)
    if deadline >= today:
        return deadline
    if contract.renewal <= 0:
        return None
    apart = (today.year - deadline.year) * 12 + today.month - deadline.month
    turns = max(apart // contract.renewal - 1, 1)
    while deadline < today:
        deadline = add_months(add_months(contract.end, turns * contract.renewal), -contract.notice)
        turns += 1
    return deadline


def add_contracts(draft: Draft, prospect: Prospect) -> None:
    """The coming notice deadline of each contract; the next one once it has passed.

    One that was put off stays until it is done. A contract that is not renewed also has its
    last day.
    """
    for contract in prospect.contracts:
        deadline = notice_deadline(contract, draft.today)
        if contract.renewal <= 0:
            draft.add(
                f"end:{contract.id}", EventKind.CONTRACT_END, contract.end,
                previous_working_day(contract.end, draft.region),
                contract.end - draft.lead("contract_end"), reason=contract.title)
        key = f"notice:{contract.id}"
        for day in (*draft.put_off(key, deadline or draft.today), deadline):
            if day is not None:
                draft.add(
                    key, EventKind.NOTICE, day, previous_working_day(day, draft.region),
                    day - draft.lead("notice"), reason=contract.title)
        if deadline is not None and deadline < date.max:
            draft.changes_on(deadline + _ONE_DAY)


def add_projects(draft: Draft, prospect: Prospect) -> None:
    """Plans of the customer; a fair is open until its last day. What a plan needs from us
    comes up by itself (domain.md B36)."""
    for project in prospect.projects:
        if project.need_from is not None and not project.done:
            draft.add(
                f"need:{project.id}", EventKind.NEED_FROM, project.need_from,
                previous_working_day(project.need_from, draft.region),
                project.need_from - draft.lead("need_from"), reason=project.need or project.title)
        if project.due is None or project.done:
            continue
        kind = _PROJECTS[project.kind]
        draft.add(
            f"project:{project.id}",
            kind,
            project.due,
            max(project.until or project.due, project.due)
            if kind is EventKind.FAIR
            else next_working_day(project.due, draft.region),
            project.due - draft.lead(kind),
            reason=project.title,
            approximate=project.approximate,
        )


def add_checks(draft: Draft, prospect: Prospect, letter: str, choice: Choice | None) -> None:
    """What is to be taken up again, the re-assessment if it is another day, and the light
    check if it comes before it."""
    resumes = resume_dates(prospect)
    for criterion, day in resumes:
        draft.add(
            f"resume:{criterion}",
            EventKind.RESUME,
            day,
            next_working_day(day, draft.region),
            day,
        )
    full = full_due(prospect, draft.today, letter, choice)
    draft.changes_on(next_trigger(prospect, draft.today))
    paused = choice is Choice.PARK and any(full and day == full.day for _, day in resumes)
    if full is not None and not paused:
        draft.add(
            KEY,
            EventKind.REASSESSMENT,
            full.day,
            next_working_day(full.day, draft.region),
            full.day - LEAD,
            reason=full.triggers[0].kind.value if full.triggers else "",
            letter=full.letter if full.letter != letter else "",
            grace=full.grace,
        )
    light = light_due(prospect, letter)
    if light is not None and (full is None or light.day < full.day):
        draft.add(
            LIGHT_KEY,
            EventKind.LIGHT_CHECK,
            light.day,
            next_working_day(light.day, draft.region),
            light.day - LEAD,
            letter=light.letter if light.letter != letter else "",
            grace=light.grace,
        )
