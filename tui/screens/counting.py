"""Screens that show what only whole records tell: all are read beside the keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from store import Figures
from tui.screens.commanding import Common
from tui.screens.counter import Background, Counter
from tui.screens.hosting import Hosting

_SLICE = 30
"""Records read at a time: about 6 ms."""
_BREATH = 0.01
"""Seconds between two slices."""
YEAR = timedelta(days=365)


class Counting(Hosting):
    """Subclasses ask to `count` or for `figures` and are told when all is `counted`.

    A pass that is complete, or was left half done, is kept for whoever asks next, until it
    is another day.
    """

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        self._passes: list[Background[Any]] = []

    @property
    def counter(self) -> Counter | None:
        """What was counted of the year for this day; None if nothing was yet."""
        found = self.common.counter
        return found if found is not None and found.its.today == self.today else None

    @property
    def figures(self) -> Background[Figures] | None:
        """The figures of this day, as far as they are read; None if nobody asked yet."""
        found = self.common.figures
        return found if found is not None and found.its.today == self.today else None

    def count(self, first: date) -> None:
        """Count what comes up after `first` in a year from today, if it is not known."""
        counter = self.counter
        if counter is None:
            self._end(self.common.counter)
            ahead = self.book.ahead(first, self.today + YEAR)
            counter = self.common.counter = Counter(ahead, self.book.subscribe(ahead.told))
        self._run(counter)

    def read_figures(self) -> Background[Figures]:
        """Read the figures of all records, or of those changed since, if they are not known."""
        figures = self.figures
        if figures is None:
            self._end(self.common.figures)
            made = self.book.figures()
            figures = self.common.figures = Background(made, self.book.subscribe(made.told))
        self._run(figures)
        return figures

    def _end(self, old: Background[Any] | None) -> None:
        """Nobody asks any more for what is as of another day."""
        if old is not None:
            old.stop()
            self._passes = [one for one in self._passes if one is not old]

    def _run(self, wanted: Background[Any]) -> None:
        if wanted.its.waiting and wanted not in self._passes:
            self._passes.append(wanted)
            if len(self._passes) == 1:
                self._read_on()

    def _read_on(self) -> None:
        """Some records at a time, so that keys come between."""
        if not self.is_mounted:
            self._passes.clear()
        if not self._passes:
            return
        first = self._passes[0]
        before = first.percent
        if first.more(_SLICE):
            self._passes.remove(first)
            self.counted()
        elif first.percent > before:
            self.counting(first.percent)
        if self._passes:
            self.set_timer(_BREATH, self._read_on)

    def counting(self, percent: int) -> None:
        """So much of a pass is done; told once for each."""

    def counted(self) -> None:
        """All of a pass is known."""
