"""One dated thing that comes up, and how urgent it is (domain.md 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_SHIFT = timedelta(days=5)
"""The longest run of days without work."""


class EventKind(StrEnum):
    """What comes up."""

    FOLLOW_UP = "follow_up"
    BIRTHDAY = "birthday"
    REASSESSMENT = "reassessment"
    LIGHT_CHECK = "light_check"
    """Is the profile still true?"""
    OFFER = "offer"
    NOTICE = "notice"
    """Last day to give notice on a contract."""
    PROJECT = "project"
    LAUNCH = "launch"
    FAIR = "fair"
    COMPANY_ANNIVERSARY = "company_anniversary"
    CUSTOMER_ANNIVERSARY = "customer_anniversary"
    RESUME = "resume"
    """What was put off is to be taken up again."""


class Urgency(StrEnum):
    """How pressing an occurrence is on a day."""

    OVERDUE = "overdue"
    TODAY = "today"
    UPCOMING = "upcoming"
    """Within its lead time."""
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One turn of an event."""

    key: str
    """Stable key of the event, e.g. "birthday:<contact id>"."""
    kind: EventKind
    day: date
    """The calendar day of this turn."""
    act_on: date
    """The day to act: day, moved off weekends and holidays as domain.md 6 says."""
    prepare_from: date
    """First day of the lead time; from here on it is UPCOMING."""
    contact: str = ""
    person: str = ""
    reason: str = ""
    """The user's own words (follow-up reason, titles); for a re-assessment the code of what
    brought it forward; empty for other derived kinds."""
    years: int | None = None
    """Age or years of an anniversary, where known."""
    time: str = ""
    approximate: bool = False

    def urgency(self, today: date) -> Urgency:
        """How pressing it is: overdue after the day to act, due on it."""
        if self.act_on < today:
            return Urgency.OVERDUE
        if self.act_on == today:
            return Urgency.TODAY
        return Urgency.UPCOMING if self.prepare_from <= today else Urgency.LATER

    def shown_on(self, today: date) -> date:
        """The day to show and to count from.

        The calendar day, as long as only a weekend or holiday lies between it and the day
        to act; the day to act for what is due now or was put off.
        """
        urgency = self.urgency(today)
        if urgency is Urgency.TODAY or self.act_on - self.day > _SHIFT:
            return self.act_on
        if self.day <= today < self.act_on:
            return self.act_on
        return max(self.day, self.act_on) if urgency is Urgency.OVERDUE else self.day
