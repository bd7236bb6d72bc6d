"""What is to be assessed anew: full and light checks that are due or come up, and why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual import events
from textual.app import ComposeResult

from tui.commands import Place
from tui.dialogs.bar import Echo
from tui.screens import reassessment_rows as rows
from tui.screens.commanding import Common
from tui.screens.customer_rows import CustomerRows
from tui.screens.hosting import Action
from tui.screens.queue import Queue
from tui.texts import _
from tui.view import View
from tui.widgets.canvas import rule

_STEPS = {"down": 1, "up": -1, "page_down": 15, "page_up": -15, "top": -10**6, "bottom": 10**6}
_PLACE = "reassessments"
"""Under this name the row is remembered."""


class ReassessmentScreen(CustomerRows):
    """Enter goes to the customer; coming back the cursor stands on the same row."""

    DEFAULT_CSS = """
    ReassessmentScreen #heading { height: 2; }
    ReassessmentScreen #detail { height: 4; }
    """
    code = "reassessments"
    here = ("confirm", "confirm_by", "event", "follow_up", "activity", "why", "history", "class")

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        self.checks: list[rows.Check] = []
        self.cursor = 0

    def body(self) -> ComposeResult:
        """Heading, rows, what is known of the row under the cursor."""
        yield Echo(id="heading")
        yield Queue()
        yield Echo(id="detail")

    def on_mount(self) -> None:
        """At the row that was left."""
        self.query_one(Queue).make = lambda first, last, width: rows.made(
            self.book, self.checks, self.cursor, range(first, last), width)
        self._load(self.drafts.get(_PLACE, ""))

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        self._draw()

    def show(self, view: View) -> None:
        """After a change the cursor stays on its row, or on the one that took its place."""
        super().show(view)
        self._load(self._key)

    # -- commands ---------------------------------------------------------------------

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Those on the customer under the cursor."""
        return (Place.CUSTOMERS, Place.ALWAYS)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """What one does here."""
        return (("open", _("to the customer")), ("confirm", ""), ("confirm_by", ""),
                ("event", ""), ("follow_up", ""), ("step_back", ""))

    @property
    def own(self) -> Mapping[str, Action]:
        """Move, open, back."""
        return {"open": self.to_customer, "back": self.to_list, "step_back": self.to_list,
                **{name: partial(self._move, by) for name, by in _STEPS.items()}}

    @property
    def empty(self) -> bool:
        """Nothing is due or coming up."""
        return not self.checks

    def _move(self, by: int) -> None:
        if self.checks:
            self.cursor = max(0, min(self.cursor + by, len(self.checks) - 1))
            self._draw()

    # -- showing ------------------------------------------------------------------------

    @property
    def _key(self) -> str:
        if not self.checks:
            return ""
        row, item = self.checks[self.cursor]
        return f"{row.id} {item.key}"

    def _load(self, key: str) -> None:
        """All checks that are due or come up, the longest due first."""
        today = self.today
        self.checks = sorted(
            (check for row in self.book.rows.values() for check in rows.checks_of(row, today)),
            key=lambda check: (check[1].act_on, check[0].priority or 9, check[0].sort_name,
                               check[1].key))
        found = next((n for n, (row, item) in enumerate(self.checks)
                      if f"{row.id} {item.key}" == key), self.cursor)
        self.cursor = max(0, min(found, len(self.checks) - 1))
        self._draw()

    def _draw(self) -> None:
        if self.checks:
            self.drafts[_PLACE] = self._key
            self.desk.select(self.checks[self.cursor][0].id)
        width, today = self.size.width, self.today
        due = sum(1 for _row, item in self.checks if item.act_on <= today)
        title = _("Re-assessment: {due} due, {soon} soon").format(
            due=due, soon=len(self.checks) - due)
        self.query_one("#heading", Echo).show(
            [rule(title, width, focus=True), rows.names(width)])
        self.query_one(Queue).show(self.cursor, len(self.checks))
        self.query_one("#detail", Echo).show(
            rows.detail(self.book, self.checks[self.cursor] if self.checks else None, width))
