"""The edit form: company and people on pages of one-row fields."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer

from store import Row, StoreError, fold
from tui import words
from tui.dialogs.bar import Echo, LineInput
from tui.dialogs.reader import Reader
from tui.flows.contacting import new_id
from tui.form.drafts import Shelf, as_fields, draft_name, with_draft
from tui.form.keys import action, help_rows, key_line
from tui.form.saving import save
from tui.form.session import Session
from tui.form.state import Form
from tui.quick import alike
from tui.screens.form_views import FormSide, title
from tui.screens.form_views import help_rows as field_help
from tui.texts import _
from tui.widgets.canvas import Line, fit, line
from tui.widgets.field import FormBody, NoteArea
from tui.widgets.too_small import MIN_HEIGHT, MIN_WIDTH, TooSmall

if TYPE_CHECKING:
    from tui.screens.workplace import Workplace

_KEEP_AFTER = 4.0
"""Seconds until what was typed stands in the draft (store.md 1.6)."""


class FormScreen(Screen[None]):
    """Every key goes through `press`; the Session knows what it means."""

    DEFAULT_CSS = """
    FormScreen { layers: base bar cover; background: $background; }
    FormScreen Echo { background: $background; }
    FormScreen #heading, FormScreen #keys { height: 1; }
    FormScreen #help { height: 2; }
    FormScreen Reader Echo { background: $kq-bar; }
    FormScreen #fields { height: 1fr; }
    FormScreen FormSide { display: none; width: 40; border-left: solid $kq-rule; }
    FormScreen.-mid FormSide, FormScreen.-wide FormSide { display: block; }
    FormScreen.-wide FormSide { width: 52; }
    FormScreen TooSmall { display: none; layer: cover; }
    FormScreen.-tiny TooSmall { display: block; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-normal"), (110, "-mid"), (170, "-wide")]

    def __init__(self, workplace: Workplace, form: Form, shelf: Shelf) -> None:
        super().__init__()
        self.workplace = workplace
        self.shelf = shelf
        self.message: tuple[str, str] = ("", "")
        self.session = Session(form, workplace.today, draft=self._draft(form))
        record = form.record
        self.names = [(row.id, (row.short, fold(row.short)))
                      for row in workplace.book.rows.values() if record is None
                      or row.id != record.id]
        self.reader: Reader | None = None
        self._timer: Timer | None = None
        self._left_once = False

    def _draft(self, form: Form) -> Form | None:
        try:
            draft = None if form.changes else with_draft(form, self.shelf)
        except StoreError as error:
            self.message = (words.explain(error), "bad")
            return None
        if draft is not None:
            self.message = (_("Your draft is back. Ctrl+Z shows what is on file instead."), "now")
        return draft

    def compose(self) -> ComposeResult:
        """Title, fields with the side pane, help, keys."""
        record = self.session.form.record
        yield Echo(id="heading")
        with Horizontal(id="fields"):
            yield FormBody(self.session, self.similar)
            yield FormSide(self.session, record, self.workplace.today)
        yield Echo(id="help")
        yield Echo(id="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """The editors ask here first."""
        self.query_one(LineInput).intercept = self.press
        self.query_one(NoteArea).intercept = self.press_note
        self.show()

    def on_resize(self, event: events.Resize) -> None:
        """Another size."""
        width, height = event.size
        self.set_class(width < MIN_WIDTH or height < MIN_HEIGHT, "-tiny")
        self.show()

    # -- drawing ---------------------------------------------------------------------

    def show(self) -> None:
        """Draw what changed."""
        session, width = self.session, self.size.width
        if not width:
            return
        self.query_one(FormBody).show()
        similar = self._alike(session.form.pages[0].title) if "name" in \
            session.form.pages[0].texts else []
        self.query_one(FormSide).show(similar)
        self.query_one("#heading", Echo).show([title(
            session, width, practice=self.workplace.desk.view.practice)])
        rows = field_help(session, [row.short for row in similar], width)
        if self.message[0]:
            text, role = self.message
            rows[0] = line(" ", (fit(text, width - 2), role))
        self.query_one("#help", Echo).show(rows)
        person = session.page > 0 and not session.shown.blank
        self.query_one("#keys", Echo).show([key_line(width, person=person)])

    def similar(self, name: str) -> tuple[str, ...]:
        """Companies on file that look like this name."""
        return tuple(row.short for row in self._alike(name))

    def _alike(self, name: str) -> list[Row]:
        wanted = alike(name, (names for _id, names in self.names))
        rows = self.workplace.book.rows
        found = {names[0]: rows[key] for key, names in self.names
                 if names[0] in wanted and key in rows}
        return [found[one] for one in wanted if one in found]

    # -- keys ------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Keys of fields that are not typed in."""
        if self.focused is None and self.press(event.key, event.character):
            event.stop()

    def press_note(self, key: str, character: str | None) -> bool:
        """In a note Enter is a new line and the arrows move in it."""
        area = self.query_one(NoteArea)
        if key == "enter" or (key == "up" and not area.first_row) or (
                key == "down" and not area.last_row):
            return False
        return self.press(key, character)

    def press(self, key: str, character: str | None) -> bool:
        """A key anywhere in the form; True if it was used."""
        if self.reader is not None:
            return self.reader.press(key, character)
        self.take()
        session = self.session
        if session.choose(key, character):
            self._done()
            return True
        step = {"later": 1, "earlier": -1}.get(action(key))
        if step is not None and session.day(step):
            self._done()
            return True
        run = self._actions.get("quit" if key == "ctrl+q" else action(key))
        if run is None:
            return False
        leaving = key == "escape"
        self.message = ("", "")
        run()
        self._left_once = leaving and self._left_once
        return True

    @property
    def _actions(self) -> dict[str, Callable[[], None]]:
        return {"next": lambda: self._move(self.session.step, 1),
                "previous": lambda: self._move(self.session.step, -1),
                "later": lambda: self._move(self.session.turn, 1),
                "earlier": lambda: self._move(self.session.turn, -1),
                "clear": lambda: self._change(self.session.type, ""),
                "remove": self._remove, "undo": self._undo, "save": self.save,
                "leave": self.leave, "help": self.show_keys, "quit": self._quit}

    def _move(self, verb: Callable[[int], None], by: int) -> None:
        self.session.tidy()
        verb(by)
        self.show()

    def _change(self, verb: Callable[[str], None], text: str) -> None:
        verb(text)
        self._done()

    def _remove(self) -> None:
        if not self.session.remove():
            self.message = (_("Only a person can be taken off here."), "dim")
        self._done()

    def _undo(self) -> None:
        if not self.session.undo():
            self.message = (_("Nothing to take back in this form."), "dim")
        self._done()

    def _done(self) -> None:
        self._keep_soon()
        self.show()

    def take(self) -> None:
        """Take over what stands in the editor."""
        self.session.type(self.query_one(FormBody).typed)

    def on_form_body_edited(self) -> None:
        """Typed: check and echo."""
        before = self.session.form
        self.take()
        if self.session.form is not before:
            self.message = ("", "")
            self._done()

    def on_form_body_clicked(self, event: FormBody.Clicked) -> None:
        """To the field that was clicked."""
        self.take()
        self.session.go(self.session.page, event.field)
        self.show()

    def show_keys(self) -> None:
        """All keys of the form in a bar."""
        self.run_worker(self._read(help_rows(self.size.width)), name="flow")

    async def _read(self, rows: list[Line]) -> None:
        self.set_focus(None)
        self.reader = Reader(_("Keys of the form"), rows)
        await self.mount(self.reader)
        await self.reader.result
        reader, self.reader = self.reader, None
        await reader.remove()
        self.show()

    # -- leaving ---------------------------------------------------------------------

    def save(self) -> None:
        """Save and close; a wrong field stops it and gets the cursor."""
        self.session.tidy()
        outcome = save(self.workplace, self.session.form, new_id)
        if outcome.saved:
            self._forget()
            self.dismiss()
            return
        if outcome.rebased is not None:
            self.session.rebase(outcome.rebased)
        if outcome.refusal is not None:
            self.session.go_to(outcome.refusal.page, outcome.refusal.code)
            self.message = ("! " + outcome.refusal.words, "bad")
        elif outcome.problem:
            self.message = ("! " + outcome.problem, "bad")
        self.show()

    def leave(self) -> None:
        """Close; what was typed stays as a draft. If that fails, a second Esc leaves."""
        form = self.session.form
        try:
            self._store()
        except StoreError as error:
            if not self._left_once:
                self._left_once = True
                self.message = (_("{problem} No draft: Esc again leaves without it.").format(
                    problem=words.explain(error)), "bad")
                self.show()
                return
        else:
            if form.changes:
                name = form.pages[0].title or _("the new company")
                key = self.workplace.keymap.keys_of("edit" if form.record else "new_form")
                self.workplace.say(_("Draft of {name} kept; {key} opens it again.").format(
                    name=name, key=key), "now")
        self._stop()
        self.dismiss()

    def _quit(self) -> None:
        self.leave()
        self.workplace.leave()

    def _store(self) -> None:
        form = self.session.form
        if form.changes:
            self.shelf.save(draft_name(form), as_fields(form))
        else:
            self.shelf.drop(draft_name(form))

    def _forget(self) -> None:
        self._stop()
        with suppress(StoreError):
            self.shelf.drop(draft_name(self.session.form))

    # -- the draft -------------------------------------------------------------------

    def keep_draft(self) -> None:
        """At hang-up, termination and crash: what was typed goes to the disk."""
        with suppress(StoreError):
            self.take()
            self._store()

    def _keep_soon(self) -> None:
        if self._timer is None:
            self._timer = self.set_timer(_KEEP_AFTER, self._keep_now)

    def _keep_now(self) -> None:
        self._timer = None
        with suppress(StoreError):
            self._store()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
