"""Backups: the list of them, what going back to one would change, then one undoable step."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from store import (
    Backup,
    BackupKind,
    Backups,
    Edit,
    FileError,
    RestorePlan,
    edit_for_restore,
    plan_restore,
    removes_many,
)
from tui import backup_words, words
from tui.dialogs.bar import Echo
from tui.plain.keeping import keep
from tui.screens.importing import Done
from tui.texts import _
from tui.widgets.canvas import Canvas, Line, line, rule, wrap
from tui.widgets.frame import StatusLine

if TYPE_CHECKING:
    from tui.app import KundenqApp

_STEPS = {"j": 1, "down": 1, "k": -1, "up": -1, "pagedown": 15, "pageup": -15}


class Scroll(Canvas):
    """Rows of which as many are shown as fit; the cursor's row always."""

    DEFAULT_CSS = "Scroll { height: 1fr; }"
    rows: Sequence[Line] = ()
    top = 0

    def show(self, rows: Sequence[Line], cursor: int = 0) -> None:
        """Other rows; the window goes no further than it must."""
        self.rows = rows
        height = self.size.height
        self.top = max(0, cursor - height + 1, min(self.top, cursor))
        self.redraw()

    def scroll_rows(self, by: int) -> None:
        """Up or down by rows."""
        self.top = max(0, min(self.top + by, len(self.rows) - self.size.height))
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The window."""
        return self.rows[self.top:self.top + height]


class BackupScreen(Screen[Done | None]):
    """1 the list, 2 what would change, 3 done. Nothing is changed before Enter in step 2."""

    DEFAULT_CSS = """
    BackupScreen { background: $background; }
    BackupScreen #heading, BackupScreen #keys, BackupScreen StatusLine { height: 1; }
    """
    app: KundenqApp

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Backup, ...] = ()
        self.cursor = 0
        self.plan: RestorePlan | None = None
        self.busy = False
        self.sure = False
        """Told that many customers would be removed; the next Enter does it."""

    def compose(self) -> ComposeResult:
        """Heading, list or preview, status, keys."""
        yield Echo(id="heading")
        yield Scroll()
        yield StatusLine()
        yield Echo(id="keys")

    def on_mount(self) -> None:
        """Read the list."""
        self._step()
        self._do(self._load)

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        self._step()
        self._show()

    # -- keys -------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Move, look, do, back; nothing while something is under way."""
        event.stop()
        key = event.key
        if key in ("escape", "q"):
            self._escape()
        elif self.busy:
            return
        elif key in _STEPS:
            self._move(_STEPS[key])
        elif key == "enter":
            self._enter()
        elif key == "b" and self.plan is None:
            self._do(self._back_up)

    def _escape(self) -> None:
        if self.plan is None:
            self.dismiss(None)
        elif not self.busy:
            self.plan = None
            self._step()
            self._show()
            self._say("")

    def _move(self, by: int) -> None:
        body = self.query_one(Scroll)
        if self.plan is not None:
            body.scroll_rows(by)
        elif self.found:
            self.cursor = max(0, min(self.cursor + by, len(self.found) - 1))
            self._show()

    def _enter(self) -> None:
        if self.plan is None:
            if self.found:
                self._do(self._preview)
            return
        if self.plan.nothing:
            return
        edit = edit_for_restore(self.plan)
        count = len(self.app.book.rows)
        if removes_many(edit, count) and not self.sure:
            self.sure = True
            self._say(_("That removes {n} of {all} customers. Enter once more does it.").format(
                n=len(edit.removed), all=count), "bad")
            return
        self._do(lambda: self._restore(edit))

    # -- work ---------------------------------------------------------------------------

    def _do(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Files are read and written beside the keys; what the store refuses is said."""
        self.busy = True
        self.run_worker(self._done(work), name="backups")

    async def _done(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await work()
        except FileError as error:
            # The folder is known here, and would leave no room for what is wrong.
            named = replace(error, path=os.path.basename(error.path))
            self._say(words.explain(named), "bad")
        finally:
            self.busy = False

    async def _load(self) -> None:
        book = self.app.book
        if not book.path:
            self._say(_("These customers are in memory only: there are no backups."), "dim")
            return
        self.found = await asyncio.to_thread(Backups(book.path).list)
        self.cursor = max(0, min(self.cursor, len(self.found) - 1))
        self._show()
        self._say("" if self.found else _("There is no backup yet. b makes one."), "dim")

    async def _back_up(self) -> None:
        book = self.app.book
        if not book.path:
            return
        made = await asyncio.to_thread(keep, book, BackupKind.MANUAL, self.app.clock)
        await self._load()
        self._say(_("Backup made: {name}").format(name=made.name))

    async def _preview(self) -> None:
        self.plan = await asyncio.to_thread(
            plan_restore, self.app.book, self.found[self.cursor])
        self.sure = False
        self._step()
        self._show()
        self._say(_("Nothing to change.") if self.plan.nothing else
                  _("Nothing is changed yet. Enter goes back to it, u takes that back."),
                  "dim" if self.plan.nothing else "now")

    async def _restore(self, edit: Edit) -> None:
        book = self.app.book
        await asyncio.to_thread(keep, book, BackupKind.RESTORE, self.app.clock)
        change = book.apply(edit)
        self.dismiss(Done(words.change(change), change.ids))

    # -- showing ------------------------------------------------------------------------

    def _step(self) -> None:
        steps = (_("1 Backups"), _("2 Check"), _("3 Done"))
        now = 1 if self.plan is None else 2
        title = " > ".join(f"[{name}]" if n == now else name for n, name in enumerate(steps, 1))
        self.query_one("#heading", Echo).show(
            [rule(_("Backups") + "  " + title, self.size.width, focus=True)])
        keys = (_("Enter look   b make one now   j k choose   Esc back") if now == 1 else
                _("Enter go back to it   j k scroll   Esc back"))
        self.query_one("#keys", Echo).show([line(" ", (keys, ""))])

    def _show(self) -> None:
        body = self.query_one(Scroll)
        if self.plan is not None:
            body.show(self._plan_lines(self.plan))
            return
        body.show([
            line(" ", (backup_words.backup_line(backup), "" if backup.ok else "bad"),
                 role="cursor" if n == self.cursor else "")
            for n, backup in enumerate(self.found)], self.cursor)

    def _plan_lines(self, plan: RestorePlan) -> list[Line]:
        head = backup_words.backup_line(self.found[self.cursor])
        rows = [line(" ", (head, "title")), line("")]
        for text in backup_words.plan_lines(plan):
            rows += [line("  " if n == 0 else "    ", (part, ""))
                     for n, part in enumerate(wrap(text, self.size.width - 6))]
        return rows

    def _say(self, text: str, role: str = "") -> None:
        self.query_one(StatusLine).message = (text, role)
