"""Erasing: whom, then the list of where they stand, then what the byte search found."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from store import ErasePlan, EraseReport, NoteRef, Prospect, StoreError, erase, plan_erase
from tui import erase_words, words
from tui.dialogs.bar import Echo
from tui.screens.backups import Scroll
from tui.texts import _
from tui.widgets.canvas import Line, line, rule, wrap
from tui.widgets.frame import StatusLine

if TYPE_CHECKING:
    from tui.app import KundenqApp

_STEPS = {"down": 1, "up": -1, "pagedown": 15, "pageup": -15}


class EraseScreen(Screen[bool]):
    """1 whom, 2 where they stand, 3 done. Only j or y in step 2 erases; Enter never does."""

    DEFAULT_CSS = """
    EraseScreen { background: $background; }
    EraseScreen #heading, EraseScreen #keys, EraseScreen StatusLine { height: 1; }
    """
    app: KundenqApp

    def __init__(self, record: Prospect) -> None:
        super().__init__()
        self.record = record
        self.choices = [*((one.id, one.full_name) for one in record.contacts), ("", record.name)]
        self.plan: ErasePlan | None = None
        self.report: EraseReport | None = None
        self.blank: set[NoteRef] = set()
        self.cursor = 0
        self.busy = False

    def compose(self) -> ComposeResult:
        """Heading, list, status, keys."""
        yield Echo(id="heading")
        yield Scroll()
        yield StatusLine()
        yield Echo(id="keys")

    def on_mount(self) -> None:
        """The people to choose from."""
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        self._show()

    # -- keys -------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Choose, look, mark, erase, back; nothing while something is under way."""
        event.stop()
        key = event.key
        if self.busy:
            return
        if key in ("escape", "q") or (key == "n" and self.plan is not None):
            self._back()
        elif key in _STEPS:
            self._move(_STEPS[key])
        elif self.plan is None:
            if key == "enter":
                self._do(plan=True)
        elif self.report is None:
            if key == "space":
                self._turn()
            elif key in ("j", "y"):
                self._do(plan=False)

    def _back(self) -> None:
        if self.plan is None or self.report is not None:
            self.dismiss(self.report is not None)
            return
        self.plan, self.cursor = None, 0
        self._say("")
        self._show()

    def _move(self, by: int) -> None:
        last = len(self.choices) if self.plan is None else len(self._rows(self.plan))
        self.cursor = max(0, min(self.cursor + by, last - 1))
        self._show()

    def _turn(self) -> None:
        """Another decision about the note under the cursor."""
        assert self.plan is not None
        at = self.cursor - (len(self._rows(self.plan)) - len(self.plan.notes))
        if at >= 0 and self.plan.notes:
            self.blank ^= {self.plan.notes[at]}
            self._show()

    # -- work ---------------------------------------------------------------------------

    def _do(self, *, plan: bool) -> None:
        """Files are read and written beside the keys; what the store refuses is said."""
        self.busy = True
        self._say(_("Searching ...") if plan else _("Erasing ..."), "dim")
        self.run_worker(self._plan() if plan else self._erase(), name="erasing")

    async def _plan(self) -> None:
        contact = self.choices[self.cursor][0]
        try:
            self.plan = await asyncio.to_thread(
                plan_erase, self.app.book, self.record.id, contact)
        except (StoreError, KeyError) as error:
            self._say(words.explain(error), "bad")
        else:
            self.blank, self.cursor = set(self.plan.notes), 0
            self._say(_("Nothing is erased yet. j erases; that cannot be undone."), "now")
        self.busy = False
        self._show()

    async def _erase(self) -> None:
        assert self.plan is not None
        notes = [note for note in self.plan.notes if note in self.blank]
        try:
            self.report = await asyncio.to_thread(
                lambda plan: erase(self.app.book, plan, notes, now=self.app.clock()), self.plan)
        except StoreError as error:
            self._say(words.explain(error), "bad")
        else:
            clean = self.report.clean
            self._say(_("Nothing is left.") if clean else _("Something is left, see above."),
                      "good" if clean else "bad")
        self.busy, self.cursor = False, 0
        self._show()

    # -- showing ------------------------------------------------------------------------

    def _show(self) -> None:
        steps = (_("1 Whom"), _("2 Check"), _("3 Done"))
        now = 1 if self.plan is None else 2 if self.report is None else 3
        title = " > ".join(f"[{name}]" if n == now else name for n, name in enumerate(steps, 1))
        self.query_one("#heading", Echo).show(
            [rule(_("Erase") + "  " + title, self.size.width, focus=True)])
        keys = {1: _("Enter look   ↑ ↓ choose   Esc back"),
                2: _("j yes, erase   n no   Space note: blank or leave   ↑ ↓   Esc back"),
                3: _("↑ ↓ scroll   Esc back")}[now]
        self.query_one("#keys", Echo).show([line(" ", (keys, ""))])
        body = self.query_one(Scroll)
        if self.report is not None:
            rows = self._wrapped([*erase_words.report_lines(self.report)])
            body.show(rows, min(self.cursor, len(rows) - 1))
        elif self.plan is not None:
            body.show(self._rows(self.plan), self.cursor)
        else:
            body.show([line(" ", (self._choice(n), ""), role="cursor" if n == self.cursor else "")
                       for n in range(len(self.choices))], self.cursor)

    def _choice(self, n: int) -> str:
        key, name = self.choices[n]
        return name if key else _("{name}, the whole record").format(name=name)

    def _rows(self, plan: ErasePlan) -> list[Line]:
        """The list, its notes last, one row each."""
        rows = [line(" ", (erase_words.title(plan), "title"))]
        rows += self._wrapped([*erase_words.plan_lines(plan)])
        if plan.notes:
            rows.append(line(" ", (_("Notes that name them: [x] the name is blanked"), "strong")))
        first = len(rows)
        for n, note in enumerate(plan.notes):
            text = " ".join(erase_words.marked(note, self.blank).split())
            rows.append(line("  ", (text, ""),
                             role="cursor" if first + n == self.cursor else ""))
        return rows

    def _wrapped(self, texts: list[str]) -> list[Line]:
        return [line("  " if n == 0 else "    ", (part, ""))
                for text in texts for n, part in enumerate(wrap(text, self.size.width - 6))]

    def _say(self, text: str, role: str = "") -> None:
        self.query_one(StatusLine).message = (text, role)
