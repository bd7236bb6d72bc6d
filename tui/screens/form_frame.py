"""How the edit form looks: title, fields with the side pane, help, keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from store import Book, BookEvent, StateChanged, StoreError, clean_line
from tui import words
from tui.dialogs.bar import Echo
from tui.dialogs.reader import Reader
from tui.form.drafts import Applied, Shelf, as_fields, draft_name, with_draft
from tui.form.field import FormBody
from tui.form.keys import help_rows, key_line
from tui.form.session import Session
from tui.form.similar import Similar
from tui.form.state import Form
from tui.screens.form_views import FormSide, clash, title
from tui.screens.form_views import help_rows as field_help
from tui.screens.hosting import Told
from tui.screens.overlay import Overlay
from tui.screens.troubles import Troubles
from tui.texts import _
from tui.widgets.canvas import fit, line, wrap
from tui.widgets.too_small import MIN_HEIGHT, MIN_WIDTH, TooSmall

if TYPE_CHECKING:
    from tui.keymap import Keymap
    from tui.screens.commanding import Common
    from tui.screens.workplace import Workplace


class FormFrame(Overlay[None]):
    """Shows a Session; what keys do is added in tui/screens/form.py."""

    DEFAULT_CSS = """
    FormFrame { layers: base bar cover; background: $background; }
    FormFrame Echo { background: $background; }
    FormFrame #heading, FormFrame #keys { height: 1; }
    FormFrame #help { height: 2; }
    FormFrame Reader Echo { background: $kq-bar; }
    FormFrame #fields { height: 1fr; }
    FormFrame FormSide { display: none; width: 40; border-left: solid $kq-rule; }
    FormFrame.-mid FormSide, FormFrame.-wide FormSide { display: block; }
    FormFrame.-wide FormSide { width: 52; }
    FormFrame TooSmall { display: none; layer: cover; }
    FormFrame.-tiny TooSmall { display: block; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-normal"), (110, "-mid"), (170, "-wide")]

    def __init__(self, workplace: Workplace, form: Form, shelf: Shelf) -> None:
        super().__init__()
        self.workplace = workplace
        self.shelf = shelf
        draft, clashes, self.message = _draft(
            form, shelf, workplace.common.applied, workplace.today)
        self.session = Session(form, workplace.today, draft=draft, clashes=clashes)
        self.similar = Similar(workplace.book, form.record.id if form.record else "")
        self.troubles = Troubles(self, under="#heading", offers=("save_again",))
        self._stop: Callable[[], None] = lambda: None
        self.reader: Reader | None = None
        self.other = ""
        """Who did so last."""
        self.elsewhere = ""
        """Who changed the record meanwhile; the form itself is left alone."""

    # -- what stays until it is dealt with ------------------------------------------

    @property
    def book(self) -> Book:
        """The book behind the form."""
        return self.workplace.book

    @property
    def common(self) -> Common:
        """What all screens share."""
        return self.workplace.common

    @property
    def keymap(self) -> Keymap:
        """The keys that are in force."""
        return self.workplace.keymap

    def on_mount(self) -> None:
        """Follow how saving stands."""
        self.troubles.show()
        self._stop = self.book.subscribe(self._tell)

    def _tell(self, event: BookEvent) -> None:
        self.post_message(Told(event))

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        self._stop()

    def on_told(self, message: Told) -> None:
        """Saving works again, or fails."""
        if isinstance(message.event, StateChanged):
            self.troubles.show()

    # -- showing ----------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title, fields with the side pane, help, keys."""
        yield Echo(id="heading")
        with Horizontal(id="fields"):
            yield FormBody(self.session, self.similar.names)
            yield FormSide(self.session, self.session.form.record)
        yield Echo(id="help")
        yield Echo(id="keys")
        yield TooSmall()

    def on_resize(self, event: events.Resize) -> None:
        """Another size."""
        width, height = event.size
        self.set_class(width < MIN_WIDTH or height < MIN_HEIGHT, "-tiny")
        self.take()
        self.show()

    def take(self) -> None:
        """Take over what stands in the editor: to show anew is to fill it anew."""
        self.session.type(self.query_one(FormBody).typed)

    def show(self) -> None:
        """Draw what changed."""
        session, width = self.session, self.size.width
        if not width:
            return
        form = session.form
        similar = self.similar.rows(form.name) if "name" in form.pages[0].texts else []
        self.query_one(FormBody).show()
        self.query_one(FormSide).show(similar)
        practice = self.workplace.desk.view.practice
        self.query_one("#heading", Echo).show([title(session, width, practice=practice)])
        rows = field_help(session, [row.short for row in similar], width,
                          self.keymap.keys_of("stage"))
        text, role = self.message
        if not text and session.clashes:
            text, role = clash(
                session, self.other or _("somebody"), self.keymap, width - 2), "bad"
        for number, part in enumerate(wrap(text, width - 2)[:2] if text else ()):
            rows[number] = line(" ", (part, role))
        if self.elsewhere:
            rows[-1] = line(" ", (fit(self.elsewhere, width - 2), "now"))
        self.query_one("#help", Echo).show(rows)
        entry = session.shown.part is not None and not form.blank(session.page)
        self.query_one("#keys", Echo).show([key_line(width, self.workplace.keymap, on_file=entry)])

    def changed_elsewhere(self, key: str, user: str, at: datetime | None) -> None:
        """Somebody else has changed the record of this form: say so, touch nothing."""
        record = self.session.form.record
        if record is None or record.id != key:
            return
        self.other = clean_line(user)
        who = self.other or _("another program")
        text = _("changed by {who}, {time}") if at else _("changed by {who}")
        self.elsewhere = "! " + text.format(who=who, time=f"{at:%H:%M}" if at else "")
        self.take()
        self.show()

    async def read_keys(self) -> None:
        """All keys of the form, over it."""
        self.set_focus(None)
        rows = help_rows(self.size.width, self.workplace.keymap)
        self.reader = Reader(_("Keys of the form"), rows)
        await self.mount(self.reader)
        await self.reader.result
        reader, self.reader = self.reader, None
        await reader.remove()
        self.show()


def _draft(
    form: Form, shelf: Shelf, applied: Sequence[Applied], today: date
) -> tuple[Form | None, tuple[tuple[int, str], ...], tuple[str, str]]:
    """The draft of a form that was left, what was changed since, and what to say about it."""
    try:
        found = None if form.changes else with_draft(form, shelf, today)
    except StoreError as error:
        return None, (), (words.explain(error), "bad")
    if found is None or any(
            one.is_about(draft_name(found[0]), as_fields(found[0])) for one in applied):
        return None, (), ("", "")
    draft, clashes = found
    said = "" if clashes else _("Your draft is back. Ctrl+Z shows what is on file instead.")
    return draft, clashes, (said, "now")
