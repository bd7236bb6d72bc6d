"""From a value on file to the text in its field; reading it gives the value back."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from store import Birthday, Channel, Consent, Contact, NameDay, quarter_of
from tui import dates, numbers
from tui.date_parts import DateEntry
from tui.form.fields import DATES, YES, Field, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A company on file that a name means, or those it could mean."""

    key: str = ""
    others: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a form may know of the world around its record."""

    today: date | None = None
    name_of: Callable[[str], str] = str
    """Name of a company on file by its id."""
    find: Callable[[str], Found] = lambda text: Found()
    """The company on file that a typed name means."""


def write(field: Field, value: Any, around: Around) -> str:
    """The text of a value in the language in use; nothing for what is not there."""
    if value is None or value == () or value == "":
        return ""
    writer = _WRITERS.get(field.kind)
    if writer is not None:
        return writer(value)
    if field.kind in DATES:
        return day_text(value)
    if field.kind is Kind.COMPANY:
        return around.name_of(value)
    return str(value)


def day_text(value: date | DateEntry) -> str:
    """A day as it stands in its field, perhaps with its time."""
    if isinstance(value, DateEntry):
        return f"{dates.date(value.day)} {value.time}".strip()
    return dates.date(value)


def amount_text(cents: int) -> str:
    """An amount as it stands in its field: "30.000", "1.234,50"."""
    if cents % 100 == 0:
        return numbers.euros(cents)
    return numbers.money(cents).replace("€", "").strip()


def consent_text(consent: Consent) -> str:
    """A consent as it stands in its field: "12.03.2026; offers; form at the fair"."""
    parts = (part.replace(";", ",") for part in (consent.text, consent.proof))
    return "; ".join((dates.date(consent.given), *parts)).rstrip("; ")


def latest(person: Contact, channel: Channel) -> Consent | None:
    """The newest consent for a channel."""
    given = (one for one in person.consents if one.channel is channel)
    return max(given, key=lambda one: one.given, default=None)


def name_day_text(value: NameDay) -> str:
    """ "19.03."."""
    return dates.birthday(Birthday(day=value.day, month=value.month))


def rough_text(value: tuple[date, bool]) -> str:
    """An approximate day as it was meant: "Q3 2026", "September 2026", "~15.09.2026"."""
    day, approximate = value
    if not approximate:
        return dates.date(day)
    if day.day != monthrange(day.year, day.month)[1]:
        return f"~{dates.date(day)}"
    return f"Q{day.month // 3} {day.year}" if day.month % 3 == 0 else dates.month_title(day)


def period_text(value: tuple[date, date]) -> str:
    """A period as it stands in its field: "2025", "Q1 2026", "März 2026"."""
    first, last = value
    if (first.month, first.day, last) == (1, 1, date(first.year, 12, 31)):
        return str(first.year)
    quarter = (last.month + 2) // 3
    if value == quarter_of(last.year, quarter):
        return f"Q{quarter} {last.year}"
    return dates.period(first, last)


_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.AMOUNT: amount_text, Kind.POTENTIAL: amount_text, Kind.CONSENT: consent_text,
    Kind.BIRTHDAY: dates.birthday, Kind.NAME_DAY: name_day_text, Kind.ROUGH: rough_text,
    Kind.SIGNED: amount_text, Kind.PERIOD: period_text,
    Kind.FLAG: lambda value: YES if value else "",
    Kind.TAGS: ", ".join, Kind.NAMES: "; ".join, Kind.ROLES: ",".join, Kind.PEOPLE: ",".join,
}
