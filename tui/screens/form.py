"""The edit form: company and people on pages of one-row fields."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer

from store import StoreError
from tui import words
from tui.dialogs.bar import Echo, LineInput
from tui.dialogs.reader import Reader
from tui.flows.contacting import new_id
from tui.form.drafts import Shelf, forget_draft, store_draft, with_draft
from tui.form.field import FormBody, NoteArea
from tui.form.keys import action, help_rows, key_line
from tui.form.saving import save
from tui.form.session import Session
from tui.form.similar import Similar
from tui.form.state import Form
from tui.screens.form_views import FormSide, title
from tui.screens.form_views import help_rows as field_help
from tui.screens.overlay import Overlay
from tui.texts import _
from tui.widgets.canvas import fit, line
from tui.widgets.too_small import MIN_HEIGHT, MIN_WIDTH, TooSmall

if TYPE_CHECKING:
    from tui.screens.workplace import Workplace

_KEEP_AFTER = 4.0
"""Seconds until what was typed stands in the draft (store.md 1.6)."""


class FormScreen(Overlay[None]):
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
        draft, self.message = _draft(form, shelf)
        self.session = Session(form, workplace.today, draft=draft)
        self.similar = Similar(workplace.book, form.record.id if form.record else "")
        self.reader: Reader | None = None
        self._timer: Timer | None = None
        self._left_once = False
        self.elsewhere = ""
        """Who changed the record meanwhile; the form itself is left alone."""

    def compose(self) -> ComposeResult:
        """Title, fields with the side pane, help, keys."""
        yield Echo(id="heading")
        with Horizontal(id="fields"):
            yield FormBody(self.session, self.similar.names)
            yield FormSide(self.session, self.session.form.record)
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

    def show(self) -> None:
        """Draw what changed."""
        session, width = self.session, self.size.width
        if not width:
            return
        company = session.form.pages[0]
        similar = self.similar.rows(company.title) if "name" in company.texts else []
        self.query_one(FormBody).show()
        self.query_one(FormSide).show(similar)
        practice = self.workplace.desk.view.practice
        self.query_one("#heading", Echo).show([title(session, width, practice=practice)])
        rows = field_help(session, [row.short for row in similar], width)
        if self.message[0]:
            text, role = self.message
            rows[0] = line(" ", (fit(text, width - 2), role))
        if self.elsewhere:
            rows[-1] = line(" ", (fit(self.elsewhere, width - 2), "now"))
        self.query_one("#help", Echo).show(rows)
        person = session.page > 0 and not session.shown.blank
        self.query_one("#keys", Echo).show([key_line(width, self.workplace.keymap, person=person)])

    def changed_elsewhere(self, key: str, user: str, at: datetime | None) -> None:
        """Somebody else has changed the record of this form: say so, touch nothing."""
        record = self.session.form.record
        if record is None or record.id != key:
            return
        who = user or _("another program")
        text = _("changed by {who}, {time}") if at else _("changed by {who}")
        self.elsewhere = "! " + text.format(who=who, time=f"{at:%H:%M}" if at else "")
        self.show()

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
        name = action(key, self.workplace.keymap)
        days = {"later": 1, "earlier": -1}.get(name, 0)
        if self.session.choose(key, character) or (days and self.session.day(days)):
            self.message = ("", "")
            self._done()
            return True
        run = self._actions.get(name)
        if run is None:
            return False
        self.message = ("", "")
        run()
        self._left_once = self._left_once and name == "leave"
        return True

    @property
    def _actions(self) -> dict[str, Callable[[], object]]:
        session = self.session
        return {
            "next": lambda: self._move(session.step, 1),
            "previous": lambda: self._move(session.step, -1),
            "later": lambda: self._move(session.turn, 1),
            "earlier": lambda: self._move(session.turn, -1),
            "clear": lambda: self._change(session.clear, ""),
            "remove": lambda: self._change(
                session.remove, _("Only a person can be taken off here.")),
            "undo": lambda: self._change(session.undo, _("Nothing to take back in this form.")),
            "save": self.save, "leave": self.leave,
            "help": lambda: self.run_worker(self._read_keys(), name="flow")}

    def press_quit(self) -> None:
        """Ctrl+Q: leave the form as Esc does, then the program."""
        if self.leave():
            self.app.call_later(self.workplace.leave)

    def _move(self, verb: Callable[[int], None], by: int) -> None:
        self.session.tidy()
        verb(by)
        self.show()

    def _change(self, verb: Callable[[], bool], otherwise: str) -> None:
        if not verb():
            self.message = (otherwise, "dim")
        self._done()

    def _done(self) -> None:
        """Something was typed: draw it, and keep it soon."""
        if self._timer is None:
            self._timer = self.set_timer(_KEEP_AFTER, self.keep_draft)
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

    async def _read_keys(self) -> None:
        self.set_focus(None)
        rows = help_rows(self.size.width, self.workplace.keymap)
        self.reader = Reader(_("Keys of the form"), rows)
        await self.mount(self.reader)
        await self.reader.result
        reader, self.reader = self.reader, None
        await reader.remove()
        self.show()

    # -- the end ---------------------------------------------------------------------

    def save(self) -> None:
        """Save and close; a wrong field stops it and gets the cursor."""
        self.session.tidy()
        outcome = save(self.workplace, self.session.form, new_id)
        if outcome.saved:
            forget_draft(self.shelf, self.session.form)
            self._close()
            return
        if outcome.rebased is not None:
            self.session.rebase(outcome.rebased)
            self.elsewhere = ""
        if outcome.refusal is not None:
            self.session.go_to(outcome.refusal.page, outcome.refusal.code)
        sentence = outcome.refusal.words if outcome.refusal else outcome.problem
        self.message = (f"! {sentence}", "bad")
        self.show()

    def leave(self) -> bool:
        """Close; what was typed stays as a draft. If that fails, a second Esc leaves."""
        form = self.session.form
        try:
            store_draft(self.shelf, form)
        except StoreError as error:
            if not self._left_once:
                self._left_once = True
                self.message = (_("{problem} No draft: Esc again leaves without it.").format(
                    problem=words.explain(error)), "bad")
                self.show()
                return False
        else:
            if form.changes:
                name = form.pages[0].title or _("the new company")
                key = self.workplace.keymap.keys_of("edit" if form.record else "new_form")
                self.workplace.say(_("Draft of {name} kept; {key} opens it again.").format(
                    name=name, key=key), "now")
        self._close()
        return True

    def _close(self) -> None:
        """No draft is written behind the back of what was just decided."""
        if self._timer is not None:
            self._timer.stop()
        self.dismiss()

    def keep_draft(self) -> None:
        """A moment after typing, at hang-up, termination and crash: to the disk with it."""
        self._timer = None
        with suppress(StoreError):
            self.take()
            store_draft(self.shelf, self.session.form)


def _draft(form: Form, shelf: Shelf) -> tuple[Form | None, tuple[str, str]]:
    """The draft of a form that was left, and what to say about it."""
    try:
        draft = None if form.changes else with_draft(form, shelf)
    except StoreError as error:
        return None, (words.explain(error), "bad")
    if draft is None:
        return None, ("", "")
    return draft, (_("Your draft is back. Ctrl+Z shows what is on file instead."), "now")
