"""A screen whose keys all go through the one table of commands."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from textual import events

from store import Book, Notice, Settings, StoreError
from tui import words
from tui.commands import Command, Place
from tui.desk import Desk
from tui.keymap import Keymap
from tui.screens.asking import Asking
from tui.texts import _
from tui.view import Pane, StripItem

if TYPE_CHECKING:
    from store import Figures
    from tui.app import KundenqApp
    from tui.flows.host import Host
    from tui.form.drafts import Applied
    from tui.screens.counter import Background, Counter


@dataclass(slots=True, kw_only=True)
class Common:
    """What all screens share, so that drafts, `.` and the cursor survive a change of place."""

    desk: Desk
    keymap: Keymap
    size: tuple[int, int] = (0, 0)
    """Columns and rows of the terminal when a screen is opened."""
    author: str = ""
    hourly_rate: int = 0
    """Cents an hour of one's own time costs (domain.md 4.2)."""
    settings: Settings = field(default_factory=Settings)
    """As they are kept; changed with `KundenqApp.keep_settings`."""
    drafts: dict[str, str] = field(default_factory=dict)
    kept: dict[str, object] = field(default_factory=dict)
    """What was costly to reckon, under the name of who looks whether it still holds."""
    repeatable: Callable[[Host], None] | None = None
    """The last change, for the customer that is under the cursor then."""
    noted: list[Notice] = field(default_factory=list)
    """What the store found and somebody has read."""
    newest: str = ""
    """Which backup there is, where the file is damaged."""
    applied: list[Applied] = field(default_factory=list)
    """Forms whose edit the disk has not confirmed yet."""
    counter: Counter | None = None
    """How much comes up in a year, as far as it was counted."""
    figures: Background[Figures] | None = None
    """What rows do not hold of each record, as far as it was read."""

    def average24(self) -> Fraction | None:
        """Mean revenue of 24 months of all customers, once the figures of this day are read."""
        known = self.figures
        if known is None or not known.complete or known.its.today != self.desk.book.today:
            return None
        return known.its.average24


class Commanding(Asking):
    """Finds the command of a key and runs it; subclasses say where keys are looked up."""

    app: KundenqApp

    def __init__(self, common: Common, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.common = common
        self.desk = common.desk
        self.keymap = common.keymap
        self.author = common.author
        self.drafts = common.drafts

    @property
    def repeatable(self) -> Callable[[Host], None] | None:
        """What `.` does."""
        return self.common.repeatable

    @repeatable.setter
    def repeatable(self, again: Callable[[Host], None] | None) -> None:
        self.common.repeatable = again

    @property
    def book(self) -> Book:
        """The book behind the desk."""
        return self.desk.book

    @property
    def today(self) -> date:
        """The day of the injected clock."""
        return self.desk.book.today

    @property
    def item(self) -> StripItem | None:
        """What is acknowledged or moved: in the today strip what is under its cursor."""
        view = self.desk.view
        return view.item if view.pane is Pane.TODAY else None

    @property
    def width(self) -> int:
        """Columns of the screen."""
        return self.size.width

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Where a key is looked up now; the first that knows it wins, the screen's own first."""
        return (Place.ALWAYS,)

    @property
    def hints(self) -> Sequence[tuple[str, str]]:
        """The footer: id and word of commands; empty for those the table ranks."""
        return ()

    def can(self, command: Command) -> bool:
        """Whether a command works here now."""
        raise NotImplementedError

    def act(self, command_id: str) -> Awaitable[None] | None:
        """What a command does here."""
        raise NotImplementedError

    def say_done(self, what: str) -> None:
        """What was done, and the key that undoes it."""
        key = self.keymap.keys_of("undo")
        self.say(_("{what}    {key} undoes").format(what=what, key=key))

    def on_key(self, event: events.Key) -> None:
        """A field keeps its keys, a bar takes all; else the table of commands."""
        if not self.is_active:
            if self in self.app.screen_stack:  # typed ahead into a screen that is just opening
                self.app.screen.post_message(events.Key(event.key, event.character))
            return
        if self.taken(event):
            return
        self.app.check_day()
        line = self.key_line
        prefix, line.prefix = line.prefix, ""
        key = event.key if not prefix else f"{prefix} {event.key}"
        command = self.keymap.find(self.contexts, key)
        if command is not None:
            if self.can(command):
                self.run(command.id)
        elif not prefix and event.key in self.keymap.prefixes:
            line.prefix = event.key
        elif event.key == "ctrl+c":
            self.say(_("q ends the program, Ctrl+Q from anywhere."), "dim")

    def run(self, command_id: str) -> None:
        """Run a command by its id, as its key would."""
        try:
            result = self.act(command_id)
        except StoreError as error:
            self.say(words.explain(error), "bad")
            return
        if inspect.isawaitable(result):
            self.begin(result)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text outside a field runs no keys."""
        event.stop()
        if self.bar is None:
            self.say(_("Pasted text: n takes it as a new customer, g i imports a file."), "now")
