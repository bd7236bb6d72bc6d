"""The one-line entry of an activity: "Besuch gestern 45 min mit Huber: Notiz = Ergebnis >2w"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from store import ActivityKind, Contact, clean_line, fold
from tui.date_parts import DateEntry, DateFault, DateProblem
from tui.date_words import parse_date
from tui.dialogs.dates import Planned, read

_WORDS = {
    ActivityKind.CALL: ("telefonat", "telefon", "anruf", "tel", "tel.", "t", "call", "phone"),
    ActivityKind.EMAIL: ("e-mail", "email", "mail", "m"),
    ActivityKind.VISIT: ("besuch", "b", "visit", "v"),
    ActivityKind.LETTER: ("brief", "letter"),
    ActivityKind.CARD: ("karte", "card"),
    ActivityKind.MEETING: ("besprechung", "treffen", "meeting"),
    ActivityKind.NOTE: ("notiz", "note"),
}
KINDS = {fold(word): kind for kind, words in _WORDS.items() for word in words}
"""The words that name a kind of activity, in both languages."""
_WITH = ("mit", "with")
_AND = ("und", "and", "&", "+")
_FORMS = ("herrn", "herr", "hr", "hr.", "frau", "fr.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.")
_MINUTES = re.compile(r"(\d{1,3}) ?(?:min|mins|minute|minuten|minutes)\.?")
_HOURS = re.compile(r"(\d{1,2})(?:[.,](\d{1,2}))? ?(?:std|stunde|stunden|hour|hours|hrs)\.?")
_LEAD = re.compile(r"(.*?):(?:\s+|$)")
_OUTCOME = re.compile(r"(?:^|\s)=\s+(?=[^\W\d])")
_LONGEST_DAY = 5
_DAY_MINUTES = 24 * 60
_LONG_AGO = timedelta(days=300)
"""A day without a year that lies further back is the coming one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What was understood of a line; what was not named is None or empty."""

    kind: ActivityKind | None = None
    day: date | None = None
    time: str = ""
    minutes: int = 0
    people: tuple[str, ...] = ()
    """Ids of the people it was with."""
    note: str = ""
    outcome: str = ""
    step: Planned | None = None
    """The follow-up behind ">"."""
    unread: str = ""
    """Where the line begins like the head of an activity, but is a plain note: the first word
    of it that is none."""
    nobody: str = ""
    """Behind "mit": a name nobody or more than one has. The line is not to be taken."""
    problem: DateProblem | None = None
    """A date that cannot be read: the line is not to be taken."""


def read_talk(line: str, today: date, people: Sequence[Contact] = ()) -> Talk:
    """Kind, day, minutes and people in any order before the first colon, then the note.

    Only where all words before the colon, or of a line without one, are understood are they
    taken as such; else the whole line is the note. " = " before a letter begins the outcome,
    the last ">" the follow-up. A day is the last one of its name, unless that is long ago.
    """
    text, step, problem = _step(line, today)
    note, outcome = _outcome(text)
    match = _LEAD.match(note)
    words = (match[1] if match else note).split()
    lead, count = _read_lead(words, today, people)
    if words and count == len(words):
        talk = replace(lead, note=note[match.end():].strip() if match else "")
    else:
        talk = Talk(note=note)
        if count:
            talk = replace(talk, unread=words[count])
        if count and match and fold(words[count]) in _WITH:
            talk = replace(talk, nobody=" ".join(words[count + 1:]))
        elif count and match and problem is None:
            problem = _no_day(words[count], today)
    return replace(talk, outcome=outcome, step=step, problem=problem)


def _step(line: str, today: date) -> tuple[str, Planned | None, DateProblem | None]:
    """What stands before the last ">", the follow-up behind it, or what is wrong with it."""
    text, mark, rest = line.rpartition(">")
    if not mark:
        return clean_line(line), None, None
    entry, reason = read(rest, today)
    if isinstance(entry, DateProblem):
        return clean_line(line), None, entry
    return clean_line(text), Planned(day=entry.day, time=entry.time, text=reason), None


def _outcome(text: str) -> tuple[str, str]:
    match = _OUTCOME.search(text)
    if match is None:
        return text, ""
    return text[: match.start()].strip(), text[match.end():].strip()


def _no_day(word: str, today: date) -> DateProblem | None:
    """The problem of a word that is meant as a day, but is none."""
    entry = parse_date(word.rstrip(","), today, past=True)
    if isinstance(entry, DateProblem) and entry.code not in (DateFault.UNKNOWN, DateFault.EMPTY):
        return entry
    return None


# -- the head ----------------------------------------------------------------------------


def _read_lead(words: Sequence[str], today: date, people: Sequence[Contact]) -> tuple[Talk, int]:
    """What the first words say, and how many of them say it."""
    found, at = Talk(), 0
    while at < len(words):
        taken = next((one for one in _readings(found, words[at:], today, people) if one), None)
        if taken is None:
            break
        found, count = taken
        at += count
    return found, at


def _readings(found: Talk, words: Sequence[str], today: date, people: Sequence[Contact]
              ) -> Iterator[tuple[Talk, int] | None]:
    if found.kind is None:
        kind = KINDS.get(fold(words[0].rstrip(",")))
        yield (replace(found, kind=kind), 1) if kind else None
    if not found.people:
        yield _with(found, words, people)
    if not found.minutes:
        yield _duration(found, words)
    if found.day is None:
        yield _day(found, words, today)


def _duration(found: Talk, words: Sequence[str]) -> tuple[Talk, int] | None:
    for count in (2, 1):
        text = fold(" ".join(words[:count]).rstrip(","))
        minutes = 0
        if match := _MINUTES.fullmatch(text):
            minutes = int(match[1])
        elif match := _HOURS.fullmatch(text):
            part = match[2] or "0"
            minutes = int(match[1]) * 60 + int(part) * 60 // 10 ** len(part)
        if 0 < minutes <= _DAY_MINUTES and len(words) >= count:
            return replace(found, minutes=minutes), count
    return None


def _day(found: Talk, words: Sequence[str], today: date) -> tuple[Talk, int] | None:
    if fold(words[0]) in _WITH:
        return None  # "mit" also begins "Mittwoch"
    # "12.2. 45 min" is no day of 1945.
    room = next((n for n in range(1, len(words)) if _duration(Talk(), words[n:])), len(words))
    for count in range(min(_LONGEST_DAY, room), 0, -1):
        text = " ".join(words[:count]).rstrip(",")
        entry = parse_date(text, today, past=True)
        if isinstance(entry, DateProblem):
            continue
        if today - entry.day > _LONG_AGO:
            coming = parse_date(text, today)
            entry = coming if isinstance(coming, DateEntry) else entry
        return replace(found, day=entry.day, time=entry.time), count
    return None


def _with(found: Talk, words: Sequence[str], people: Sequence[Contact]
          ) -> tuple[Talk, int] | None:
    if fold(words[0]) not in _WITH:
        return None
    ids: list[str] = []
    at, more = 1, True
    while more and at < len(words):
        person, count = _person(words[at:], people)
        if person is None:
            break
        ids += [person.id] if person.id not in ids else []
        at += count
        more = words[at - 1].endswith(",")
        if at + 1 < len(words) and fold(words[at]) in _AND:
            at, more = at + 1, True
    return (replace(found, people=tuple(ids)), at) if ids else None


def _person(words: Sequence[str], people: Sequence[Contact]) -> tuple[Contact | None, int]:
    """The person whose name begins with the most words, if it can be no other."""
    skipped = 1 if fold(words[0]) in _FORMS and len(words) > 1 else 0
    for count in (4, 3, 2, 1):
        part = words[skipped:skipped + count]
        name = fold(" ".join(part).rstrip(","))
        if len(part) == count and name and (person := person_named(name, people)) is not None:
            return person, skipped + count
    return None, 0


def person_named(name: str, people: Sequence[Contact]) -> Contact | None:
    """The only person whose whole, first or last name is or begins with `name` (folded)."""
    for fits in (str.__eq__, str.startswith):
        found = [one for one in people
                 if any(fits(fold(own), name) is True
                        for own in (one.name, one.first_name, one.last_name, one.full_name)
                        if own)]
        if len(found) == 1:
            return found[0]
    return None
