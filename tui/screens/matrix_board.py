"""How the portfolio is drawn: fields, axes, and what stands on each point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from store import NAMED, Placing, ninth, quarter
from tui import portfolio_words
from tui.texts import _
from tui.widgets.canvas import Line, Span, fit, wrap

STEPS = (0, 20, 40, 60, 80, 100)
_AXIS = 5
"""Cells left of the fields: the potential and the axis."""
_NAME = 14
"""Cells of a step from which names stand beside the numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How much is drawn in so many rows."""

    fields: int
    """2 or 3 on each axis."""
    heights: tuple[int, ...]
    """Rows of each step of the potential, the highest first."""
    divided: bool
    axis: bool
    values: bool
    caption: bool

    @property
    def rows(self) -> int:
        """All rows."""
        lines = (self.fields - 1) * self.divided
        return sum(self.heights) + lines + self.axis + self.values + self.caption


def shape(height: int, *, nine: bool, tall_names: bool) -> Shape:
    """What has room; with `tall_names` the names of the fields need two rows."""
    fields = 3 if nine else 2
    each = max(1, (height - fields - 2) // 6)
    heights = [each] * 6
    if tall_names and nine and each == 2:
        heights = [3, 1] * 3
    rest = height - 6 * each - (fields - 1)
    return Shape(fields=fields, heights=tuple(heights), divided=rest >= 0, axis=rest > 0,
                 values=rest > 1, caption=rest > 2)


class Board:
    """Cells with their roles, each one column wide."""

    def __init__(self, width: int, height: int) -> None:
        self.cells = [[(" ", "")] * width for _row in range(height)]

    def put(self, row: int, column: int, text: str, role: str = "") -> None:
        """A text that lies inside."""
        for n, sign in enumerate(text):
            if 0 <= row < len(self.cells) and 0 <= column + n < len(self.cells[row]):
                self.cells[row][column + n] = (sign, role)

    def lines(self) -> list[Line]:
        """As rows of a pane."""
        return [Line(tuple(_merged(row))) for row in self.cells]


def _merged(row: Sequence[tuple[str, str]]) -> list[Span]:
    spans: list[Span] = []
    for sign, role in row:
        if spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + sign, role)
        else:
            spans.append(Span(sign, role))
    return spans


def names(nine: bool) -> dict[tuple[int, int], str]:
    """The name of the field of every point."""
    if nine:
        return {(v, p): portfolio_words.field_of_nine(ninth(v, p)) for v in STEPS for p in STEPS}
    return {(v, p): portfolio_words.field(quarter(v, p)) for v in STEPS for p in STEPS}


def board(placing: Placing, cursor: int, width: int, height: int, *, nine: bool) -> list[Line]:
    """The fields with the customers on their points; the cursor is a place, -1 for none."""
    named = names(nine)
    fields = 3 if nine else 2
    cell = (width - _AXIS - (fields - 1)) // 6
    tall = any(cell_len(name) >= cell * 6 // fields for name in named.values())
    drawn = shape(height, nine=nine, tall_names=tall)
    made = Board(width, drawn.rows)
    if drawn.caption:
        made.put(0, 1, _("potential"), "dim")
    _Drawing(placing, cursor, made, drawn, cell, named).draw()
    return made.lines()


class _Drawing:
    """One picture being made."""

    def __init__(
        self, placing: Placing, cursor: int, made: Board, drawn: Shape, cell: int,
        named: dict[tuple[int, int], str],
    ) -> None:
        self.placing, self.cursor, self.made, self.drawn = placing, cursor, made, drawn
        self.cell, self.named = cell, named
        self.per = 6 // drawn.fields
        """Steps of one field."""
        self.here = placing.point(cursor) if cursor >= 0 else None

    def column(self, step: int) -> int:
        """Where a step of the value begins."""
        return _AXIS + step * self.cell + step // self.per

    def draw(self) -> None:
        """Fields from above, then the axis of the value."""
        row, end = int(self.drawn.caption), self.column(5) + self.cell
        for number, high in enumerate(reversed(STEPS)):
            if number and number % self.per == 0 and self.drawn.divided:
                self._divide(row, end)
                row += 1
            height = self.drawn.heights[number]
            self.made.put(row + (height - 1) // 2, 0, f"{high:>3} ", "dim")
            for one in range(row, row + height):
                self._upright(one)
            top = number % self.per == 0
            if top and height > 1:
                self._name_fields(row, high)
            for step, value in enumerate(STEPS):
                self._point(row, height, step, (value, high), top=top)
            row += height
        self._value_axis(row, end)

    def _upright(self, row: int) -> None:
        self.made.put(row, _AXIS - 1, "│", "rule")
        for step in range(self.per, 6, self.per):
            self.made.put(row, self.column(step) - 1, "│", "rule")

    def _divide(self, row: int, end: int) -> None:
        self.made.put(row, _AXIS - 1, "├" + "─" * (end - _AXIS), "rule")
        for step in range(self.per, 6, self.per):
            self.made.put(row, self.column(step) - 1, "┼", "rule")

    def _name_fields(self, row: int, high: int) -> None:
        """In the first rows of a field; that of the cursor stands out."""
        width = self.cell * self.per
        for step in range(0, 6, self.per):
            name = self.named[STEPS[step], high]
            mine = self.here is not None and self.named[self.here] == name
            for n, part in enumerate(wrap(name, width - 1)[:2]):
                self.made.put(row + n, self.column(step) + 1, part, "title" if mine else "dim")

    def _point(
        self, row: int, height: int, step: int, point: tuple[int, int], *, top: bool
    ) -> None:
        first = row + (1 if top and height > 1 else 0)
        if top and height == 3:  # below a name of two rows
            first = row + 2
        last = row + height - 1
        rows = self._rows(point, last - first + 1)
        start = first + max(0, (last - first + 1 - len(rows)) // 2)
        for n, found in enumerate(rows):
            at = self.column(step)
            for text, role in found:
                self.made.put(start + n, at, text, role)
                at += len(text)

    def _rows(self, point: tuple[int, int], most: int) -> list[list[tuple[str, str]]]:
        """What stands on a point in at most so many rows: with names, where they have room."""
        tokens = self._tokens(point, self.cell - 1 if self.cell >= _NAME else 0)
        long = [token for token in tokens if len(token[0]) > 3]
        if long and len(long) + (len(tokens) > len(long)) <= most:
            rest = [token for token in tokens if token not in long]
            return [*([token] for token in long), *(_packed(rest, self.cell, 1) if rest else ())]
        tokens = self._tokens(point, 0)
        return _packed(tokens, self.cell, most) if tokens else []

    def _tokens(self, point: tuple[int, int], name: int) -> list[tuple[str, str]]:
        """Numbers (with so many cells of a name), then the others by class; the cursor's has
        a ">"."""
        places = self.placing.on.get(point, ())
        tokens = []
        for place in places[:NAMED]:
            if place < NAMED:
                role = {"A": "mark", "B": "soon"}.get(self.placing.letter(place), "")
                text = str(place + 1)
                if name:
                    text += " " + _plain(self.placing.row(place).short, name - 2)
                tokens.append(self._token(text, role, place == self.cursor))
        others = self.placing.unnamed.get(point)
        mine = self.placing.letter(self.cursor) if (
            self.here == point and self.cursor >= NAMED) else None
        for letter, count in sorted(others.items()) if others else ():
            text = (str(count) if count > 1 else "") + (letter.lower() or "-")
            tokens.append(self._token(text, "dim", letter == mine))
        return tokens

    def _token(self, text: str, role: str, here: bool) -> tuple[str, str]:
        return (f">{text}", "cursor") if here else (f" {text}", role)

    def _value_axis(self, row: int, end: int) -> None:
        if self.drawn.axis:
            self.made.put(row, _AXIS - 1, "└" + "─" * (end - _AXIS), "rule")
            for step in range(self.per, 6, self.per):
                self.made.put(row, self.column(step) - 1, "┴", "rule")
            row += 1
        if self.drawn.values:
            for step, value in enumerate(STEPS):
                self.made.put(row, self.column(step) + 1, str(value), "dim")
            self.made.put(row, 0, fit(_("value"), _AXIS, ">"), "dim")


def _plain(name: str, width: int) -> str:
    """The first word of a name for cells of one column each; empty where it has others."""
    text = fit((name.split() or [""])[0], width).rstrip()
    return text if cell_len(text) == len(text) else ""


def _packed(
    tokens: list[tuple[str, str]], width: int, most: int
) -> list[list[tuple[str, str]]]:
    """Tokens in at most so many rows; what has no room is counted: " +5", the cursor's stays."""
    rows: list[list[tuple[str, str]]] = [[]]
    for n, token in enumerate(tokens):
        used = sum(len(text) for text, _role in rows[-1])
        if used + len(token[0]) > width and len(rows) < most:
            rows.append([])
            used = 0
        if used + len(token[0]) > width:
            return _with_rest(rows, tokens[n:], width)
        rows[-1].append(token)
    return rows


def _with_rest(
    rows: list[list[tuple[str, str]]], left: list[tuple[str, str]], width: int
) -> list[list[tuple[str, str]]]:
    """The last row ends with how many more there are."""
    last = rows[-1]
    while True:
        count = sum(_counted(text) for text, _role in left)
        here = next((one for one in left if one[1] == "cursor"), None)
        more = (f"+{count}", "dim") if here is None else (f">+{count}", "cursor")
        text = more[0] if here else f" {more[0]}"
        if sum(len(one) for one, _role in last) + len(text) <= width or not last:
            last.append((text[:width], more[1]))
            return rows
        left = [last.pop(), *left]


def _counted(token: str) -> int:
    """How many customers a number, or "7c", stands for."""
    digits = "".join(sign for sign in token if sign.isdecimal())
    if token[-1].isdecimal():
        return 1
    return int(digits or 1)
