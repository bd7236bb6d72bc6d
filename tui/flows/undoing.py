"""Taking back and doing again, also what somebody else has changed since."""

from __future__ import annotations

import os
from collections.abc import Awaitable
from dataclasses import replace

from store import BackupKind, ConflictError, Edit, FileError, clean_line, removes_many
from tui import words
from tui.dialogs.bar import Chooser, question
from tui.flows.host import Handler, Host
from tui.texts import _


def undo(host: Host) -> Awaitable[None] | None:
    """The last change back."""
    return _asked(host, undo=True)


def redo(host: Host) -> Awaitable[None] | None:
    """And forth again."""
    return _asked(host, undo=False)


def _asked(host: Host, *, undo: bool) -> Awaitable[None] | None:
    """A step that removes many customers, as that of an import does, asks first."""
    removed, count = host.book.removed_by(undo=undo), len(host.book.rows)
    # One customer, added just now, is no reason to ask: the other key brings it back.
    if len(removed) > 1 and removes_many(Edit(label="", removed=removed), count):
        return _sure(host, len(removed), count, undo=undo)
    return _step(host, undo=undo, partly=False)


async def _sure(host: Host, removed: int, count: int, *, undo: bool) -> None:
    if not await host.ask(question(_("That removes {n} of {all} customers. Do it?").format(
            n=removed, all=count))):
        return
    try:
        await host.keep_backup(BackupKind.REMOVAL)
    except FileError as error:
        # The whole path would leave no room for what is wrong.
        named = replace(error, path=os.path.basename(error.path))
        host.say(_("Nothing was changed.") + " " + words.explain(named), "bad")
        return
    again = _step(host, undo=undo, partly=False)
    if again is not None:
        await again


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
    """Who else changed a record last, and when."""
    entries = host.book.entries(key)
    last = next((one for one in reversed(entries) if one.user != host.author),
                entries[-1] if entries else None)
    if last is None or not last.user:
        return _("another program")
    return f"{clean_line(last.user)}, {last.at.astimezone():%H:%M}"


UNDOING: dict[str, Handler] = {"undo": undo, "redo": redo}
