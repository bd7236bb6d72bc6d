"""How many days before something it is to be prepared (domain.md 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

STANDARD_DAYS = {
    "birthday": 7, "milestone": 21, "name_day": 3, "company_anniversary": 30,
    "customer_anniversary": 14, "offer": 7, "notice": 60, "contract_end": 30, "project": 30,
    "launch": 30, "fair": 42, "need_from": 30,
}
"""By kind, as EventKind has it; "milestone" is a round birthday."""
LONGEST = 90
"""A row holds what is to be done within three months."""
CLASSES = "ABCNO"


@dataclass(frozen=True, slots=True)
class Leads:
    """Days of preparation where they are not the usual ones."""

    own: tuple[tuple[str, str, int], ...] = ()
    """Kind, class ("" for all), days; what is said of a class counts before what is said of
    all."""

    def of(self, kind: str, letter: str = "") -> timedelta:
        """The preparation of a kind for a customer of that class."""
        found = STANDARD_DAYS[kind]
        for code, its, days in sorted(self.own):
            if code == kind and its in ("", letter):
                found = days
        return timedelta(days=found)

    @property
    def key(self) -> str:
        """The same for the same days: rows depend on them. Empty for the usual ones."""
        return ",".join(f"{kind}{letter}{days}" for kind, letter, days in sorted(self.own))


STANDARD = Leads()
