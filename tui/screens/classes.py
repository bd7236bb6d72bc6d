"""Class moves: who rose, who fell, who is new; taken over one by one or all, or kept by hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual import events
from textual.app import ComposeResult

from store import Classing, ClassMoves, Figures
from tui import class_words
from tui.commands import Command, Place
from tui.dialogs.bar import Echo
from tui.screens import class_rows as rows
from tui.screens import class_taking as taking
from tui.screens.commanding import Common
from tui.screens.customer_rows import CustomerRows
from tui.screens.hosting import Action
from tui.screens.queue import Queue
from tui.texts import _
from tui.view import View
from tui.widgets.canvas import rule

_STEPS = {"down": 1, "up": -1, "page_down": 12, "page_up": -12, "top": -10**9, "bottom": 10**9}
_PLACE = "classes"
"""Under this name the row is remembered."""


class ClassesScreen(CustomerRows):
    """Enter goes to the customer; coming back the cursor stands on the same row.

    `classing` is what the analysis tries on: with the first class that is taken over it
    counts from then on.
    """

    DEFAULT_CSS = """
    ClassesScreen #heading { height: 2; }
    ClassesScreen #detail { height: 6; }
    """
    code = "classes"
    here = ("why", "history", "follow_up", "edit", "event")

    def __init__(self, common: Common, *, classing: Classing | None = None,
                 figures: Figures | None = None) -> None:
        super().__init__(common)
        self.classing = classing or self.book.classing
        self.figures = figures
        self.moves: ClassMoves = self._found()
        self.cursor = 0
        self.marked: dict[str, None] = {}

    def body(self) -> ComposeResult:
        """Heading, rows, what is known of the row under the cursor."""
        yield Echo(id="heading")
        yield Queue()
        yield Echo(id="detail")

    def on_mount(self) -> None:
        """At the row that was left."""
        self.query_one(Queue).make = lambda first, last, width: rows.made(
            self.book, self.moves, self.cursor, self.marked, range(first, last), width)
        self._load(self.drafts.get(_PLACE, ""))

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        super().on_resize(event)
        self._draw()

    def show(self, view: View) -> None:
        """After a change the cursor stays on its row, or on the one that took its place."""
        super().show(view)
        if self.is_mounted:
            self.moves = self._found()
            self._load(self._key)

    def _found(self) -> ClassMoves:
        try:
            return self.book.moves(self.classing, self.figures)
        except ValueError:
            # The figures of another calendar year are not read yet.
            self.classing = self.book.classing
            return self.book.moves()

    # -- commands ---------------------------------------------------------------------

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Its own keys, then those on the customer under the cursor."""
        return (Place.CLASSES, Place.CUSTOMERS, Place.ALWAYS)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """What one does here."""
        if self.empty:
            return (("step_back", ""),)
        return (("class_take", ""), ("class_keep", ""), ("class_mark", ""),
                ("class_mark_all", ""), ("open", _("customer")), ("why", ""), ("step_back", ""))

    @property
    def own(self) -> Mapping[str, Action]:
        """Take over, keep, mark; move, open, back."""
        return {"open": self.to_customer, "back": self.to_list, "step_back": self.to_list,
                "class_take": self.take, "class_keep": self.keep, "class_mark": self.mark,
                "class_mark_all": self.mark_all,
                **{name: partial(self._move, by) for name, by in _STEPS.items()}}

    @property
    def empty(self) -> bool:
        """Nobody has moved."""
        return not self.moves

    def can(self, command: Command) -> bool:
        """Taking over and keeping only where there is somebody."""
        return super().can(command) and (command.where is not Place.CLASSES or not self.empty)

    def mark(self) -> None:
        """Mark the row, or take the mark away; then the next one."""
        if self.marked.pop(self._key, True) is not None:
            self.marked[self._key] = None
        self._move(1)

    def mark_all(self) -> None:
        """Mark all, or none."""
        every = self.moves.ids()
        self.marked = {} if len(self.marked) == len(every) else dict.fromkeys(every)
        self._draw()

    async def take(self) -> None:
        """Take over the class of the row under the cursor, or of all marked after a look."""
        chosen = [self.moves[self.cursor]]
        if self.marked:
            chosen = [one for one in self.moves if one.id in self.marked]
        if await taking.take(self, self.moves, chosen):
            self.marked.clear()
            self._draw()

    async def keep(self) -> None:
        """Keep the class by hand, with a reason and an end."""
        await taking.keep(self, self.moves[self.cursor])

    def _move(self, by: int) -> None:
        if self.moves:
            self.cursor = max(0, min(self.cursor + by, len(self.moves) - 1))
            self._draw()

    # -- showing ------------------------------------------------------------------------

    @property
    def _key(self) -> str:
        return self.moves[self.cursor].id if self.cursor < len(self.moves) else ""

    def _load(self, key: str) -> None:
        place = self.moves.place(key) if key else None
        found = self.cursor if place is None else place
        self.cursor = max(0, min(found, len(self.moves) - 1))
        self.marked = {one: None for one in self.marked if self.moves.place(one) is not None}
        self._draw()

    def _draw(self) -> None:
        self.key_line.show(self.contexts, self.hints)
        if self.moves:
            self.drafts[_PLACE] = self._key
            self.desk.select(self._key)
        width = self.size.width
        method = class_words.method(self.classing, self.today)
        self.query_one("#heading", Echo).show(
            [rule(rows.title(self.moves, len(self.marked)), width, focus=True, right=method),
             rows.names(width)])
        self.query_one(Queue).show(self.cursor, len(self.moves))
        self.query_one("#detail", Echo).show(
            rows.detail(self.book, self.moves, self.cursor, width))
