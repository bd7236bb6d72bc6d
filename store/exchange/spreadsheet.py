"""Tables for a spreadsheet: CSV in which nothing is run and amounts are numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from store.exchange.formulas import quoted
from store.text import clean_line

Cell = str | int | None
"""A text, an amount in cents, or nothing known."""

_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_MARK = "\ufeff"
"""Spreadsheets take a file that begins so for UTF-8."""


def csv_text(rows: Iterable[Sequence[Cell]], *, comma: bool, mark: bool = True) -> str:
    """A table with its head first; lines end as RFC 4180 says.

    With `comma` amounts have a decimal comma and cells are parted by semicolons, as in
    German spreadsheets; else point and comma. Cleaned; a text that a spreadsheet would run
    as a formula is guarded by a leading ', numbers are left alone.
    """
    separator = ";" if comma else ","
    lines = (separator.join(_cell(cell, separator) for cell in row) for row in rows)
    return (_MARK if mark else "") + "".join(line + "\r\n" for line in lines)


def _cell(cell: Cell, separator: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int):
        whole, cents = divmod(abs(cell), 100)
        return f"{'-' if cell < 0 else ''}{whole}{'.' if separator == ',' else ','}{cents:02}"
    text = clean_line(cell)
    return text if _NUMBER.fullmatch(text) and separator not in text else quoted(text)
