"""How complete a profile is for its stage, and what to ask for next (domain.md 5.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from store.profile.company import NeedKind
from store.profile.contact import Role
from store.profile.months import add_months
from store.profile.prospect import Info, Prospect, Stage
from store.profile.staleness import factor, known_days, limits


class Field(StrEnum):
    """What a profile should hold; the values also stand in Prospect.not_applicable."""

    NAME = "name"
    ADDRESS = "address"
    PHONE = "phone"
    INDUSTRY = "industry"
    SOURCE = "source"
    CONTACT = "contact"
    DECIDER = "decider"
    ROLES = "roles"
    NEEDS = "needs"
    FINANCE = "finance"
    STRUCTURE = "structure"
    POTENTIAL = "potential"
    COMPETITOR = "competitor"
    PROJECTS = "projects"
    CULTURE = "culture"
    BIRTHDAYS = "birthdays"
    REVENUE = "revenue"
    CONTRACT = "contract"
    REFERRAL = "referral"
    NEXT_STEP = "next_step"


class GapState(StrEnum):
    """What is wrong with a field."""

    EMPTY = "empty"
    """Nothing there, or expired."""
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A field that doesn't count in full."""

    field: Field
    state: GapState
    missing: int
    """What it would add, in half points: weight · 2 · (1 - z)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """Share of the weights that is filled and fresh."""

    half_points: int
    """Sum of 2 · weight · z; z is 1 fresh, 1/2 stale, 0 empty or expired."""
    total: int
    """Sum of the weights asked for at this stage."""
    gaps: tuple[Gap, ...]
    """What would add most first; ties in the order of the table."""
    valid_until: date
    """First later day on which time alone changes it."""

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down: 100 only when nothing is missing."""
        return _percent(self.half_points, self.total)

    @property
    def next_gap(self) -> Gap | None:
        """What to ask for next, or None."""
        return self.gaps[0] if self.gaps else None


def _has_roles(prospect: Prospect) -> bool:
    """Somebody beside the decider has a part in the purchase."""
    return any(
        role is not Role.DECIDER
        for contact in prospect.contacts
        if contact.left is None
        for role in contact.roles
    )


def _has_address(prospect: Prospect) -> bool:
    head = prospect.head
    return head is not None and bool(head.place and (head.street or head.postcode))


def _has_structure(prospect: Prospect) -> bool:
    return prospect.employees is not None and bool(prospect.structure or prospect.owners)


def _has_birthday(prospect: Prospect) -> bool:
    """Of the main contact; one who wants no wishes needs none."""
    contact = prospect.main_contact
    return contact is not None and (contact.birthday is not None or contact.no_wishes)


_FILLED: dict[Field, Callable[[Prospect], bool]] = {
    Field.NAME: lambda p: bool(p.name and p.legal_form),
    Field.ADDRESS: _has_address,
    Field.PHONE: lambda p: bool(p.phone or p.email),
    Field.INDUSTRY: lambda p: bool(p.industry),
    Field.SOURCE: lambda p: bool(p.source) and p.basis is not None,
    Field.CONTACT: lambda p: any(c.function and c.left is None for c in p.contacts),
    Field.DECIDER: lambda p: any(Role.DECIDER in c.roles and c.left is None for c in p.contacts),
    Field.ROLES: _has_roles,
    Field.NEEDS: lambda p: bool(p.needs),
    Field.FINANCE: lambda p: bool(p.financials and p.financials[-1].source),
    Field.STRUCTURE: _has_structure,
    Field.POTENTIAL: lambda p: p.potential is not None,
    Field.COMPETITOR: lambda p: bool(p.competitor),
    Field.PROJECTS: lambda p: bool(p.projects),
    Field.CULTURE: lambda p: bool(p.culture),
    Field.BIRTHDAYS: _has_birthday,
    Field.REVENUE: lambda p: bool(p.revenue),
    Field.CONTRACT: lambda p: bool(p.contracts),
    Field.REFERRAL: lambda p: bool(p.referral),
    Field.NEXT_STEP: lambda p: bool(p.follow_ups),
}

FIELD_INFO = {
    Field.ADDRESS: Info.ADDRESS,
    Field.PHONE: Info.PHONES,
    Field.INDUSTRY: Info.INDUSTRY,
    Field.CONTACT: Info.CONTACTS,
    Field.DECIDER: Info.CONTACTS,
    Field.ROLES: Info.CONTACTS,
    Field.NEEDS: Info.NEEDS,
    Field.FINANCE: Info.FINANCE,
    Field.STRUCTURE: Info.INDUSTRY,
    Field.POTENTIAL: Info.POTENTIAL,
    Field.COMPETITOR: Info.COMPETITOR,
    Field.PROJECTS: Info.PROJECTS,
    Field.CULTURE: Info.CULTURE,
    Field.REVENUE: Info.REVENUE,
}
"""The kind of information by which a field ages; a field not named here does not."""

