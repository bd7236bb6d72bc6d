"""A pane that draws its own lines: no layout on a change, only the rows that changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.color import Color as RichColour
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from store import clean, clean_line

_COLOURED = {"rule": "kq-rule", "dim": "kq-dim", "soon": "kq-soon", "good": "kq-good",
             "title": "kq-mark", "mark": "kq-mark", "bad": "kq-bad", "now": "kq-now",
             "key": "kq-key"}
_TOGETHER = re.compile(r" (?=%)|(?<=€) (?=\d)|(?<=\d) (?=€)")
"""A blank between a number and its sign: no place to break a row."""
_BOLD = frozenset({"title", "mark", "bad", "now", "key", "strong"})
CUT = "…"
"""Stands where the end of a text is missing; a plain terminal gets its filter's twin."""
ROLES = (*_COLOURED, "strong", "cursor", "bar")
"""What a piece of text means; the theme gives it its look."""


def role_style(role: str, variables: Mapping[str, str]) -> Style:
    """The look of a role by the variables of a theme; plain for "".

    Not by component classes: a dozen of them in each pane are half the style rules that a
    start has to match.
    """
    def colour(name: str) -> RichColour:
        return Color.parse(variables[name]).rich_color

    if role in _COLOURED:
        return Style(color=colour(_COLOURED[role]), bold=role in _BOLD or None)
    if role == "cursor":
        return Style(color=colour("kq-cursor-text"), bgcolor=colour("kq-cursor")) \
            + Style.parse(variables["kq-cursor-style"])
    if role == "bar":
        return Style(bgcolor=colour("kq-bar"))
    return Style(bold=role in _BOLD or None)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text and its role; "" is plain."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a pane. The role is that of the whole row (cursor, bar)."""

    spans: tuple[Span, ...] = ()
    role: str = ""

    @property
    def text(self) -> str:
        """Without roles."""
        return "".join(span.text for span in self.spans)


def line(*parts: str | Span | tuple[str, str], role: str = "") -> Line:
    """A Line of strings, (text, role) pairs and Spans."""
    return Line(tuple(
        part if isinstance(part, Span) else Span(part) if isinstance(part, str) else Span(*part)
        for part in parts), role)


def _on_one_row(text: str) -> str:
    return clean(text).replace("\n", " ").replace("\t", " ")


@lru_cache(8192)
def fit(text: str, width: int, align: str = "<") -> str:
    """User text cleaned, padded to a number of cells, or cut with a mark at its end."""
    if not text.isascii() or not text.isprintable():
        text = _on_one_row(text)
    if width <= 0:
        return ""
    size = cell_len(text)
    if size > width:
        text = text.rstrip()
        text = _cut(text, width) if cell_len(text) > width else text
        size = cell_len(text)
    gap = " " * (width - size)
    return gap + text if align == ">" else text + gap


def _cut(text: str, width: int) -> str:
    """The beginning of a longer text and the mark; a single cell keeps its letter."""
    if width < 2:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1).rstrip() + CUT


def rule(title: str, width: int, *, focus: bool, right: str = "") -> Line:
    """The heading of a pane: a line with the title set into it, double when in focus."""
    glyph = "═" if focus else "─"
    title = fit(title, min(cell_len(title), max(0, width - 1)))
    right = f"{right}{glyph}" if right and cell_len(title) + cell_len(right) + 3 <= width else ""
    rest = max(0, width - 1 - cell_len(title) - cell_len(right))
    return line((glyph, "rule"), (title, "title" if focus else "strong"),
                (glyph * rest, "rule"), (right, "rule"))


