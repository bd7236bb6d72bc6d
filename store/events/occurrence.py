"""One dated thing that comes up, and how urgent it is (domain.md 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SHIFT = timedelta(days=5)
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
    CONTRACT_END = "contract_end"
    """Last day of a contract that is not renewed."""
    NAME_DAY = "name_day"
    OWN_DATE = "own_date"
    """Any other day that somebody wanted to be reminded of."""
    NEED_FROM = "need_from"
    """A project needs something from us from that day on."""
    SUCCESSOR = "successor"
    """A person left: who takes over?"""
    PRIVACY = "privacy"
    """Tell a person that their data are kept, ask for a consent anew, or erase what is old."""


NEVER_EARLY = frozenset({EventKind.BIRTHDAY, EventKind.NAME_DAY})
"""Congratulating before the day brings bad luck (domain.md 6)."""


class Urgency(StrEnum):
    """How pressing an occurrence is on a day."""

    OVERDUE = "overdue"
    TODAY = "today"
    """Due: on its day, a check also for some time after it."""
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
    letter: str = ""
    """Of a check: the class whose rhythm makes it due, where that is no longer the present."""
    grace: date | None = None
    """Of a check: the last day on which it is due and not yet overdue (domain.md 5.2); None:
    the day to act."""

    @property
    def last_due(self) -> date:
        """The last day on which it is not overdue."""
        return self.act_on if self.grace is None else max(self.grace, self.act_on)

    def urgency(self, today: date) -> Urgency:
        """How pressing it is: due from the day to act, overdue once it is late."""
        if self.last_due < today:
            return Urgency.OVERDUE
        if self.act_on <= today:
            return Urgency.TODAY
        return Urgency.UPCOMING if self.prepare_from <= today else Urgency.LATER

    def shown_on(self, today: date) -> date:
        """The day to show and to count from.

        The calendar day, as long as only a weekend or holiday lies between it and the day
        to act; the day to act for what is due now or was put off.
        """
        urgency = self.urgency(today)
        if urgency is Urgency.TODAY or self.act_on - self.day > SHIFT:
            return self.act_on
        if self.day <= today < self.act_on:
            return self.act_on
        return max(self.day, self.act_on) if urgency is Urgency.OVERDUE else self.day
