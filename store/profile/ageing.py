"""Which of what a profile says is no longer fresh, and when something was last noted in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from store.profile.company import NeedKind
from store.profile.prospect import Info, Prospect
from store.profile.staleness import factor, known_days, limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """A kind of information that is stale, and when it was last entered or confirmed."""

    info: Info
    day: date
    expired: bool
    """Twice as old as it may get: counts as missing."""


_THERE: dict[Info, Callable[[Prospect], bool]] = {
    Info.FINANCE: lambda p: bool(p.financials),
    Info.PAYMENT: lambda p: p.days_late is not None,
    Info.OWNERS: lambda p: bool(p.owners),
    Info.MANAGEMENT: lambda p: bool(p.contacts),
    Info.CONTACTS: lambda p: bool(p.contacts),
    Info.PHONES: lambda p: bool(p.phone or p.email),
    Info.PROJECTS: lambda p: bool(p.projects),
    Info.NEEDS: lambda p: any(need.kind is NeedKind.NEED for need in p.needs),
    Info.WANTS: lambda p: any(need.kind is NeedKind.WANT for need in p.needs),
    Info.COMPETITOR: lambda p: bool(p.competitor),
    Info.POTENTIAL: lambda p: p.potential is not None,
    Info.INDUSTRY: lambda p: bool(p.industry or p.employees or p.structure),
    Info.ADDRESS: lambda p: bool(p.addresses),
    Info.CULTURE: lambda p: bool(p.culture or p.manner),
    Info.REVENUE: lambda p: bool(p.revenue),
}


def aged(prospect: Prospect, today: date, *, letter: str = "") -> tuple[Aged, ...]:
    """What is there and no longer fresh (domain.md 5.4), by the class in force.

    What was never confirmed is as old as the record. Customers who stay away have no fresh
    revenue: only that of customers ages.
    """
    days, times = known_days(prospect), factor(prospect, letter)
    found = []
    for info, there in _THERE.items():
        day = days.get(info, prospect.created)
        stale, expired = limits(day, info, times)
        if today >= stale and there(prospect) and (
                info is not Info.REVENUE or prospect.stage.customer):
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
