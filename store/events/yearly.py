"""Birthdays and anniversaries: once a year, missed ones wait for the next turn."""

from __future__ import annotations

from datetime import date, timedelta

from store.events.draft import Draft
from store.events.occurrence import EventKind
from store.events.recurrence import yearly_turn
from store.events.workdays import next_working_day
from store.profile.contact import Birthday, Contact
from store.profile.prospect import Prospect

_LEAD = timedelta(days=7)
_MILESTONE_LEAD = timedelta(days=21)
_COMPANY_LEAD = timedelta(days=30)
_CUSTOMER_LEAD = timedelta(days=14)


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
        if birthday is None or contact.no_wishes or contact.left is not None:
            continue
        known = max(day for day in (prospect.created, contact.since, birthday.noted) if day)
        _add_birthday(draft, contact, birthday, known)


def _age(birthday: Birthday, turn: date) -> int | None:
    return None if birthday.year is None else turn.year - birthday.year


def _lead(age: int | None) -> timedelta:
    return _LEAD if age is None or not is_milestone(age) else _MILESTONE_LEAD


def _add_birthday(draft: Draft, contact: Contact, birthday: Birthday, known: date) -> None:
    month, day, rule = birthday.month, birthday.day, birthday.leap_rule
    turn = yearly_turn(draft.today.year, month, day, rule)
    if turn >= draft.today:
        turn = yearly_turn(turn.year - 1, month, day, rule)
    while True:
        age = _age(birthday, turn)
        following = yearly_turn(turn.year + 1, month, day, rule)
        gone = following - _lead(_age(birthday, following))
        if turn >= known and draft.today < gone and (age is None or age > 0):
            draft.add(
                f"birthday:{contact.id}",
                EventKind.BIRTHDAY,
                turn,
                next_working_day(turn, draft.region),
                turn - _lead(age),
                contact=contact.id,
                person=contact.name,
                years=age,
            )
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
    lead = _COMPANY_LEAD if company else _CUSTOMER_LEAD
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
