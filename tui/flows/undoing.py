"""Taking back and doing again, also what somebody else has changed since."""

from __future__ import annotations

from collections.abc import Awaitable

from store import ConflictError, clean_line
from tui import words
from tui.dialogs.bar import Chooser
from tui.flows.host import Handler, Host
from tui.texts import _


def undo(host: Host) -> Awaitable[None] | None:
    """The last change back."""
    return _step(host, undo=True, partly=False)


def redo(host: Host) -> Awaitable[None] | None:
    """And forth again."""
    return _step(host, undo=False, partly=False)


def _step(host: Host, *, undo: bool, partly: bool) -> Awaitable[None] | None:
    book = host.book
    try:
        change = book.undo(partly=partly) if undo else book.redo(partly=partly)
    except ConflictError as error:
        return _refused(host, error, undo=undo)
    if change is None:
        host.say(_("Nothing to undo.") if undo else _("Nothing to redo."), "dim")
        return None
    host.show(host.desk.refresh(change.ids))
    said = _("Undone: {what}") if undo else _("Done again: {what}")
    host.say(said.format(what=words.change(change)))
    return None


async def _refused(host: Host, error: ConflictError, *, undo: bool) -> None:
    """Somebody else was there since: say who, and offer what is possible."""
    said = _("{name} was changed since by {who}.").format(
        name=_names(host, error.ids), who=_who(host, error.ids[0]))
    if not error.partly:
        key = host.keymap.keys_of("undo" if undo else "redo")
        host.say(said + " " + _("This step is left out; {key} goes on with the next.").format(
            key=key), "bad")
        return
    title = said + " " + _("Possible: everything but these fields.")
    if await host.ask(Chooser(title, [("1", _("do that"), True), ("2", _("leave it"), False)])):
        again = _step(host, undo=undo, partly=True)
        if again is not None:
            await again


def _names(host: Host, ids: tuple[str, ...]) -> str:
    rows = [host.book.rows.get(key) for key in ids[:3]]
    named = [row.short if row else _("a removed customer") for row in rows]
    return ", ".join(named) + (" ..." if len(ids) > len(named) else "")


def _who(host: Host, key: str) -> str:
    """Who changed a record last, and when."""
    entries = host.book.entries(key)
    if not entries or not entries[-1].user:
        return _("another program")
    return f"{clean_line(entries[-1].user)}, {entries[-1].at.astimezone():%H:%M}"


UNDOING: dict[str, Handler] = {"undo": undo, "redo": redo}
