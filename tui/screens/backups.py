"""Backups: the list of them, what going back to one would change, then one undoable step."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult

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
from tui.commands import Command, Place
from tui.dialogs.bar import Echo
from tui.plain.keeping import keep
from tui.screens.commanding import Common
from tui.screens.hosting import Action, Hosting
from tui.screens.overlay import Done
from tui.texts import _, pgettext
from tui.view import View
from tui.widgets.canvas import Canvas, Line, fit, line, rule, wrap

_STEPS = {"down": 1, "up": -1, "page_down": 15, "page_up": -15, "top": -10**6, "bottom": 10**6}
_STOPPING = ("back", "step_back", "quit")
"""Works while something is under way."""


class Scroll(Canvas):
    """Rows of which as many are shown as fit; the cursor's row always."""

    DEFAULT_CSS = "Scroll { height: 1fr; }"
    rows: Sequence[Line] = ()
    top = 0

    def show(self, rows: Sequence[Line], cursor: int = 0) -> None:
        """Other rows; the window goes no further than it must."""
        self.rows = rows
        height = self.size.height
        self.top = max(0, cursor - height + 1, min(self.top, cursor)) if height else 0
        self.redraw()

    def scroll_rows(self, by: int) -> None:
        """Up or down by rows."""
        self.top = max(0, min(self.top + by, len(self.rows) - self.size.height))
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The window."""
        return self.rows[self.top:self.top + height]


class BackupScreen(Hosting):
    """1 the list, 2 what would change, 3 done. Nothing is changed before Enter in step 2."""

    DEFAULT_CSS = """
    BackupScreen #heading { height: 1; }
    """
    code = "backups"

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        self.found: tuple[Backup, ...] = ()
        self.cursor = 0
        self.plan: RestorePlan | None = None
        self.busy = False
        self.sure = False
        """Told that many customers would be removed; the next Enter does it."""

    def body(self) -> ComposeResult:
        """Heading, list or preview."""
        yield Echo(id="heading")
        yield Scroll()

    def on_mount(self) -> None:
        """Read the list."""
        self._draw()
        self._do(self._load)

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        self._draw()

    def show(self, view: View) -> None:
        """Other customers, or another language."""
        super().show(view)
        self._draw()

    # -- commands ---------------------------------------------------------------------

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Its own keys first."""
        return (Place.BACKUPS, Place.ALWAYS)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys of the step."""
        if self.plan is None:
            return (("open", _("look")), ("backup_make", ""), ("down", _("choose")),
                    ("step_back", ""))
        return (("open", _("restore")), ("down", _("scroll")), ("step_back", ""))

    @property
    def own(self) -> Mapping[str, Action]:
        """Move, look, do, back."""
        return {"back": self._escape, "step_back": self._escape, "open": self._enter,
                "backup_make": lambda: self._do(self._back_up),
                **{name: partial(self._move, by) for name, by in _STEPS.items()}}

    def can(self, command: Command) -> bool:
        """Nothing while something is under way; no other change while one is looked at."""
        if self.busy:
            return command.id in _STOPPING
        if self.plan is not None and command.id in ("undo", "redo", "backup_make"):
            return False
        return super().can(command)

    def _escape(self) -> None:
        if self.plan is None:
            self.open_screen("list")
        elif not self.busy:
            self.plan = None
            self._draw()
            self.say("")

    def _move(self, by: int) -> None:
        body = self.query_one(Scroll)
        if self.plan is not None:
            body.scroll_rows(by)
        elif self.found:
            self.cursor = max(0, min(self.cursor + by, len(self.found) - 1))
            self._draw()

    def _enter(self) -> None:
        if self.plan is None:
            if self.found:
                self._do(self._preview)
            return
        if self.plan.nothing:
            return
        edit = edit_for_restore(self.plan)
        count = len(self.book.rows)
        if removes_many(edit, count) and not self.sure:
            self.sure = True
            self.say(_("That removes {n} of {all} customers. Enter once more does it.").format(
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
            self.say(words.explain(named), "bad")
        finally:
            self.busy = False

    async def _load(self) -> None:
        book = self.book
        if not book.path:
            self.say(_("These customers are in memory only: there are no backups."), "dim")
            return
        self.found = await asyncio.to_thread(Backups(book.path).list)
        self.cursor = max(0, min(self.cursor, len(self.found) - 1))
        self._draw()
        self.say("" if self.found else _("There is no backup yet. b makes one."), "dim")

    async def _back_up(self) -> None:
        book = self.book
        if not book.path:
            return
        made = await asyncio.to_thread(keep, book, BackupKind.MANUAL, self.app.clock)
        await self._load()
        self.say(_("Backup made: {name}").format(name=made.name))

    async def _preview(self) -> None:
        self.plan = await asyncio.to_thread(
            plan_restore, self.book, self.found[self.cursor])
        self.sure = False
        self._draw()
        self.say(_("Nothing to change.") if self.plan.nothing else
                  _("Nothing is changed yet. Enter restores this state, u takes that back."),
                  "dim" if self.plan.nothing else "now")

    async def _restore(self, edit: Edit) -> None:
        book = self.book
        await asyncio.to_thread(keep, book, BackupKind.RESTORE, self.app.clock)
        change = book.apply(edit)
        self.dismiss(Done(words.change(change), change.ids))

    # -- showing ------------------------------------------------------------------------

    def _draw(self) -> None:
        steps = (_("1 Backups"), _("2 Check"), _("3 Done"))
        now = 1 if self.plan is None else 2
        title = " > ".join(f"[{name}]" if n == now else name for n, name in enumerate(steps, 1))
        self.query_one("#heading", Echo).show(
            [rule(_("Backups") + "  " + title, self.size.width, focus=True)])
        self.key_line.show(self.contexts, self.hints)
        body = self.query_one(Scroll)
        if self.plan is not None:
            body.show(self._plan_lines(self.plan))
            return
        # The headings come back with the first row.
        body.show(_list_lines(self.found, self.cursor, self.size.width),
                  self.cursor and self.cursor + 1)

    def _plan_lines(self, plan: RestorePlan) -> list[Line]:
        _heads, head = _columns([self.found[self.cursor]], self.size.width - 2)
        rows = [line(" ", (head, "title")), line("")]
        for text in backup_words.plan_lines(plan):
            rows += [line("  " if n == 0 else "    ", (part, ""))
                     for n, part in enumerate(wrap(text, self.size.width - 6))]
        return rows


def _list_lines(found: Sequence[Backup], cursor: int, width: int) -> list[Line]:
    """Headings and backups; nothing where there are none."""
    heads, *texts = _columns(found, width - 2)
    rows = [line(" ", (text, "" if backup.ok else "bad"), role="cursor" if n == cursor else "")
            for n, (text, backup) in enumerate(zip(texts, found, strict=True))]
    return [line(" ", (heads, "dim")), *rows] if rows else []


def _columns(backups: Sequence[Backup], width: int) -> list[str]:
    """Backups one below the other under their headings; names where all of them have room."""
    table = [(pgettext("backup", "made"), pgettext("backup", "why"), pgettext("backup", "holds"),
              pgettext("backup", "file"))]
    table += [(backup_words.moment(one), backup_words.kind(one), backup_words.state(one), one.name)
              for one in backups]
    wide = [max(cell_len(row[n]) for row in table) for n in range(4)]
    shown = 4 if sum(wide) + 6 <= width else 3
    return ["  ".join(fit(text, cells) for text, cells in zip(
        row[:shown], wide, strict=False)).rstrip() for row in table]
