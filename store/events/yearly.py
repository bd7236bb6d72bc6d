"""Birthdays and anniversaries: once a year, missed ones wait for the next turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from store.events.draft import Draft
from store.events.occurrence import EventKind
from store.events.recurrence import yearly_turn
from store.events.workdays import next_working_day
from store.profile.contact import Birthday, Contact, LeapRule
from store.profile.prospect import Prospect


def is_milestone(age: int) -> bool:
    """A round birthday (ends in 0, from 30) or half-round one (ends in 5, from 45)."""
    return (age >= 30 and age % 10 == 0) or (age >= 45 and age % 10 == 5)


def is_round_for_company(years: int) -> bool:
    """10, 25, 50, 75, 100 ... years since the founding."""
    return years == 10 or (years > 0 and years % 25 == 0)


def is_round_for_customer(years: int) -> bool:
    """1, 5, 10, 15 ... years since the first order."""
    return years == 1 or (years > 0 and years % 5 == 0)


def add_birthdays(draft: Draft, prospect: Prospect) -> None:
    """Birthdays of the people who are still there and want to be congratulated."""
    for contact in prospect.contacts:
        birthday = contact.birthday
        if birthday is None or not contact.welcomes_wishes:
            continue
        known = max(day for day in (prospect.created, contact.since, birthday.noted) if day)
        _add_birthday(draft, contact, birthday, known)


def _add_birthday(draft: Draft, contact: Contact, birthday: Birthday, known: date) -> None:
    def lead(age: int | None) -> timedelta:
        if contact.lead is not None:
            return timedelta(days=contact.lead)
        return draft.lead("birthday" if age is None or not is_milestone(age) else "milestone")

    add_yearly(draft, Yearly(
        key=f"birthday:{contact.id}", kind=EventKind.BIRTHDAY, month=birthday.month,
        day=birthday.day, known=known, lead=lead, year=birthday.year,
        rule=birthday.leap_rule, contact=contact.id, person=contact.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """A day that comes back every year."""

    key: str
    kind: EventKind
    month: int
    day: int
    known: date
    """Nobody can have missed a turn before this day."""
    lead: Callable[[int | None], timedelta]
    """Preparation for a turn, by the years it completes."""
    year: int | None = None
    """Of the first turn, where known; it is no occasion itself."""
    rule: LeapRule = LeapRule.MARCH_1
    contact: str = ""
    person: str = ""
    reason: str = ""

    def turn(self, year: int) -> date:
        """The day in one year."""
        return yearly_turn(year, self.month, self.day, self.rule)

    def years(self, turn: date) -> int | None:
        """What a turn completes."""
        return None if self.year is None else turn.year - self.year


def add_yearly(draft: Draft, event: Yearly) -> None:
    """Its turns from the last one on. A missed one waits until the next is prepared for."""
    turn = event.turn(draft.today.year)
    if turn >= draft.today:
        turn = event.turn(turn.year - 1)
    while True:
        years, following = event.years(turn), event.turn(turn.year + 1)
        gone = following - event.lead(event.years(following))
        if turn >= event.known and draft.today < gone and (years is None or years > 0):
            draft.add(
                event.key, event.kind, turn, next_working_day(turn, draft.region),
                turn - event.lead(years), contact=event.contact, person=event.person,
                reason=event.reason, years=years)
            draft.changes_on(gone)
        if turn > draft.limit:
            draft.enters(turn)
            return
        turn = following


def add_company_anniversary(draft: Draft, prospect: Prospect) -> None:
    """Round anniversaries of the founding."""
    if prospect.founded is not None:
        _add_anniversary(
            draft, prospect, prospect.founded, "company", EventKind.COMPANY_ANNIVERSARY
        )


def add_customer_anniversary(draft: Draft, prospect: Prospect) -> None:
    """Round anniversaries of the first order, as long as they are a customer."""
    if prospect.first_order is not None and prospect.stage.customer:
        _add_anniversary(
            draft, prospect, prospect.first_order, "customer", EventKind.CUSTOMER_ANNIVERSARY
        )


def _add_anniversary(
    draft: Draft, prospect: Prospect, first: date, key: str, kind: EventKind
) -> None:
    company = kind is EventKind.COMPANY_ANNIVERSARY
    is_round = is_round_for_company if company else is_round_for_customer
    lead = draft.lead(kind)
    years = max(draft.today.year - 1, prospect.created.year, first.year) - first.year
    while True:
        if is_round(years):
            turn = yearly_turn(first.year + years, first.month, first.day)
            gone = yearly_turn(turn.year + 1, first.month, first.day) - lead
            if turn >= prospect.created and draft.today < gone:
                draft.add(
                    key,
                    kind,
                    turn,
                    next_working_day(turn, draft.region),
                    turn - lead,
                    years=years,
                )
                draft.changes_on(gone)
            if turn > draft.limit:
                draft.enters(turn)
                return
        years += 1
