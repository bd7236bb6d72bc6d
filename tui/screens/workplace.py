"""The workplace: whom to call today and why, the list, the profile, the checklist."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from store import Changed
from tui.commands import Command, Place
from tui.screens import news
from tui.screens.hosting import Hosting
from tui.sections import Outline
from tui.view import Pane, View
from tui.widgets.checklist import ChecklistPane
from tui.widgets.frame import CONTEXTS
from tui.widgets.pane import PaneCanvas
from tui.widgets.profile import Profile
from tui.widgets.prospect_list import LIST_HEAD, ProspectList
from tui.widgets.side import Side
from tui.widgets.today_strip import TodayStrip

if TYPE_CHECKING:
    from tui.flows.host import PaneHandler

_SLICE = 40
"""Rows made anew at a time: about 8 ms."""
_BREATH = 0.01
"""Seconds between two slices."""
_LOAD_AFTER = 0.1
"""Seconds after which the first frame stands, and what only keys need is loaded."""
_PANE_TYPES = {Pane.TODAY: TodayStrip, Pane.LIST: ProspectList, Pane.CHECKLIST: ChecklistPane,
               Pane.PROFILE: Profile}
_SERVED = frozenset(place for places in CONTEXTS.values() for place in places)


def _handlers() -> Mapping[str, PaneHandler]:
    """Every command's flow: loaded with the first key, or once the first frame stands."""
    from tui.flows.table import HANDLERS

    return HANDLERS


class Workplace(Hosting):
    """Shows one View of the Desk in its panes."""

    DEFAULT_CSS = """
    Workplace TodayStrip { height: 4; }
    Workplace ProspectList { width: 34; border-right: solid $kq-rule; box-sizing: content-box; }
    Workplace #panes { height: 1fr; }
    Workplace #right { width: 1fr; height: 1fr; }
    Workplace Profile { height: 1fr; }
    Workplace #beside { height: 9; }
    Workplace ChecklistPane { height: 1fr; }
    Workplace Side { display: none; }
    Workplace.-mid #right, Workplace.-wide #right { layout: horizontal; }
    Workplace.-mid ProspectList { width: 44; }
    Workplace.-mid Profile, Workplace.-wide Profile { width: 1fr; height: 1fr;
        border-right: solid $kq-rule; }
    Workplace.-mid #beside { width: 36; height: 1fr; }
    Workplace.-wide ProspectList { width: 72; }
    Workplace.-wide #beside { width: 84; height: 1fr; layout: horizontal; }
    Workplace.-wide ChecklistPane { width: 46; }
    Workplace.-wide Side { display: block; width: 38; border-left: solid $kq-rule; }
    Workplace.-wide.-high ProspectList { width: 78; }
    Workplace.-wide.-high #beside { width: 53; layout: vertical; }
    Workplace.-wide.-high ChecklistPane { width: 1fr; }
    Workplace.-wide.-high Side { width: 1fr; height: 23; border-left: none; }
    Workplace.-tall TodayStrip { height: 7; }
    Workplace.-high TodayStrip { height: 10; }
    Workplace.-single .pane { display: none; width: 1fr; height: 1fr; border-right: none; }
    Workplace.-single #right { layout: vertical; }
    Workplace.-single Side { display: none; }
    Workplace.-single .-here { display: block; }
    Workplace.-single #beside { width: 1fr; height: 1fr; layout: vertical; }
    Workplace.-single .-empty { display: none; }
    """
    code = "list"

    def body(self) -> ComposeResult:
        """The panes; each is bound to the View."""
        yield TodayStrip(classes="pane").data_bind(Hosting.view)
        with Horizontal(id="panes"):
            yield ProspectList(classes="pane").data_bind(Hosting.view)
            with Vertical(id="right"):
                yield Profile(classes="pane").data_bind(Hosting.view)
                with Vertical(id="beside"):
                    yield ChecklistPane(classes="pane").data_bind(Hosting.view)
                    yield Side().data_bind(Hosting.view)

    def on_mount(self) -> None:
        """Look for what others write, and do what the first frame did without."""
        self.say(*self.app.greeting)
        self.troubles.start()
        news.Watch(self).start()
        self.set_timer(_LOAD_AFTER, self._catch_up)

    def on_screen_resume(self) -> None:
        """What was done on another screen meanwhile."""
        self.troubles.show()
        if self.view is not self.desk.view:
            self.show(self.desk.view)

    def _catch_up(self) -> None:
        """What the first frame did without: flows, and rows on which time has passed."""
        _handlers()
        self.catch_up()

    def catch_up(self) -> None:
        """Make the rows anew that wait for it."""
        if self.book.stale:
            self._freshen()

    def _freshen(self) -> None:
        """Some rows at a time, so that keys come between; then the list is in order again."""
        self.book.freshen(_SLICE)
        if self.book.stale:
            self.set_timer(_BREATH, self._freshen)
        else:
            self.app.show(self.desk.reload())

    # -- commands -----------------------------------------------------------------

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Those of the pane in focus."""
        return CONTEXTS[self.desk.view.pane]

    def can(self, command: Command) -> bool:
        """Everything but what other screens do themselves."""
        return command.where in _SERVED

    def act(self, command_id: str) -> Awaitable[None] | None:
        """Its flow."""
        return _handlers()[command_id](self)

    def rows_of(self, pane: str) -> int:
        """Rows of one page of a pane."""
        return max(1, self.query_one(_PANE_TYPES[Pane(pane)]).size.height - 2)

    @property
    def outline(self) -> Outline:
        """Where in the profile its sections stand."""
        return self.query_one(Profile).outline

    # -- news ---------------------------------------------------------------------

    def changed(self, event: Changed) -> None:
        """Take over what somebody else changed, on every screen that is open."""
        self.app.show(self.desk.refresh(event.rows))
        news.elsewhere(self, event)

    def on_pane_canvas_clicked(self, message: PaneCanvas.Clicked) -> None:
        """A click goes to the pane, and to the row where rows can be chosen."""
        desk, row = self.desk, message.row
        view = desk.focus(message.pane)
        if message.pane is Pane.LIST and row >= LIST_HEAD:
            top = self.query_one(ProspectList).top
            view = desk.move(top + row - LIST_HEAD - view.cursor)
        self.show(view)

    def fit(self, view: View) -> None:
        """Which panes have room."""
        super().fit(view)
        single = view.zoom or self.size.width < 80 or self.size.height < 24
        if not single and not self.has_class("-single"):
            return
        self.set_class(single, "-single")
        for pane, kind in _PANE_TYPES.items():
            self.query_one(kind).set_class(single and pane is view.pane, "-here")
        self.query_one("#panes").set_class(single and view.pane is Pane.TODAY, "-empty")
        self.query_one("#right").set_class(
            single and view.pane in (Pane.TODAY, Pane.LIST), "-empty")
        self.query_one("#beside").set_class(single and view.pane is Pane.PROFILE, "-empty")
