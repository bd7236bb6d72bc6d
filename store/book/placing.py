"""The portfolio of a book: where each customer stands on the two axes; of any number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from store.book.means import axes
from store.persistence.columns import ARCHIVED, CUSTOMERS, NO_AMOUNT
from store.persistence.rowmap import Rows
from store.row import Row
from store.value.level import axis_each
from store.value.portfolio import Missing

NAMED = 9
"""So many customers have a number of their own: those with the most revenue."""

Point = tuple[int, int]
"""(value, potential), each 0 to 100 in steps of 20."""


class Placing:
    """Customers as they stood when it was made, archived ones left out.

    Places count from 0: who stands on a point by revenue, the most first, then in the same
    order who cannot be placed. Money in cents.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        columns = rows.columns
        self._seen = self._columns()
        self.axes = axes(rows)
        stage, flags, revenue = columns.stage, columns.flags, columns.revenue
        mine = [n for n in rows.live() if stage[n] in CUSTOMERS and not flags[n] & ARCHIVED]
        mine.sort(key=revenue.__getitem__, reverse=True)
        self._points: list[Point] = []
        placed = [n for n in mine if self._can_be_placed(n)]
        if self.axes.margin is not None and self.axes.revenue is not None:
            values = axis_each((self.margin(n) or 0 for n in placed), self.axes.margin)
            potentials = axis_each((columns.potential[n] for n in placed), self.axes.revenue)
            self._points = list(zip(values, potentials, strict=True))
        else:
            placed = []
        apart = set(mine).difference(placed)
        self._positions = [*placed, *(n for n in mine if n in apart)]

    def _can_be_placed(self, position: int) -> bool:
        return (self._rows.columns.potential[position] != NO_AMOUNT
                and self.margin(position) is not None)

    def _columns(self) -> list[object]:
        columns = self._rows.columns
        return [one[:] for one in (columns.stage, columns.flags, columns.revenue,
                                   columns.margin, columns.potential, columns.letter,
                                   columns.own, columns.taken)]

    def fresh(self, rows: Rows) -> bool:
        """Whether everybody would stand where they do if it were made of these rows now."""
        return rows is self._rows and self._seen == self._columns()

    def __len__(self) -> int:
        return len(self._positions)

    @property
    def placed(self) -> int:
        """How many stand on a point."""
        return len(self._points)

    def margin(self, position: int) -> int | None:
        """Margin of twelve months; who sold nothing has no unknown cost: that is 0."""
        columns = self._rows.columns
        known = columns.margin[position]
        if known != NO_AMOUNT:
            return known
        return None if columns.revenue[position] else 0

    def _potential(self, position: int) -> int | None:
        return self._rows.columns.known_potential(position)

    def id(self, place: int) -> str:
        """Of the customer in a place."""
        return self._rows.id(self._positions[place])

    def row(self, place: int) -> Row:
        """Of the customer in a place, as it is now. Raises FileError "damaged"."""
        return self._rows.at(self._positions[place])

    def everybody(self) -> Iterator[Row]:
        """The rows of all places in order, read many at once and not kept."""
        return self._rows.several(self._positions)

    def letter(self, place: int) -> str:
        """The class in force in a place; empty for none."""
        code = self._rows.columns.class_code(self._positions[place])
        return chr(code) if code else ""

    def place(self, key: str) -> int | None:
        """Where a customer stands; None: is none."""
        position = self._rows.position(key)
        return None if position is None else self._places.get(position)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {position: place for place, position in enumerate(self._positions)}

    def point(self, place: int) -> Point | None:
        """The point somebody stands on; None for who cannot be placed."""
        return self._points[place] if place < self.placed else None

    def missing(self, place: int) -> Missing:
        """Why somebody behind the placed ones cannot be placed."""
        position = self._positions[place]
        reason = self.axes.place(self.margin(position), self._potential(position))
        assert isinstance(reason, Missing), "stands behind the placed ones"
        return reason

    @cached_property
    def on(self) -> dict[Point, Sequence[int]]:
        """The places that stand on each point where anybody does."""
        found: dict[Point, list[int]] = {}
        for place, point in enumerate(self._points):
            found.setdefault(point, []).append(place)
        return {point: tuple(places) for point, places in found.items()}

    @cached_property
    def unnamed(self) -> dict[Point, Counter[str]]:
        """How many without a number of their own stand on each point, by class in force."""
        return {point: Counter(self.letter(place) for place in places if place >= NAMED)
                for point, places in self.on.items()}
