"""How the Pareto is drawn: rows with bars and cumulated curve, borders, rest, sums."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len

from store import Region
from tui import numbers
from tui.ranking_words import part_words
from tui.screens.pareto_words import (
    Picture,
    border_words,
    heading,
    measures,
    moves,
    sentences,
    sums,
)
from tui.texts import _, ngettext
from tui.widgets.canvas import Line, Span, fit, line, rule

__all__ = ["Picture", "picture"]

_PREFIX, _AMOUNT, _POTENTIAL, _SHARE, _CUMULATED = 6, 10, 11, 8, 8
_NAME, _LEAST_NAME = 24, 10
_LEAST_CHART, _WIDEST_CHART = 10, 101
_WITH_POTENTIAL = 90
_BOX = 30
"""Cells of the sums beside the rows, where there is room for both."""
_WITH_BOX = 112
_WITH_SUMS = 44
"""Rows from which on the sums stand below, where there is no room beside."""
_KEPT = 1_000
"""Rows kept as they were drawn."""
_MOVED = 7
"""Rows for those who would change class."""
ROLES = {"A": "mark", "B": "soon", "C": "dim"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Widths:
    """Cells of the columns; 0: the column is not there."""

    name: int
    potential: int
    chart: int
    cumulated: int


def _widths(width: int) -> _Widths:
    rest = width - _PREFIX - _AMOUNT - _SHARE
    potential = _POTENTIAL if width >= _WITH_POTENTIAL else 0
    chart = rest - potential - _CUMULATED - _NAME - 1
    if chart >= _LEAST_CHART + 8:
        chart = min(chart, _WIDEST_CHART)
        return _Widths(name=rest - potential - _CUMULATED - chart - 1, potential=potential,
                       chart=chart, cumulated=_CUMULATED)
    chart = rest - _CUMULATED - 18 - 1
    if chart >= _LEAST_CHART:
        return _Widths(name=18, potential=0, chart=chart, cumulated=_CUMULATED)
    cumulated = _CUMULATED if rest - _CUMULATED >= _LEAST_NAME else 0
    return _Widths(name=rest - cumulated, potential=0, chart=0, cumulated=cumulated)


def picture(
    shown: Picture, top: int, cursor: int, width: int, height: int, *, focus: bool
) -> tuple[list[Line], int]:
    """The rows from `top` on that have room, the cursor among them; and where they began."""
    side = width >= _WITH_BOX
    inner = width - _BOX - 1 if side else width
    tall = height >= _WITH_SUMS and not side
    below = sentences(shown, inner - 2, height, sums_shown=side or tall)
    if tall and below:
        below = [*_sums_below(shown, width), *below]
    room = max(3, height - 2 - len(below) - (1 if height >= 20 and below else 0))
    body = _Body(shown, _widths(inner), inner)
    rows, top = body.window(top, cursor, room)
    rows = [body.head(), *rows]
    if below:
        rows += [Line()] * (height - 1 - len(below) - len(rows))
        rows += below
    if side:
        box = [row for rows in sums(shown, _BOX - 2) for row in (*rows, Line())]
        box += [*measures(shown, _BOX - 2), Line()]
        box += moves(shown, _BOX - 2, height - 1 - len(box))
        rows = [_beside(rows[n] if n < len(rows) else Line(), inner,
                        box[n] if n < len(box) else Line())
                for n in range(height - 1)]
    trial = _("only a trial") if shown.classing != shown.taken else ""
    return [rule(heading(shown, width), width, focus=focus, right=trial), *rows][:height], top


def _sums_below(shown: Picture, width: int) -> list[Line]:
    """Sums and measures side by side, below them who would change class."""
    cells = min(24, (width - _BOX + 2) // 3 - 3)
    columns = [*sums(shown, cells), measures(shown, _BOX - 4)]
    rows = []
    for n in range(max(map(len, columns))):
        whole = Line((Span(" "),))
        for number, column in enumerate(columns):
            part = column[n] if n < len(column) else Line()
            whole = Line((*whole.spans, *part.spans))
            if number < len(columns) - 1:
                whole = _beside(whole, (number + 1) * (cells + 3) - 1, Line())
        rows.append(whole)
    edge = line(("─" * width, "rule"))
    moved = [Line((Span(" "), *row.spans)) for row in moves(shown, width - 2, _MOVED)]
    return [edge, *rows, edge, *moved, edge]


def _beside(left: Line, width: int, right: Line) -> Line:
    used = cell_len(left.text)
    return Line((*left.spans, Span(" " * max(0, width - used)), Span("│", "rule"), Span(" "),
                 *right.spans), left.role)


class _Body:
    """Rows of customers, with a line where a border or a part begins."""

    def __init__(self, shown: Picture, widths: _Widths, width: int) -> None:
        self.shown = shown
        self.widths = widths
        self.width = width
        pareto, (to_a, to_b) = shown.ranking.pareto, shown.borders
        marks: dict[int, Callable[[], Line]] = {}
        if 0 < to_a < pareto.ranked:
            marks[to_a] = lambda: self._border("A/B", shown.classing.a, to_a, shown.upper)
        if to_a < to_b < pareto.ranked:
            marks[to_b] = lambda: self._border("B/C", shown.classing.b, to_b, not shown.upper)
        ends = [start for _part, start in pareto.starts[1:]] + [len(shown.ranking)]
        for (part, start), end in zip(pareto.starts[1:], ends[1:], strict=True):
            if start < end:
                marks[start] = self._part(part, start, end)
        self.starts = sorted(marks)
        self.marks = [marks[start] for start in self.starts]

    def _part(self, part: Region, start: int, end: int) -> Callable[[], Line]:
        return lambda: line("   ", ("── ", "rule"), (part_words(self.shown, part, start, end),
                                                     "dim"), (" ──", "rule"))

    def _virtual(self, place: int) -> int:
        """The row of a place: each mark before or at it takes one."""
        return place + sum(start <= place for start in self.starts)

    def window(self, top: int, cursor: int, room: int) -> tuple[list[Line], int]:
        """So many rows around the cursor; what lies above and below is summed up."""
        total = len(self.shown.ranking) + len(self.starts)
        at = self._virtual(max(0, cursor))
        # One row at each end is lost to the sum where more lies behind it.
        top = max(min(top, at - 1), at - room + 2 if at < total - 1 else at - room + 1)
        top = max(0, min(top, total - room))
        if top == 1 and at < room - 1:
            top = 0
        rows = [self._row(number, cursor) for number in range(top, min(total, top + room))]
        if top > 0:
            rows[0] = self._above(top + 1)
        if top + room < total:
            rows[-1] = self._rest(top + room - 1)
        return rows, top

    def _place(self, number: int) -> tuple[int, bool]:
        """The place in a row, and whether the row is the mark before it."""
        for n, start in enumerate(self.starts):
            if number < start + n:
                return number - n, False
            if number == start + n:
                return start, True
        return number - len(self.starts), False

    def _row(self, number: int, cursor: int) -> Line:
        place, mark = self._place(number)
        if mark:
            return self.marks[self.starts.index(place)]()
        drawn = self.shown.drawn
        found = drawn.get((place, self.width))
        if found is None:
            if len(drawn) >= _KEPT:
                drawn.clear()
            found = drawn[place, self.width] = self._customer(place)
        if place == cursor:
            return Line((Span(">", "mark"), *found.spans[1:]), "cursor")
        return found

    def head(self) -> Line:
        """The heads of the columns; the borders on the scale."""
        widths = self.widths
        text = " " * _PREFIX + fit(_("Customer"), widths.name) + fit("EUR", _AMOUNT, ">")
        if widths.potential:
            text += fit(_("Potential"), widths.potential, ">")
        spans = [Span(text + fit(_("Share"), _SHARE, ">"), "dim")]
        if widths.chart:
            spans += [Span(" "), *self._scale()]
        if widths.cumulated:
            spans.append(Span(fit(_("cum."), widths.cumulated, ">"), "dim"))
        return Line(tuple(spans))

    def _scale(self) -> list[Span]:
        """0, the borders and 100; the border that moves stands out."""
        size, shown = self.widths.chart, self.shown
        cells: list[tuple[str, str]] = [(" ", "")] * size
        found = ((0, "dim", True), (shown.classing.b, "now" if not shown.upper else "dim", True),
                 (shown.classing.a, "now" if shown.upper else "dim", False))
        for value, role, after in found:
            text = str(value)
            column = _column(value, 100, size)
            start = column if after else column - len(text) + 1
            start = max(0, min(start, size - len(text)))
            for n, sign in enumerate(text):
                cells[start + n] = (sign, role)
        return [Span(sign, role) for sign, role in cells]

    def _customer(self, place: int) -> Line:
        shown, widths = self.shown, self.widths
        row, value = shown.ranking.row(place), shown.ranking.value(place)
        letter, held = shown.letter(place), shown.ranking.letter(place)
        moved = bool(letter) and held != letter
        role = "bad" if value is not None and value < 0 else ""
        spans = [
            Span(" "),
            Span(f"{held or '-'}→" if moved else "  ", "now"),
            Span(f"{letter or held or '-'} ", ROLES.get(letter, "dim")), Span(" "),
            Span(fit(row.short, widths.name), "strong" if letter == "A" else ""),
            Span(fit(numbers.euros(value), _AMOUNT, ">"), role)]
        if widths.potential:
            spans.append(Span(fit(numbers.euros(row.potential), widths.potential, ">"), "dim"))
        if place < shown.ranking.pareto.ranked:
            spans += self._drawn(place, place + 1, ROLES.get(letter, ""))
        return Line(tuple(spans))

    def _drawn(self, first: int, behind: int, role: str, *, bar: bool = True) -> list[Span]:
        """Share, bar and curve, sum up to here."""
        pareto, widths = self.shown.ranking.pareto, self.widths
        before, up_to, total = pareto.before[first], pareto.before[behind], pareto.total
        spans = [Span(fit(numbers.percent(up_to - before, total, 1), _SHARE, ">"))]
        if widths.chart:
            spans += [Span(" "), *self._chart(before, up_to, total, role if bar else None)]
        if widths.cumulated:
            spans.append(Span(fit(numbers.percent(up_to, total, 1), widths.cumulated, ">"), "dim"))
        return spans

    def _chart(self, before: int, up_to: int, total: int, role: str | None) -> list[Span]:
        """Bar from 0, curve as a step from `before` to `up_to`, borders behind both.

        Without a role no bar.
        """
        size, classing = self.widths.chart, self.shown.classing
        cells: list[tuple[str, str]] = [(" ", "")] * size
        for border in (classing.a, classing.b):
            cells[_column(border, 100, size)] = ("│", "rule")
        begin, end = _column(before, total, size), _column(up_to, total, size)
        for n in range(begin + 1, end):
            cells[n] = ("─", "rule")
        if role is not None:
            halves = (4 * (up_to - before) * size + total) // (2 * total)  # rounded
            for n in range(halves // 2):
                cells[n] = ("█", role)
            if halves % 2:
                cells[halves // 2] = ("▌", role)
        cells[end] = ("o", "strong")
        return _joined(cells)

    def _border(self, name: str, share: int, place: int, moving: bool) -> Line:
        """Between two classes: the border, and what is reached up to it."""
        pareto, widths = self.shown.ranking.pareto, self.widths
        text = border_words(name, share, pareto.share(0, place))
        role = "now" if moving else "dim"
        used = 3 + 3 + cell_len(text) + 1
        spans = [Span("   "), Span("── ", "rule"), Span(text, role), Span(" ")]
        rest = self.width - used - widths.cumulated
        spans.append(Span("─" * max(0, rest), "rule"))
        return Line(tuple(spans))

    def _rest(self, first: int) -> Line:
        """What is not seen below."""
        place, _mark = self._place(first)
        count = len(self.shown.ranking) - place
        text = ngettext("{n} more", "{n} more", count).format(n=numbers.number(count))
        return self._sum(place, self.shown.ranking.pareto.ranked, text)

    def _above(self, behind: int) -> Line:
        """What is not seen above."""
        place, _mark = self._place(behind)
        text = ngettext("{n} before", "{n} before", place).format(n=numbers.number(place))
        return self._sum(0, min(place, self.shown.ranking.pareto.ranked), text)

    def _sum(self, first: int, behind: int, text: str) -> Line:
        pareto, widths = self.shown.ranking.pareto, self.widths
        spans = [Span(" " * _PREFIX), Span(fit(text, widths.name), "dim")]
        if first < behind:
            amount = pareto.before[behind] - pareto.before[first]
            spans += [Span(fit(numbers.euros(amount), _AMOUNT, ">"), "dim"),
                      Span(" " * widths.potential),
                      *self._drawn(first, behind, "dim", bar=False)]
        return Line(tuple(spans))


def _column(part: int, total: int, size: int) -> int:
    """The cell of a part of the total."""
    return min(size - 1, part * size // total)


def _joined(cells: list[tuple[str, str]]) -> list[Span]:
    spans: list[Span] = []
    for sign, role in cells:
        if spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + sign, role)
        else:
            spans.append(Span(sign, role))
    return spans

