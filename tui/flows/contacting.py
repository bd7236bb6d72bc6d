"""Logging what was done and planning what comes: activity and follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from store import (
    Activity,
    ActivityKind,
    EventKind,
    FollowUp,
    Prospect,
    clean_line,
    log_talk,
    move,
    plan,
    put_off,
)
from tui import date_echo, words
from tui.date_parts import DateEntry
from tui.dialogs.bar import LineBar, Refused
from tui.dialogs.dates import Planned, ask_date, read
from tui.flows.host import Handler, Host, change_targets, whom
from tui.texts import _
from tui.widgets.canvas import Line, line

KINDS = (ActivityKind.CALL, ActivityKind.EMAIL, ActivityKind.VISIT, ActivityKind.LETTER,
         ActivityKind.MEETING, ActivityKind.NOTE)


@dataclass(frozen=True, slots=True)
class _Note:
    kind: ActivityKind
    text: str
    planned: Planned | None


def new_id() -> str:
    """Id of a new person, activity or follow-up."""
    return uuid4().hex


def _split(text: str, host: Host) -> tuple[str, Planned | None, str]:
    """Note, follow-up written behind ">" and what could not be read there."""
    note, mark, rest = text.rpartition(">")
    if not mark:
        return clean_line(text), None, ""
    entry, reason = read(rest, host.today)
    if isinstance(entry, DateEntry):
        return clean_line(note), Planned(day=entry.day, time=entry.time, text=reason), ""
    return clean_line(text), None, date_echo.explain_date(entry)


async def activity(host: Host) -> None:
    """Log a call, mail or visit; then the follow-up, in one step to undo."""
    view = host.desk.view
    if view.record is None:
        return
    name = whom(host)
    written = _Note(ActivityKind.CALL, "", None)
    while True:
        noted = await host.ask(_note_bar(host, name, written))
        if noted is None:
            return
        written = noted
        planned = noted.planned or await ask_date(host, _("Follow-up?"), none=True, text=True)
        if planned is not None:
            break
    _log(host, written, planned)


def _note_bar(host: Host, name: str, written: _Note) -> LineBar[_Note]:
    chosen = [written.kind]

    def prompt() -> str:
        text = _("{kind} with {name}:").format(kind=words.activity(chosen[0]), name=name)
        return text[:1].upper() + text[1:]

    def take(text: str) -> _Note:
        note, planned, problem = _split(text, host)
        if problem:
            raise Refused(problem)
        return _Note(chosen[0], note, planned)

    def echo(text: str) -> Sequence[Line]:
        _note, planned, problem = _split(text, host)
        if problem:
            return [line(" ", (problem, "dim"))]
        if planned is None or planned.day is None:
            return [line(" ", (_("Enter: then the follow-up   Tab: other kind   >2w in the "
                                 "note: follow-up"), "dim"))]
        shown = date_echo.echo(DateEntry(day=planned.day, time=planned.time), host.today)
        return [line(" ", (_("Follow-up {day}").format(day=shown), "good"),
                     f": {planned.text}" if planned.text else "")]

    def next_kind(bar: LineBar[_Note], by: int = 1) -> None:
        chosen[0] = KINDS[(KINDS.index(chosen[0]) + by) % len(KINDS)]
        bar.say(prompt())

    return LineBar(prompt(), take=take, echo=echo, value=written.text,
                   hints=((_("Enter"), _("on")), (_("Tab"), _("call, mail, visit, letter ...")),
                          (">2w", _("in the note: follow-up"))),
                   keys={"tab": next_kind, "shift+tab": lambda bar: next_kind(bar, -1)})


def _log(host: Host, noted: _Note, planned: Planned) -> None:
    today, author = host.today, host.author
    rows = host.book.rows

    def make(record: Prospect) -> Prospect:
        person = record.main_contact
        contact = person.id if person else ""
        done = Activity(id=new_id(), day=today, kind=noted.kind, note=noted.text,
                        contact=contact, author=author)
        return log_talk(record, done, rows[record.id].occurrences, step_after(done, planned))

    when = planned.day.isoformat() if planned.day else ""
    change_targets(host, "logged", make, kind=noted.kind.value, day=when)


def step_after(done: Activity, planned: Planned) -> FollowUp | None:
    """The follow-up that was asked for behind an activity; None for none."""
    if planned.day is None:
        return None
    return FollowUp(id=new_id(), due=planned.day, time=planned.time,
                    reason=planned.text or done.note or words.activity(done.kind),
                    contact=done.contact, owner=done.author, created=done.day)


async def follow_up(host: Host) -> None:
    """Set a follow-up or move the next one; on the strip: move what is there."""
    view = host.desk.view
    if view.record is None:
        return
    item = host.item[1] if host.item else None
    if item is not None and item.kind is not EventKind.FOLLOW_UP:
        planned = await ask_date(host, _("Move '{what}' to").format(what=words.reason(item)))
        if planned is not None and planned.day is not None:
            to = planned.day
            change_targets(
                host, "moved",
                lambda record: move(record, item, to, host.today, host.author),
                day=to.isoformat())
        return
    wanted = item.key.removeprefix("followup:") if item else ""
    first = _first(view.record, wanted)
    title = (_("Move '{what}' to").format(what=first.reason) if first
             else _("Follow-up for {name}").format(name=view.record.short_name))
    planned = await ask_date(host, title, text=True)
    if planned is None or planned.day is None:
        return
    if not planned.text and first is None:
        reason = await host.ask(LineBar(
            _("What for?"), take=clean_line, hints=((_("Enter"), _("get in touch")),)))
        if reason is None:
            return
        planned = replace(planned, text=reason or _("get in touch"))
    _plan(host, planned, wanted)


def _first(record: Prospect, wanted: str) -> FollowUp | None:
    """The wanted follow-up, else the next one."""
    found = sorted(record.follow_ups, key=lambda one: (one.id != wanted, one.due, one.time))
    return found[0] if found else None


def _plan(host: Host, planned: Planned, wanted: str) -> None:
    assert planned.day is not None
    day, today, author = planned.day, host.today, host.author

    def make(record: Prospect) -> Prospect:
        first = _first(record, wanted)
        if first is not None:
            record = put_off(record, first.id, day)
            return replace(record, follow_ups=tuple(
                replace(one, reason=planned.text or one.reason,
                        time=planned.time or one.time) if one.id == first.id else one
                for one in record.follow_ups))
        return plan(record, FollowUp(id=new_id(), due=day, time=planned.time,
                                     reason=planned.text or _("get in touch"), owner=author,
                                     created=today))

    change_targets(host, "planned", make, day=day.isoformat())


CONTACTING: dict[str, Handler] = {"activity": activity, "follow_up": follow_up}
