"""The agenda: what is overdue, due and coming for all customers, day by day, done in place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from tui import dates
from tui.commands import Command, Place
from tui.dialogs.bar import Chooser, Echo
from tui.flows.host import Handler
from tui.screens import agenda_rows as rows
from tui.screens.commanding import Common
from tui.screens.hosting import Action, Hosting
from tui.texts import _, pgettext
from tui.view import Pane, StripItem, View
from tui.widgets import months
from tui.widgets.canvas import Canvas, Line, line, rule

AHEAD = timedelta(days=91)
"""How far the rows of all customers look ahead."""
_PLACE = "agenda"
"""Under this name the row is remembered."""
_HERE = ("follow_up", "activity", "why", "history", "edit", "class", "confirm", "confirm_by",
         "event", "interview", "ack_card", "ack_call", "ack_email", "ack_gift", "ack_done",
         "ack_skip", "ack_choose")
"""Commands on what is under the cursor that work here as in the list."""


class Days(Canvas):
    """The window of the list around the cursor."""

    DEFAULT_CSS = "Days { width: 1fr; }"
    make: Callable[[int, int, int], list[Line]] | None = None
    at = 0
    count = 0
    top = 0

    def show(self, at: int, count: int) -> None:
        """The row of the cursor, of so many."""
        self.at, self.count = at, count
        self.redraw()

    def lines(self, width: int, height: int) -> list[Line]:
        """The heading of the day above the first row is seen too."""
        self.top = max(0, self.at - height + 1, min(self.top, self.at - 1))
        last = min(self.count, self.top + height)
        return self.make(self.top, last, width) if self.make is not None else []


class Months(Canvas):
    """As many months as there is room for, then the signs and what is shown."""

    DEFAULT_CSS = f"Months {{ width: {months.WIDTH + 2}; }}"
    make: Callable[[int], list[Line]] | None = None

    def lines(self, width: int, height: int) -> list[Line]:
        """From the month of the cursor on."""
        return self.make(height) if self.make is not None else []


class AgendaScreen(Hosting):
    """Enter goes to the customer; coming back the cursor stands on the same row."""

    DEFAULT_CSS = """
    AgendaScreen #heading { height: 1; }
    AgendaScreen #detail { height: 4; }
    AgendaScreen Horizontal { height: 1fr; }
    AgendaScreen.-small Months { display: none; }
    AgendaScreen.-tall #detail { height: 8; }
    """
    code = "agenda"

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        # What is done here is done to the row under the cursor, not to a marked one.
        self.desk.unmark()
        self.desk.focus(Pane.LIST)
        self.kinds = 0
        self.cursor = 0
        self.listing = rows.Listing(self.book.agenda(self.today + AHEAD))

    def body(self) -> ComposeResult:
        """Heading, months beside the days, what is known of the row under the cursor."""
        yield Echo(id="heading")
        with Horizontal():
            yield Months()
            yield Days()
        yield Echo(id="detail")

    def on_mount(self) -> None:
        """At the row that was left, else at what is most pressing."""
        self.query_one(Days).make = lambda first, last, width: self.listing.made(
            self.cursor, first, last, width, self.today)
        self.query_one(Months).make = self._months
        self._load(self.drafts.get(_PLACE, ""))

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        super().on_resize(event)
        self._draw()

    def show(self, view: View) -> None:
        """After a change the cursor stays on its row, or on the one that took its place."""
        super().show(view)
        self._load(self._key)

    # -- commands ---------------------------------------------------------------------

    @property
    def item(self) -> StripItem | None:
        """What is acknowledged or moved."""
        items = self.listing.items
        return items[self.cursor] if self.cursor < len(items) else None

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Those on what is due, then those on its customer."""
        return (Place.TODAY, Place.CUSTOMERS, Place.ALWAYS)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """What one does here."""
        return (("ack_card", ""), ("ack_call", ""), ("ack_email", ""), ("ack_gift", ""),
                ("ack_done", ""), ("follow_up", _("move")), ("open", _("to the customer")),
                ("order", _("kinds")), ("today", ""), ("page_down", _("month")),
                ("step_back", ""))

    @property
    def own(self) -> Mapping[str, Action]:
        """Move by rows, days and months; choose the kinds; open, back."""
        return {"open": self._open, "back": self._leave_agenda, "step_back": self._leave_agenda,
                "order": self._choose_kinds,
                **{name: partial(self._step, name) for name in rows.STEPS}}

    def can(self, command: Command) -> bool:
        """Commands on a row only where there is one."""
        if command.id in _HERE:
            return bool(self.listing.items)
        return super().can(command)

    def act(self, command_id: str) -> Awaitable[None] | None:
        """What works in strip and list works here on the row under the cursor."""
        if command_id not in _HERE:
            return super().act(command_id)
        from tui.flows.table import HANDLERS  # loaded with the first key, as in the workplace

        handler = cast(Handler, HANDLERS[command_id])  # none of these asks for panes
        return handler(self)

    def _open(self) -> None:
        if self.item is not None:
            self.open_screen("list")
            if self.app.workplace is not None:
                self.app.workplace.say(_("{key} leads back to this row.").format(
                    key=self.keymap.keys_of("go_agenda")), "dim")

    def _leave_agenda(self) -> None:
        self.open_screen("list")

    def _step(self, command_id: str) -> None:
        self._to(rows.moved(self.listing.items, self.cursor, command_id, self.today))

    def _to(self, cursor: int) -> None:
        self.cursor = max(0, min(cursor, len(self.listing.items) - 1))
        self._draw()

    async def _choose_kinds(self) -> None:
        chosen = await self.ask(Chooser(_("Show"), [
            (str(n), pgettext(*word), n) for n, (word, _kinds) in enumerate(rows.KINDS, 1)]))
        if chosen is not None:
            self.kinds = chosen - 1
            self._load(self._key)

    # -- showing ------------------------------------------------------------------------

    @property
    def _key(self) -> str:
        found = self.item
        return f"{found[0].id} {found[1].key} {found[1].day}" if found else ""

    def _load(self, key: str) -> None:
        """All of the chosen kinds; the cursor on its row, if it is still there."""
        items = self.book.agenda(self.today + AHEAD, rows.KINDS[self.kinds][1])
        self.listing = rows.Listing(items)
        found = next((n for n, (row, item) in enumerate(items)
                      if f"{row.id} {item.key} {item.day}" == key), None) if key else None
        self._to(self.cursor if found is None else found)

    def _months(self, height: int) -> list[Line]:
        items = self.listing.items
        day = (items.day(self.cursor) if items else None) or self.today
        marks = items.marks()
        count = max(1, min(3, height // 9))
        found: list[Line] = []
        for first in months.months_around(day, count):
            found += [*months.month_rows(first, self.today, day, marks), line("")]
        return found[:height]

    def _draw(self) -> None:
        if self.item is not None:
            self.drafts[_PLACE] = self._key
            self.desk.select(self.item[0].id)
        width, items = self.size.width, self.listing.items
        word = pgettext(*rows.KINDS[self.kinds][0])
        title = _("Agenda: {count} until {day}").format(
            count=rows.counted(items), day=dates.day_date(self.today + AHEAD))
        self.query_one("#heading", Echo).show(
            [rule(title, width, focus=True, right=word if self.kinds else "")])
        places = self.listing.places
        self.query_one(Days).show(
            places[self.cursor] if places else 0, max(1, len(self.listing.rows)))
        self.query_one(Months).redraw()
        detail = self.query_one("#detail", Echo)
        detail.show(rows.detail(self.book, self.item, width, detail.size.height or 4))
