"""Rows that hold a text whole: with something on the right, going on below, with a label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from tui.widgets.canvas import Line, Span, fit, line, pack, wrap

_LABEL = 13
"""Cells of a label."""
_LEAST = 8
"""Cells that a label leaves to its value at the least."""


def split(
    left: str, rights: str | Sequence[str], width: int, role: str = "", *, whole: bool = False
) -> list[Line]:
    """Left and right on one row: the longest right that leaves the left whole, else the last.

    Where even that leaves too little, the left is cut, or with `whole` goes on below.
    """
    choices = [rights] if isinstance(rights, str) else list(rights)
    right = next((text for text in choices if cell_len(left) + 1 + cell_len(text) <= width),
                 choices[-1])
    right = fit(right, min(cell_len(right), width))
    if not right:
        return below(left, width) if whole else [line(fit(left, width))]
    room = width - cell_len(right) - 1
    first, *rest = wrap(left, room) if whole and cell_len(left) > room > 0 else [left]
    return [line(fit(first, room), " ", (right, role)),
            *(line("  ", text) for text in wrap(" ".join(rest), width - 2))]


def below(text: str, width: int, role: str = "") -> list[Line]:
    """A whole text; what goes on stands further in."""
    rows = wrap(text, width)
    rows = wrap(text, width - 2) if len(rows) > 1 else rows
    return [line("  " if number else "", (part, role)) for number, part in enumerate(rows)]


def inside(text: str, width: int, role: str = "dim", *, by: int = 2) -> list[Line]:
    """A whole text, all of it further in."""
    return [line(" " * by, (part, role)) for part in wrap(text, width - by)]


def further_in(rows: Iterable[Line], by: int = 2) -> Iterator[Line]:
    """The rows behind some blanks."""
    return (Line((Span(" " * by), *row.spans), row.role) for row in rows)


def packed(parts: Iterable[str], width: int, *, by: int = 2) -> list[Line]:
    """Those of the parts that say something, further in, joined by commas."""
    said = [part for part in parts if part]
    return [line(" " * by, (text, "dim")) for text in pack(said, width - by)] if said else []


def pair(name: str, value: str, width: int) -> Iterator[Line]:
    """A label and its value; none where there is no value."""
    if value:
        lead = max(_LABEL, cell_len(name))
        for number, text in enumerate(wrap(value, max(_LEAST, width - lead - 1))):
            yield line((fit(name if not number else "", lead) + " ", "dim"), text)
