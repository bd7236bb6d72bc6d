"""The portfolio matrix: value beside potential, customers as numbered points."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from store import NAMED, Placing
from tui.plain.portfolio import table
from tui.screens import matrix_words as told
from tui.screens.analysis_view import Acted, AnalysisHost, Scene
from tui.screens.matrix_board import board
from tui.texts import N_, _
from tui.widgets.canvas import Line, line, rule, wrap

Point = tuple[int, int]
_LEAST = 50
"""Cells of the board beside the list."""
_WITH_SIDE = 75
"""Cells from which the list of the numbered stands beside the board."""
_WAYS = {"right": (0, 1), "left": (0, -1), "up": (1, 1), "down": (1, -1)}
"""Which axis a key goes along, and which way."""


class MatrixView:
    """Arrows go from point to point, digits to the numbered, Space to the next on a point."""

    code = "matrix"
    label = N_("Matrix")
    needs_figures = False

    def __init__(self) -> None:
        self.scene: Scene | None = None
        self.placing: Placing | None = None
        self._left = 0
        """The place that was left for those who cannot be placed."""

    def load(self, scene: Scene) -> None:
        """Places all anew only if what places them has changed."""
        self.scene = scene
        rows, known = scene.book.rows, scene.kept.get(self.code)
        if not isinstance(known, Placing) or not known.fresh(rows):
            known = scene.kept[self.code] = Placing(rows)
        self.placing = known

    @property
    def nine(self) -> bool:
        """Three fields on each axis, else two."""
        return self.scene is not None and self.scene.drafts.get(self.code) == "3x3"

    def __len__(self) -> int:
        return len(self.placing) if self.placing is not None else 0

    def key(self, index: int) -> str:
        """Id of the customer there."""
        return self.placing.id(index) if self.placing is not None else ""

    def place(self, row_id: str) -> int | None:
        """Where a customer stands."""
        return self.placing.place(row_id) if self.placing is not None else None

    # -- drawing ------------------------------------------------------------------------

    def lines(self, width: int, height: int, cursor: int, focus: bool) -> list[Line]:
        """The board, beside it who is numbered, below it the strategy and who has no place."""
        placing = self.placing
        if placing is None:
            return []
        head = rule(told.heading(placing, nine=self.nine), width, focus=focus)
        if not placing.placed:
            texts = [part for text in told.empty(placing) for part in wrap(text, width - 2)]
            rows = [line(" ", text) for text in texts]
            return [head, *rows, *self._below(placing, cursor, width, 2)][:height]
        side = min(told.side_width(placing), width - _LEAST - 1) if width >= _WITH_SIDE else 0
        room = height - 1
        below = self._below(placing, cursor, width, _rows_below(room))
        room -= len(below)
        rows = board(placing, cursor, width - side - 1 if side else width, room, nine=self.nine)
        if side:
            rows = _beside(rows, told.side(placing, cursor, side, room), width - side - 1, room)
        rows += [Line()] * (room - len(rows))
        return [head, *rows, *below][:height]

    def _below(self, placing: Placing, cursor: int, width: int, most: int) -> list[Line]:
        apart = most > 1 and len(placing) > placing.placed
        rows = told.strategy(placing, cursor, width, most - apart, nine=self.nine)
        return [*rows, told.unplaced(placing, cursor, width)] if apart else rows

    def says(self, cursor: int) -> str:
        """Customer, point and field."""
        return told.says(self.placing, cursor, nine=self.nine) if self.placing else ""

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Axes, the next on a point; the numbers stand beside it."""
        return (("order", _("fields")), ("analysis_turn", _("same point")))

    # -- keys ---------------------------------------------------------------------------

    def act(self, host: AnalysisHost, command_id: str) -> Acted:
        """Go to another point or customer, or change the fields."""
        placing = self.placing
        if placing is None or not len(placing):
            return False
        if command_id == "order":
            host.scene.drafts[self.code] = "" if self.nine else "3x3"
            host.go(host.cursor)
            return None
        target = self._target(placing, host.cursor, command_id)
        if target is None:
            return False
        host.go(target)
        return None

    def _target(self, placing: Placing, cursor: int, command_id: str) -> int | None:
        """Where a command goes; None where it is none of the matrix."""
        number = command_id.removeprefix("analysis_")
        if number.isdecimal():
            place = int(number) - 1
            return place if place < min(NAMED, placing.placed) else cursor
        if command_id == "analysis_turn":
            point = placing.point(cursor)
            mates = placing.on[point] if point is not None else ()
            return mates[(mates.index(cursor) + 1) % len(mates)] if mates else cursor
        if command_id in ("page_down", "page_up"):
            return cursor + (1 if command_id == "page_down" else -1)
        return self._stepped(placing, cursor, command_id) if command_id in _WAYS else None

    def _stepped(self, placing: Placing, cursor: int, command_id: str) -> int:
        point = placing.point(cursor)
        if point is None:
            if command_id == "up" or (command_id == "left" and cursor == placing.placed):
                return min(self._left, max(0, placing.placed - 1))
            return cursor + (-1 if command_id == "left" else 1)
        found = stepped(point, placing.on, command_id)
        if found is not None:
            return placing.on[found][0]
        if command_id == "down" and len(placing) > placing.placed:
            self._left = cursor
            return placing.placed
        return cursor

    def table(self) -> Iterable[Sequence[str | int | None]]:
        """All customers with their point, field and strategy."""
        return table(self.placing) if self.placing is not None else []


def _rows_below(room: int) -> int:
    """Strategy and who has no place, where the board leaves room for them."""
    return 3 if room >= 19 else 2 if room >= 16 else int(room >= 13)


def stepped(point: Point, points: Collection[Point], way: str) -> Point | None:
    """The next point that way: the nearest in the same line, else in the next line with any."""
    axis, sign = _WAYS[way]
    other = 1 - axis
    ahead = [one for one in points if (one[axis] - point[axis]) * sign > 0]
    straight = [one for one in ahead if one[other] == point[other]]
    return min(straight or ahead, default=None, key=lambda one: (
        abs(one[axis] - point[axis]), abs(one[other] - point[other]), one[other]))


def _beside(rows: list[Line], side: list[Line], width: int, height: int) -> list[Line]:
    """Two blocks next to each other."""
    made = []
    for n in range(height):
        left = rows[n] if n < len(rows) else Line()
        right = side[n] if n < len(side) else Line()
        gap = " " * max(0, width - len(left.text)) + " "
        made.append(line(*left.spans, gap, *right.spans))
    return made
