"""One row of an accounting export: whose it is, of which days, how much."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from store.exchange.amounts import AmountRefused, parse_amount, parse_count
from store.exchange.dates import DateRefused, month_of, parse_full_date
from store.exchange.entries import NOT_GIVEN
from store.exchange.formulas import unguard
from store.exchange.periods import Timespan, month_period, parse_period, quarter_of, year_of
from store.exchange.revenue_columns import MEASURES, RevenueColumn, RevenueHeader
from store.exchange.tables import TableRow
from store.text import clean_line


@dataclass
class RowFault(Exception):
    """A row that cannot be taken. Codes: those of AmountRefused, period, count, cells."""

    column: str
    code: str
    value: str


class Line(NamedTuple):
    """Who a row is about."""

    number: int
    """Of the line in the file."""
    number_of: str
    """The customer number."""
    name: str
    document: str
    blank: bool
    """No amount stands in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What a row, or several together, say of one period. Money in cents."""

    revenue: int = 0
    margin: int | None = None
    """None where a cost is unknown: never 0."""
    costed: bool = False
    """Some cost or margin was given."""
    orders: int | None = None

    def plus(self, other: Amounts) -> Amounts:
        """Both together; unknown stays unknown."""
        known = self.margin is not None and other.margin is not None
        counted = [one.orders for one in (self, other) if one.orders is not None]
        return Amounts(
            revenue=self.revenue + other.revenue,
            margin=(self.margin or 0) + (other.margin or 0) if known else None,
            costed=self.costed or other.costed,
            orders=sum(counted) if counted else None)


class Reader:
    """Reads the rows of a file of which the columns are known."""

    def __init__(self, header: RevenueHeader, decimal: str, period: Timespan | None) -> None:
        self._columns = header.columns
        self._decimal = decimal
        self._period = period
        self._one = {column.field: column for column in reversed(header.columns)
                     if column.field not in MEASURES}

    def line(self, row: TableRow) -> Line:
        """Who it is about."""
        return Line(
            number=row.line, number_of=self._text(row, "number"), name=self._text(row, "name"),
            document=self._text(row, "document"),
            blank=not any(_cell(row, column) for column in self._columns
                          if column.field in MEASURES))

    def amounts(self, row: TableRow) -> dict[Timespan, Amounts]:
        """What it says of each period. Raises RowFault."""
        extra = next((cell for cell in row.cells[len(self._columns):] if cell.strip()), "")
        if extra:
            raise RowFault("", "cells", clean_line(extra))
        found: dict[Timespan, dict[str, int]] = {}
        whole: Timespan | None = None
        for column in self._columns:
            text = _cell(row, column) if column.field in MEASURES else ""
            if not text:
                continue
            period = column.period or (self._month(row, column) if column.month else None)
            if period is None:
                period = whole = whole or self._days(row)
            values = found.setdefault(period, {})
            values[column.field] = values.get(column.field, 0) + self._value(column, text)
        return {period: _amounts(values) for period, values in found.items()}

    def _value(self, column: RevenueColumn, text: str) -> int:
        if not column.is_amount:
            count = parse_count(text)
            if count is None:
                raise RowFault(column.header, "count", text)
            return count
        try:
            return parse_amount(text, self._decimal)
        except AmountRefused as error:
            raise RowFault(column.header, error.code, text) from error

    def _text(self, row: TableRow, field: str) -> str:
        column = self._one.get(field)
        return _cell(row, column) if column else ""

    def _days(self, row: TableRow) -> Timespan:
        """Of which days the row is, by its own columns, else as was decided."""
        for field, read in (("period", _period), ("day", _month_of_day)):
            text = self._text(row, field)
            if text:
                found = read(text) or self._with_year(row, text)
                if found is None:
                    raise RowFault(self._one[field].header, "period", text)
                return found
        first, last = self._text(row, "first"), self._text(row, "last")
        if first or last:
            found = parse_period(f"{first} - {last}")
            if found is None:
                raise RowFault(self._one["first"].header, "period", f"{first} - {last}")
            return found
        return self._year_and_month(row)

    def _year_and_month(self, row: TableRow) -> Timespan:
        year = self._text(row, "year")
        for field, read in (("month", self._with_year), ("quarter", self._quarter)):
            text = self._text(row, field)
            if text:
                found = parse_period(text) or read(row, text)
                if found is None:
                    raise RowFault(self._one[field].header, "period", f"{text} {year}".strip())
                return found
        if year:
            if not _is_year(year):
                raise RowFault(self._one["year"].header, "period", year)
            return year_of(int(year))
        if self._period is None:
            raise RowFault("", "period", "")
        return self._period

    def _with_year(self, row: TableRow, text: str) -> Timespan | None:
        """A month or quarter by its number or name in the year of another column."""
        year = self._year(row)
        month = int(text) if text.isdecimal() and len(text) < 3 else month_of(text.rstrip("."))
        if not year:
            return None
        return month_period(year, month) if month else parse_period(f"{text} {year}")

    def _quarter(self, row: TableRow, text: str) -> Timespan | None:
        """ "1", "Q1", "1. Quartal" in the year of another column."""
        year, number = self._year(row), "".join(c for c in text if c in "1234")
        return quarter_of(year, int(number)) if year and len(number) == 1 else None

    def _month(self, row: TableRow, column: RevenueColumn) -> Timespan:
        year = self._year(row)
        found = month_period(year, column.month) if year else None
        if found is None:
            raise RowFault(column.header, "period", column.header)
        return found

    def _year(self, row: TableRow) -> int:
        """The year of the row, else the one that was decided; 0 where none is known."""
        text = self._text(row, "year")
        if _is_year(text):
            return int(text)
        chosen = self._period
        return chosen.first.year if chosen and chosen == year_of(chosen.first.year) else 0


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 1900 <= int(text) <= 2199


def _period(text: str) -> Timespan | None:
    return parse_period(text) or _month_of_day(text)


def _month_of_day(text: str) -> Timespan | None:
    """The month in which something was invoiced."""
    try:
        day = parse_full_date(text, days_first=True)
    except DateRefused:
        return None
    return Timespan(day.replace(day=1), date(day.year, day.month,
                                             monthrange(day.year, day.month)[1]))


def _cell(row: TableRow, column: RevenueColumn) -> str:
    if column.index >= len(row.cells):
        return ""
    text = unguard(clean_line(row.cells[column.index]))
    return "" if text in NOT_GIVEN else text


def _amounts(values: dict[str, int]) -> Amounts:
    """Margin as given, else what the revenue leaves after its cost; else unknown."""
    revenue, cost = values.get("revenue", 0), values.get("cost")
    margin = values.get("margin", None if cost is None else revenue - cost)
    return Amounts(revenue=revenue, margin=margin, orders=values.get("orders"),
                   costed=margin is not None)
