from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from store.profile.contact import Birthday, LeapRule
from tui import date_echo, dates, texts
from tui.date_parts import DateEntry, DateFault, DateNote, DateProblem, parse_birthday
from tui.date_words import parse_date

TODAY = date(2027, 3, 15)
"""A Monday."""
TODAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31))
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


def day(text: str, today: date = TODAY, *, past: bool = False) -> date:
    entry = parse_date(text, today, past=past)
    assert isinstance(entry, DateEntry), (text, entry)
    return entry.day


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("heute", "2027-03-15"), ("h", "2027-03-15"), ("today", "2027-03-15"),
        ("morgen", "2027-03-16"), ("m", "2027-03-16"), ("Tomorrow", "2027-03-16"),
        ("übermorgen", "2027-03-17"), ("uebermorgen", "2027-03-17"), ("ü", "2027-03-17"),
        ("ue", "2027-03-17"), ("UBERMORGEN", "2027-03-17"), ("gestern", "2027-03-14"),
        ("yesterday", "2027-03-14"), ("vorgestern", "2027-03-13"),
        ("2t", "2027-03-17"), ("2d", "2027-03-17"), ("2w", "2027-03-29"),
        ("3m", "2027-06-15"), ("1j", "2028-03-15"), ("1y", "2028-03-15"),
        ("+14", "2027-03-29"), ("+3w", "2027-04-05"), ("2 Tage", "2027-03-17"),
        ("in 2 Wochen", "2027-03-29"), ("in einer Woche", "2027-03-22"),
        ("in drei Monaten", "2027-06-15"), ("in zwölf Tagen", "2027-03-27"),
        ("in a week", "2027-03-22"), ("in two weeks", "2027-03-29"),
        ("in 3 months", "2027-06-15"), ("vor 3 Tagen", "2027-03-12"),
        ("3 days ago", "2027-03-12"), ("-2w", "2027-03-01"),
        ("nächste Woche", "2027-03-22"), ("next month", "2027-04-15"),
        ("mo", "2027-03-22"), ("di", "2027-03-16"), ("mi", "2027-03-17"), ("do", "2027-03-18"),
        ("fr", "2027-03-19"), ("fr.", "2027-03-19"), ("sa", "2027-03-20"), ("so", "2027-03-21"),
        ("mon", "2027-03-22"), ("tue", "2027-03-16"), ("wed", "2027-03-17"),
        ("thu", "2027-03-18"), ("fri", "2027-03-19"), ("sat", "2027-03-20"),
        ("sun", "2027-03-21"), ("Freitag", "2027-03-19"), ("Sonnabend", "2027-03-20"),
        ("diesen Freitag", "2027-03-19"), ("am Freitag", "2027-03-19"),
        ("nächsten Freitag", "2027-03-19"), ("naechsten fr", "2027-03-19"),
        ("next friday", "2027-03-19"), ("letzten Freitag", "2027-03-12"),
        ("Freitag in einer Woche", "2027-03-26"), ("fr in 1 w", "2027-03-26"),
        ("friday in two weeks", "2027-04-02"), ("fr nächste Woche", "2027-03-26"),
        ("next week tue", "2027-03-23"), ("morgen in einer Woche", "2027-03-23"),
        ("15.3.", "2027-03-15"), ("15.3", "2027-03-15"), ("14.3.", "2028-03-14"),
        ("15.3.27", "2027-03-15"), ("15.03.2027", "2027-03-15"), ("15. 3. 2027", "2027-03-15"),
        ("15. März", "2027-03-15"), ("15 maerz", "2027-03-15"), ("15 Mar", "2027-03-15"),
        ("15. Jänner", "2028-01-15"), ("15. Feber 28", "2028-02-15"),
        ("March 15th, 2027", "2027-03-15"), ("15th of March", "2027-03-15"),
        ("2027-03-15", "2027-03-15"), ("15/3", "2027-03-15"), ("4/4", "2027-04-04"),
        ("31/12/2027", "2027-12-31"), ("29.2.", "2028-02-29"), ("Mo 15.03.2027", "2027-03-15"),
        ("Mon 15 Mar 2027", "2027-03-15"), ("kw 12", "2027-03-22"), ("KW12", "2027-03-22"),
        ("kw 11", "2027-03-15"), ("kw 10", "2028-03-06"), ("week 12", "2027-03-22"),
        ("kw 12 fr", "2027-03-26"), ("fr kw 12", "2027-03-26"), ("kw 12 2028", "2028-03-20"),
        ("kw 53/26", "2026-12-28"), ("Monatsende", "2027-03-31"),
        ("end of month", "2027-03-31"), ("Ende des Monats", "2027-03-31"),
        ("ultimo", "2027-03-31"), ("Quartalsende", "2027-03-31"), ("Jahresende", "2027-12-31"),
        ("end of the quarter", "2027-03-31"), ("Ende Februar", "2028-02-29"),
        ("Mitte April", "2027-04-15"), ("Anfang April", "2027-04-01"), ("Q3 2026", "2026-09-30"),
        ("31.3. + 1m", "2027-04-30"),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_dates_in_words(typed: str, expected: str, language: str) -> None:
    texts.use(language)
    assert day(typed) == date.fromisoformat(expected)
    assert day(f"  {typed.upper()} ") == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("14.3.", "2027-03-14"), ("16.3.", "2026-03-16"), ("15.3.", "2027-03-15"),
     ("fr", "2027-03-12"), ("1.5.98", "1998-05-01"), ("29.2.", "2024-02-29"),
     ("kw 12", "2026-03-16"), ("Ende März", "2026-03-31"), ("1.1.1516", "1516-01-01")],
)
def test_dates_behind_us(typed: str, expected: str) -> None:
    assert day(typed, past=True) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("typed", "time"),
    [("fr 14 Uhr", "14:00"), ("fr 14:00", "14:00"), ("fr 9h", "09:00"),
     ("fr um 9.30 Uhr", "09:30"),
     ("fri at 14:05", "14:05"), ("19.3. 14 Uhr", "14:00"), ("2027-03-19, 8:00", "08:00"),
     ("fr", "")],
)
def test_time_of_day(typed: str, time: str) -> None:
    assert parse_date(typed, TODAY) == DateEntry(day=date(2027, 3, 19), time=time)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", DateFault.EMPTY), ("  ", DateFault.EMPTY), ("foo", DateFault.UNKNOWN),
        ("14", DateFault.UNKNOWN), ("10", DateFault.UNKNOWN), ("2026", DateFault.UNKNOWN),
        ("14:00", DateFault.UNKNOWN), ("März", DateFault.UNKNOWN),
        ("12345678901", DateFault.UNKNOWN),
        ("15.3.027", DateFault.UNKNOWN), ("mor", DateFault.UNKNOWN), ("f", DateFault.UNKNOWN),
        ("30.2.", DateFault.IMPOSSIBLE), ("31.4.2027", DateFault.IMPOSSIBLE),
        ("29.2.2027", DateFault.IMPOSSIBLE), ("0.3.", DateFault.IMPOSSIBLE),
        ("15.13.", DateFault.IMPOSSIBLE), ("13/13", DateFault.IMPOSSIBLE),
        ("2027-02-30", DateFault.IMPOSSIBLE), ("kw 54", DateFault.IMPOSSIBLE),
        ("kw 53", DateFault.IMPOSSIBLE), ("31.12.9999", DateFault.RANGE),
        ("9999w", DateFault.RANGE), ("9999j", DateFault.RANGE), ("1.1.0001", DateFault.RANGE),
        ("Ende März 0000", DateFault.RANGE), ("heute 25:00", DateFault.TIME),
        ("heute 24:00", DateFault.TIME), ("heute 9:60", DateFault.TIME),
        ("fr 15.3.", DateFault.WEEKDAY),
    ],
)
def test_refused_dates(typed: str, code: DateFault) -> None:
    problem = parse_date(typed, TODAY)
    assert isinstance(problem, DateProblem)
    assert problem.code is code
    assert date_echo.explain_date(problem)


