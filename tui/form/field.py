"""The body of the form: draws every field; one editor lies over the field under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input, TextArea

from store import clean
from tui.dialogs.bar import LineInput
from tui.form.choices import chosen
from tui.form.fields import CHOICES, FREE, UNTYPED, Field, Kind
from tui.form.placing import Place, Placing, label_width, place
from tui.form.session import Session
from tui.texts import _
from tui.widgets.canvas import Canvas, Line, Span, fit, wrap

_PLAIN = (Kind.PHONE, Kind.EMAIL, Kind.AMOUNT, Kind.SIGNED, Kind.PERIOD, Kind.COUNT, Kind.PAST,
          Kind.BEHIND)
"""Kinds whose echo tells nothing new while nobody is typing."""
Bit = tuple[int, str, str]
"""Column, text, role."""


class NoteArea(TextArea):
    """Several lines; asks its owner before it takes a key, cleans what is pasted."""

    DEFAULT_CSS = """
    NoteArea { border: none; padding: 0; background: $kq-bar; scrollbar-size: 1 1; }
    NoteArea:focus { border: none; background-tint: transparent 0%; }
    """

    def __init__(self) -> None:
        super().__init__(compact=True, highlight_cursor_line=False, show_line_numbers=False)
        self.cursor_blink = False
        self.intercept: Callable[[str, str | None], bool] | None = None

    async def _on_key(self, event: events.Key) -> None:
        if self.intercept is not None and self.intercept(event.key, event.character):
            event.stop()
            event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert(clean(event.text))

    def on_resize(self) -> None:
        """Wrapped anew once the new width is in force: the event may come before it."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self.soft_wrap = False
        self.soft_wrap = True

    @property
    def first_row(self) -> bool:
        """The cursor stands in the top row."""
        return bool(self.cursor_at_first_line)

    @property
    def last_row(self) -> bool:
        """The cursor stands in the bottom row."""
        return bool(self.cursor_at_last_line)


