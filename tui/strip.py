"""What is overdue, due or in its lead time: kept in order, brought up to date by record."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from store import Occurrence, Row, Urgency
from tui.view import StripItem

_URGENT = {Urgency.OVERDUE: 0, Urgency.TODAY: 1, Urgency.UPCOMING: 2}
_NO_PRIORITY = 9
_Entry = tuple[tuple[Any, ...], Row, Occurrence]


class Strip:
    """The today strip of a base: most urgent first, then by priority."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []

    @property
    def items(self) -> list[StripItem]:
        """What the View shows."""
        return [(row, item) for _, row, item in self._entries]

    def fill(self, rows: Iterable[Row], today: date) -> None:
        """Everything anew."""
        self._entries = [entry for row in rows for entry in _due(row, today)]
        self._entries.sort(key=_key)

    def take(self, changed: Iterable[str], rows: Mapping[str, Row], today: date) -> None:
        """Only the changed records; ones that are gone fall out."""
        ids = set(changed)
        self._entries = [entry for entry in self._entries if entry[1].id not in ids]
        for key in ids & rows.keys():
            for entry in _due(rows[key], today):
                insort(self._entries, entry, key=_key)


def _key(entry: _Entry) -> tuple[Any, ...]:
    return entry[0]


def _due(row: Row, today: date) -> list[_Entry]:
    if row.archived:
        return []
    found = []
    for item in row.occurrences:
        rank = _URGENT.get(item.urgency(today))
        if rank is not None:
            key = (rank, row.priority or _NO_PRIORITY, item.act_on, row.sort_name, item.key,
                   row.id)
            found.append((key, row, item))
    return found
