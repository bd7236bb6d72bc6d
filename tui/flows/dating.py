"""A date for a person or the company, in one line (domain.md B26)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from store import Contact, Edit, OwnDate, Prospect, next_turn
from tui import date_echo, dates
from tui.date_lines import COMPANY, DateKind, DateLine, DateLineFault, read_date_line
from tui.date_parts import DateProblem
from tui.dialogs.bar import LineBar, Refused, flow
from tui.flows.contacting import new_id
from tui.flows.host import Handler, Host, apply
from tui.texts import _
from tui.widgets.canvas import Line, line, pack

_ROWS = 3


async def add_date(host: Host) -> None:
    """Add a birthday, name day, founding or any other date to the customer under the cursor."""
    record = host.desk.view.record
    if record is None:
        return
    taken = await host.ask(_bar(host, record))
    if taken is None:
        return
    new = _added(host.book.get(record.id), taken)
    args = (("name", new.short_name), ("kind", taken.kind.value), ("title", taken.title),
            ("person", _name(new, taken.who)), ("day", _iso(taken)))
    apply(host, Edit(label="dated", records=(new,),
                     args=tuple((name, text) for name, text in args if text)))


def _bar(host: Host, record: Prospect) -> LineBar[DateLine]:
    people = tuple(one for one in record.contacts if one.active)
    whose = [*(one.id for one in people), COMPANY]
    at = [0]

    def understood(text: str) -> DateLine:
        return read_date_line(text, host.today, people, whose[at[0]], record.short_name)

    def prompt() -> str:
        return _("Date for {name}").format(name=_whose(record, whose[at[0]])) + ":"

    def take(text: str) -> DateLine:
        found = understood(text)
        if fault := _fault(found):
            raise Refused(fault)
        return found

    def turn(bar: LineBar[DateLine], by: int) -> None:
        at[0] = (at[0] + by) % len(whose)
        bar.say(prompt())
        bar.set_rows(echo(bar.text))

    def echo(text: str) -> Sequence[Line]:
        return _echo(understood(text), text, record, host)

    return LineBar(prompt(), take=take, echo=echo, rows=_ROWS, always=True,
                   keys={"tab": lambda bar: turn(bar, 1), "shift+tab": lambda bar: turn(bar, -1)})


def _name(record: Prospect, who: str) -> str:
    """Of the person; empty for the company."""
    person = record.contact(who) if who else None
    return person.name if person else ""


def _whose(record: Prospect, who: str) -> str:
    return _name(record, who) or _("the company")


def _fault(found: DateLine) -> str:
    """Why a line cannot be taken, in one sentence; empty if it can."""
    if isinstance(found.problem, DateProblem):
        personal = found.kind in (DateKind.BIRTHDAY, DateKind.NAME_DAY)
        return (date_echo.explain_birthday if personal else date_echo.explain_date)(found.problem)
    match found.problem:
        case DateLineFault.NOBODY:
            return _("Who is '{name}'? Nobody here, or more than one.").format(name=found.name)
        case DateLineFault.NO_TITLE:
            return _("What is on that day? For example: wedding day 14.6.")
        case DateLineFault.NO_PERSON:
            return _("Only a person has such a day: Tab chooses one.")
        case DateLineFault.NO_YEAR:
            return _("A founding needs its day and year, for example 1.5.1990.")
        case DateLineFault.PAST:
            return _("That day is over; without 'once' it comes back every year.")
    return ""


def _echo(found: DateLine, text: str, record: Prospect, host: Host) -> list[Line]:
    """What will be saved, in words, and when it comes up next."""
    width = host.width - 2
    hints = flow("", [(_("Enter"), _("save")), (_("Tab"), _("person or company")),
                      (_("once"), _("not every year"))], host.width)[:1]
    rows: list[Line]
    if not text.strip():
        rows = [line(" ", (_("e.g."), "key"), " ",
                     (_("wedding day 14.6.   Eva: birthday 3.4.1977   name day 24.12."), "dim"))]
    elif fault := _fault(found):
        rows = [line(" ", (part, "dim")) for part in pack([fault], width)]
    else:
        rows = [line(" ", (part, "good")) for part in pack(told(found, record, host.today), width)]
    return [*rows, *[line("")] * (_ROWS - 1 - len(rows)), *hints][:_ROWS]


def told(found: DateLine, record: Prospect, today: date) -> list[str]:
    """What was understood, part by part."""
    whose = _whose(record, found.who)
    if found.birthday is not None:
        shown = dates.echo_birthday(found.birthday, today)
        return [_("{whose}: birthday {day}").format(whose=whose, day=shown),
                *_notes(record.contact(found.who))]
    if found.name_day is not None:
        day = next_turn(today, found.name_day.month, found.name_day.day)
        return [_("{whose}: name day, every year").format(whose=whose), _next(day, today),
                *_notes(record.contact(found.who))]
    assert found.day is not None
    if found.kind is DateKind.FOUNDED:
        return [_("Founded on {day}").format(day=dates.long_date(found.day)),
                *([_("so far {day}").format(day=dates.date(record.founded))]
                  if record.founded else [])]
    text = f"{whose}: {found.title}"
    if not found.yearly:
        day = found.day
        return [text, _("once"), f"{dates.long_date(day)}, {dates.relative(day, today)}"]
    day = next_turn(max(today, found.day), found.day.month, found.day.day)
    return [text, _("every year"), _next(day, today)]


def _next(day: date, today: date) -> str:
    return _("next {day}, {when}").format(
        day=dates.long_date(day), when=dates.relative(day, today))


def _notes(person: Contact | None) -> list[str]:
    """What was known so far, and whether anybody may greet."""
    if person is None:
        return []
    parts = []
    if person.birthday is not None:
        parts.append(_("birthday so far {day}").format(day=dates.birthday(person.birthday)))
    if not person.welcomes_wishes:
        parts.append(_("wants no wishes: will not come up"))
    return parts


def _iso(found: DateLine) -> str:
    """For a history: "1977-04-03", without a year "--04-03"."""
    day = found.birthday or found.name_day
    if day is None:
        return found.day.isoformat() if found.day else ""
    year = found.birthday.year if found.birthday else None
    return f"{year:04}-{day.month:02}-{day.day:02}" if year else f"--{day.month:02}-{day.day:02}"


def _added(record: Prospect, found: DateLine) -> Prospect:
    """The record with the date where it belongs."""
    if found.kind is DateKind.FOUNDED:
        return replace(record, founded=found.day)
    if found.kind is DateKind.OWN:
        assert found.day is not None
        own = OwnDate(id=new_id(), title=found.title, day=found.day, contact=found.who,
                      yearly=found.yearly)
        return replace(record, dates=(*record.dates, own))
    field = {"birthday": found.birthday} if found.birthday else {"name_day": found.name_day}
    return replace(record, contacts=tuple(
        replace(one, **field) if one.id == found.who else one
        for one in record.contacts))


DATING: dict[str, Handler] = {"date_add": add_date}
