"""Records as JSON and back: strict, cleaned, and keeping what is not known."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from store.edit import Unknown
from store.errors import FileError
from store.persistence.strict import FORMAT as FORMAT
from store.persistence.strict import parse as parse
from store.profile.activity import Activity, FollowUp
from store.profile.company import Contract, MarketNote, Offer, OwnDate, Project
from store.profile.contact import Contact
from store.profile.prospect import Prospect
from store.text import clean

KEYED: dict[str, type] = {
    "contracts": Contract,
    "contacts": Contact,
    "offers": Offer,
    "projects": Project,
    "activities": Activity,
    "follow_ups": FollowUp,
    "dates": OwnDate,
    "market": MarketNote,
}
"""Parts of a record that carry an id, so that their unknown keys can be kept."""

_SUSPECT = re.compile(
    rb'\\(?!u0(?:0[a-f]|1)[0-9a-f]{2}|u20(?:1[0-9a-d]|2[0-7]|ac)|["\\/nt])|[\x7f-\xff]'
)
"""Anything that clean() might change: not plain ASCII, Latin letters or typography."""
_PATH = re.compile(r"`\$(.*)`")
_MISSING = dataclasses.MISSING


@cache
def _decoder() -> msgspec.json.Decoder[Prospect]:
    return msgspec.json.Decoder(Prospect)


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in dataclasses.fields(kind))


@cache
def _names(kind: type) -> frozenset[str]:
    return frozenset(name for name, _ in _fields(kind))


def to_plain(value: Any) -> Any:
    """A value of the model as JSON types; values equal to their default are left out.

    Raises TypeError for a type that has no place in a record.
    """
    kind = type(value)
    if kind is str or kind is int or value is None or kind is bool or isinstance(value, StrEnum):
        return value
    if kind is tuple:
        return [to_plain(item) for item in value]
    if kind is date:
        return value.isoformat()
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"{kind.__name__} has no place in a record")
    plain = {}
    for name, default in _fields(kind):
        item = getattr(value, name)
        if item is not default and item != default:
            plain[name] = to_plain(item)
    return plain


def encode(prospect: Prospect, unknown: Unknown | None = None) -> bytes:
    """One line of ASCII JSON, its id first; unknown keys are put back where they were."""
    plain = to_plain(prospect)
    if unknown:
        plain.update(unknown.get("", {}))
        for key in KEYED:
            for part in plain.get(key, ()):
                part.update(unknown.get(f"{key}/{part['id']}", {}))
    return json.dumps(plain, allow_nan=False, separators=(",", ":")).encode("ascii")


def decode(line: bytes, path: str = "", where: str = "") -> Prospect:
    """The record of a line, its texts cleaned.

    Raises FileError "damaged" with the place: `where` and the path in the record, such
    as "prospects/17/contacts/0/birthday/day".
    """
    try:
        if _SUSPECT.search(line) is None:
            return _decoder().decode(line)
        return msgspec.convert(_cleaned(parse(line)), Prospect)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise FileError(path=path, code="damaged", detail=_place(error, where)) from error


def plain(prospect: Prospect | None, unknown: Unknown | None = None) -> Any:
    """A record as JSON types, as its line says it; None for none."""
    return None if prospect is None else parse(encode(prospect, unknown))


def record(value: Mapping[str, Any]) -> tuple[Prospect, Unknown]:
    """The record that JSON types are, and its unknown keys. Raises FileError "damaged"."""
    line = json.dumps(value, separators=(",", ":")).encode("ascii")
    return decode(line), unknown_in(value)


def settle(prospect: Prospect, unknown: Unknown | None = None) -> tuple[Prospect, bytes]:
    """A record as it will be read again, and its line.

    What the book holds in memory is what the file will give back: cleaned, and of the
    right types. Raises TypeError where a value has the wrong type.
    """
    line = encode(prospect, unknown)
    try:
        read = decode(line)
    except FileError as error:
        raise TypeError(f"wrong type in a record at {error.detail!r}") from error
    if read == prospect:
        return prospect, line
    return read, encode(read, unknown)


def unknown_keys(line: bytes) -> Unknown:
    """Keys of a line that this program does not know."""
    return unknown_in(parse(line))


def unknown_in(raw: Mapping[str, Any]) -> Unknown:
    """The same of a record in JSON types."""
    found = {"": _unknown(raw, Prospect)}
    for key, kind in KEYED.items():
        for part in raw.get(key, ()):
            found[f"{key}/{part['id']}"] = _unknown(part, kind)
    return {place: keys for place, keys in found.items() if keys}


def _unknown(raw: Mapping[str, Any], kind: type) -> dict[str, Any]:
    known = _names(kind)
    return {key: value for key, value in raw.items() if key not in known}


def unknown_together(base: Unknown, mine: Unknown, theirs: Unknown) -> Unknown:
    """Unknown keys of a record that two programs changed.

    Nobody can be asked about a key without a name. Where both changed the same one theirs
    stays: it was written by a program that knows it, mine came out of a file that still
    has it.
    """
    if base == mine:
        return theirs
    found = {place: dict(keys) for place, keys in theirs.items()}
    for place in dict.fromkeys((*base, *mine)):
        old, own, other = (side.get(place, {}) for side in (base, mine, theirs))
        merged = found.setdefault(place, {})
        for key in dict.fromkeys((*old, *own)):
            now = own.get(key, _MISSING)
            if other.get(key, _MISSING) != old.get(key, _MISSING):
                continue
            if now is _MISSING:
                merged.pop(key, None)
            else:
                merged[key] = now
    return {place: keys for place, keys in found.items() if keys}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}
    return value


def _place(error: Exception, where: str) -> str:
    found = _PATH.search(str(error))
    steps = re.findall(r"[^.\[\]]+", found[1]) if found else []
    return "/".join(_join(where, steps))


def _join(where: str, steps: Iterable[str]) -> Iterable[str]:
    if where:
        yield where
    yield from steps
