"""Means of all customers of a book, from the columns of its rows."""

from __future__ import annotations

from store.persistence.columns import CLASSED, NO_AMOUNT
from store.persistence.rowmap import Rows
from store.value.portfolio import Axes


def axes(rows: Rows) -> Axes:
    """Means of the last twelve months, of customers and former customers; in cents."""
    columns = rows.columns
    stage, margin, revenue = columns.stage, columns.margin, columns.revenue
    counted = [n for n in rows.live() if stage[n] in CLASSED]
    return Axes.of(
        (one for n in counted if (one := margin[n]) != NO_AMOUNT),
        (revenue[n] for n in counted))
