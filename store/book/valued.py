"""The customers of a book by what they are worth; of any number (domain.md 4.3 to 4.8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from store.book.figures import Figures
from store.book.means import axes
from store.persistence.columns import ARCHIVED, CUSTOMERS, NO_AMOUNT
from store.persistence.rowmap import Rows
from store.row import Row
from store.value.aspects import base_points
from store.value.level import Level, axis_each
from store.value.portfolio import Missing
from store.value.rfm import (
    QUINTILES_FROM,
    Rfm,
    frequency,
    money,
    quintiles,
    recency,
    rfm,
)
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
_ORDERED = ("last_order", "orders24", "revenue24")
_FIGURES = ("marks", *_ORDERED)
_MARGIN, _POTENTIAL = ASPECT_WEIGHTS[Aspect.MARGIN], ASPECT_WEIGHTS[Aspect.POTENTIAL]
_LARGEST = 1 << 63
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
        columns = rows.columns
        stage, flags, revenue = columns.stage, columns.flags, columns.revenue
        mine = [n for n in rows.live() if stage[n] in CUSTOMERS and not flags[n] & ARCHIVED]
        mine.sort(key=revenue.__getitem__, reverse=True)
        self._mine = mine
        self._margins = [
            margin if margin != NO_AMOUNT or spent else 0
            for margin, spent in ((columns.margin[n], revenue[n]) for n in mine)]
        self._totals, self._weights = self._sums()
        self.fifths = fifths and self.may_be_fifths
        keys = self._keys(order)
        self._order = [mine[at] for at in sorted(range(len(mine)), key=keys.__getitem__)]

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
        sums = Counter(zip(self._totals, self._weights, strict=True))
        for (total, weight), count in sums.items():
            # Ten times the sum over the weight, without a fraction for each customer.
            found[value_band(10 * total // weight) if weight else None] += count
        return found

    # -- value -----------------------------------------------------------------------

    def _margin(self, position: int) -> int | None:
        """Margin of twelve months; who sold nothing has no unknown cost: that is 0."""
        columns = self._rows.columns
        known = columns.margin[position]
        return known if known != NO_AMOUNT else None if columns.revenue[position] else 0

    def _sums(self) -> tuple[list[int], list[int]]:
        """Weight times points, and weight, of all that is known: as `score.weighed`.

        In one loop over the columns: there may be a hundred thousand.
        """
        totals, weights = [], []
        known, marks = self._weighed, self._figures.column("marks")
        potential = self._rows.columns.potential
        each = zip(
            self._mine, self._placed(self._margins, self.axes.margin),
            self._placed([potential[n] for n in self._mine], self.axes.revenue), strict=True)
        for n, earned, possible in each:
            total, weight = known[marks[n]]
            if earned is not None:
                total, weight = total + _MARGIN * earned // 10, weight + _MARGIN
            if possible is not None:
                total, weight = total + _POTENTIAL * possible // 10, weight + _POTENTIAL
            totals.append(total)
            weights.append(weight)
        return totals, weights

    @staticmethod
    def _placed(amounts: Sequence[int], mean: Fraction | None) -> Sequence[int | None]:
        """Where amounts stand on an axis; None for what is not known."""
        if mean is None:
            return [None] * len(amounts)
        return [None if amount == NO_AMOUNT else place
                for amount, place in zip(amounts, axis_each(amounts, mean), strict=True)]

    @cached_property
    def _weighed(self) -> dict[int, tuple[int, int]]:
        """Sums of what only records tell; few points make few different ones."""
        return {marks: weighed(unpacked(marks)) for marks in set(self._figures.column("marks"))}

    # -- order -----------------------------------------------------------------------

    def _keys(self, order: WorthOrder) -> Sequence[float | tuple[float, float]]:
        """What sorts the best first, for each of them; whoever lacks it comes last."""
        if order is WorthOrder.LEAST:
            return [-total for total in self._totals]
        if order is WorthOrder.MARGIN:
            return [_LARGEST if margin == NO_AMOUNT else -margin for margin in self._margins]
        if order is WorthOrder.RFM:
            return self._marked()
        # Equal fractions are equal when divided.
        values = [-total / weight if weight else 1
                  for total, weight in zip(self._totals, self._weights, strict=True)]
        if order is WorthOrder.PRIORITY:
            priority = self._rows.columns.priority
            return [(priority[n] or _LAST) * 1_000 + value
                    for n, value in zip(self._mine, values, strict=True)]
        return values

    def _marked(self) -> list[int]:
        """The three marks as one number, negative: the best first."""
        found = dict.fromkeys(self._mine, 1)
        if self.fifths:
            for n, marks in self._fifths.items():
                found[n] = -(100 * marks.recency + 10 * marks.frequency + marks.money)
        elif self._average is not None:
            last, orders, spent = (self._figures.column(name) for name in _ORDERED)
            today, average = self._figures.today.toordinal(), self._average
            for n in self._ordered:
                found[n] = -(100 * recency(today - last[n]) + 10 * frequency(orders[n])
                             + money(spent[n], average))
        return list(found.values())

    # -- marks -----------------------------------------------------------------------

    @cached_property
    def _ordered(self) -> list[int]:
        """Who ordered something in 24 months: the others have no marks."""
        last, orders, spent = (self._figures.column(name) for name in _ORDERED)
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
                  for name in _ORDERED]
        return {n: Rfm(recency=recency, frequency=frequency, money=money)
                for n, recency, frequency, money in zip(self._ordered, *ranked, strict=True)}
