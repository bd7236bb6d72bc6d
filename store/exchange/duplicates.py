"""Who of a file is on file already: the same, or similar enough to ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from store.exchange.merging import (
    Difference,
    Merged,
    People,
    merge,
    phone_keys,
    reached_alike,
)
from store.exchange.names import key, loose_key
from store.profile.prospect import Prospect

_ENOUGH = 8
"""Records with one mark in common that are looked at: a shared phone must not cost squares."""


class Likeness(StrEnum):
    """Why a record is taken for one on file."""

    NUMBER = "number"
    """The same customer number."""
    COMPANY = "company"
    """The same company, with something new."""
    EMAIL = "email"
    PHONE = "phone"
    SPELLING = "spelling"
    """Nearly the same company name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A record like one on file: to be merged with it, added, or left out."""

    prospect: Prospect
    existing_id: str
    existing_name: str
    reason: Likeness
    line: int
    differences: tuple[Difference, ...]
    """What a merge would not take over."""
    lines: tuple[int, ...] = ()
    """All rows of the file that went into it."""


class Known:
    """An index of records by number, company, mail and phone."""

    def __init__(self) -> None:
        self._records: list[Prospect] = []
        # Places of the records by hash of a mark: small beside the records themselves.
        self._places: dict[int, int | list[int]] = {}

    def add(self, record: Prospect) -> None:
        """Puts a record into the index."""
        place = len(self._records)
        self._records.append(record)
        for mark in _marks(record):
            known = self._places.setdefault(hash(mark), place)
            if isinstance(known, list):
                if len(known) < _ENOUGH:
                    known.append(place)
            elif known != place:
                self._places[hash(mark)] = [known, place]

    def twin(self, record: Prospect) -> Prospect | None:
        """Any record with a mark in common."""
        for mark in _marks(record):
            places = self._places.get(hash(mark))
            if places is not None:
                return self._records[places[0] if isinstance(places, list) else places]
        return None

    def like(self, record: Prospect) -> tuple[Likeness, Prospect] | None:
        """The record most like this one, and why; of several the one with its place."""
        for mark in _marks(record):
            places = self._places.get(hash(mark))
            if places is not None:
                found = [
                    self._records[place]
                    for place in (places if isinstance(places, list) else (places,))
                ]
                return mark[0], max(found, key=lambda known: _nearness(known, record))
        return None


def compare(known: Known, record: Prospect) -> tuple[Likeness, Prospect, Merged] | None:
    """What is on file for a record, why, and what both would be together."""
    found = known.like(record)
    if found is None:
        return None
    reason, existing = found
    return reason, existing, merge(existing, record)


def is_same(existing: Prospect, record: Prospect, merged: Merged) -> bool:
    """The same company and people, reached alike, and nothing new."""
    if merged.added or key(existing.name) != key(record.name):
        return False
    people = People(existing.contacts)
    # Nothing was added, so each of them was found.
    found = ((people.find(person), person) for person in record.contacts)
    return all(
        index is not None and reached_alike(people.contacts[index], person)
        for index, person in found
    )


def _marks(record: Prospect) -> list[tuple[Likeness, str]]:
    """What a record is found by, surest first."""
    marks: list[tuple[Likeness, str]] = []
    if record.number:
        marks.append((Likeness.NUMBER, record.number.casefold()))
    marks.append((Likeness.COMPANY, key(record.name)))
    people = record.contacts
    mails = (record.email, *(person.email for person in people))
    marks += [(Likeness.EMAIL, mail.casefold()) for mail in mails if mail]
    phones = [record.phone]
    for person in people:
        phones += (person.phone, person.mobile)
    marks += [(Likeness.PHONE, phone) for phone in sorted(phone_keys(phones))]
    loose = loose_key(record.name)
    if loose:
        marks.append((Likeness.SPELLING, loose))
    return marks


def _nearness(known: Prospect, record: Prospect) -> tuple[bool, bool]:
    names = {key(person.name) for person in known.contacts}
    people = any(key(person.name) in names for person in record.contacts)
    postcodes = {address.postcode for address in known.addresses if address.postcode}
    return people, any(address.postcode in postcodes for address in record.addresses)
