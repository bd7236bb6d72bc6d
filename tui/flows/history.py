"""Who changed what in a customer, and when: field by field, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len

from store import HistoryEntry, Prospect, clean_line
from tui import dates, words
from tui.dialogs.reader import Reader
from tui.flows.host import Handler, Host
from tui.record_words import listed, place, value
from tui.texts import _
from tui.widgets.canvas import Line, line, wrap


async def history(host: Host) -> None:
    """The history of the customer under the cursor."""
    view = host.desk.view
    if view.row is None:
        return
    host.book.flush(1.0)
    entries = host.book.entries(view.row.id)
    if not entries:
        host.say(_("No history yet: it begins with the first change in a file."), "dim")
        return
    rows = list(_rows(host, view.record, entries))
    await host.ask(Reader(_("History: {name}").format(name=view.row.short), rows))


def _rows(
    host: Host, record: Prospect | None, entries: Sequence[HistoryEntry]
) -> Iterator[Line]:
    edits = [list(group) for _seq, group in groupby(entries, key=lambda entry: entry.seq)]
    for edit in reversed(edits):
        yield from _edit(host, edit[0])
        for entry in edit:
            yield from _field(host, record, entry)


def _edit(host: Host, entry: HistoryEntry) -> Iterator[Line]:
    """When, who, and what it was."""
    at = entry.at.astimezone()
    day, user = f"{dates.date(at.date())} {at:%H:%M}", clean_line(entry.user) or "?"
    said = {"undo": _("Undone: {what}"), "redo": _("Done again: {what}")}.get(
        entry.label, "{what}").format(what=words.change(entry))
    first, *rest = wrap(said, host.width - cell_len(day + user) - 8) or [""]
    yield line((day, "strong"), (f"  {user}", "title"), f"  {first}")
    for part in rest:
        yield line("      ", part)


def _field(host: Host, record: Prospect | None, entry: HistoryEntry) -> Iterator[Line]:
    """One field: its place, what stood there, what stands there now."""
    if not entry.path:
        text = ""
        if entry.old != entry.new:
            text = _("created") if entry.old is None else _("removed")
            text = _("everything") if entry.old and entry.new else text
    else:
        names = [step for step in entry.path if "=" not in step]
        text = _("{place}: {old} -> {new}")
        say = value
        whole = "=" in entry.path[-1]  # a person, a month of revenue, not one field of it
        if whole and entry.old is None:
            text, say = _("{place} added: {new}"), listed
        elif whole and entry.new is None:
            text, say = _("{place} removed: {old}"), listed
        text = text.format(
            place=place(entry.path, record, host.desk.checklists),
            old=say(names[-1], _default(entry, entry.old)),
            new=say(names[-1], _default(entry, entry.new)))
    for number, part in enumerate(wrap(text, host.width - 8)):
        yield line("    " if not number else "      ", part)


_DEFAULTS: dict[str, object] = {
    "stage": "prospect", "evidence": "stated", "no_wishes": False, "public_office": False,
    "no_gifts": False, "promised": False, "approximate": False, "done": False, "practice": False,
}


def _default(entry: HistoryEntry, given: object) -> object:
    """What a file leaves out because it is the usual value."""
    return _DEFAULTS.get(entry.path[-1]) if given is None else given


HISTORY: dict[str, Handler] = {"history": history}
