"""Fields that are days: one to come, one behind us, an approximate one, a birthday."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from store import Channel, Consent, Contract, NameDay, notice_deadline
from tui import date_echo, dates
from tui.date_parts import (
    DateEntry,
    DateFault,
    DateProblem,
    month_number,
    normal,
    parse_birthday,
)
from tui.date_words import parse_date
from tui.form.fields import Field
from tui.form.reading import Look, Reading
from tui.texts import _

_MONTH = re.compile(r"([a-z]{3,})\.? ([0-9]{4})")
_ABOUT = re.compile(r"(?:~|ca\.?|etwa|about|around) ?(.+)")
_QUARTER = re.compile(r"q ?[1-4](?:[ /][0-9]{4})?")


def due(field: Field, text: str, look: Look) -> Reading:
    """A day from today on, perhaps with a time."""
    if not text:
        return Reading()
    entry = parse_date(text, look.today)
    if isinstance(entry, DateProblem):
        return Reading(wrong=True, words=date_echo.explain_date(entry))
    if entry.day < look.today:
        return Reading(wrong=True, words=_("{day} is past.").format(
            day=dates.long_date(entry.day)))
    return Reading(value=entry, words=date_echo.echo(entry, look.today))


def past(field: Field, text: str, look: Look) -> Reading:
    """A day; without a year the last one."""
    if not text:
        return Reading()
    entry = parse_date(text, look.today, past=True)
    if isinstance(entry, DateProblem):
        return Reading(wrong=True, words=date_echo.explain_date(entry))
    return Reading(value=entry, words=dates.long_date(entry.day))


def behind(field: Field, text: str, look: Look) -> Reading:
    """A day up to today."""
    reading = past(field, text, look)
    if isinstance(reading.value, DateEntry) and reading.value.day > look.today:
        return Reading(wrong=True, words=_("{day} is still to come.").format(
            day=dates.long_date(reading.value.day)))
    return reading


def day(field: Field, text: str, look: Look) -> Reading:
    """Any day."""
    if not text:
        return Reading()
    entry = parse_date(text, look.today)
    if isinstance(entry, DateProblem):
        return Reading(wrong=True, words=date_echo.explain_date(entry))
    return Reading(value=entry, words=date_echo.echo(entry, look.today))


def talk(field: Field, text: str, look: Look) -> Reading:
    """The day of a contact, done or planned. Without a year the nearer one is meant."""
    entry = _nearest(text, look.today)
    if isinstance(entry, DateProblem):
        return Reading(wrong=True, words=date_echo.explain_date(entry))
    said = _("done: {day}") if entry.day <= look.today else _("planned: {day}")
    shown = ", ".join(filter(None, (
        dates.long_date(entry.day), dates.relative(entry.day, look.today), entry.time)))
    return Reading(value=entry, words=said.format(day=shown))


def _nearest(text: str, today: date) -> DateEntry | DateProblem:
    ahead, back = parse_date(text, today), parse_date(text, today, past=True)
    if isinstance(ahead, DateProblem) or isinstance(back, DateProblem):
        return ahead
    if back.day - today < timedelta(days=-7) and today - back.day < ahead.day - today:
        return back
    if ahead.day - today > timedelta(days=7) and today - back.day <= ahead.day - today:
        return back
    return ahead


def rough(field: Field, text: str, look: Look) -> Reading:
    """The value is (day, approximate): a month or quarter is its last day (domain.md 6)."""
    if not text:
        return Reading()
    words = normal(text)
    about = _ABOUT.fullmatch(words)
    words = about[1] if about else words
    approximate = bool(about or _QUARTER.fullmatch(words))
    month = _MONTH.fullmatch(words)
    number = month_number(month[1]) if month else None
    if month and number:
        first = date(int(month[2]) or 1, number, 1)
        entry: DateEntry | DateProblem = DateEntry(day=first + relativedelta(day=31))
        approximate = True
        if not 1900 <= first.year <= 2199:
            entry = DateProblem(code=DateFault.RANGE)
    else:
        entry = parse_date(words, look.today)
    if isinstance(entry, DateProblem):
        return Reading(wrong=True, words=date_echo.explain_date(entry))
    shown = ", ".join((dates.long_date(entry.day), dates.relative(entry.day, look.today)))
    said = _("about {day}") if about else _("last day {day}, approximate") if approximate else (
        "{day}")
    return Reading(value=(entry.day, approximate), words=said.format(day=shown))


def in_order(field: Field, reading: Reading, look: Look) -> Reading:
    """Wrong where the day lies before another one of its page."""
    entry = reading.value
    first = rough(field, look.page.get(field.after, ""), look).value
    if not isinstance(entry, DateEntry) or first is None or first[0] <= entry.day:
        return reading
    return Reading(wrong=True, words=_("That would be before {day}.").format(
        day=dates.date(first[0])))


def end(field: Field, text: str, look: Look) -> Reading:
    """The end of a contract; the echo is its next day of notice (domain.md 6)."""
    reading = day(field, text, look)
    if not isinstance(reading.value, DateEntry):
        return reading
    months = [_months(look.page.get(code, "")) for code in ("notice", "renewal")]
    try:
        last = notice_deadline(Contract(id="", title="", end=reading.value.day,
                                        notice=months[0], renewal=months[1]), look.today)
    except (OverflowError, ValueError):
        return Reading(wrong=True, words=date_echo.explain_date(
            DateProblem(code=DateFault.RANGE)))
    said = (_("give notice by {day}").format(day=dates.long_date(last)) if last
            else _("the day of notice is past"))
    return Reading(value=reading.value, words=f"{dates.long_date(reading.value.day)}, {said}")


def _months(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text.strip()) else 0


def name_day(field: Field, text: str, look: Look) -> Reading:
    """Day and month."""
    if not text:
        return Reading()
    value = parse_birthday(text, look.today)
    if isinstance(value, DateProblem) or value.year is not None:
        return Reading(wrong=True, words=_("A name day is a day and a month, such as 19.3."))
    return Reading(value=NameDay(day=value.day, month=value.month),
                   words=dates.birthday(value))


def birthday(field: Field, text: str, look: Look) -> Reading:
    """Day and month, the year only where it is given."""
    if not text:
        return Reading()
    value = parse_birthday(text, look.today)
    if isinstance(value, DateProblem):
        return Reading(wrong=True, words=date_echo.explain_birthday(value))
    return Reading(value=value, words=dates.echo_birthday(value, look.today))


def consent(field: Field, text: str, look: Look) -> Reading:
    """The value is a Consent for the channel the field is named after."""
    if not text:
        return Reading()
    given, what, proof = (part.strip() for part in f"{text};;".split(";", 2))
    proof = proof.rstrip("; ")
    entry = parse_date(given, look.today, past=True)
    if isinstance(entry, DateProblem):
        return Reading(wrong=True, words=date_echo.explain_date(entry))
    if entry.day > look.today:
        return Reading(wrong=True, words=_("{day} is still to come.").format(
            day=dates.long_date(entry.day)))
    consent = Consent(channel=Channel(field.code.removeprefix("consent_")), given=entry.day,
                      text=what, proof=proof)
    missing = "" if proof else _("the proof is missing: day; what for; proof")
    return Reading(value=consent, odd=not proof,
                   words=missing or dates.long_date(entry.day))
