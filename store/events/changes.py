"""What follows from a change of a profile (domain.md B31-B38, 5.2, 5.4).

What was changed is known from today on; new owners, managers and places call for a
re-assessment; somebody new is to be met. An import asks for none of this: it brings what was
known before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import NAMESPACE_OID, uuid5

from store.events.acknowledge import plan
from store.events.reassessment import last_assessed
from store.events.triggers import triggers
from store.events.workdays import previous_working_day, region_of
from store.profile.activity import FollowUp
from store.profile.company import AddressKind
from store.profile.contact import Contact, Role
from store.profile.managing import manages
from store.profile.prospect import Check, Info, Prospect
from store.profile.staleness import INFO_VALUES, VALID_DAYS, known_days
from store.profile.trigger import Trigger, TriggerKind
from store.text import fold

MEET_WITHIN = timedelta(days=14)
"""Somebody new is met by then (domain.md B37)."""

_SETTLED = timedelta(days=VALID_DAYS[Info.MANAGEMENT])
"""Who has been there for longer is no news."""


def changed(
    before: Prospect | None,
    after: Prospect,
    *,
    today: date,
    author: str = "",
    meeting: str = "{name}",
    region: str = "",
) -> Prospect:
    """`after` with all that follows from the change from `before`.

    Nothing follows from the first entry (`before` is None), and on the day of the first entry
    nothing calls for a re-assessment. `meeting` is the reason of a follow-up to meet
    somebody, with "{name}" in it; `region` tells the holidays where no address does. Once
    more changes nothing more.
    """
    if before is None or after is before or after.archived is not None:
        return after
    made = _news_of_projects(before, _dated(before, after, today), today)
    if before.created < today:
        made = _triggered(before, made, today, author)
    return _to_meet(before, made, today, author, meeting, region)


def _dated(before: Prospect, after: Prospect, today: date) -> Prospect:
    """What was changed is known from today on."""
    known = known_days(after)
    fresh = tuple(
        info for info, value in INFO_VALUES.items()
        if (now := value(after)) and now != value(before)
        and known.get(info, after.created) < today)
    if not fresh:
        return after
    kept = tuple(check for check in after.checks if check.info not in fresh)
    return replace(after, checks=(*kept, *(Check(info=info, day=today) for info in fresh)))


def _news_of_projects(before: Prospect, after: Prospect, today: date) -> Prospect:
    """A project that is new was heard of today: that calls for a re-assessment."""
    known = {project.id for project in before.projects}
    if all(one.noted is not None or one.id in known for one in after.projects):
        return after
    return replace(after, projects=tuple(
        one if one.noted is not None or one.id in known else replace(one, noted=today)
        for one in after.projects))


def _triggered(before: Prospect, after: Prospect, today: date, author: str) -> Prospect:
    """With what calls for a re-assessment; of each kind at most one a day."""
    there = {trigger.kind for trigger in after.triggers if trigger.day == today}
    found = tuple(
        Trigger(kind=kind, day=today, note=note, author=author)
        for kind, note in _reasons(before, after, today) if kind not in there)
    return replace(after, triggers=(*after.triggers, *found)) if found else after


def _reasons(
    before: Prospect, after: Prospect, today: date
) -> Iterator[tuple[TriggerKind, str]]:
    if before.owners and after.owners and fold(before.owners) != fold(after.owners):
        yield TriggerKind.OWNERS, after.owners
    if managers := _managers(before, after, today):
        yield TriggerKind.MANAGEMENT, ", ".join(one.name for one in managers)
    person = before.main_contact
    now = after.contact(person.id) if person is not None else None
    if now is not None and now.left is not None and now.left <= today and not any(
            one.kind is TriggerKind.CONTACT_LEFT
            for one in triggers(after, today, last_assessed(after))):
        yield TriggerKind.CONTACT_LEFT, now.name
    if places := _new_places(before, after):
        yield TriggerKind.LOCATION, ", ".join(filter(None, places))


def _managers(before: Prospect, after: Prospect, today: date) -> list[Contact]:
    """Managers who came or left. The first one we hear of is no change, nor is the function
    of somebody of whom none was known."""
    found = []
    heard_of = any(map(manages, before.contacts))
    for person in after.contacts:
        old = before.contact(person.id)
        if old is None:
            came = heard_of and _new(person, today) and _managing(person)
        elif old.active and not person.active:
            came = manages(old) or Role.DECIDER in old.roles
        else:
            came = (person.active and bool(old.function and person.function)
                    and manages(old) != manages(person))
        if came:
            found.append(person)
    return found


def _managing(person: Contact) -> bool:
    return person.active and manages(person)


def _new(person: Contact, today: date) -> bool:
    """Still there, and not for long as far as we know."""
    return person.active and (person.since is None or today - person.since <= _SETTLED)


def _new_places(before: Prospect, after: Prospect) -> list[str]:
    """Places of branches that were not there; one that was only corrected is none."""
    old, new = _branches(before), _branches(after)
    added = [key for key in new if key not in old]
    gone = sum(key not in new for key in old)
    return [new[key] for key in added[gone:]]


def _branches(prospect: Prospect) -> dict[tuple[str, ...], str]:
    return {
        (fold(a.street), a.postcode, fold(a.place)): a.place or a.street
        for a in prospect.addresses if a.kind is AddressKind.BRANCH}


def _to_meet(
    before: Prospect, after: Prospect, today: date, author: str, meeting: str, region: str
) -> Prospect:
    """With a follow-up for everybody who is new, beyond the first person of a company."""
    if after.contacts is before.contacts:
        return after
    known = {person.id for person in before.contacts}
    fresh = [one for one in after.contacts if one.id not in known]
    if not known:
        del fresh[:1]
    handled = {ack.event for ack in after.acknowledgements}
    due = previous_working_day(today + MEET_WITHIN, region_of(after.head, region))
    for person in fresh:
        key = meeting_id(person.id)
        planned = any(key == one.id or person.id == one.contact for one in after.follow_ups)
        if planned or f"followup:{key}" in handled or not (person.name and _new(person, today)):
            continue
        after = plan(after, FollowUp(
            id=key, due=due, reason=meeting.replace("{name}", person.name), contact=person.id,
            owner=author, created=today))
    return after


def meeting_id(contact_id: str) -> str:
    """Id of the follow-up to meet somebody: the same for all who enter it."""
    return uuid5(NAMESPACE_OID, f"meeting {contact_id}").hex
