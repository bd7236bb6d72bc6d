"""Importing addresses: the file, what was found in it, then one undoable step."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

from store import (
    BackupKind,
    Choices,
    FileError,
    RevenuePlan,
    Stopped,
    Timespan,
    changes_many,
    complete_path,
    is_revenue,
    parse_period,
    read_bytes,
)
from tui import import_words, numbers, revenue_words, words
from tui.commands import Command, Place
from tui.dialogs.bar import LineBar, Refused
from tui.import_report import write_report
from tui.screens.commanding import Common
from tui.screens.hosting import Action
from tui.screens.import_frame import ImportFrame
from tui.screens.import_reader import (
    Plan,
    Progress,
    Read,
    Reader,
    all_the_same,
    does_nothing,
    edit_of,
    in_place_of,
    next_encoding,
    other_way,
)
from tui.screens.import_views import Findings
from tui.screens.overlay import Done
from tui.texts import _
from tui.widgets.canvas import Line, line

_STEPS = {"down": 1, "up": -1, "page_down": 15, "page_up": -15, "top": -10**6, "bottom": 10**6}
_TREATMENTS = {"import_merge": "merge", "import_new": "new", "import_skip": "skip"}
_STOPPING = ("back", "step_back", "quit")
"""Works while a file is read."""


def completed(typed: str) -> tuple[str, list[Line]]:
    """As much of a path as is certain, and the last parts of what it may become."""
    found = complete_path(typed)
    common = os.path.commonprefix(found)  # noqa: RUF071 - typing goes by letters
    rows = [line("  ", (path[path.rstrip("/").rfind("/") + 1:], "dim")) for path in found]
    return max(typed, common, key=len), rows if len(found) > 1 else []


def _named(error: FileError) -> FileError:
    """Without the folder: the whole path would leave no room for what is wrong."""
    return replace(error, path=os.path.basename(error.path) or error.path)


class ImportScreen(ImportFrame):
    """1 the file, 2 what was found, 3 done. Nothing is saved before Enter in step 2."""

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        self.sure = False
        """Told that many customers would be changed; the next Enter does it."""
        self.reader = Reader(self)
        self.revenue = False
        """It is read as revenue, not as addresses."""
        self.source = ""
        self.data = b""

    # -- commands ---------------------------------------------------------------------

    @property
    def own(self) -> Mapping[str, Action]:
        """The file, what is decided about it, back."""
        return {"back": self._escape, "step_back": self._escape, "open": self._enter,
                "next_pane": self._complete,
                "import_encoding": partial(self._choose, next_encoding),
                "import_decide": partial(self._choose, other_way),
                "import_barred": partial(self._choose, all_the_same),
                "import_replace": partial(self._choose, in_place_of),
                "import_kind": self._turn,
                **{name: partial(self._treat, how) for name, how in _TREATMENTS.items()},
                **{name: partial(self._scroll, by) for name, by in _STEPS.items()}}

    def can(self, command: Command) -> bool:
        """The customers wait meanwhile; decisions once there is something to decide."""
        if self.reader.busy:
            return command.id in _STOPPING
        if command.where is Place.IMPORT:
            return self.has(command.id)
        return super().can(command) and command.id not in ("undo", "redo")

    def _escape(self) -> None:
        if self.reader.busy:
            self.reader.stop()
        elif self.plan is not None:
            self.plan = None
            self.field.focus()
            self.say("")
            self.draw()
        else:
            self.open_screen("list")

    def _enter(self) -> Awaitable[None] | None:
        if self.plan is not None:
            return self._carry_out(self.plan)
        self._read_file()
        return None

    def _complete(self) -> None:
        if self.plan is None:
            field = self.field
            field.value, self.completions = completed(field.value)
            field.cursor_position = len(field.value)
            self.draw()

    def _scroll(self, by: int) -> None:
        self.query_one(Findings).scroll_rows(by)

    def _treat(self, how: str) -> None:
        self.treatment = how
        self._show_plan()

    def _choose(self, decided: Callable[[Choices, Plan], Choices]) -> None:
        """Read again as decided."""
        if self.plan is not None and (choices := decided(self.choices, self.plan)) != self.choices:
            self.choices = choices
            self._start_reading()

    def _turn(self) -> None:
        """Revenue instead of addresses, or the other way round."""
        self.revenue = not self.revenue
        self._start_reading()

    # -- reading ----------------------------------------------------------------------

    def _read_file(self) -> None:
        typed = self.field.value.strip()
        if not typed:
            self.say(_("Type the name of a file."), "dim")
            return
        self.source = os.path.abspath(os.path.expanduser(typed))
        try:
            self.data = read_bytes(self.source)
        except FileError as error:
            self.say(words.explain(_named(error)), "bad")
            return
        self.choices = Choices()
        self.revenue = is_revenue(self.source, self.data)
        self._start_reading()

    def _start_reading(self) -> None:
        self.say(_("Reading ... Esc stops."))
        self.reader.start(self.book, self.source, self.data, self.choices,
                          revenue=self.revenue)

    def on_progress(self, message: Progress) -> None:
        """A bar over the findings."""
        filled = message.percent * 40 // 100
        bar = "[" + "#" * filled + "-" * (40 - filled) + "]"
        self.say(f"{bar} {numbers.percent(message.percent)}   " + _("Esc stops."))

    async def _ask_period(self) -> None:
        """Of which days revenue is, where the file does not say it."""
        def take(text: str) -> Timespan:
            period = parse_period(text)
            if period is None:
                raise Refused(_("'{text}' is no period; for example 2025, Q1 2026, 3/2026").format(
                    text=text))
            return period

        period = await self.ask(LineBar(_("Revenue of which period"), take=take))
        if period is None:
            self.revenue = False
        self.choices = replace(self.choices, period=period)
        self._start_reading()

    def on_read(self, message: Read) -> None:
        """Show the plan, or say why there is none."""
        self.reader.done()
        if message.plan is None:
            if getattr(message.error, "code", "") == "no_period":
                self.begin(self._ask_period())
                return
            stopped = isinstance(message.error, Stopped)
            self.say(_("Stopped. Nothing was changed.") if stopped or message.error is None
                     else words.explain(message.error), "bad")
            return
        self.plan, self.completions = message.plan, []
        self.set_focus(None)
        self._show_plan()

    # -- showing and doing --------------------------------------------------------------

    def _show_plan(self) -> None:
        self.sure = False
        self.draw()
        nothing = self.plan is None or does_nothing(self.plan)
        self.say(_("There is nothing to import.") if nothing else
                 _("Nothing is saved yet. Enter imports, u takes it all back."),
                 "bad" if nothing else "now")

    async def _carry_out(self, plan: Plan) -> None:
        book = self.book
        edit = edit_of(plan, self.treatment, book)
        if not edit.records:
            self.say(_("There is nothing to import."), "bad")
            return
        if changes_many(edit, book.rows) and not self.sure:
            self.sure = True
            self.say(import_words.many(edit, book.rows) + " " + _("Enter once more does it."),
                     "bad")
            return
        if book.rows and not self.app.practice and not await self._kept():
            return
        change = book.apply(edit)
        report, text = "", words.change(change)
        try:
            report = write_report(
                revenue_words.worded(plan) if isinstance(plan, RevenuePlan) else plan, self.source)
        except FileError as error:
            self.notify(words.explain(error), markup=False)
        if report:
            text += " " + _("Refused rows: {path}").format(path=os.path.basename(report))
        self.dismiss(Done(text, change.ids))

    async def _kept(self) -> bool:
        """A backup before many are changed; if that fails, nothing is."""
        try:
            await self.keep_backup(BackupKind.IMPORT)
        except FileError as error:
            self.say(_("Nothing was changed.") + " " + words.explain(_named(error)), "bad")
            return False
        return True
