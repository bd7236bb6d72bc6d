"""A date in one line: "14.6. Hochzeitstag", "Eva: Geburtstag 3.4.1977", "Messe 3.10.2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from store import Birthday, Contact, NameDay, clean_line, fold
from tui.date_parts import (
    DateEntry,
    DateFault,
    DateProblem,
    DateRefused,
    Parts,
    nearest,
    normal,
    parse_birthday,
    parse_parts,
)
from tui.date_words import parse_date
from tui.talk_lines import person_named


class DateKind(StrEnum):
    """Where the date is kept."""

    BIRTHDAY = "birthday"
    NAME_DAY = "name_day"
    FOUNDED = "founded"
    OWN = "own_date"


class DateLineFault(StrEnum):
    """Why a line cannot be taken."""

    NOBODY = "nobody"
    """Nobody, or more than one, has the name before the colon."""
    NO_TITLE = "no_title"
    NO_PERSON = "no_person"
    """Only a person has a birthday or name day."""
    NO_YEAR = "no_year"
    """A founding needs its year."""
    PAST = "past"
    """Once, and that is over."""


COMPANY = ""
"""Stands for the company where a person's id could stand."""
_LINE = re.compile(r"([^:]{1,60}):\s+(.*)|([^:]{1,60}):")
_COMPANY = ("firma", "betrieb", "company")
_ONCE = ("einmalig", "einmal", "once")
_YEARLY = ("jahrlich", "yearly", "annually")
_KINDS = {
    **dict.fromkeys(("geburtstag", "geb", "geb.", "birthday", "bday"), DateKind.BIRTHDAY),
    **dict.fromkeys(("namenstag", "name day", "nameday"), DateKind.NAME_DAY),
    **dict.fromkeys(("grundung", "gegrundet", "firmengrundung", "founding", "founded",
                     "foundation"), DateKind.FOUNDED),
}
_LONGEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """What was understood of a line."""

    who: str = COMPANY
    """Id of the person."""
    kind: DateKind = DateKind.OWN
    title: str = ""
    day: date | None = None
    """The first or only one; of a founding its day."""
    birthday: Birthday | None = None
    name_day: NameDay | None = None
    yearly: bool = True
    problem: DateProblem | DateLineFault | None = None
    name: str = ""
    """The name that nobody has."""


def read_date_line(line: str, today: date, people: Sequence[Contact], who: str, company: str = ""
                   ) -> DateLine:
    """Whose, what and when; `who` where the line names nobody, `company` as it is called.

    Birthday, name day and founding have fields of their own; all else comes back every year,
    unless it says once, or its year is still to come, or a day in words tells it.
    """
    text = clean_line(line)
    if match := _LINE.fullmatch(text):
        name, text = match[1] or match[3], match[2] or ""
        found = _who(name, people, company)
        if found is None:
            return DateLine(problem=DateLineFault.NOBODY, name=name)
        who = found
    words = text.split()
    once = any(fold(word) in _ONCE for word in words)
    always = any(fold(word) in _YEARLY for word in words)
    words = [word for word in words if fold(word) not in (*_ONCE, *_YEARLY)]
    start, end = _where(words, today)
    when = " ".join(words[start:end])
    title = " ".join((*words[:start], *words[end:])).strip(" ,;-")
    kind = _KINDS.get(fold(title), DateKind.OWN)
    asked = DateLine(who=COMPANY if kind is DateKind.FOUNDED else who, kind=kind, title=title)
    if not when:
        return replace(asked, problem=_problem(words, today))
    if kind in (DateKind.BIRTHDAY, DateKind.NAME_DAY):
        return _personal(asked, when, today)
    return _own(asked, when, today, once, always)


def _who(name: str, people: Sequence[Contact], company: str) -> str | None:
    folded = fold(name)
    if (person := person_named(folded, people)) is not None:
        return person.id
    if folded in _COMPANY or (len(folded) > 2 and fold(company).startswith(folded)):
        return COMPANY
    return None


def _spans(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Runs of words, the longest first."""
    for count in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - count + 1):
            yield start, start + count


def _where(words: Sequence[str], today: date) -> tuple[int, int]:
    """The run that is a day: one of the calendar, else one in words at either end."""
    for start, end in _spans(words):
        if parse_parts(normal(" ".join(words[start:end]))):
            return start, end
    for start, end in _spans(words):
        at_end = start == 0 or end == len(words)
        if at_end and isinstance(parse_date(" ".join(words[start:end]), today), DateEntry):
            return start, end
    return 0, 0


def _problem(words: Sequence[str], today: date) -> DateProblem:
    """The most telling reason why no word is a day."""
    for word in words:
        entry = parse_date(word, today)
        if isinstance(entry, DateProblem) and entry.code is not DateFault.UNKNOWN:
            return entry
    return DateProblem(code=DateFault.EMPTY)


def _personal(asked: DateLine, when: str, today: date) -> DateLine:
    if asked.who == COMPANY:
        return replace(asked, problem=DateLineFault.NO_PERSON)
    found = parse_birthday(when, today)
    if isinstance(found, DateProblem):
        return replace(asked, problem=found)
    if asked.kind is DateKind.NAME_DAY:
        return replace(asked, name_day=NameDay(day=found.day, month=found.month))
    return replace(asked, birthday=replace(found, noted=today))


def _own(asked: DateLine, when: str, today: date, once: bool, always: bool) -> DateLine:
    entry, year = _day(when, today, asked.kind is DateKind.FOUNDED)
    if isinstance(entry, DateProblem):
        return replace(asked, problem=entry)
    if asked.kind is DateKind.FOUNDED:
        fault = None if year else DateLineFault.NO_YEAR
        if entry > today:
            fault = DateLineFault.NO_YEAR
        return replace(asked, day=entry, problem=fault)
    yearly = always or not (once or (year and entry > today))
    fault = DateLineFault.PAST if not yearly and entry < today else None
    if not asked.title:
        fault = DateLineFault.NO_TITLE
    return replace(asked, day=entry, yearly=yearly, problem=fault)


def _day(when: str, today: date, past: bool) -> tuple[date | DateProblem, bool]:
    """The day, and whether its year was told."""
    found: tuple[Parts, ...] = parse_parts(normal(when))
    if not found:
        entry = parse_date(when, today)
        return (entry.day, True) if isinstance(entry, DateEntry) else (entry, True)
    try:
        days = tuple(nearest(parts, today, past=past) for parts in found)
    except DateRefused as refused:
        return refused.problem, False
    if len(days) > 1:
        return DateProblem(code=DateFault.AMBIGUOUS, readings=days), False
    return days[0], found[0].year is not None
