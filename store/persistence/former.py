"""What somebody was called before, and how they could be reached: out of the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from store.persistence.history import HistoryEntry
from store.privacy.erasure import Former
from store.profile.prospect import Prospect

_COMPANY = ("name", "legal_form", "email", "phone")
_PERSON = ("first_name", "last_name", "email", "phone", "mobile")

Values = dict[str, set[str]]
"""By key of a record or person: all that ever stood there, as far as is known."""


def former(record: Prospect, contact_id: str, entries: Iterable[HistoryEntry]) -> Former:
    """What a person of a record was known by before; without an id the company and its people."""
    told = tuple(entries)
    people = [one for one in record.contacts if contact_id in ("", one.id)]
    names, mails, phones = list[tuple[str, str]](), set[str](), set[str]()
    for one in people:
        values = _values(_persons(told, one.id), _PERSON)
        names += product(
            sorted({one.first_name, *values["first_name"]}),
            sorted({one.last_name, *values["last_name"]}))
        mails |= values["email"]
        phones |= values["phone"] | values["mobile"]
    if not contact_id:
        values = _values(_companies(told), _COMPANY)
        names += (("", name) for name in sorted(_company_names(record, values)))
        mails |= values["email"]
        phones |= values["phone"]
    return Former(
        names=tuple(name for name in names if name[1]),
        mails=tuple(sorted(mails)), phones=tuple(sorted(phones)))


def _company_names(record: Prospect, values: Values) -> set[str]:
    """All names, also without any of the legal forms the company had."""
    forms = {record.legal_form, *values["legal_form"]}
    known = product({record.name, *values["name"]}, forms)
    return {short for name, form in known
            for short in (name, replace(record, name=name, legal_form=form).short_name)}


def _values(parts: Iterable[Mapping[str, Any]], keys: Iterable[str]) -> Values:
    found: Values = {key: set() for key in keys}
    for part in parts:
        for key, values in found.items():
            if isinstance(value := part.get(key), str):
                values.add(value)
    return found


def _companies(entries: Iterable[HistoryEntry]) -> Iterator[Mapping[str, Any]]:
    """What was ever entered for a company, as parts of its record."""
    for entry in entries:
        for value in (entry.old, entry.new):
            if not entry.path and isinstance(value, dict):
                yield value
            elif len(entry.path) == 1:
                yield {entry.path[0]: value}


def _persons(entries: Iterable[HistoryEntry], contact: str) -> Iterator[Mapping[str, Any]]:
    """The same for one person of it."""
    for entry in entries:
        for value in (entry.old, entry.new):
            if not entry.path and isinstance(value, dict):
                people = value.get("contacts", ())
            elif entry.path == ("contacts",):
                people = value or ()
            elif entry.path[:2] != ("contacts", f"id={contact}"):
                continue
            elif len(entry.path) == 2:
                people = [value or {}]
            else:
                people = [{"id": contact, entry.path[2]: value}]
            yield from (one for one in people if one.get("id") == contact)
