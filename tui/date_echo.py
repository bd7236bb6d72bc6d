"""What the parser of dates understood, or why it did not, and what to type instead."""

from __future__ import annotations

import datetime as dt

from tui.date_parts import DateEntry, DateFault, DateNote, DateProblem
from tui.dates import date, day_date, long_date, relative, short, weekday_name
from tui.texts import _


def echo(entry: DateEntry, today: dt.date) -> str:
    """What was understood: "Fr 19.03.2027, in 4 Tagen", time and notes behind."""
    parts = [long_date(entry.day), relative(entry.day, today)]
    if entry.time:
        parts.append(entry.time)
    return " ".join([", ".join(parts), *note_texts(entry)])


def note_texts(entry: DateEntry) -> tuple[str, ...]:
    """What to point out beside a date, each in brackets."""
    return tuple(_note(note, entry) for note in entry.notes)


def _note(note: DateNote, entry: DateEntry) -> str:
    match note:
        case DateNote.COMING:
            later = entry.day + dt.timedelta(days=7)
            word = f"{weekday_name(later.weekday(), short=True).lower()} in 1 w"
            return _("(+7: {day}, PgDn x7 or '{word}')").format(day=day_date(later), word=word)
        case DateNote.FAR:
            return _("(more than 300 days ahead)")
        case DateNote.PAST:
            return _("(in the past)")
        case DateNote.CLAMPED:
            return _("(last day of the month)")


def explain_birthday(problem: DateProblem) -> str:
    """Why a birthday was not understood, and what to type instead."""
    if problem.code in (DateFault.EMPTY, DateFault.UNKNOWN):
        return _("Not a birthday; for example 3.4.1977, or 3.4. without the year")
    return explain_date(problem)


def explain_date(problem: DateProblem) -> str:
    """Why a date was not understood, and what to type instead."""
    write = short if problem.yearless else date
    either = _(" or ").join(write(day) for day in problem.readings)
    match problem.code:
        case DateFault.EMPTY:
            return _("No date yet, for example tomorrow, 2w, fri, 15.3. or cw 12")
        case DateFault.AMBIGUOUS:
            return _("Could be {readings}: please write it like 15.3.").format(readings=either)
        case DateFault.IMPOSSIBLE:
            return _("There is no such day in the calendar")
        case DateFault.WEEKDAY:
            return _wrong_weekday(problem.readings[0])
        case DateFault.TIME:
            return _("There is no such time; for example 14:00 or 9h")
        case DateFault.RANGE:
            return _("This year cannot be right")
        case DateFault.FUTURE:
            return _("A birthday cannot be in the future")
        case DateFault.TWO_DIGIT_YEAR:
            return _("Please write the year with four digits: {readings}?").format(readings=either)
        case DateFault.UNKNOWN:
            return _("Not a date; for example tomorrow, 2w, fri, 15.3. or cw 12")


def _wrong_weekday(day: dt.date) -> str:
    return _("{date} is a {weekday}").format(
        date=date(day), weekday=weekday_name(day.weekday())
    )
