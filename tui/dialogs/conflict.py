"""Two people changed the same fields: both values side by side, one of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult

from tui.dialogs.bar import Bar, Echo
from tui.texts import _
from tui.widgets.canvas import Line, Span, fit, line, rule

_MINE, _THEIRS = "mine", "theirs"
_CHOICES = {"1": _MINE, "2": _THEIRS}
_FOR_ALL = {"3": _MINE, "4": _THEIRS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field that two changed; all texts are ready to be shown."""

    customer: str
    place: str
    mine: str
    theirs: str
    who: str = ""
    """Who wrote theirs, and when; empty where that is not known."""


class ConflictBar(Bar[tuple[bool, ...]]):
    """Its value tells of each row, in order, whether theirs is taken."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self.rows = rows
        self.chosen: list[str] = [""] * len(rows)
        self.cursor = 0
        self.top = 0
        self.hint = ""

    def compose(self) -> ComposeResult:
        """One canvas."""
        yield Echo()

    def on_mount(self) -> None:
        """As high as needed, at most the screen less its frame."""
        self.query_one(Echo).styles.height = self._room + 3
        self._show()

    @property
    def _room(self) -> int:
        return max(1, min(len(self.rows), self.screen.size.height - 7))

    def press(self, key: str, character: str | None) -> bool:
        """Choose, move, apply; nothing else does anything."""
        self.hint = ""
        name = character or key
        if key in ("down", "up") or name in ("j", "k"):
            self._go(self.cursor + (1 if key == "down" or name == "j" else -1))
        elif name in _CHOICES:
            self.chosen[self.cursor] = _CHOICES[name]
            self._go(self.cursor + 1)
        elif name in _FOR_ALL:
            self.chosen = [_FOR_ALL[name]] * len(self.rows)
        elif key == "enter":
            self._apply()
        elif key == "escape" or name == "q":
            self.done(None)
        self._show()
        return True

    def _apply(self) -> None:
        if "" in self.chosen:
            self._go(self.chosen.index(""))
            self.hint = _("Please choose here first.")
            return
        self.done(tuple(choice == _THEIRS for choice in self.chosen))

    def _go(self, cursor: int) -> None:
        self.cursor = max(0, min(cursor, len(self.rows) - 1))

    # -- drawing ----------------------------------------------------------------------

    def _show(self) -> None:
        width, room = self.screen.size.width, self._room
        self.top = max(min(self.top, self.cursor), self.cursor - room + 1)
        cells = self._cells(width)
        row = self.rows[self.cursor]
        heading = rule(_("Changed by two: {customer}").format(customer=row.customer), width,
                       focus=True, right=f"{self.cursor + 1}/{len(self.rows)}")
        theirs = _("theirs") + (f" ({row.who})" if row.who else "")
        names = line("  ", (fit("", cells[0]), ""), ("  " + fit(_("mine"), cells[1]), "dim"),
                     ("  " + fit(theirs, cells[2]), "dim"))
        shown = [self._row(number, cells)
                 for number in range(self.top, min(self.top + room, len(self.rows)))]
        self.query_one(Echo).show([heading, names, *shown, self._keys(width)])

    @staticmethod
    def _cells(width: int) -> tuple[int, int, int]:
        """Widths of the place and of both values."""
        first = min(26, max(8, width // 4))
        rest = width - first - 7
        return first, rest // 2, rest - rest // 2

    def _row(self, number: int, cells: tuple[int, int, int]) -> Line:
        row, choice = self.rows[number], self.chosen[number]
        spans = [Span("> " if number == self.cursor else "  ", "mark"),
                 Span(fit(row.place, cells[0]), "strong")]
        for side, text, size in ((_MINE, row.mine, cells[1]), (_THEIRS, row.theirs, cells[2])):
            taken = choice == side
            role = "good" if taken else "dim" if choice else ""
            spans.append(Span((" √" if taken else "  ") + fit(text, size), role))
        return Line(tuple(spans), "cursor" if number == self.cursor else "")

    def _keys(self, width: int) -> Line:
        if self.hint:
            return line(" ", (fit(self.hint, width - 2), "now"))
        keys = [("1", _("mine")), ("2", _("theirs")), ("3", _("all mine")),
                ("4", _("all theirs")), (_("Enter"), _("applies")), (_("Esc"), _("later"))]
        spans = [Span(" ")]
        for key, text in keys:
            spans += [Span(key, "key"), Span(f" {text}  ")]
        return Line(tuple(spans))
