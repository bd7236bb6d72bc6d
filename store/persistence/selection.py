"""A list of rows in an order, of any length: each row is read when it is looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from store.listing import Group, SortBy
from store.persistence.columns import NO_DAY
from store.persistence.rowmap import Rows
from store.row import Row
from store.text import query_words

CLASSES = "ABC"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassShare:
    """What the customers of one class bring."""

    letter: str
    count: int
    revenue: int
    """Sum of what is positive, in cents."""


class Selection(Sequence[Row]):
    """Rows in a fixed order. Rows once looked at stay as they were, whatever changes."""

    def __init__(
        self, rows: Rows, positions: list[int], seen: dict[int, Row] | None = None
    ) -> None:
        self._rows = rows
        self._positions = positions
        self._seen = seen or {}

    @classmethod
    def of(cls, rows: Rows, group: Group, order: SortBy, *, turned: bool = False) -> Selection:
        """A list in an order; `turned` the other way round."""
        return cls(rows, rows.orders.of(group, order, turned=turned))

    def __len__(self) -> int:
        return len(self._positions)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self._at(position) for position in self._positions[index]]
        return self._at(self._positions[index])

    def __iter__(self) -> Iterator[Row]:
        seen = self._seen
        fresh = self._rows.several([n for n in self._positions if n not in seen])
        known = [seen.get(n) for n in self._positions]
        return (row if row is not None else next(fresh) for row in known)

    def __contains__(self, item: object) -> bool:
        return isinstance(item, Row) and self.place(item.id) is not None

    def _at(self, position: int) -> Row:
        row = self._seen.get(position)
        if row is None:
            row = self._seen[position] = self._rows.at(position)
        return row

    def place(self, key: str) -> int | None:
        """Index of the row of a prospect; None if it is not among these."""
        for position in self._rows.positions(key):
            if position in self._positions:
                return self._positions.index(position)
        return None

    def ids(self) -> Iterator[str]:
        """Ids of all, without reading a row."""
        return map(self._rows.id, self._positions)

    def matching(self, query: str) -> Selection:
        """Those whose text holds each word, in the same order."""
        words = query_words(query)
        if not words:
            return self
        found, texts = self._positions, self._rows.texts()
        for bare, folded in words:
            # As store.text.matches, a word at a time: much faster on a whole base.
            if bare == folded:
                found = [n for n in found if bare in texts[n]]
            else:
                found = [n for n in found if bare in texts[n] or folded in texts[n]]
        return Selection(self._rows, found, self._seen)

    def after(self, changed: Collection[str]) -> Selection:
        """The same prospects in the same places, with their rows of now."""
        gone = {n for key in changed for n in self._rows.positions(key)}
        seen = {n: row for n, row in self._seen.items() if n not in gone}
        return Selection(self._rows, self._positions, seen)

    @cached_property
    def revenue(self) -> int:
        """Sum of all positive revenues, in cents."""
        cents = self._rows.columns.revenue
        return sum(cents[n] for n in self._positions if cents[n] > 0)

    @cached_property
    def classes(self) -> tuple[ClassShare, ...]:
        """What the customers of each class bring."""
        columns = self._rows.columns
        cents = columns.revenue
        members: dict[int, list[int]] = {ord(letter): [] for letter in CLASSES}
        for n in self._positions:
            listed = members.get(columns.class_code(n))
            if listed is not None and columns.customer(n):
                listed.append(cents[n])
        return tuple(
            ClassShare(letter=chr(code), count=len(found),
                       revenue=sum(cent for cent in found if cent > 0))
            for code, found in members.items())

    @property
    def soonest(self) -> tuple[Row, ...]:
        """Those whose next day to act is the first of all; empty if none has one."""
        act_on = self._rows.columns.act_on
        first = min((act_on[n] for n in self._positions), default=NO_DAY)
        if first == NO_DAY:
            return ()
        return tuple(self._rows.several([n for n in self._positions if act_on[n] == first]))
