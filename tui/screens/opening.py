"""Which name opens which screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.app import KundenqApp


def redraw(app: KundenqApp) -> None:
    """Draw the screen anew, whatever the terminal shows."""
    app.refresh(repaint=True, layout=True)


def suspend(app: KundenqApp) -> None:
    """Back to the shell for a while."""
    app.action_suspend_process()


SCREENS: dict[str, Callable[..., Any]] = {"redraw": redraw, "suspend": suspend}