@pytest.mark.parametrize(
    ("typed", "readings", "sentence"),
    [
        ("3/4", (date(2027, 4, 3), date(2028, 3, 4)), "03.04.2027 oder 04.03.2028"),
        ("3/4/2027", (date(2027, 4, 3), date(2027, 3, 4)), "03.04.2027 oder 04.03.2027"),
    ],
)
def test_two_readings_are_refused_with_both(
    typed: str, readings: tuple[date, ...], sentence: str
) -> None:
    problem = parse_date(typed, TODAY)
    assert problem == DateProblem(code=DateFault.AMBIGUOUS, readings=readings)
    assert isinstance(problem, DateProblem)
    assert sentence in date_echo.explain_date(problem)


def test_wrong_weekday_is_named() -> None:
    problem = parse_date("fr 15.3.", TODAY)
    assert isinstance(problem, DateProblem)
    assert date_echo.explain_date(problem) == "Der 15.03.2027 ist ein Montag"


@pytest.mark.parametrize(
    ("today", "typed", "expected"),
    [
        ("2027-01-31", "1m", "2027-02-28"), ("2028-01-31", "1m", "2028-02-29"),
        ("2028-02-29", "1j", "2029-02-28"), ("2027-08-31", "in 6 Monaten", "2028-02-29"),
    ],
)
def test_end_of_month_clamps(today: str, typed: str, expected: str) -> None:
    entry = parse_date(typed, date.fromisoformat(today))
    assert isinstance(entry, DateEntry)
    assert entry.day == date.fromisoformat(expected)
    assert DateNote.CLAMPED in entry.notes


