"""How long each kind of information stays fresh (domain.md 5.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from store.profile.company import NeedKind
from store.profile.managing import manages
from store.profile.prospect import Check, Info, Prospect, Stage


class Freshness(StrEnum):
    """How far a piece of information can be relied upon."""

    FRESH = "fresh"
    STALE = "stale"
    """As old as it may get; counts half."""
    EXPIRED = "expired"
    """Twice as old; counts as missing."""


VALID_DAYS = {
    Info.FINANCE: 180,
    Info.PAYMENT: 90,
    Info.OWNERS: 365,
    Info.MANAGEMENT: 180,
    Info.CONTACTS: 180,
    Info.PHONES: 365,
    Info.PROJECTS: 90,
    Info.NEEDS: 120,
    Info.WANTS: 180,
    Info.COMPETITOR: 180,
    Info.POTENTIAL: 365,
    Info.INDUSTRY: 730,
    Info.ADDRESS: 365,
    Info.CULTURE: 730,
    Info.REVENUE: 45,
}
"""Days after which it is stale; twice as many after which it has expired."""


INFO_VALUES: dict[Info, Callable[[Prospect], object]] = {
    Info.PAYMENT: lambda p: (p.days_late,) if p.days_late is not None else (),
    Info.OWNERS: lambda p: p.owners,
    Info.MANAGEMENT: lambda p: tuple(
        (c.id, c.function) for c in p.contacts if c.active and manages(c)),
    Info.CONTACTS: lambda p: tuple(
        (c.id, c.name, c.function, c.roles, c.influence, c.attitude, c.left) for c in p.contacts),
    Info.PHONES: lambda p: (p.phone, p.email) if p.phone or p.email else (),
    Info.PROJECTS: lambda p: p.projects,
    Info.NEEDS: lambda p: tuple(n for n in p.needs if n.kind is NeedKind.NEED),
    Info.WANTS: lambda p: tuple(n for n in p.needs if n.kind is NeedKind.WANT),
    Info.COMPETITOR: lambda p: (p.competitor, p.share) if p.competitor else (),
    Info.POTENTIAL: lambda p: (p.potential,) if p.potential is not None else (),
    Info.INDUSTRY: lambda p: _any(p.industry, p.employees, p.structure),
    Info.ADDRESS: lambda p: p.addresses,
    Info.CULTURE: lambda p: _any(p.culture, p.manner, p.decides, p.best_time, p.gift_rule),
}
"""What a kind of information is about; empty where nothing is known. Financial status and
revenue have days of their own."""
_INFOS = tuple(Info)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleState:
    """What of a profile is no longer fresh."""

    kinds: tuple[Info, ...]
    since: date | None
    """The first day on which one of them was stale."""
    valid_until: date
    """First later day on which time alone adds another."""


OWN_SOURCE = frozenset({Info.FINANCE, Info.PAYMENT, Info.REVENUE})
"""Information that no talk confirms: it needs a published source or the books."""


def factor(prospect: Prospect, letter: str = "") -> int:
    """2 for class C and for contacts, whose information may get twice as old, else 1."""
    return 2 if letter == "C" or prospect.stage is Stage.CONTACT else 1


def last_known(prospect: Prospect, info: Info) -> date:
    """When it was last entered or confirmed; where nothing tells, when the record began."""
    return known_days(prospect).get(info, prospect.created)


def known_days(prospect: Prospect) -> dict[Info, date]:
    """Latest day of each kind of information that has one of its own."""
    days: dict[Info, date] = {}
    for check in prospect.checks:
        _later(days, check.info, check.day)
    if prospect.financials:
        _later(days, Info.FINANCE, max([status.noted for status in prospect.financials]))
    if prospect.revenue:
        _later(days, Info.REVENUE, max([entry.last for entry in prospect.revenue]))
    for need in prospect.needs:
        if need.noted is not None:
            info = Info.NEEDS if need.kind is NeedKind.NEED else Info.WANTS
            _later(days, info, need.noted)
    return days


def _later(days: dict[Info, date], info: Info, day: date) -> None:
    known = days.get(info)
    if known is None or day > known:
        days[info] = day


def limits(known: date, info: Info, times: int = 1) -> tuple[date, date]:
    """First day it is stale, and first day it has expired."""
    valid = timedelta(days=VALID_DAYS[info] * times)
    stale = known + valid
    return stale, stale + valid


def freshness(prospect: Prospect, info: Info, today: date, *, letter: str = "") -> Freshness:
    """State of one kind of information on a day."""
    stale, expired = limits(last_known(prospect, info), info, factor(prospect, letter))
    if today >= expired:
        return Freshness.EXPIRED
    return Freshness.STALE if today >= stale else Freshness.FRESH


def stale_infos(prospect: Prospect, today: date, *, letter: str = "") -> tuple[Info, ...]:
    """Kinds of information that were entered once and are no longer fresh."""
    return tuple(
        info
        for info in known_days(prospect)
        if freshness(prospect, info, today, letter=letter) is not Freshness.FRESH
    )


def info_days(prospect: Prospect) -> dict[Info, date]:
    """All kinds of information that are there, with the day they were last entered or
    confirmed; what nobody ever dated is as old as the record. Customers who stay away have
    no fresh revenue: only that of customers ages."""
    days = known_days(prospect)
    there = {info for info, value in INFO_VALUES.items() if value(prospect)}
    if prospect.financials:
        there.add(Info.FINANCE)
    if prospect.revenue and prospect.stage.customer:
        there.add(Info.REVENUE)
    return {info: days.get(info, prospect.created) for info in _INFOS if info in there}


def _any(*values: object) -> tuple[object, ...]:
    return values if any(values) else ()


def stale_state(prospect: Prospect, today: date, *, letter: str = "") -> StaleState:
    """All kinds of information that are there and no longer fresh (domain.md 5.4)."""
    days = info_days(prospect)
    times = factor(prospect, letter)
    kinds, since, until = [], date.max, date.max
    for info, day in days.items():
        stale = limits(day, info, times)[0]
        if stale <= today:
            kinds.append(info)
            since = min(since, stale)
        else:
            until = min(until, stale)
    return StaleState(kinds=tuple(kinds), since=since if kinds else None, valid_until=until)


def packed(kinds: Iterable[Info]) -> int:
    """Kinds of information as one number, a bit for each."""
    return sum(1 << _INFOS.index(info) for info in set(kinds))


def unpacked(bits: int) -> tuple[Info, ...]:
    """The kinds of information of such a number."""
    return tuple(info for n, info in enumerate(_INFOS) if bits >> n & 1)


def confirm(prospect: Prospect, info: Info, today: date, source: str) -> Prospect:
    """ "Still true": sets the day anew and says who said so (domain.md 5.4)."""
    others = tuple(check for check in prospect.checks if check.info is not info)
    return replace(prospect, checks=(*others, Check(info=info, day=today, source=source)))
