"""What is known of the row under the cursor: whom to reach, why now, what was said and given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len

from store import (
    NEVER_EARLY,
    SHIFT,
    AckKind,
    Acknowledgement,
    Book,
    Channel,
    Contact,
    EventKind,
    Occurrence,
    Prospect,
    Row,
    given,
    may_contact,
    remembered,
)
from tui import dates, due_words, numbers, words
from tui.texts import _, capital
from tui.view import StripItem
from tui.widgets.canvas import Line, line, rule, wrap

_WHOLE = 8
"""Rows from which on everything is told; below each thing has one row."""
_TALKS = 4
"""Activities that are told then."""


def detail(book: Book, found: StripItem | None, width: int, height: int) -> list[Line]:
    """As much as has room."""
    if found is None:
        return [rule("", width, focus=False)]
    row, item = found
    record, today = book.get(row.id), book.today
    whole = height >= _WHOLE
    person = record.contact(item.contact) or record.main_contact
    parts = [_reach(record, person, today, width - 3, whole=whole), why(row, item, record, today)]
    gifts = _kept(record, item, today, whole=whole)
    parts += [*gifts, *_last(record, _TALKS if whole else 1)]
    rows = [rule(row.name, width, focus=False)]
    for number, text in enumerate(parts):
        wrapped = wrap(text, width - 3)
        rest = height - len(rows) - (len(parts) - number - 1)
        if len(wrapped) > max(1, rest):
            wrapped = [*wrapped[:max(0, rest - 1)], " ".join(wrapped[max(0, rest - 1):])]
        rows += [line(" " if not n else "   ", part) for n, part in enumerate(wrapped)]
    return rows[:height]


def _reach(
    record: Prospect, person: Contact | None, today: date, width: int, *, whole: bool
) -> str:
    """Who, and the number to call: the function gives way first."""
    phone = (person.phone or person.mobile if person else "") or record.phone
    number = _("Tel {number}").format(number=phone) if phone else _("No phone number")
    if person is None:
        found = f"{_('No contact person')}, {number}"
    else:
        function = f", {person.function}" if person.function else ""
        forms = [f"{name}, {number}" for name in (
            person.full_name + function, person.full_name, person.name)]
        found = next((one for one in forms if whole or cell_len(one) <= width), forms[-1])
    if whole:
        answer = may_contact(record, person, Channel.CALL, today)
        found += ", " + _("May I call? {answer}").format(answer=words.light(answer.light))
    return found


def why(row: Row, item: Occurrence, record: Prospect, today: date) -> str:
    """Why it stands here on that day, and how important the customer is."""
    parts = [*_when(item, today), due_words.ground(row, item) if item.kind in _CHECKS else ""]
    step = next((one for one in record.follow_ups if item.key == f"followup:{one.id}"), None)
    if step is not None and step.promised:
        parts.append(_("promised"))
    if step is not None and step.moved:
        parts.append(_("put off {n} times").format(n=step.moved) if step.moved > 1
                     else _("put off once"))
    parts.append(words.priority(row))
    return _("Why: {text}").format(text=", ".join(filter(None, parts)))


_CHECKS = frozenset({EventKind.REASSESSMENT, EventKind.LIGHT_CHECK})


def _when(item: Occurrence, today: date) -> Iterator[str]:
    """How pressing, and which day it is about where that is another one."""
    yield words.when(item, today)
    off = item.act_on - item.day
    if item.kind in NEVER_EARLY and today < item.day:
        text = _("prepare now, congratulate on {day}, never before")
        if item.prepare_from > today:
            text = _("prepare from {first} on, congratulate on {day}, never before")
        yield text.format(first=dates.day_date(item.prepare_from),
                          day=dates.day_date(item.act_on))
    elif not off:
        if item.act_on < today:
            yield _("was due {day}").format(day=dates.day_date(item.act_on))
    elif abs(off) <= SHIFT:
        yield _("falls on {day}, no working day").format(day=dates.day_date(item.day))
    else:
        yield _("{day}, put off to {later}").format(
            day=dates.day_date(item.day), later=dates.day_date(item.act_on))


def _last(record: Prospect, most: int) -> list[str]:
    """What was said last, newest first."""
    found: list[str] = []
    for done in reversed(record.activities[-most:]):
        text = ": ".join(filter(None, (words.activity(done.kind), done.note)))
        told = _("before that {day} {text}") if found else _("last {day} {text}")
        found.append(capital(told.format(day=dates.date(done.day), text=text)))
    return found or [capital(_("no contact yet"))]


def _kept(record: Prospect, item: Occurrence, today: date, *, whole: bool) -> list[str]:
    """How the person was remembered in the last five years: nobody gets the same bottle twice."""
    if not item.contact or item.kind not in NEVER_EARLY:
        return []
    years = remembered(record, item.contact, today)
    told = [f"{year} " + (", ".join(map(_done, done)) or numbers.UNKNOWN) for year, done in years]
    text = _("Five years: {years}").format(years="; ".join(told))
    total = given(record, item.contact, today.year)
    if whole and total:
        text += "; " + _("gifts {year}: {amount}").format(
            year=today.year, amount=numbers.money_whole(total))
    return [text]


def _done(done: Acknowledgement) -> str:
    what = done.note if done.kind is AckKind.GIFT and done.note else words.ack(done.kind)
    parts = [what, numbers.money_whole(done.value) if done.value else "",
             words.reaction(done.reaction) if done.reaction else ""]
    return " ".join(filter(None, parts))