@pytest.mark.parametrize(
    ("today", "typed", "expected"),
    [("2027-03-19", "fr", "2027-03-26"), ("2027-03-18", "fr", "2027-03-19"),
     ("2027-03-20", "fr", "2027-03-26"), ("2027-03-20", "fr nächste woche", "2027-03-26"),
     ("2026-12-31", "kw 1", "2027-01-04"), ("2026-12-31", "kw 53", "2026-12-31"),
     ("2027-12-31", "Monatsende", "2027-12-31"), ("2027-12-31", "1.1.", "2028-01-01")],
)
def test_borders(today: str, typed: str, expected: str) -> None:
    assert day(typed, date.fromisoformat(today)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("typed", "notes"),
    [("300t", ()), ("301t", (DateNote.FAR,)), ("gestern", (DateNote.PAST,)),
     ("nächsten fr", (DateNote.COMING,)), ("fr", ()), ("heute", ())],
)
def test_notes(typed: str, notes: tuple[DateNote, ...]) -> None:
    entry = parse_date(typed, TODAY)
    assert isinstance(entry, DateEntry)
    assert entry.notes == notes


@pytest.mark.parametrize(
    ("language", "typed", "echo"),
    [
        ("de", "fr", "Fr 19.03.2027, in 4 Tagen"),
        ("en", "fri", "Fri 19 Mar 2027, in 4 days"),
        ("de", "morgen 14 Uhr", "Di 16.03.2027, morgen, 14:00"),
        ("de", "gestern", "So 14.03.2027, gestern (liegt zurück)"),
        ("de", "nächsten fr",
         "Fr 19.03.2027, in 4 Tagen (+7: Fr 26.03., Bild ab x7 oder „fr in 1 w“)"),
        ("en", "next fri",
         "Fri 19 Mar 2027, in 4 days (+7: Fri 26 Mar, PgDn x7 or 'fri in 1 w')"),
    ],
)
def test_echo(language: str, typed: str, echo: str) -> None:
    texts.use(language)
    entry = parse_date(typed, TODAY)
    assert isinstance(entry, DateEntry)
    assert date_echo.echo(entry, TODAY) == echo


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3.4.1977", Birthday(day=3, month=4, year=1977)),
        ("03.04.1977", Birthday(day=3, month=4, year=1977)),
        ("3.4.", Birthday(day=3, month=4)), ("3. April", Birthday(day=3, month=4)),
        ("3 Apr 1977", Birthday(day=3, month=4, year=1977)),
        ("--04-03", Birthday(day=3, month=4)), ("1977-04-03", Birthday(day=3, month=4, year=1977)),
        ("29.2.", Birthday(day=29, month=2)), ("29.2.1980", Birthday(day=29, month=2, year=1980)),
        ("15.3.2027", Birthday(day=15, month=3, year=2027)),
        ("", DateProblem(code=DateFault.EMPTY)), ("heute", DateProblem(code=DateFault.UNKNOWN)),
        ("fr", DateProblem(code=DateFault.UNKNOWN)), ("1977", DateProblem(code=DateFault.UNKNOWN)),
        ("16.3.2027", DateProblem(code=DateFault.FUTURE)),
        ("29.2.1977", DateProblem(code=DateFault.IMPOSSIBLE)),
        ("29.2.1900", DateProblem(code=DateFault.IMPOSSIBLE)),
        ("3.4.1800", DateProblem(code=DateFault.RANGE)),
        ("3.4.77", DateProblem(code=DateFault.TWO_DIGIT_YEAR, readings=(date(1977, 4, 3),))),
        ("3.4.15", DateProblem(code=DateFault.TWO_DIGIT_YEAR,
                               readings=(date(2015, 4, 3), date(1915, 4, 3)))),
        ("29.2.77", DateProblem(code=DateFault.IMPOSSIBLE)),
        ("3/4", DateProblem(code=DateFault.AMBIGUOUS, yearless=True,
                            readings=(date(2000, 4, 3), date(2000, 3, 4)))),
    ],
)
def test_birthdays(typed: str, expected: Birthday | DateProblem) -> None:
    assert parse_birthday(typed, TODAY) == expected
    if isinstance(expected, DateProblem):
        assert date_echo.explain_birthday(expected)


