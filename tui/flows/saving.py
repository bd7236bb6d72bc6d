"""When saving fails or another program was faster: again, elsewhere, mine or theirs."""

from __future__ import annotations

import os
from typing import Literal

from store import FileError, SaveKind, SaveState
from tui import words
from tui.dialogs.bar import Chooser, LineBar, Refused
from tui.flows.host import Handler, Host
from tui.texts import _, ngettext

Keep = Literal["mine", "theirs"]


def problem(state: SaveState) -> str:
    """The sentence that stays while not everything is saved; empty if it is."""
    if state.kind is SaveKind.CONFLICT:
        return "! " + _("CONFLICT: another program changed the same customers. F5 decides.")
    if state.kind is not SaveKind.FAILED:
        return ""
    kept = ngettext("{n} change only in memory", "{n} changes only in memory",
                    state.pending).format(n=state.pending)
    return "! " + _("NOT SAVED: {why}. {kept}. F5 again  F6 elsewhere").format(
        why=words.short_reason(state.error), kept=kept)


async def save_again(host: Host) -> None:
    """Try once more; a conflict asks which version stays."""
    book = host.book
    if book.state.kind is not SaveKind.CONFLICT:
        book.retry()
        return
    names = ", ".join(_name(host, conflict.id) for conflict in book.conflicts[:3])
    options: list[tuple[str, str, Keep]] = [("1", _("keep mine"), "mine"),
                                            ("2", _("take theirs"), "theirs")]
    keep = await host.ask(Chooser(
        _("Changed by another program too: {names}").format(names=names), options))
    if keep is not None:
        book.resolve(keep)


def _name(host: Host, key: str) -> str:
    row = host.book.rows.get(key)
    return row.short if row else key


async def save_copy(host: Host) -> None:
    """Everything in memory into another file."""
    def take(text: str) -> str:
        path = os.path.abspath(os.path.expanduser(text.strip()))
        if not text.strip():
            raise Refused(_("Type the name of a file."))
        try:
            host.book.save_copy(path)
        except FileError as error:
            raise Refused(words.explain(error)) from error
        return path

    path = await host.ask(LineBar(_("Save a copy as"), take=take))
    if path is not None:
        host.say(_("Saved as {path}.").format(path=path))


SAVING: dict[str, Handler] = {"save_again": save_again, "save_copy": save_copy}
