"""One plain sentence where the window has no room for a pane."""

from __future__ import annotations

from collections.abc import Sequence

from tui.texts import _
from tui.widgets.canvas import Canvas, Line, line, wrap

MIN_WIDTH, MIN_HEIGHT = 40, 12
"""Below that no pane makes sense (interface.md 4)."""


class TooSmall(Canvas):
    """Covers everything."""

    DEFAULT_CSS = "TooSmall { width: 100%; height: 100%; }"

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The sentence, wrapped."""
        text = _("Window too small: {width}x{height} needed. 'kundenq today' always works.")
        return [line(part) for part in wrap(text.format(width=MIN_WIDTH, height=MIN_HEIGHT),
                                            max(1, width))]
