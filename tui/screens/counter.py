"""How much comes up in a year, as far as it was counted."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from store import Ahead, EventKind


class Counter:
    """What is known of the year by now."""

    def __init__(self, ahead: Ahead, stop: Callable[[], None]) -> None:
        self.ahead = ahead
        self.stop = stop
        """Ends that it follows changes."""
        self.complete = False
        self._found: dict[frozenset[EventKind], dict[date, int]] = {}

    def forget(self) -> None:
        """More is known than was asked for before."""
        self._found.clear()

    def days(self, kinds: Collection[EventKind]) -> dict[date, int]:
        """How many come up on each day."""
        wanted = frozenset(kinds)
        if wanted not in self._found:
            self._found[wanted] = dict(self.ahead.counts(wanted))
        return self._found[wanted]
