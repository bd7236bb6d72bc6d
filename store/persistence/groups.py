"""Who belongs to whom, of all rows (domain.md A37)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from store.errors import FileError
from store.persistence.columns import GONE, MEMBER
from store.persistence.rowlines import RowLines
from store.profile.network import networks
from store.row import Row

_MEMBERS = bytes(bool(bits & MEMBER and not bits & GONE) for bits in range(256))
"""1 for the flags of a member: all rows are looked through with the first profile."""


def members(rows: RowLines) -> Iterator[Row]:
    """The rows that name a centre; no other is read, and a damaged one is left out: whoever
    opens it is told so."""
    flags, found = bytes(rows.columns.flags).translate(_MEMBERS), []
    place = flags.find(1)
    while place >= 0:
        found.append(place)
        place = flags.find(1, place + 1)
    try:
        read = list(rows.several(found))
    except FileError:
        read = []
        for place in found:
            with suppress(FileError):
                read.append(rows.at(place))
    yield from read


def shared_contact(rows: RowLines) -> dict[int, int]:
    """The last contact with anybody of its group, as an ordinal, by position.

    In it is who belongs to somebody on file, or to whom somebody belongs.
    """
    contact, heads = rows.columns.contact, {}
    for row in members(rows):
        known = tuple(key for key in row.heads if rows.position(key) is not None)
        if known:
            heads[row.id] = known
    last = {place: contact[place] for key in heads if (place := rows.position(key)) is not None}
    for group in networks(heads, rank=str):
        places = [place for key in group.keys if (place := rows.position(key)) is not None]
        last.update(dict.fromkeys(places, max(contact[place] for place in places)))
    return last
