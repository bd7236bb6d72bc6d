"""The first start: one key chooses, no wizard."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult

from tui import texts
from tui.screens.overlay import Overlay
from tui.texts import _
from tui.widgets.canvas import Canvas, Line, line, rule, wrap


class Choices(Canvas):
    """What kundenq is, and the four keys."""

    DEFAULT_CSS = "Choices { width: 100%; height: 100%; }"

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Centred a little, never wider than is good to read."""
        room = min(width - 8, 66)
        about = _("kundenq tells you whom to call today and why, helps to find out with few "
                  "good questions whether a prospect will buy, and keeps a profile of every "
                  "company. Everything is saved at once, and u undoes everything.")
        options = (
            ("1", _("Practise with sample customers"),
             _("40 invented companies in a file of their own")),
            ("2", _("Start empty"), _("then n adds the first customer")),
            ("3", _("Import addresses"), _("CSV from Excel or Outlook, or vCards of a phone")),
            ("L", _("English / Deutsch"), _("change the language")),
            ("q", _("Quit"), ""),
        )
        rows = [rule("kundenq", width, focus=True), line("")]
        rows += [line("    ", (part, "")) for part in wrap(about, room)]
        rows.append(line(""))
        for key, label, hint in options:
            rows += [line("    ", (key, "key"), "  ", (label, "strong"))]
            if hint:
                rows.append(line("       ", (hint, "dim")))
            if height >= 24:
                rows.append(line(""))
        return rows


class FirstRun(Overlay[str]):
    """Returns "demo", "empty", "import" or "quit"."""

    KEYS = {"1": "demo", "2": "empty", "3": "import", "q": "quit", "escape": "quit",
            "ctrl+q": "quit"}

    def compose(self) -> ComposeResult:
        """One canvas."""
        yield Choices()

    def on_key(self, event: events.Key) -> None:
        """One key chooses."""
        event.stop()
        if event.key in self.KEYS:
            self.dismiss(self.KEYS[event.key])
        elif event.key == "L":
            known = texts.languages()
            texts.use(known[(known.index(texts.language()) + 1) % len(known)])
            self.query_one(Choices).redraw()
