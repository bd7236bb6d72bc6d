"""What is read of all records some at a time, as far as it was read."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Generic, Protocol, TypeVar

from store import Ahead, EventKind


class Pass(Protocol):
    """One way through all records, as of a day."""

    @property
    def today(self) -> date:
        """The day it is as of."""

    @property
    def waiting(self) -> int:
        """How many records are still to be read."""

    def step(self, most: int) -> None:
        """Read so many of them."""


P = TypeVar("P", bound=Pass)


class Background(Generic[P]):
    """A pass that is under way or complete."""

    def __init__(self, its: P, stop: Callable[[], None]) -> None:
        self.its = its
        self.stop = stop
        """Ends that it follows changes."""
        self.complete = not its.waiting
        """It has been through all records once; what changes later is read again."""
        self._all = max(1, its.waiting)

    @property
    def percent(self) -> int:
        """How much of the first way is done, rounded down."""
        if self.complete:
            return 100
        return 100 * max(0, self._all - self.its.waiting) // self._all

    def more(self, most: int) -> bool:
        """Read on; True once nothing waits any more."""
        self.its.step(most)
        if self.its.waiting:
            return False
        self.complete = True
        return True


class Counter(Background[Ahead]):
    """How much comes up in a year."""

    def __init__(self, ahead: Ahead, stop: Callable[[], None]) -> None:
        super().__init__(ahead, stop)
        self._found: dict[frozenset[EventKind], dict[date, int]] = {}

    def more(self, most: int) -> bool:
        """Read on; what was asked for before is forgotten."""
        self._found.clear()
        return super().more(most)

    def days(self, kinds: Collection[EventKind]) -> dict[date, int]:
        """How many come up on each day."""
        wanted = frozenset(kinds)
        if wanted not in self._found:
            self._found[wanted] = dict(self.its.counts(wanted))
        return self._found[wanted]
