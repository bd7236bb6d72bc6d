"""Which of what a profile says is no longer fresh, and when something was last noted in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from store.profile.prospect import Info, Prospect
from store.profile.staleness import factor, info_days, limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """A kind of information that is stale, and when it was last entered or confirmed."""

    info: Info
    day: date
    expired: bool
    """Twice as old as it may get: counts as missing."""


def aged(prospect: Prospect, today: date, *, letter: str = "") -> tuple[Aged, ...]:
    """What is there and no longer fresh (domain.md 5.4), by the class in force.

    What was never confirmed is as old as the record.
    """
    times = factor(prospect, letter)
    found = []
    for info, day in info_days(prospect).items():
        stale, expired = limits(day, info, times)
        if today >= stale:
            found.append(Aged(info=info, day=day, expired=today >= expired))
    return tuple(found)


def last_entry(prospect: Prospect) -> date:
    """The newest day on which something was noted in the profile; confirming and contacts
    apart."""
    return max(_noted(prospect))


def _noted(prospect: Prospect) -> Iterator[date]:
    yield prospect.created
    days = [one.noted for one in prospect.contacts] + [one.noted for one in prospect.needs]
    days += [one.noted for one in prospect.projects] + [one.noted for one in prospect.extras]
    days += [one.made for one in prospect.offers] + [one.noted for one in prospect.financials]
    yield from (day for day in days if day is not None)
    yield from (note.day for note in prospect.market)
    yield from (step.day for step in prospect.stage_log)
    yield from (trigger.day for trigger in prospect.triggers)
