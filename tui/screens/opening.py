"""Which name opens which screen.

Screens are loaded when they are first opened: the first frame need not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store import Prospect
    from tui.app import KundenqApp
    from tui.quick import Quick
    from tui.screens.importing import Done


def redraw(app: KundenqApp) -> None:
    """Draw the screen anew, whatever the terminal shows."""
    app.refresh(repaint=True, layout=True)


def suspend(app: KundenqApp) -> None:
    """Back to the shell for a while."""
    app.action_suspend_process()


def help_screen(app: KundenqApp, *, palette: bool = False) -> None:
    """Keys and commands; what is chosen runs as its key would."""
    from tui.screens.help import HelpScreen

    workplace = app.workplace
    if workplace is None:
        return

    def run(command_id: str | None) -> None:
        if command_id is not None:
            workplace.run(command_id)

    app.push_screen(HelpScreen(app.keymap, workplace.desk.view.pane, palette=palette), run)


def import_screen(app: KundenqApp) -> None:
    """Import addresses; the first of them comes under the cursor."""
    from tui.screens.importing import ImportScreen

    workplace = app.workplace
    if workplace is None:
        return

    def show(done: Done | None) -> None:
        if done is not None:
            workplace.show(workplace.desk.refresh(done.ids))
            workplace.say_done(done.sentence)

    app.push_screen(ImportScreen(), show)


def backups_screen(app: KundenqApp) -> None:
    """Backups, and going back to one; the first record that changed comes under the cursor."""
    from tui.screens.backups import BackupScreen  # loaded when first opened, as the form

    workplace = app.workplace
    if workplace is None:
        return

    def show(done: Done | None) -> None:
        if done is not None:
            workplace.show(workplace.desk.refresh(done.ids))
            workplace.say_done(done.sentence)

    app.push_screen(BackupScreen(), show)


def erase_screen(app: KundenqApp) -> None:
    """Erase a person of the customer under the cursor, or the customer."""
    from tui.screens.erasing import EraseScreen  # as above

    workplace = app.workplace
    if workplace is None or workplace.desk.view.record is None:
        return

    def show(done: bool | None) -> None:
        if done:
            # What was typed last, or could be repeated, may name them.
            workplace.drafts.clear()
            workplace.repeatable = None
            workplace.show(workplace.desk.reload())

    app.push_screen(EraseScreen(workplace.desk.view.record), show)


def edit_screen(app: KundenqApp) -> None:
    """The form of the customer under the cursor."""
    workplace = app.workplace
    if workplace is not None and workplace.desk.view.record is not None:
        _form(app, workplace.desk.view.record)


def new_screen(app: KundenqApp, *, values: Quick | None = None) -> None:
    """An empty form, or one with what a quick line already said."""
    if app.workplace is not None:
        _form(app, None, values)


def _form(app: KundenqApp, record: Prospect | None, values: Quick | None = None) -> None:
    from tui.form.drafts import shelf_of
    from tui.form.state import open_form, quick_form
    from tui.screens.form import FormScreen

    assert app.workplace is not None
    form = quick_form(values) if values is not None else open_form(record)
    app.push_screen(FormScreen(app.workplace, form, shelf_of(app.workplace.book)))


SCREENS: dict[str, Callable[..., Any]] = {
    "redraw": redraw, "suspend": suspend, "help": help_screen, "import": import_screen,
    "backups": backups_screen, "erase": erase_screen,
    "edit": edit_screen, "new": new_screen,
}
