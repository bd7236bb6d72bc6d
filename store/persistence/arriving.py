"""What others wrote comes to what is in memory here, beside what is unsaved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from store.persistence import journal, ledger
from store.persistence.desk import Desk
from store.persistence.journal import Line
from store.persistence.journalfile import Mark
from store.persistence.meeting import Authors
from store.persistence.state import Changed
from store.persistence.stored import Stored
from store.profile.prospect import Prospect


class Arriving:
    """Takes the changes of other programs to a desk, under its mutex. Does no I/O."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._records = desk.records
        self._queue = desk.queue
        self._meeting = desk.meeting

    def follow(self, lines: Iterable[Line], mark: Mark) -> Changed | None:
        """Others appended to the journal: take their changes, keep ours on top.

        Returns what changed here, or None. Raises FileError if a record cannot be read.
        """
        listed = list(lines)
        with self._desk.mutex:
            final: dict[str, bytes | None] = {}
            authors: dict[str, Line] = {}
            for item in listed:
                final.update(item.records())
                authors.update(dict.fromkeys(item.records(), item))
            changed = self._records.among(final)
            before = {key: self._records.get(key) for key in changed}
            ours = max((
                n for s, n in (i.source for i in listed) if s == self._desk.session), default=0)
            disk = self._records.disk
            disk.changes.update(final)
            disk.mark = mark
            if listed:
                disk.sequence = listed[-1].seq
            mine = self._taken(ours)
            by = tuple((k, i.user, i.at) for k, i in authors.items() if k in changed)
            return self._combine(before, {
                key: value for key, value in changed.items()
                if key not in mine or mine[key] != final[key]
            }, by)

    def merge(self, theirs: Stored, *, distrusted: bool = False) -> Changed | None:
        """Another program put another snapshot in place; otherwise as `follow`.

        With `distrusted` the file that was read is no longer as it was written.
        """
        with self._desk.mutex:
            changed = self._records.theirs(theirs)
            before = {key: self._records.known(key) for key in changed}
            ours = theirs.origins.get(self._desk.session, 0)
            session, number = journal.source(str(theirs.meta.get("by", "")))
            if session == self._desk.session:
                ours = max(ours, number)
            self._records.disk = theirs
            if distrusted:
                self._desk.rows.rows.heal()
            mine = self._taken(ours)
            cleaned = self._cleaned(before)
            lines = theirs.lines
            return self._combine(before, {
                key: value for key, value in changed.items()
                if key not in mine or mine[key] != lines.get(key)
            }, (), cleaned)

    def forget(self) -> Changed | None:
        """Take people whom others erased out of what is to be saved; what changed here.

        They may stand in an edit that was begun before the erasure was seen. None if
        nobody does.
        """
        with self._desk.mutex:
            before: dict[str, Prospect | None] = {}
            after = self._cleaned(before)
            if not after:
                return None
            return self._desk.merged(before, after | self._meeting.look_again(), ())

    def _cleaned(self, before: dict[str, Prospect | None]) -> dict[str, Prospect | None]:
        erased = ledger.of_meta(self._records.disk.meta)
        if not (erased and self._queue):
            return {}
        held = {key: self._records.get(key) for edit in self._queue for key in edit.lines}
        after = self._meeting.forget(erased)
        for key in after:
            before.setdefault(key, held[key])
        return after

    def _taken(self, number: int) -> dict[str, bytes | None]:
        """Our edits up to a number were found on the disk although their save failed.

        The records they left.
        """
        mine: dict[str, bytes | None] = {}
        for edit in [e for e in self._queue if e.number <= number]:
            mine.update(edit.lines)
            self._records.saved(edit.lines)
            self._queue.remove(edit)
        return mine

    def _combine(
        self, before: Mapping[str, Prospect | None], changed: Mapping[str, Prospect | None],
        by: tuple[tuple[str, str, str], ...],
        cleaned: Mapping[str, Prospect | None] = MappingProxyType({}),
    ) -> Changed | None:
        """Let records that others changed be so here, beside what is unsaved.

        Records changed by both are merged field by field; where they cannot be, they
        become `conflicts` and stay ours in memory.
        """
        both = {key: value for key, value in changed.items() if key in self._records.unsaved}
        after = {key: value for key, value in changed.items() if key not in both}
        self._records.take(after)
        authors: Authors = {key: (user, at) for key, user, at in by}
        met = self._meeting.meet(both, authors)
        return self._desk.merged(before, {**cleaned, **after, **met}, by)
