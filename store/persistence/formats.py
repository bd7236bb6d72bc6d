"""Records as JSON and back: strict, cleaned, and keeping what is not known."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from store.errors import FileError
from store.persistence.strict import FORMAT as FORMAT
from store.persistence.strict import parse as parse
from store.profile.activity import Activity, FollowUp
from store.profile.company import Contract, Offer, Project
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
}
"""Parts of a record that carry an id, so that their unknown keys can be kept."""

Extras = dict[str, dict[str, Any]]
"""Unknown keys: "" for the record's own, "contacts/<id>" for those of a part."""

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


def encode(prospect: Prospect, extras: Extras | None = None) -> bytes:
    """One line of ASCII JSON, its id first; unknown keys are put back where they were."""
    plain = to_plain(prospect)
    if extras:
        plain.update(extras.get("", {}))
        for key in KEYED:
            for part in plain.get(key, ()):
                part.update(extras.get(f"{key}/{part['id']}", {}))
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


def settle(prospect: Prospect, extras: Extras | None = None) -> tuple[Prospect, bytes]:
    """A record as it will be read again, and its line.

    What the book holds in memory is what the file will give back: cleaned, and of the
    right types. Raises TypeError where a value has the wrong type.
    """
    line = encode(prospect, extras)
    try:
        read = decode(line)
    except FileError as error:
        raise TypeError(f"wrong type in a record at {error.detail!r}") from error
    if read == prospect:
        return prospect, line
    return read, encode(read, extras)


def unknown_keys(line: bytes) -> Extras:
    """Keys of a line that this program does not know, by part."""
    raw = parse(line)
    extras = {"": _unknown(raw, Prospect)}
    for key, kind in KEYED.items():
        for part in raw.get(key, ()):
            extras[f"{key}/{part['id']}"] = _unknown(part, kind)
    return {place: keys for place, keys in extras.items() if keys}


def _unknown(raw: dict[str, Any], kind: type) -> dict[str, Any]:
    known = _names(kind)
    return {key: value for key, value in raw.items() if key not in known}


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
