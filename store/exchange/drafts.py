"""The values of one entry by field while its record is being built."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from store.exchange.amounts import AmountRefused, parse_amount, parse_count
from store.exchange.checks import text_fault
from store.exchange.dates import (
    DateRefused,
    Day,
    check_birthday,
    is_no_date,
    parse_date,
    parse_full_date,
)
from store.exchange.entries import NOT_GIVEN, Cell, Entry, Notice, RowRefused, multiple
from store.exchange.formulas import unguard
from store.exchange.headers import DATES
from store.profile.prospect import Stage
from store.text import clean, clean_line

_SEVERAL_LINES = frozenset({"notes", "tags", "note_line"}).union(
    f"{kind}{part}" for kind in ("", "home_", "other_") for part in ("address", "street")
)


_REPEATED = frozenset(
    {"prefix", "function", "department", "place", "postcode", "industry", "company", "first"}
)
"""Fields whose values many rows share ("Herr", "Graz"): one copy of each is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What was decided for the whole file."""

    today: date
    source: str
    """Name of the file: where the data came from."""
    stage: Stage
    """For companies whose row names none."""
    days_first: Mapping[str, bool | None]
    """Order of dates with slashes, by header."""
    decimals: Mapping[str, str]
    """Decimal sign, by header."""
    new_id: Callable[[], str]


class Draft:
    """Takes the values of an entry out one by one; what finds no field becomes a line."""

    def __init__(self, entry: Entry, rules: Rules, notices: list[Notice]) -> None:
        self.rules = rules
        self.lines: list[str] = []
        """Lines for the note: values that are known but have no field of their own."""
        self._line = entry.line
        self._notices = notices
        self._cells: dict[str, list[Cell]] = {}
        for cell in multiple(entry.cells):
            self._add(cell)

    def _add(self, cell: Cell) -> None:
        wash = clean if cell.field in _SEVERAL_LINES else clean_line
        text = unguard(wash(cell.text).strip())
        if text in NOT_GIVEN or (cell.field in DATES and is_no_date(text)):
            return
        if cell.field in _REPEATED:
            text = sys.intern(text)
        cell = Cell(cell.field, cell.label, text)
        fault = text_fault(text)
        if fault:
            self.notice(cell, fault)
        self._cells.setdefault(cell.field, []).append(cell)

    def __contains__(self, field: str) -> bool:
        return field in self._cells

    def peek(self, field: str) -> str:
        """The header of a field's first value, or nothing."""
        cells = self._cells.get(field)
        return cells[0].label if cells else ""

    def all(self, field: str) -> list[Cell]:
        """All values of a field, taken out."""
        return self._cells.pop(field, [])

    def one(self, field: str) -> str:
        """The first value of a field; other ones become lines."""
        cells = self.all(field)
        if not cells:
            return ""
        for cell in cells[1:]:
            if cell.text != cells[0].text:
                self.keep(cell)
        return cells[0].text

    def keep(self, cell: Cell) -> None:
        """A value that has no field: a line "header: value"."""
        line = f"{cell.label}: {cell.text}"
        if line not in self.lines:
            self.lines.append(line)

    def notice(self, cell: Cell, code: str) -> None:
        """Something odd about a value that is kept."""
        self._notices.append(
            Notice(line=self._line, column=cell.label, code=code, value=cell.text)
        )

    def birthday(self) -> Day | None:
        """The birthday, in one column or in three (Thunderbird)."""
        parts = [self.one(name) for name in ("birth_year", "birth_month", "birth_day")]
        found = self._first("birthday")
        if found is None and parts[1] and parts[2]:
            month, day = parts[1].zfill(2), parts[2].zfill(2)
            text = f"{parts[0]}-{month}-{day}" if parts[0] else f"--{month}-{day}"
            found = Cell("birthday", "birthday", text)
        if found is None:
            return None
        try:
            result = parse_date(found.text, self.rules.days_first.get(found.label))
            check_birthday(result, self.rules.today)
        except DateRefused as error:
            raise RowRefused(found.label, error.code, found.text) from error
        return result

    def date(self, field: str) -> date | None:
        """A day with its year. Raises RowRefused."""
        found = self._first(field)
        if found is None:
            return None
        try:
            return parse_full_date(found.text, self.rules.days_first.get(found.label))
        except DateRefused as error:
            raise RowRefused(found.label, error.code, found.text) from error

    def amount(self, field: str) -> int | None:
        """Money in cents. Raises RowRefused."""
        found = self._first(field)
        if found is None:
            return None
        try:
            return parse_amount(found.text, self.rules.decimals.get(found.label, ""))
        except AmountRefused as error:
            raise RowRefused(found.label, error.code, found.text) from error

    def count(self, field: str) -> int | None:
        """A whole number; anything else ("ca. 50") is kept as a line and noticed."""
        found = self._first(field)
        if found is None:
            return None
        number = parse_count(found.text)
        if number is None:
            self.notice(found, "number")
            self.keep(found)
        return number

    def revenue_years(self) -> list[int]:
        """The years with a revenue column of their own, oldest first."""
        return sorted(int(name[8:]) for name in self._cells if name.startswith("revenue_"))

    def _first(self, field: str) -> Cell | None:
        cells = self.all(field)
        for cell in cells[1:]:
            self.keep(cell)
        return cells[0] if cells else None
