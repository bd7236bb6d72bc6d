"""Logging what was done and what is planned, in one line with a live echo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import uuid4

from store import (
    Activity,
    ActivityKind,
    Channel,
    Contact,
    FollowUp,
    Permission,
    Prospect,
    log_talk,
    may_contact,
    plan,
)
from tui import date_echo, dates, words
from tui.date_parts import DateEntry
from tui.dialogs.bar import LineBar, Refused, flow
from tui.dialogs.dates import Planned, ask_date
from tui.flows.editing import edit_section
from tui.flows.host import Handler, Host, change_targets, whom
from tui.light_words import permission
from tui.talk_lines import Talk, read_talk
from tui.texts import _, capital, ngettext
from tui.widgets.canvas import Line, fit, line, pack

KINDS = (ActivityKind.CALL, ActivityKind.EMAIL, ActivityKind.VISIT, ActivityKind.LETTER,
         ActivityKind.MEETING, ActivityKind.NOTE)
_CHANNELS = {
    ActivityKind.CALL: Channel.CALL, ActivityKind.EMAIL: Channel.EMAIL,
    ActivityKind.VISIT: Channel.VISIT, ActivityKind.MEETING: Channel.VISIT,
    ActivityKind.LETTER: Channel.LETTER, ActivityKind.CARD: Channel.LETTER,
}
_ROWS = 4


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the bar stands at: the keys choose kind and day, the line may name others."""

    kind: ActivityKind
    day: date
    text: str = ""
    talk: Talk = field(default_factory=Talk)

    @property
    def done(self) -> ActivityKind:
        return self.talk.kind or self.kind

    @property
    def on(self) -> date:
        return self.talk.day or self.day


def new_id() -> str:
    """Id of a new person, activity or follow-up."""
    return uuid4().hex


async def activity(host: Host) -> None:
    """Log a call, mail or visit with the follow-up, or plan one; in one step to undo."""
    if host.desk.view.record is None:
        return
    entry = _Entry(ActivityKind.CALL, host.today)
    while True:
        state = _Line(host, entry)
        taken = await host.ask(_line_bar(state))
        if taken is None:
            if state.form:
                edit_section(host, "activities", new=True)
            return
        entry = taken
        if entry.on > host.today:
            _plan(host, entry)
            return
        step = entry.talk.step or await ask_date(host, _("Follow-up?"), none=True, text=True)
        if step is not None:
            _log(host, entry, step)
            return


class _Line:
    """The bar's own state: what its keys chose, and what it understands of a text."""

    def __init__(self, host: Host, entry: _Entry) -> None:
        self.at = entry
        self.form = False
        self.host, self.name, self.records = host, whom(host), host.desk.records
        self.people = _people(self.records[0]) if len(self.records) == 1 else ()

    def understood(self, text: str) -> _Entry:
        return replace(self.at, text=text, talk=read_talk(text, self.host.today, self.people))

    def prompt(self, text: str) -> str:
        kind = words.activity(self.understood(text).done)
        return capital(_("{kind} with {name}:").format(kind=kind, name=self.name))

    def take(self, text: str) -> _Entry:
        found = self.understood(text)
        if fault := _fault(found, self.host.today):
            raise Refused(fault)
        return found

    def echo(self, text: str) -> Sequence[Line]:
        return _echo(self.understood(text), self.records, self.host)

    def turn(self, bar: LineBar[_Entry], kinds: int = 0, days: int = 0) -> None:
        kind = KINDS[(KINDS.index(self.at.kind) + kinds) % len(KINDS)]
        self.at = replace(self.at, kind=kind, day=self.at.day + timedelta(days=days))
        bar.say(self.prompt(bar.text))
        bar.set_rows(self.echo(bar.text))

    def to_form(self, bar: LineBar[_Entry]) -> None:
        self.form = True
        bar.done(None)


def _line_bar(state: _Line) -> LineBar[_Entry]:
    def changed(text: str) -> None:
        if bar.prompt != (prompt := state.prompt(text)):
            bar.say(prompt)

    text = state.at.text
    bar = LineBar(
        state.prompt(text), take=state.take, echo=state.echo, rows=_ROWS, always=True,
        value=text, changed=changed,
        keys={"tab": lambda bar: state.turn(bar, kinds=1),
              "shift+tab": lambda bar: state.turn(bar, kinds=-1),
              "pageup": lambda bar: state.turn(bar, days=-1),
              "pagedown": lambda bar: state.turn(bar, days=1), "f2": state.to_form})
    return bar


def _people(record: Prospect) -> tuple[Contact, ...]:
    """Who is still there comes first."""
    return tuple(sorted(record.contacts, key=lambda one: not one.active))


def _fault(entry: _Entry, today: date) -> str:
    """Why a line cannot be taken, in one sentence; empty if it can."""
    talk = entry.talk
    if talk.problem is not None:
        return date_echo.explain_date(talk.problem)
    if talk.nobody:
        return _("Who is '{name}'? Nobody here, or more than one.").format(name=talk.nobody)
    if entry.on > today and (talk.minutes or talk.outcome or talk.step):
        return _("{day} is still to come: no minutes, outcome or follow-up yet.").format(
            day=dates.long_date(entry.on))
    return ""


# -- the echo ----------------------------------------------------------------------------


