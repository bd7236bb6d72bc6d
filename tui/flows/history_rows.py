"""The history of a customer as rows: each edit with its fields, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from store import Prospect, Retold, clean_line, retell
from tui import dates, words
from tui.flows.host import Host
from tui.history_words import changes, named_anew, retold_names
from tui.part_words import Names
from tui.texts import _
from tui.widgets.canvas import Line, line, wrap


def rows_of(host: Host, key: str, now: Prospect | None) -> list[Line]:
    """All edits of a record, as they led to what stands there now. Raises FileError."""
    edits = retell(host.book.entries(key), now)
    names = retold_names(edits, lambda key: _company(host, key), host.desk.checklists)
    return [row for edit in reversed(edits) for row in _edit(host, edit, names)]


def _company(host: Host, key: str) -> str:
    row = host.book.rows.get(key)
    return row.short if row else _("a removed customer")


def _edit(host: Host, edit: Retold, names: Names) -> Iterator[Line]:
    """When, who, and what it was; then each field: what stood there, what stands there now."""
    at = edit.at.astimezone()
    day, user = f"{dates.date(at.date())} {at:%H:%M}", clean_line(edit.user) or "?"
    said = {"undo": _("Undone: {what}"), "redo": _("Done again: {what}")}.get(
        edit.label, "{what}").format(what=words.change(named_anew(edit, names)))
    first, *rest = wrap(said, host.width - cell_len(day + user) - 8) or [""]
    yield line((day, "strong"), (f"  {user}", "title"), f"  {first}")
    for part in rest:
        yield line("      ", part)
    for text in changes(edit, names):
        for number, part in enumerate(wrap(text, host.width - 8)):
            yield line("    " if not number else "      ", part)
