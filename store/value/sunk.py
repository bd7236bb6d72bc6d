"""Time is cost: what a prospect has taken so far, and what dropping it frees (A5, 4.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.profile.prospect import Prospect
from store.profile.steps import Choice, Stage
from store.qualification.deciding import decision_in_force
from store.value.load import planned_minutes, time_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSunk:
    """Time spent so far."""

    minutes: int
    cents: int
    """Rounded to whole cents, halves up."""


def time_sunk(prospect: Prospect, hourly_rate: int) -> TimeSunk:
    """All minutes logged, and their cost at so many cents an hour (domain.md 4.2)."""
    return _cost(sum(activity.minutes for activity in prospect.activities), hourly_rate)


def time_saved(prospect: Prospect, hourly_rate: int, today: date) -> TimeSunk | None:
    """What a year of care that is not given any more would have taken; None unless dropped.

    Counted at the decision before; at that of developing, where there was none.
    """
    decision = decision_in_force(prospect, today)
    if decision is None or decision.choice is not Choice.DROP:
        return None
    earlier = [d.choice for d in prospect.decisions if d.choice is not Choice.DROP]
    kind = time_kind(Stage.PROSPECT, "", earlier[-1] if earlier else Choice.DEVELOP)
    return _cost(planned_minutes(kind), hourly_rate)


def _cost(minutes: int, hourly_rate: int) -> TimeSunk:
    return TimeSunk(minutes=minutes, cents=(2 * minutes * hourly_rate + 60) // 120)
