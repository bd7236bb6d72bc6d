"""Records that two programs changed at once: brought together, or waiting for an answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from store.edit import Change, Edit, Unknown
from store.merge import Clash, Path, merge, take
from store.persistence import formats
from store.persistence.layout import dump
from store.persistence.ledger import Erased
from store.persistence.records import Records
from store.persistence.state import Conflict
from store.profile.prospect import Prospect


@dataclass(slots=True, kw_only=True)
class Pending:
    """An edit that is in memory only."""

    number: int
    """From 1, of this program: with the session it tells the edit from all others."""
    change: Change
    lines: dict[str, bytes | None]
    """Its records as they will stand in the journal."""
    unknown: dict[str, tuple[Unknown, Unknown]] = field(default_factory=dict)
    """Unknown keys of these records before and after it; where there are none, nothing."""
    undoes: Pending | int | None = None
    """The edit that it takes back or does again."""
    sequence: int = 0
    """Number of the edit in the file; 0 while it is not saved."""


Authors = Mapping[str, tuple[str, str]]
"""Who wrote a record last, and when (UTC, ISO), by id."""


class Meeting:
    """What is pending here against what others wrote. Not safe for several threads."""

    def __init__(self, records: Records, queue: list[Pending]) -> None:
        self.conflicts: tuple[Conflict, ...] = ()
        self._records = records
        self._queue = queue

    def meet(
        self, theirs: Mapping[str, Prospect | None], authors: Authors
    ) -> dict[str, Prospect | None]:
        """Others changed records that have pending edits here.

        What goes together is; the records as they are now. The rest are conflicts.
        """
        known = {c.id: c for c in self.conflicts}
        for key, value in theirs.items():
            user, at = authors.get(key, ("", ""))
            known[key] = Conflict(
                id=key, mine=self._records.get(key), theirs=value, user=user, at=at)
        return self._settle(known)

    def look_again(self) -> dict[str, Prospect | None]:
        """After another edit here: conflicts that it ended, as their records are now."""
        return self._settle({c.id: c for c in self.conflicts})

    def _settle(self, known: Mapping[str, Conflict]) -> dict[str, Prospect | None]:
        open_ones, done = [], {}
        for key, conflict in known.items():
            clashes = self._clashes(conflict)
            if clashes:
                mine = self._records.get(key)
                open_ones.append(replace(conflict, mine=mine, clashes=clashes))
            else:
                done[key] = self._rebase(conflict, ())
        self.conflicts = tuple(open_ones)
        return done

    def resolve(
        self, taken: Mapping[str, Collection[Path]], seen: Collection[Conflict]
    ) -> tuple[dict[str, Prospect | None], list[Edit]]:
        """End conflicts: their value at the places `taken` by id, mine at all others.

        Only those that still are what was `seen`. The records as they are now, and an
        Edit for each of which something of mine was given up: it changes nothing and
        keeps that in the history.
        """
        ending = [conflict for conflict in self.conflicts if conflict in seen]
        self.conflicts = tuple(c for c in self.conflicts if c not in ending)
        after, kept = {}, []
        for conflict in ending:
            places = taken.get(conflict.id, ())
            given_up = [c for c in self._clashes(conflict) if c.path in places]
            record = after[conflict.id] = self._rebase(conflict, places)
            if given_up:
                kept.append(_remembering(conflict, record, given_up))
        return after, kept

    def forget(self, erased: Erased) -> dict[str, Prospect | None]:
        """Let people erased by others not come back with an edit; records as they are now."""
        from store.persistence import forgotten  # seldom needed

        touched: dict[str, set[int]] = {}
        for edit in self._queue:
            was = dict(edit.change.after)
            edit.change, edit.unknown = forgotten.without(edit.change, edit.unknown, erased)
            for key, record in edit.change.after:
                if record is not was[key]:
                    touched.setdefault(key, set()).add(edit.number)
        done = {key: self._again(key, numbers) for key, numbers in touched.items()}
        self._queue[:] = [edit for edit in self._queue if edit.lines]
        return done

    def _again(self, key: str, numbers: Collection[int]) -> Prospect | None:
        """Do the pending edits of a record again as their changes say; the record then.

        Those of these numbers no longer touch it if nothing is left of them.
        """
        current = self._records.drop(key)
        for edit in self._edits(key):
            before, after = dict(edit.change.before), dict(edit.change.after)
            unknown = self._unknown(edit, key)
            same = before[key] == after[key] and unknown == self._records.unknown(key)
            if edit.number in numbers and same:
                del edit.lines[key], before[key], after[key]
                edit.change = replace(
                    edit.change, before=tuple(before.items()), after=tuple(after.items()))
            else:
                current = self._put(edit, key, after[key], unknown)
        return current

    def _unknown(self, edit: Pending, key: str) -> Unknown:
        """Unknown keys of a record once an edit is done on it as it is now."""
        before, after = edit.unknown.get(key, ({}, {}))
        return formats.unknown_together(before, after, self._records.unknown(key))

    def _put(
        self, edit: Pending, key: str, state: Prospect | None, unknown: Unknown
    ) -> Prospect | None:
        """Let an edit lead to this; the record then."""
        edit.unknown[key] = self._records.unknown(key), unknown
        current = self._records.put({key: state}, {key: unknown})[key]
        edit.lines[key] = self._records.unsaved[key]
        return current

    def _edits(self, key: str) -> list[Pending]:
        return [edit for edit in self._queue if key in edit.lines]

    def _sides(
        self, conflict: Conflict
    ) -> tuple[Prospect | None, Prospect | None, Prospect | None]:
        """The record before the first pending edit, as it is now, and as they wrote it."""
        key = conflict.id
        first = [dict(edit.change.before)[key] for edit in self._edits(key)[:1]]
        return (*first, conflict.theirs)[0], self._records.get(key), conflict.theirs

    def _clashes(self, conflict: Conflict) -> tuple[Clash, ...]:
        return merge(*self._sides(conflict)).clashes

    def _rebase(self, conflict: Conflict, taken: Collection[Path]) -> Prospect | None:
        """Do the pending edits of a record again on theirs; the record then.

        Where they clash mine stays, but at the places `taken`. An edit of which nothing
        is left no longer touches the record.
        """
        key, records = conflict.id, self._records
        final = _together(*self._sides(conflict), taken)
        records.drop(key)
        edits, current = self._edits(key), conflict.theirs
        for edit in edits:
            before, after = dict(edit.change.before), dict(edit.change.after)
            state = final if edit is edits[-1] else _together(
                before[key], after[key], current, taken)
            unknown = self._unknown(edit, key)
            if state == current and unknown == records.unknown(key):
                del edit.lines[key], before[key], after[key]
            else:
                before[key], after[key] = current, state
                current = self._put(edit, key, state, unknown)
            edit.change = replace(
                edit.change, before=tuple(before.items()), after=tuple(after.items()))
        self._queue[:] = [edit for edit in self._queue if edit.lines]
        return current


def _together(
    base: Prospect | None, mine: Prospect | None, theirs: Prospect | None,
    taken: Collection[Path],
) -> Prospect | None:
    merged = merge(base, mine, theirs)
    record = merged.record
    for clash in merged.clashes:
        if clash.path in taken:
            record = take(record, clash)
    return record


def _remembering(conflict: Conflict, record: Prospect | None, given_up: list[Clash]) -> Edit:
    named = record or conflict.mine
    places = [[list(clash.path), formats.to_plain(clash.mine)] for clash in given_up]
    return Edit(
        label="conflict",
        args=(("name", named.short_name if named else ""), ("given_up", dump(places).decode())),
        records=() if record is None else (record,),
        removed=(conflict.id,) if record is None else (),
    )
