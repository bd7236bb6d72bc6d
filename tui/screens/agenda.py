"""The agenda: what is overdue, due and coming for all customers, day by day, done in place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.commands import Command, Place, by_id
from tui.dialogs.bar import Chooser
from tui.flows.host import Handler
from tui.keymap import shown
from tui.screens import agenda_panes as panes
from tui.screens import agenda_rows as rows
from tui.screens.agenda_detail import detail
from tui.screens.commanding import Common
from tui.screens.counting import Counting
from tui.screens.hosting import Action, Hosting
from tui.texts import _, pgettext
from tui.view import Pane, StripItem, View
from tui.widgets.canvas import Canvas, Line
from tui.widgets.frame import key_names
from tui.widgets.profile import Profile

AHEAD = timedelta(days=91)
"""How far the rows of all customers look ahead."""
_PLACE = "agenda"
"""Under this name the row is remembered."""
_HERE = ("follow_up", "activity", "why", "history", "edit", "class", "confirm", "confirm_by",
         "event", "interview", "ack_card", "ack_call", "ack_email", "ack_gift", "ack_done",
         "ack_skip", "ack_choose")
"""Commands on what is under the cursor that work here as in the list."""
_QUICK = ("ack_card", "ack_call", "ack_email", "ack_gift", "ack_done")


class Drawn(Canvas):
    """Shows what its screen makes for the room there is."""

    make: Callable[[int, int], list[Line]] | None = None

    def lines(self, width: int, height: int) -> list[Line]:
        """Made anew each time it is drawn."""
        return self.make(width, height) if self.make is not None else []


class AgendaScreen(Counting):
    """Enter goes to the customer; coming back the cursor stands on the same row."""

    DEFAULT_CSS = """
    AgendaScreen Horizontal { height: 1fr; }
    AgendaScreen #months { width: 25; border-right: solid $kq-rule; box-sizing: content-box; }
    AgendaScreen #middle { width: 1fr; }
    AgendaScreen #days { height: 1fr; }
    AgendaScreen #week { display: none; height: 14; }
    AgendaScreen #detail { height: 4; }
    AgendaScreen Profile { display: none; width: 60; border-left: solid $kq-rule; }
    AgendaScreen.-small #months { display: none; }
    AgendaScreen.-tall #detail, AgendaScreen.-high #detail { height: 10; }
    AgendaScreen.-wide Profile { display: block; }
    AgendaScreen.-wide.-high #week { display: block; }
    AgendaScreen.-wide.-high.-week #week { display: none; }
    """
    code = "agenda"

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        # What is done here is done to the row under the cursor, not to a marked one.
        self.desk.unmark()
        self.desk.focus(Pane.LIST)
        self.kinds = 0
        self.look = panes.Look.DAYS
        self.cursor = self.top = 0
        self._load(self.drafts.get(_PLACE, ""))

    def body(self) -> ComposeResult:
        """Months beside the days, below what is known of the row under the cursor."""
        with Horizontal():
            yield Drawn(id="months")
            with Vertical(id="middle"):
                yield Drawn(id="days")
                yield Drawn(id="week")
                yield Drawn(id="detail")
            yield Profile().data_bind(Hosting.view)

    def on_mount(self) -> None:
        """At the row that was left, else at what is most pressing."""
        for name, make in (("months", self._months), ("days", self._days), ("week", self._week),
                           ("detail", self._detail)):
            self.query_one(f"#{name}", Drawn).make = make
        names = key_names()
        keys = {one: shown(self.keymap.keys(by_id(one))[0], names) for one in _QUICK}
        self.say("  ".join(f"{key} {_(by_id(one).label)}" for one, key in keys.items()), "dim")
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        super().on_resize(event)
        self.call_after_refresh(self._draw)

    def show(self, view: View) -> None:
        """After a change the cursor stays on its row, or on the one that took its place."""
        super().show(view)
        self._load(self._key)
        self._draw()

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
        following = panes.following(self.look, self.size.width)
        return (("ack_choose", _("done")), ("follow_up", _("move")), ("open", _("customer")),
                ("order", _("kinds")), ("zoom", pgettext(*panes.LOOK_WORDS[following])),
                ("activity", ""), ("page_down", _("month")), ("today", _("today")), ("why", ""),
                ("ack_skip", ""), ("edit", ""), ("undo", ""), ("step_back", ""))

    @property
    def own(self) -> Mapping[str, Action]:
        """Move by rows, days and months; choose the kinds; open, back."""
        return {"open": self._open, "back": self._leave_agenda, "step_back": self._leave_agenda,
                "order": self._choose_kinds, "zoom": self._turn,
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

    def _turn(self) -> None:
        self.look = panes.following(self.look, self.size.width)
        self.set_class(self.look is panes.Look.WEEK, "-week")
        self.key_line.show(self.contexts, self.hints)
        self._draw()

    def _to(self, cursor: int) -> None:
        self.cursor = max(0, min(cursor, len(self.listing.items) - 1))
        self._draw()

    async def _choose_kinds(self) -> None:
        chosen = await self.ask(Chooser(_("Show"), [
            (str(n), pgettext(*word), n) for n, (word, _kinds) in enumerate(rows.KINDS, 1)]))
        if chosen is not None:
            self.kinds = chosen - 1
            self._load(self._key)
            self._draw()

    # -- showing ------------------------------------------------------------------------

    @property
    def _key(self) -> str:
        found = self.item
        return "\n".join((found[0].id, found[1].key, str(found[1].day))) if found else ""

    def _load(self, key: str) -> None:
        """All of the chosen kinds; the cursor on its row, if it is still there."""
        items = self.book.agenda(self.today + AHEAD, rows.KINDS[self.kinds][1])
        self.listing = rows.Listing(items)
        row_id, _n, turn = key.partition("\n")
        event, _n, day = turn.rpartition("\n")
        found = items.place(row_id, event, date.fromisoformat(day)) if key else None
        self.cursor = max(0, min(self.cursor if found is None else found, len(items) - 1))

    def _draw(self) -> None:
        if self.item is not None:
            self.drafts[_PLACE] = self._key
            self.view = self.desk.select(self.item[0].id)
        if self.look is panes.Look.YEAR or (self.has_class("-wide") and self.has_class("-high")):
            self.count(self.today + AHEAD)
        for one in self.query(Drawn):
            one.redraw()

    def counted(self) -> None:
        """The year is complete."""
        for one in self.query(Drawn):
            one.redraw()

    @property
    def _scene(self) -> panes.Scene:
        return panes.Scene(
            listing=self.listing, cursor=self.cursor, today=self.today, kinds=self.kinds,
            until=self.today + AHEAD, counter=self.counter,
            keys=self.keymap.keys_of("order"))

    def _months(self, width: int, height: int) -> list[Line]:
        return panes.side(self._scene, width, height)

    def _days(self, width: int, height: int) -> list[Line]:
        if self.look is not panes.Look.DAYS:
            return panes.LOOKS[self.look](self._scene, width, height)
        at = self.listing.place(self.cursor) if len(self.listing) else 0
        # The heading of the day above the first row is seen too.
        self.top = max(0, at - height + 2, min(self.top, at - 1))
        return panes.days(self._scene, self.top, width, height)

    def _week(self, width: int, height: int) -> list[Line]:
        return panes.week(self._scene, width, height)

    def _detail(self, width: int, height: int) -> list[Line]:
        return detail(self.book, self.item, width, height)
