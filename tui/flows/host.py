"""What a flow may ask of the screen it works on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from rich.cells import cell_len

from store import (
    BackupKind,
    Book,
    Change,
    Edit,
    Group,
    Prospect,
    changed,
    note_assessed,
    takes,
)
from tui import check_words, dates, words
from tui.desk import Desk
from tui.dialogs.bar import Bar
from tui.keymap import Keymap
from tui.sections import Outline
from tui.texts import _
from tui.view import StripItem, View
from tui.widgets.canvas import fit

T = TypeVar("T")
Make = Callable[[Prospect], Prospect]


class Host(Protocol):
    """A screen as flows see it."""

    desk: Desk
    keymap: Keymap
    author: str
    repeatable: Callable[[Host], None] | None
    drafts: dict[str, str]

    @property
    def book(self) -> Book:
        """The book behind the desk."""

    @property
    def today(self) -> date:
        """The day of the injected clock."""

    @property
    def item(self) -> StripItem | None:
        """What is acknowledged or moved, with its customer's row."""

    @property
    def width(self) -> int:
        """Columns of the screen."""

    def show(self, view: View) -> None:
        """Hand a View to what shows it."""

    def say(self, text: str, role: str = "") -> None:
        """Put a sentence on the status line."""

    def say_done(self, what: str) -> None:
        """What was done, and the key that undoes it."""

    async def ask(self, bar: Bar[T]) -> T | None:
        """Open a bar and wait for its value; None if it was left."""

    def open_screen(self, name: str, **options: object) -> None:
        """A place by its code, or "edit", "new", "erase", "interview"."""

    def speak(self, language: str) -> None:
        """Change the language of everything."""

    async def keep_backup(self, kind: BackupKind) -> None:
        """A backup before something large; none of a book in memory. Raises FileError."""

    def leave(self) -> None:
        """End the program once everything is saved."""


class PaneHost(Host, Protocol):
    """The workplace: its panes scroll by the rows they have."""

    def rows_of(self, pane: str) -> int:
        """Rows of one page of a pane."""

    @property
    def outline(self) -> Outline:
        """Where in the profile its sections stand."""


_STEPS = frozenset({"logged", "acknowledged", "staged", "classed"})
"""Edits after which a missing next step is told; while one rates it would only be in the way."""
_UNDO = 24
"""Cells that the key to undo takes behind what was done."""
Handler = Callable[[Host], Awaitable[None] | None]
PaneHandler = Callable[[PaneHost], Awaitable[None] | None]


def apply(host: Host, edit: Edit) -> Change:
    """Apply an Edit with all that follows from it, show it at once and say what happened."""
    made = with_consequences(host, edit)
    change = host.book.apply(made)
    host.show(host.desk.refresh(change.ids))
    _say(host, words.change(change) + consequences(edit, made),
         edit.label in _STEPS and _stepless(host, edit))
    return change


def _stepless(host: Host, edit: Edit) -> bool:
    """One customer who should have a next step, and has none (domain.md 6)."""
    row = host.book.rows.get(edit.records[0].id) if len(edit.records) == 1 else None
    return row is not None and takes(Group.NO_STEP, row, host.today)


def _say(host: Host, what: str, stepless: bool) -> None:
    """What was done; that no next step is left is told whole, even where room is scarce."""
    hint = "; " + _("no next step: {key} plans one").format(
        key=host.keymap.keys_of("follow_up")) if stepless else ""
    room = host.width - cell_len(hint) - 2
    if hint and cell_len(what) > room - _UNDO:
        host.say(fit(what, min(cell_len(what), room)).rstrip() + hint)
    else:
        host.say_done(what + hint)


def with_consequences(host: Host, edit: Edit) -> Edit:
    """Who is assessed keeps the class of that day; what else follows from a change."""
    book, meeting = host.book, _("Getting to know: {name}")
    records = []
    for new in edit.records:
        if new.id in book.rows:
            old = book.get(new.id)
            new = note_assessed(old, new, computed=book.rows[new.id].computed_class,
                                author=host.author)
            new = changed(old, new, today=host.today, author=host.author, meeting=meeting)
        records.append(new)
    return replace(edit, records=tuple(records))


def consequences(asked: Edit, made: Edit) -> str:
    """What was added to what was asked for: "; Neubewertung fällig: Eigentümerwechsel"."""
    called: dict[str, None] = {}
    met = []
    for one, full in zip(asked.records, made.records, strict=True):
        called.update(dict.fromkeys(
            t.kind.value for t in full.triggers if t not in one.triggers))
        met += [step for step in full.follow_ups if step not in one.follow_ups]
    text = ""
    if called:
        text += "; " + _("re-assessment is due: {why}").format(
            why=", ".join(map(check_words.trigger, called)))
    if met:
        text += "; " + _("follow-up {day}: {what}").format(
            day=dates.date(met[0].due), what=met[0].reason)
    return text


def whom(host: Host) -> str:
    """Those a command acts on: one by its name, several by their number."""
    return named([host.book.rows[key].short for key in host.desk.view.targets])


def named(names: Sequence[str]) -> str:
    """One name as it is; of several their number."""
    return names[0] if len(names) == 1 else _("{count} marked customers").format(count=len(names))


def change_targets(host: Host, label: str, make: Make, **args: str) -> None:
    """The same change to the customer under the cursor or all marked; `.` repeats it."""
    _change(host, label, make, args)
    host.repeatable = lambda again: _change(again, label, make, args)


def _change(host: Host, label: str, make: Make, args: dict[str, str]) -> None:
    before = host.desk.records
    after = tuple(new for old in before if (new := make(old)) is not old)
    if not after:
        host.say(_("Nothing to change."), "dim")
        return
    names = {"name": after[0].short_name, "count": str(len(after)), **args}
    apply(host, Edit(label=label, args=tuple(names.items()), records=after))
