"""Which name opens which screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tui.screens.help import HelpScreen
from tui.screens.importing import Done, ImportScreen

if TYPE_CHECKING:
    from tui.app import KundenqApp


def redraw(app: KundenqApp) -> None:
    """Draw the screen anew, whatever the terminal shows."""
    app.refresh(repaint=True, layout=True)


def suspend(app: KundenqApp) -> None:
    """Back to the shell for a while."""
    app.action_suspend_process()


def help_screen(app: KundenqApp, *, palette: bool = False) -> None:
    """Keys and commands; what is chosen runs as its key would."""
    workplace = app.workplace
    if workplace is None:
        return

    def run(command_id: str | None) -> None:
        if command_id is not None:
            workplace.run(command_id)

    app.push_screen(HelpScreen(app.keymap, workplace.desk.view.pane, palette=palette), run)


def import_screen(app: KundenqApp) -> None:
    """Import addresses; the first of them comes under the cursor."""
    workplace = app.workplace
    if workplace is None:
        return

    def show(done: Done | None) -> None:
        if done is not None:
            workplace.show(workplace.desk.refresh(done.ids))
            workplace.say_done(done.sentence)

    app.push_screen(ImportScreen(), show)


SCREENS: dict[str, Callable[..., Any]] = {
    "redraw": redraw, "suspend": suspend, "help": help_screen, "import": import_screen,
}
