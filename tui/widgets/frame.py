"""The rows around the panes: tabs and save state above, status and keys below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len
from textual.reactive import var

from store import Person, SaveState
from tui import dates, words
from tui.commands import COMMANDS, Command, Place, by_id
from tui.keymap import Keymap, shown
from tui.places import DESTINATIONS
from tui.texts import _
from tui.view import Pane, View
from tui.widgets.canvas import Canvas, Line, Span, fit, line
from tui.widgets.pane import ViewCanvas

CONTEXTS = {Pane.TODAY: (Place.TODAY, Place.CUSTOMERS, Place.ALWAYS),
            Pane.LIST: (Place.LIST, Place.CUSTOMERS, Place.ALWAYS),
            Pane.CHECKLIST: (Place.CHECKLIST, Place.CUSTOMERS, Place.ALWAYS),
            Pane.PROFILE: (Place.PROFILE, Place.CUSTOMERS, Place.ALWAYS)}
"""Where a key is looked up while a pane has the focus, first match wins."""


def key_names() -> dict[str, str]:
    """Words for keys in the language of the screen."""
    return {
        "space": _("Space"), "enter": _("Enter"), "escape": _("Esc"), "tab": _("Tab"),
        "shift+tab": _("Shift+Tab"), "backspace": _("Backspace"), "delete": _("Del"),
        "pageup": _("PgUp"), "pagedown": _("PgDn"), "home": _("Home"), "end": _("End"),
        "up": _("Up"), "down": _("Down"), "left": _("Left"), "right": _("Right"),
        "shift+up": _("Shift+Up"), "shift+down": _("Shift+Down"),
        **{f"f{n}": f"F{n}" for n in range(1, 13)},
        **{f"ctrl+{c}": _("Ctrl+{key}").format(key=c.upper()) for c in "cglpqrsuwyz"},
    }


_STATE = 12
"""Cells from which on a state is worth its first words; below there is only its sign."""


class TabBar(ViewCanvas):
    """Name, places, date, and whether everything is saved."""

    saved: var[SaveState | None] = var(None)
    people: var[tuple[Person, ...]] = var(())
    """Who else has the same file open."""

    def __init__(self, place: str = "list") -> None:
        super().__init__()
        self.place = place

    def watch_people(self) -> None:
        """Somebody came or went."""
        self.redraw()

    def watch_saved(self) -> None:
        """Another save state."""
        self.redraw()

    def basis(self, view: View) -> tuple[object, ...]:
        """As drawn below."""
        return (view.practice, view.review)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """One row."""
        view = self.view
        if view is None:
            return ()
        spans = [Span(" kundenq ", "strong")]
        if view.practice:
            spans.append(Span(_("PRACTICE") + " ", "now"))
        for one in DESTINATIONS:
            shown_here, label = one.code == self.place, _(one.label)
            if one.tab or shown_here:
                spans.append(Span(f"[{label}]" if shown_here else f" {label} ",
                                  "title" if shown_here else ""))
        if view.review is not None:
            spans.append(Span(" " + _("Review: {n} of {count}").format(
                n=view.review.number, count=len(view.review.keys)) + " ", "now"))
        state, role = words.save_state(self.saved) if self.saved else ("", "")
        day = dates.weekday_date(view.today)
        used = sum(cell_len(span.text) for span in spans)
        room = max(0, width - used - 1)
        right = next((one for one in self._beside(day, room // 3)
                      if cell_len(one) + cell_len(state) <= room), "")
        if cell_len(state) > room:
            state = fit(state if room >= _STATE else state.partition(" ")[0], room).rstrip()
        gap = room - cell_len(right) - cell_len(state)
        spans += [Span(" " * gap), Span(right, "dim"), Span(state, role), Span(" ")]
        return [Line(tuple(spans), "bar")]

    def _beside(self, day: str, most: int) -> Iterator[str]:
        """Who else is here, and the day, in fewer and fewer cells; names up to so many."""
        here = list(dict.fromkeys(person.user for person in self.people))
        if here:
            names, count = "+ " + ", ".join(here) + "   ", f"+ {len(here)}   "
            yield f"{names}{day}  "
            if cell_len(names) <= most:
                yield names
            yield f"{count}{day}  "
            yield count
        yield f"{day}  "


class StatusLine(Canvas):
    """What just happened, and how to undo it."""

    message: var[tuple[str, str]] = var(("", ""))
    over: var[Line | None] = var(None)
    """What needs the row for a moment."""

    def watch_message(self) -> None:
        """Another message."""
        self.redraw()

    def watch_over(self) -> None:
        """The row is lent out, or given back."""
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """One row."""
        if self.over is not None:
            return [self.over]
        text, role = self.message
        return [line(" ", (fit(text, width - 1), role))]


class KeyLine(ViewCanvas):
    """The keys of the pane in focus, by frequency, cut by whole entries."""

    keymap: var[Keymap | None] = var(None)
    prefix: var[str] = var("")
    asking: var[bool] = var(False)
    """A bar is open and takes the keys."""
    contexts: tuple[Place, ...] = ()
    hints: Sequence[tuple[str, str]] = ()
    typed: bool = False
    """A field has the keys: one that would write something is not shown."""
    can: Callable[[Command], bool] = staticmethod(lambda command: True)
    """Whether a command works on this screen now."""
    above: StatusLine | None = None
    """Lends its row to what can follow a prefix, where one row is too little."""

    def show(self, contexts: tuple[Place, ...], hints: Sequence[tuple[str, str]] = ()) -> None:
        """Where keys are looked up now; hints are (id, word) of commands, in place of the rank."""
        if contexts != self.contexts or hints != self.hints:
            self.contexts, self.hints = contexts, hints
            self.redraw()

    def watch_asking(self) -> None:
        """A bar was opened or closed."""
        self.redraw()

    def watch_prefix(self) -> None:
        """A sequence was begun: show what can follow."""
        if self.above is not None:
            rows = self._following(self.size.width) if self.prefix else []
            self.above.over = rows[0] if len(rows) > 1 else None
        self.redraw()

    def basis(self, view: View) -> tuple[object, ...]:
        """Nothing of its own."""
        return ()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """One row: entries that fit, help always last."""
        if self.view is None or self.keymap is None or not self.contexts:
            return ()
        if self.asking:
            return [_entries([(_("Esc"), _("Back"))], None, width)]
        if self.prefix:
            return self._following(width)[-1:]
        entries = [self._entry(*hint) for hint in self.hints] or self._ranked(self.contexts)
        return [_entries(entries, self._entry("help"), width)]

    def _following(self, width: int) -> list[Line]:
        """What can follow a prefix, help last: one row, or two where it has no room."""
        if self.keymap is None:
            return []
        # The first row needs no telling: Home goes there too, and the places need the room.
        found = [(key, c) for key, c in self.keymap.following(self.prefix)
                 if self.can(c) and c.id != "top"]
        found.sort(key=lambda one: one[1].id == "go_help")
        entries = [(key, _(c.label)) for key, c in found]
        first = _entries(entries, None, width)
        shown_here = (len(first.spans) - 1) // 2
        if shown_here == len(entries):
            return [first]
        return [first, _entries(entries[shown_here:-1], entries[-1], width)]

    def _entry(self, command_id: str, word: str = "") -> tuple[str, str]:
        assert self.keymap is not None
        command = by_id(command_id)
        keys = self.keymap.keys(command)
        silent = [key for key in keys if self.typed and len(shown(key, {})) > 1]
        return (shown((*silent, *keys)[0], key_names()), word or _(command.label))

    def _ranked(self, contexts: tuple[Place, ...]) -> list[tuple[str, str]]:
        """Commands by their rank; those of a place that has ranks of its own come first."""
        if contexts[0] is Place.CHECKLIST:
            return [("0-3", _("Rate")), ("+ -", _("Evidence")), self._entry("decide"),
                    self._entry("otherwise"), self._entry("method"), self._entry("rate_na"),
                    self._entry("reopen"), ("Enter", _("Words")), self._entry("next_customer"),
                    self._entry("why"), self._entry("undo")]
        if contexts[0] is Place.PROFILE:
            own = [("1-9", _("Section")), self._entry("profile_add"), self._entry("edit")]
            return own + [one for one in self._ranked(contexts[1:]) if one not in own]
        shown_here = [c for c in COMMANDS
                      if c.footer and c.where in contexts and self.can(c)]
        own_first = any(c.where is contexts[0] for c in shown_here)
        ranked = sorted(shown_here, key=lambda c: (
            contexts.index(c.where) if own_first else 0, c.footer))
        return [self._entry(c.id) for c in ranked if c.id != "help"]


def _entries(entries: list[tuple[str, str]], last: tuple[str, str] | None, width: int) -> Line:
    def size(entry: tuple[str, str]) -> int:
        return cell_len(entry[0]) + cell_len(entry[1]) + 3

    room = width - 1 - (size(last) if last else 0)
    spans = [Span(" ")]
    for entry in entries:
        if size(entry) > room:
            break
        room -= size(entry)
        spans += [Span(entry[0], "key"), Span(f" {entry[1]}  ")]
    if last:
        spans += [Span(last[0], "key"), Span(f" {last[1]}")]
    return Line(tuple(spans), "bar")
