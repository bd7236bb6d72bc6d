"""Which day a yearly event falls on, year by year (domain.md 6)."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date

from store.profile.contact import LeapRule
from store.profile.months import add_months

__all__ = ["add_months", "next_turn", "yearly_turn"]


def yearly_turn(year: int, month: int, day: int, rule: LeapRule = LeapRule.MARCH_1) -> date:
    """The day of a yearly event in one year.

    29 February falls on 1 March in other years ("never early"), or on 28 February
    where the person prefers it. A day its month does not have counts as the month's last.
    """
    if day <= 28:
        return date(year, month, day)
    if month == 2 and not isleap(year):
        return date(year, 3, 1) if rule is LeapRule.MARCH_1 else date(year, 2, 28)
    return date(year, month, min(day, monthrange(year, month)[1]))


def next_turn(today: date, month: int, day: int, rule: LeapRule = LeapRule.MARCH_1) -> date:
    """The first turn today or later."""
    turn = yearly_turn(today.year, month, day, rule)
    return turn if turn >= today else yearly_turn(today.year + 1, month, day, rule)
