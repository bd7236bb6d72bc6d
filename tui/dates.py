"""Dates as people write and say them."""

from __future__ import annotations

import datetime as dt
from calendar import isleap, monthrange
from typing import TYPE_CHECKING

from tui.texts import NP_, SOURCE_LANGUAGE, _, locale, ngettext, pgettext

if TYPE_CHECKING:
    from store import Birthday

_MONTHS = (
    NP_("month", "January"), NP_("month", "February"), NP_("month", "March"),
    NP_("month", "April"), NP_("month", "May"), NP_("month", "June"),
    NP_("month", "July"), NP_("month", "August"), NP_("month", "September"),
    NP_("month", "October"), NP_("month", "November"), NP_("month", "December"),
)
_SHORT_MONTHS = (
    NP_("short month", "Jan"), NP_("short month", "Feb"), NP_("short month", "Mar"),
    NP_("short month", "Apr"), NP_("short month", "May"), NP_("short month", "Jun"),
    NP_("short month", "Jul"), NP_("short month", "Aug"), NP_("short month", "Sep"),
    NP_("short month", "Oct"), NP_("short month", "Nov"), NP_("short month", "Dec"),
)
_AUSTRIAN = {
    _MONTHS[0]: NP_("month in Austria", "January"),
    _SHORT_MONTHS[0]: NP_("short month in Austria", "Jan"),
}
_WEEKDAYS = (
    NP_("weekday", "Monday"), NP_("weekday", "Tuesday"), NP_("weekday", "Wednesday"),
    NP_("weekday", "Thursday"), NP_("weekday", "Friday"), NP_("weekday", "Saturday"),
    NP_("weekday", "Sunday"),
)
_SHORT_WEEKDAYS = (
    NP_("short weekday", "Mon"), NP_("short weekday", "Tue"), NP_("short weekday", "Wed"),
    NP_("short weekday", "Thu"), NP_("short weekday", "Fri"), NP_("short weekday", "Sat"),
    NP_("short weekday", "Sun"),
)


def month_name(month: int, *, short: bool = False) -> str:
    """A month from 1; January is Jänner in Austria (domain.md 10)."""
    marked = (_SHORT_MONTHS if short else _MONTHS)[month - 1]
    if locale() == "de_AT":
        marked = _AUSTRIAN.get(marked, marked)
    return pgettext(*marked)


def weekday_name(weekday: int, *, short: bool = False) -> str:
    """A weekday from 0, Monday first."""
    return pgettext(*(_SHORT_WEEKDAYS if short else _WEEKDAYS)[weekday])


def month_title(day: dt.date) -> str:
    """ "März 2027", the head of a calendar month."""
    return f"{month_name(day.month)} {day.year}"


def period(first: dt.date, last: dt.date) -> str:
    """Whole months by their names: "April 2024", "April bis Juni 2024"; else the days."""
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole and (first.year, first.month) == (last.year, last.month):
        return month_title(first)
    begin, end = (month_title(first), month_title(last)) if whole else (date(first), date(last))
    if whole and first.year == last.year:
        begin = month_name(first.month)
    return _("{first} to {last}").format(first=begin, last=end)


def _english() -> bool:
    return locale() == SOURCE_LANGUAGE


def short(day: dt.date) -> str:
    """Day and month: "23.02.", "23 Feb"."""
    if _english():
        return f"{day.day} {month_name(day.month, short=True)}"
    return f"{day.day:02}.{day.month:02}."


def short_width() -> int:
    """Cells that `short` needs at most."""
    return 6


def date(day: dt.date) -> str:
    """Day, month and year: "23.02.2026", "23 Feb 2026"."""
    return f"{short(day)} {day.year:04}" if _english() else f"{short(day)}{day.year:04}"


def weekday_date(day: dt.date) -> str:
    """With weekday, for the title bar: "Mo 23.02.26", "Mon 23 Feb 2026"."""
    if _english():
        return long_date(day)
    return f"{weekday_name(day.weekday(), short=True)} {short(day)}{day.year % 100:02}"


def long_date(day: dt.date) -> str:
    """With weekday: "Fr 19.03.2027", "Fri 19 Mar 2027"."""
    return f"{weekday_name(day.weekday(), short=True)} {date(day)}"


def day_date(day: dt.date) -> str:
    """Weekday, day and month: "Fr 26.03.", "Fri 26 Mar"."""
    return f"{weekday_name(day.weekday(), short=True)} {short(day)}"


def relative(day: dt.date, today: dt.date) -> str:
    """Distance in words: "heute", "morgen", "gestern", "in 4 Tagen", "vor 3 Tagen"."""
    days = (day - today).days
    if days == -1:
        return _("yesterday")
    if days < 0:
        return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)
    return due(day, today)


def due(day: dt.date, today: dt.date) -> str:
    """How long until something is to be done: "2 Tage überfällig", "heute", "in 12 Tagen"."""
    days = (day - today).days
    if days < 0:
        return ngettext("{n} day overdue", "{n} days overdue", -days).format(n=-days)
    if days < 2:
        return _("tomorrow") if days else _("today")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def due_short(day: dt.date, today: dt.date) -> str:
    """As `due` in a narrow column: "38 T überfällig"."""
    days = (today - day).days
    return _("{n} d overdue").format(n=days) if days > 0 else due(day, today)


def ago(day: dt.date, today: dt.date) -> str:
    """Age in a narrow column: "heute", "vor 40 T"; a later day stands as date."""
    days = (today - day).days
    if days < 0:
        return short(day)
    return _("{n} d ago").format(n=days) if days else _("today")


def birthday(value: Birthday) -> str:
    """A birthday with its year where that is known: "03.04.1977", "03.04."."""
    if value.year is not None:
        return date(dt.date(value.year, value.month, value.day))
    return short(dt.date(2000, value.month, value.day))


def _kept(value: Birthday, year: int) -> dt.date:
    """The day it is kept in a year; 29 February by its rule (domain.md 6)."""
    if (value.month, value.day) == (2, 29) and not isleap(year):
        return dt.date(year, 3, 1) if value.leap_rule == "mar1" else dt.date(year, 2, 28)
    return dt.date(year, value.month, value.day)


def echo_birthday(value: Birthday, today: dt.date) -> str:
    """What was understood: "So 03.04.1977, wird am 03.04. 50"."""
    coming = _kept(value, today.year)
    if coming < today:
        coming = _kept(value, today.year + 1)
    if value.year is None:
        return f"{birthday(value)}, {relative(coming, today)}"
    born = long_date(dt.date(value.year, value.month, value.day))
    age = coming.year - value.year
    return _("{born}, turns {age} on {day}").format(born=born, age=age, day=short(coming))
