"""The profile pane: one record, its sections behind digits."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from tui.sections import Outline, Section
from tui.texts import _
from tui.view import Pane, View
from tui.widgets.canvas import Line, Span, fit, rule
from tui.widgets.pane import PaneCanvas
from tui.widgets.profile_body import body
from tui.widgets.sheet import Body, no_more

_TALL = 12
"""Rows of a pane from which on a row of the head need not be cut."""
_TWO = 110
"""Cells from which on the rows stand in two columns."""
_GAP = "│ "


class Profile(PaneCanvas):
    """The record under the cursor. Its first rows never scroll away unasked."""

    pane = Pane.PROFILE
    _made: tuple[tuple[object, ...], Body] = ((), Body())
    """The rows of the last record, and what they were made from."""

    def basis(self, view: View) -> tuple[object, ...]:
        """As drawn below."""
        return (*self._rows_from(view), view.scroll, view.section, view.pane is self.pane)

    @staticmethod
    def _rows_from(view: View) -> tuple[object, ...]:
        return (view.record, view.row, view.standing, view.kin, view.today, view.language,
                view.hourly_rate, view.care, view.appraisal, view.clv)

    def _columns(self, width: int) -> int:
        return 2 if width >= _TWO else 1

    def _body(self, view: View, width: int, height: int) -> Body:
        """The rows, made once for a record."""
        columns = self._columns(width)
        made_from = (*self._rows_from(view), width, height > _TALL)
        if not _same(made_from, self._made[0]):
            inner = (width - (columns - 1) * len(_GAP)) // columns - 1
            self._made = (made_from, body(view, inner, tall=height > _TALL))
        return self._made[1]

    @property
    def outline(self) -> Outline:
        """Where its sections stand."""
        view = self.view
        width, height = self.size
        if view is None or not width:
            return Outline()
        return self._body(view, width, height).outline((height - 1) * self._columns(width))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Heading and as much of the profile as fits, from the View's scroll line on."""
        view = self.view
        if view is None:
            return ()
        if view.record is None or view.row is None:
            return [rule(_("Profile"), width, focus=self.focused_pane)]
        made = self._body(view, width, height)
        columns = self._columns(width)
        room = (height - 1) * columns
        top = max(0, min(view.scroll, len(made.rows) - room))
        rest = len(made.rows) - top - room
        more = no_more(rest) if rest > 0 and height > 8 else ""
        head = rule(view.record.name, width, focus=self.focused_pane, right=more)
        shown = self._marked(made, view.section, top, room)
        if columns == 1:
            return [head, *shown]
        return [head, *_side_by_side(shown, height - 1, width)]

    def _marked(self, made: Body, section: Section | None, top: int, room: int) -> list[Line]:
        """The rows that fit; while the pane has the keys, the current section is marked."""
        here = dict(made.starts).get(section) if section and self.focused_pane else None
        rows = []
        for number, row in enumerate(made.rows[top:top + room], top):
            if number != here or section is None:
                rows.append(Line((Span(" "), *row.spans), row.role))
            elif section in made.empty:
                rows.append(_pointed(row, f"{section.number} "))
            else:
                rows.append(Line((Span(">", "mark"), *row.spans), "cursor"))
        return rows


def _pointed(row: Line, start: str) -> Line:
    """A row that names several sections, with the cursor on one of them."""
    return Line((Span(" "), *(
        Span(">" + span.text[1:], "cursor") if span.text[1:].startswith(start) else span
        for span in row.spans)), row.role)


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Records are never changed, only replaced: the same thing or an equal small one."""
    return len(one) == len(other) and all(
        a is b or (isinstance(a, (int, str)) and a == b) for a, b in zip(one, other, strict=True))


def _side_by_side(rows: Sequence[Line], height: int, width: int) -> list[Line]:
    """Two columns, the left one first, as in a newspaper."""
    left, right = rows[:height], rows[height:]
    room = (width - len(_GAP)) // 2
    found = []
    for number, row in enumerate(left):
        other = right[number] if number < len(right) else Line()
        found.append(Line((*_to_width(row, room), Span(_GAP, "rule"), *_roled(other))))
    return found


def _roled(row: Line) -> tuple[Span, ...]:
    """Spans that carry the role of their row, since two rows become one."""
    return tuple(Span(span.text, row.role or span.role) for span in row.spans)


def _to_width(row: Line, width: int) -> tuple[Span, ...]:
    """The spans of a row, up to the border between the columns."""
    rest = width - cell_len(row.text)
    if rest < 0:
        return (Span(fit(row.text, width), row.role),)
    return (*_roled(row), Span(" " * rest, row.role))
