"""The edit form: company and people on pages of one-row fields."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from store import SaveKind, StoreError
from tui import words
from tui.dialogs.bar import LineInput
from tui.flows.contacting import new_id
from tui.flows.moves import next_language
from tui.form.drafts import Applied, Shelf, draft_name, store_draft
from tui.form.field import FormBody, NoteArea
from tui.form.fields import Kind
from tui.form.goal import Goal
from tui.form.keys import action, save_keys
from tui.form.saving import save
from tui.form.state import Form
from tui.screens.form_frame import FormFrame
from tui.screens.form_views import draft_kept
from tui.texts import _

if TYPE_CHECKING:
    from tui.screens.workplace import Workplace

_KEEP_AFTER = 4.0
"""Seconds until what was typed stands in the draft (store.md 1.6)."""


class FormScreen(FormFrame):
    """Every key goes through `press`; the Session knows what it means."""

    def __init__(self, workplace: Workplace, form: Form, shelf: Shelf,
                 at: Goal | None = None) -> None:
        super().__init__(workplace, form, shelf)
        if at is not None and not self.session.clashes:
            self.session.go_to(*at.find(self.session.form))
        self._timer: Timer | None = None
        self._left_once = False
        self._ahead: list[events.Key] | None = []
        """Keys typed before there was an editor to take them; None once it is there."""

    def on_mount(self) -> None:
        """The editors ask here first."""
        self.query_one(LineInput).intercept = self.press
        self.query_one(NoteArea).intercept = self.press_note
        self.query_one(FormBody).ready = self._give_back
        self.show()

    # -- keys ------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Keys of fields that are not typed in; those typed ahead wait for the editor."""
        if self._ahead is not None and not self.has_class("-tiny"):
            event.stop()
            self._ahead.append(event)
        elif self.focused is None and self.press(event.key, event.character):
            event.stop()

    def _give_back(self) -> None:
        """The editor is there: what was typed ahead goes to it."""
        ahead, self._ahead = self._ahead, None
        for event in ahead or ():
            (self.focused or self).post_message(events.Key(event.key, event.character))

    def press_note(self, key: str, character: str | None) -> bool:
        """In a note Enter is a new line and the arrows move in it; other free words have one."""
        area = self.query_one(NoteArea)
        several = self.session.field.kind is Kind.NOTE
        if (key == "enter" and several) or (key == "up" and not area.first_row) or (
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
        if name == "save" and self.session.clashes and key != save_keys(self.keymap)[-1]:
            self.show()  # whose value stays is never decided by Enter
            return True
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
                session.remove, _("There is nothing to take off on this page.")),
            "undo": lambda: self._change(session.undo, _("Nothing to take back in this form.")),
            "again": self._again, "language": self._speak, "save": self.save, "leave": self.leave,
            "help": lambda: self.run_worker(self.read_keys(), name="flow")}

    def _speak(self) -> None:
        """The next language; what was typed stays."""
        self.session.retell(lambda: next_language(self.workplace))
        self.message = (_("Language: English."), "dim")
        self.show()

    def _again(self) -> None:
        """What could not be saved before; this form is saved by its own key."""
        if self.book.state.kind is SaveKind.FAILED:
            self.message = (_("Saving again ..."), "dim")
            self.book.retry()
        self.show()

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

    # -- the end ---------------------------------------------------------------------

    def save(self) -> None:
        """Save and close; a wrong field stops it and gets the cursor."""
        self.session.tidy()
        if self.session.clashes and self.session.keep():
            self.show()
            return
        outcome = save(self.workplace, self.session.form, new_id)
        if outcome.saved:
            common = self.workplace.common
            made = Applied(self.workplace.book, self.shelf, self.session.form)
            common.applied = [one for one in (*common.applied, made) if not one.done]
            self._close()
            return
        if outcome.rebased is not None:
            self.session.rebase(outcome.rebased, outcome.clashes)
            self.elsewhere = ""
        if outcome.refusal is not None:
            self.session.go_to(outcome.refusal.page, outcome.refusal.code)
        sentence = outcome.refusal.words if outcome.refusal else outcome.problem
        self.message = ("", "") if outcome.clashes else (f"! {sentence}", "bad")
        self.show()

    def leave(self) -> bool:
        """Close; what was typed stays as a draft. If that fails, a second Esc leaves."""
        form = self.session.form
        try:
            place = self._store(form)
        except StoreError as error:
            if not self._left_once:
                self._left_once = True
                self.message = (_("{problem} No draft: Esc again leaves without it.").format(
                    problem=words.explain(error)), "bad")
                self.show()
                return False
        else:
            if form.changes:
                self.workplace.say(draft_kept(form, self.workplace.keymap, place), "now")
        self._close()
        return True

    def _store(self, form: Form) -> str:
        """Keep the draft; where, if not at the usual place. Raises StoreError."""
        applied = self.workplace.common.applied
        if not form.changes and any(one.needs(draft_name(form)) for one in applied):
            return ""
        return store_draft(self.shelf, form)

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
            place = self._store(self.session.form)
            if place and not self.message[0]:
                self.message = (_("The draft folder cannot be written. Your draft is kept in "
                                  "{path}.").format(path=place), "now")
                self.show()
