"""Erasing: whom, then the list of where they stand, then what the byte search found."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial

from textual import events
from textual.app import ComposeResult

from store import ErasePlan, EraseReport, NoteRef, Prospect, StoreError, erase, plan_erase
from tui import erase_words, words
from tui.commands import Command, Place
from tui.dialogs.bar import Echo, question
from tui.screens.backups import Scroll
from tui.screens.commanding import Common
from tui.screens.hosting import Action, Hosting
from tui.texts import _
from tui.view import View
from tui.widgets.canvas import Line, line, rule, wrap

_STEPS = {"down": 1, "up": -1, "page_down": 15, "page_up": -15, "top": -10**6, "bottom": 10**6}


class EraseScreen(Hosting):
    """1 whom, 2 where they stand, 3 done. Enter in step 2 asks; only j or y there erases."""

    DEFAULT_CSS = """
    EraseScreen #heading { height: 1; }
    """
    code = "erasing"

    def __init__(self, common: Common, record: Prospect) -> None:
        super().__init__(common)
        self.record = record
        self.choices = [*((one.id, one.full_name) for one in record.contacts), ("", record.name)]
        self.plan: ErasePlan | None = None
        self.report: EraseReport | None = None
        self.blank: set[NoteRef] = set()
        self.cursor = 0
        """In step 1 the choice, in step 2 the note."""
        self.busy = False

    def body(self) -> ComposeResult:
        """Heading, list."""
        yield Echo(id="heading")
        yield Scroll()

    def on_mount(self) -> None:
        """The people to choose from."""
        self._draw()

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
        return (Place.ERASING, Place.ALWAYS)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys of the step."""
        if self.plan is None:
            return (("open", _("look")), ("down", _("choose")), ("step_back", ""))
        if self.report is not None:
            return (("step_back", ""), ("down", _("scroll")))
        notes = [("erase_note", "")] if self.plan.notes else []
        return (("open", _("erase (asks)")), *notes, ("step_back", ""),
                ("down", _("choose") if notes else _("scroll")))

    @property
    def own(self) -> Mapping[str, Action]:
        """Choose, look, mark, erase, back."""
        return {"back": self._back, "step_back": self._back, "open": self._enter,
                "erase_note": self._turn,
                **{name: partial(self._move, by) for name, by in _STEPS.items()}}

    def can(self, command: Command) -> bool:
        """Nothing while something is under way; the customers wait meanwhile."""
        return (not self.busy and super().can(command)
                and command.id not in ("undo", "redo"))

    def _back(self) -> None:
        if self.plan is None or self.report is not None:
            self.open_screen("list")
            return
        self.plan, self.cursor = None, 0
        self.say("")
        self._draw()

    def _move(self, by: int) -> None:
        count = len(self.choices) if self.plan is None else len(self.plan.notes)
        if self.report is not None or not count:
            self.query_one(Scroll).scroll_rows(by)
            return
        self.cursor = max(0, min(self.cursor + by, count - 1))
        self._draw()

    def _turn(self) -> None:
        """Another decision about the note under the cursor."""
        if self.plan is not None and self.plan.notes and self.report is None:
            self.blank ^= {self.plan.notes[self.cursor]}
            self._draw()

    async def _enter(self) -> None:
        if self.report is not None:
            return
        if self.plan is None:
            self._do(plan=True)
        elif await self.ask(question(_("Erase {name} for good?").format(name=self.plan.name))):
            self._do(plan=False)

    # -- work ---------------------------------------------------------------------------

    def _do(self, *, plan: bool) -> None:
        """Files are read and written beside the keys; what the store refuses is said."""
        self.busy = True
        self.say(_("Searching ...") if plan else _("Erasing ..."), "dim")
        self.run_worker(self._plan() if plan else self._erase(), name="erasing")

    async def _plan(self) -> None:
        contact = self.choices[self.cursor][0]
        try:
            self.plan = await asyncio.to_thread(
                plan_erase, self.book, self.record.id, contact)
        except (StoreError, KeyError) as error:
            self.say(words.explain(error), "bad")
        else:
            self.blank, self.cursor = set(self.plan.notes), 0
            self.say(_("Nothing is erased yet."), "now")
        self.busy = False
        self._draw()

    async def _erase(self) -> None:
        assert self.plan is not None
        notes = [note for note in self.plan.notes if note in self.blank]
        try:
            self.report = await asyncio.to_thread(
                lambda plan: erase(self.book, plan, notes, now=self.app.clock()), self.plan)
        except StoreError as error:
            self.say(words.explain(error), "bad")
        else:
            # What was typed last, or could be repeated, may name them.
            self.drafts.clear()
            self.repeatable = None
            self.app.show(self.desk.reload())
            clean = self.report.clean
            self.say(_("Nothing is left.") if clean else _("Something is left, see above."),
                     "good" if clean else "bad")
        self.busy, self.cursor = False, 0
        self._draw()

    # -- showing ------------------------------------------------------------------------

    def _draw(self) -> None:
        steps = (_("1 Whom"), _("2 Check"), _("3 Done"))
        now = 1 if self.plan is None else 2 if self.report is None else 3
        title = " > ".join(f"[{name}]" if n == now else name for n, name in enumerate(steps, 1))
        self.query_one("#heading", Echo).show(
            [rule(_("Erase") + "  " + title, self.size.width, focus=True)])
        self.key_line.show(self.contexts, self.hints)
        body = self.query_one(Scroll)
        if self.report is not None:
            body.show(self._wrapped([*erase_words.report_lines(self.report)]))
        elif self.plan is not None:
            body.show(*self._rows(self.plan))
        else:
            hint = _("Enter first shows where they stand: record, notes, history, backups, "
                     "drafts. Nothing is erased before a question.")
            body.show([*(line(" ", (self._choice(n), ""),
                              role="cursor" if n == self.cursor else "")
                         for n in range(len(self.choices))), line(""),
                       *self._wrapped([hint], "dim")], self.cursor)

    def _choice(self, n: int) -> str:
        key, name = self.choices[n]
        return name if key else _("{name}, the whole record").format(name=name)

    def _rows(self, plan: ErasePlan) -> tuple[list[Line], int]:
        """The list, its notes last; and the row that must be in sight."""
        rows = [line(" ", (erase_words.title(plan), "title"))]
        rows += self._wrapped([*erase_words.plan_lines(plan)])
        if plan.notes:
            rows.append(line(" ", (_("Notes that name them: [x] the name is blanked"), "strong")))
        here = 0
        for n, note in enumerate(plan.notes):
            text = " ".join(erase_words.marked(note, self.blank).split())
            role = "cursor" if n == self.cursor else ""
            rows += [Line(one.spans, role) for one in self._wrapped([text], deeper=4)]
            here = len(rows) - 1 if role else here
        return rows, here

    def _wrapped(self, texts: list[str], role: str = "", *, deeper: int = 2) -> list[Line]:
        return [line("  " + " " * (deeper if n else 0), (part, role)) for text in texts
                for n, part in enumerate(wrap(text, self.size.width - 4 - deeper))]
