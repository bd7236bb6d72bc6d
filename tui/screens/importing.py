"""Importing addresses: the file, what was found in it, then one undoable step."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen

from store import (
    ENCODINGS,
    Choices,
    FileError,
    ImportPlan,
    ImportProblem,
    Stopped,
    StoreError,
    complete_path,
    edit_for,
    plan_import,
    read_bytes,
)
from tui import import_words, numbers, words
from tui.dialogs.bar import Echo, LineInput
from tui.import_report import write_report
from tui.texts import _
from tui.widgets.canvas import Canvas, Line, line, rule, wrap
from tui.widgets.frame import StatusLine

if TYPE_CHECKING:
    from tui.app import KundenqApp

_TREATMENTS = {"1": "merge", "2": "new", "3": "skip"}
_REMARKS = 50


@dataclass(frozen=True, slots=True)
class Done:
    """What the screen returns: the sentence for the status line, and the new records."""

    sentence: str
    ids: tuple[str, ...]


class Progress(Message):
    """The reader has come so far, per cent."""

    def __init__(self, percent: int) -> None:
        super().__init__()
        self.percent = percent

    def can_replace(self, message: Message) -> bool:
        """Only the newest counts."""
        return isinstance(message, Progress)


class Read(Message):
    """The reader is done: a plan, or why there is none."""

    def __init__(self, plan: ImportPlan | None, error: StoreError | None) -> None:
        super().__init__()
        self.plan = plan
        self.error = error


class Findings(Canvas):
    """Scrolling text: what was found."""

    DEFAULT_CSS = "Findings { height: 1fr; }"
    rows: Sequence[Line] = ()
    top = 0

    def show(self, rows: Sequence[Line]) -> None:
        """Other rows, from the first."""
        self.rows, self.top = rows, 0
        self.redraw()

    def scroll_rows(self, by: int) -> None:
        """Up or down by rows."""
        self.top = max(0, min(self.top + by, len(self.rows) - self.size.height))
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The window."""
        return self.rows[self.top:self.top + height]


