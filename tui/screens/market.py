"""The market: what was seen of industries and competitors, over all customers."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from contextlib import suppress
from functools import partial

from textual import events
from textual.app import ComposeResult

from store import Changed, FileError, MarketNote, Subject, market
from tui import dates, profile_terms
from tui.commands import Place
from tui.dialogs.bar import Echo
from tui.flows.market import note_market
from tui.screens.backups import Scroll
from tui.screens.commanding import Common
from tui.screens.hosting import Action, Hosting
from tui.texts import _, capital, ngettext
from tui.view import View
from tui.widgets.canvas import Line, line, rule, wrap

_SLICE = 30
"""Records read at a time: about 6 ms."""
_BREATH = 0.01
"""Seconds between two slices."""
_STEPS = {"down": 1, "up": -1, "page_down": 10, "page_up": -10, "top": -10**6, "bottom": 10**6}


class MarketScreen(Hosting):
    """Subjects, the newest first, each with its notes; Enter goes to the customer."""

    DEFAULT_CSS = """
    MarketScreen #heading { height: 1; }
    """
    code = "market"

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        self._seen: dict[str, tuple[MarketNote, ...]] = {}
        self._waiting = list(self.book.rows)
        self.subjects: tuple[Subject, ...] = ()
        self.cursor = 0

    def body(self) -> ComposeResult:
        """Heading and notes."""
        yield Echo(id="heading")
        yield Scroll()

    def on_mount(self) -> None:
        """Read records beside the keys."""
        self._read_on()

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        self._draw()

    def show(self, view: View) -> None:
        """After a change, or in another language."""
        super().show(view)
        self._draw()

    def changed(self, event: Changed) -> None:
        """Read again what changed, by us too."""
        resting = not self._waiting
        self._waiting += event.rows
        if resting:
            self._read_on()

    # -- reading ----------------------------------------------------------------------

    def _read_on(self) -> None:
        """Some records at a time, so that keys come between."""
        for key in self._waiting[:_SLICE]:
            self._seen.pop(key, None)
            with suppress(KeyError, FileError):  # removed, or damaged: its own screen says so
                if key in self.book.rows and (notes := self.book.get(key).market):
                    self._seen[key] = notes
        del self._waiting[:_SLICE]
        if self._waiting and self.is_attached:
            self.set_timer(_BREATH, self._read_on)
        else:
            self.subjects = market(self._seen)
            self._draw()

    @property
    def notes(self) -> list[tuple[str, MarketNote]]:
        """All notes in the order they stand in."""
        return [one for subject in self.subjects for one in subject.notes]

    # -- commands ---------------------------------------------------------------------

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Its own keys first."""
        return (Place.MARKET, Place.ALWAYS)

    @property
    def hints(self) -> Sequence[tuple[str, str]]:
        """What one does here."""
        return (("market_note", ""), ("open", _("to the customer")), ("down", _("choose")),
                ("step_back", ""))

    @property
    def own(self) -> Mapping[str, Action]:
        """Move, note, go there."""
        return {**super().own, "open": self._open, "market_note": self._note,
                **{name: partial(self._move, by) for name, by in _STEPS.items()}}

    def _move(self, by: int) -> None:
        self.cursor = max(0, min(self.cursor + by, len(self.notes) - 1))
        self._draw()

    def _open(self) -> None:
        notes = self.notes
        if notes:
            key = notes[self.cursor][0]
            self.open_screen("list")
            if self.app.workplace is not None:
                self.app.workplace.show(self.desk.select(key))

    def _note(self) -> Awaitable[None] | None:
        record = self.desk.view.record
        if record is None:
            self.say(_("No customer is under the cursor."), "dim")
            return None
        return self._noted(record.id)

    async def _noted(self, key: str) -> None:
        await note_market(self, self.book.get(key))
        self._waiting.append(key)
        self._read_on()

    # -- showing ----------------------------------------------------------------------

    def _draw(self) -> None:
        notes = self.notes
        self.cursor = max(0, min(self.cursor, len(notes) - 1))
        rows: list[Line] = []
        at = number = 0
        for subject in self.subjects:
            rows += [line("")] if rows else []
            rows.append(line(" ", (_heading(subject), "title")))
            for key, note in subject.notes:
                if number == self.cursor:
                    at = len(rows)
                rows += self._note_rows(key, note, number == self.cursor)
                number += 1
        if not notes and not self._waiting:
            rows = [line(" ", (part, "dim")) for part in wrap(_(
                "Nothing was noted yet. n notes what you saw at the customer under the cursor: "
                "“Industry Hotel: ...” or “Competitor X: ...”."), self.size.width - 2)]
        self.query_one(Scroll).show(rows, at and at + 1)
        self._head(len(notes))
        self.key_line.show(self.contexts, self.hints)

    def _note_rows(self, key: str, note: MarketNote, here: bool) -> list[Line]:
        row = self.book.rows.get(key)
        name = row.short if row is not None else ""
        said = ", ".join(filter(None, (note.text, note.source, note.author)))
        lead = f"   {dates.date(note.day):<12} "
        parts = wrap(f"{name}: {said}", self.size.width - len(lead) - 1)
        return [line(lead if not n else " " * len(lead), part, role="cursor" if here else "")
                for n, part in enumerate(parts)]

    def _head(self, count: int) -> None:
        title = _("Market") + "  " + ngettext("{n} note", "{n} notes", count).format(n=count)
        if self._waiting:
            title = _("Market") + "  " + _("{n} customers are still being read").format(
                n=len(self._waiting))
        self.query_one("#heading", Echo).show([rule(title, self.size.width, focus=True)])


def _heading(subject: Subject) -> str:
    """ "Branche Hotel: 3 Notizen bei 2 Kunden"."""
    places = len({key for key, _note in subject.notes})
    notes = ngettext("{n} note", "{n} notes", len(subject.notes)).format(n=len(subject.notes))
    return _("{subject}: {notes} at {customers}").format(
        subject=f"{capital(profile_terms.subject(subject.about))} {subject.name}", notes=notes,
        customers=ngettext("{n} customer", "{n} customers", places).format(n=places))
