"""The workplace: whom to call today and why, the list, the profile, the checklist."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen

from store import Book, BookEvent, Changed, SaveKind, SaveState, StateChanged, StoreError
from tui import words
from tui.desk import Desk
from tui.keymap import Keymap
from tui.screens import news
from tui.texts import _
from tui.view import Pane, View
from tui.widgets.checklist import ChecklistPane
from tui.widgets.frame import PLACES, KeyLine, StatusLine, TabBar
from tui.widgets.pane import PaneCanvas
from tui.widgets.profile import Profile
from tui.widgets.prospect_list import LIST_HEAD, ProspectList
from tui.widgets.side import Side
from tui.widgets.today_strip import TodayStrip
from tui.widgets.too_small import MIN_HEIGHT, MIN_WIDTH, TooSmall

if TYPE_CHECKING:
    from tui.app import KundenqApp
    from tui.dialogs.bar import Bar
    from tui.flows.host import Handler, Host

T = TypeVar("T")
_SLICE = 40
"""Rows made anew at a time: about 8 ms."""
_BREATH = 0.01
"""Seconds between two slices."""
_LOAD_AFTER = 0.1
"""Seconds after which the first frame stands, and what only keys need is loaded."""
_PANE_TYPES = {Pane.TODAY: TodayStrip, Pane.LIST: ProspectList, Pane.CHECKLIST: ChecklistPane,
               Pane.PROFILE: Profile}


def _problem(state: SaveState) -> str:
    """The sentence that stays while not everything is saved; empty if it is."""
    if state.kind not in (SaveKind.FAILED, SaveKind.CONFLICT):
        return ""
    from tui.flows.saving import problem

    return problem(state)


def _handlers() -> dict[str, Handler]:
    """Every command's flow: loaded with the first key, or once the first frame stands."""
    from tui.flows.table import HANDLERS

    return HANDLERS


class Told(Message):
    """The book has news; may come from its writer."""

    def __init__(self, event: BookEvent) -> None:
        super().__init__()
        self.event = event


