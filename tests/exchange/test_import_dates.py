"""Dates of other programs: strict forms, one order a column."""

from __future__ import annotations

from datetime import date

import pytest

from store.exchange.dates import (
    DateRefused,
    Day,
    check_birthday,
    date_reading,
    day_first,
    is_no_date,
    parse_date,
    parse_full_date,
)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("3.4.1977", None, Day(1977, 4, 3)),
        ("03. 04. 1977", None, Day(1977, 4, 3)),
        ("03.04.1977 00:00:00", None, Day(1977, 4, 3)),
        ("3.4.", None, Day(None, 4, 3)),
        ("1977-04-03", None, Day(1977, 4, 3)),
        ("1977/4/3", None, Day(1977, 4, 3)),
        ("1977-04-03T10:00:00Z", None, Day(1977, 4, 3)),
        ("1977-04-03 10:00 PM", None, Day(1977, 4, 3)),
        ("19770403", None, Day(1977, 4, 3)),
        ("19770403T000000Z", None, Day(1977, 4, 3)),
        ("--04-03", None, Day(None, 4, 3)),
        ("--0229", None, Day(None, 2, 29)),
        ("1604-02-29", None, Day(None, 2, 29)),
        ("29.2.2000", None, Day(2000, 2, 29)),
        ("03/04/1977", True, Day(1977, 4, 3)),
        ("03/04/1977", False, Day(1977, 3, 4)),
        ("4-3-1977", True, Day(1977, 3, 4)),
        ("13/04/1977", None, Day(1977, 4, 13)),
        ("04/13/1977", None, Day(1977, 4, 13)),
        ("07/07/1977", None, Day(1977, 7, 7)),
        ("3. April 1977", None, Day(1977, 4, 3)),
        ("3. Jänner", None, Day(None, 1, 3)),
        ("3-Apr-1977", None, Day(1977, 4, 3)),
        ("April 3, 1977", None, Day(1977, 4, 3)),
    ],
)
def test_dates(text: str, order: bool | None, day: Day) -> None:
    assert parse_date(text, order) == day


@pytest.mark.parametrize(
    ("text", "order", "code"),
    [
        ("03/04/1977", None, "date_order"),
        ("4/13/2026", True, "date"),
        ("1.2.70", None, "two_digit_year"),
        ("1/2/70", None, "two_digit_year"),
        ("3-Apr-77", None, "two_digit_year"),
        ("31.2.1980", None, "date"),
        ("29.2.1900", None, "date"),
        ("0000-01-01", None, "date"),
        ("10", None, "date"),
        ("2026", None, "date"),
        ("Sat", None, "date"),
        ("3. Dings 1977", None, "date"),
        ("Dings 3, 1977", None, "date"),
        ("٣.٤.١٩٧٧", None, "date"),
        ("12345678901", None, "date"),
        ("28218", None, "excel_serial"),
        ("28218,5", None, "excel_serial"),
        ("########", None, "damaged"),
    ],
)
def test_refused(text: str, order: bool | None, code: str) -> None:
    with pytest.raises(DateRefused) as refused:
        parse_date(text, order)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["13/04/1977", "03/04/1977"], True),
        (["04/13/1977", "03/04/1977"], False),
        (["03/04/1977"], None),
        (["13/04/1977", "04/13/1977"], None),
        (["13.04.1977", "1.1.1"], None),
    ],
)
def test_order_of_a_column(texts: list[str], order: bool | None) -> None:
    assert day_first({date_reading(text) for text in texts}) is order


@pytest.mark.parametrize("text", ["0.0.00", "0/0/00", "00.00.0000", "0000-00-00", "00.01.1900"])
def test_no_date(text: str) -> None:
    assert is_no_date(text)


def test_days_that_need_their_year() -> None:
    assert parse_full_date("3.4.2015", None) == date(2015, 4, 3)
    for text, code in (("3.4.", "date"), ("3.4.1212", "date_range")):
        with pytest.raises(DateRefused) as refused:
            parse_full_date(text, None)
        assert refused.value.code == code


def test_birthday_in_the_future_is_refused() -> None:
    today = date(2026, 11, 21)
    check_birthday(Day(2026, 11, 21), today)
    check_birthday(Day(None, 12, 24), today)
    for day in (Day(2026, 11, 22), Day(1874, 1, 1)):
        with pytest.raises(DateRefused):
            check_birthday(day, today)
