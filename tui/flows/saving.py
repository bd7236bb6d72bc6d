"""When saving fails or another program was faster: again, elsewhere, mine or theirs."""

from __future__ import annotations

import os
from datetime import datetime

from store import Clash, Conflict, FileError, SaveKind, SaveState, clean_line
from tui import record_words, words
from tui.dialogs.bar import LineBar, Refused
from tui.dialogs.conflict import ConflictBar, Row
from tui.flows.host import Handler, Host
from tui.texts import _, ngettext


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
    """Try once more; a conflict asks for each field whose value stays."""
    book = host.book
    if book.state.kind is not SaveKind.CONFLICT:
        book.retry()
        return
    seen = book.conflicts
    places = [(conflict, clash) for conflict in seen for clash in conflict.clashes]
    taken = await host.ask(ConflictBar([_row(host, *both) for both in places]))
    if taken is None:
        return
    theirs: dict[str, list[tuple[str, ...]]] = {}
    for (conflict, clash), take in zip(places, taken, strict=True):
        if take:
            theirs.setdefault(conflict.id, []).append(clash.path)
    book.resolve(theirs, seen=seen)
    host.show(host.desk.refresh([conflict.id for conflict in seen]))
    host.say(_("Settled. Both values stand in the history ({key}).").format(
        key=host.keymap.keys_of("history")))


def _row(host: Host, conflict: Conflict, clash: Clash) -> Row:
    record = conflict.mine or conflict.theirs
    field = next((step for step in reversed(clash.path) if step in record_words.FIELDS), "")
    who = clean_line(conflict.user)
    if conflict.at:
        who += f" {datetime.fromisoformat(conflict.at).astimezone():%H:%M}"
    return Row(
        customer=clean_line(record.short_name) if record else conflict.id,
        place=record_words.place(clash.path, record, host.desk.view.checklist),
        mine=_value(field, clash.path, clash.mine),
        theirs=_value(field, clash.path, clash.theirs), who=who.strip())


def _value(field: str, path: tuple[str, ...], value: object) -> str:
    """A value in words; a removed customer or part is named as such."""
    if value is None and (not path or path[-1] not in record_words.FIELDS):
        return _("removed")
    return clean_line(record_words.value(field, value))


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
