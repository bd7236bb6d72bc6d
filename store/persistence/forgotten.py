"""People erased by another program do not come back with what is not saved here yet."""

from __future__ import annotations

from dataclasses import replace

from store.edit import Change, Unknown
from store.persistence import cleaning, formats
from store.persistence.erasing import still_erased
from store.persistence.ledger import Erased
from store.persistence.scrub import Scrub
from store.privacy import erasure
from store.profile.prospect import Prospect

Sides = dict[str, tuple[Unknown, Unknown]]
"""Unknown keys of records before and after a change, by id."""


def without(change: Change, unknown: Sides, erased: Erased) -> tuple[Change, Sides]:
    """A change that brings nobody back: itself if it does not, else one without these people.

    In the records concerned they are taken out of what was before as well: of a change to
    an erased person alone nothing is left.
    """
    unknown = dict(unknown)
    hashes = frozenset(key for key, _ in erased)
    before, after, args = dict(change.before), dict(change.after), change.args
    found = False
    for key, record in change.after:
        people = tuple(cleaning.people(record, hashes)) if record is not None else ()
        if record is None or not people:
            continue
        found = True
        for contact in people:
            scrub = Scrub(erasure.traces(record, contact, (record,))[0])
            args = scrub.args(args, own=True)
        old, new = unknown.get(key, ({}, {}))
        before[key], old = _cleaned(before[key], old, erased)
        after[key], new = _cleaned(record, new, erased)
        unknown[key] = old, new
    if not found:
        return change, unknown
    return replace(
        change, args=args, before=tuple(before.items()), after=tuple(after.items())), unknown


def _cleaned(
    record: Prospect | None, unknown: Unknown, erased: Erased
) -> tuple[Prospect | None, Unknown]:
    plain = formats.plain(record, unknown)
    cleaned = None if plain is None else still_erased(plain, erased)
    return (None, {}) if cleaned is None else formats.record(cleaned)
