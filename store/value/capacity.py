"""How many hours a year there are for customers and prospects (domain.md 4.7)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

_HOUR = 60
_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What a year of one person is made of; days are working days."""

    vacation: int = 25
    sickness: int = 8
    training: int = 6
    day_minutes: int = 480
    """Working time of one day."""
    active: int = 60
    """Per cent of the working time that is spent on selling, 0 to 100."""
    reserve: int = 20
    """Per cent of it that is kept free, 0 to 100."""

    def days(self, working: int) -> int:
        """Days at work, of so many working days of the year in the region; never below 0."""
        return max(0, working - self.vacation - self.sickness - self.training)

    def hours(self, working: int) -> Fraction:
        """Hours a year that can be planned, exact: 814.08 for the 251 days of Austria 2026."""
        minutes = self.days(working) * self.day_minutes
        share = Fraction(self.active * (_WHOLE - self.reserve), _WHOLE * _WHOLE)
        return Fraction(minutes, _HOUR) * share
