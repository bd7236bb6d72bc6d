"""Events by their keys: "birthday:<id>" is "Geburtstag, Eva Huber"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui import terms
from tui.texts import _, capital

if TYPE_CHECKING:
    from store import Prospect

_KINDS = {
    "followup": "follow_up", "date": "own_date", "company": "company_anniversary",
    "customer": "customer_anniversary", "end": "contract_end", "need": "need_from",
    "inform": "privacy", "consent": "privacy", "erase": "privacy",
}
"""Where the key does not begin with the kind of the event."""
_OF_PEOPLE = frozenset({"birthday", "name_day", "successor", "inform", "consent"})


def event_of(key: str) -> str:
    """The kind of event a key belongs to: "Geburtstag"."""
    kind = key.partition(":")[0]
    return terms.event(_KINDS.get(kind, kind))


def event_named(key: str, person: Callable[[str], str], title: Callable[[str], str]) -> str:
    """With whose or what it is: "Geburtstag, Eva Huber", "Termin, Messe"."""
    kind, _mark, rest = key.partition(":")
    who = person(rest.partition(":")[0]) if kind in _OF_PEOPLE else title(rest)
    return ", ".join(filter(None, (capital(event_of(key)), who)))


def silent(record: Prospect, key: str) -> str:
    """What is silenced at a customer."""
    def person(one: str) -> str:
        found = record.contact(one)
        return found.name if found else ""

    def title(one: str) -> str:
        titles = {part.id: part.title for part in record.dates}
        titles |= {part.id: part.title for part in record.projects}
        titles |= {part.id: part.title for part in record.contracts}
        return titles.get(one, "")

    return event_named(key, person, title)


def silence_line(text: str, *, silenced: bool) -> str:
    """For a history: what nobody hears of any more, or what comes up again."""
    if silenced:
        return _("No more reminders: {what}").format(what=text)
    return _("Comes up again: {what}").format(what=text)
