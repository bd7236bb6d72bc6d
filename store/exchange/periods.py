"""Periods as people and accounting programs write them: "2025", "Q1 2026", "Jän 26"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from store.exchange.dates import DateRefused, month_of, parse_full_date
from store.text import fold

_YEAR = r"((?:19|20)\d{2})"
_FILLERS = re.compile(r"\b(?:jahr|kalenderjahr|year|monat|month|periode|period)\b")
_QUARTER_WORDS = re.compile(r"\b(?:quartal|quarter)\b")
_WHOLE_YEAR = re.compile(_YEAR)
_QUARTER = re.compile(rf"(?:q ?([1-4])|([1-4])\. ?q)[ /.-]*{_YEAR}|{_YEAR}[ /.-]*q ?([1-4])")
_HALF = re.compile(rf"(?:h|hj) ?([12])[ /.-]*{_YEAR}|([12])\. ?(?:hj|halbjahr)[ /.-]*{_YEAR}")
_MONTH = re.compile(rf"(\d{{1,2}})[ /.-]+{_YEAR}|{_YEAR}[ /.-]?(\d{{2}})|{_YEAR}[ /.-](\d)")
_WORD = re.compile(r"([^\W\d]{3,9})\.?[ '/-]*(\d{4}|\d{2})")
_MONTH_ALONE = re.compile(r"([^\W\d]{3,9})\.?")
_BETWEEN = re.compile(r" +(?:bis|to|until) +| *– *| +- +")


class Timespan(NamedTuple):
    """First and last day, both included."""

    first: date
    last: date

    def overlaps(self, other: Timespan) -> bool:
        """True if both share a day."""
        return self.first <= other.last and other.first <= self.last


def parse_period(text: str) -> Timespan | None:
    """The period a text means; None if it means none.

    A year, half-year, quarter or month, or two days or months with "-", "bis" or "to"
    between: "2025", "1. HJ 2025", "Q1 2026", "03/2026", "März 2026", "Jan-26",
    "April bis Juni 2024", "1.1.2026 - 31.3.2026".
    """
    bare = " ".join(_FILLERS.sub(" ", _QUARTER_WORDS.sub("q", fold(text))).split())
    parts = [part.strip() for part in _BETWEEN.split(bare, maxsplit=1)]
    if len(parts) == 1 and bare.count("-") == 1:
        ends = [part.strip() for part in bare.split("-")]
        if all(_day(part) for part in ends):
            parts = ends
    if len(parts) == 1:
        return _one(bare)
    last = _end(parts[1])
    first = _end(parts[0]) or _same_year(parts[0], last)
    if first is None or last is None or first.first > last.last:
        return None
    return Timespan(first.first, last.last)


def year_of(number: int) -> Timespan:
    """A calendar year."""
    return Timespan(date(number, 1, 1), date(number, 12, 31))


def quarter_of(number: int, quarter: int) -> Timespan:
    """A quarter of a calendar year, from 1."""
    return _months(number, 3 * quarter - 2, 3)


def month_period(number: int, month: int) -> Timespan | None:
    """A month of a calendar year; None for no month."""
    return _months(number, month, 1) if 1 <= month <= 12 else None


def _months(year: int, first: int, count: int) -> Timespan:
    last = first + count - 1
    return Timespan(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _one(text: str) -> Timespan | None:
    if found := _WHOLE_YEAR.fullmatch(text):
        return year_of(int(found[1]))
    if found := _QUARTER.fullmatch(text):
        return quarter_of(int(found[3] or found[4]), int(found[1] or found[2] or found[5]))
    if found := _HALF.fullmatch(text):
        return _months(int(found[2] or found[4]), 6 * int(found[1] or found[3]) - 5, 6)
    if found := _MONTH.fullmatch(text):
        year = found[2] or found[3] or found[5]
        return month_period(int(year), int(found[1] or found[4] or found[6]))
    if found := _WORD.fullmatch(text):
        month, number = month_of(found[1]), int(found[2])
        if month:
            return month_period(number if number > 99 else 2000 + number, month)
    return None


def _day(text: str) -> date | None:
    try:
        return parse_full_date(text, days_first=True)
    except DateRefused:
        return None


def _end(text: str) -> Timespan | None:
    """One end of a range."""
    day = _day(text)
    return Timespan(day, day) if day else _one(text)


def _same_year(text: str, last: Timespan | None) -> Timespan | None:
    """A month without its year, before one with it."""
    found = _MONTH_ALONE.fullmatch(text)
    month = month_of(found[1]) if found else 0
    return month_period(last.last.year, month) if month and last else None
