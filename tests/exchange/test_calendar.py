"""The iCalendar file, read by a parser that is not ours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from store.exchange.calendar import CalendarEntry, calendar
from store.text import clean

STAMP = datetime(2026, 2, 23, 8, 30)
PARTY = CalendarEntry(
    uid="a.date:1.2026-06-05@kundenq", day=date(2026, 6, 5), summary="Betriebsfest; Linz, Urfahr",
    note="Zeile 1\nZeile 2 \\ Ende", category="Termin")


def parsed(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_a_whole_day() -> None:
    (found,) = parsed(calendar([PARTY], name="kundenq", stamp=STAMP))
    assert found["UID"] == PARTY.uid
    assert (found.decoded("DTSTART"), found.decoded("DTEND")) == (
        date(2026, 6, 5), date(2026, 6, 6))
    assert str(found["SUMMARY"]) == PARTY.summary
    assert str(found["DESCRIPTION"]) == PARTY.note
    assert found["CATEGORIES"].to_ical() == b"Termin"
    assert not found.walk("VALARM")


def test_several_days_a_time_and_an_alarm() -> None:
    fair = CalendarEntry(uid="f", day=date(2026, 3, 1), until=date(2026, 3, 4), summary="Messe")
    call = CalendarEntry(uid="c", day=date(2026, 3, 2), time="14:05", summary="Rückruf")
    found = parsed(calendar([fair, call], name="x", stamp=STAMP, alarm=2))
    assert found[0].decoded("DTEND") == date(2026, 3, 5)
    assert found[1].decoded("DTSTART") == datetime(2026, 3, 2, 14, 5)
    (alarm,) = found[1].walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(days=-2)


def test_nothing_comes_up() -> None:
    text = calendar([], name="leer", stamp=STAMP)
    assert icalendar.Calendar.from_ical(text)["X-WR-CALNAME"] == "leer"


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar(day: date) -> None:
    entry = CalendarEntry(uid="x", day=day, summary="x")
    (found,) = parsed(calendar([entry], name="x", stamp=STAMP))
    assert found.decoded("DTSTART") == day


NASTY = "Größe 🎉 1, 2; \\ 3:\n\r\t\x00\x1b[31m\x07 “x” \u202e\ud800 END:VEVENT\r\nBEGIN:VEVENT"


def test_nothing_breaks_out_of_its_line() -> None:
    entry = CalendarEntry(uid="a\r\nUID:b", day=date(2026, 1, 1), summary=NASTY, note=NASTY * 20,
                          category="A,B;C\nD")
    text = calendar([entry, PARTY], name="x\nX-EVIL:1", stamp=STAMP, alarm=1)
    assert text.isprintable() or not {c for c in text if ord(c) < 32} - {"\r", "\n", "\t"}
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar_read = icalendar.Calendar.from_ical(text)
    found = calendar_read.walk("VEVENT")
    assert len(found) == 2
    assert "X-EVIL" not in calendar_read
    assert str(found[0]["SUMMARY"]) == clean(NASTY)
    assert str(found[0]["DESCRIPTION"]) == clean(NASTY * 20)
    assert str(found[0]["UID"]) == "a\nUID:b"
    assert not found[0].errors


def test_a_later_file_comes_before_an_earlier_one() -> None:
    def numbers(stamp: datetime) -> tuple[int, datetime]:
        (found,) = parsed(calendar([PARTY], name="x", stamp=stamp))
        return found["SEQUENCE"], found.decoded("DTSTAMP")

    first, later = numbers(STAMP), numbers(STAMP + timedelta(minutes=1))
    assert first < later
    assert later[1].utcoffset() == timedelta(0)
    assert numbers(datetime(2119, 1, 1))[0] < 2**31
    assert numbers(datetime(1999, 1, 1))[0] == 0


texts = st.text(max_size=200).map(clean).filter(str.strip)


@given(texts, texts)
@settings(max_examples=60, deadline=None)
def test_two_parsers_read_what_was_written(summary: str, note: str) -> None:
    entry = CalendarEntry(uid="x", day=date(2026, 1, 1), summary=summary, note=note)
    text = calendar([entry], name="x", stamp=STAMP)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (found,) = parsed(text)
    assert (str(found["SUMMARY"]), str(found["DESCRIPTION"])) == (summary, note)
    other = vobject.readOne(text)
    assert (other.vevent.summary.value, other.vevent.description.value) == (summary, note)