def _piece(word: str, width: int) -> str:
    """The beginning of a word too long for a row: up to an @, else a point, behind a hyphen."""
    whole = set_cell_size(word, width).rstrip()
    places = range(len(whole), width // 3, -1)
    breaks = [n for n in places if word[n:n + 1] == "@"] or [
        n for n in places if word[n:n + 1] == "." or word[n - 1] in "-/_"]
    return whole[:breaks[0]] if breaks else whole


def wrap(text: str, width: int) -> list[str]:
    """User text as lines of at most that many cells, broken at blanks."""
    rows: list[str] = []
    current = ""
    for word in _TOGETHER.sub("\u00a0", clean_line(text)).split(" "):
        word = word.replace("\u00a0", " ")
        while cell_len(word) > width > 0:
            if current:
                rows.append(current)
                current = ""
            rows.append(_piece(word, width))
            word = word[len(rows[-1]):]
        if not current:
            current = word
        elif cell_len(current) + 1 + cell_len(word) <= width:
            current += " " + word
        else:
            rows.append(current)
            current = word
    return [*rows, current] if current else rows


def pack(parts: Sequence[str], width: int) -> list[str]:
    """Parts joined by commas into lines; a part is broken only if it is too long itself."""
    rows: list[str] = []
    for part in parts:
        text = clean_line(part)
        if rows and cell_len(rows[-1]) + 2 + cell_len(text) <= width:
            rows[-1] += ", " + text
            continue
        if rows and cell_len(rows[-1]) < width:
            rows[-1] += ","
        rows += wrap(text, width)
    return rows


def _ended(before: list[Segment], rest: str, style: Style, room: int) -> list[Segment]:
    """The segments of a row that is wider than its pane: marked, if more than blanks go."""
    kept = fit(rest.rstrip(), room)
    if not room and before and rest.strip():
        last = before.pop()
        before.append(Segment(fit(last.text + rest, last.cell_length), last.style))
    return [*before, Segment(kept, style)] if kept else before


class Canvas(Widget):
    """Base of all panes: subclasses give `lines`, and ask for `redraw`."""

    DEFAULT_CSS = "Canvas { background: $background; color: $foreground; }"

    drawn: tuple[Line, ...] = ()
    _drawn_size = Size(0, 0)
    """For which `drawn` was made."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        self._looks: dict[tuple[str, str], Style] = {}
        """By role of the row and of the text; empty after a change of style."""
        super().__init__(id=id, classes=classes)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """All rows for this size, top first. Missing ones are blank."""
        return ()

    def redraw(self) -> None:
        """Compute the rows anew and repaint those that differ."""
        width, height = self.size
        if not width or not height:
            return
        if self._drawn_size != self.size:
            self.refresh()
            return
        old, new = self.drawn, self._compute()
        rows = max(len(old), len(new))
        changed = [y for y in range(rows)
                   if y >= len(old) or y >= len(new) or old[y] != new[y]]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _compute(self) -> tuple[Line, ...]:
        """Compute the rows for the present size."""
        width, height = self._drawn_size = self.size
        self.drawn = tuple(self.lines(width, height))[:height]
        return self.drawn

    def on_resize(self) -> None:
        """Another size: everything anew, where the repaint of the layout has not done so."""
        if self._drawn_size != self.size:
            self.refresh()

    def notify_style_update(self) -> None:
        """Another theme: everything anew."""
        super().notify_style_update()
        self._looks.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row, as Textual asks for it."""
        # Drawn when first painted: rows made after the layout would paint every pane twice.
        rows = self.drawn if self._drawn_size == self.size else self._compute()
        return self.paint(rows[y] if y < len(rows) else Line())

    def paint(self, row: Line) -> Strip:
        """A Line with the styles of its roles, padded to the width of the widget."""
        width = self.size.width
        base = self._look(row.role, "")
        segments: list[Segment] = []
        used = 0
        for number, span in enumerate(row.spans):
            text = span.text if span.text.isprintable() else _on_one_row(span.text)
            size = cell_len(text)
            style = base
            if span.role and row.role != "cursor":
                style = self._look(row.role, span.role)
            if used + size > width:
                rest = _on_one_row("".join(part.text for part in row.spans[number:]))
                segments = _ended(segments, rest, style, width - used)
                used = width
                break
            if text:
                segments.append(Segment(text, style))
                used += size
        if used < width:
            segments.append(Segment(" " * (width - used), base))
        return Strip(segments, width)

    def _look(self, row_role: str, role: str) -> Style:
        """The style of a piece of text: found once, as Textual looks through all ancestors."""
        look = self._looks.get((row_role, role))
        if look is None:
            variables = self.app.theme_variables
            look = self.rich_style + role_style(row_role, variables) + role_style(role, variables)
            self._looks[row_role, role] = look
        return look
