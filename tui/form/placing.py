"""Where each field of a page stands for a size of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from tui.form.choices import options
from tui.form.fields import CHOICES, FREE, SEVERAL, Field, Kind
from tui.texts import _

_TWO_COLUMNS = 130
_NARROW = 60
_LONGEST = 46
_ECHO = 24
"""Cells kept free for the echo of a long field."""
_NOTE_ROWS = 12
_LEAST_NOTE, _MORE_NOTE = 2, 4
_TALL = 30
"""Rows from which free words have more of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Cells of one field: label, value, echo."""

    field: int
    y: int
    x: int
    label: int
    """Width of the label; the value begins behind it."""
    width: int
    """Of the value."""
    echo_x: int
    echo: int
    """Width of the echo; 0: none."""
    rows: int = 1

    @property
    def value_x(self) -> int:
        """First cell of the value."""
        return self.x + self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Title of a group of fields."""

    y: int
    x: int
    width: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """A page on the screen; it may be higher than that and scroll."""

    places: tuple[Place, ...]
    headings: tuple[Heading, ...]
    height: int


def label_width(fields: Iterable[Field]) -> int:
    """Room for the labels, in the language in use: the same on all pages of a form."""
    return 3 + max(cell_len(_(one.label)) for one in fields if not one.beside)


def place(fields: Sequence[Field], width: int, height: int, label: int) -> Placing:
    """One column, or two where there is room; headings where all rows still fit."""
    groups = _groups(fields, width)
    columns = [groups]
    if width >= _TWO_COLUMNS:
        columns = _halves(groups)
    each = width // len(columns)
    rows = max(sum(_rows(fields[row[0]], height) for group in column for row in group)
               for column in columns)
    heads = max(len(column) for column in columns)
    heading = next((size for size in (2, 1) if rows + size * heads - size + 1 <= height), 0)
    parts = [_column(column, fields, number * each, each - (2 if number < len(columns) - 1 else 0),
                     (height, heading, label)) for number, column in enumerate(columns)]
    return Placing(
        places=tuple(sorted((p for part in parts for p in part.places), key=lambda p: p.field)),
        headings=tuple(h for part in parts for h in part.headings),
        height=max(part.height for part in parts))


Group = list[list[int]]


def _groups(fields: Sequence[Field], width: int) -> list[Group]:
    """Numbers of fields by group and row."""
    groups: list[Group] = []
    for number, field in enumerate(fields):
        if field.group or not groups:
            groups.append([])
        if field.beside and width >= _NARROW:
            groups[-1][-1].append(number)
        else:
            groups[-1].append([number])
    return groups


def _halves(groups: list[Group]) -> list[list[Group]]:
    """Two columns of about the same height, in order."""
    total = sum(len(group) for group in groups)
    best = min(range(1, len(groups)), default=0,
               key=lambda cut: abs(total - 2 * sum(len(group) for group in groups[:cut])))
    return [groups[:best], groups[best:]] if best else [groups]


def _column(groups: list[Group], fields: Sequence[Field], x: int, width: int,
            sizes: tuple[int, int, int]) -> Placing:
    """`sizes`: rows of the screen, rows a heading takes, width of the labels."""
    height, heading, label = sizes
    places: list[Place] = []
    headings: list[Heading] = []
    y = 0
    for group in groups:
        if heading and fields[group[0][0]].group:
            y += heading - 1 if y else 0
            headings.append(Heading(y=y, x=x + 1, width=width - 2,
                                    text=_(fields[group[0][0]].group)))
            y += 1
        for row in group:
            places += _row(row, fields, x, y, width, label, height)
            y += places[-1].rows
    last = places[-1]
    if fields[last.field].kind is Kind.NOTE:
        rows = max(_LEAST_NOTE, min(_NOTE_ROWS, height - last.y))
        places[-1] = replace(last, rows=rows)
        y = last.y + rows
    return Placing(places=tuple(places), headings=tuple(headings), height=y)


def _row(row: list[int], fields: Sequence[Field], x: int, y: int, width: int,
         label: int, height: int) -> list[Place]:
    """The fields of one row; the echo of all stands behind the last."""
    found: list[Place] = []
    left = x
    for number in row:
        field = fields[number]
        lead = label if left == x else cell_len(_(field.label)) + 2
        room = x + width - left - lead - 1
        size = max(1, min(field.width or _free(field, room), room))
        found.append(Place(field=number, y=y, x=left, label=lead, width=size, echo_x=0, echo=0,
                           rows=_rows(field, height)))
        left += lead + size + 2
    room = max(0, x + width - left - 1)
    return [replace(one, echo_x=left, echo=room) for one in found]


def _rows(field: Field, height: int) -> int:
    if field.kind not in FREE:
        return 1
    return _MORE_NOTE if height >= _TALL else _LEAST_NOTE


def _free(field: Field, room: int) -> int:
    if field.kind is Kind.FIXED or (field.kind in CHOICES and field.kind not in SEVERAL):
        return 1 + max(cell_len(word) for _key, _code, word in options(field))
    if field.kind in FREE:
        return room
    if field.kind is Kind.NAME and room >= _NARROW - 20:
        return min(_LONGEST, room - _ECHO)
    return min(_NARROW, room)
