"""Help and palette: type to search, Enter runs what is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from store import fold
from tui.commands import COMMANDS, Command, Place
from tui.dialogs.bar import Echo, LineInput
from tui.keymap import Keymap, shown
from tui.screens.overlay import Overlay
from tui.texts import _
from tui.widgets.canvas import Canvas, Line, Span, fit, line, rule
from tui.widgets.frame import StatusLine, key_names


def place_title(place: Place) -> str:
    """Heading of the commands of a place."""
    return {
        Place.ALWAYS: _("Always"),
        Place.CUSTOMERS: _("Customer under the cursor, or all marked"),
        Place.LIST: _("In the list"),
        Place.CHECKLIST: _("In the checklist"),
        Place.TODAY: _("In the today strip"),
        Place.PROFILE: _("In the profile (~ stale, ! twice as old as it may get)"),
        Place.BACKUPS: _("In the backups"),
        Place.ANALYSIS: _("In the portfolio"),
        Place.CLASSES: _("In the class moves"),
        Place.IMPORT: _("In the import"),
        Place.ERASING: _("While erasing"),
        Place.INTERVIEW: _("In the interview"),
        Place.MARKET: _("In the market notes"),
        Place.SHEET: _("On a visit sheet or letter"),
        Place.CHECKLISTS: _("In the checklists"),
        Place.FORM: _("In the form"),
    }[place]


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading, or a command with its keys."""

    title: str
    command: Command | None = None
    keys: str = ""


def topics(contexts: Sequence[Place], query: str, keymap: Keymap, *,
           palette: bool = False) -> list[Topic]:
    """What help shows: the keys of the present place first; with a query only what fits it."""
    names = key_names()
    places = list(dict.fromkeys([*contexts, *Place]))
    words = fold(query).split()
    found: list[Topic] = []
    for place in places:
        group = []
        for command in COMMANDS:
            if command.where is not place:
                continue
            keys = "  ".join(shown(key, names) for key in keymap.keys(command))
            text = fold(f"{_(command.help)} {_(command.label)} {command.help} {command.id} {keys}")
            if all(word in text for word in words):
                group.append(Topic(_(command.help), command, keys))
        if group and not query and not palette:
            found.append(Topic(place_title(place)))
        found += group
    return found


class HelpList(Canvas):
    """The topics around the cursor."""

    DEFAULT_CSS = "HelpList { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.topics: Sequence[Topic] = ()
        self.cursor = 0

    def show(self, found: Sequence[Topic]) -> None:
        """Other topics; the cursor goes to the first command."""
        self.topics = found
        self.cursor = next((n for n, topic in enumerate(found) if topic.command), 0)
        self.redraw()

    def move(self, by: int) -> None:
        """To another command, over headings."""
        step = 1 if by > 0 else -1
        position, left = self.cursor, abs(by)
        while left and 0 <= position + step < len(self.topics):
            position += step
            if self.topics[position].command is not None:
                self.cursor = position
                left -= 1
        self.redraw()

    @property
    def chosen(self) -> Command | None:
        """The command under the cursor."""
        return self.topics[self.cursor].command if self.topics else None

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """A window of the topics."""
        if not self.topics:
            return [line(" ", (_("Nothing found. Esc closes."), "dim"))]
        top = max(0, min(self.cursor - height // 2, len(self.topics) - height))
        rows = []
        for number, topic in enumerate(self.topics[top:top + height], top):
            if topic.command is None:
                rows.append(line(" ", (topic.title, "title")))
                continue
            here = number == self.cursor
            rows.append(Line((
                Span(" > " if here else "   ", "mark"), Span(fit(topic.keys, 18), "key"),
                Span(" " + fit(topic.title, width - 22))), "cursor" if here else ""))
        return rows


class HelpScreen(Overlay[str | None]):
    """Returns the id of the command to run, or None."""

    DEFAULT_CSS = """
    HelpScreen { background: $background; }
    HelpScreen #heading, HelpScreen StatusLine { height: 1; }
    HelpScreen Horizontal { height: 1; background: $kq-bar; }
    HelpScreen #prompt { width: 10; }
    """

    def __init__(self, keymap: Keymap, contexts: Sequence[Place], *,
                 palette: bool = False) -> None:
        super().__init__()
        self.keymap = keymap
        self.contexts = contexts
        self.palette = palette

    def compose(self) -> ComposeResult:
        """Heading, search, topics, keys."""
        yield Echo(id="heading")
        with Horizontal():
            yield Echo(id="prompt")
            yield LineInput()
        yield HelpList()
        yield StatusLine()

    def on_mount(self) -> None:
        """The search field takes the keys."""
        self.query_one("#prompt", Echo).show([line(" ", (_("Search:"), "strong"))])
        self.query_one(HelpList).show(
            topics(self.contexts, "", self.keymap, palette=self.palette))
        self.query_one(StatusLine).message = (
            _("Type to search   Up Down choose   Enter runs it   Esc closes"), "dim")
        field = self.query_one(LineInput)
        field.intercept = self.press
        field.focus()

    def on_resize(self, event: events.Resize) -> None:
        """The heading is as wide as the screen."""
        title = _("All commands") if self.palette else _("Help")
        self.query_one("#heading", Echo).show([rule(title, self.size.width, focus=True)])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        self.query_one(HelpList).show(
            topics(self.contexts, event.value, self.keymap, palette=self.palette))

    def press(self, key: str, character: str | None) -> bool:
        """Choose, run, close."""
        body = self.query_one(HelpList)
        steps = {"down": 1, "up": -1, "pagedown": 10, "pageup": -10}
        if key in steps:
            body.move(steps[key])
        elif key == "enter":
            chosen = body.chosen
            runs = chosen is not None and chosen.where is not Place.FORM
            self.dismiss(chosen.id if chosen is not None and runs else None)
        elif key in ("escape", "f1") or (key in ("q", "question_mark")
                                         and not self.query_one(LineInput).value):
            self.dismiss(None)
        else:
            return False
        return True
