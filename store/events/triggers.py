"""What calls for a re-assessment before its day (domain.md 5.2).

What the record shows is derived: a main contact who left, revenue that fell, lost offers, new
projects. The rest is entered by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from store.profile.company import OfferState, RevenueEntry
from store.profile.months import add_months
from store.profile.prospect import Prospect
from store.profile.revenue import YEAR, next_change, previous, rolling
from store.profile.trigger import Trigger, TriggerKind

_FALL = 75
"""Per cent of the twelve months before, at which revenue has fallen."""


def triggers(prospect: Prospect, today: date, since: date | None) -> tuple[Trigger, ...]:
    """Open triggers up to today, oldest first; those up to `since` are answered.

    Without `since` all of them are open.
    """
    found = [
        trigger for trigger in (*prospect.triggers, *_derived(prospect, today))
        if trigger.day <= today and (since is None or trigger.day > since)
    ]
    return tuple(sorted(found, key=lambda trigger: trigger.day))


def next_trigger(prospect: Prospect, today: date) -> date:
    """First later day on which time alone may add a trigger or take it away."""
    days = [trigger.day for trigger in (*prospect.triggers, *_noted(prospect))]
    if prospect.stage.customer:
        days += (next_change(prospect.revenue, today, months) for months in (YEAR, 2 * YEAR))
    return min((day for day in days if day > today), default=date.max)


def _derived(prospect: Prospect, today: date) -> Iterator[Trigger]:
    yield from _noted(prospect)
    if prospect.stage.customer and prospect.revenue:
        fell = _fell(prospect.revenue, today)
        if fell is not None:
            yield Trigger(kind=TriggerKind.REVENUE, day=fell)


def _noted(prospect: Prospect) -> Iterator[Trigger]:
    """What the record tells with its day; what has no day has been there before."""
    gone = _main_contact_left(prospect)
    if gone is not None:
        yield gone
    for offer in prospect.offers:
        if offer.state is OfferState.LOST and offer.closed is not None:
            yield Trigger(kind=TriggerKind.LOST_OFFER, day=offer.closed, note=offer.title)
    for project in prospect.projects:
        if project.noted is not None:
            yield Trigger(kind=TriggerKind.PROJECT, day=project.noted, note=project.title)


def _main_contact_left(prospect: Prospect) -> Trigger | None:
    """The last one to leave of whom all before them in the list had left already."""
    last = None
    for person in prospect.contacts:
        if person.left is None:
            break
        if last is None or person.left >= last:
            last = person.left
    return None if last is None else Trigger(kind=TriggerKind.CONTACT_LEFT, day=last)


def _fell(entries: Sequence[RevenueEntry], today: date) -> date | None:
    """First day of the present fall of revenue; None if there is none.

    A year of which nothing is on file is unknown, and no fall.
    """
    if not _low(entries, today):
        return None
    days = {entry.last for entry in entries}
    days |= {_leaves(entry.last, months) for entry in entries for months in (YEAR, 2 * YEAR)}
    first = today
    past = sorted(day for day in days if day <= today)
    # With the first entry of all there is nothing before it to fall from.
    while _low(entries, past[-1]):
        first = past.pop()
    return first


def _leaves(last: date, months: int) -> date:
    """First day whose period no longer holds an entry that ended on `last`."""
    day = add_months(last, months)
    return day if add_months(day, -months) >= last else date.fromordinal(day.toordinal() + 1)


def _low(entries: Sequence[RevenueEntry], today: date) -> bool:
    year = add_months(today, -YEAR)
    if not any(year < entry.last <= today for entry in entries):
        return False
    before = previous(entries, today).revenue
    return before > 0 and 100 * rolling(entries, today).revenue <= _FALL * before
