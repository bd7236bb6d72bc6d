"""Time is cost: what a prospect has taken so far, and what dropping it frees (A5, 4.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.profile.prospect import Prospect
from store.profile.steps import Choice, Stage
from store.qualification.deciding import decision_in_force
from store.value.care import CARE

_HOURS_BY_CHOICE = {Choice.PURSUE: 20, Choice.DEVELOP: 6, Choice.PARK: 1, Choice.DROP: 0}
_HOURS_OTHERWISE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSunk:
    """Time spent so far."""

    minutes: int
    cents: int
    """Rounded to whole cents, halves up."""


def time_sunk(prospect: Prospect, hourly_rate: int) -> TimeSunk:
    """All minutes logged, and their cost at so many cents an hour (domain.md 4.2)."""
    minutes = sum(activity.minutes for activity in prospect.activities)
    return TimeSunk(minutes=minutes, cents=(2 * minutes * hourly_rate + 60) // 120)


def planned_hours(stage: Stage, letter: str, choice: Choice | None) -> int:
    """Hours a year that are planned for one customer or prospect (domain.md 4.7).

    A prospect nobody has decided about is planned like one to develop; a customer without a
    class of its own rhythm, a former customer and a contact with an hour.
    """
    if stage.customer:
        return int(CARE[letter].hours) if letter in CARE else _HOURS_OTHERWISE
    if stage in (Stage.CONTACT, Stage.FORMER):
        return _HOURS_OTHERWISE
    return _HOURS_BY_CHOICE[choice or Choice.DEVELOP]


def time_saved(prospect: Prospect, hourly_rate: int, today: date) -> TimeSunk | None:
    """What a year of care that is not given any more would have taken; None unless dropped.

    Counted at the decision before; at that of developing, where there was none.
    """
    decision = decision_in_force(prospect, today)
    if decision is None or decision.choice is not Choice.DROP:
        return None
    earlier = [d.choice for d in prospect.decisions if d.choice is not Choice.DROP]
    hours = _HOURS_BY_CHOICE[earlier[-1] if earlier else Choice.DEVELOP]
    return TimeSunk(minutes=60 * hours, cents=hours * hourly_rate)
