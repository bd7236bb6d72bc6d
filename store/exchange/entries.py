"""One row or card on its way to a record: labelled values, and what may be wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.exchange.columns import Column
from store.exchange.tables import TableRow

NOT_GIVEN = frozenset({"", "-", "--", "–", "n/a", "N/A", "k.A.", "k. A."})
"""What people write where there is nothing."""

_PHONE_KINDS = (
    ("fax", ("fax",)),
    ("mobile", ("cell", "mobil", "iphone", "handy")),
    ("phone_company", ("company", "main", "zentrale", "haupt")),
    ("phone_home", ("home", "privat")),
)


class Cell(NamedTuple):
    """One value: the field it fills, the name its source gives it, and the text."""

    field: str
    label: str
    text: str


class Entry(NamedTuple):
    """One row or card."""

    line: int
    cells: tuple[Cell, ...]
    raw: tuple[str, ...]
    """As it stood in the file, for the report of refused rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something odd that was kept as it is.

    Codes: phone, postcode, country, lost_zero, damaged, formula, mixed_script, letters,
    number, stage, second_address, person_twice, also_in_file, mail_exchange, short_row,
    title_rows, no_person; suppressed (domain.md 7: who had this mail address or phone number
    objected to advertising and was erased; the row is left out), suppressed_taken (as chosen,
    it is not).
    """

    line: int
    column: str
    code: str
    value: str


@dataclass
class RowRefused(Exception):
    """A row that cannot be taken; nothing of it is imported.

    Codes: those of DateRefused and AmountRefused, mail, no_name, cells, group_card.
    """

    column: str
    code: str
    value: str


def row_entry(row: TableRow, columns: Sequence[Column]) -> Entry:
    """The values of a table row. Raises RowRefused (cells) if it has more than the header."""
    cells = row.cells
    for extra in cells[len(columns) :]:
        if extra.strip():
            raise RowRefused("", "cells", extra)
    width = len(cells)
    found = tuple(
        _cell(column, cells)
        for column in columns
        if column.field and column.index < width and cells[column.index]
    )
    return Entry(row.line, found, tuple(cells))


def multiple(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Cells, with Google's lists "a ::: b" in one cell taken apart."""
    for cell in cells:
        if " ::: " in cell.text:
            for part in cell.text.split(" ::: "):
                yield Cell(cell.field, cell.label, part)
        elif cell.field != "label":
            yield cell


def phone_field(kinds: str) -> str:
    """Field of a phone by the words that say what it is ("* Work Fax", "cell,voice")."""
    words = kinds.casefold()
    for field, signs in _PHONE_KINDS:
        if any(sign in words for sign in signs):
            return field
    return "phone"


def is_private(kinds: str) -> bool:
    """Whether such words mean somebody's home."""
    words = kinds.casefold()
    return "home" in words or "privat" in words


def _cell(column: Column, cells: list[str]) -> Cell:
    field, label, text = column.field, column.header, cells[column.index]
    if column.label is not None and column.label < len(cells):
        kind = cells[column.label].strip("* ")
        label = kind or label
        if field == "phone":
            field = phone_field(kind)
        elif field in _ADDRESS and is_private(kind):
            field = f"home_{field}"
    return Cell(field, label, text)


_ADDRESS = frozenset({"street", "postcode", "place", "region", "country", "po_box", "address"})
