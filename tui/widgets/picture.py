"""A pane as a picture in a file: SVG with the colours of the theme, or plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from rich.cells import cell_len
from rich.style import Style

from store import clean
from tui.themes import THEMES
from tui.widgets.canvas import Line, role_style

_CELL, _ROW, _SIZE = 9, 18, 15
"""Width and height of a cell, and size of the letters, in pixels."""
_MARGIN = 12
_PAPER = "kundenq-light"
"""Where the theme leaves the colours to the terminal, a file has those of this one."""
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold, beside controls."""


def text_picture(rows: Sequence[Line]) -> str:
    """The rows as they stand on the screen, without colours."""
    return "".join(_plain(row.text).rstrip() + "\n" for row in rows)


def svg_picture(
    rows: Sequence[Line], title: str, theme: str, variables: Mapping[str, str]
) -> str:
    """The rows as SVG: every piece of text stands in its cells whatever the font.

    `variables` are those of the theme of that name.
    """
    colours = _Colours(theme, variables)
    width = max((cell_len(row.text) for row in rows), default=0) * _CELL + 2 * _MARGIN
    height = len(rows) * _ROW + 2 * _MARGIN
    body = [part for number, row in enumerate(rows) for part in _row(row, number, colours)]
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}">')
    group = ('<g font-family="DejaVu Sans Mono, Consolas, Menlo, monospace" '
             f'font-size="{_SIZE}" xml:space="preserve">')
    ground = f'<rect width="100%" height="100%" fill="{colours.ground}"/>'
    return "\n".join((
        head, f"<title>{escape(_plain(title))}</title>", ground, group, *body, "</g>", "</svg>",
        ""))


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", clean(text).replace("\n", " ").replace("\t", " "))


class _Colours:
    """What roles look like in a file."""

    def __init__(self, theme: str, variables: Mapping[str, str]) -> None:
        known = {one.name: one for one in THEMES}
        found = known.get(theme)
        if found is None or found.ansi:
            found = known[_PAPER]
            variables = found.variables
        self.variables = variables
        self.ground, self.letters = str(found.background), str(found.foreground)

    def style(self, row_role: str, role: str) -> tuple[str, str, bool]:
        """Colour of the letters, of the ground (empty: that of all), bold."""
        found = role_style(row_role, self.variables)
        if row_role != "cursor":
            found += role_style(role, self.variables)
        letters = _hex(found, ground=False) or self.letters
        return letters, _hex(found, ground=True), bool(found.bold)


def _hex(style: Style, *, ground: bool) -> str:
    colour = style.bgcolor if ground else style.color
    return colour.get_truecolor().hex if colour is not None else ""


def _row(row: Line, number: int, colours: _Colours) -> list[str]:
    found: list[str] = []
    left, top = _MARGIN, _MARGIN + number * _ROW
    for span in row.spans:
        text = _plain(span.text)
        width = cell_len(text) * _CELL
        letters, ground, bold = colours.style(row.role, span.role)
        if ground and width:
            found.append(f'<rect x="{left}" y="{top}" width="{width}" height="{_ROW}" '
                         f'fill="{ground}"/>')
        shown = text.strip(" ")
        if shown:
            at = left + cell_len(text[:len(text) - len(text.lstrip(" "))]) * _CELL
            weight = ' font-weight="bold"' if bold else ""
            found.append(
                f'<text x="{at}" y="{top + _ROW - 5}" fill="{letters}"{weight} '
                f'textLength="{cell_len(shown) * _CELL}" lengthAdjust="spacingAndGlyphs">'
                f"{escape(shown)}</text>")
        left += width
    return found
