"""Dates as other programs write them; the order of a column is decided once (store.md 3.3)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from store.text import fold

NO_YEAR = 1604
"""iPhones write this year where none is known."""
_OLDEST = 1875

_TIME = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?)?(?:Z|[+-]\d{2}:?\d{2})?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?", re.ASCII)
_NO_YEAR = re.compile(r"--(\d{2})-?(\d{2})", re.ASCII)
_DOTTED = re.compile(rf"(\d{{1,2}})\. ?(\d{{1,2}})\.(?: ?(\d{{2}}|\d{{4}}){_TIME})?", re.ASCII)
_SLASHED = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{2}}|\d{{4}}){_TIME}", re.ASCII)
_WORDED = re.compile(r"([0-9]{1,2})\.? ?[- ]?([^\W\d]{3,9})\.?(?:[ -]([0-9]{2}|[0-9]{4}))?")
_ENGLISH = re.compile(r"([A-Za-z]{3,9}) (\d{1,2}),? (\d{4})", re.ASCII)
_NOTHING = re.compile(
    r"0{1,2}([./-])0{1,2}\1(?:00|0000)|0{4}-00-00|00\.01\.1900(?: 00:00(?::00)?)?"
)
_SERIAL = re.compile(r"[1-6]\d{4}(?:[.,]\d+)?", re.ASCII)
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "januar jänner january jan jän", "februar feber february feb",
            "märz march mar mär mrz", "april apr", "mai may", "juni june jun",
            "juli july jul", "august aug", "september sept sep",
            "oktober october okt oct", "november nov", "dezember december dez dec",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_FOLDED = {**_MONTHS, **{fold(word): number for word, number in _MONTHS.items()}}


class Day(NamedTuple):
    """A calendar day, the year only where it is known."""

    year: int | None
    month: int
    day: int


@dataclass
class DateRefused(Exception):
    """A date that cannot be taken.

    Codes: date, date_order (two readings), two_digit_year, excel_serial, damaged, date_range.
    """

    code: str


def date_reading(text: str) -> str:
    """How a date with slashes can be read: "day" first, "month" first, "both"; else empty."""
    found = _SLASHED.fullmatch(text)
    if not found:
        return ""
    one, two = int(found[1]), int(found[3])
    if one > 12 or two > 12:
        return "day" if one > 12 else "month"
    return "both" if one != two else ""


def day_first(readings: Container[str]) -> bool | None:
    """Whether a column with dates like 03/04/2026 puts the day first.

    Decided by the values that can be read one way only; None where there is none,
    or where they contradict each other. Other forms need no decision.
    """
    day, month = "day" in readings, "month" in readings
    return None if day == month else day


def is_no_date(text: str) -> bool:
    """One of the ways Outlook and Excel write that there is no date: "0.0.00"."""
    return _NOTHING.fullmatch(text) is not None


def parse_date(text: str, days_first: bool | None) -> Day:
    """A day. Raises DateRefused.

    `days_first` is the order of the column's dates with slashes; None refuses those
    that have two readings.
    """
    year, month, day = _parts(text, days_first)
    known = 2000 if year is None or year == NO_YEAR else year
    if not (1 <= month <= 12 and known > 0 and 1 <= day <= monthrange(known, month)[1]):
        raise DateRefused("date")
    return Day(None if year == NO_YEAR else year, month, day)


def parse_full_date(text: str, days_first: bool | None) -> date:
    """Like parse_date, for days that need their year."""
    found = parse_date(text, days_first)
    if found.year is None:
        raise DateRefused("date")
    if found.year < _OLDEST:
        raise DateRefused("date_range")
    return date(found.year, found.month, found.day)


def check_birthday(day: Day, today: date) -> None:
    """Refuses a birthday in the future or of nobody alive (DateRefused date_range)."""
    if day.year is not None:
        born = date(day.year, day.month, day.day)
        if born > today or day.year < _OLDEST:
            raise DateRefused("date_range")


def _parts(text: str, days_first: bool | None) -> tuple[int | None, int, int]:
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _COMPACT.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NO_YEAR.fullmatch(text):
        return None, int(found[1]), int(found[2])
    if found := _DOTTED.fullmatch(text):
        return _year(found[3]), int(found[2]), int(found[1])
    if found := _SLASHED.fullmatch(text):
        year, one, two = _year(found[4]), int(found[1]), int(found[3])
        if days_first is None:
            if date_reading(text) == "both":
                raise DateRefused("date_order")
            return (year, two, one) if one > 12 else (year, one, two)
        return (year, two, one) if days_first else (year, one, two)
    return _with_words(text)


def month_of(word: str) -> int:
    """The number of a month by its German or English name, also short; 0 for no month."""
    return _FOLDED.get(word.casefold(), 0)


def _with_words(text: str) -> tuple[int | None, int, int]:
    if found := _WORDED.fullmatch(text):
        month = _MONTHS.get(found[2].casefold())
        if month:
            return _year(found[3]), month, int(found[1])
    if found := _ENGLISH.fullmatch(text):
        month = _MONTHS.get(found[1].casefold())
        if month:
            return int(found[3]), month, int(found[2])
    if _SERIAL.fullmatch(text):
        raise DateRefused("excel_serial")
    raise DateRefused("damaged" if text.startswith("#") else "date")


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    if len(text) == 2:
        raise DateRefused("two_digit_year")
    return int(text)
