"""A screen that shows how much comes up in a year: counted beside the keys."""

from __future__ import annotations

from datetime import date, timedelta

from tui.screens.commanding import Common
from tui.screens.counter import Counter
from tui.screens.hosting import Hosting

_SLICE = 30
"""Records read at a time: about 6 ms."""
_BREATH = 0.01
"""Seconds between two slices."""
YEAR = timedelta(days=365)


class Counting(Hosting):
    """Subclasses ask to `count` and are told when all is `counted`."""

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        self._under_way = False

    @property
    def counter(self) -> Counter | None:
        """What was counted for this day; None if nothing was yet."""
        found = self.common.counter
        return found if found is not None and found.ahead.today == self.today else None

    def count(self, first: date) -> None:
        """Count what comes up after `first` in a year from today, if it is not known."""
        counter = self.counter
        if counter is None:
            if self.common.counter is not None:  # of another day
                self.common.counter.stop()
            ahead = self.book.ahead(first, self.today + YEAR)
            counter = Counter(ahead, self.book.subscribe(ahead.told))
            self.common.counter = counter
        if not self._under_way and counter.ahead.waiting:
            self._read_on()

    def _read_on(self) -> None:
        """Some records at a time, so that keys come between."""
        counter = self.counter
        self._under_way = counter is not None and self.is_mounted
        if counter is None or not self.is_mounted:
            return
        counter.ahead.step(_SLICE)
        if counter.ahead.waiting:
            self.set_timer(_BREATH, self._read_on)
            return
        self._under_way, counter.complete = False, True
        counter.forget()
        self.counted()

    def counted(self) -> None:
        """All is known."""
