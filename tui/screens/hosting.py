"""What every full screen of the program has: title row, status, keys, news of the book."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import var

from store import BackupKind, BookEvent, Changed, PeopleChanged, SaveState, StateChanged
from tui.commands import Command
from tui.screens import news
from tui.screens.commanding import Commanding, Common
from tui.screens.troubles import Troubles
from tui.view import View
from tui.widgets.frame import TabBar
from tui.widgets.too_small import MIN_HEIGHT, MIN_WIDTH, TooSmall

Action = Callable[[], Awaitable[None] | None]


class Told(Message):
    """The book has news; may come from its writer."""

    def __init__(self, event: BookEvent) -> None:
        super().__init__()
        self.event = event


class Hosting(Commanding):
    """A Host for flows. A screen adds `code`, `contexts`, `body` and its `own` commands."""

    DEFAULT_CSS = """
    Hosting { layers: base bar cover; background: $background; }
    Hosting TabBar, Hosting StatusLine, Hosting KeyLine { height: 1; }
    Hosting TooSmall { display: none; layer: cover; }
    Hosting.-tiny TooSmall { display: block; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-small"), (80, "-normal"), (110, "-mid"), (170, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-short"), (34, "-tall"), (50, "-high")]

    view: var[View | None] = var(None)
    saved: var[SaveState | None] = var(None)
    code = ""
    """Of its destination (tui/places.py)."""

    def __init__(self, common: Common) -> None:
        # In the layout of the terminal's size from the start: else all is laid out twice.
        super().__init__(common, classes=" ".join(
            name for cells, points in zip(common.size, (self.HORIZONTAL_BREAKPOINTS,
                                                 self.VERTICAL_BREAKPOINTS), strict=True)
            for name in [name for least, name in points if cells >= least][-1:]))
        self._stop: Callable[[], None] = lambda: None
        self.troubles = Troubles(self)
        self.set_reactive(Hosting.view, self.desk.view)
        self.set_reactive(Hosting.saved, self.book.state)

    def compose(self) -> ComposeResult:
        """The rows every screen has, around its body."""
        yield TabBar(self.code).data_bind(Hosting.view, Hosting.saved)
        yield from self.body()
        yield self.status_line
        yield self.key_line.data_bind(Hosting.view)
        yield TooSmall()

    def body(self) -> ComposeResult:
        """What stands between title row and status line."""
        yield from ()

    def on_mount(self) -> None:
        """Follow the book from now on."""
        self.key_line.keymap, self.key_line.can = self.keymap, self.can
        self.key_line.show(self.contexts, self.hints)
        self.key_line.redraw()
        self.query_one(TabBar).people = self.book.here
        self.troubles.show()
        self._stop = self.book.subscribe(self._tell)

    def _tell(self, event: BookEvent) -> None:
        self.post_message(Told(event))

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        self._stop()

    # -- commands -----------------------------------------------------------------

    @property
    def own(self) -> Mapping[str, Action]:
        """What commands do on this screen alone; they come before what they do everywhere."""
        return {"back": lambda: self.open_screen("list"),
                "step_back": lambda: self.open_screen("list")}

    def can(self, command: Command) -> bool:
        """Its own commands, and what works everywhere."""
        from tui.flows.table import EVERYWHERE  # the first frame does without flows

        return command.id in self.own or command.id in EVERYWHERE

    def act(self, command_id: str) -> Awaitable[None] | None:
        """Its own way first."""
        from tui.flows.table import EVERYWHERE  # as above

        action = self.own.get(command_id)
        return action() if action is not None else EVERYWHERE[command_id](self)

    # -- what flows ask for -------------------------------------------------------

    def show(self, view: View) -> None:
        """Another moment of the customers: after every change, a new day, another language."""
        self.view = view
        self.key_line.show(self.contexts, self.hints)
        self.fit(view)

    def open_screen(self, name: str, **options: object) -> None:
        """Another full screen, or an order to the program."""
        self.app.open_screen(name, **options)

    def speak(self, language: str) -> None:
        """Change the language of everything."""
        self.app.speak(language)

    async def keep_backup(self, kind: BackupKind) -> None:
        """A backup, beside the keys; none of a book in memory. Raises FileError."""
        from tui.plain.keeping import keep  # seldom needed

        if self.book.path:
            await asyncio.to_thread(keep, self.book, kind, self.app.clock)

    def leave(self) -> None:
        """End the program once everything is saved; an open bar is left first."""
        if self.bar is not None:
            self.bar.done(None)
        self.run_worker(self._leave(), name="flow")

    async def _leave(self) -> None:
        flushed = await asyncio.to_thread(self.book.flush, 10.0)
        if not flushed:
            from tui.flows.saving import UNSAVED, leaving  # seldom needed

            if await leaving(self):
                self.app.exit(UNSAVED, return_code=UNSAVED)
            return
        self.app.exit(0)

    # -- news ---------------------------------------------------------------------

    def on_told(self, message: Told) -> None:
        """The book was saved, or was not; somebody came or went; records were changed."""
        event = message.event
        if isinstance(event, StateChanged):
            self.saved = event.state
            self.troubles.show()
        elif isinstance(event, PeopleChanged):
            news.people(self, event)
        else:
            self.changed(event)

    def changed(self, event: Changed) -> None:
        """Somebody else changed records: the workplace takes them over for all screens."""

    def on_resize(self, event: events.Resize) -> None:
        """Another size."""
        self.fit(self.desk.view)

    def fit(self, view: View) -> None:
        """What has room."""
        tiny = self.size.width < MIN_WIDTH or self.size.height < MIN_HEIGHT
        if self.has_class("-tiny") != tiny:
            self.set_class(tiny, "-tiny")
