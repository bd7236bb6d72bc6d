"""Dates as an iCalendar file (RFC 5545), for Thunderbird, Google and Outlook.

All days are local calendar days without a time zone, as everywhere in kundenq; a time is
"floating": it means the same clock time wherever it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from store.text import clean

_LONGEST = 75
"""Bytes of a line without its end."""
_FIRST, _STEP = datetime(2020, 1, 1), timedelta(minutes=1)
"""Files are numbered by the minute they were made in."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One dated thing in words."""

    uid: str
    """The same for the same turn in each file, so that a calendar replaces it."""
    day: date
    until: date | None = None
    """Last day, for what takes several."""
    time: str = ""
    """"14:00"; empty for the whole day."""
    summary: str
    note: str = ""
    category: str = ""


def calendar(
    entries: Iterable[CalendarEntry], *, name: str, stamp: datetime, alarm: int | None = None
) -> str:
    """The text of the file, lines ending in CR LF.

    `stamp`: when it was made, in UTC; a later file replaces what an earlier one said of the
    same turn. `alarm`: days before at which to ring; None rings never.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kundenq//kundenq//DE",
             "CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}"]
    for entry in entries:
        lines += _event(entry, stamp, alarm)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(entry: CalendarEntry, stamp: datetime, alarm: int | None) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{_day(stamp)}T{stamp:%H%M%S}Z"
    yield f"SEQUENCE:{max(0, int((stamp.replace(tzinfo=None) - _FIRST) / _STEP))}"
    if entry.time:
        begin = datetime.combine(entry.day, time.fromisoformat(entry.time))
        yield f"DTSTART:{_day(begin)}T{begin:%H%M%S}"
        yield "DURATION:PT30M"
    else:
        yield f"DTSTART;VALUE=DATE:{_day(entry.day)}"
        last = max(entry.until or entry.day, entry.day)
        if last < date.max:
            yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(entry.summary)}"
    if entry.note:
        yield f"DESCRIPTION:{_text(entry.note)}"
    if entry.category:
        yield f"CATEGORIES:{_text(entry.category)}"
    yield "TRANSP:TRANSPARENT"
    if alarm is not None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{alarm}D",
                    f"DESCRIPTION:{_text(entry.summary)}", "END:VALARM")
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


def _text(text: str) -> str:
    """A value of text without control characters: what has a meaning of its own is marked."""
    return clean(text).translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of 75 bytes, no character torn; each but the first begins with a
    space."""
    piece, size = "", 0
    for letter in line:
        length = len(letter.encode())
        if size + length > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += length
    yield piece
