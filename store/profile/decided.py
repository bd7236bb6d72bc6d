"""What a human decided about a prospect, and what was known when they did (domain.md 3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.profile.steps import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision with the recommendation and the figures of that day.

    Scores are hundredths (8125 is 81.25), the confidence thousandths, rounded as shown.
    """

    day: date
    choice: Choice
    checklist: str
    """Code of the checklist it rests on, with the version in force."""
    version: int
    recommended: Choice | None = None
    """What the rules recommended that day; None: nothing."""
    rule: str = ""
    """Code of the rule that fired (qualification.decision.Rule)."""
    criterion: str = ""
    """Code of the criterion that decided; empty where none stood out."""
    score: int | None = None
    low: int = 0
    high: int = 10_000
    confidence: int = 0
    reason: str = ""
    """Code of the catalogue (domain.md 10) or the user's own words."""
    until: date | None = None
    """When a decision against the recommendation expires, or what is parked is resumed."""
    author: str = ""

    @property
    def deviates(self) -> bool:
        """True if the human decided otherwise than was recommended."""
        return self.recommended is not None and self.choice is not self.recommended
