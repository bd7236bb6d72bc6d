"""Rows of a delimited text file, strictly read, with the line each begins in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from store.errors import ImportProblem
from store.exchange.limits import Limits

SEPARATORS = (";", ",", "\t", "|")
_LOOK_AT = 50
_BREAK = re.compile(r"[\r\n]")


class TableRow(NamedTuple):
    """The cells of one logical row and the line of the file it begins in (from 1)."""

    line: int
    cells: list[str]


def read_rows(path: str, text: str, separator: str, limits: Limits) -> Iterator[TableRow]:
    """The rows below a `sep=` line; rows with nothing in them are left out.

    Raises ImportProblem with the line: open_quote (a quote that never closes),
    stray_quote (text behind a closing quote), long_field, many_columns.
    """
    position, line = _start(text)
    end = len(text)
    reader = _Cells(path, text, separator, limits)
    while position < end:
        stop = _line_end(text, position)
        if text.find('"', position, stop) < 0:
            cells = text[position:stop].split(separator)
            after, lines = _skip_break(text, stop), 1
            if stop - position > limits.field and max(map(len, cells)) > limits.field:
                raise ImportProblem(path, "long_field", line)
        else:
            cells, after, lines = reader.quoted_row(position, line)
        if len(cells) > limits.columns:
            raise ImportProblem(path, "many_columns", line, detail=str(limits.columns))
        if any(cell and not cell.isspace() for cell in cells):
            yield TableRow(line, cells)
        position, line = after, line + lines


def find_separator(path: str, text: str, limits: Limits) -> str:
    """The separator: as a `sep=` line says, else by the first 50 logical rows.

    The one that gives the most rows with the same number (two or more) of cells;
    with one column only it does not matter, and ";" is returned.
    """
    named = _named(text)
    if named:
        return named
    best, best_score = SEPARATORS[0], (0, 0)
    for separator in SEPARATORS:
        counts = Counter(_widths(path, text, separator, limits))
        if counts:
            width, rows_alike = max(counts.items(), key=lambda item: (item[1], item[0]))
            if (rows_alike, width) > best_score:
                best, best_score = separator, (rows_alike, width)
    return best


def _widths(path: str, text: str, separator: str, limits: Limits) -> list[int]:
    """Cells of each of the first rows that has several, as far as they can be read."""
    widths: list[int] = []
    try:
        for row in islice(read_rows(path, text, separator, limits), _LOOK_AT):
            widths.append(len(row.cells))
    except ImportProblem:
        # The wrong separator often ends at a quote; reading in earnest tells a real fault.
        pass
    return [width for width in widths if width > 1]


class _Cells:
    """Reads one row that has quotes, which may span lines."""

    def __init__(self, path: str, text: str, separator: str, limits: Limits) -> None:
        self._path = path
        self._text = text
        self._separator = separator
        self._limits = limits
        self._end = re.compile(f"[{re.escape(separator)}\r\n]")

    def quoted_row(self, position: int, line: int) -> tuple[list[str], int, int]:
        """Cells, the position behind the row, and how many lines it took."""
        text, separator = self._text, self._separator
        cells: list[str] = []
        first, stop = line, _line_end(text, position)
        while True:
            quote = text.find('"', position, stop)
            start = text.rfind(separator, position, stop if quote < 0 else quote) + 1 or position
            if quote < 0 or not _is_blank(text, start, quote):
                # No quoted cell: a quote inside a bare cell is a letter like any other.
                found = self._end.search(text, quote) if quote >= 0 else None
                end = found.start() if found else stop
                bare = text[position:end].split(separator)
                self._check(end - position, bare, line)
                cells += bare
            else:
                bare = text[position:start].split(separator)[:-1]
                cell, end = self._quoted(quote, line)
                self._check(end - position, [*bare, cell], line)
                line += _breaks(cell)
                cells += bare
                stop = _line_end(text, end) if end > stop else stop
                cells.append(cell)
            if not text.startswith(separator, end) or len(cells) > self._limits.columns:
                return cells, _skip_break(text, end), line - first + 1
            position = end + 1

    def _check(self, size: int, cells: list[str], line: int) -> None:
        if size > self._limits.field and max(map(len, cells)) > self._limits.field:
            raise ImportProblem(self._path, "long_field", line)

    def _quoted(self, start: int, line: int) -> tuple[str, int]:
        """A quoted cell from its first quote on, and the position behind it."""
        text, position = self._text, start + 1
        while True:
            close = text.find('"', position)
            if close < 0:
                raise ImportProblem(self._path, "open_quote", line)
            if not text.startswith('"', close + 1):
                break
            position = close + 2
        cell = text[start + 1 : close].replace('""', '"')
        after = _skip_blanks(text, close + 1, self._separator)
        if after < len(text) and text[after] not in (self._separator, "\r", "\n"):
            raise ImportProblem(
                self._path, "stray_quote", line + _breaks(cell), text[close : close + 20]
            )
        return cell, after


def _named(text: str) -> str:
    """The separator a first line `sep=;` names, or nothing."""
    line = text[: _line_end(text, 0)].strip(' "')
    return line[4] if len(line) == 5 and line[:4].lower() == "sep=" else ""


def _start(text: str) -> tuple[int, int]:
    return (_skip_break(text, _line_end(text, 0)), 2) if _named(text) else (0, 1)


def _line_end(text: str, position: int) -> int:
    found = _BREAK.search(text, position)
    return found.start() if found else len(text)


def _skip_break(text: str, position: int) -> int:
    return position + 2 if text.startswith("\r\n", position) else position + 1


def _skip_blanks(text: str, position: int, separator: str) -> int:
    while position < len(text) and text[position] in " \t" and text[position] != separator:
        position += 1
    return position


def _is_blank(text: str, start: int, stop: int) -> bool:
    return start == stop or text[start:stop].isspace()


def _breaks(cell: str) -> int:
    """Line ends inside a cell, whichever kind."""
    return cell.count("\n") + cell.count("\r") - cell.count("\r\n")
