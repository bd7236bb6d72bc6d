"""Rows around a cursor, each made when it is drawn."""

from __future__ import annotations

from collections.abc import Callable

from tui.widgets.canvas import Canvas, Line


class Queue(Canvas):
    """The rows around the cursor, each made when it is drawn."""

    DEFAULT_CSS = "Queue { height: 1fr; }"
    make: Callable[[int, int, int], list[Line]] | None = None
    cursor = 0
    count = 0
    top = 0

    def show(self, cursor: int, count: int) -> None:
        """Another cursor or other rows."""
        self.cursor, self.count = cursor, count
        self.redraw()

    def lines(self, width: int, height: int) -> list[Line]:
        """The window."""
        self.top = max(0, self.cursor - height + 1, min(self.top, self.cursor))
        last = min(self.count, self.top + height)
        return self.make(self.top, last, width) if self.make is not None else []
