"""What was heard and rated (domain.md 3.1). The rules about it stand in qualification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Evidence(StrEnum):
    """What a rating rests on, weakest first (domain.md 3.1)."""

    GUESS = "guess"
    STATED = "stated"
    CONFIRMED = "confirmed"
    DOCUMENTED = "documented"


class KnockOut(StrEnum):
    """A clear "no": for good, or for now."""

    FINAL = "final"
    TEMPORARY = "temporary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The rating of one criterion. A criterion without an Answer is open (unknown)."""

    criterion: str
    rating: int | None
    """0 no, 1 rather no, 2 rather yes, 3 yes; None: not applicable (entfällt)."""
    evidence: Evidence = Evidence.STATED
    rated: date
    words: str = ""
    """The answer in the prospect's own words."""
    asked: tuple[int, ...] = ()
    """Numbers of the questions that were asked, from 0."""
    knock_out: KnockOut | None = None
    """Only with rating 0 on a knock-out criterion."""
    reason: str = ""
    """Code of the knock-out reason (domain.md 10), or free text."""
    resume: date | None = None
    """When to take it up again after a temporary knock-out."""
    author: str = ""
    carried: str = ""
    """Code of the checklist it was taken over from (übernommen); empty if asked here."""
    contact: str = ""
    """Id of the person who was asked; empty if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All answers to one checklist as of one day. A later day makes a new one."""

    checklist: str
    version: int
    day: date
    answers: tuple[Answer, ...] = ()

    def answer(self, criterion: str) -> Answer | None:
        """The answer to a criterion, or None while it is open."""
        return next((a for a in self.answers if a.criterion == criterion), None)
