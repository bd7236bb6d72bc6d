"""Which name opens which screen.

Screens are loaded when they are first opened: the first frame need not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tui.commands import Command, by_id
from tui.form.goal import Goal
from tui.places import destination
from tui.screens.hosting import Hosting
from tui.texts import _

if TYPE_CHECKING:
    from store import Prospect
    from tui.app import KundenqApp
    from tui.quick import Quick
    from tui.screens.overlay import Done
    from tui.screens.workplace import Workplace


def redraw(app: KundenqApp) -> None:
    """Draw the screen anew, whatever the terminal shows."""
    app.refresh(repaint=True, layout=True)


def suspend(app: KundenqApp) -> None:
    """Back to the shell for a while."""
    app.action_suspend_process()


def copy(app: KundenqApp, *, text: str) -> None:
    """Hand a text to the clipboard of the terminal, where it has one (OSC 52)."""
    host = app.host
    if app.profile.vga or app.profile.ascii:
        said, role = _("This terminal has no clipboard; the text can be saved as a file."), "bad"
    else:
        app.copy_to_clipboard(text)
        said, role = _("Copied, if the terminal allows it; tmux: set -g set-clipboard on."), ""
    if host is not None:
        host.say(said, role)


def home(app: KundenqApp) -> None:
    """Back to the workplace: what lies over it is closed."""
    for screen in reversed(app.screen_stack):
        if screen is app.workplace:
            return
        screen.dismiss(None)


def noted(app: KundenqApp) -> None:
    """What the store found has been read."""
    screen = app.screen
    if not isinstance(screen, Hosting):
        return
    if not screen.troubles.acknowledge():
        screen.say(_("There is nothing to acknowledge."), "dim")


def open_screen(app: KundenqApp, name: str, **options: Any) -> None:
    """A place by its code, in place of the one that is open; or one of SCREENS."""
    place, workplace = destination(name), app.workplace
    if place is None or not place.screen:
        SCREENS[name](app, **options)
    elif workplace is not None:
        home(app)
        workplace.common.size = app.size
        module, _colon, made_by = place.screen.partition(":")
        screen = getattr(import_module(module), made_by)(workplace.common, **options)
        app.push_screen(screen, partial(_closed, workplace))


def _closed(workplace: Workplace, done: Done | None) -> None:
    """The first record that a screen changed comes under the cursor."""
    if done is not None:
        workplace.show(workplace.desk.refresh(done.ids))
        if done.sentence:
            workplace.say_done(done.sentence)


def help_screen(app: KundenqApp, *, palette: bool = False) -> None:
    """Keys and commands; what is chosen runs as its key would, on the screen that can."""
    from tui.screens.help import HelpScreen

    host = app.host
    if host is None:
        return

    def run(command_id: str | None) -> None:
        if command_id is not None:
            run_anywhere(app, by_id(command_id))

    app.push_screen(HelpScreen(app.keymap, host.contexts, palette=palette), run)


def run_anywhere(app: KundenqApp, command: Command) -> None:
    """Run a command here, or go where it works and run it there."""
    host = app.host
    if host is not None and host.can(command):
        host.run(command.id)
        return
    open_screen(app, command.where if destination(command.where) else "list")
    host = app.host
    if host is not None and host.can(command):
        host.call_after_refresh(host.run, command.id)


def erase_screen(app: KundenqApp) -> None:
    """Erase a person of the customer under the cursor, or the customer."""
    from tui.screens.erasing import EraseScreen  # loaded when first opened, as the form

    workplace = app.workplace
    if workplace is None or workplace.desk.view.record is None:
        return
    app.push_screen(EraseScreen(workplace.common, workplace.desk.view.record))


def interview_screen(app: KundenqApp) -> None:
    """An interview with the prospect under the cursor."""
    from tui.screens.interview import InterviewScreen  # loaded when first opened

    workplace = app.workplace
    if workplace is not None and workplace.desk.view.record is not None:
        app.push_screen(InterviewScreen(workplace.common), partial(_closed, workplace))


def letter_screen(app: KundenqApp, **options: Any) -> None:
    """A template filled for a customer."""
    from tui.screens.letter import LetterScreen  # loaded when first opened

    if app.workplace is not None:
        app.push_screen(LetterScreen(app.workplace.common, **options))


def edit_screen(app: KundenqApp) -> None:
    """The form of the customer under the cursor."""
    workplace = app.workplace
    if workplace is not None and workplace.desk.view.record is not None:
        _form(app, workplace.desk.view.record)


def new_screen(app: KundenqApp, *, values: Quick | None = None) -> None:
    """An empty form, or one with what a quick line already said."""
    if app.workplace is not None:
        _form(app, None, values)


def section_screen(app: KundenqApp, *, section: str = "", entry: str = "", new: bool = False,
                   field: str = "") -> None:
    """The form of a section of the customer under the cursor."""
    workplace = app.workplace
    if workplace is not None and workplace.desk.view.record is not None:
        _form(app, workplace.desk.view.record, section=section,
              at=Goal(entry=entry, new=new, field=field))


def _form(app: KundenqApp, record: Prospect | None, values: Quick | None = None, *,
          section: str = "", at: Goal | None = None) -> None:
    from tui.form.drafts import shelf_of
    from tui.form.similar import Companies
    from tui.form.state import open_form, quick_form
    from tui.form.writing import Around
    from tui.screens.form import FormScreen

    assert app.workplace is not None
    book = app.workplace.book
    companies = Companies(book, record.id if record else "")
    around = Around(today=app.workplace.today, name_of=companies.name_of, find=companies.find)
    form = (quick_form(values, around) if values is not None
            else open_form(record, section, around))
    app.push_screen(FormScreen(app.workplace, form, shelf_of(book), at))


SCREENS: dict[str, Callable[..., Any]] = {
    "redraw": redraw, "suspend": suspend, "noted": noted, "copy": copy, "letter": letter_screen,
    "list": home, "help": help_screen, "erase": erase_screen, "interview": interview_screen,
    "edit": edit_screen, "new": new_screen, "section": section_screen,
}
