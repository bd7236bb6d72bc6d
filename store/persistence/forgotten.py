"""People erased by another program do not come back with what is not saved here yet."""

from __future__ import annotations

from dataclasses import replace

from store.edit import Change
from store.persistence import cleaning
from store.persistence.erasing import still_erased
from store.persistence.ledger import Erased
from store.persistence.scrub import Scrub
from store.privacy import erasure


def without(change: Change, erased: Erased) -> Change:
    """A change that brings nobody back: itself if it does not, else one without these people.

    In the records concerned they are taken out of what was before as well: of a change to
    an erased person alone nothing is left.
    """
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
        old = before[key]
        before[key] = None if old is None else still_erased(old, erased)
        after[key] = still_erased(record, erased)
    if not found:
        return change
    return replace(
        change, args=args, before=tuple(before.items()), after=tuple(after.items()))
