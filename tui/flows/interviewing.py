"""What happens around an interview: whom one talks to, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from store import Activity, Edit, Prospect, clean_line, log_talk, next_step
from tui import dates, words
from tui.dialogs.bar import Chooser, LineBar
from tui.dialogs.dates import Planned, ask_date
from tui.flows.contacting import KINDS, new_id, step_after
from tui.flows.host import Host, apply
from tui.interview import Interview
from tui.texts import SOURCE_LANGUAGE, _, language, ngettext
from tui.widgets.interview import Talk

_KEYS = "123456789abcdefg"
_STEP = 5
"""Minutes that PgUp and PgDn add or take."""


class Talking(Host, Protocol):
    """The screen of an interview as its flows see it."""

    interview: Interview

    @property
    def record(self) -> Prospect:
        """The prospect as it is now."""

    def talk(self) -> Talk:
        """The present moment."""

    def follow(self) -> None:
        """Show the present moment."""


async def choose_person(screen: Talking) -> None:
    """Who is asked: the answers from now on are theirs."""
    people = [one for one in screen.record.contacts if one.active][:len(_KEYS)]
    if not people:
        screen.say(_("No person is on file yet: e adds one."), "dim")
        return
    chosen = await screen.ask(Chooser(_("Who is asked?"), [
        (_KEYS[n], f"{one.full_name}, {one.function}" if one.function else one.full_name, one)
        for n, one in enumerate(people)]))
    if chosen is not None:
        screen.interview.person = chosen.id
        screen.follow()
        screen.say(_("Answers from now on: {name}.").format(name=chosen.full_name), "dim")


@dataclass(frozen=True, slots=True)
class _Noted:
    kind: int
    minutes: int
    text: str


async def finish(screen: Talking, minutes: int) -> tuple[str, ...]:
    """One activity and the next step as one Edit; the ids changed, none if it was left out."""
    noted = _Noted(0, minutes, "")
    while True:
        written = await screen.ask(_note_bar(screen, noted))
        if written is None:
            return ()
        noted = written
        planned = await _follow_up(screen)
        if planned is not None:
            break
    record = screen.record
    person = screen.talk().person
    contact = person.id if person else ""
    kind = KINDS[noted.kind]
    done = Activity(id=new_id(), day=screen.today, kind=kind, note=noted.text, contact=contact,
                    minutes=noted.minutes, author=screen.author)
    record = log_talk(record, done, screen.book.rows[record.id].occurrences,
                      step_after(done, planned))
    when = planned.day.isoformat() if planned.day else ""
    change = apply(screen, Edit(label="logged", records=(record,), args=(
        ("name", record.short_name), ("count", "1"), ("kind", kind.value), ("day", when))))
    return change.ids


def _note_bar(screen: Talking, noted: _Noted) -> LineBar[_Noted]:
    kind, minutes = [noted.kind], [noted.minutes]

    def prompt() -> str:
        spent = ngettext("{n} minute", "{n} minutes", minutes[0]).format(n=minutes[0])
        word = words.activity(KINDS[kind[0]])
        return f"{word[:1].upper()}{word[1:]}, {spent}:"

    def turn(bar: LineBar[_Noted], by: int) -> None:
        kind[0] = (kind[0] + by) % len(KINDS)
        bar.say(prompt())

    def last(bar: LineBar[_Noted], by: int) -> None:
        minutes[0] = max(1, minutes[0] + by)
        bar.say(prompt())

    return LineBar(
        prompt(), value=noted.text,
        take=lambda text: _Noted(kind[0], minutes[0], clean_line(text)),
        hints=((_("Enter"), _("on")), (_("Tab"), _("call, mail, visit, letter ...")),
               (_("PgUp"), _("5 minutes more")), (_("PgDn"), _("less")),
               (_("Esc"), _("no entry"))),
        keys={"tab": lambda bar: turn(bar, 1), "shift+tab": lambda bar: turn(bar, -1),
              "pageup": lambda bar: last(bar, _STEP),
              "pagedown": lambda bar: last(bar, -_STEP)})


async def _follow_up(screen: Talking) -> Planned | None:
    """The proposed next step with Enter, another one typed; none where one is planned."""
    record, checklist = screen.record, screen.desk.view.checklist
    if any(one.due > screen.today for one in record.follow_ups):
        return await ask_date(screen, _("Another follow-up?"), none=True, text=True)
    step = next_step(record, checklist, screen.today, id=new_id(),
                     german=language() != SOURCE_LANGUAGE)
    value = f"{dates.date(step.due)} {step.reason}".strip()
    while True:
        planned = await ask_date(screen, _("Follow-up?"), none=True, text=True, value=value)
        if planned is None or planned.day is not None or not _needs_step(screen, record):
            return planned
        screen.say(_("What is open needs a next step: type a day."), "bad")


def _needs_step(host: Host, record: Prospect) -> bool:
    """An active prospect with open questions is not left without one (domain.md 10)."""
    standing = host.desk.view.standing
    choice = standing.recommendation.choice if standing else None
    return choice is not None and choice.value in ("pursue", "develop") and bool(
        standing and standing.open)