class ImportScreen(Screen[Done | None]):
    """1 the file, 2 what was found, 3 done. Nothing is saved before Enter in step 2."""

    DEFAULT_CSS = """
    ImportScreen { background: $background; }
    ImportScreen #heading, ImportScreen #keys, ImportScreen StatusLine { height: 1; }
    ImportScreen Horizontal { height: 1; background: $kq-bar; }
    ImportScreen #prompt { width: 9; }
    """
    app: KundenqApp

    def __init__(self) -> None:
        super().__init__()
        self.plan: ImportPlan | None = None
        self.choices = Choices()
        self.treatment = "merge"
        self.reading: threading.Thread | None = None
        self.stop_reading = False
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
        self.query_one(Findings).show([line("")] + [line("  ", (part, "dim")) for text in (
            _("CSV as Excel, Outlook, Google, Thunderbird and other programs write it "
              "(; , Tab or |), or vCards (.vcf) of phones and mail programs."),
            _("First you see what was found. Nothing is saved before you say so, and u takes "
              "the whole import back.")) for part in [*wrap(text, 74), ""]])

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        self._step()

    def _step(self) -> None:
        steps = (_("1 File"), _("2 Check"), _("3 Done"))
        now = 1 if self.plan is None else 2
        title = " > ".join(f"[{name}]" if n == now else name for n, name in enumerate(steps, 1))
        width = self.size.width
        self.query_one("#heading", Echo).show(
            [rule(_("Import") + "  " + title, width, focus=True)])
        keys = (_("Enter read   Tab complete the name   Esc back") if now == 1 else
                _("Enter import   1 2 3 similar ones   e encoding   j k scroll   Esc back"))
        self.query_one("#keys", Echo).show([line(" ", (keys, ""))])

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
        steps = {"j": 1, "down": 1, "k": -1, "up": -1, "pagedown": 15, "pageup": -15}
        if key in ("escape", "q"):
            self._escape()
        elif key in steps:
            body.scroll_rows(steps[key])
        elif self.plan is None:
            return
        elif key == "enter":
            self._carry_out(self.plan)
        elif key in _TREATMENTS:
            self.treatment = _TREATMENTS[key]
            self._show_plan(self.plan)
        elif key == "e":
            self._next_encoding(self.plan)

    def _escape(self) -> None:
        if self.reading is not None:
            self.stop_reading = True
        elif self.plan is not None:
            self.plan = None
            self.query_one(Findings).show(())
            self.query_one(LineInput).focus()
            self._step()
        else:
            self.dismiss(None)

    def _complete(self) -> None:
        field = self.query_one(LineInput)
        found = complete_path(field.value)
        if found:
            common = os.path.commonprefix(found)  # noqa: RUF071 - typing goes by letters
            field.value = common if len(common) > len(field.value) else field.value
            field.cursor_position = len(field.value)
        self.query_one(Findings).show(
            [line("  ", (path, "dim")) for path in found] if len(found) > 1 else ())

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
        self.stop_reading = False
        self._say(_("Reading ... Esc stops."))
        self.reading = threading.Thread(target=self._read, daemon=True)
        self.reading.start()

    def _read(self) -> None:
        book, last = self.app.book, -1

        def progress(done: int, total: int) -> bool:
            nonlocal last
            percent = 100 * done // total if total else 100
            if percent != last:
                last = percent
                self.post_message(Progress(percent))
            return not self.stop_reading

        try:
            plan = plan_import(self.source, self.data, list(book.rows.values()), book.get,
                               today=book.today, choices=self.choices, progress=progress)
        except (ImportProblem, Stopped) as error:
            self.post_message(Read(None, error))
        else:
            self.post_message(Read(plan, None))

    def on_progress(self, message: Progress) -> None:
        """A bar over the findings."""
        filled = message.percent * 40 // 100
        bar = "[" + "#" * filled + "-" * (40 - filled) + "]"
        self._say(f"{bar} {numbers.percent(message.percent)}   " + _("Esc stops."))

    def on_read(self, message: Read) -> None:
        """Show the plan, or say why there is none."""
        self.reading = None
        if message.plan is None:
            stopped = isinstance(message.error, Stopped)
            self._say(_("Stopped. Nothing was changed.") if stopped or message.error is None
                      else words.explain(message.error), "bad")
            return
        self.plan = message.plan
        self.set_focus(None)
        self._show_plan(message.plan)

    def _next_encoding(self, plan: ImportPlan) -> None:
        known = list(ENCODINGS)
        now = known.index(plan.encoding) if plan.encoding in known else -1
        self.choices = replace(self.choices, encoding=known[(now + 1) % len(known)])
        self._start_reading()

    # -- showing and doing --------------------------------------------------------------

    def _show_plan(self, plan: ImportPlan) -> None:
        width = self.size.width - 4
        rows: list[Line] = []

        def add(title: str, texts: Sequence[str], role: str = "") -> None:
            if texts:
                rows.append(line(" ", (title, "title")))
                rows.extend(line("   " if n else "  ", (part, role)) for text in texts
                            for n, part in enumerate(wrap(text, width)))

        add(os.path.basename(plan.path), list(import_words.count_lines(plan)), "strong")
        add(_("Refused"), list(import_words.refused_lines(plan)), "bad")
        add(_("To be decided"), list(import_words.question_lines(plan)), "now")
        similar = list(import_words.similar_lines(plan))
        add(_("Similar ones: {how}").format(how=self._treatment_words()), similar)
        add(_("How it was read"), list(import_words.source_lines(plan)), "dim")
        add(_("Remarks"), list(import_words.warning_lines(plan, _REMARKS)), "dim")
        self.query_one(Findings).show(rows)
        self._step()
        nothing = not (plan.new or plan.similar)
        self._say(_("There is nothing to import.") if nothing else
                  _("Nothing is saved yet. Enter imports, u takes it all back."),
                  "bad" if nothing else "now")

    def _treatment_words(self) -> str:
        names = {"merge": _("1 complete the one on file"), "new": _("2 add as new"),
                 "skip": _("3 leave out")}
        return "   ".join(f"[{text}]" if code == self.treatment else text
                          for code, text in names.items())

    def _carry_out(self, plan: ImportPlan) -> None:
        if not (plan.new or plan.similar):
            return
        book = self.app.book
        edit = edit_for(plan, self.treatment, get=book.get)  # type: ignore[arg-type]
        if not edit.records:
            self._say(_("There is nothing to import."), "bad")
            return
        change = book.apply(edit)
        try:
            report = write_report(plan, self.source)
        except FileError as error:
            report = ""
            self.notify(words.explain(error), markup=False)
        text = words.change(change)
        if report:
            text += " " + _("Refused rows: {path}").format(path=os.path.basename(report))
        self.dismiss(Done(text, change.ids))

    def _say(self, text: str, role: str = "") -> None:
        self.query_one(StatusLine).message = (text, role)
