"""What is done about a gap of a profile: left out, confirmed, asked for at a new stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from store.profile.company import NeedKind
from store.profile.completeness import FIELD_INFO, Field, Gap, completeness, filled, weight
from store.profile.prospect import Info, Prospect, Stage
from store.profile.staleness import (
    OWN_SOURCE,
    Freshness,
    confirm,
    factor,
    info_days,
    limits,
)

_OWN_SOURCE = frozenset({Field.FINANCE, Field.REVENUE})
"""Nobody's word confirms them: they need a published source or the books."""


def exclude(prospect: Prospect, field: Field) -> Prospect:
    """The field does not apply to this one: it is taken out of the calculation."""
    if field in prospect.not_applicable:
        return prospect
    return replace(prospect, not_applicable=(*prospect.not_applicable, field.value))


def ages_by(prospect: Prospect, field: Field) -> Info | None:
    """The kind of information whose day a talk renews; None where none does."""
    if field in _OWN_SOURCE or not filled(prospect, field):
        return None
    if field is Field.NEEDS and all(need.kind is NeedKind.WANT for need in prospect.needs):
        return Info.WANTS
    return FIELD_INFO.get(field)


def confirm_field(prospect: Prospect, field: Field, today: date, source: str) -> Prospect:
    """ "Still true" of one field; its kind of information is confirmed as a whole.

    Raises ValueError "no_source" if nobody said so; what no talk confirms stays as it is.
    """
    if not source.strip():
        raise ValueError("no_source")
    info = ages_by(prospect, field)
    return prospect if info is None else confirm(prospect, info, today, source)


def confirmable(
    prospect: Prospect, today: date, *, letter: str = ""
) -> tuple[tuple[Info, date, Freshness], ...]:
    """What a talk can confirm, with the day it is from: what has aged most first."""
    times = factor(prospect, letter)
    found = [
        (limits(day, info, times), info, day) for info, day in info_days(prospect).items()
        if info not in OWN_SOURCE]
    return tuple(
        (info, day, Freshness.EXPIRED if expired <= today
         else Freshness.STALE if stale <= today else Freshness.FRESH)
        for (stale, expired), info, day in sorted(found))


def gaps_since(
    prospect: Prospect, stage: Stage, today: date, *, letter: str = ""
) -> tuple[Gap, ...]:
    """Gaps of what was not asked at an earlier stage, and is now (domain.md B5)."""
    found = completeness(prospect, today, letter=letter).gaps
    return tuple(gap for gap in found if not weight(gap.field, stage))
