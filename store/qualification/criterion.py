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
    """Share in the score, from 1."""
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

    @property
    def weighty(self) -> bool:
        """Must or knock-out: asking about it counts double (domain.md 3.1)."""
        return self.must or self.knock_out is not KnockOutRule.NONE
