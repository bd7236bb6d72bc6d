"""The dates of domain.md 5 and 6, one by one: leap days, year ends, holidays, deadlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from dateutil.easter import easter

from store.events.agenda import occurrences
from store.events.early import too_early
from store.events.occurrence import EventKind, Occurrence
from store.events.workdays import holidays, next_working_day
from store.events.yearly import is_milestone, is_round_for_company, is_round_for_customer
from store.profile.activity import AckKind, FollowUp
from store.profile.company import Address, Contract, Offer
from store.profile.contact import Birthday, Contact, LeapRule, NameDay
from store.profile.prospect import Prospect, Stage

MARCH, FEBRUARY = LeapRule.MARCH_1, LeapRule.FEBRUARY_28
FIRM = Prospect(id="p", name="Wolpertec GmbH", created=date(1890, 1, 1), stage=Stage.EXISTING)


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(text: str, year: int) -> set[date]:
    return {date(year, int(part[3:]), int(part[:2])) for part in text.split()}


def turns(prospect: Prospect, today: str, horizon: int = 400) -> list[tuple[str, str, str]]:
    """Day, day to act and first day of preparation of what is to come."""
    return [(str(o.day), str(o.act_on), str(o.prepare_from))
            for o in occurrences(prospect, day(today), horizon_days=horizon)
            if o.day >= day(today)]


@pytest.mark.parametrize(("year", "sunday"), [(2026, "2026-04-05"), (2027, "2027-03-28")])
def test_easter(year: int, sunday: str) -> None:
    assert easter(year) == day(sunday)


@pytest.mark.parametrize(("year", "region", "expected"), [
    (2026, "AT", "01.01 06.01 06.04 01.05 14.05 25.05 04.06 15.08 26.10 01.11 08.12 25.12 26.12"),
    (2027, "AT", "01.01 06.01 29.03 01.05 06.05 17.05 27.05 15.08 26.10 01.11 08.12 25.12 26.12"),
    (2026, "BY", "01.01 06.01 03.04 06.04 01.05 14.05 25.05 04.06 15.08 03.10 01.11 25.12 26.12"),
    (2027, "BY", "01.01 06.01 26.03 29.03 01.05 06.05 17.05 27.05 15.08 03.10 01.11 25.12 26.12"),
])
def test_all_holidays(year: int, region: str, expected: str) -> None:
    assert holidays(year, region) == days(expected, year)


@pytest.mark.parametrize(("today", "rule", "turn", "act_on", "age"), [
    ("1900-02-20", MARCH, "1900-03-01", "1900-03-01", 4),
    ("1900-02-20", FEBRUARY, "1900-02-28", "1900-02-28", 4),
    ("2000-02-20", MARCH, "2000-02-29", "2000-02-29", 104),
    ("2000-02-20", FEBRUARY, "2000-02-29", "2000-02-29", 104),
    ("2026-02-20", MARCH, "2026-03-01", "2026-03-02", 130),
    ("2026-02-20", FEBRUARY, "2026-02-28", "2026-03-02", 130),
    ("2027-02-20", MARCH, "2027-03-01", "2027-03-01", 131),
    ("2027-02-20", FEBRUARY, "2027-02-28", "2027-03-01", 131),
    ("2028-02-20", MARCH, "2028-02-29", "2028-02-29", 132),
    ("2028-02-20", FEBRUARY, "2028-02-29", "2028-02-29", 132),
    ("2100-02-20", MARCH, "2100-03-01", "2100-03-01", 204),
    ("2100-02-20", FEBRUARY, "2100-02-28", "2100-03-01", 204),
])
def test_29_february_in_every_kind_of_year(
    today: str, rule: LeapRule, turn: str, act_on: str, age: int
) -> None:
    """2026: Sunday 1 March, so the call is on Monday 2 March; the age counts normally."""
    born = Birthday(day=29, month=2, year=1896, leap_rule=rule)
    firm = replace(FIRM, contacts=(Contact(id="e", birthday=born),))
    found = next(o for o in occurrences(firm, day(today)) if o.day >= day(today))
    assert (str(found.day), str(found.act_on), found.years) == (turn, act_on, age)


@pytest.mark.parametrize(("birthday", "today", "turn", "act_on", "prepare"), [
    ((31, 12, None), "2026-12-31", "2026-12-31", "2026-12-31", "2026-12-24"),
    ((31, 12, None), "2027-01-01", "2027-12-31", "2027-12-31", "2027-12-24"),
    ((1, 1, None), "2026-12-30", "2027-01-01", "2027-01-04", "2026-12-25"),
    ((1, 1, 1977), "2026-12-30", "2027-01-01", "2027-01-04", "2026-12-11"),
    ((6, 1, None), "2026-12-30", "2027-01-06", "2027-01-07", "2026-12-30"),
    ((25, 12, None), "2026-12-20", "2026-12-25", "2026-12-28", "2026-12-18"),
])
def test_the_end_of_a_year(
    birthday: tuple[int, int, int | None], today: str, turn: str, act_on: str, prepare: str
) -> None:
    d, m, year = birthday
    firm = replace(FIRM, contacts=(Contact(id="e", birthday=Birthday(day=d, month=m, year=year)),))
    assert turns(firm, today)[0] == (turn, act_on, prepare)


def test_ages_that_are_milestones() -> None:
    assert [n for n in range(111) if is_milestone(n)] == [
        30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100, 105, 110]


def test_years_that_are_anniversaries() -> None:
    assert [n for n in range(151) if is_round_for_company(n)] == [10, 25, 50, 75, 100, 125, 150]
    assert [n for n in range(31) if is_round_for_customer(n)] == [1, 5, 10, 15, 20, 25, 30]


@pytest.mark.parametrize(("changes", "today", "expected"), [
    ({"founded": "2000-02-29"}, "2025-01-01", ("2025-03-01", "2025-03-03", "2025-01-30")),
    ({"founded": "1976-02-29"}, "2026-02-01", ("2026-03-01", "2026-03-02", "2026-01-30")),
    ({"founded": "2003-10-26"}, "2028-10-01", ("2028-10-26", "2028-10-27", "2028-09-26")),
    ({"first_order": "2024-02-29"}, "2025-01-01", ("2025-03-01", "2025-03-03", "2025-02-15")),
    ({"first_order": "2021-12-26"}, "2026-12-01", ("2026-12-26", "2026-12-28", "2026-12-12")),
])
def test_anniversaries_on_odd_days(
    changes: dict[str, str], today: str, expected: tuple[str, str, str]
) -> None:
    firm = replace(FIRM, **{name: day(text) for name, text in changes.items()})  # type: ignore[arg-type]
    assert turns(firm, today)[0] == expected


@pytest.mark.parametrize(("end", "notice", "renewal", "today", "expected"), [
    ("2027-05-31", 3, 12, "2026-02-23", ("2027-02-28", "2027-02-26", "2026-12-30")),
    ("2027-05-31", 3, 12, "2027-03-01", ("2028-02-29", "2028-02-29", "2027-12-31")),
    ("2028-05-31", 3, 12, "2028-02-29", ("2028-02-29", "2028-02-29", "2027-12-31")),
    ("2026-12-31", 1, 12, "2026-11-30", ("2026-11-30", "2026-11-30", "2026-10-01")),
    ("2026-12-31", 1, 12, "2026-12-01", ("2027-11-30", "2027-11-30", "2027-10-01")),
    ("2026-12-31", 12, 12, "2026-01-01", ("2026-12-31", "2026-12-31", "2026-11-01")),
    ("2026-03-31", 1, 1, "2026-03-01", ("2026-03-30", "2026-03-30", "2026-01-29")),
    ("2026-12-26", 0, 12, "2026-12-01", ("2026-12-26", "2026-12-24", "2026-10-27")),
])
def test_notice_and_renewal(
    end: str, notice: int, renewal: int, today: str, expected: tuple[str, str, str]
) -> None:
    contract = Contract(id="c", title="Wartung", end=day(end), notice=notice, renewal=renewal)
    assert turns(replace(FIRM, contracts=(contract,)), today)[0] == expected


@pytest.mark.parametrize(("postcode", "due", "promised", "act_on"), [
    ("6020", "2026-10-26", False, "2026-10-27"), ("6020", "2026-10-26", True, "2026-10-23"),
    ("84028", "2026-10-26", False, "2026-10-26"), ("84028", "2026-10-03", True, "2026-10-02"),
    ("6020", "2026-04-03", False, "2026-04-03"), ("84028", "2026-04-03", False, "2026-04-07"),
    ("84028", "2026-04-03", True, "2026-04-02"), ("6020", "2026-12-08", True, "2026-12-07"),
    ("6020", "2026-12-25", False, "2026-12-28"), ("6020", "2027-01-01", True, "2026-12-31"),
    ("86150", "2025-08-08", False, "2025-08-11"), ("84028", "2025-08-08", False, "2025-08-08"),
])
def test_promises_before_and_others_after_free_days(
    postcode: str, due: str, promised: bool, act_on: str
) -> None:
    place = "Augsburg" if postcode == "86150" else ""
    firm = replace(FIRM, addresses=(Address(postcode=postcode, place=place),), follow_ups=(
        FollowUp(id="f", due=day(due), promised=promised),))
    assert occurrences(firm, day("2025-08-01"), horizon_days=600)[0].act_on == day(act_on)


@pytest.mark.parametrize(("binds", "act_on", "prepare"), [
    ("2026-03-01", "2026-02-27", "2026-02-22"), ("2026-01-06", "2026-01-05", "2025-12-30"),
    ("2026-12-31", "2026-12-31", "2026-12-24"), ("2028-02-29", "2028-02-29", "2028-02-22"),
])
def test_offers_end_before_free_days(binds: str, act_on: str, prepare: str) -> None:
    offer = Offer(id="o", title="Jacken", binds_until=day(binds))
    (found,) = occurrences(replace(FIRM, offers=(offer,)), day(binds))
    assert (found.act_on, found.prepare_from) == (day(act_on), day(prepare))


def test_a_name_day_of_29_february_has_a_turn_every_year() -> None:
    firm = replace(FIRM, contacts=(Contact(id="e", name_day=NameDay(day=29, month=2)),))
    assert [turn[0] for turn in turns(firm, "2026-01-01", 1200)] == [
        "2026-03-01", "2027-03-01", "2028-02-29", "2029-03-01"]


@pytest.mark.parametrize(("kind", "today", "early"), [
    (AckKind.CALL, "2026-02-28", True), (AckKind.EMAIL, "2026-02-28", True),
    (AckKind.VISIT, "2026-02-28", True), (AckKind.MESSAGE, "2026-02-28", True),
    (AckKind.CARD, "2026-02-20", False), (AckKind.GIFT, "2026-02-28", False),
    (AckKind.DONE, "2026-02-28", False), (AckKind.CALL, "2026-03-01", False),
    (AckKind.CALL, "2026-03-02", False),
])
def test_a_card_may_be_posted_ahead_a_call_may_not(
    kind: AckKind, today: str, early: bool
) -> None:
    for event in (EventKind.BIRTHDAY, EventKind.NAME_DAY):
        found = Occurrence(key="x", kind=event, day=day("2026-03-01"), act_on=day("2026-03-02"),
                           prepare_from=day("2026-02-22"))
        assert too_early(found, kind, day(today)) is early
    step = replace(found, kind=EventKind.FOLLOW_UP)
    assert not too_early(step, kind, day(today))


def test_the_longest_run_of_free_days() -> None:
    """From Good Friday to Easter Monday it is four; five is never passed."""
    for year in range(2020, 2060):
        for region in ("AT", "BY", "BY-A", "DE", "CH"):
            for number in range(366):
                first = date.fromordinal(date(year, 1, 1).toordinal() + number)
                assert (next_working_day(first, region) - first).days <= 5
