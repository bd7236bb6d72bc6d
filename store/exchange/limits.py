"""How much an import takes, and how it tells how far it is (store.md 3.5, T11)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from store.errors import StoreError

Progress = Callable[[int, int], bool]
"""Called with steps done and steps in all; False stops the work."""

STEP = 200
"""Rows between two calls of a Progress: well under a tenth of a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most an import reads. Larger input is refused before it costs anything."""

    file: int = 100 * 1024 * 1024
    """Bytes."""
    field: int = 1024 * 1024
    """Characters of one cell or one vCard line."""
    columns: int = 1000
    rows: int = 200_000
    """Rows below the header, or cards."""


@dataclass
class Stopped(StoreError):
    """The import was stopped on request; nothing was changed."""

    done: int
    total: int


class Meter:
    """Counts steps and reports every STEP-th of them."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._done = 0
        self._total = total

    def step(self) -> None:
        """One step done; raises Stopped if the caller wants no more."""
        self._done += 1
        if self._done % STEP == 0:
            self.report()

    def report(self) -> None:
        """Tell now; raises Stopped if the caller wants no more."""
        done = min(self._done, self._total)
        if self._progress is not None and not self._progress(done, self._total):
            raise Stopped(self._done, self._total)

    def finish(self) -> None:
        """All done, however many steps were expected."""
        self._done = self._total
        self.report()
