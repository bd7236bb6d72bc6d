"""Calendar dates as typed: "15.3.", "15. März 27", "2027-03-15", and birthdays.

Strict on purpose: store.md 3.3 lists what a guessing parser makes of such input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from store import Birthday, fold


class DateNote(StrEnum):
    """What to point out beside a date that was understood."""

    COMING = "coming"
    """"nächsten Freitag" is the coming one; some mean the one after it."""
    FAR = "far"
    """More than 300 days ahead."""
    PAST = "past"
    """Before today."""
    CLAMPED = "clamped"
    """The month has no such day: its last day was taken."""


class DateFault(StrEnum):
    """Why a date was not understood."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    """Two readings, both in `readings`."""
    IMPOSSIBLE = "impossible"
    """No such day or week in the calendar."""
    WEEKDAY = "weekday"
    """The weekday does not belong to the date; the date is in `readings`."""
    TIME = "time"
    """No such time of day."""
    RANGE = "range"
    """Outside the years that make sense."""
    FUTURE = "future"
    """A birthday after today."""
    TWO_DIGIT_YEAR = "two_digit_year"
    """A birthday needs four digits; the possible ones are in `readings`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEntry:
    """A day as understood, perhaps with a time of day ("14:00")."""

    day: date
    time: str = ""
    notes: tuple[DateNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateProblem:
    """A date that is refused, with the ways it could be read."""

    code: DateFault
    readings: tuple[date, ...] = ()
    yearless: bool = False
    """The year of the readings says nothing."""


class DateRefused(Exception):
    """Carries a problem out of the rules of the parser."""

    def __init__(self, code: DateFault, *readings: date) -> None:
        super().__init__(code)
        self.problem = DateProblem(code=code, readings=readings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Day, month and perhaps year as they were typed."""

    day: int
    month: int
    year: int | None = None
    short_year: bool = False


FIRST_YEAR, LAST_YEAR = 1000, 2199
_LEAP_YEAR = 2000
_OLDEST = 120
_MONTHS = (
    ("januar", "jänner", "january"),
    ("februar", "feber", "february"),
    ("märz", "mrz", "march"),
    ("april",),
    ("mai", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("august",),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("dezember", "december"),
)
_MONTH_NAMES = tuple(
    (fold(name), month) for month, names in enumerate(_MONTHS, start=1) for name in names
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_ISO_YEARLESS = re.compile(r"--([0-9]{2})-?([0-9]{2})")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})(?:\.? ?|\. ?([0-9]{4}|[0-9]{2}))")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}|[0-9]{2}))?")
_YEAR = r"(?:,? ?([0-9]{4}|'?[0-9]{2}))?"
_DAY_FIRST = re.compile(r"([0-9]{1,2})(?:\.|st|nd|rd|th)? ?(?:of )?([a-z]{3,})\.?" + _YEAR)
_MONTH_FIRST = re.compile(r"([a-z]{3,})\.? ([0-9]{1,2})(?:\.|st|nd|rd|th)?(?:,? ([0-9]{4}))?")


def month_number(word: str) -> int | None:
    """The month of a folded name in German or English, at least three letters of it."""
    if len(word) < 3:
        return None
    return next((month for name, month in _MONTH_NAMES if name.startswith(word)), None)


def normal(text: str) -> str:
    """Lower case without accents, blanks joined: what the rules look at."""
    return " ".join(fold(text.replace("\u2019", "'")).split()).strip(" ,;")


def parse_parts(words: str) -> tuple[Parts, ...]:
    """The readings of a calendar date: none, one, or both of a bare 3/4."""
    if match := _ISO.fullmatch(words):
        return (Parts(day=int(match[3]), month=int(match[2]), year=int(match[1])),)
    if match := _ISO_YEARLESS.fullmatch(words):
        return (Parts(day=int(match[2]), month=int(match[1])),)
    if match := _DOTTED.fullmatch(words):
        return (_parts(match[1], match[2], match[3]),)
    if match := _SLASHED.fullmatch(words):
        both = (_parts(match[1], match[2], match[3]), _parts(match[2], match[1], match[3]))
        possible = tuple(parts for parts in dict.fromkeys(both) if exists(parts))
        return possible or both[:1]
    if (match := _DAY_FIRST.fullmatch(words)) and (month := month_number(match[2])):
        return (_parts(match[1], str(month), match[3]),)
    if (match := _MONTH_FIRST.fullmatch(words)) and (month := month_number(match[1])):
        return (_parts(match[2], str(month), match[3]),)
    return ()


def _parts(day: str, month: str, year: str | None) -> Parts:
    digits = (year or "").lstrip("'")
    return Parts(
        day=int(day),
        month=int(month),
        year=int(digits) if digits else None,
        short_year=len(digits) == 2,
    )


def exists(parts: Parts) -> bool:
    """True if the calendar has such a day, in some year where none is given."""
    year = parts.year
    if year is None:
        year = _LEAP_YEAR
    elif parts.short_year:
        year += _LEAP_YEAR
    try:
        date(year, parts.month, parts.day)
    except ValueError:
        return False
    return True


def in_range(day: date) -> date:
    """The same day, refused outside the years that make sense."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise DateRefused(DateFault.RANGE)


def nearest(parts: Parts, today: date, *, past: bool) -> date:
    """The day the parts mean: without a year the next one from today on.

    past: the last one up to today. A short year lies in this century, with past in
    the last one if it would be ahead. 29 February waits for a leap year.
    """
    if not exists(parts):
        raise DateRefused(DateFault.IMPOSSIBLE)
    if parts.year is None:
        for distance in range(9):
            year = today.year - distance if past else today.year + distance
            if not exists(Parts(day=parts.day, month=parts.month, year=year)):
                continue
            day = date(year, parts.month, parts.day)
            if (day <= today) if past else (day >= today):
                return day
        raise DateRefused(DateFault.RANGE)
    if not parts.short_year:
        return in_range(date(parts.year, parts.month, parts.day))
    century = today.year // 100 * 100
    full = Parts(day=parts.day, month=parts.month, year=century + parts.year)
    if not exists(full):
        raise DateRefused(DateFault.IMPOSSIBLE)
    day = date(century + parts.year, parts.month, parts.day)
    if past and day > today:
        return nearest(_with_year(parts, day.year - 100), today, past=past)
    return day


def _with_year(parts: Parts, year: int | None) -> Parts:
    return Parts(day=parts.day, month=parts.month, year=year)


def parse_birthday(text: str, today: date) -> Birthday | DateProblem:
    """A birthday as typed, the year only where it is given (domain.md 6, store.md 3.3).

    A year of two digits is refused with the years it could be, a day after today too.
    """
    words = normal(text)
    if not words:
        return DateProblem(code=DateFault.EMPTY)
    found = parse_parts(words)
    if not found:
        return DateProblem(code=DateFault.UNKNOWN)
    if len(found) > 1:
        days = tuple(date(_LEAP_YEAR, parts.month, parts.day) for parts in found)
        return DateProblem(code=DateFault.AMBIGUOUS, readings=days, yearless=True)
    return _birthday(found[0], today)


def _birthday(parts: Parts, today: date) -> Birthday | DateProblem:
    if parts.short_year and parts.year is not None:
        century = today.year // 100 * 100
        full = [_with_year(parts, year + parts.year) for year in (century, century - 100)]
        days = [date(p.year or 0, p.month, p.day) for p in full if exists(p)]
        past = tuple(day for day in days if _plausible(day, today))
        code = DateFault.TWO_DIGIT_YEAR if past else DateFault.IMPOSSIBLE
        return DateProblem(code=code, readings=past)
    if not exists(parts):
        return DateProblem(code=DateFault.IMPOSSIBLE)
    if parts.year is not None:
        day = date(parts.year, parts.month, parts.day)
        if day > today:
            return DateProblem(code=DateFault.FUTURE)
        if not _plausible(day, today):
            return DateProblem(code=DateFault.RANGE)
    return Birthday(day=parts.day, month=parts.month, year=parts.year)


def _plausible(day: date, today: date) -> bool:
    return day <= today and today.year - day.year <= _OLDEST
