"""The customers of a book by what they are worth; of any number (domain.md 4.3 to 4.8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from store.book.figures import Figures
from store.book.means import axes
from store.persistence.columns import ARCHIVED, CUSTOMERS, NO_AMOUNT
from store.persistence.rowmap import Rows
from store.row import Row
from store.value.aspects import base_points
from store.value.level import Level
from store.value.level import points as beside
from store.value.portfolio import Missing
from store.value.rfm import QUINTILES_FROM, Rfm, quintiles, rfm
from store.value.score import (
    ASPECT_WEIGHTS,
    Aspect,
    CustomerValue,
    customer_value,
    unpacked,
    value_band,
    weighed,
)

_COLUMNS = ("stage", "flags", "revenue", "margin", "potential", "priority")
_FIGURES = ("marks", "last_order", "orders24", "revenue24")
_MARGIN, _POTENTIAL = ASPECT_WEIGHTS[Aspect.MARGIN], ASPECT_WEIGHTS[Aspect.POTENTIAL]
_LAST = 9
"""Behind all priorities."""


class WorthOrder(StrEnum):
    """What customers are sorted by, the best first."""

    VALUE = "value"
    LEAST = "least"
    MARGIN = "margin"
    RFM = "rfm"
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuation:
    """One customer. Money in cents."""

    row: Row
    letter: str
    """Class in force; empty for none."""
    value: CustomerValue
    margin: int | None
    """Of twelve months; None where a cost is unknown."""
    rfm: Rfm | None
    point: tuple[int, int] | Missing
    """Where it stands in the portfolio, or why it cannot be placed."""


class Valued:
    """Customers as they stood when it was made, archived ones left out.

    Places count from 0. Equal ones stand by revenue. `figures` are complete; with `fifths`
    marks are fifths of this base, from QUINTILES_FROM customers with orders on.
    """

    def __init__(
        self, rows: Rows, figures: Figures, order: WorthOrder = WorthOrder.VALUE, *,
        fifths: bool = False,
    ) -> None:
        self._rows, self._figures, self.order = rows, figures, order
        self._seen = self._copies()
        self.axes = axes(rows)
        self._average = figures.average24
        stage, flags, revenue = (
            rows.columns.stage, rows.columns.flags, rows.columns.revenue)
        mine = [n for n in rows.live() if stage[n] in CUSTOMERS and not flags[n] & ARCHIVED]
        mine.sort(key=revenue.__getitem__, reverse=True)
        self._mine = mine
        self._sums = dict(zip(mine, map(self._sum, mine), strict=True))
        self.fifths = fifths and self.may_be_fifths
        self._order = sorted(mine, key=self._keys(order))

    def _copies(self) -> list[object]:
        return [*(getattr(self._rows.columns, name)[:] for name in _COLUMNS),
                *(self._figures.column(name)[:] for name in _FIGURES)]

    def fresh(self) -> bool:
        """Whether everybody would stand where they do if it were made now."""
        return self._seen == self._copies()

    def __len__(self) -> int:
        return len(self._order)

    def id(self, place: int) -> str:
        """Of the customer in a place."""
        return self._rows.id(self._order[place])

    def place(self, key: str) -> int | None:
        """Where a customer stands; None: is none."""
        position = self._rows.position(key)
        return None if position is None else self._places.get(position)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {position: place for place, position in enumerate(self._order)}

    def at(self, place: int) -> Valuation:
        """Of the customer in a place. Raises FileError "damaged"."""
        position = self._order[place]
        columns = self._rows.columns
        margin, potential = self._margin(position), columns.known_potential(position)
        marks = unpacked(self._figures.column("marks")[position])
        code = columns.class_code(position)
        return Valuation(
            row=self._rows.at(position), letter=chr(code) if code else "",
            value=customer_value({**marks, **base_points(margin, potential, self.axes)}),
            margin=margin, rfm=self._marks(position), point=self.axes.place(margin, potential))

    @cached_property
    def bands(self) -> Counter[Level | None]:
        """How many stand in each band; under None those of whom nothing is known."""
        found: Counter[Level | None] = Counter()
        for (total, weight), count in Counter(self._sums.values()).items():
            # Ten times the sum over the weight, without a fraction for each customer.
            found[value_band(10 * total // weight) if weight else None] += count
        return found

    # -- value -----------------------------------------------------------------------

    def _margin(self, position: int) -> int | None:
        """Margin of twelve months; who sold nothing has no unknown cost: that is 0."""
        columns = self._rows.columns
        known = columns.margin[position]
        return known if known != NO_AMOUNT else None if columns.revenue[position] else 0

    def _sum(self, position: int) -> tuple[int, int]:
        """Weight times points, and weight, of all that is known: as `score.weighed`."""
        total, weight = self._weighed[self._figures.column("marks")[position]]
        margin, potential = self._margin(position), self._rows.columns.potential[position]
        if margin is not None and self.axes.margin is not None:
            total += _MARGIN * beside(margin, self.axes.margin)
            weight += _MARGIN
        if potential != NO_AMOUNT and self.axes.revenue is not None:
            total += _POTENTIAL * beside(potential, self.axes.revenue)
            weight += _POTENTIAL
        return total, weight

    @cached_property
    def _weighed(self) -> dict[int, tuple[int, int]]:
        """Sums of what only records tell; few points make few different ones."""
        return {marks: weighed(unpacked(marks)) for marks in set(self._figures.column("marks"))}

    # -- order -----------------------------------------------------------------------

    def _keys(self, order: WorthOrder) -> Callable[[int], float | tuple[float, float]]:
        """What sorts the best first; whoever lacks it comes last."""
        if order is WorthOrder.LEAST:
            return lambda position: -self._sums[position][0]
        if order is WorthOrder.MARGIN:
            return self._by_margin
        if order is WorthOrder.RFM:
            return self._by_marks
        if order is WorthOrder.PRIORITY:
            priority = self._rows.columns.priority
            return lambda position: (priority[position] or _LAST, self._by_value(position))
        return self._by_value

    def _by_value(self, position: int) -> float:
        total, weight = self._sums[position]
        return -total / weight if weight else 1  # equal fractions are equal when divided

    def _by_margin(self, position: int) -> tuple[float, float]:
        margin = self._margin(position)
        return (1, 0) if margin is None else (0, -margin)

    def _by_marks(self, position: int) -> float:
        marks = self._marks(position)
        return -(100 * marks.recency + 10 * marks.frequency + marks.money) if marks else 1

    # -- marks -----------------------------------------------------------------------

    @cached_property
    def _ordered(self) -> list[int]:
        """Who ordered something in 24 months: the others have no marks."""
        spent, orders, last = (self._figures.column(name)
                               for name in ("revenue24", "orders24", "last_order"))
        return [n for n in self._mine if spent[n] > 0 and orders[n] and last[n]]

    @property
    def may_be_fifths(self) -> bool:
        """There are enough of them for fifths of the base."""
        return len(self._ordered) >= QUINTILES_FROM

    def _marks(self, position: int) -> Rfm | None:
        if self.fifths:
            return self._fifths.get(position)
        last = self._figures.column("last_order")[position]
        return rfm(self._figures.today.toordinal() - last if last else None,
                   self._figures.column("orders24")[position],
                   self._figures.column("revenue24")[position], self._average)

    @cached_property
    def _fifths(self) -> dict[int, Rfm]:
        ranked = [quintiles([self._figures.column(name)[n] for n in self._ordered])
                  for name in ("last_order", "orders24", "revenue24")]
        return {n: Rfm(recency=recency, frequency=frequency, money=money)
                for n, recency, frequency, money in zip(self._ordered, *ranked, strict=True)}
