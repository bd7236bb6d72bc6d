from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store.events.agenda import agenda, occurrences
from store.events.deadlines import notice_deadline
from store.events.occurrence import EventKind, Urgency
from store.profile.activity import AckKind, Acknowledgement, FollowUp
from store.profile.company import (
    Address,
    Contract,
    Offer,
    OfferState,
    Project,
    ProjectKind,
)
from store.profile.contact import Birthday, Contact, LeapRule
from store.profile.prospect import Prospect, Stage

TODAY = date(2026, 2, 23)
FIRM = Prospect(
    id="p", name="Wolpertec GmbH", created=date(2020, 1, 1), stage=Stage.EXISTING)
EVA = Contact(id="e", first_name="Eva", last_name="Huber")


def day(text: str) -> date:
    return date.fromisoformat(text)


def with_birthday(birthday: Birthday, **changes: object) -> Prospect:
    return replace(FIRM, contacts=(replace(EVA, birthday=birthday, **changes),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("birthday", "turn", "act_on", "prepare_from", "years"),
    [
        (Birthday(day=29, month=2), "2026-03-01", "2026-03-02", "2026-02-22", None),
        (Birthday(day=29, month=2, year=1980), "2026-03-01", "2026-03-02", "2026-02-22", 46),
        (
            Birthday(day=29, month=2, leap_rule=LeapRule.FEBRUARY_28),
            "2026-02-28",
            "2026-03-02",
            "2026-02-21",
            None,
        ),
        (Birthday(day=7, month=3, year=1976), "2026-03-07", "2026-03-09", "2026-02-14", 50),
        (Birthday(day=23, month=2, year=1961), "2026-02-23", "2026-02-23", "2026-02-02", 65),
        (Birthday(day=24, month=2, year=1971), "2026-02-24", "2026-02-24", "2026-02-03", 55),
        (Birthday(day=4, month=6), "2026-06-04", "2026-06-05", "2026-05-28", None),
        (Birthday(day=26, month=10, year=1966), "2026-10-26", "2026-10-27", "2026-10-05", 60),
        (Birthday(day=31, month=12, year=1988), "2026-12-31", "2026-12-31", "2026-12-24", 38),
    ],
)
def test_birthdays(
    birthday: Birthday, turn: str, act_on: str, prepare_from: str, years: int | None
) -> None:
    found = [o for o in occurrences(with_birthday(birthday), TODAY) if o.day >= TODAY]
    assert found[0].key == "birthday:e"
    assert found[0].person == "Eva Huber"
    assert (found[0].day, found[0].act_on) == (day(turn), day(act_on))
    assert found[0].prepare_from == day(prepare_from)
    assert found[0].years == years


@pytest.mark.parametrize(
    ("today", "urgency"),
    [
        ("2026-02-21", Urgency.LATER),
        ("2026-02-22", Urgency.UPCOMING),
        ("2026-03-01", Urgency.UPCOMING),
        ("2026-03-02", Urgency.TODAY),
        ("2026-03-03", Urgency.OVERDUE),
        ("2027-02-21", Urgency.OVERDUE),
        ("2027-02-22", Urgency.UPCOMING),
    ],
)
def test_a_missed_birthday_waits_until_the_next_one_is_near(today: str, urgency: Urgency) -> None:
    prospect = replace(with_birthday(Birthday(day=29, month=2)), created=day("2026-02-20"))
    assert occurrences(prospect, day(today))[0].urgency(day(today)) is urgency


def test_nothing_from_before_the_person_was_known() -> None:
    birthday = Birthday(day=20, month=2)
    assert occurrences(with_birthday(birthday), TODAY)[0].day == day("2026-02-20")
    prospect = with_birthday(birthday, since=day("2026-02-21"))
    assert occurrences(prospect, TODAY)[0].day == day("2027-02-20")
    prospect = with_birthday(birthday, since=day("2019-02-21"))
    assert occurrences(prospect, TODAY)[0].day == day("2026-02-20")


def test_no_birthday_before_the_first() -> None:
    born = Birthday(day=1, month=3, year=2026)
    assert [o.day for o in occurrences(with_birthday(born), TODAY)] == [day("2027-03-01")]


@pytest.mark.parametrize(
    "contact",
    [
        replace(EVA, birthday=Birthday(day=24, month=2), no_wishes=True),
        replace(EVA, birthday=Birthday(day=24, month=2), left=day("2026-01-01")),
        EVA,
    ],
)
def test_no_birthday(contact: Contact) -> None:
    assert occurrences(replace(FIRM, contacts=(contact,)), TODAY) == ()


def test_nothing_from_the_archive() -> None:
    prospect = replace(with_birthday(Birthday(day=24, month=2)), archived=TODAY)
    assert agenda(prospect, TODAY).valid_until == date.max
    assert occurrences(prospect, TODAY) == ()


@pytest.mark.parametrize(
    ("due", "promised", "act_on"),
    [
        ("2026-02-28", False, "2026-03-02"),
        ("2026-02-28", True, "2026-02-27"),
        ("2026-02-21", False, "2026-02-23"),
        ("2026-02-20", False, "2026-02-20"),
        ("2026-12-26", True, "2026-12-24"),
    ],
)
def test_follow_ups(due: str, promised: bool, act_on: str) -> None:
    follow_up = FollowUp(
        id="f", due=day(due), promised=promised, contact="e", time="14:00", reason="Rahmen klären"
    )
    prospect = replace(FIRM, contacts=(EVA,), follow_ups=(follow_up,))
    (found,) = occurrences(prospect, TODAY)
    assert (found.key, found.kind) == ("followup:f", EventKind.FOLLOW_UP)
    assert (found.day, found.act_on) == (day(due), day(act_on))
    assert (found.person, found.reason, found.time) == ("Eva Huber", "Rahmen klären", "14:00")


def test_a_follow_up_with_somebody_who_is_gone() -> None:
    prospect = replace(FIRM, follow_ups=(FollowUp(id="f", due=TODAY, contact="x"),))
    assert occurrences(prospect, TODAY)[0].person == ""


def test_holidays_of_the_address() -> None:
    bavaria = replace(
        FIRM,
        addresses=(Address(postcode="84028", place="Landshut"),),
        follow_ups=(FollowUp(id="f", due=day("2026-10-26")),),
    )
    assert occurrences(bavaria, TODAY)[0].act_on == day("2026-10-26")
    unknown = replace(bavaria, addresses=())
    assert occurrences(unknown, TODAY)[0].act_on == day("2026-10-27")
    assert occurrences(unknown, TODAY, region="BY")[0].act_on == day("2026-10-26")


def test_offers() -> None:
    offers = (
        Offer(id="1", title="Anlage", binds_until=day("2026-03-01")),
        Offer(id="2", title="Wartung", binds_until=day("2026-02-01")),
        Offer(id="3", title="ohne Frist"),
        Offer(id="4", title="gewonnen", binds_until=TODAY, state=OfferState.WON),
    )
    late, soon = occurrences(replace(FIRM, offers=offers), TODAY)
    assert (late.key, late.urgency(TODAY)) == ("offer:2", Urgency.OVERDUE)
    assert (soon.key, soon.day, soon.act_on) == ("offer:1", day("2026-03-01"), day("2026-02-27"))
    assert soon.prepare_from == day("2026-02-22")


@pytest.mark.parametrize(
    ("end", "notice", "renewal", "today", "deadline"),
    [
        ("2027-05-31", 3, 12, "2026-02-23", "2027-02-28"),
        ("2027-05-31", 3, 12, "2027-02-28", "2027-02-28"),
        ("2027-05-31", 3, 12, "2027-03-01", "2028-02-29"),
        ("2020-05-31", 3, 12, "2027-02-01", "2027-02-28"),
        ("2026-01-31", 0, 1, "2026-02-23", "2026-02-28"),
        ("2010-01-31", 1, 1, "2026-03-01", "2026-03-30"),
        ("2026-06-30", 3, 0, "2026-03-30", "2026-03-30"),
        ("2026-06-30", 3, 0, "2026-03-31", None),
    ],
)
def test_notice(end: str, notice: int, renewal: int, today: str, deadline: str | None) -> None:
    contract = Contract(id="c", title="Wartung", end=day(end), notice=notice, renewal=renewal)
    expected = day(deadline) if deadline else None
    assert notice_deadline(contract, day(today)) == expected
    found = occurrences(replace(FIRM, contracts=(contract,)), day(today))
    assert [o.day for o in found if o.kind is EventKind.NOTICE] == (
        [expected] if expected else [])


def test_notice_is_prepared_sixty_days_before() -> None:
    contract = Contract(id="c", title="Wartung", end=day("2027-05-31"), notice=3)
    (found,) = occurrences(replace(FIRM, contracts=(contract,)), TODAY)
    assert (found.key, found.kind, found.reason) == ("notice:c", EventKind.NOTICE, "Wartung")
    assert found.prepare_from == day("2026-12-30")
    assert found.act_on == day("2027-02-26")


def test_no_notice_after_the_end_of_the_calendar() -> None:
    contract = Contract(id="c", title="unbefristet", end=date.max)
    prospect = replace(FIRM, contracts=(contract,))
    assert occurrences(prospect, TODAY) == ()
    last = date(9998, 12, 31)
    assert len(occurrences(prospect, last, horizon_days=365)) == 1


def test_projects_launches_and_fairs() -> None:
    projects = (
        Project(id="1", title="Halle", due=day("2026-09-30"), approximate=True),
        Project(id="2", title="Radler", kind=ProjectKind.LAUNCH, due=day("2026-05-01")),
        Project(
            id="3",
            title="Messe",
            kind=ProjectKind.FAIR,
            due=day("2026-04-17"),
            until=day("2026-04-19"),
        ),
        Project(id="4", title="Tag der offenen Tür", kind=ProjectKind.FAIR, due=day("2026-04-26")),
        Project(id="5", title="fertig", due=TODAY, done=True),
        Project(id="6", title="irgendwann"),
    )
    found = {o.key: o for o in occurrences(replace(FIRM, projects=projects), TODAY)}
    assert sorted(found) == [f"project:{n}" for n in "1234"]
    assert found["project:1"].approximate
    assert found["project:1"].prepare_from == day("2026-08-31")
    assert found["project:2"].kind is EventKind.LAUNCH
    assert found["project:2"].act_on == day("2026-05-04")
    assert found["project:3"].kind is EventKind.FAIR
    assert found["project:3"].day == day("2026-04-17")
    assert found["project:3"].act_on == day("2026-04-19")
    assert found["project:3"].prepare_from == day("2026-03-06")
    assert found["project:4"].act_on == day("2026-04-26")


@pytest.mark.parametrize(
    ("founded", "turn", "years"),
    [
        ("1901-05-01", "2026-05-01", 125),
        ("2016-04-01", "2026-04-01", 10),
        ("2001-12-31", "2026-12-31", 25),
        ("1996-01-15", None, 30),
        ("2006-06-01", None, 20),
        ("2025-06-01", None, 1),
        ("2027-01-01", None, 0),
    ],
)
def test_company_anniversaries(founded: str, turn: str | None, years: int) -> None:
    found = occurrences(replace(FIRM, founded=day(founded)), TODAY)
    assert [(o.key, o.day, o.years) for o in found] == (
        [("company", day(turn), years)] if turn else []
    )
    assert all(o.prepare_from == o.day - timedelta(days=30) for o in found)


@pytest.mark.parametrize(
    ("first_order", "stage", "years"),
    [
        ("2025-11-28", Stage.NEW, [1]),
        ("2021-03-01", Stage.REGULAR, [5]),
        ("2022-03-01", Stage.REGULAR, [5]),
        ("2023-05-01", Stage.EXISTING, []),
        ("2016-05-01", Stage.FORMER, []),
    ],
)
def test_customer_anniversaries(first_order: str, stage: Stage, years: list[int]) -> None:
    prospect = replace(FIRM, first_order=day(first_order), stage=stage)
    found = [o for o in occurrences(prospect, TODAY) if o.key == "customer"]
    assert [o.years for o in found] == years
    assert all(o.prepare_from == o.day - timedelta(days=14) for o in found)


def test_a_missed_anniversary_waits_less_than_a_year() -> None:
    prospect = replace(FIRM, founded=day("1926-02-02"))
    assert occurrences(prospect, TODAY)[0].urgency(TODAY) is Urgency.OVERDUE
    assert occurrences(prospect, day("2027-01-02"))[0].years == 100
    assert occurrences(prospect, day("2027-01-03")) == ()
    assert occurrences(replace(prospect, created=day("2026-02-03")), TODAY) == ()


@pytest.mark.parametrize("kind", [k for k in AckKind if k is not AckKind.MOVED])
def test_what_is_handled_is_gone_until_the_next_turn(kind: AckKind) -> None:
    done = Acknowledgement(event="birthday:e", turn=day("2026-03-01"), day=TODAY, kind=kind)
    prospect = replace(
        with_birthday(Birthday(day=1, month=3)), acknowledgements=(done,), created=TODAY
    )
    assert [o.day for o in occurrences(prospect, TODAY)] == [day("2027-03-01")]


@pytest.mark.parametrize(
    ("until", "act_on"), [("2026-03-05", "2026-03-05"), ("2026-02-24", "2026-03-01")]
)
def test_what_was_moved_appears_on_its_new_day(until: str, act_on: str) -> None:
    moved = Acknowledgement(
        event="birthday:e", turn=day("2026-03-01"), day=TODAY, kind=AckKind.MOVED, until=day(until)
    )
    prospect = replace(
        with_birthday(Birthday(day=1, month=3)), acknowledgements=(moved,), created=TODAY
    )
    first = occurrences(prospect, TODAY)[0]
    assert (first.day, first.act_on, first.prepare_from) == (
        day("2026-03-01"),
        day(act_on),
        day(act_on),
    )


def test_an_offer_may_be_moved_forward() -> None:
    moved = Acknowledgement(
        event="offer:1",
        turn=day("2026-03-02"),
        day=TODAY,
        kind=AckKind.MOVED,
        until=day("2026-02-25"),
    )
    offer = Offer(id="1", title="Anlage", binds_until=day("2026-03-02"))
    prospect = replace(FIRM, offers=(offer,), acknowledgements=(moved,))
    assert occurrences(prospect, TODAY)[0].act_on == day("2026-02-25")


def test_order_of_a_day() -> None:
    prospect = replace(
        with_birthday(Birthday(day=24, month=2)),
        created=TODAY,
        follow_ups=(
            FollowUp(id="2", due=day("2026-02-24"), time="14:00"),
            FollowUp(id="1", due=day("2026-02-24"), time="09:00"),
            FollowUp(id="3", due=day("2026-02-24")),
            FollowUp(id="4", due=day("2026-02-20")),
        ),
    )
    keys = [o.key for o in occurrences(prospect, TODAY, horizon_days=30)]
    assert keys == ["followup:4", "followup:3", "birthday:e", "followup:1", "followup:2"]
