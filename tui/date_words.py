"""Dates in words, German and English alike (interface.md 4, "Dates in words")."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from store import fold
from tui.date_parts import (
    FIRST_YEAR,
    LAST_YEAR,
    DateEntry,
    DateFault,
    DateNote,
    DateProblem,
    DateRefused,
    in_range,
    month_number,
    nearest,
    normal,
    parse_parts,
)

_FAR = 300
"""Days ahead above which a date is pointed out."""

_DAYS = {
    "heute": 0, "h": 0, "today": 0,
    "morgen": 1, "m": 1, "tomorrow": 1,
    "übermorgen": 2, "ü": 2, "day after tomorrow": 2,
    "gestern": -1, "yesterday": -1,
    "vorgestern": -2, "day before yesterday": -2,
}
_KEYWORDS = {fold(word): days for word, days in _DAYS.items()}
_WEEKDAYS = tuple(
    (fold(name), number)
    for number, names in enumerate((
        ("montag", "monday"), ("dienstag", "tuesday"), ("mittwoch", "wednesday"),
        ("donnerstag", "thursday"), ("freitag", "friday"),
        ("samstag", "saturday", "sonnabend"), ("sonntag", "sunday"), ))
    for name in names
)
_NUMBERS = {
    fold(word): number
    for number, words in enumerate((
        ("ein", "eine", "einem", "einer", "einen", "a", "an", "one"), ("zwei", "two"),
        ("drei", "three"), ("vier", "four"), ("fünf", "five"), ("sechs", "six"),
        ("sieben", "seven"), ("acht", "eight"), ("neun", "nine"), ("zehn", "ten"),
        ("elf", "eleven"), ("zwölf", "twelve"), ), start=1)
    for word in words
}
_UNITS = {
    **dict.fromkeys(("t", "tag", "tage", "tagen", "d", "day", "days"), "days"),
    **dict.fromkeys(("w", "woche", "wochen", "week", "weeks"), "weeks"),
    **dict.fromkeys(("m", "monat", "monate", "monaten", "month", "months"), "months"),
    **dict.fromkeys(("j", "jahr", "jahre", "jahren", "y", "year", "years"), "years"),
}

_NEXT = r"nachste[nmrs]?|next"
_COMING = r"kommende[nmrs]?|coming|diese[nmrs]?|this|am|on|bis|by"
_LAST = r"letzte[nmrs]?|vorige[nmrs]?|last"
_TIME = re.compile(
    r"(?P<rest>.*?) ?(?<![0-9.+-])(?:(?:um|at) )?(?P<hour>[0-9]{1,2})"
    r"(?:[:.](?P<minute>[0-9]{2}) ?(?:uhr|h)|:(?P<bare>[0-9]{2})| ?(?:uhr|h))"
)
_OFFSET = re.compile(
    r"(?P<lead>in |vor |\+ ?|- ?|)(?P<number>[0-9]{1,4}|[a-z]+) ?(?P<unit>[a-z]*)(?P<ago> ago)?"
)
_BASE_OFFSET = re.compile(r"(?P<base>.+?) (?P<offset>in .+|\+ ?[0-9].*)")
_PERIOD = re.compile(rf"(?:{_NEXT}) (?P<unit>[a-z]+)")
_WEEKDAY = re.compile(
    rf"(?:(?P<next>{_NEXT})|(?P<last>{_LAST})|(?:{_COMING}))? ?(?P<name>[a-z]+)\.?"
)
_IN_NEXT_WEEK = re.compile(
    rf"(?:{_NEXT}) (?:woche|week) (?P<after>[a-z]+)"
    rf"|(?P<before>[a-z]+) (?:{_NEXT}) (?:woche|week)"
)
_NAMED_DATE = re.compile(r"(?P<name>[a-z]+)[.,]? (?P<rest>[0-9].*|[a-z]+\.? [0-9].*)")
_WEEK = re.compile(
    r"(?:(?P<before>[a-z]+)\.? )?(?:kw|cw|wk|week|woche) ?(?P<week>[0-9]{1,2})"
    r"(?:(?: |/| ?/ ?)(?P<year>[0-9]{4}|[0-9]{2}))?(?: (?P<after>[a-z]+)\.?)?"
)
_END = r"ende|end|anfang|beginning|start|mitte|mid|middle"
_PERIOD_END = re.compile(
    r"(?P<unit>monat|quartal|jahr)e?s?ende"
    r"|(?:ende|end)(?: of| des| dieses)?(?: the| this)? (?P<of>[a-z]+)|(?P<ultimo>ultimo)"
)
_MONTH_PART = re.compile(
    rf"(?P<part>{_END})(?: of| des)?[ -](?P<month>[a-z]+)\.?(?: (?P<year>[0-9]{{4}}))?"
)
_QUARTER = re.compile(r"q ?(?P<quarter>[1-4])(?:[ /](?P<year>[0-9]{4}))?")


def parse_date(text: str, today: date, *, past: bool = False) -> DateEntry | DateProblem:
    """Read a day as people say it, seen from today; perhaps with a time of day.

    past: what names no year or week means the last one up to today, for dates that
    lie behind us. A weekday means the next one after today, never today itself.
    """
    words = normal(text)
    if not words:
        return DateProblem(code=DateFault.EMPTY)
    try:
        rest, time = _split_time(words)
        entry = _entry(rest, today, past)
    except DateRefused as refused:
        return refused.problem
    except OverflowError:
        return DateProblem(code=DateFault.RANGE)
    if entry is None:
        return DateProblem(code=DateFault.UNKNOWN)
    notes = entry.notes if past else (*entry.notes, *_distance_notes(entry.day, today))
    return replace(entry, time=time, notes=notes)


def _distance_notes(day: date, today: date) -> tuple[DateNote, ...]:
    if (day - today).days > _FAR:
        return (DateNote.FAR,)
    return (DateNote.PAST,) if day < today else ()


def _split_time(words: str) -> tuple[str, str]:
    match = _TIME.fullmatch(words)
    if match is None:
        return words, ""
    hour, minute = int(match["hour"]), int(match["minute"] or match["bare"] or 0)
    if hour > 23 or minute > 59:
        raise DateRefused(DateFault.TIME)
    return match["rest"].strip(" ,"), f"{hour:02}:{minute:02}"


def _entry(words: str, today: date, past: bool) -> DateEntry | None:
    for rule in _RULES:
        entry = rule(words, today, past)
        if entry is not None:
            return replace(entry, day=in_range(entry.day))
    return None


def _keyword(words: str, today: date, past: bool) -> DateEntry | None:
    days = _KEYWORDS.get(words)
    return None if days is None else DateEntry(day=today + timedelta(days=days))


def _offset(words: str, today: date, past: bool) -> DateEntry | None:
    match = _OFFSET.fullmatch(words)
    if match is None:
        return None
    lead, number = match["lead"].strip(), match["number"]
    count = int(number) if number.isdigit() else _NUMBERS.get(number)
    unit = _UNITS.get(match["unit"])
    if not match["unit"] and lead in ("+", "-"):
        unit = "days"
    if count is None or unit is None or (match["ago"] and lead):
        return None
    if not number.isdigit() and not (lead in ("in", "vor") or match["ago"]):
        return None
    return _shifted(today, -count if lead in ("vor", "-") or match["ago"] else count, unit)


def _shifted(day: date, count: int, unit: str) -> DateEntry:
    """The day some units later; the end of a shorter month stands for days it lacks."""
    if unit in ("days", "weeks"):
        return DateEntry(day=day + timedelta(**{unit: count}))
    months = count * 12 if unit == "years" else count
    if not FIRST_YEAR * 12 <= day.year * 12 + day.month + months <= LAST_YEAR * 12:
        raise DateRefused(DateFault.RANGE)
    later = day + relativedelta(months=months)
    return DateEntry(day=later, notes=() if later.day == day.day else (DateNote.CLAMPED,))


def _next_period(words: str, today: date, past: bool) -> DateEntry | None:
    match = _PERIOD.fullmatch(words)
    unit = _UNITS.get(match["unit"]) if match else None
    return None if unit is None else _shifted(today, 1, unit)


def _weekday_number(word: str) -> int | None:
    """A weekday from at least two letters of its name; "so" and "son" are Sunday."""
    if len(word) < 2:
        return None
    if word in ("so", "son", "sonn"):
        return 6
    return next((number for name, number in _WEEKDAYS if name.startswith(word)), None)


def _weekday(words: str, today: date, past: bool) -> DateEntry | None:
    match = _WEEKDAY.fullmatch(words)
    number = _weekday_number(match["name"]) if match else None
    if match is None or number is None:
        return None
    if match["last"] or (past and not match["next"]):
        return DateEntry(day=today - timedelta(days=(today.weekday() - number - 1) % 7 + 1))
    coming = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return DateEntry(day=coming, notes=(DateNote.COMING,) if match["next"] else ())


def _in_next_week(words: str, today: date, past: bool) -> DateEntry | None:
    match = _IN_NEXT_WEEK.fullmatch(words)
    number = _weekday_number(match["after"] or match["before"]) if match else None
    if number is None:
        return None
    return DateEntry(day=today + timedelta(days=7 - today.weekday() + number))


def _calendar_date(words: str, today: date, past: bool) -> DateEntry | None:
    found = parse_parts(words)
    days = tuple(nearest(parts, today, past=past) for parts in found)
    if len(days) > 1:
        raise DateRefused(DateFault.AMBIGUOUS, *days)
    return DateEntry(day=days[0]) if days else None


def _named_date(words: str, today: date, past: bool) -> DateEntry | None:
    """A date with its weekday before it: both must fit."""
    match = _NAMED_DATE.fullmatch(words)
    number = _weekday_number(match["name"]) if match else None
    if match is None or number is None:
        return None
    entry = _calendar_date(match["rest"], today, past)
    if entry is not None and entry.day.weekday() != number:
        raise DateRefused(DateFault.WEEKDAY, entry.day)
    return entry


def _calendar_week(words: str, today: date, past: bool) -> DateEntry | None:
    """A week stands for its Monday, the running one for today; or for a named day in it."""
    match = _WEEK.fullmatch(words)
    if match is None:
        return None
    name = match["before"] or match["after"]
    number = _weekday_number(name) if name else 0
    if number is None or (match["before"] and match["after"]):
        return None
    this_year = today.isocalendar().year
    if match["year"]:
        typed = int(match["year"])
        years: tuple[int, ...] = (typed if typed > 99 else this_year // 100 * 100 + typed,)
    else:
        years = (this_year, this_year - 1 if past else this_year + 1)
    week = int(match["week"])
    for year in years:
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        sunday = monday + timedelta(days=6)
        if len(years) > 1 and ((monday > today) if past else (sunday < today)):
            continue
        day = monday + timedelta(days=number)
        running = monday <= today <= sunday
        return DateEntry(day=today if running and not name else day)
    raise DateRefused(DateFault.IMPOSSIBLE)


def _end_of(unit: str, today: date) -> date:
    step = {"months": 1, "quarters": 3, "years": 12}[unit]
    months = today.month - 1
    return date(today.year, 1, 1) + relativedelta(months=months - months % step + step, days=-1)


_ENDS = {
    **dict.fromkeys(("monat", "monats", "month", "ultimo"), "months"),
    **dict.fromkeys(("quartal", "quartals", "quarter"), "quarters"),
    **dict.fromkeys(("jahr", "jahres", "year"), "years"),
}


def _period_end(words: str, today: date, past: bool) -> DateEntry | None:
    match = _PERIOD_END.fullmatch(words)
    unit = _ENDS.get(match["unit"] or match["of"] or match["ultimo"]) if match else None
    return None if unit is None else DateEntry(day=_end_of(unit, today))


def _month_part(words: str, today: date, past: bool) -> DateEntry | None:
    """Beginning, middle (15th) or end of a named month, or the end of a quarter."""
    if match := _QUARTER.fullmatch(words):
        return _month_end(int(match["quarter"]) * 3, match["year"], today, past)
    match = _MONTH_PART.fullmatch(words)
    month = month_number(match["month"]) if match else None
    if match is None or month is None:
        return None
    if match["part"] in ("ende", "end"):
        return _month_end(month, match["year"], today, past)
    day = 15 if match["part"].startswith("mi") else 1
    return _calendar_date(f"{day}.{month}.{match['year'] or ''}", today, past)


def _month_end(month: int, year: str | None, today: date, past: bool) -> DateEntry:
    first = today.year if year is None else int(year)
    if not FIRST_YEAR <= first < LAST_YEAR:
        raise DateRefused(DateFault.RANGE)
    for candidate in (first, first - 1 if past else first + 1):
        day = date(candidate, month, 1) + relativedelta(day=31)
        if year or ((day <= today) if past else (day >= today)):
            break
    return DateEntry(day=day)


def _base_and_offset(words: str, today: date, past: bool) -> DateEntry | None:
    """A day and then some: "fr in 1 w", "morgen in einer Woche", "31.1. + 1m"."""
    match = _BASE_OFFSET.fullmatch(words)
    base = _entry(match["base"], today, past) if match else None
    return None if match is None or base is None else _offset(match["offset"], base.day, past)


_RULES: tuple[Callable[[str, date, bool], DateEntry | None], ...] = (
    _keyword,
    _offset,
    _next_period,
    _weekday,
    _in_next_week,
    _calendar_date,
    _named_date,
    _calendar_week,
    _period_end,
    _month_part,
    _base_and_offset,
)
