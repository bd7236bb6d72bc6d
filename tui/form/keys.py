"""The keys of the form: footer and help are made from this table."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from tui.texts import N_, _
from tui.widgets.canvas import Line, Span, fit, line


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKey:
    """What a key does in the form; the words are msgids."""

    id: str
    keys: tuple[str, ...]
    """Names as Textual gives them."""
    shown: str
    label: str = ""
    """Word in the footer; empty: only in the help."""
    help: str
    people: bool = False
    """Only on the page of a person."""


def _k(id: str, keys: str, shown: str, label: str, help: str, *, people: bool = False) -> FormKey:
    return FormKey(id=id, keys=tuple(keys.split()), shown=shown, label=label, help=help,
                   people=people)


FORM_KEYS = (
    _k("next", "tab down", N_("Tab"), N_("Field"),
       N_("Next field (also Down); behind the last one the next page")),
    _k("save", "enter ctrl+s", N_("Enter"), N_("Save"),
       N_("Save everything (in a note Enter is a new line: Ctrl+S)")),
    _k("leave", "escape", N_("Esc"), N_("Leave (draft stays)"),
       N_("Leave; what was typed is kept as a draft")),
    _k("later", "pagedown", N_("PgDn"), N_("Next page"),
       N_("Next person; in a date one day later")),
    _k("remove", "ctrl+r", N_("Ctrl+R"), N_("Take person off"),
       N_("Take the person of this page off, or back"), people=True),
    _k("undo", "ctrl+z", N_("Ctrl+Z"), N_("Undo"), N_("Take back the last change in the form")),
    _k("previous", "shift+tab up", N_("Shift+Tab"), "", N_("Previous field (also Up)")),
    _k("earlier", "pageup", N_("PgUp"), "", N_("Previous page; in a date one day earlier")),
    _k("clear", "ctrl+u", N_("Ctrl+U"), "", N_("Empty the field")),
    _k("word", "ctrl+w", N_("Ctrl+W"), "", N_("Delete the word before the cursor")),
    _k("choose", "", N_("0-9"), "", N_("Choose where a field offers choices (also Left, Right, "
                                       "Space or the first letter)")),
    _k("help", "f1", N_("F1"), N_("Help"), N_("These keys")),
)
_BY_KEY = {key: one.id for one in FORM_KEYS for key in one.keys if one.id != "word"}


def action(key: str) -> str:
    """Id of what a key does in the form, or nothing."""
    return _BY_KEY.get(key, "")


def key_line(width: int, *, person: bool) -> Line:
    """The footer: whole entries only, help always last."""
    wanted = [one for one in FORM_KEYS if one.label and (person or not one.people)]
    last = wanted.pop()
    room = width - 2 - _size(last)
    spans = [Span(" ")]
    for one in wanted:
        if _size(one) > room:
            continue
        room -= _size(one)
        spans += _entry(one)
    return Line((*spans, *_entry(last)), "bar")


def _size(one: FormKey) -> int:
    return cell_len(_(one.shown)) + cell_len(_(one.label)) + 3


def _entry(one: FormKey) -> tuple[Span, Span]:
    return Span(_(one.shown), "key"), Span(f" {_(one.label)}  ")


def help_rows(width: int) -> list[Line]:
    """All keys with their words."""
    return [line((fit(_(one.shown), 16), "key"), fit(_(one.help), width - 18))
            for one in FORM_KEYS]
