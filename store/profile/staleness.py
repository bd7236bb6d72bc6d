"""How long each kind of information stays fresh (domain.md 5.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from store.profile.company import NeedKind
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


def confirm(prospect: Prospect, info: Info, today: date, source: str) -> Prospect:
    """ "Still true": sets the day anew and says who said so (domain.md 5.4)."""
    others = tuple(check for check in prospect.checks if check.info is not info)
    return replace(prospect, checks=(*others, Check(info=info, day=today, source=source)))
