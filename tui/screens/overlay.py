"""A screen over the workplace, closed once and never more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """What a screen that changed records returns."""

    sentence: str
    """For the status line."""
    ids: tuple[str, ...]
    """The records; the first of them comes under the cursor."""


class Overlay(Screen[T]):
    """Keys typed ahead reach a screen that is closing already: a second Enter or Esc there.

    Textual would take the next screen from the stack for it, which is the workplace.
    """

    def _compositor_refresh(self) -> None:
        """Draw only the screen on top: what lies below is wholly covered.

        Textual repaints the top screen whole for each event of one below it, because it
        could shine through; the clock of the workplace would do that twice a second. What
        changes below is drawn when that screen is on top again.
        """
        if self.is_active:
            super()._compositor_refresh()

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with a result, if this is the screen on top."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
