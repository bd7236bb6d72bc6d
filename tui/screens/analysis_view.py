"""What a view of the analysis is, and what it is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from store import Book, Classing, Figures, Settings
from tui.flows.host import Host
from tui.screens.counter import Background
from tui.widgets.canvas import Line

Acted = Awaitable[None] | Literal[False] | None
"""What came of a command: False where it is not one of the view."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What all views show, as of one moment."""

    book: Book
    today: date
    classing: Classing
    """How classes would be computed: tried on, `book.classing` is in force."""
    settings: Settings
    figures: Background[Figures] | None = None
    """What only whole records tell, as far as it is read; None where nobody asked for it."""
    keys: Callable[[str], str] = str
    """The key of a command, as people read it."""
    drafts: dict[str, str] = field(default_factory=dict)
    """What a view wants to find again when the screen is opened once more, under its code."""
    kept: dict[str, object] = field(default_factory=dict)
    """The same for what is costly to reckon; the view looks whether it still holds."""

    @property
    def counted(self) -> Figures | None:
        """The figures of all records; None as long as they are not complete."""
        found = self.figures
        return found.its if found is not None and found.complete else None


class AnalysisHost(Host, Protocol):
    """The screen as its views see it."""

    @property
    def scene(self) -> Scene:
        """What is shown."""

    @property
    def cursor(self) -> int:
        """The row or point under the cursor, counted from 0."""

    def go(self, index: int) -> None:
        """The cursor to another one; an index outside is brought back inside."""

    def try_on(self, classing: Classing) -> None:
        """Show what classes would be if they were computed so; changes nothing."""

    def reload(self) -> None:
        """Load the view anew, the cursor on its customer."""

    def keep_settings(self, settings: Settings) -> None:
        """Other settings, from now on and at the next start. Raises FileError."""


class AnalysisView(Protocol):
    """One way to look at the base. Its rows count from 0; each may stand for a customer.

    Views are made anew whenever the screen is opened and `load`ed before anything else is
    asked. They are loaded again after each change, on another day, in another language: what
    is costly they keep as long as nothing it rests on has changed.
    """

    code: str
    """Under this the view is remembered."""
    label: str
    """Its word in the row of views; a msgid."""
    needs_figures: bool
    """It asks for `Scene.figures`; they are read beside the keys, then it is loaded again."""

    def load(self, scene: Scene) -> None:
        """Take over a moment."""

    def __len__(self) -> int:
        """How many rows or points the cursor can stand on."""

    def key(self, index: int) -> str:
        """Id of the customer there; empty where there is none."""

    def place(self, row_id: str) -> int | None:
        """Where a customer stands; None where the view does not show them."""

    def lines(self, width: int, height: int, cursor: int, focus: bool) -> list[Line]:
        """The picture with its heading; a cursor of -1 stands on nothing."""

    def says(self, cursor: int) -> str:
        """One sentence about what is under the cursor, for the status line."""

    def act(self, host: AnalysisHost, command_id: str) -> Acted:
        """A command; asked before the screen does it, moving and opening included."""

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The footer between Tab and the keys of all views: ids of commands, with words."""

    def table(self) -> Iterable[Sequence[str | int | None]]:
        """All rows behind one with the heads, for a file; amounts in cents, None unknown."""
