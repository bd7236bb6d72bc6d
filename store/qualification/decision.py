"""The four decisions and the rule that recommends one of them (domain.md 3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from store.profile.steps import Choice as Choice


class Rule(StrEnum):
    """Which rule fired. The first one in this order decides (domain.md 3.1)."""

    NONE = "none"
    """Every criterion is not applicable: nothing to recommend."""
    R1 = "R1"
    """A final knock-out: drop."""
    R2 = "R2"
    """A temporary knock-out: park."""
    R3 = "R3"
    """Even the best case stays below 40: drop."""
    R4 = "R4"
    """Confidence below 0.50: develop, find out first."""
    R4L = "R4L"
    """As R4, but three attempts did not make it clearer: park for 90 days."""
    R5 = "R5"
    """Score from 70, every must met, confidence from 0.60: pursue."""
    R6 = "R6"
    """Score from 40, and something can still be found out or improved by us: develop."""
    R7 = "R7"
    """Score from 40, and only waiting helps: park."""
    R8 = "R8"
    """Score below 40, confidence from 0.75: drop."""
    R9 = "R9"
    """Score below 40, less sure: park."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What the checklist recommends, and why. The human decides."""

    choice: Choice | None
    """None only with Rule.NONE."""
    rule: Rule
    criterion: str = ""
    """Code of the criterion that decided; empty where none stands out."""
