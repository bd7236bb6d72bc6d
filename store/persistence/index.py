"""The index table of a data file: where its lines stand, and the columns of all rows."""

from __future__ import annotations

from array import array
from binascii import b2a_base64
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from store.listing import SortBy
from store.persistence.columns import CELLS, TURNS, Columns, pack, unpack
from store.persistence.entries import Entries, length
from store.persistence.rowmap import Rows
from store.persistence.source import Source
from store.persistence.turns import Turns


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    """As it stands in the file: columns in Base64, a number for each record in each."""

    ids: list[str]
    numbers: bytes
    records: tuple[bytes, bytes]
    """Sizes and checksums of the lines of the records."""
    rows: tuple[bytes, bytes]
    cells: dict[str, bytes]
    names: bytes
    """Numbers that rise with the name."""
    places: bytes
    place_names: list[str]
    turns: dict[str, bytes]
    ranked: bytes
    """All in the order of priority, as of a day."""
    day: int
    """That day, as an ordinal."""


_TABLE = msgspec.json.Decoder(_Table)


class Index:
    """What an index says. Raises ValueError where it does not agree with itself."""

    def __init__(self, text: memoryview) -> None:
        table = _TABLE.decode(text)
        self.places = dict(zip(table.ids, range(len(table.ids)), strict=True))
        self.numbers = self._column(table.numbers, "Q")
        self._records = self._column(table.records[0]), self._column(table.records[1])
        self._lines = self._column(table.rows[0]), self._column(table.rows[1])
        self._table: _Table | None = table
        self._rows: Rows | None = None
        if len(self.places) != len(table.ids) or not self._whole(table):
            raise ValueError("index")

    def _whole(self, table: _Table) -> bool:
        """True if all columns are there, as long as they should be."""
        count = len(self.places)
        sizes = {name: len(table.cells.get(name, b"")) for name in CELLS}
        turns = {len(table.turns.get(name, b"")) // array(kind).itemsize
                 for name, kind in TURNS.items()}
        flat = (table.places, table.ranked, table.names[:len(table.names) // 2])
        return (
            all(size == count * array(CELLS[name]).itemsize for name, size in sizes.items())
            and len(turns) == 1 and all(len(column) == 4 * count for column in flat))

    def _column(self, data: bytes, kind: str = "I") -> array[int]:
        column = unpack(data, kind)
        if len(column) != len(self.places):
            raise ValueError("column")
        return column

    @property
    def record_bytes(self) -> int:
        """Bytes of all records, with what stands between them."""
        return length(self._records[0])

    @property
    def row_bytes(self) -> int:
        """Bytes of all rows, with what stands between them."""
        return length(self._lines[0])

    def records(self, source: Source, start: int) -> Entries:
        """The records of a file whose first one begins at `start`."""
        return Entries(source, start, self.places, self.numbers, *self._records)

    def row_lines(self, source: Source, start: int) -> Entries:
        """Its rows."""
        return Entries(source, start, self.places, self.numbers, *self._lines, table="rows")

    def rows(self, lines: Entries) -> Rows:
        """The rows with their columns, as of the day they were written."""
        if self._table is not None:
            self._rows, self._table = self._columns(self._table, lines), None
        assert self._rows is not None, "made above"
        return self._rows

    def _columns(self, table: _Table, lines: Entries) -> Rows:
        given = {name: self._column(table.cells.pop(name), kind) for name, kind in CELLS.items()}
        turns = {name: unpack(table.turns.pop(name), kind) for name, kind in TURNS.items()}
        names = self._column(table.names, "Q")
        rows = Rows(
            date.fromordinal(table.day), columns=Columns(**given), turns=Turns(**turns),
            names=names, places=self._column(table.places), place_names=table.place_names,
            lines=lines)
        rows.orders.believe(SortBy.PRIORITY, self._column(table.ranked).tolist())
        return rows


def describe(
    rows: Rows, keys: Sequence[str], numbers: array[int],
    records: tuple[array[int], array[int]], lines: tuple[array[int], array[int]],
) -> dict[str, Any]:
    """The index of a file in which records and rows stand in the order of `keys`."""
    positions = [rows.where(key) for key in keys]
    places = {position: place for place, position in enumerate(positions)}
    columns, turns = rows.columns, rows.turns.columns(positions)
    ranked = rows.orders.by(SortBy.PRIORITY)
    return {
        "ids": list(keys), "numbers": _text(numbers, "Q"),
        "records": [_text(column, "I") for column in records],
        "rows": [_text(column, "I") for column in lines],
        "cells": {
            name: _text(map(getattr(columns, name).__getitem__, positions), kind)
            for name, kind in CELLS.items()},
        "names": _text((rows.names[n] for n in positions), "Q"),
        "places": _text((rows.orders.places[n] for n in positions), "I"),
        "place_names": rows.orders.place_names,
        "turns": {name: _text(turns[name], kind) for name, kind in TURNS.items()},
        "ranked": _text((places[n] for n in ranked if n in places), "I"),
        "day": rows.orders.today,
    }


def _text(column: Any, kind: str) -> str:
    return b2a_base64(pack(column, kind), newline=False).decode("ascii")