class FormBody(Canvas):
    """Labels, values and echoes of one page; scrolls so that the cursor is on screen."""

    DEFAULT_CSS = """
    FormBody { height: 1fr; width: 1fr; overflow: hidden; }
    FormBody LineInput, FormBody NoteArea { position: absolute; display: none; }
    """

    class Edited(Message):
        """The text under the cursor was typed."""

    class Clicked(Message):
        """A field was clicked."""

        def __init__(self, field: int) -> None:
            super().__init__()
            self.field = field

    def __init__(self, session: Session, similar: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self.session = session
        self.similar = similar
        self.placing = Placing(places=(), headings=(), height=0)
        self.top = 0
        self._edited = (-1, -1)
        self.ready: Callable[[], None] = lambda: None
        """Called whenever the editor has the keys."""

    def compose(self) -> ComposeResult:
        """The two editors; one of them is shown at a time."""
        yield LineInput(id="line")
        yield NoteArea()

    # -- the editor ------------------------------------------------------------------

    def show(self) -> None:
        """Draw anew and put the editor over the field under the cursor."""
        self.redraw()
        if self.size.width:
            self._edit()

    def on_resize(self) -> None:
        """Another size: the editor moves along, with what was just typed in it."""
        super().on_resize()
        self.session.type(self.typed)
        self._edit()

    @property
    def editor(self) -> LineInput | NoteArea | None:
        """What takes the letters; None where nothing is typed."""
        field = self.session.field
        if field.kind in UNTYPED or self.session.locked:
            return None
        if field.kind in FREE:
            return self.query_one(NoteArea)
        return self.query_one(LineInput)

    @property
    def typed(self) -> str:
        """What stands in the editor, once it holds the field under the cursor; or the field."""
        editor = self.editor
        if editor is None or self._edited != (self.session.page, self.session.at):
            return self.session.text
        return editor.text if isinstance(editor, NoteArea) else editor.value

    def _place(self, width: int, height: int) -> Placing:
        """Where the fields stand, with the one under the cursor in sight."""
        self.placing = placing = place(
            self.session.fields, width, height, label_width(
                one for page in self.session.form.pages for one in page.fields))
        here = placing.places[self.session.at]
        self.top = max(0, min(self.top, here.y, placing.height - height),
                       here.y + here.rows - height)
        return placing

    def _edit(self) -> None:
        editor = self.editor
        for one in (self.query_one(LineInput), self.query_one(NoteArea)):
            if one is not editor:
                one.display = False
        if editor is None:
            self.screen.set_focus(None)
            self.ready()
            return
        # A resize comes before the page is drawn, and may follow another page.
        here = self._place(*self.size).places[self.session.at]
        editor.styles.offset = (here.value_x, here.y - self.top)
        editor.styles.width = here.width
        editor.styles.height = here.rows
        self._fill(editor)
        editor.display = True
        self.screen.set_focus(editor, scroll_visible=False)
        self.ready()

    def _fill(self, editor: LineInput | NoteArea) -> None:
        text = self.session.text
        here = (self.session.page, self.session.at)
        moved, self._edited = self._edited != here, here
        if isinstance(editor, NoteArea):
            if editor.text != text or moved:
                with editor.prevent(TextArea.Changed):
                    editor.load_text(text)
                editor.move_cursor(editor.document.end)
        elif editor.value != text or moved:
            with editor.prevent(Input.Changed):
                editor.value = text
            editor.cursor_position = len(text)
            if moved and self.session.proposed:
                editor.select_all()  # typing puts something else in its place

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the screen; it reads the text from here, as the cursor may have moved on."""
        event.stop()
        self.post_message(self.Edited())

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """As for one line."""
        event.stop()
        self.post_message(self.Edited())

    def on_click(self, event: events.Click) -> None:
        """A click goes to the field of that place."""
        for one in self.placing.places:
            if one.y <= event.y + self.top < one.y + one.rows and one.x <= event.x < one.echo_x:
                self.post_message(self.Clicked(one.field))

    # -- drawing ---------------------------------------------------------------------

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows of the page around the cursor."""
        placing = self._place(width, height)
        rows: list[list[Bit]] = [[] for _row in range(placing.height)]
        for heading in placing.headings:
            text = f"{heading.text} "
            rest = "─" * max(0, heading.width - cell_len(text))
            rows[heading.y] += [(heading.x, text, "soon"), (heading.x + cell_len(text), rest,
                                                           "rule")]
        for one in placing.places:
            self._draw(rows, one)
        return [_composed(bits) for bits in rows[self.top:self.top + height]]

    def _draw(self, rows: list[list[Bit]], one: Place) -> None:
        session = self.session
        field = session.fields[one.field]
        focus = one.field == session.at and not session.locked
        changed = session.changed(field)
        reading = session.reading(field)
        sign, role = (" ", "dim" if session.locked else "")
        if reading.wrong and changed:
            sign, role = "!", "bad"
        elif reading.odd and field.kind in FREE:
            sign, role = "?", "now"
        elif changed:
            sign, role = "~", "now"
        if focus:
            sign, role = ">", "strong"
        rows[one.y].append((one.x, sign, "mark" if focus else role))
        rows[one.y].append((one.x + 1,
                            fit(_(field.label), one.label - 2), role))
        look = "" if field.kind is Kind.FIXED else "bar"
        if focus and field.kind in CHOICES:
            look = "cursor"
        for number, text in enumerate(self._value(field, one)):
            rows[one.y + number].append((one.value_x, text, look))
        if one.echo > 8 and (not field.beside or focus or changed):
            self._echo(rows[one.y], one, field)

    def _value(self, field: Field, one: Place) -> list[str]:
        text = self.session.shown.text(field.code)
        if field.kind in UNTYPED:
            text = chosen(field, text)
        parts = [text]
        if field.kind in FREE:
            parts = [row for part in text.split("\n") for row in wrap(part, one.width - 1) or [""]]
        parts = [*parts, *[""] * one.rows][:one.rows]
        lined = self.app.current_theme.ansi and field.kind is not Kind.FIXED
        fill = "_" if lined else " "
        return [_filled(part, one.width, fill) for part in parts]

    def _echo(self, row: list[Bit], one: Place, field: Field) -> None:
        session = self.session
        reading = session.reading(field)
        changed = session.changed(field)
        words, role = reading.words, "good" if changed else "dim"
        if field.kind in _PLAIN and not changed and one.field != session.at:
            words = ""
        if field.kind is Kind.NAME and changed and not reading.wrong:
            names = self.similar(session.shown.text(field.code))
            words = _("? like {names}").format(names=", ".join(names)) if names else ""
            role = "now"
        elif reading.wrong:
            words, role = (f"! {words}", "bad") if changed else ("", "")
        elif reading.odd:
            words, role = f"? {words}", "now"
        if words:
            row[:] = [bit for bit in row if bit[0] < one.echo_x]
            row.append((one.echo_x, fit(words, one.echo), role))


def _filled(text: str, width: int, fill: str) -> str:
    shown = fit(text, min(width, cell_len(text)))
    return shown + fill * max(0, width - cell_len(shown))


def _composed(bits: list[Bit]) -> Line:
    spans: list[Span] = []
    at = 0
    for x, text, role in sorted(bits, key=lambda bit: bit[0]):
        if x > at:
            spans.append(Span(" " * (x - at)))
        spans.append(Span(text, role))
        at = max(at, x) + cell_len(text)
    return Line(tuple(spans))
