"""The keys of the form: footer and help from the one table of commands."""

from __future__ import annotations

from rich.cells import cell_len

from tui.commands import COMMANDS, Command, Place, by_id
from tui.keymap import Keymap, shown
from tui.texts import _
from tui.widgets.canvas import Line, Span, fit, line
from tui.widgets.frame import key_names

_PREFIX = "form_"


def action(key: str, keymap: Keymap) -> str:
    """What a key does in the form ("next", "save" ...), or nothing."""
    command = keymap.find((Place.FORM,), key)
    if command is None and keymap.find((Place.ALWAYS,), key) is by_id("save_again"):
        return "again"
    return command.id.removeprefix(_PREFIX) if command else ""


def save_keys(keymap: Keymap) -> tuple[str, ...]:
    """The keys that save; the last of them works in every field, Enter not."""
    return keymap.keys(by_id("form_save"))


def key_line(width: int, keymap: Keymap, *, on_file: bool) -> Line:
    """The footer: whole entries only, help always last; taking off only for an entry."""
    ranked = sorted((c for c in COMMANDS if c.where is Place.FORM and c.footer),
                    key=lambda c: c.footer)
    entries = [_entry(c, keymap) for c in ranked
               if c.id != "form_help" and (on_file or c.id != "form_remove")]
    last = _entry(by_id("form_help"), keymap)
    room = width - 2 - _size(last)
    spans = [Span(" ")]
    for entry in entries:
        if _size(entry) > room:
            continue
        room -= _size(entry)
        spans += entry
    return Line((*spans, *last), "bar")


def _entry(command: Command, keymap: Keymap) -> tuple[Span, Span]:
    key = shown(keymap.keys(command)[0], key_names())
    return Span(key, "key"), Span(f" {_(command.label)}  ")


def _size(entry: tuple[Span, Span]) -> int:
    return sum(cell_len(span.text) for span in entry)


def help_rows(width: int, keymap: Keymap) -> list[Line]:
    """All keys with their words; the last two are the editor's own."""
    names = key_names()
    rows = [("  ".join(shown(key, names) for key in keymap.keys(c)), _(c.help))
            for c in COMMANDS if c.where is Place.FORM]
    rows += [(_("Ctrl+W"), _("Delete the word before the cursor")),
             ("0-9", _("Choose where a field offers choices (also Left, Right, Space or the "
                       "first letter)"))]
    return [line((fit(key, 20), "key"), fit(text, width - 22)) for key, text in rows]