_WEIGHTS = {
    Field.NAME: (3, 3, 3, 3, 3),
    Field.ADDRESS: (1, 2, 3, 3, 2),
    Field.PHONE: (2, 3, 3, 3, 2),
    Field.INDUSTRY: (1, 2, 2, 2, 1),
    Field.SOURCE: (3, 3, 3, 3, 3),
    Field.CONTACT: (2, 3, 3, 3, 2),
    Field.DECIDER: (0, 1, 3, 3, 1),
    Field.ROLES: (0, 0, 2, 2, 0),
    Field.NEEDS: (0, 2, 3, 2, 0),
    Field.FINANCE: (0, 1, 3, 3, 0),
    Field.STRUCTURE: (0, 1, 2, 3, 1),
    Field.POTENTIAL: (0, 1, 2, 3, 1),
    Field.COMPETITOR: (0, 1, 2, 2, 1),
    Field.PROJECTS: (0, 1, 2, 3, 0),
    Field.CULTURE: (0, 0, 1, 2, 0),
    Field.BIRTHDAYS: (0, 0, 0, 1, 0),
    Field.REVENUE: (0, 0, 0, 3, 1),
    Field.CONTRACT: (0, 0, 0, 2, 0),
    Field.REFERRAL: (2, 1, 1, 2, 2),
    Field.NEXT_STEP: (1, 3, 3, 3, 1),
}
"""Weight by column of domain.md 5.3: contact, prospect, qualified, customer, former."""

_COLUMN = {
    Stage.CONTACT: 0,
    Stage.PROSPECT: 1,
    Stage.QUALIFIED: 2,
    Stage.NEW: 3,
    Stage.EXISTING: 3,
    Stage.REGULAR: 3,
    Stage.FORMER: 4,
}
_ASKED = {
    stage: tuple(
        (field, weights[column], _FILLED[field], FIELD_INFO.get(field))
        for field, weights in _WEIGHTS.items()
        if weights[column]
    )
    for stage, column in _COLUMN.items()
}


def filled(prospect: Prospect, field: Field) -> bool:
    """Something is there, be it stale."""
    return _FILLED[field](prospect)


def weight(field: Field, stage: Stage) -> int:
    """Weight of a field at a stage; 0 where it is not asked."""
    return _WEIGHTS[field][_COLUMN[stage]]


def completeness(prospect: Prospect, today: date, *, letter: str = "") -> Completeness:
    """How complete the profile is for its stage, by the class in force."""
    half_points, total, until, lacking = _measure(prospect, today, letter)
    gaps = [
        Gap(
            field=field,
            state=GapState.STALE if stale else GapState.EMPTY,
            missing=points if stale else 2 * points,
        )
        for field, points, stale in lacking
    ]
    gaps.sort(key=lambda gap: -gap.missing)
    return Completeness(half_points=half_points, total=total, gaps=tuple(gaps), valid_until=until)


def percent(prospect: Prospect, today: date, *, letter: str = "") -> tuple[int, date]:
    """Only the per cent of `completeness`, and its `valid_until`: quick, for many."""
    half_points, total, until, _ = _measure(prospect, today, letter)
    return _percent(half_points, total), until


def _percent(half_points: int, total: int) -> int:
    return half_points * 50 // total if total else 100


def _measure(
    prospect: Prospect, today: date, letter: str
) -> tuple[int, int, date, list[tuple[Field, int, bool]]]:
    """Half points, total, first day of change, and what lacks: field, weight, only stale."""
    days = known_days(prospect)
    times = factor(prospect, letter)
    left_out = prospect.not_applicable
    half_points = total = 0
    until = date.max
    lacking: list[tuple[Field, int, bool]] = []
    for field, points, is_filled, info in _ASKED[prospect.stage]:
        if left_out and field in left_out:
            continue
        total += points
        if not is_filled(prospect):
            lacking.append((field, points, False))
            continue
        stale, expired = _limits(prospect, field, info, days, times)
        if today < stale:
            half_points += 2 * points
            until = min(until, stale)
        elif today < expired:
            half_points += points
            until = min(until, expired)
            lacking.append((field, points, True))
        else:
            lacking.append((field, points, False))
    return half_points, total, until, lacking


def _limits(
    prospect: Prospect, field: Field, info: Info | None, days: dict[Info, date], times: int
) -> tuple[date, date]:
    """First day a filled field is stale, first day it has expired."""
    if field is Field.CONTRACT:
        return _contract_limit(prospect), date.max
    if info is None:
        return date.max, date.max
    if field is Field.NEEDS and all(n.kind is NeedKind.WANT for n in prospect.needs):
        info = Info.WANTS
    return limits(days.get(info, prospect.created), info, times)


def _contract_limit(prospect: Prospect) -> date:
    """Contract data hold until the next notice deadline has passed (domain.md 5.4)."""
    last = max(add_months(c.end, -c.notice) for c in prospect.contracts)
    return last + timedelta(days=1) if last < date.max else last
