"""What can be taken back or done again, in this session and in earlier ones.

An edit is undone field by field: what others have changed in the same record stays. Where
they changed the same field, the step is refused, and can then be done for the rest only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from store.edit import Change, Edit, Unknown
from store.errors import ConflictError
from store.persistence import fields, formats, ledger
from store.persistence.desk import Desk
from store.persistence.disk import Disk
from store.persistence.fields import FieldChange
from store.persistence.history import Event, event
from store.persistence.meeting import Pending
from store.persistence.state import Changed

REACH = 200
"""Edits of earlier sessions that are looked for at least, before undo ends."""

Fields = Mapping[str, list[FieldChange]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One edit that can be taken back or done again."""

    label: str
    args: tuple[tuple[str, str], ...]
    edit: Pending | int
    """The edit itself, or its number if it is of an earlier session."""
    change: Change | Fields
    """What it did; fields are looked at only when it is undone."""
    unknown: Mapping[str, tuple[Unknown, Unknown]]
    """What it did to unknown keys, beside a Change; the fields of the files tell of them."""

    @classmethod
    def of(cls, edit: Pending) -> Step:
        """An edit of this session."""
        change = edit.change
        return cls(label=change.label, args=change.args, edit=edit, change=change,
                   unknown=dict(edit.unknown))

    def touches(self, keys: Collection[str]) -> bool:
        """True if it changed one of these records."""
        done = self.change.ids if isinstance(self.change, Change) else self.change
        return not set(keys).isdisjoint(done)

    def fields(self) -> Fields:
        """What it did to the fields of each record."""
        if not isinstance(self.change, Change):
            return {k: [_settled(c) for c in v] for k, v in self.change.items()}
        before, found = dict(self.change.before), {}
        for key, after in self.change.after:
            old, new = self.unknown.get(key, (None, None))
            found[key] = fields.diff(
                formats.plain(before[key], old), formats.plain(after, new))
        return found


def _settled(change: FieldChange) -> FieldChange:
    """A whole record of the file, as this program would write it."""
    path, old, new = change
    if path:
        return change
    return path, _record(old), _record(new)


def _record(value: Any) -> Any:
    return None if value is None else formats.plain(*formats.record(value))


