"""One criterion of a checklist, as its author wrote it (domain.md 3.1, 3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Content in both languages. Which one is shown is for tui to choose."""

    de: str
    en: str


class Lever(StrEnum):
    """Who can change a poor rating."""

    WE = "we"
    """Our own work can."""
    WAIT = "wait"
    """Only time or the customer can."""


class KnockOutRule(StrEnum):
    """Whether a "no" here ends or pauses the pursuit."""

    NONE = "none"
    ANY = "any"
    """Final or temporary."""
    TEMPORARY = "temporary"
    """Only for now; never for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One aspect to rate from 0 (no) to 3 (yes)."""

    code: str
    label: Text
    weight: int
    """Share in the score, from 1; 0 only in a stand-in for a checklist that is lost."""
    must: bool
    """Pursuing needs a rating of 2 or 3 here."""
    knock_out: KnockOutRule
    lever: Lever
    valid_days: int
    """An answer is fresh this long, and worth nothing after twice as long."""
    questions: tuple[Text, ...]
    anchor_low: Text
    """What a rating of 0 means."""
    anchor_high: Text
    """What a rating of 3 means."""
    evidence: Text
    """What counts as evidence, and what does not."""
    anchor_1: Text | None = None
    """What a rating of 1 means, where that is more than "rather no"."""
    anchor_2: Text | None = None
    """What a rating of 2 means, where that is more than "rather yes"."""
    aspect: str = ""
    """Criteria of other checklists with the same aspect ask for the same: answers are
    carried over between them (domain.md 3.2). Empty: none does."""
    only_economic_buyer: bool = False
    """Asks about the economic buyer: answers about somebody else are not carried over."""

    def anchor(self, rating: int) -> Text | None:
        """What a rating from 0 to 3 means; None where the scale says enough."""
        return (self.anchor_low, self.anchor_1, self.anchor_2, self.anchor_high)[rating]

    @property
    def weighty(self) -> bool:
        """Must or knock-out: asking about it counts double (domain.md 3.1)."""
        return self.must or self.knock_out is not KnockOutRule.NONE
