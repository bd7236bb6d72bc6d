"""How far the care plan of a customer is kept (domain.md A21, 4.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from store.profile.activity import Activity, ActivityKind
from store.profile.months import add_months
from store.profile.prospect import Prospect
from store.profile.steps import Choice
from store.value.care import CARE, CarePlan
from store.value.load import plan_of, time_kind

_YEAR = 12
VISITS = frozenset({ActivityKind.VISIT, ActivityKind.MEETING})
"""Count as visits of a care plan: somebody was met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A care plan, and what was done of it in the last twelve months."""

    plan: CarePlan
    own: bool
    """Planned for this one, not by the class."""
    visits: int
    calls: int


def contacts(activities: Iterable[Activity], today: date) -> tuple[int, int]:
    """Visits, meetings among them, and calls of the twelve months up to today."""
    before = add_months(today, -_YEAR)
    kinds = [one.kind for one in activities if before < one.day <= today]
    return sum(kind in VISITS for kind in kinds), kinds.count(ActivityKind.CALL)


def care_kept(
    record: Prospect, letter: str, choice: Choice | None, today: date,
    care: Mapping[str, CarePlan] = CARE,
) -> Kept | None:
    """How far the plan is kept, of the class in force or one's own; None without a plan."""
    own = (record.care.visits, record.care.calls) if record.care is not None else None
    plan = plan_of(time_kind(record.stage, letter, choice), own, care)
    if plan is None:
        return None
    visits, calls = contacts(record.activities, today)
    return Kept(plan=plan, own=own is not None, visits=visits, calls=calls)
