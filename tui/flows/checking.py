"""Re-assessment: "still true" with its source, and events that call for a new look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from store import (
    ActivityKind,
    Freshness,
    Info,
    Prospect,
    Trigger,
    TriggerKind,
    clean_line,
    confirm_profile,
    confirmable,
    last_assessed,
)
from store import confirm as confirm_info
from tui import check_words, dates, words
from tui.dialogs.bar import Chooser, LineBar, Refused
from tui.flows.host import Handler, Host, change_targets, whom
from tui.texts import _, capital

_TALKS = (ActivityKind.CALL, ActivityKind.VISIT, ActivityKind.MEETING, ActivityKind.EMAIL)
"""Kinds of contact in which somebody can have said something."""
_KIND_KEYS = "123456789abcdefghijklmnop"
_BY_HAND = (
    TriggerKind.PAYMENT, TriggerKind.OWNERS, TriggerKind.MANAGEMENT, TriggerKind.CONTACT_LEFT,
    TriggerKind.LOST_OFFER, TriggerKind.COMPLAINT, TriggerKind.PROJECT, TriggerKind.LOCATION)
"""Behind the digits from 1; a fall of revenue is seen by itself."""


def source_of(record: Prospect) -> str:
    """Who said something last: the last conversation, else the main contact; empty: nobody."""
    talk = next((a for a in reversed(record.activities) if a.kind in _TALKS), None)
    person = record.contact(talk.contact) if talk else None
    who = person or record.main_contact
    name = who.name if who else ""
    if talk is None:
        return name
    said = f"{words.activity(talk.kind)} {dates.date(talk.day)}"
    return f"{name}, {said}" if name else said


async def confirm(host: Host) -> None:
    """One key: still true, said by whom we spoke to last."""
    records = host.desk.records
    if not records:
        return
    sources = {record.id: source_of(record) for record in records}
    if not any(sources.values()):
        host.say(_("Nobody is on file who could have said so."), "dim")
        await confirm_by(host)
        return
    _confirm(host, sources)


async def confirm_by(host: Host) -> None:
    """Still true, and who said so: a person by digit, or typed; Tab: only one kind."""
    records = host.desk.records
    if not records:
        return
    kind: Info | None = None
    asked: list[bool] = []
    source = await host.ask(_source_bar(records, kind, lambda: asked.append(True)))
    while asked:
        asked.clear()
        kind = await _one_kind(host, records[0])
        source = await host.ask(_source_bar(records, kind, lambda: asked.append(True)))
    if source is None:
        return
    if kind is None:
        _confirm(host, {one.id: source for one in records})
        return
    today, one = host.today, kind
    change_targets(host, "info_confirmed",
                   lambda record: confirm_info(record, one, today, source),
                   what=one.value, source=source)


def _source_bar(
    records: Sequence[Prospect], kind: Info | None, only: Callable[[], None]
) -> LineBar[str]:
    people = [one for one in records[0].contacts if one.active][:9] if len(records) == 1 else []
    digits = {str(n): one.name for n, one in enumerate(people, 1)}

    def take(text: str) -> str:
        if not clean_line(text):
            raise Refused(_("Without a source nothing is confirmed: who said so?"))
        return clean_line(text)

    def one_kind(bar: LineBar[str]) -> None:
        if len(records) == 1:
            only()
            bar.done(None)

    title = _("Still true. Who says so?") if kind is None else _(
        "{what}: still true. Who says so?").format(what=capital(words.info(kind)))
    hints = [*digits.items(), (_("Enter"), _("takes what was typed: a name, a letter, a site"))]
    if len(records) == 1:
        hints.append((_("Tab"), _("only one kind of information")))
    return LineBar(title, take=take, digits=digits, rows=2, hints=hints, keys={"tab": one_kind})


async def _one_kind(host: Host, record: Prospect) -> Info | None:
    """Which kind of information, what has aged most first; None: all of it."""
    today, row = host.today, host.book.rows[record.id]
    options = []
    found = confirmable(record, today, letter=row.letter)
    for key, (info, day, state) in zip(_KIND_KEYS, found, strict=False):
        label = f"{words.info(info)} {dates.ago(day, today)}"
        if state is not Freshness.FRESH:
            label += ", " + (_("stale") if state is Freshness.STALE else _("expired"))
        options.append((key, label, info))
    return await host.ask(Chooser(_("Still true: only"), options))


def _confirm(host: Host, sources: dict[str, str]) -> None:
    today, author = host.today, host.author

    def make(record: Prospect) -> Prospect:
        # Repeated for somebody else, it is their own last conversation that counts.
        source = sources.get(record.id, "") or source_of(record)
        if not source:
            return record
        return confirm_profile(record, today=today, source=source, author=author)

    named = set(sources.values())
    change_targets(host, "confirmed", make, source=named.pop() if len(named) == 1 else "")


async def event(host: Host) -> None:
    """Something happened that brings the re-assessment forward to today."""
    view = host.desk.view
    if view.record is None:
        return
    name = whom(host)
    options = [(str(n), check_words.trigger(kind), kind) for n, kind in enumerate(_BY_HAND, 1)]
    kind = await host.ask(Chooser(_("What happened at {name}?").format(name=name), options))
    if kind is None:
        return
    what = check_words.trigger(kind)
    note = await host.ask(LineBar(
        _("{what}, note").format(what=what[:1].upper() + what[1:]), take=clean_line,
        hints=((_("Enter"), _("without a note")),)))
    if note is None:
        return
    made = Trigger(kind=kind, day=host.today, note=note, author=host.author)
    change_targets(host, "triggered",
                   lambda record: replace(record, triggers=(*record.triggers, made)),
                   what=kind.value)
    answered = last_assessed(record) if (record := host.desk.view.record) else None
    if answered is not None and answered >= host.today:
        host.say_done(_("{what} noted; already assessed today").format(
            what=what[:1].upper() + what[1:]))


CHECKING: dict[str, Handler] = {
    "confirm": confirm, "confirm_by": confirm_by, "event": event,
}
