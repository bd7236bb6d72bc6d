"""A bar with something to read: Esc, q, Enter or the key that opened it close it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from tui.dialogs.bar import Bar, Echo
from tui.texts import _
from tui.widgets.canvas import Line, Span, rule

_CLOSING = ("escape", "q", "enter", "v", "w", "space", "question_mark")


class Reader(Bar[bool]):
    """Rows of text with a heading; arrows scroll if there are more than fit."""

    def __init__(self, title: str, rows: Sequence[Line]) -> None:
        super().__init__()
        self.title_text = title
        self.rows = rows
        self.top = 0

    def compose(self) -> ComposeResult:
        """One canvas."""
        yield Echo()

    def on_mount(self) -> None:
        """As high as needed, at most the screen less its frame."""
        self.query_one(Echo).styles.height = self._height
        self._show()

    @property
    def _height(self) -> int:
        return min(len(self.rows) + 1, self.screen.size.height - 4)

    def _show(self) -> None:
        room = self._height - 1
        self.top = max(0, min(self.top, len(self.rows) - room))
        shown = self.rows[self.top:self.top + room]
        rest = len(self.rows) - self.top - room
        more = _("{count} more lines").format(count=rest) + ", " if rest > 0 else ""
        heading = rule(self.title_text, self.screen.size.width, focus=True,
                       right=more + _("Esc closes"))
        self.query_one(Echo).show(
            [heading, *(Line((Span(" "), *row.spans), row.role) for row in shown)])

    def press(self, key: str, character: str | None) -> bool:
        """Scroll or close."""
        steps = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": 10, "pageup": -10}
        if key in steps:
            self.top += steps[key]
            self._show()
        elif key in _CLOSING:
            self.done(True)
        return True


