"""The customers of a book in the order of what they bring; of any number."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from store.persistence.columns import ARCHIVED, CLASSED, LAPSED, NO_AMOUNT, STAGES
from store.persistence.rowmap import Rows
from store.profile.steps import Stage
from store.row import Row
from store.value.abc import Concentration, measured
from store.value.pareto import Pareto, Region, pareto

_NEW = STAGES.index(Stage.NEW)
_NEVER, _ALWAYS, _LEFT = 0, 1, 255
"""In place of a letter: never taken over; differs in any case; is left as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """The classes taken over, by place."""

    made_from: list[array[int]]
    codes: bytearray
    """Letters, or one of the signs above."""
    idle: list[int]
    """Places without revenue that are in another class than N or O."""


class Ranking:
    """Customers and former customers as they stood when it was made.

    Places count from 0 in the order of `Pareto.order`. Equal values stand by customer
    number; a group of equal ones is put in order when it is first looked at.
    """

    def __init__(
        self, rows: Rows, worths: Sequence[int], sources: tuple[array[int], ...]
    ) -> None:
        """worths: cents by position of all rows, NO_AMOUNT where unknown, as made from
        `sources`."""
        self._rows, self._sources = rows, (rows.columns.stage, rows.columns.flags, *sources)
        self._made_from = [one[:] for one in self._sources]
        stage = rows.columns.stage
        self._positions = [n for n in rows.live() if stage[n] in CLASSED]
        self._values = [
            None if worths[n] == NO_AMOUNT else worths[n] for n in self._positions]
        self.pareto: Pareto = pareto(self._values)
        self._order = list(self.pareto.order)
        self._settled: set[int] = set()
        """First places of equal ones that stand by number."""
        self._held: _Held | None = None

    def fresh(self) -> bool:
        """Whether everybody still stands where they would if it were made now."""
        return self._made_from == list(self._sources)

    def __len__(self) -> int:
        return len(self._order)

    # -- one place ------------------------------------------------------------------------

    def _at(self, place: int) -> int:
        """The position of the row in a place."""
        if place < self.pareto.ranked:
            self._settle(*self.pareto.ties(place))
        return self._positions[self._order[place]]

    def _settle(self, first: int, behind: int) -> None:
        if behind - first < 2 or first in self._settled:
            return
        self._settled.add(first)
        tied = self._order[first:behind]
        rows = self._rows.several([self._positions[n] for n in tied])
        numbers = [_number(row.number) for row in rows]
        self._order[first:behind] = [n for _number, n in sorted(zip(numbers, tied, strict=True))]
        if self._held is not None:
            self._held.codes[first:behind] = self._codes(self._order[first:behind])

    def id(self, place: int) -> str:
        """Of the customer in a place."""
        return self._rows.id(self._at(place))

    def row(self, place: int) -> Row:
        """Of the customer in a place, as it is now. Raises FileError "damaged"."""
        return self._rows.at(self._at(place))

    def everybody(self) -> Iterator[Row]:
        """The rows of all places in order, read many at once and not kept."""
        place = 0
        while place < self.pareto.ranked:
            first, place = self.pareto.ties(place)
            self._settle(first, place)
        return self._rows.several([self._positions[n] for n in self._order])

    def value(self, place: int) -> int | None:
        """What ranks them, in cents."""
        return self._values[self._order[place]]

    def place(self, key: str) -> int | None:
        """Where a customer stands; None: is none."""
        position = self._rows.position(key)
        if position is None or position not in self._index:
            return None
        own = self._index[position]
        value = self._values[own]
        if value is not None and value > 0:
            first, behind = self.pareto.found(value)
            self._settle(first, behind)
        else:
            first, behind = self.pareto.ranked, len(self._order)
        return self._order.index(own, first, behind)

    @cached_property
    def _index(self) -> dict[int, int]:
        return {position: n for n, position in enumerate(self._positions)}

    # -- classes --------------------------------------------------------------------------

    def letter(self, place: int) -> str:
        """The class in force in a place; empty for none."""
        code = self._rows.columns.class_code(self._at(place))
        return chr(code) if code else ""

    def computed(self, place: int, to_a: int, to_b: int) -> str:
        """The class by these borders: how many are A, how many A or B; empty for none."""
        region = self.pareto.part(place)
        if region is Region.RANKED:
            return "A" if place < to_a else "B" if place < to_b else "C"
        if region is Region.NEGATIVE:
            return "C" if self.pareto.total else ""
        if region is Region.NOTHING:
            return "N" if self._rows.columns.stage[self._at(place)] == _NEW else "O"
        return ""

    def moved(self, to_a: int, to_b: int) -> Iterator[int]:
        """Places whose class is not the one taken over, nor set by hand; best first."""
        held = self._taken
        for expected, first, behind in self._regions(to_a, to_b):
            for found in re.finditer(b"[^%c\\x00\\xff]" % expected, held.codes[first:behind]):
                yield first + found.start()
        yield from held.idle

    def differing(self, to_a: int, to_b: int) -> int:
        """How many those are."""
        held = self._taken
        total = len(held.idle)
        for expected, first, behind in self._regions(to_a, to_b):
            alike = sum(held.codes.count(code, first, behind)
                        for code in (expected, _NEVER, _LEFT))
            total += behind - first - alike
        return total

    @property
    def never_taken(self) -> int:
        """How many have a class that was never taken over."""
        known = len(self) - self.pareto.unknown
        return self._taken.codes.count(_NEVER, 0, known) if self.pareto.total else 0

    def _regions(self, to_a: int, to_b: int) -> Iterator[tuple[int, int, int]]:
        """Code of a class, its first place, and the first behind it."""
        ranked, negative = self.pareto.ranked, self.pareto.negative
        yield ord("A"), 0, to_a
        yield ord("B"), to_a, to_b
        yield ord("C"), to_b, ranked
        if self.pareto.total:
            yield ord("C"), ranked, ranked + negative

    @property
    def _taken(self) -> _Held:
        """As the columns say now."""
        columns = self._rows.columns
        present = [columns.own, columns.taken, columns.flags]
        if self._held is None or self._held.made_from != present:
            positions, stage = self._positions, columns.stage
            codes = self._codes(self._order)
            starts = dict(self.pareto.starts)
            idle = [
                place for place in range(starts[Region.NOTHING], starts[Region.UNKNOWN])
                if codes[place] not in (_NEVER, _LEFT, ord(
                    "N" if stage[positions[self._order[place]]] == _NEW else "O"))]
            self._held = _Held(made_from=[one[:] for one in present], codes=codes, idle=idle)
        return self._held

    def _codes(self, order: Sequence[int]) -> bytearray:
        """Of some customers the letter taken over, or a sign in its place."""
        columns = self._rows.columns
        own, taken, flags = columns.own, columns.taken, columns.flags
        return bytearray(
            _LEFT if own[n] or flags[n] & ARCHIVED else _ALWAYS if flags[n] & LAPSED else taken[n]
            for n in map(self._positions.__getitem__, order))

    @cached_property
    def concentration(self) -> Concentration:
        """How much hangs on how few."""
        return measured(self.pareto.best)


def _number(number: str) -> tuple[int, str]:
    """Customer numbers rise as numbers do, others behind them by their letters."""
    return (int(number), "") if number.isdecimal() else (1 << 62, number)
