"""What a field of the form is, and a page of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a field is typed, read and checked. The text of a choice is its code."""

    TEXT = "text"
    REMARK = "remark"
    """Free words of one line that may be long: it is wrapped, and Enter saves."""
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    POSTCODE = "postcode"
    COUNTRY = "country"
    REGION = "region"
    """Whose holidays count: a state or canton."""
    COUNT = "count"
    PERCENT = "percent"
    AMOUNT = "amount"
    POTENTIAL = "potential"
    """An amount, or need times reachable share: what is left beside the revenue."""
    SIGNED = "signed"
    """An amount that may be below zero."""
    PERIOD = "period"
    """A year, quarter, month, or from day to day."""
    DUE = "due"
    """A day from today on, perhaps with a time."""
    PAST = "past"
    """A day; what names no year is the last one."""
    BEHIND = "behind"
    """A day up to today."""
    DAY = "day"
    """Any day; what names no year is the next one."""
    TALK = "talk"
    """The day of a contact: behind us it is done, ahead of us it is planned."""
    ROUGH = "rough"
    """A day, a month or a quarter: "Q3 2026" is its last day, approximate."""
    END = "end"
    """End of a contract; its echo is the day of notice."""
    BIRTHDAY = "birthday"
    NAME_DAY = "name_day"
    CONSENT = "consent"
    """Day; what for; proof."""
    TAGS = "tags"
    NAMES = "names"
    """Several with a semicolon between."""
    COMPANY = "company"
    """Another company on file by its name."""
    NOTE = "note"
    """Several lines; Enter is a new line."""
    STAGE = "stage"
    """Where a new company begins."""
    FIXED = "fixed"
    """The stage of a company on file: shown, changed by its own command (domain.md 5.1)."""
    CHOICE = "choice"
    """One code of a table."""
    PERSON = "person"
    """The id of a person of the company."""
    PEOPLE = "people"
    """Several of them with a comma between."""
    ROLES = "roles"
    """Several codes with a comma between."""
    FLAG = "flag"
    """"yes" or nothing."""


CHOICES = (Kind.STAGE, Kind.CHOICE, Kind.PERSON, Kind.PEOPLE, Kind.ROLES, Kind.FLAG)
"""Kinds that are chosen with digits and never typed."""
SEVERAL = (Kind.PEOPLE, Kind.ROLES)
"""Of these, the ones where several can be chosen."""
UNTYPED = (*CHOICES, Kind.FIXED)
"""Kinds without a line to type in."""
DATES = (Kind.DUE, Kind.PAST, Kind.BEHIND, Kind.DAY, Kind.TALK, Kind.END)
"""Kinds where PgUp and PgDn go by days."""
FREE = (Kind.NOTE, Kind.REMARK)
"""Free words, in which what is nobody's business is pointed out (domain.md 7)."""
YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field; its words are msgids."""

    code: str
    label: str
    kind: Kind = Kind.TEXT
    group: str = ""
    """Heading above it where there is room."""
    width: int = 0
    """Cells; 0: as wide as the column allows."""
    beside: bool = False
    """Stands in the row of the field before it."""
    hint: str = ""
    of: str = ""
    """Table of a choice (tui/form/choices.py)."""
    needed: bool = False
    """Cannot be empty in an entry."""
    start: str = ""
    """What a new entry says here before anything is typed."""
    people: tuple[tuple[str, str], ...] = ()
    """Id and name of the people to choose among; of a field of one's own its choices."""
    after: str = ""
    """Code of the day before which this day cannot lie."""
    most: int = 0
    """The largest number it takes; 0: any."""


def field(code: str, label: str, kind: Kind = Kind.TEXT, width: int = 0, hint: str = "", *,
          group: str = "", beside: bool = False, of: str = "", needed: bool = False,
          start: str = "", after: str = "", most: int = 0) -> Field:
    """A field in one line."""
    return Field(code=code, label=label, kind=kind, width=width, hint=hint, group=group,
                 beside=beside, of=of, needed=needed, start=start, after=after, most=most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The fields of a page in the order of Tab: at most as many rows as a small screen has."""

    code: str
    label: str = ""
    """Name of the page, a msgid; an entry has its own on its first one."""
    fields: tuple[Field, ...]