class Workplace(Screen[None]):
    """Shows one View; every key goes through the table of commands."""

    DEFAULT_CSS = """
    Workplace { layers: base bar cover; background: $background; }
    Workplace TabBar, Workplace StatusLine, Workplace KeyLine { height: 1; }
    Workplace TodayStrip { height: 4; }
    Workplace ProspectList { width: 34; border-right: solid $kq-rule; box-sizing: content-box; }
    Workplace #panes { height: 1fr; }
    Workplace #right { width: 1fr; height: 1fr; }
    Workplace Profile { height: 1fr; }
    Workplace ChecklistPane { height: 9; }
    Workplace Side { display: none; }
    Workplace TooSmall { display: none; layer: cover; }
    Workplace.-mid #right, Workplace.-wide #right { layout: horizontal; }
    Workplace.-mid ProspectList { width: 44; }
    Workplace.-mid Profile, Workplace.-wide Profile { width: 1fr; height: 1fr;
        border-right: solid $kq-rule; }
    Workplace.-mid ChecklistPane { width: 36; height: 1fr; }
    Workplace.-wide ProspectList { width: 72; }
    Workplace.-wide ChecklistPane { width: 46; height: 1fr; }
    Workplace.-wide Side { display: block; width: 38; border-left: solid $kq-rule; }
    Workplace.-tall TodayStrip { height: 7; }
    Workplace.-single .pane { display: none; width: 1fr; height: 1fr; border-right: none; }
    Workplace.-single #right { layout: vertical; }
    Workplace.-single Side { display: none; }
    Workplace.-single .-here { display: block; }
    Workplace.-single #panes.-empty, Workplace.-single #right.-empty { display: none; }
    Workplace.-tiny TooSmall { display: block; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-small"), (80, "-normal"), (110, "-mid"), (170, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-short"), (34, "-tall")]

    view: var[View | None] = var(None)
    saved: var[SaveState | None] = var(None)
    app: KundenqApp

    def __init__(self, desk: Desk, keymap: Keymap, *, author: str = "",
                 size: tuple[int, int] = (0, 0)) -> None:
        # In the layout of the terminal's size from the start: else all is laid out twice.
        super().__init__(classes=" ".join(
            name for cells, points in zip(size, (self.HORIZONTAL_BREAKPOINTS,
                                                 self.VERTICAL_BREAKPOINTS), strict=True)
            for name in [name for least, name in points if cells >= least][-1:]))
        self.desk = desk
        self.keymap = keymap
        self.author = author
        self.bar: Bar[Any] | None = None
        self.repeatable: Any = None
        self.drafts: dict[str, str] = {}
        self.flows = 0
        self.ready = False
        self.held: list[tuple[str, str | None]] = []
        self.set_reactive(Workplace.view, desk.view)
        self.set_reactive(Workplace.saved, desk.book.state)

    @property
    def book(self) -> Book:
        """The book behind the desk."""
        return self.desk.book

    @property
    def today(self) -> Any:
        """The day of the injected clock."""
        return self.desk.book.today

    @property
    def width(self) -> int:
        """Columns of the screen."""
        return self.size.width

    def compose(self) -> ComposeResult:
        """The rows and panes; each is bound to the View."""
        yield TabBar().data_bind(Workplace.view, Workplace.saved)
        yield TodayStrip(classes="pane").data_bind(Workplace.view)
        with Horizontal(id="panes"):
            yield ProspectList(classes="pane").data_bind(Workplace.view)
            with Vertical(id="right"):
                yield Profile(classes="pane").data_bind(Workplace.view)
                yield ChecklistPane(classes="pane").data_bind(Workplace.view)
            yield Side().data_bind(Workplace.view)
        yield StatusLine()
        yield KeyLine().data_bind(Workplace.view)
        yield TooSmall()

    def on_mount(self) -> None:
        """Follow the book from now on."""
        self.query_one(KeyLine).keymap = self.keymap
        self.query_one(KeyLine).redraw()
        self.query_one(StatusLine).problem = _problem(self.book.state)
        self.say(*self.app.greeting)
        stop = self.book.subscribe(self._tell)
        news.Watch(self).start()
        self.app.at_end(stop)
        self.set_timer(_LOAD_AFTER, self._catch_up)

    def _catch_up(self) -> None:
        """What the first frame did without: flows, and rows on which time has passed."""
        _handlers()
        if self.book.stale:
            self._freshen()

    def _freshen(self) -> None:
        """Some rows at a time, so that keys come between; then the list is in order again."""
        self.book.freshen(_SLICE)
        if self.book.stale:
            self.set_timer(_BREATH, self._freshen)
        else:
            self.show(self.desk.reload())

    def _tell(self, event: BookEvent) -> None:
        self.post_message(Told(event))

    # -- what flows ask for -----------------------------------------------------

    def show(self, view: View) -> None:
        """Hand a View to all panes in the same turn."""
        self.view = view
        self._fit(view)

    def say(self, text: str, role: str = "") -> None:
        """A sentence on the status line."""
        self.query_one(StatusLine).message = (text, role)

    def say_done(self, what: str) -> None:
        """What was done, and the key that undoes it."""
        key = self.keymap.keys_of("undo")
        self.say(_("{what}    {key} undoes").format(what=what, key=key))

    async def ask(self, bar: Bar[T]) -> T | None:
        """Open a bar over the status line and wait for its value."""
        self.bar = bar
        keys = self.query_one(KeyLine)
        keys.asking = True
        bar.hold = self._hold
        await self.mount(bar)
        self.ready = True
        self._give_back()
        try:
            return await bar.result
        finally:
            self.ready = False
            self.bar = None
            keys.asking = False
            self.set_focus(None)
            await bar.remove()

    def _hold(self, event: events.Key) -> None:
        """Keep a key typed ahead until the bar it is meant for can take it."""
        self.held.append((event.key, event.character))

    def _give_back(self) -> None:
        """To the field of the bar, else to whatever comes first."""
        held, self.held = self.held, []
        target = self.focused or self
        for key, character in held:
            target.post_message(events.Key(key, character))

    def rows_of(self, pane: str) -> int:
        """Rows of one page of a pane."""
        return max(1, self.query_one(_PANE_TYPES[Pane(pane)]).size.height - 2)

    def last_scroll(self) -> int:
        """Highest first line of the profile."""
        return self.query_one(Profile).last_top

    def open_screen(self, name: str, **options: object) -> None:
        """Another full screen, or an order to the program."""
        self.app.open_screen(name, **options)

    def speak(self, language: str) -> None:
        """Change the language of everything."""
        self.app.speak(language)

    def leave(self) -> None:
        """End the program once everything is saved; an open bar is left first."""
        if self.bar is not None:
            self.bar.done(None)
        self.run_worker(self._leave(), name="flow")

    async def _leave(self) -> None:
        from tui.dialogs.bar import question

        flushed = await asyncio.to_thread(self.book.flush, 10.0)
        if not flushed and not await self.ask(question(
                _("Not everything is saved. End all the same?"))):
            return
        self.app.exit(0 if flushed else 1)

    # -- keys ---------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A field keeps its keys, a bar takes all; else the table of commands."""
        if not self.is_active:  # typed ahead into a screen that is just opening
            return
        if self.focused is not None:
            seen = getattr(self.focused, "seen", None)
            if seen is not None and event not in seen:  # sent here before the field was there
                event.stop()
                self.focused.post_message(events.Key(event.key, event.character))
            return
        event.stop()
        if self.flows and not self.ready:
            self._hold(event)
            return
        if self.bar is not None:
            if not self.bar.late(event):
                self.bar.press(event.key, event.character)
            return
        self.app.check_day()
        line = self.query_one(KeyLine)
        prefix, line.prefix = line.prefix, ""
        view = self.desk.view
        key = event.key if not prefix else f"{prefix} {event.key}"
        command = self.keymap.find(PLACES[view.pane], key)
        if command is None:
            if not prefix and event.key in self.keymap.prefixes:
                line.prefix = event.key
            elif event.key == "ctrl+c":
                self.say(_("q ends the program, Ctrl+Q from anywhere."), "dim")
            return
        self.run(command.id)

    def run(self, command_id: str) -> None:
        """Run a command by its id, as its key would."""
        host: Host = self
        try:
            result = _handlers()[command_id](host)
        except StoreError as error:
            self.say(words.explain(error), "bad")
            return
        if inspect.isawaitable(result):
            self.flows += 1
            self.run_worker(self._flow(result), name="flow", exit_on_error=True)

    async def _flow(self, flow: Awaitable[None]) -> None:
        """What the store refuses becomes a sentence."""
        try:
            await flow
        except StoreError as error:
            self.say(words.explain(error), "bad")
        finally:
            self.flows -= 1
            self._give_back()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text outside a field runs no keys."""
        event.stop()
        if self.bar is None:
            self.say(_("Pasted text: n takes it as a new customer, g i imports a file."), "now")

    # -- news -----------------------------------------------------------------------

    def on_told(self, message: Told) -> None:
        """The book changed by somebody else, or was saved, or was not."""
        event = message.event
        if isinstance(event, StateChanged):
            self.saved = event.state
            self.query_one(StatusLine).problem = _problem(event.state)
        elif isinstance(event, Changed):
            self.show(self.desk.refresh(event.rows))
            news.elsewhere(self, event)
        else:
            news.people(self, event)

    def on_pane_canvas_clicked(self, message: PaneCanvas.Clicked) -> None:
        """A click goes to the pane, and to the row where rows can be chosen."""
        desk, row = self.desk, message.row
        view = desk.focus(message.pane)
        if message.pane is Pane.LIST and row >= LIST_HEAD:
            top = self.query_one(ProspectList).top
            view = desk.move(top + row - LIST_HEAD - view.cursor)
        self.show(view)

    def on_resize(self, event: events.Resize) -> None:
        """Another size: which panes have room."""
        self._fit(self.desk.view)

    def _fit(self, view: View) -> None:
        width, height = self.size
        tiny = width < MIN_WIDTH or height < MIN_HEIGHT
        single = view.zoom or width < 80 or height < 24
        if self.has_class("-tiny") != tiny:
            self.set_class(tiny, "-tiny")
        if not single and not self.has_class("-single"):
            return
        self.set_class(single, "-single")
        for pane, kind in _PANE_TYPES.items():
            self.query_one(kind).set_class(single and pane is view.pane, "-here")
        self.query_one("#panes").set_class(single and view.pane is Pane.TODAY, "-empty")
        self.query_one("#right").set_class(
            single and view.pane in (Pane.TODAY, Pane.LIST), "-empty")
