"""Bytes of an accounting export to a RevenuePlan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from store.errors import ImportProblem
from store.exchange.amounts import amount_reading, decimal_sign
from store.exchange.customers import Customers, NotMatched
from store.exchange.entries import Notice
from store.exchange.formulas import unguard
from store.exchange.limits import Limits, Meter, Progress
from store.exchange.names import key
from store.exchange.periods import Timespan
from store.exchange.plan import Choices, Question, Refused
from store.exchange.revenue_columns import (
    RevenueHeader,
    find_revenue_header,
    is_about_addresses,
)
from store.exchange.revenue_plan import Booking, RevenuePlan
from store.exchange.revenue_rows import Amounts, Line, Reader, RowFault
from store.exchange.sniff import FileKind, decode, file_kind
from store.exchange.tables import TableRow, find_separator, read_rows
from store.profile.company import RevenueEntry
from store.profile.prospect import Prospect, Stage
from store.row import Row
from store.text import clean_line

_SUMS = frozenset({"summe", "gesamt", "gesamtsumme", "zwischensumme", "total", "sum", "subtotal",
                   "grand total", "summe gesamt", "gesamtumsatz"})

_HEAD = 1 << 16
"""Bytes that tell what a file is."""


def plan_revenue(
    path: str,
    data: bytes,
    existing: Iterable[Row],
    get: Callable[[str], Prospect],
    *,
    today: date,
    choices: Choices | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> RevenuePlan:
    """What importing revenue would do. Changes nothing.

    Rows of one customer and period are added up; where the cost of one of them is unknown,
    the margin of all is. Raises ImportProblem, Stopped.
    """
    table = _Table(path, data, choices or Choices(), limits or Limits())
    if not (table.header.dated or table.choices.period):
        raise ImportProblem(path, "no_period", 1)
    meter = Meter(progress, 2 * table.size)
    table.scan(meter)
    gathered = _Gathered(Customers(existing), get, today, table.choices.replace_periods)
    reader = Reader(table.header, table.decimal, table.choices.period)
    for row in table.body():
        _take(row, table, reader, gathered)
        meter.step()
    meter.finish()
    return _plan(path, table, gathered)


def is_revenue(path: str, data: bytes, choices: Choices | None = None) -> bool:
    """True if a file looks like revenue of customers, not like a list of addresses."""
    try:
        table = _Table(path, data[:_HEAD], choices or Choices(), Limits())
    except ImportProblem:
        return False
    header = [column.header for column in table.header.columns]
    return table.header.dated and not is_about_addresses(header)


class _Table:
    """The opened file: its header, and the decimal sign of all its amounts."""

    def __init__(self, path: str, data: bytes, choices: Choices, limits: Limits) -> None:
        decoded = decode(path, data, encoding=choices.encoding, limits=limits)
        if file_kind(path, decoded.text) is not FileKind.TABLE:
            raise ImportProblem(path, "no_revenue", 1)
        self.encoding, self.guessed = decoded.encoding, decoded.guessed
        self.choices, self._path, self._limits, self._text = choices, path, limits, decoded.text
        self.separator = choices.separator or find_separator(path, decoded.text, limits)
        self.header: RevenueHeader = find_revenue_header(
            path, self._rows(), dict(choices.fields))
        self.size = max(decoded.text.count("\n"), decoded.text.count("\r"))
        self.decimal = next((sign for _name, sign in choices.decimals), "")
        self.questions: tuple[Question, ...] = ()

    def _rows(self) -> Iterator[TableRow]:
        return read_rows(self._path, self._text, self.separator, self._limits)

    def body(self) -> Iterator[TableRow]:
        """The rows below the header."""
        return islice(self._rows(), self.header.skipped + 1, None)

    def scan(self, meter: Meter) -> None:
        """Decides the decimal sign, the same for all amounts. Raises ImportProblem many_rows."""
        readings: dict[str, tuple[str, str]] = {}
        amounts = [column for column in self.header.columns if column.is_amount]
        for count, row in enumerate(self.body(), start=1):
            if count > self._limits.rows:
                raise ImportProblem(self._path, "many_rows", row.line, str(self._limits.rows))
            for column in amounts:
                if column.index < len(row.cells):
                    text = unguard(clean_line(row.cells[column.index]))
                    readings.setdefault(amount_reading(text), (column.header, text))
            meter.step()
        self.decimal = self.decimal or decimal_sign(readings)
        if not self.decimal and "both" in readings:
            header, example = readings["both"]
            self.questions = (Question(column=header, code="amount_order", example=example),)


@dataclass(slots=True)
class _Sum:
    """What rows of one customer and period add up to."""

    row: Row
    amounts: Amounts
    lines: list[int]
    documents: set[str] = field(default_factory=set)


class _Gathered:
    """The sums of a file by customer and period, and what does not fit."""

    def __init__(self, customers: Customers, get: Callable[[str], Prospect], today: date,
                 replace_periods: bool) -> None:
        self.customers, self.get, self.today = customers, get, today
        self.replace_periods = replace_periods
        self.sums: dict[str, dict[Timespan, _Sum]] = {}
        self.on_file: dict[str, tuple[RevenueEntry, ...]] = {}
        self.refused: list[Refused] = []
        self.notices: list[Notice] = []
        self.lost: set[str] = set()
        """Customers some of whose rows are refused."""
        self.rows = self.taken = self.blank = self.totals = 0

    def check(self, row: Row, period: Timespan) -> None:
        """Raises RowFault for days that are still to come or counted already."""
        if period.first > self.today:
            raise RowFault("", "future", _days(period))
        if row.id not in self.on_file:
            self.on_file[row.id] = self.get(row.id).revenue
        known = [] if self.replace_periods else [
            Timespan(entry.first, entry.last) for entry in self.on_file[row.id]]
        for other in (*self.sums.get(row.id, ()), *known):
            if other != period and other.overlaps(period):
                raise RowFault("", "overlap", _days(other))

    def add(self, row: Row, found: dict[Timespan, Amounts], line: Line) -> None:
        """The amounts of one row."""
        mine = self.sums.setdefault(row.id, {})
        for period, amounts in found.items():
            if period in mine:
                mine[period].amounts = mine[period].amounts.plus(amounts)
                mine[period].lines.append(line.number)
            else:
                mine[period] = _Sum(row=row, amounts=amounts, lines=[line.number])
            if line.document:
                mine[period].documents.add(line.document)
        self.taken += 1


def _take(row: TableRow, table: _Table, reader: Reader, gathered: _Gathered) -> None:
    """One row into the sums, or among the refused ones."""
    gathered.rows += 1
    line = reader.line(row)
    known: Row | None = None
    try:
        if not line.number_of and key(line.name) in _SUMS:
            gathered.totals += 1
            return
        if line.blank:
            gathered.blank += 1
            return
        known = gathered.customers.find(line.number_of, line.name)
        found = reader.amounts(row)
        for period in found:
            gathered.check(known, period)
    except (RowFault, NotMatched) as error:
        column = error.column if isinstance(error, RowFault) else ""
        gathered.refused.append(Refused(line=row.line, column=column, code=error.code,
                                        value=error.value, raw=tuple(row.cells)))
        if known is not None:
            gathered.lost.add(known.id)
    else:
        gathered.add(known, found, line)


def _plan(path: str, table: _Table, gathered: _Gathered) -> RevenuePlan:
    bookings = [
        _booking(one, period, gathered)
        for found in gathered.sums.values() for period, one in found.items()]
    bookings = [one for one in bookings if one.replaced or one.entry.revenue
                or one.entry.margin or one.entry.orders]
    for found in (next(iter(one.values())) for one in gathered.sums.values() if one):
        if not found.row.stage.customer and found.row.stage is not Stage.FORMER:
            gathered.notices.append(_notice(found, "not_bought"))
        if found.row.id in gathered.lost:
            gathered.notices.append(_notice(found, "partly"))
    if table.header.skipped:
        gathered.notices.insert(0, Notice(line=1, column="", code="title_rows",
                                          value=str(table.header.skipped)))
    return RevenuePlan(
        path=path, encoding=table.encoding, guessed=table.guessed, separator=table.separator,
        columns=tuple((column.header, column.code) for column in table.header.columns),
        bookings=tuple(bookings), refused=tuple(gathered.refused),
        warnings=tuple(gathered.notices), questions=table.questions, rows=gathered.rows,
        taken=gathered.taken, blank=gathered.blank, totals=gathered.totals)


def _booking(found: _Sum, period: Timespan, gathered: _Gathered) -> Booking:
    """The entry of a sum; what the file says nothing of stays as it is on file."""
    row, amounts = found.row, found.amounts
    entries = gathered.on_file[row.id]
    old = next((one for one in entries if (one.first, one.last) == period), None)
    orders = amounts.orders if amounts.orders is not None else len(found.documents)
    margin = amounts.margin
    if old is not None:
        if amounts.orders is None and not found.documents:
            orders = old.orders
        if margin is None and not amounts.costed and amounts.revenue == old.revenue:
            margin = old.margin
        if margin is None and old.margin is not None:
            gathered.notices.append(_notice(found, "no_cost"))
    entry = RevenueEntry(first=period.first, last=period.last, revenue=amounts.revenue,
                         margin=margin, orders=orders)
    return Booking(
        key=row.id, name=row.short, entry=entry, lines=tuple(found.lines),
        replaced=tuple(one for one in entries
                       if period.overlaps(Timespan(one.first, one.last))))


def _notice(found: _Sum, code: str) -> Notice:
    return Notice(line=found.lines[0], column="", code=code, value=found.row.name)


def _days(period: Timespan) -> str:
    """A period as data: two ISO days."""
    return f"{period.first} {period.last}"


