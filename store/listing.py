"""The orders and lists in which many prospects are shown: what each means for one row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from store.events.occurrence import Urgency
from store.profile.steps import Stage
from store.qualification.decision import Choice
from store.row import Row, rank
from store.value.care import CARE, neglected_after


class SortBy(StrEnum):
    """A way to put rows in order; equal ones follow by name and id."""

    PRIORITY = "priority"
    NAME = "name"
    NEXT = "next"
    """Next day to act."""
    SCORE = "score"
    """Certain score, best first; equal ones stand as in the file."""
    REVENUE = "revenue"
    """Highest first."""
    CONTACT = "contact"
    """Longest not talked to first."""
    PLACE = "place"
    GAPS = "gaps"
    """Emptiest profile first."""
    STALE = "stale"
    """By class, then what has been stale for longest."""
    CARE = "care"
    """By class, then who was not talked to for longest."""
    REST = "rest"
    """Who is taken up again soonest."""


class Group(StrEnum):
    """Which rows a list takes. Archived ones stand in the archive alone."""

    ALL = "all"
    CUSTOMERS = "customers"
    PROSPECTS = "prospects"
    A_CUSTOMERS = "a_customers"
    DUE = "due"
    NO_STEP = "no_step"
    """Pursued, developed, or a customer of class A or B, but nobody has planned when, nor put
    it off until a day (domain.md 6)."""
    NEGLECTED = "neglected"
    """Customers without contact for longer than their class allows, and no step planned.
    In a book a contact counts for their whole group."""
    GAPS = "gaps"
    """Less than half of the profile is known."""
    CONTACTS = "contacts"
    STALE = "stale"
    """Customers of whom something known is no longer fresh."""
    TARGETS = "targets"
    """Those we want to win."""
    RESTING = "resting"
    """Put off until a day."""
    ARCHIVE = "archive"


FOLLOW_UP = "followup:"
"""How the keys of follow-ups begin."""
HALF = 50
_NEVER = date(1, 1, 1)
_FAR = date(9999, 12, 31)

_CLASS_RANKS = {"A": 0, "B": 1, "N": 2, "C": 3}
NO_CLASS = 4


def class_rank(letter: str) -> int:
    """0 for A to 3 for C; NO_CLASS for all others."""
    return _CLASS_RANKS.get(letter, NO_CLASS)


SORT_KEYS: Mapping[SortBy, Callable[[Row, date], tuple[Any, ...]]] = {
    SortBy.PRIORITY: rank,
    SortBy.NAME: lambda row, _: (row.sort_name, row.id),
    SortBy.NEXT: lambda row, _: (
        row.next.act_on if row.next else _FAR, row.sort_name, row.id),
    SortBy.SCORE: lambda row, _: (row.score_min, row.score or -1),
    SortBy.REVENUE: lambda row, _: (row.revenue, row.sort_name, row.id),
    SortBy.CONTACT: lambda row, _: (row.last_contact or _NEVER, row.sort_name, row.id),
    SortBy.PLACE: lambda row, _: (row.place, row.sort_name, row.id),
    SortBy.GAPS: lambda row, _: (row.completeness, row.sort_name, row.id),
    SortBy.STALE: lambda row, _: (
        class_rank(row.letter), row.stale_since or _FAR, row.sort_name, row.id),
    SortBy.CARE: lambda row, _: (
        class_rank(row.letter), row.last_contact or _NEVER, row.sort_name, row.id),
    SortBy.REST: lambda row, _: (row.rests_until or _FAR, row.sort_name, row.id),
}
"""By what rows are compared."""
DESCENDING = frozenset({SortBy.SCORE, SortBy.REVENUE})
"""Orders that begin with the highest key."""

PURSUED = (Choice.PURSUE, Choice.DEVELOP)
PROMISING = ("A", "B")


def _without_step(row: Row, today: date) -> bool:
    active = row.effective in PURSUED or (row.stage.customer and row.letter in PROMISING)
    return active and not _planned(row) and not _rests(row, today)


def _rests(row: Row, today: date) -> bool:
    return row.rests_until is not None and row.rests_until > today


def _planned(row: Row) -> bool:
    return any(o.key.startswith(FOLLOW_UP) for o in row.occurrences)


def _neglected(row: Row, today: date) -> bool:
    if not row.stage.customer or _planned(row) or _rests(row, today):
        return False
    days = neglected_after(*row.care) if row.care else None
    if row.care is None and row.letter in CARE:
        days = CARE[row.letter].neglected_after
    if days is None:
        return False
    last = row.last_contact
    return last is None or (today - last).days > days


_TAKES: Mapping[Group, Callable[[Row, date], bool]] = {
    Group.CUSTOMERS: lambda row, _: row.stage.customer,
    Group.PROSPECTS: lambda row, _: row.stage in (Stage.PROSPECT, Stage.QUALIFIED),
    Group.A_CUSTOMERS: lambda row, _: row.letter == "A",
    Group.DUE: lambda row, today: row.next is not None and row.next.urgency(today) in (
        Urgency.OVERDUE, Urgency.TODAY),
    Group.NO_STEP: _without_step,
    Group.NEGLECTED: _neglected,
    Group.GAPS: lambda row, _: row.completeness < HALF,
    Group.STALE: lambda row, _: row.stage.customer and bool(row.stale),
    Group.TARGETS: lambda row, _: row.target,
    Group.RESTING: _rests,
    Group.CONTACTS: lambda row, _: row.stage in (Stage.CONTACT, Stage.FORMER),
}


def takes(group: Group, row: Row, today: date) -> bool:
    """True if a row belongs to a list on a day."""
    if row.archived != (group is Group.ARCHIVE):
        return False
    return group not in _TAKES or _TAKES[group](row, today)