def _echo(entry: _Entry, records: Sequence[Prospect], host: Host) -> list[Line]:
    """What will be saved, in words; then whether one may; then what else can be typed."""
    width = host.width - 2
    if fault := _fault(entry, host.today):
        return [line(" ", (text, "dim")) for text in pack([fault], width)]
    rows = [line(" ", (text, "good")) for text in pack(told(entry, records, host.today), width)]
    if said := _said(entry.talk):
        rows.append(line(" ", (fit(said, width).rstrip(), "good")))
    if len(records) == 1 and (light := _first_contact(entry, records[0], host.today)):
        given, text = light
        rows.append(line(" ", (fit(text, width).rstrip(), words.light_role(given.light))))
    if entry.talk.unread:
        rows.append(line(" ", (_("All of it is the note. Kind and day need a colon: "
                                 "Visit yesterday: ..."), "dim")))
    elif not entry.text:
        rows.append(line(" ", (_("e.g."), "key"), " ", (_(
            "Visit yesterday 45 min with Huber: note {mark} outcome >2w reason").format(
                mark="="), "dim")))
    hints = flow("", _hints(), host.width)[:1]
    return [*rows, *[line("")] * (_ROWS - 1 - len(rows)), *hints][:_ROWS]


def _hints() -> list[tuple[str, str]]:
    return [(_("Enter"), _("on")), (_("Tab"), _("call, mail, visit ...")),
            (_("PgUp PgDn"), _("day")), ("F2", _("form")), (">2w", _("follow-up"))]


def told(entry: _Entry, records: Sequence[Prospect], today: date) -> list[str]:
    """What was understood, part by part."""
    talk = entry.talk
    day = f"{dates.relative(entry.on, today)}, {dates.long_date(entry.on)}"
    first = capital(f"{words.activity(entry.done)} {day}")
    if entry.on > today:
        first = _("Planned: {what}").format(what=" ".join(filter(None, (first, talk.time))))
    parts = [first]
    if talk.people:
        names = [person.name for key in talk.people if (person := records[0].contact(key))]
        parts.append(_("with {names}").format(names=", ".join(names)))
    if talk.minutes:
        parts.append(ngettext("{n} minute", "{n} minutes", talk.minutes).format(n=talk.minutes))
    if talk.step is not None and talk.step.day is not None:
        shown = date_echo.echo(DateEntry(day=talk.step.day, time=talk.step.time), today)
        parts.append(_("follow-up {day}").format(day=shown)
                     + (f": {talk.step.text}" if talk.step.text else ""))
    return parts


def _said(talk: Talk) -> str:
    """Note and outcome: what was typed stands in the field, so one row is enough."""
    parts = [_("note: {text}").format(text=talk.note)] if talk.note else []
    if talk.outcome:
        parts.append(_("outcome: {text}").format(text=talk.outcome))
    return capital(", ".join(parts))


def _first_contact(entry: _Entry, record: Prospect, today: date
                   ) -> tuple[Permission, str] | None:
    """May I? Asked once, before the first contact with a person (domain.md B17)."""
    channel = _CHANNELS.get(entry.done)
    person = record.contact(entry.talk.people[0]) if entry.talk.people else record.main_contact
    key = person.id if person else ""
    known = any(key in (done.contact, *done.others) for done in record.activities)
    if channel is None or known:
        return None
    given = may_contact(record, person, channel, today)
    return given, _("First contact. {light}").format(light=permission(channel, given))


# -- the edit ----------------------------------------------------------------------------


def _log(host: Host, entry: _Entry, step: Planned) -> None:
    today, author, talk = host.today, host.author, entry.talk
    rows = host.book.rows

    def make(record: Prospect) -> Prospect:
        first, *others = _who(record, talk)
        done = Activity(
            id=new_id(), day=entry.on, kind=entry.done, note=talk.note, contact=first,
            others=tuple(others), minutes=talk.minutes, outcome=talk.outcome, author=author)
        follow_up = step_after(done, step)
        if follow_up is not None:
            follow_up = replace(follow_up, created=today)
        return log_talk(record, done, rows[record.id].occurrences, follow_up)

    when = step.day.isoformat() if step.day else ""
    on = {"on": entry.on.isoformat()} if entry.on != today else {}
    change_targets(host, "logged", make, kind=entry.done.value, day=when, **on)


def _plan(host: Host, entry: _Entry) -> None:
    """What is still to come is a follow-up that says what it will be."""
    today, author, talk = host.today, host.author, entry.talk
    kind = None if entry.done is ActivityKind.NOTE else entry.done

    def make(record: Prospect) -> Prospect:
        first, *others = _who(record, talk)
        names = [person.name for key in others if (person := record.contact(key))]
        reason = talk.note or capital(words.activity(entry.done))
        if names:
            reason += f" ({_('with {names}').format(names=', '.join(names))})"
        return plan(record, FollowUp(
            id=new_id(), due=entry.on, time=talk.time, reason=reason, contact=first,
            owner=author, kind=kind, created=today))

    change_targets(host, "planned", make, day=entry.on.isoformat(), kind=entry.done.value)


def _who(record: Prospect, talk: Talk) -> list[str]:
    """The people named, else the main contact; repeated elsewhere, theirs."""
    person = record.main_contact
    return [key for key in talk.people if record.contact(key)] or [person.id if person else ""]


def step_after(done: Activity, planned: Planned) -> FollowUp | None:
    """The follow-up that was asked for behind an activity; None for none."""
    if planned.day is None:
        return None
    return FollowUp(id=new_id(), due=planned.day, time=planned.time,
                    reason=planned.text or done.note or words.activity(done.kind),
                    contact=done.contact, owner=done.author, created=done.day)


CONTACTING: dict[str, Handler] = {"activity": activity}
