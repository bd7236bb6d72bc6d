"""A screen that asks in bars: flows run one after the other, typed ahead keys wait for them."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events

from store import StoreError
from tui import words
from tui.screens.overlay import Done, Overlay
from tui.widgets.frame import KeyLine, StatusLine

if TYPE_CHECKING:
    from tui.dialogs.bar import Bar

T = TypeVar("T")


class Asking(Overlay[Done | None]):
    """Has a status line and a key line; a bar over them takes all keys while it is open."""

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.status_line = StatusLine()
        self.key_line = KeyLine()
        self.key_line.above = self.status_line
        self.bar: Bar[Any] | None = None
        self.flows = 0
        self.ready = False
        self.held: list[tuple[str, str | None]] = []

    def say(self, text: str, role: str = "") -> None:
        """A sentence on the status line."""
        self.status_line.message = (text, role)

    async def ask(self, bar: Bar[T]) -> T | None:
        """Open a bar over the status line and wait for its value."""
        self.bar = bar
        self.key_line.asking = True
        bar.hold = self._hold
        await self.mount(bar)
        self.ready = True
        self._give_back()
        try:
            return await bar.result
        finally:
            self.ready = False
            self.bar = None
            self.key_line.asking = False
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

    def taken(self, event: events.Key) -> bool:
        """True for a key that a field, a flow under way or a bar has taken."""
        if self.focused is not None:
            seen = getattr(self.focused, "seen", None)
            if seen is not None and event not in seen:  # sent here before the field was there
                event.stop()
                self.focused.post_message(events.Key(event.key, event.character))
            return True
        event.stop()
        if self.flows and not self.ready:
            self._hold(event)
            return True
        if self.bar is None:
            return False
        if not self.bar.late(event):
            self.bar.press(event.key, event.character)
        return True

    def begin(self, flow: Awaitable[None]) -> None:
        """Run a flow beside the keys."""
        self.flows += 1
        self.run_worker(self._flow(flow), name="flow", exit_on_error=True)

    async def _flow(self, flow: Awaitable[None]) -> None:
        """What the store refuses becomes a sentence."""
        try:
            await flow
        except StoreError as error:
            self.say(words.explain(error), "bad")
        finally:
            self.flows -= 1
            self._give_back()
