"""Importing addresses: the file, what was found in it, then one undoable step."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from store import (
    BackupKind,
    Choices,
    FileError,
    ImportPlan,
    Stopped,
    changes_many,
    complete_path,
    edit_for,
    read_bytes,
)
from tui import import_words, numbers, words
from tui.dialogs.bar import Echo, LineInput
from tui.import_report import write_report
from tui.screens.import_reader import Progress, Read, Reader, next_encoding, other_way
from tui.screens.import_views import (
    TREATMENTS,
    Findings,
    heading,
    introduction,
    key_row,
    plan_rows,
)
from tui.screens.overlay import Done, Overlay
from tui.texts import _
from tui.widgets.canvas import Line, line
from tui.widgets.frame import StatusLine

if TYPE_CHECKING:
    from tui.app import KundenqApp
    from tui.screens.commanding import Common

_STEPS = {"j": 1, "down": 1, "k": -1, "up": -1, "pagedown": 15, "pageup": -15}


def completed(typed: str) -> tuple[str, list[Line]]:
    """As much of a path as is certain, and the last parts of what it may become."""
    found = complete_path(typed)
    common = os.path.commonprefix(found)  # noqa: RUF071 - typing goes by letters
    rows = [line("  ", (path[path.rstrip("/").rfind("/") + 1:], "dim")) for path in found]
    return max(typed, common, key=len), rows if len(found) > 1 else []


class ImportScreen(Overlay[Done | None]):
    """1 the file, 2 what was found, 3 done. Nothing is saved before Enter in step 2."""

    DEFAULT_CSS = """
    ImportScreen { background: $background; }
    ImportScreen #heading, ImportScreen #keys, ImportScreen StatusLine { height: 1; }
    ImportScreen Horizontal { height: 1; background: $kq-bar; }
    ImportScreen #prompt { width: 9; }
    """
    app: KundenqApp

    def __init__(self, common: Common) -> None:
        super().__init__()
        self.book = common.desk.book
        self.plan: ImportPlan | None = None
        self.choices = Choices()
        self.treatment = "merge"
        self.sure = False
        """Told that many customers would be changed; the next Enter does it."""
        self.reader = Reader(self)
        self.source = ""
        self.data = b""

    def compose(self) -> ComposeResult:
        """Heading, path, findings, status, keys."""
        yield Echo(id="heading")
        with Horizontal():
            yield Echo(id="prompt")
            yield LineInput()
        yield Findings()
        yield StatusLine()
        yield Echo(id="keys")

    def on_mount(self) -> None:
        """The path takes the keys."""
        self.query_one("#prompt", Echo).show([line(" ", (_("File:"), "strong"))])
        field = self.query_one(LineInput)
        field.intercept = self.press
        field.focus()
        self._step()
        self.query_one(Findings).show(introduction(self.size.width))

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        self._step()

    def _step(self) -> None:
        now = 1 if self.plan is None else 2
        self.query_one("#heading", Echo).show([heading(now, self.size.width)])
        self.query_one("#keys", Echo).show([key_row(now)])

    # -- keys -----------------------------------------------------------------------

    def press(self, key: str, character: str | None) -> bool:
        """While the path is typed."""
        if key == "escape":
            self._escape()
        elif key == "tab":
            self._complete()
        elif key == "enter":
            self._read_file()
        else:
            return False
        return True

    def on_key(self, event: events.Key) -> None:
        """While the findings are looked at."""
        if self.focused is not None:
            return
        event.stop()
        key = event.key
        body = self.query_one(Findings)
        if key in ("escape", "q"):
            self._escape()
        elif key in _STEPS:
            body.scroll_rows(_STEPS[key])
        elif self.plan is None:
            return
        elif key == "enter":
            self._carry_out(self.plan)
        elif key in TREATMENTS:
            self.treatment = TREATMENTS[key]
            self._show_plan(self.plan)
        elif key == "e":
            self._again(next_encoding(self.choices, self.plan))
        elif key == "o" and any(import_words.barred_lines(self.plan)):
            self._again(replace(
                self.choices, take_suppressed=not self.choices.take_suppressed))
        elif key == "d":
            self._again(other_way(self.choices, self.plan))

    def _escape(self) -> None:
        if self.reader.busy:
            self.reader.stop()
        elif self.plan is not None:
            self.plan = None
            self.query_one(Findings).show(())
            self.query_one(LineInput).focus()
            self._step()
        else:
            self.dismiss(None)

    def _complete(self) -> None:
        field = self.query_one(LineInput)
        field.value, rows = completed(field.value)
        field.cursor_position = len(field.value)
        self.query_one(Findings).show(rows)

    # -- reading ----------------------------------------------------------------------

    def _read_file(self) -> None:
        typed = self.query_one(LineInput).value.strip()
        if not typed:
            self._say(_("Type the name of a file."), "dim")
            return
        self.source = os.path.abspath(os.path.expanduser(typed))
        try:
            self.data = read_bytes(self.source)
        except FileError as error:
            self._say(words.explain(error), "bad")
            return
        self.choices = Choices()
        self._start_reading()

    def _start_reading(self) -> None:
        self._say(_("Reading ... Esc stops."))
        self.reader.start(self.book, self.source, self.data, self.choices)

    def on_progress(self, message: Progress) -> None:
        """A bar over the findings."""
        filled = message.percent * 40 // 100
        bar = "[" + "#" * filled + "-" * (40 - filled) + "]"
        self._say(f"{bar} {numbers.percent(message.percent)}   " + _("Esc stops."))

    def on_read(self, message: Read) -> None:
        """Show the plan, or say why there is none."""
        self.reader.done()
        if message.plan is None:
            stopped = isinstance(message.error, Stopped)
            self._say(_("Stopped. Nothing was changed.") if stopped or message.error is None
                      else words.explain(message.error), "bad")
            return
        self.plan = message.plan
        self.set_focus(None)
        self._show_plan(message.plan)

    def _again(self, choices: Choices) -> None:
        if choices != self.choices:
            self.choices = choices
            self._start_reading()

    # -- showing and doing --------------------------------------------------------------

    def _show_plan(self, plan: ImportPlan) -> None:
        self.sure = False
        self.query_one(Findings).show(
            plan_rows(plan, self.choices, self.treatment, self.size.width))
        self._step()
        nothing = not (plan.new or plan.similar)
        self._say(_("There is nothing to import.") if nothing else
                  _("Nothing is saved yet. Enter imports, u takes it all back."),
                  "bad" if nothing else "now")

    def _carry_out(self, plan: ImportPlan) -> None:
        if not (plan.new or plan.similar):
            return
        book = self.book
        edit = edit_for(plan, self.treatment, get=book.get)  # type: ignore[arg-type]
        if not edit.records:
            self._say(_("There is nothing to import."), "bad")
            return
        if changes_many(edit, book.rows) and not self.sure:
            self.sure = True
            self._say(import_words.many(edit, book.rows) + " " + _("Enter once more does it."),
                      "bad")
            return
        if book.rows and book.path and not self.app.practice:
            from tui.plain.keeping import keep  # the first import need not wait for it

            try:
                keep(book, BackupKind.IMPORT, self.app.clock)
            except FileError as error:
                self._say(words.explain(error), "bad")
                return
        change = book.apply(edit)
        report, text = "", words.change(change)
        try:
            report = write_report(plan, self.source)
        except FileError as error:
            self.notify(words.explain(error), markup=False)
        if report:
            text += " " + _("Refused rows: {path}").format(path=os.path.basename(report))
        self.dismiss(Done(text, change.ids))

    def _say(self, text: str, role: str = "") -> None:
        self.query_one(StatusLine).message = (text, role)
