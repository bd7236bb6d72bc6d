"""What the agenda shows, and where its cursor stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.commands import by_id
from tui.keymap import shown
from tui.screens import agenda_panes as panes
from tui.screens import agenda_rows as rows
from tui.screens.agenda_detail import detail
from tui.screens.commanding import Common
from tui.screens.counting import Counting
from tui.screens.customer_rows import CustomerRows
from tui.screens.hosting import Hosting
from tui.texts import _
from tui.view import StripItem, View
from tui.widgets.canvas import Canvas, Line
from tui.widgets.frame import key_names
from tui.widgets.profile import Profile

AHEAD = timedelta(days=91)
"""How far the rows of all customers look ahead."""
_PLACE = "agenda"
"""Under this name the row is remembered."""
_QUICK = ("ack_card", "ack_call", "ack_email", "ack_gift", "ack_done")


class Drawn(Canvas):
    """Shows what its screen makes for the room there is."""

    make: Callable[[int, int], list[Line]] | None = None

    def lines(self, width: int, height: int) -> list[Line]:
        """Made anew each time it is drawn."""
        return self.make(width, height) if self.make is not None else []


class AgendaFrame(CustomerRows, Counting):
    """Months beside the days, below them the detail of the row under the cursor."""

    DEFAULT_CSS = """
    AgendaFrame Horizontal { height: 1fr; }
    AgendaFrame #months { width: 25; border-right: solid $kq-rule; box-sizing: content-box; }
    AgendaFrame #middle { width: 1fr; }
    AgendaFrame #days { height: 1fr; }
    AgendaFrame #week { display: none; height: 14; }
    AgendaFrame #detail { height: 4; }
    AgendaFrame Profile { display: none; width: 60; border-left: solid $kq-rule; }
    AgendaFrame.-small #months { display: none; }
    AgendaFrame.-tall #detail, AgendaFrame.-high #detail { height: 10; }
    AgendaFrame.-wide Profile { display: block; }
    AgendaFrame.-wide.-high #week { display: block; }
    AgendaFrame.-wide.-high.-week #week { display: none; }
    """
    code = "agenda"

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        self.kinds = 0
        self.look = panes.Look.DAYS
        self.cursor = self.top = 0
        self.load(self.drafts.get(_PLACE, ""))

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
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        super().on_resize(event)
        self._count_year()

    def show(self, view: View) -> None:
        """After a change the cursor stays on its row, or on the one that took its place."""
        super().show(view)
        self.load(self.key)
        self.draw()

    @property
    def empty(self) -> bool:
        """Nothing of the chosen kinds comes up."""
        return not self.listing.items

    @property
    def item(self) -> StripItem | None:
        """What is acknowledged or moved."""
        items = self.listing.items
        return items[self.cursor] if self.cursor < len(items) else None

    @property
    def key(self) -> str:
        """Which turn of which event of whom is under the cursor."""
        found = self.item
        return "\n".join((found[0].id, found[1].key, str(found[1].day))) if found else ""

    def load(self, key: str) -> None:
        """All of the chosen kinds; the cursor on its row, if it is still there."""
        items = self.book.agenda(self.today + AHEAD, rows.KINDS[self.kinds][1])
        self.listing = rows.Listing(items)
        row_id, _n, turn = key.partition("\n")
        event, _n, day = turn.rpartition("\n")
        found = items.place(row_id, event, date.fromisoformat(day)) if key else None
        self.cursor = max(0, min(self.cursor if found is None else found, len(items) - 1))

    def draw(self) -> None:
        """What has changed; the profile follows the cursor."""
        if self.item is not None:
            self.drafts[_PLACE] = self.key
            self.view = self.desk.select(self.item[0].id)
        self._count_year()
        for one in self.query(Drawn):
            one.redraw()

    def _count_year(self) -> None:
        """Only where a year is shown."""
        if self.look is panes.Look.YEAR or (self.has_class("-wide") and self.has_class("-high")):
            self.count(self.today + AHEAD)

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