class Undoing:
    """The two stacks of one user."""

    def __init__(self, desk: Desk, disk: Disk | None) -> None:
        self._desk = desk
        self._disk = disk
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._stuck: tuple[bool, Step] | None = None
        """The step that was refused last: undo or redo, and which."""
        self._earlier = disk is not None
        """There may be steps of earlier sessions that were not looked for yet."""
        self._mine: list[Pending] = []
        self._erased = ledger.of_meta(desk.records.disk.meta)

    def did(self, changed: Changed, edit: Pending) -> None:
        """A new edit: it can be undone, and nothing can be done again."""
        self._mine.append(edit)
        self._undo.append(Step.of(edit))
        self._redo.clear()
        self._stuck = None

    def noted(self, edit: Pending) -> None:
        """An edit that changes nothing: there is nothing to undo."""
        self._mine.append(edit)

    def forget(self, keys: Collection[str]) -> None:
        """Neither undo nor redo anything that touched these records."""
        for stack in (self._undo, self._redo):
            stack[:] = [step for step in stack if not step.touches(keys)]
        self._stuck = None
        self._erased = ledger.of_meta(self._desk.records.disk.meta)

    def _forget_erased(self) -> None:
        """Another program erased somebody: what is remembered here may still name them.

        The files are cleaned, and tell all that is saved.
        """
        erased = ledger.of_meta(self._desk.records.disk.meta)
        if erased == self._erased or self._disk is None:
            return
        self._erased, self._earlier, self._stuck = erased, True, None
        self._mine = [edit for edit in self._mine if not edit.sequence]
        for stack in (self._undo, self._redo):
            stack[:] = [
                Step.of(e) for e in (step.edit for step in stack)
                if isinstance(e, Pending) and e.lines and not e.sequence
            ]

    def removed(self, *, undo: bool) -> tuple[str, ...]:
        """Ids of the records that the next step would remove, as far as they are there."""
        source = self._next(undo=undo)
        if not source:
            return ()
        change, side = source[-1].change, 0 if undo else 1
        if isinstance(change, Change):
            gone = [k for k, value in (change.after, change.before)[undo] if value is None]
        else:
            gone = [k for k, found in change.items()
                    if any(not path and (old, new)[side] is None for path, old, new in found)]
        return tuple(key for key in gone if key in self._desk.records)

    def _next(self, *, undo: bool) -> list[Step]:
        """The stack whose last step is taken next."""
        self._forget_erased()
        source = self._undo if undo else self._redo
        if not source and self._earlier:
            self._load()
        return source

    def step(self, *, undo: bool, partly: bool) -> tuple[Changed, Pending] | None:
        """Take back the last edit (or do it again); None if there is none.

        Raises ConflictError if others have changed the same fields; `partly` then leaves
        these out. With the mutex of the desk held.
        """
        source, target = self._next(undo=undo), self._redo if undo else self._undo
        if partly and self._stuck is not None and self._stuck[0] == undo:
            step = self._stuck[1]
        elif source:
            step = source.pop()
        else:
            return None
        self._stuck = None
        edit = self._edit(step, undo=undo, partly=partly)
        done = self._desk.apply(edit, undoes=step.edit)
        self._mine.append(done[1])
        target.append(step)
        return done

    def _edit(self, step: Step, *, undo: bool, partly: bool) -> Edit:
        wanted: dict[str, Any] = {}
        lost, left, records = [], False, self._desk.records
        for key, changes in step.fields().items():
            now = formats.plain(records.get(key), records.unknown(key))
            todo = fields.backwards(changes) if undo else list(changes)
            fit = [c for c in todo if fields.value_at(now, c[0]) == c[1]]
            left = left or bool(fit)
            if len(fit) < len(todo):
                lost.append(key)
            if fit and (partly or len(fit) == len(todo)):
                wanted[key] = self._allowed(fields.apply(now, fit))
        if lost and (not partly or not wanted):
            self._stuck = (undo, step) if left and not partly else None
            raise ConflictError(ids=tuple(lost), partly=left and not partly)
        read = {key: formats.record(value) for key, value in wanted.items() if value is not None}
        return Edit(
            label="undo" if undo else "redo", args=(("label", step.label), *step.args),
            records=tuple(prospect for prospect, _ in read.values()),
            removed=tuple(key for key in wanted if key not in read),
            unknown={key: unknown for key, (_, unknown) in read.items()},
        )

    def _allowed(self, record: dict[str, Any] | None) -> dict[str, Any] | None:
        """A record without people erased meanwhile: nothing brings them back."""
        if not self._erased or record is None:
            return record
        from store.persistence.erasing import still_erased  # seldom needed

        return still_erased(record, self._erased)

    def _load(self) -> None:
        """Put the steps of earlier sessions under those of this one."""
        self._earlier = False
        assert self._disk is not None, "asked by _earlier"
        user, mine = self._desk.user, {e.sequence for e in self._mine if e.sequence}
        undo: list[Step] = []
        redo: list[Step] = []
        taken = {e.undoes for e in self._mine if isinstance(e.undoes, int)}
        for item in events(self._disk, self._desk, partial(_enough, user=user)):
            # Of an erasure nothing is left that could be undone.
            if item.user == user and item.seq not in mine and item.label != "erased":
                _replay(item, undo, redo)
        self._undo[:0] = [s for s in undo if s.edit not in taken]
        if not self._mine:
            self._redo[:0] = redo


def _enough(found: list[Event], user: str) -> bool:
    return sum(e.user == user and not e.of for e in found) >= REACH


def _replay(item: Event, undo: list[Step], redo: list[Step]) -> None:
    """Let one edit of the files happen to the stacks."""
    if not item.of:
        undo.append(Step(label=item.label, args=item.args, edit=item.seq, change=item.records,
                         unknown={}))
        redo.clear()
        return
    source, target = (undo, redo) if item.label == "undo" else (redo, undo)
    for place, step in enumerate(source):
        if step.edit == item.of:
            target.append(source.pop(place))
            return


def events(disk: Disk, desk: Desk, enough: Any) -> list[Event]:
    """Edits of the history and the journal in their order: at least the newest."""
    newest = [event(item) for item in disk.journalled(desk.records.disk)]
    older = disk.past.newest(enough)
    first = newest[0].seq if newest else None
    return [e for e in older if first is None or e.seq < first] + newest
