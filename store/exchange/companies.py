"""Rows and cards of one company made one record, with all its people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from store.exchange.entries import Notice
from store.exchange.merging import COMPANY_FIELDS, Difference, agree, fill, missing, place_key
from store.exchange.names import key, phone_key
from store.profile.company import AddressKind, RevenueEntry
from store.profile.contact import Contact
from store.profile.prospect import Prospect
from store.text import fold

_MOST_NAMESAKES = 20
"""Contacts of one name that are compared; beyond that each row is a person of its own."""


class Companies:
    """Gathers the records of a file by company, in the order of their first rows.

    The same name is the same company unless the customer numbers differ. A person
    without a company is only joined with itself: same name and same mail or phone.
    """

    def __init__(self) -> None:
        self._groups: list[list[tuple[int, Prospect]]] = []
        self._found: dict[tuple[str, str], list[tuple[int, Prospect]]] = {}

    def add(self, record: Prospect, line: int) -> None:
        """Adds the record of one row, as people.build made it."""
        marks = _marks(record)
        group = next((self._found[mark] for mark in marks if mark in self._found), None)
        if group is None:
            group = []
            self._groups.append(group)
        group.append((line, record))
        for mark in marks:
            self._found.setdefault(mark, group)
        if record.number and self._found.get(marks[-1]) is group:
            # The name alone no longer tells the company of another number.
            del self._found[marks[-1]]

    def take(self, notices: list[Notice]) -> Iterator[tuple[Prospect, tuple[int, ...]]]:
        """Each record with the lines it was made of, once: what was taken is let go."""
        self._found.clear()
        self._groups.reverse()
        while self._groups:
            rows = self._groups.pop()
            record = rows[0][1]
            if len(rows) > 1:
                record = _joined(rows, notices)
            yield record, tuple(line for line, _ in rows)


def _joined(rows: list[tuple[int, Prospect]], notices: list[Notice]) -> Prospect:
    """One record of the rows of a company."""
    group = _Group(rows[0][1])
    for line, record in rows[1:]:
        code = group.add(record)
        if code:
            notices.append(Notice(line=line, column="", code=code, value=record.name))
    return group.result()


class _Group:
    """One company while its rows are joined; a row costs the same however many there are."""

    def __init__(self, record: Prospect) -> None:
        self._record = record
        self._contacts: list[Contact] = []
        self._people: dict[str, list[int]] = {}
        self._addresses = {place_key(address): address for address in record.addresses}
        self._tags = {fold(tag): tag for tag in record.tags}
        self._notes = dict.fromkeys(record.notes.split("\n"))
        self._revenue: dict[object, RevenueEntry] = {}
        self._follow_ups = {(due.due, due.reason): due for due in record.follow_ups}
        for contact in record.contacts:
            self._add_contact(contact)
        self._add_revenue(record)

    def add(self, other: Prospect) -> str:
        """Adds another row; code of what is odd about it, or empty."""
        lost: list[Difference] = []
        changes = missing(self._record, other, COMPANY_FIELDS, lost)
        if changes:
            self._record = replace(self._record, **changes)
        if self._record.stage is not other.stage:
            lost.append(Difference(field="stage", kept=self._record.stage, other=other.stage))
        code = ""
        for contact in other.contacts:
            code = self._add_contact(contact)
        for address in other.addresses:
            if place_key(address) not in self._addresses:
                if self._addresses:
                    code = code or "second_address"
                    address = replace(address, kind=AddressKind.BRANCH)
                self._addresses[place_key(address)] = address
        lost += self._add_revenue(other)
        for tag in other.tags:
            self._tags.setdefault(fold(tag), tag)
        for due in other.follow_ups:
            self._follow_ups.setdefault((due.due, due.reason), due)
        self._notes.update(dict.fromkeys(other.notes.split("\n")))
        self._notes.update(dict.fromkeys(f"{item.field}: {item.other}" for item in lost))
        return code

    def result(self) -> Prospect:
        """The one record."""
        return replace(
            self._record,
            contacts=tuple(self._contacts),
            addresses=tuple(self._addresses.values()),
            tags=tuple(self._tags.values()),
            notes="\n".join(filter(None, self._notes)),
            revenue=tuple(sorted(self._revenue.values(), key=lambda entry: entry.last)),
            follow_ups=tuple(self._follow_ups.values()),
        )

    def _add_contact(self, contact: Contact) -> str:
        namesakes = self._people.setdefault(key(contact.name), [])
        for index in namesakes[:_MOST_NAMESAKES]:
            if agree(self._contacts[index], contact):
                self._contacts[index] = fill(self._contacts[index], contact, [])
                return ""
        namesakes.append(len(self._contacts))
        self._contacts.append(contact)
        return "person_twice" if len(namesakes) > 1 else ""

    def _add_revenue(self, other: Prospect) -> list[Difference]:
        lost = []
        for entry in other.revenue:
            known = self._revenue.setdefault((entry.first, entry.last), entry)
            if known.revenue != entry.revenue:
                lost.append(
                    Difference(field="revenue", kept=str(known.revenue), other=str(entry.revenue))
                )
        return lost


def _marks(record: Prospect) -> list[tuple[str, str]]:
    """What a group is found by: number with name, then the name; a person by mail or phone."""
    name = key(record.name)
    if len(record.contacts) == 1 and record.contacts[0].name == record.name:
        person = record.contacts[0]
        reach = person.email.casefold() or phone_key(person.mobile or person.phone)
        return [(name, f"person {reach}")]
    return [*([(name, f"number {record.number}")] if record.number else []), (name, "")]
