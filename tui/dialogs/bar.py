"""Bars docked over the status line: each returns one value, or None after Esc."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from store import clean, clean_line
from tui.texts import _
from tui.widgets.canvas import Canvas, Line, Span, fit, line, wrap

_FIELD = 24
"""Cells that a prompt leaves to its field at the least."""
T = TypeVar("T")


class Refused(Exception):
    """The text cannot be taken; the message says why in one sentence."""


class LineInput(Input):
    """A one-row field: cleans what comes in, joins pasted lines, asks its owner first."""

    DEFAULT_CSS = """
    LineInput { border: none; padding: 0; height: 1; width: 1fr; background: $kq-bar; }
    LineInput:focus { border: none; background-tint: transparent 0%; }
    """

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        super().__init__(value, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.intercept: Callable[[str, str | None], bool] | None = None
        self.late: Callable[[events.Key], bool] | None = None
        self.seen: deque[events.Key] = deque(maxlen=32)

    def validate_value(self, value: str) -> str:
        """The names of files come here too, whatever they are."""
        return (value if value.isprintable()
                else clean(value).replace("\n", " ").replace("\t", " "))

    async def _on_key(self, event: events.Key) -> None:
        self.seen.append(event)
        if (self.late is not None and self.late(event)) or (
                self.intercept is not None and self.intercept(event.key, event.character)):
            event.stop()
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        parts = [part.strip() for part in event.text.replace("\r", "\n").split("\n")]
        self.insert_text_at_cursor(clean_line(", ".join(filter(None, parts))))


class Echo(Canvas):
    """Rows under a field: what was understood, what else can be done."""

    DEFAULT_CSS = """
    Echo { background: $kq-bar; height: 1; }
    """
    rows: Sequence[Line] = ()

    def show(self, rows: Sequence[Line]) -> None:
        """Other rows."""
        self.rows = rows
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """As given."""
        return self.rows


class Bar(Vertical, Generic[T]):
    """Base: rows over the status line, a result, and keys."""

    DEFAULT_CSS = """
    Bar { dock: bottom; layer: bar; height: auto; margin: 0 0 2 0; background: $kq-bar; }
    Bar > Horizontal { height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.result: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()
        self.hold: Callable[[events.Key], None] | None = None

    def late(self, event: events.Key) -> bool:
        """Keys typed behind the one that ended the bar belong to what comes next."""
        if not self.result.done() or self.hold is None:
            return False
        self.hold(event)
        return True

    def done(self, value: T | None) -> None:
        """End the bar with a value; None is Esc."""
        if not self.result.done():
            self.result.set_result(value)

    def press(self, key: str, character: str | None) -> bool:
        """A key while the bar is open; True if it was used."""
        if key == "escape":
            self.done(None)
            return True
        return False


class Chooser(Bar[T]):
    """Options behind digits or letters; Enter only where the caller says so."""

    def __init__(self, title: str, options: Sequence[tuple[str, str, T]], *,
                 keys: Mapping[str, T] | None = None) -> None:
        super().__init__()
        self.title_text = title
        self.options = options
        self.keys: dict[str, T] = {key: value for key, _label, value in options}
        self.keys.update(keys or {})
        self.top = 0

    def compose(self) -> ComposeResult:
        """The options, as many rows as they need."""
        yield Echo()

    def on_mount(self) -> None:
        """Fill the rows for the width of the screen."""
        self._show()

    def on_resize(self) -> None:
        """Another width of the screen."""
        self._show()

    def _show(self) -> None:
        width, height = self.screen.size
        *lead, title = wrap(self.title_text, width - 6) or [""]
        rows = [line(" ", (part, "strong")) for part in lead]
        rows += flow(title, [(key, label) for key, label, _ in self.options], width)
        kept = len(lead) + 1
        room = max(kept + 1, min(len(rows), height - 4))
        self.top = max(0, min(self.top, len(rows) - room))
        echo = self.query_one(Echo)
        echo.styles.height = room
        echo.show([*rows[:kept], *rows[kept + self.top:room + self.top]])

    def press(self, key: str, character: str | None) -> bool:
        """The key of an option chooses it; Up and Down scroll what has no room."""
        for name in (key, character):
            if name is not None and name in self.keys:
                self.done(self.keys[name])
                return True
        if key in ("up", "down"):
            self.top += 1 if key == "down" else -1
            self._show()
            return True
        if not super().press(key, character) and key == "q":
            self.done(None)
        return True


def flow(title: str, options: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """A title and options as rows that fit the width."""
    rows: list[list[Span]] = [[Span(" "), Span(title + "  ", "strong")]]
    used = cell_len(title) + 3
    for key, label in options:
        size = cell_len(key) + cell_len(label) + 3
        if used + size > width and used > 3:
            rows.append([Span("   ")])
            used = 3
        rows[-1] += [Span(key, "key"), Span(f" {label}  ")]
        used += size
    return [Line(tuple(spans)) for spans in rows]


def question(text: str) -> Chooser[bool]:
    """A yes-or-no question: j or y, n or Esc, in both languages; Enter does nothing."""
    return Chooser(text, [("j", _("yes"), True), ("n", _("no"), False)], keys={"y": True})


class LineBar(Bar[T]):
    """A field with a live echo. `take` turns the text into the value or refuses it."""

    def __init__(self, prompt: str, *, take: Callable[[str], T],
                 echo: Callable[[str], Sequence[Line]] | None = None, rows: int = 1,
                 value: str = "", digits: Mapping[str, T] | None = None,
                 hints: Sequence[tuple[str, str]] = (),
                 keys: Mapping[str, Callable[[LineBar[T]], None]] | None = None,
                 changed: Callable[[str], None] | None = None, always: bool = False) -> None:
        super().__init__()
        self.always = always
        self.free = False
        self.prompt = prompt
        self.take = take
        self.echo_of = echo
        self.echo_rows = rows
        self.first_value = value
        self.digits = dict(digits or {})
        self.hints = hints
        self.own_keys = dict(keys or {})
        self.changed = changed

    def compose(self) -> ComposeResult:
        """Prompt and field, then the echo, then hints."""
        with Horizontal():
            yield Echo(id="prompt")
            yield LineInput(self.first_value)
        yield Echo(id="echo")

    def on_mount(self) -> None:
        """The field takes the keys."""
        self.say(self.prompt if self.prompt[-1:] in ":?" else self.prompt + ":")
        echo = self.query_one("#echo", Echo)
        echo.styles.height = self.echo_rows
        field = self.query_one(LineInput)
        field.intercept = self.press
        field.late = self.late
        field.focus()
        self._show()

    def say(self, prompt: str) -> None:
        """Another prompt."""
        self.prompt = prompt
        prompt = fit(prompt, min(cell_len(prompt), self.screen.size.width - _FIELD))
        shown = self.query_one("#prompt", Echo)
        shown.styles.width = cell_len(prompt) + 2
        shown.show([line(" ", (prompt, "strong"))])

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.query_one(LineInput).value

    def set_text(self, text: str) -> None:
        """Replace what stands in the field; the cursor goes to its end."""
        field = self.query_one(LineInput)
        field.value = text
        field.cursor_position = len(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Echo what was understood."""
        event.stop()
        self._show()
        if self.changed is not None:
            self.changed(event.value)

    def _show(self) -> None:
        rows: list[Line] = []
        if self.echo_of is not None and (self.text.strip() or self.always):
            rows = list(self.echo_of(self.text))
        elif self.hints:
            rows = flow("", self.hints, self.screen.size.width)
        self.query_one("#echo", Echo).show(rows[: self.echo_rows])

    def set_rows(self, rows: Sequence[Line]) -> None:
        """Other rows under the field."""
        self.query_one("#echo", Echo).show(rows)

    def refuse(self, sentence: str) -> None:
        """Say why the text cannot be taken; it stays in the field."""
        self.query_one("#echo", Echo).show([line(" ", ("! " + sentence, "bad"))])

    def press(self, key: str, character: str | None) -> bool:
        """Enter takes the text, a digit in an empty field an option, Esc leaves.

        Space in an empty field with options means that what follows is text.
        """
        if key in self.own_keys:
            self.own_keys[key](self)
            return True
        if self.digits and not self.text and not self.free:
            if character is not None and character in self.digits:
                self.done(self.digits[character])
                return True
            if key == "space":
                self.free = True
                self.set_rows([line(" ", (_("Type the date."), "dim"))])
                return True
        if key == "enter":
            try:
                self.done(self.take(self.text))
            except Refused as refusal:
                self.refuse(str(refusal))
            return True
        return super().press(key, character)