@pytest.mark.parametrize(
    ("value", "text", "echo"),
    [
        (Birthday(day=3, month=4, year=1977), "03.04.1977", "So 03.04.1977, wird am 03.04. 50"),
        (Birthday(day=14, month=3, year=1977), "14.03.1977", "Mo 14.03.1977, wird am 14.03. 51"),
        (Birthday(day=3, month=4), "03.04.", "03.04., in 19 Tagen"),
        (Birthday(day=29, month=2, year=1980), "29.02.1980", "Fr 29.02.1980, wird am 29.02. 48"),
    ],
)
def test_birthday_in_words(value: Birthday, text: str, echo: str) -> None:
    assert dates.birthday(value) == text
    assert dates.echo_birthday(value, TODAY) == echo


@pytest.mark.parametrize(
    ("rule", "kept"), [(LeapRule.MARCH_1, "01.03."), (LeapRule.FEBRUARY_28, "28.02.")]
)
def test_29_february_in_other_years(rule: LeapRule, kept: str) -> None:
    value = Birthday(day=29, month=2, year=1980, leap_rule=rule)
    echo = dates.echo_birthday(value, date(2027, 1, 1))
    assert echo == f"Fr 29.02.1980, wird am {kept} 47"


@pytest.mark.parametrize(
    ("language", "short", "full", "long", "bar", "near"),
    [
        ("de", "05.01.", "05.01.2026", "Mo 05.01.2026", "Mo 05.01.26", "Mo 05.01."),
        ("en", "5 Jan", "5 Jan 2026", "Mon 5 Jan 2026", "Mon 5 Jan 2026", "Mon 5 Jan"),
    ],
)
def test_formats(language: str, short: str, full: str, long: str, bar: str, near: str) -> None:
    texts.use(language)
    value = date(2026, 1, 5)
    assert dates.short(value) == short
    assert dates.date(value) == full
    assert dates.long_date(value) == long
    assert dates.weekday_date(value) == bar
    assert dates.day_date(value) == near


