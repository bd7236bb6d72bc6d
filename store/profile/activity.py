"""What was done, what is to be done, and how an occasion was acknowledged (domain.md 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ActivityKind(StrEnum):
    """Kinds of contact with a company."""

    CALL = "call"
    EMAIL = "email"
    VISIT = "visit"
    LETTER = "letter"
    CARD = "card"
    MEETING = "meeting"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One contact with a company, in the past."""

    id: str
    day: date
    kind: ActivityKind = ActivityKind.CALL
    note: str = ""
    contact: str = ""
    """Id of the person, empty if unknown."""
    others: tuple[str, ...] = ()
    """Ids of more people who were there."""
    minutes: int = 0
    outcome: str = ""
    """What came of it."""
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A dated reminder with its reason (Wiedervorlage)."""

    id: str
    due: date
    reason: str = ""
    time: str = ""
    """"14:00", or empty for the whole day."""
    contact: str = ""
    owner: str = ""
    promised: bool = False
    """A promise to the customer: shown on the working day before, not after."""
    kind: ActivityKind | None = None
    """What is planned; None where that is open."""
    created: date | None = None
    moved: int = 0
    """How often it was put off."""
    why_moved: str = ""
    """Why it was put off the last time."""


class AckKind(StrEnum):
    """How an occasion was acknowledged."""

    CARD = "card"
    LETTER = "letter"
    CALL = "call"
    EMAIL = "email"
    MESSAGE = "message"
    """Short and personal, by whatever means."""
    GIFT = "gift"
    VISIT = "visit"
    INVITATION = "invitation"
    DONE = "done"
    MOVED = "moved"
    SKIPPED = "skipped"


class Reaction(StrEnum):
    """How it was received."""

    GOOD = "good"
    NEUTRAL = "neutral"
    NONE = "none"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """What was done about one turn of an event."""

    event: str
    """Key of the event: "birthday:<contact id>", "followup:<id>", "offer:<id>" ..."""
    turn: date
    """The day of the turn it answers."""
    day: date
    """When it was done."""
    kind: AckKind
    contact: str = ""
    """Id of the person it was about."""
    until: date | None = None
    """New day if it was moved."""
    note: str = ""
    """What exactly, or why it was skipped or moved."""
    value: int = 0
    """Cents."""
    reaction: Reaction | None = None
    author: str = ""
