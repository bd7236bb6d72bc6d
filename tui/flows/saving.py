"""When saving fails or another program was faster: again, elsewhere, mine or theirs."""

from __future__ import annotations

import os
from collections.abc import Awaitable
from datetime import datetime

from store import Clash, Conflict, FileError, SaveKind, SaveState, clean_line
from tui import record_words, words
from tui.dialogs.bar import Chooser, LineBar, Refused
from tui.dialogs.conflict import ConflictBar, Row
from tui.dialogs.reader import Reader
from tui.flows.host import Handler, Host
from tui.found_words import advice
from tui.texts import _
from tui.widgets.canvas import line, wrap

UNSAVED = 2
"""Exit status of a program that was left while not everything was saved (store.md 1.9)."""

async def save_again(host: Host) -> None:
    """Try once more; a conflict asks for each field whose value stays."""
    book = host.book
    if book.state.kind is not SaveKind.CONFLICT:
        failed = book.state.error is not None and not book.read_only
        host.say(_("Saving again ...") if failed else _("Everything is saved."), "dim")
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
        place=record_words.place(clash.path, record, host.desk.checklists),
        mine=_value(field, clash.path, clash.mine),
        theirs=_value(field, clash.path, clash.theirs), who=who.strip())


def _value(field: str, path: tuple[str, ...], value: object) -> str:
    """A value in words; a removed customer or part is named as such."""
    if value is None and (not path or path[-1] not in record_words.FIELDS):
        return _("removed")
    return clean_line(record_words.value(field, value))


async def save_copy(host: Host) -> bool:
    """Everything in memory into another file; False if that was left."""
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
    if path is None:
        return False
    host.say(_("Saved as {path}.").format(path=path))
    return True


async def leaving(host: Host) -> bool:
    """End although not everything is saved? A copy is offered first; Enter is no answer."""
    while True:
        chosen = await host.ask(Chooser(_("Not everything is saved. End all the same?"), [
            ("F6", _("save elsewhere"), "copy"), ("j", _("end without saving"), "end"),
            ("n", _("stay"), "")], keys={"f6": "copy", "y": "end"}))
        if chosen != "copy":
            return chosen == "end"
        if await save_copy(host):
            return True


def explain(host: Host) -> Awaitable[None] | None:
    """The help; while something is not saved, first what can be done about it."""
    state = host.book.state
    if host.book.read_only or state.error is None:
        host.open_screen("help")
        return None
    return _advise(host, state)


async def _advise(host: Host, state: SaveState) -> None:
    rows = [line("" if number == 0 else "  ", (part, "strong" if first else ""))
            for first, text in ((n == 0, text) for n, text in enumerate(advice(state)))
            for number, part in enumerate(wrap(text, host.width - 6))]
    rows.append(line((_("g h shows all keys."), "dim")))
    await host.ask(Reader(_("Not saved: what can be done"), rows))


async def _copy(host: Host) -> None:
    await save_copy(host)


SAVING: dict[str, Handler] = {"save_again": save_again, "save_copy": _copy, "help": explain}
