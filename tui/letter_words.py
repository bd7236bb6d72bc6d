"""What stands in the fields of a letter: as it is stored, never guessed (domain.md 10)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from store import LETTER_FIELDS, clean, clean_line, is_milestone
from tui import dates, sentences
from tui.texts import SOURCE_LANGUAGE, _, language, spoken

if TYPE_CHECKING:
    from store import Contact, Occurrence, Prospect, Template

_RECENT = dt.timedelta(days=14)
"""So long after a visit its letter is offered first."""
_FIRST = dt.timedelta(days=60)
"""The same after the first order."""
_NEEDED = ("occasion", "years", "day", "source", "author", "name")
"""Without a value they stand in the text as a gap that is to be filled by hand."""


def occasions(record: Prospect, found: Occurrence | None, today: dt.date) -> tuple[str, ...]:
    """Codes of what a letter may be about: what is under the cursor first."""
    codes = list(of_event(found)) if found is not None else []
    if any(one.kind.value == "visit" and today - _RECENT <= one.day <= today
           for one in record.activities):
        codes.append("visit")
    if record.first_order and today - _FIRST <= record.first_order <= today:
        codes.append("first_order")
    return tuple(codes)


def of_event(found: Occurrence) -> tuple[str, ...]:
    """Its codes: a milestone birthday is a birthday, too."""
    if found.kind.value == "birthday" and is_milestone(found.years or 0):
        return ("round_birthday", "birthday")
    return (found.kind.value,)


def letter(template: Template, record: Prospect, person: Contact | None,
           found: Occurrence | None, today: dt.date, author: str) -> str:
    """A template in the language in use, filled; missing values as "[Anlass]"."""
    values = _values(record, person, found, today, author)
    for name in _NEEDED:
        if not values[name]:
            values[name] = f"[{field(name)}]"
    return clean(template.filled(spoken(template.text), values))


def field(name: str) -> str:
    """A field as it is called in templates of the language in use."""
    return name if language() == SOURCE_LANGUAGE else LETTER_FIELDS[name]


def salutation(person: Contact | None) -> str:
    """The line that is stored; without one a neutral line from the name, never Mr or Ms."""
    if person is None:
        return _("Hello")
    stored = clean_line(person.salutation).rstrip(",! ")
    return stored or _("Hello {name}").format(name=person.full_name)


def _values(record: Prospect, person: Contact | None, found: Occurrence | None,
            today: dt.date, author: str) -> dict[str, str]:
    head = record.head
    street, postcode, place = (
        (head.street, head.postcode, head.place) if head else ("", "", ""))
    name = person.full_name if person else ""
    reason = sentences.reason(found) if found else ""
    address = (record.name, name, street, f"{postcode} {place}".strip())
    values = {
        "salutation": salutation(person), "name": name, "company": record.name,
        "title": person.title if person else "", "suffix": person.suffix if person else "",
        "first_name": person.first_name if person else "",
        "last_name": person.last_name if person else "",
        "function": person.function if person else "",
        "street": street, "postcode": postcode, "place": place,
        "occasion": reason, "years": str(found.years) if found and found.years else "",
        "day": dates.date(found.day) if found else "", "today": dates.date(today),
        "source": (person.source if person else "") or record.source, "author": author,
    }
    made = {key: clean_line(value) for key, value in values.items()}
    return {**made, "address": "\n".join(filter(None, map(clean_line, address)))}
