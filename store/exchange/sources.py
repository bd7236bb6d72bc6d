"""A table or a file of vCards, opened: what it holds, and its entries one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from store.errors import ImportProblem
from store.exchange.amounts import amount_reading, decimal_sign
from store.exchange.cards import PROPERTIES, QUIET, card_entry
from store.exchange.columns import Column, find_header
from store.exchange.dates import date_reading, day_first
from store.exchange.entries import Cell, Entry, Notice, RowRefused, row_entry
from store.exchange.formulas import unguard
from store.exchange.limits import Limits, Meter
from store.exchange.plan import Choices, Findings, Question, Refused
from store.exchange.sniff import FileKind, decode, file_kind
from store.exchange.tables import SEPARATORS, TableRow, find_separator, read_rows
from store.exchange.vcard import Card, Reader
from store.text import clean_line

_BEGIN = re.compile(rb"BEGIN:VCARD", re.IGNORECASE)


class Source(Protocol):
    """An opened file."""

    kind: FileKind
    encoding: str
    guessed: bool
    separator: str
    columns: tuple[tuple[str, str], ...]
    """Complete once all entries were read."""
    questions: tuple[Question, ...]
    days_first: dict[str, bool | None]
    decimals: dict[str, str]
    size: int
    """Rows or cards, about."""

    def scan(self, meter: Meter) -> None:
        """Looks at all of it once, for what is decided by whole columns."""

    def entries(self, findings: Findings) -> Iterator[Entry]:
        """The entries; those that cannot be read as such go to `findings`."""


def open_source(path: str, data: bytes, choices: Choices, limits: Limits) -> Source:
    """A table or vCards, by its first line. Raises ImportProblem."""
    decoded = decode(path, data, encoding=choices.encoding, limits=limits)
    if file_kind(path, decoded.text) is FileKind.TABLE:
        separator = choices.separator or find_separator(path, decoded.text, limits)
        table = TableSource(path, decoded.text, separator, choices, limits)
        table.encoding, table.guessed = decoded.encoding, decoded.guessed
        return table
    wide = decoded.encoding.startswith(("utf-16", "utf-32"))
    cards = CardSource(path, decoded.text.encode() if wide else data, choices, limits)
    if wide or choices.encoding:
        cards.encoding = decoded.encoding
    return cards


class TableSource:
    """A delimited table: its header, and what its columns of dates and amounts show."""

    kind = FileKind.TABLE

    def __init__(
        self, path: str, text: str, separator: str, choices: Choices, limits: Limits
    ) -> None:
        if separator not in SEPARATORS and len(separator) != 1:
            raise ImportProblem(path, "separator", detail=separator)
        self.encoding, self.guessed, self.separator = "", False, separator
        self._path, self._text, self._limits = path, text, limits
        header = find_header(path, self._rows(), dict(choices.fields))
        self._skipped, self._header_line = header.skipped, header.line
        self._columns = tuple(
            _kept(column) if choices.keep_unmatched else column for column in header.columns
        )
        self.columns = tuple((column.header, column.field) for column in self._columns)
        self.size = max(text.count("\n"), text.count("\r"))
        self.days_first: dict[str, bool | None] = dict(choices.days_first)
        self.decimals: dict[str, str] = dict(choices.decimals)
        self.questions: tuple[Question, ...] = ()

    def scan(self, meter: Meter) -> None:
        """Decides dates and amounts by whole columns. Raises ImportProblem many_rows."""
        readings: dict[str, dict[str, str]] = {}
        deciding = [c for c in self._columns if c.is_date or c.is_amount]
        for count, row in enumerate(self._body(), start=1):
            if count > self._limits.rows:
                raise ImportProblem(self._path, "many_rows", row.line, str(self._limits.rows))
            for column in deciding:
                if column.index < len(row.cells):
                    text = unguard(clean_line(row.cells[column.index]))
                    reading = date_reading(text) if column.is_date else amount_reading(text)
                    readings.setdefault(column.header, {}).setdefault(reading, text)
            meter.step()
        self.questions = tuple(
            question
            for column in deciding
            if (question := self._decide(column, readings.get(column.header, {})))
        )

    def entries(self, findings: Findings) -> Iterator[Entry]:
        """The rows below the header; one with more cells than that is refused."""
        if self._skipped:
            findings.notices.append(
                Notice(line=1, column="", code="title_rows", value=str(self._skipped))
            )
        for row in self._body():
            if len(row.cells) < len(self._columns):
                value = str(len(row.cells))
                findings.notices.append(
                    Notice(line=row.line, column="", code="short_row", value=value)
                )
            try:
                yield row_entry(row, self._columns)
            except RowRefused as error:
                findings.refused.append(refusal(row.line, error, tuple(row.cells)))

    def _rows(self) -> Iterator[TableRow]:
        return read_rows(self._path, self._text, self.separator, self._limits)

    def _body(self) -> Iterator[TableRow]:
        return islice(self._rows(), self._skipped + 1, None)

    def _decide(self, column: Column, readings: dict[str, str]) -> Question | None:
        """Settles a column's dates or amounts, or gives the question that does."""
        header = column.header
        if column.is_date:
            order = self.days_first.setdefault(header, day_first(readings))
            code, settled = "date_order", order is not None
        else:
            sign = self.decimals.setdefault(header, decimal_sign(readings))
            code, settled = "amount_order", bool(sign)
        if settled or "both" not in readings:
            return None
        return Question(column=header, code=code, example=readings["both"])


class CardSource:
    """A file of vCards."""

    kind = FileKind.VCARD

    def __init__(self, path: str, data: bytes, choices: Choices, limits: Limits) -> None:
        self.encoding, self.guessed, self.separator = "utf-8", False, ""
        self._reader = Reader(path, data, choices.encoding, limits)
        self._chosen = dict(choices.fields)
        self._keep = choices.keep_unmatched
        self.columns: tuple[tuple[str, str], ...] = ()
        self.questions: tuple[Question, ...] = ()
        self.days_first: dict[str, bool | None] = {}
        self.decimals: dict[str, str] = {}
        self.size = len(_BEGIN.findall(data))

    def scan(self, meter: Meter) -> None:
        """Nothing in a card is decided by all of them."""

    def entries(self, findings: Findings) -> Iterator[Entry]:
        """The cards; one that is a list of others is refused."""
        seen: dict[str, str] = {}
        for card in self._reader.cards():
            for item in card.properties:
                if item.name not in QUIET and item.name not in seen:
                    seen[item.name] = PROPERTIES.get(item.name, "note_line" if self._keep else "")
            try:
                entry = card_entry(card)
            except RowRefused as error:
                findings.refused.append(refusal(card.line, error, (card.raw,)))
            else:
                yield entry._replace(cells=entry.cells + self._unmatched(card))
        self.columns = tuple(seen.items())
        if self._reader.guessed:
            self.encoding, self.guessed = "cp1252", True

    def _unmatched(self, card: Card) -> tuple[Cell, ...]:
        if not self._keep:
            return ()
        return tuple(
            Cell("note_line", item.name, item.text)
            for item in card.properties
            if item.name not in QUIET and item.name not in PROPERTIES
        )


def refusal(line: int, error: RowRefused, raw: tuple[str, ...]) -> Refused:
    """A refused row as it is reported."""
    return Refused(line=line, column=error.column, code=error.code, value=error.value, raw=raw)


def _kept(column: Column) -> Column:
    if column.field:
        return column
    return Column(index=column.index, header=column.header, field="note_line")
