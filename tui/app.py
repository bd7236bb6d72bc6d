"""The full-screen program: theme, language, clock, first screen, ending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.filter import LineFilter

from store import Book, Checklists, Settings
from tui import texts
from tui.desk import Desk
from tui.keymap import Keymap, KeyProblem, explain_key
from tui.screens.commanding import Common
from tui.screens.hosting import Hosting
from tui.screens.opening import open_screen
from tui.screens.workplace import Workplace
from tui.terminal.driver import driver_for
from tui.terminal.ending import Fault, SafeEndingMixin
from tui.terminal.filters import filters_for
from tui.terminal.startup import Profile
from tui.texts import _, ngettext
from tui.themes import DEFAULTS, THEMES
from tui.view import View

Clock = Callable[[], datetime]


class KundenqApp(SafeEndingMixin, App[int], inherit_bindings=False):
    """Holds what all screens share; the work is done in screens and flows."""

    ENABLE_COMMAND_PALETTE = False
    CURSOR_BLINK = False
    BINDINGS = [Binding("ctrl+q", "leave", show=False, priority=True)]
    CSS = "Screen { background: $background; }"

    def __init__(self, book: Book, checklists: Checklists, keymap: Keymap, *, profile: Profile,
                 clock: Clock, today: date | None = None, theme: str = "kundenq-dark",
                 practice: bool = False, author: str = "", hourly_rate: int = 0,
                 first_run: bool = False, open_demo: Callable[[], Book] | None = None,
                 problems: tuple[KeyProblem, ...] = (), settings: Settings | None = None,
                 keep: Callable[[Settings], None] | None = None) -> None:
        self.profile = profile
        super().__init__(driver_class=driver_for(profile))
        self._dress(theme)
        self.animation_level = "none"
        self.book = book
        self.checklists = checklists
        self.keymap = keymap
        self.clock = clock
        self.fixed_day = today
        self.practice = practice
        self.author = author
        self.hourly_rate = hourly_rate
        self.first_run = first_run
        self.open_demo = open_demo
        self.problems = problems
        self.settings = settings or Settings()
        self._keep = keep
        self.workplace: Workplace | None = None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, so that the style sheets are complete from the start."""
        return DEFAULTS

    def _dress(self, theme: str) -> None:
        """Begin in a theme: set later, it would lay out and draw the first frame twice."""
        for known in THEMES:
            self.register_theme(known)
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_line_filters(self) -> list[LineFilter]:
        """Plain characters for terminals that know no others."""
        return [*super().get_line_filters(), *filters_for(self.profile)]

    def on_mount(self) -> None:
        """The workplace, or the choices of a first run."""
        if self.first_run:
            from tui.screens.first_run import FirstRun  # seldom needed

            self.push_screen(FirstRun(), self._chosen)
        else:
            self.start()

    def _chosen(self, choice: str | None) -> None:
        if choice == "quit":
            self.exit(0)
            return
        if choice == "demo" and self.open_demo is not None:
            self.book.close()
            self.book, self.practice = self.open_demo(), True
        self.start()
        if choice == "import":
            self.open_screen("import")

    def start(self) -> None:
        """Open the workplace on the book."""
        desk = Desk(self.book, self.checklists, practice=self.practice,
                    hourly_rate=self.hourly_rate, care=self.settings.care,
                    clv=self.settings.clv)
        common = Common(desk=desk, keymap=self.keymap, author=self.author,
                        hourly_rate=self.hourly_rate, size=self.size, settings=self.settings)
        desk.average24 = common.average24
        self.workplace = Workplace(common)
        self.push_screen(self.workplace)
        self._wake_at_midnight()

    # -- what screens ask for ----------------------------------------------------

    @property
    def greeting(self) -> tuple[str, str]:
        """The first sentence on the status line: what is wrong with one's own files, or a hint."""
        if self.problems:
            return explain_key(self.problems[0]), "bad"
        if count := len(self.checklists.problems):
            return ngettext(
                "{n} file of your own checklists is left out: {key} says why.",
                "{n} files of your own checklists are left out: {key} says why.",
                count).format(n=count, key=self.keymap.keys_of("go_checklists")), "bad"
        if self.practice:
            return _("? shows every key    L Deutsch / English    u undoes everything"), "dim"
        return "", ""

    def open_screen(self, name: str, **options: Any) -> None:
        """Another full screen over the workplace."""
        open_screen(self, name, **options)

    @property
    def host(self) -> Hosting | None:
        """The topmost screen that runs commands."""
        return next((one for one in reversed(self.screen_stack) if isinstance(one, Hosting)),
                    None)

    def show(self, view: View) -> None:
        """Another moment of the customers, for every open screen."""
        for screen in self.screen_stack:
            if isinstance(screen, Hosting):
                screen.show(view)

    def speak(self, language: str) -> None:
        """Change the language of everything on screen."""
        texts.use(language)
        if self.workplace is not None and self.host is not None:
            self.show(self.workplace.desk.speak(language))
            self.host.say(_("Language: English."))

    def keep_settings(self, settings: Settings) -> None:
        """Other settings, from now on and at the next start. Raises FileError."""
        if self._keep is not None:
            self._keep(settings)
        self.settings = settings
        if self.workplace is not None:
            common = self.workplace.common
            common.settings, common.hourly_rate = settings, settings.hourly_rate
            self.show(common.desk.reckon(
                settings.hourly_rate, settings.care, settings.clv))

    # -- clock -------------------------------------------------------------------

    def check_day(self) -> None:
        """Past midnight the lists of the new day appear with the next key at the latest."""
        today = self.fixed_day or self.clock().date()
        if self.workplace is not None and today != self.book.today:
            self.show(self.workplace.desk.new_day(today))

    def _wake_at_midnight(self) -> None:
        now = self.clock()
        midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
        self.set_timer((midnight - now).total_seconds() + 1, self._new_day)

    def _new_day(self) -> None:
        self.check_day()
        self._wake_at_midnight()

    # -- ending ------------------------------------------------------------------

    def action_leave(self) -> None:
        """Ctrl+Q, from anywhere: not without what is open and not saved yet."""
        screen, host = self.screen, self.host
        if host is None:
            self.exit(0)
        elif hasattr(screen, "press_quit"):
            screen.press_quit()
        else:
            if screen is not host:
                screen.dismiss(None)
            host.leave()

    def fault_text(self, fault: Fault) -> str:
        """One sentence about an unexpected error, without any data."""
        return _("kundenq has stopped because of an error in the program ({kind}, {place}). "
                 "What was shown as saved is saved; an open form is kept as a draft.").format(
            kind=fault.kind, place=fault.place)

    def keep_draft(self) -> None:
        """Open forms to the draft folder, edits to the disk."""
        for screen in self.screen_stack:
            keep = getattr(screen, "keep_draft", None)
            if keep is not None:
                keep()
        self.book.flush(5.0)

    def close(self) -> None:
        """After the screen is gone: close the book."""
        self.book.close()