@pytest.mark.parametrize(("first", "last", "german", "english"), [
    (date(2024, 4, 1), date(2024, 4, 30), "April 2024", "April 2024"),
    (date(2024, 2, 1), date(2024, 2, 29), "Februar 2024", "February 2024"),
    (date(2023, 2, 1), date(2023, 2, 28), "Februar 2023", "February 2023"),
    (date(2024, 4, 1), date(2024, 6, 30), "April bis Juni 2024", "April to June 2024"),
    (date(2024, 1, 1), date(2024, 12, 31), "Jänner bis Dezember 2024",
     "January to December 2024"),
    (date(2023, 11, 1), date(2024, 1, 31), "November 2023 bis Jänner 2024",
     "November 2023 to January 2024"),
    (date(2024, 2, 1), date(2024, 2, 28), "01.02.2024 bis 28.02.2024",
     "1 Feb 2024 to 28 Feb 2024"),
    (date(2024, 4, 2), date(2024, 4, 30), "02.04.2024 bis 30.04.2024",
     "2 Apr 2024 to 30 Apr 2024"),
    (date(9999, 12, 1), date(9999, 12, 31), "Dezember 9999", "December 9999"),
])
def test_periods(first: date, last: date, german: str, english: str) -> None:
    for language, wanted in (("de", german), ("en", english)):
        texts.use(language, "AT")
        assert dates.period(first, last) == wanted


@pytest.mark.parametrize("locale", ["de_AT", "de_DE", "en"])
def test_month_and_weekday_names_as_babel_has_them(locale: str) -> None:
    texts.use(*locale.split("_"))
    for number in range(1, 13):
        expected = format_date(date(2026, number, 1), "MMMM", locale=locale)
        assert dates.month_name(number) == expected
    for number in range(7):
        value = date(2026, 2, 23) + timedelta(days=number)
        assert dates.weekday_name(number) == format_date(value, "EEEE", locale=locale)


@pytest.mark.parametrize(
    ("days", "relative", "due", "ago"),
    [
        (-40, "vor 40 Tagen", "40 Tage überfällig", "vor 40 T"),
        (-2, "vor 2 Tagen", "2 Tage überfällig", "vor 2 T"),
        (-1, "gestern", "1 Tag überfällig", "vor 1 T"),
        (0, "heute", "heute", "heute"),
        (1, "morgen", "morgen", "16.03."),
        (2, "in 2 Tagen", "in 2 Tagen", "17.03."),
        (12, "in 12 Tagen", "in 12 Tagen", "27.03."),
    ],
)
def test_distances(days: int, relative: str, due: str, ago: str) -> None:
    value = TODAY + timedelta(days=days)
    assert dates.relative(value, TODAY) == relative
    assert dates.due(value, TODAY) == due
    assert dates.ago(value, TODAY) == ago


@settings(max_examples=150, deadline=None)
@given(value=DAYS, today=DAYS, language=st.sampled_from(["de", "en"]))
def test_what_we_write_we_read(value: date, today: date, language: str) -> None:
    texts.use(language)
    for write in (dates.date, dates.long_date, date.isoformat):
        assert day(write(value), today) == value
    born = parse_birthday(dates.date(value), max(value, today))
    if not isinstance(born, DateProblem):
        assert born == Birthday(day=value.day, month=value.month, year=value.year)


@settings(max_examples=150, deadline=None)
@given(value=DAYS, today=TODAYS)
def test_day_and_month_mean_the_next_one(value: date, today: date) -> None:
    found = day(dates.short(value), today)
    assert found >= today
    assert (found.day, found.month) == (value.day, value.month)


@settings(max_examples=150, deadline=None)
@given(weekday=st.integers(0, 6), today=TODAYS)
def test_a_weekday_is_one_to_seven_days_ahead(weekday: int, today: date) -> None:
    found = day(dates.weekday_name(weekday), today)
    assert found.weekday() == weekday
    assert 1 <= (found - today).days <= 7


WORDS = ["in", "fr", "kw", "nächsten", "2", "w", "+", "15.3.", "ende", "monat", "3/4", "uhr", "99",
         "14:00", "q3", "--02-30", "0000", "woche", "ago", "a"]


@settings(max_examples=300, deadline=None)
@given(typed=st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join) | st.text(max_size=12))
def test_any_text_has_an_answer(typed: str) -> None:
    entry = parse_date(typed, TODAY)
    if isinstance(entry, DateEntry):
        assert date_echo.echo(entry, TODAY)
    else:
        assert date_echo.explain_date(entry)
    parse_birthday(typed, TODAY)
