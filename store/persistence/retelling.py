"""The history of one record retold: each edit with the record before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from store.persistence import formats
from store.persistence.fields import Path
from store.persistence.history import HistoryEntry
from store.profile.prospect import Prospect


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """One edit of one record. The states are plain JSON values, equal parts shared."""

    seq: int
    at: datetime
    """UTC."""
    user: str
    label: str
    args: tuple[tuple[str, str], ...]
    before: Any
    """None: the edit created the record, or brought it back."""
    after: Any
    """None: the edit removed the record."""


def retell(entries: Sequence[HistoryEntry], now: Prospect | None) -> tuple[Retold, ...]:
    """The edits, oldest first, from the entries of one record and the record as it is now.

    Goes back from now, field by field. What the history says counts: where the record
    says something else (after an erasure, say), the parts are filled in.
    """
    told: list[Retold] = []
    state = formats.plain(now)
    for seq, group in groupby(reversed(entries), key=lambda entry: entry.seq):
        edit = list(group)
        for entry in edit:
            state = _with(state, entry.path, entry.new) if _says(entry) else state
        after = state
        for entry in edit:
            state = _with(state, entry.path, entry.old) if _says(entry) else state
        told.append(Retold(seq=seq, at=edit[0].at, user=edit[0].user, label=edit[0].label,
                           args=edit[0].args, before=state, after=after))
    return tuple(reversed(told))


def _says(entry: HistoryEntry) -> bool:
    """False for an edit that changes nothing, as one that ends a conflict."""
    return bool(entry.path) or entry.old is not None or entry.new is not None


def _with(where: Any, path: Path, value: Any) -> Any:
    """A copy with a value at a path, None taking it out; what leads there is made."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    name, mark, key = step.partition("=")
    if mark and not isinstance(where, dict):
        items = list(where) if isinstance(where, list) else []
        place = next((n for n, item in enumerate(items)
                      if isinstance(item, dict) and item.get(name) == key), len(items))
        old = items[place] if place < len(items) else {name: key}
        new = _with(old, rest, value)
        items[place:place + 1] = [] if new is None else [new]
        return items
    copy = dict(where) if isinstance(where, dict) else {}
    new = _with(copy.get(step), rest, value)
    if new is None:
        copy.pop(step, None)
    else:
        copy[step] = new
    return copy
