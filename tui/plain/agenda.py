"""`kundenq agenda`: what comes up day by day, as lines, JSON or an iCalendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, timedelta

from store import (
    NEVER_EARLY,
    CalendarEntry,
    DayList,
    EventKind,
    Occurrence,
    Row,
    Rows,
    calendar,
    write_new,
)
from tui import dates, sentences, terms
from tui.plain import facts, places
from tui.plain.arguments import Options
from tui.plain.output import say, say_json
from tui.texts import _, ngettext

DAYS = 30
"""Days ahead where none are named."""


_YEARLY = frozenset({
    EventKind.BIRTHDAY, EventKind.NAME_DAY, EventKind.COMPANY_ANNIVERSARY, EventKind.NOTICE,
    EventKind.CUSTOMER_ANNIVERSARY, EventKind.OWN_DATE})


def agenda(rows: Rows, options: Options) -> int:
    """Say what comes up, or write it into a file. Raises FileError."""
    today = places.today(options)
    days = DAYS if options.days is None else options.days
    found = DayList.until(rows, today, today + timedelta(days=days))
    if options.ics:
        return _write(found, options, today)
    if options.json:
        say_json([facts.due_json(item, today) for item in found])
        return 0
    count = ngettext("{n} date", "{n} dates", len(found)).format(n=len(found))
    head = ngettext(
        "Agenda, {day}: {count} within {n} day", "Agenda, {day}: {count} within {n} days", days,
    ).format(day=dates.long_date(today), count=count, n=days)
    say([head, *_by_day(found, today)], ascii_only=options.ascii)
    return 0


def _by_day(found: DayList, today: date) -> Iterator[str]:
    last: date | None = date.min
    for number, item in enumerate(found):
        day = found.day(number)
        if day != last:
            yield f"{dates.long_date(day)}:" if day else f"{terms.urgency('overdue')}:"
            last = day
        # What is overdue says since when; all others stand under their day.
        yield "- " + facts.due_line(item, today, dated=day is None)


def _write(found: DayList, options: Options, today: date) -> int:
    """What was acknowledged is not in it, and what is overdue keeps its day."""
    text = calendar(
        [_entry(row, item, today) for row, item in found], name=_("kundenq: dates"),
        stamp=places.now().astimezone(UTC), alarm=options.alarm)
    write_new(options.ics, text, overwrite=options.yes)
    say([ngettext("{n} date stands in {file}.", "{n} dates stand in {file}.", len(found)).format(
        n=len(found), file=options.ics)], ascii_only=options.ascii)
    return 0


def _entry(row: Row, item: Occurrence, today: date) -> CalendarEntry:
    day = item.day if item.kind is EventKind.FAIR else item.shown_on(today)
    # What comes once keeps its name when it is put off.
    year = f".{item.day.year}" if item.kind in _YEARLY else ""
    note = ", ".join(filter(None, (item.person or row.person, facts.phone_for((row, item)))))
    whose = f" ({item.person})" if item.person and item.kind in NEVER_EARLY else ""
    return CalendarEntry(
        uid=f"{row.id}.{item.key}{year}@kundenq", day=day,
        until=item.act_on if item.kind is EventKind.FAIR else None, time=item.time,
        summary=f"{row.name}: {sentences.reason(item)}{whose}", note=note,
        category=terms.event(item.kind))
