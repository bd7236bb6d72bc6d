"""The care plan of each class: visits and calls a year, and what they take (domain.md 4.7)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

_YEAR = 365
CALL_HOURS = Fraction(1, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarePlan:
    """What is planned for one customer in a year."""

    visits: int
    visit_hours: Fraction
    """One visit with travel and preparation."""
    calls: int

    @property
    def hours(self) -> Fraction:
        """All of it."""
        return self.visits * self.visit_hours + self.calls * CALL_HOURS

    @property
    def neglected_after(self) -> int | None:
        """Days without contact from which a customer is neglected: twice the average gap.

        None: nothing is planned, so nothing is missed.
        """
        return neglected_after(self.visits, self.calls)


def neglected_after(visits: int, calls: int) -> int | None:
    """The same for so many visits and calls a year."""
    return 2 * _YEAR // (visits + calls) if visits + calls else None


CARE = {
    "A": CarePlan(visits=12, visit_hours=Fraction(3), calls=24),
    "B": CarePlan(visits=4, visit_hours=Fraction(5, 2), calls=12),
    "C": CarePlan(visits=1, visit_hours=Fraction(2), calls=4),
    "N": CarePlan(visits=6, visit_hours=Fraction(5, 2), calls=12),
}
"""By the class in force; other customers have no plan of their own."""
