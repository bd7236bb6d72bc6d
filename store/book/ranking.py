"""The customers of a book in the order of what they bring; of any number."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from store.book.figures import Figures
from store.persistence.columns import CLASSED, NO_AMOUNT
from store.persistence.rowmap import Rows
from store.row import Row
from store.value.abc import ClassBasis, Classing, Concentration, Period, concentration
from store.value.pareto import Pareto, Region, pareto
from store.value.worth import chosen

_LETTERS = {"A": ord("A"), "B": ord("B"), "C": ord("C")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Cents of a period by position of all rows; a margin of NO_AMOUNT is unknown."""

    revenue: array[int]
    margin: array[int]
    basis: ClassBasis

    def value(self, position: int) -> int | None:
        """What a customer is ranked by."""
        margin = self.margin[position]
        return chosen(self.revenue[position], None if margin == NO_AMOUNT else margin, self.basis)


class Ranking:
    """Customers and former customers as they stood when it was made.

    Places count from 0 in the order of `Pareto.order`. Equal values stand by customer
    number; a group of equal ones is put in order when it is first looked at.
    """

    def __init__(self, rows: Rows, sums: Sums) -> None:
        self._rows, self._sums = rows, sums
        stage = rows.columns.stage
        self._seen = [one[:] for one in self._columns]
        self._positions = [n for n in rows.live() if stage[n] in CLASSED]
        self._values = [sums.value(n) for n in self._positions]
        self.pareto: Pareto = pareto(self._values)
        self._order = list(self.pareto.order)
        self._counted: tuple[object, dict[str, list[int]]] | None = None
        self._settled: set[int] = set()
        """First places of equal ones that stand by number."""

    def fresh(self) -> bool:
        """Whether everybody still stands where they would if it were made now."""
        return self._seen == self._columns

    @property
    def _columns(self) -> list[array[int]]:
        columns = self._rows.columns
        return [columns.stage, columns.flags, self._sums.revenue, self._sums.margin]

    def __len__(self) -> int:
        return len(self._order)

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

    def id(self, place: int) -> str:
        """Of the customer in a place."""
        return self._rows.id(self._at(place))

    def row(self, place: int) -> Row:
        """Of the customer in a place, as it is now. Raises FileError "damaged"."""
        return self._rows.at(self._at(place))

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

    def letter(self, place: int) -> str:
        """The class in force in a place; empty for none."""
        code = self._rows.columns.class_code(self._at(place))
        return chr(code) if code else ""

    def differing(self, to_a: int, to_b: int) -> int:
        """How many ranked ones are in force in another class than by these borders."""
        ends = {"A": (0, to_a), "B": (to_a, to_b), "C": (to_b, self.pareto.ranked)}
        return sum(behind - first - (self._with[letter][behind] - self._with[letter][first])
                   for letter, (first, behind) in ends.items())

    @property
    def _with(self) -> dict[str, list[int]]:
        """For each class: how many of the first places are in it; ties stand as they came."""
        columns = self._rows.columns
        present = columns.letter[:], columns.own[:]
        if self._counted is None or self._counted[0] != present:
            self._counted = present, self._count()
        return self._counted[1]

    def _count(self) -> dict[str, list[int]]:
        code, positions = self._rows.columns.class_code, self._positions
        codes = [code(positions[n]) for n in self.pareto.order[:self.pareto.ranked]]
        return {letter: list(accumulate((one == wanted for one in codes), initial=0))
                for letter, wanted in _LETTERS.items()}

    @cached_property
    def concentration(self) -> Concentration:
        """How much hangs on how few."""
        return concentration(self.pareto.best)

    def part(self, place: int) -> Region:
        """Ranked, or apart for which reason."""
        return self.pareto.part(place)


def _number(number: str) -> tuple[int, str]:
    """Customer numbers rise as numbers do, others behind them by their letters."""
    return (int(number), "") if number.isdecimal() else (1 << 62, number)


def sums_of(rows: Rows, classing: Classing, figures: Figures | None) -> Sums:
    """What a classing goes by. Raises ValueError for a calendar year without figures."""
    columns = rows.columns
    if classing.period is Period.ROLLING:
        return Sums(revenue=columns.revenue, margin=columns.margin, basis=classing.basis)
    if figures is None:
        raise ValueError("figures")
    return Sums(revenue=figures.column("calendar"), margin=figures.column("calendar_margin"),
                basis=classing.basis)
