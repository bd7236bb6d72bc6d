"""Two records of one company made one: what is missing is added, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from store.exchange.names import key, phone_key
from store.profile.company import Address, RevenueEntry
from store.profile.contact import Contact
from store.profile.prospect import Prospect
from store.text import fold

COMPANY_FIELDS = ("number", "phone", "email", "web", "industry", "founded",
                  "employees", "potential", "first_order", "last_order")  # fmt: skip
"""What a company has one of."""
_PERSON = ("title", "suffix", "salutation", "function", "phone", "mobile", "email",
           "birthday")  # fmt: skip
_DECIDING = ("email", "phone", "mobile", "birthday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that both records fill, in different ways: the first one is kept."""

    field: str
    kept: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The record, whether anything was added, and what was not taken over."""

    record: Prospect
    added: bool
    differences: tuple[Difference, ...] = ()


def merge(base: Prospect, other: Prospect) -> Merged:
    """`base` with what only `other` knows.

    People are the same by name (or by mail and last name). Revenue is added for
    periods that touch none on file; another address is only reported; a follow-up
    is taken where none was ever kept.
    """
    differences: list[Difference] = []
    changes = missing(base, other, COMPANY_FIELDS, differences)
    changes["contacts"] = _merge_contacts(base.contacts, other.contacts, differences)
    changes["addresses"] = _merge_addresses(base.addresses, other.addresses, differences)
    changes["revenue"] = _merge_revenue(base.revenue, other.revenue, differences)
    known = {fold(tag) for tag in base.tags}
    changes["tags"] = base.tags + tuple(tag for tag in other.tags if fold(tag) not in known)
    changes["notes"] = add_lines(base.notes, other.notes)
    if not base.follow_ups and not base.acknowledgements:
        changes["follow_ups"] = other.follow_ups
    record = replace(base, **changes)
    return Merged(record=record, added=record != base, differences=tuple(differences))


class People:
    """Contacts of one company, found by name, or by mail and last name (E. Huber, Eva Huber)."""

    def __init__(self, contacts: Iterable[Contact] = ()) -> None:
        self.contacts: list[Contact] = []
        self._places: dict[tuple[str, str], int] = {}
        for contact in contacts:
            self.add(contact)

    def add(self, contact: Contact) -> None:
        """Puts one more person at the end."""
        for mark in self._marks(contact):
            self._places.setdefault(mark, len(self.contacts))
        self.contacts.append(contact)

    def find(self, contact: Contact) -> int | None:
        """Where this person stands, or None."""
        for mark in self._marks(contact):
            if mark in self._places:
                return self._places[mark]
        return None

    @staticmethod
    def _marks(contact: Contact) -> list[tuple[str, str]]:
        marks = [("", key(contact.name))]
        if contact.email:
            marks.append((contact.email.casefold(), key(contact.last_name)))
        return marks


def reached_alike(one: Contact, other: Contact) -> bool:
    """A mail or phone in common, or the other one has neither."""
    if not (other.email or other.phone or other.mobile):
        return True
    if one.email and one.email.casefold() == other.email.casefold():
        return True
    return bool(phone_keys((one.phone, one.mobile)) & phone_keys((other.phone, other.mobile)))


def phone_keys(phones: Iterable[str]) -> set[str]:
    """Keys of phone numbers, without those too short to tell anything."""
    return {found for found in map(phone_key, phones) if found}


def add_lines(notes: str, more: str) -> str:
    """Notes with the lines of `more` that do not stand in them yet."""
    known = set(notes.split("\n"))
    new = [line for line in more.split("\n") if line and line not in known]
    return "\n".join(filter(None, (notes, *new)))


def agree(one: Contact, other: Contact) -> bool:
    """Two contacts of one name without any contradiction: the same person."""
    pairs = ((name, getattr(one, name), getattr(other, name)) for name in _DECIDING)
    return all(
        not mine or not theirs or _alike(name, mine, theirs) for name, mine, theirs in pairs
    )


def _alike(field: str, one: Any, other: Any) -> bool:
    if field in ("phone", "mobile"):
        return phone_key(one) == phone_key(other) if phone_key(one) else bool(one == other)
    if isinstance(one, str):
        return fold(one) == fold(other)
    return bool(one == other)


def missing(
    base: Any, other: Any, fields: Iterable[str], lost: list[Difference]
) -> dict[str, Any]:
    """The fields that only `other` fills; those both fill otherwise are listed as lost."""
    found: dict[str, Any] = {}
    for name in fields:
        mine, theirs = getattr(base, name), getattr(other, name)
        if theirs in ("", None):
            continue
        if mine in ("", None):
            found[name] = theirs
        elif not _alike(name, mine, theirs):
            lost.append(Difference(field=name, kept=str(mine), other=str(theirs)))
    return found


def fill(base: Contact, other: Contact, lost: list[Difference]) -> Contact:
    """A contact with what only `other` knows; contradictions go to `lost`."""
    changes = missing(base, other, _PERSON, lost)
    changes["note"] = add_lines(base.note, other.note)
    return replace(base, **changes)


def _merge_contacts(
    base: tuple[Contact, ...], other: tuple[Contact, ...], lost: list[Difference]
) -> tuple[Contact, ...]:
    people = People(base)
    for person in other:
        index = people.find(person)
        if index is None:
            people.add(person)
        else:
            people.contacts[index] = fill(people.contacts[index], person, lost)
    return tuple(people.contacts)


def _merge_addresses(
    base: tuple[Address, ...], other: tuple[Address, ...], lost: list[Difference]
) -> tuple[Address, ...]:
    if not base:
        return other
    known = {place_key(address) for address in base}
    for address in other:
        if place_key(address) not in known:
            lost.append(Difference(field="address", kept=_shown(base[0]), other=_shown(address)))
    return base


def _merge_revenue(
    base: tuple[RevenueEntry, ...], other: tuple[RevenueEntry, ...], lost: list[Difference]
) -> tuple[RevenueEntry, ...]:
    added = []
    for entry in other:
        touched = [old for old in base if old.first <= entry.last and entry.first <= old.last]
        if not touched:
            added.append(entry)
        elif touched[0].revenue != entry.revenue:
            lost.append(
                Difference(field="revenue", kept=str(touched[0].revenue), other=str(entry.revenue))
            )
    return tuple(sorted((*base, *added), key=lambda entry: entry.last)) if added else base


def place_key(address: Address) -> tuple[str, str, str]:
    """Key by which an address is the same address."""
    return key(address.street), address.postcode, key(address.place)


def _shown(address: Address) -> str:
    return f"{address.street}, {address.postcode} {address.place}".strip(", ")
