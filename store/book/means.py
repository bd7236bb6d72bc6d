"""Means of all customers of a book, from the columns of its rows."""

from __future__ import annotations

from array import array

from store.persistence.columns import CLASSED, GONE, NO_AMOUNT
from store.persistence.rowmap import Rows
from store.value.portfolio import Axes


def axes(rows: Rows) -> Axes:
    """Means of the last twelve months, of customers and former customers; in cents."""
    counted = [
        (margin, revenue) for stage, flags, margin, revenue
        in zip(*_columns(rows), strict=True) if stage in CLASSED and not flags & GONE]
    return Axes.of([margin for margin, _ in counted if margin != NO_AMOUNT],
                   [revenue for _, revenue in counted])


def _columns(rows: Rows) -> tuple[array[int], ...]:
    columns = rows.columns
    return columns.stage, columns.flags, columns.margin, columns.revenue


class Means:
    """The same, found anew only after a change that concerns them: most edits do not."""

    def __init__(self, rows: Rows) -> None:
        self.axes = axes(rows)
        self._seen = tuple(one[:] for one in _columns(rows))

    def hold(self, rows: Rows) -> bool:
        """Whether nothing they rest on has changed since."""
        return self._seen == _columns(rows)
