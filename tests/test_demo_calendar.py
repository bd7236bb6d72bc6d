"""The sample customers against domain.md 9: what happened, what comes up, what was rated."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from store.catalogue import load_checklist
from store.demo import demo_prospects
from store.events.agenda import occurrences
from store.events.occurrence import EventKind, Occurrence, Urgency
from store.overview import Row, make_row, rank
from store.persistence.formats import decode, encode
from store.privacy.contact_light import ContactReason, may_contact
from store.privacy.gifts import GiftBlock, may_give
from store.profile.company import Light
from store.profile.contact import Channel
from store.profile.months import add_months
from store.profile.prospect import Prospect, Stage
from store.profile.revenue import rolling
from store.profile.staleness import stale_infos
from store.qualification.decision import Choice, Rule
from store.qualification.score import Standing, assess
from store.value.abc import classify

REFERENCE = date(2026, 2, 23)
DAYS = (REFERENCE, date(2026, 12, 30), date(2027, 5, 6), date(2028, 2, 29))
CHECKLIST = load_checklist()
DECISIONS = {
    29: (Choice.PURSUE, Rule.R5), 30: (Choice.PURSUE, Rule.R5), 31: (Choice.PURSUE, Rule.R5),
    32: (Choice.DEVELOP, Rule.R6), 33: (Choice.DEVELOP, Rule.R6), 34: (Choice.DEVELOP, Rule.R6),
    35: (Choice.DEVELOP, Rule.R4), 36: (Choice.DEVELOP, Rule.R6), 37: (Choice.PARK, Rule.R2),
    38: (Choice.PARK, Rule.R7), 39: (Choice.DROP, Rule.R1),
}  # fmt: skip
OVERDUE = {6, 17, 18, 20, 22, 26, 28, 33, 35}


@pytest.fixture(params=DAYS, ids=str)
def today(request: pytest.FixtureRequest) -> date:
    day = request.param
    assert isinstance(day, date)
    return day


@pytest.fixture
def demo(today: date) -> tuple[Prospect, ...]:
    return demo_prospects(today)


def letters(demo: tuple[Prospect, ...], today: date) -> dict[str, str]:
    base = [p for p in demo if p.stage.customer or p.stage is Stage.FORMER]
    sums = ((p.id, rolling(p.revenue, today).revenue, p.stage is Stage.NEW) for p in base)
    return dict(classify(sums).letters)


def rows(demo: tuple[Prospect, ...], today: date) -> list[Row]:
    """As the book makes them."""
    found = letters(demo, today)
    mean = Fraction(1_000_000_00, 26)
    return [
        make_row(p, CHECKLIST, today, computed_class=found.get(p.id, ""), average_revenue=mean)
        for p in demo
    ]


def standing(prospect: Prospect, today: date) -> Standing:
    return assess(CHECKLIST, prospect.assessment, today)


def coming(number: int, kind: EventKind) -> Occurrence:
    """The next turn of a kind for a row or its main contact, as of the reference day."""
    prospect = demo_prospects(REFERENCE)[number - 1]
    found = occurrences(prospect, REFERENCE)
    people = ("", prospect.contacts[0].id)
    return next(o for o in found if o.kind is kind and o.contact in people)


def test_decisions_by_the_rules(demo: tuple[Prospect, ...], today: date) -> None:
    found = {}
    for number in DECISIONS:
        recommended = standing(demo[number - 1], today).recommendation
        found[number] = (recommended.choice, recommended.rule)
    assert found == DECISIONS
    assert demo[39].assessment is None


def test_gipfelmops_is_the_first_worked_example(demo: tuple[Prospect, ...], today: date) -> None:
    at = standing(demo[32], today)
    assert (at.score, at.low, at.high) == (Fraction(325, 4), 65, 85)
    assert (at.confidence, at.to_ask[:3]) == (Fraction(3, 5), ("Z", "M", "R"))


def test_scores_that_screens_are_drawn_with(demo: tuple[Prospect, ...], today: date) -> None:
    scores = {n: standing(demo[n - 1], today).score for n in (29, 30, 32, 34, 35)}
    assert [round(scores[n] or 0) for n in (29, 30, 32, 34)] == [87, 85, 57, 70]
    assert scores[35] is None
    assert standing(demo[34], today).answered == 0


def test_six_checks_with_a_change_of_decision(demo: tuple[Prospect, ...]) -> None:
    changed = []
    for number, p in enumerate(demo, 1):
        choices = {assess(CHECKLIST, a, a.day).recommendation.choice for a in p.assessments}
        if len(choices) > 1:
            changed.append(number)
        assert [a.day for a in p.assessments] == sorted(a.day for a in p.assessments)
    assert changed == [29, 30, 31, 37, 38, 39]


def test_a_no_for_now_says_until_when(demo: tuple[Prospect, ...], today: date) -> None:
    answers = [a for p in demo for check in p.assessments for a in check.answers]
    assert {a.criterion for a in answers} <= {c.code for c in CHECKLIST.criteria}
    noes = [a for a in answers if a.knock_out]
    assert [(a.rating, bool(a.reason)) for a in noes] == [(0, True)] * 2
    assert [a.resume for a in noes] == [today + timedelta(days=126), None]


def test_activities_by_class(demo: tuple[Prospect, ...], today: date) -> None:
    """Row 25 is the one that is visited too often: its waste is the lesson."""
    limits = {"A": range(18, 27), "B": range(8, 13), "C": range(1, 5)}
    found = letters(demo, today)
    two_years = add_months(today, -24)
    for p in demo:
        days = [a.day for a in p.activities]
        assert days == sorted(days)
        assert not any(day.weekday() > 4 for day in days)
        assert all(p.created - timedelta(days=2) <= day < today for day in days), p.name
        if p.stage.customer:
            assert days[0] > two_years
            if p.id != "d25":
                assert len(days) in limits[found[p.id]], p.name
        assert len({a.note for a in p.activities}) == len(days) or p.id == "d25"
    assert sum(a.kind == "visit" for a in demo[24].activities) >= 20
    assert sum(bool(p.activities) for p in demo if not p.stage.customer) == 14


def test_follow_ups_by_day(demo: tuple[Prospect, ...], today: date) -> None:
    ahead = [(f.due - today).days for p in demo for f in p.follow_ups]
    assert sum(days < 0 for days in ahead) == 9
    assert sum(days == 0 for days in ahead) == 6
    assert sum(0 < days <= 14 for days in ahead) == 12
    late = {n for n, p in enumerate(demo, 1) if any(f.due < today for f in p.follow_ups)}
    assert late == OVERDUE
    assert all(f.reason and f.created for p in demo for f in p.follow_ups)


def test_everybody_worth_it_has_a_next_step(demo: tuple[Prospect, ...], today: date) -> None:
    """domain.md 6: no active record without a follow-up."""
    for row, p in zip(rows(demo, today), demo, strict=True):
        active = row.letter in ("A", "B") or row.choice in (Choice.PURSUE, Choice.DEVELOP)
        assert p.follow_ups or not active, p.name


def test_nothing_else_is_overdue(demo: tuple[Prospect, ...], today: date) -> None:
    """No greetings of the past year. Of the checks one is due, since the main contact has left,
    and not yet late by a quarter of its interval (domain.md 5.2). On free days a promise is due
    before."""
    pressing = {
        ((int(row.id[1:]), o.kind), o.urgency(today)) for row in rows(demo, today)
        for o in row.occurrences
    }
    assert ((22, EventKind.REASSESSMENT), Urgency.TODAY) in pressing
    late = {one for one, urgency in pressing if urgency is Urgency.OVERDUE}
    assert {kind for _, kind in late} == {EventKind.FOLLOW_UP}
    assert late >= {(number, EventKind.FOLLOW_UP) for number in OVERDUE}
    if today == REFERENCE:
        assert len(late) == 9


def test_past_greetings_are_on_file(demo: tuple[Prospect, ...], today: date) -> None:
    acks = [ack for p in demo for ack in p.acknowledgements]
    assert sum(ack.event.startswith("birthday:") for ack in acks) >= 20
    assert all(ack.turn <= ack.day < today for ack in acks if ack.until is None)
    for p in demo:
        blank = {c.id for c in p.contacts if c.no_wishes or c.left}
        assert not any(ack.event.removeprefix("birthday:") in blank for ack in p.acknowledgements)


def test_the_strip_reads_from_the_most_urgent() -> None:
    demo = demo_prospects(REFERENCE)
    order = {Urgency.OVERDUE: 0, Urgency.TODAY: 1, Urgency.UPCOMING: 2}
    found = sorted(
        (order[urgency], row.priority or 9, o.act_on, row.short, o.kind, o.years)
        for row in rows(demo, REFERENCE)
        for o in row.occurrences
        if (urgency := o.urgency(REFERENCE)) in order
    )
    first = [next(line for line in found if line[0] == urgency) for urgency in range(3)]
    assert [line[3:] for line in first] == [
        ("Gipfelmops Sportartikel", EventKind.FOLLOW_UP, None),
        ("Zirbelfunk Elektrotechnik", EventKind.BIRTHDAY, 65),
        ("Tannquirl Holzbau", EventKind.BIRTHDAY, 55),
    ]
    assert [line[1] for line in first] == [2, 1, 1]
    assert found[0][3] == "Gipfelmops Sportartikel"
    assert found[1][1] >= 3


def test_the_call_back_is_two_days_late() -> None:
    call = coming(33, EventKind.FOLLOW_UP)
    assert (call.reason, call.day) == ("Rahmen klären (Rückruf)", date(2026, 2, 21))


@pytest.mark.parametrize(
    ("number", "kind", "day", "years"),
    [
        (1, EventKind.BIRTHDAY, date(2026, 3, 7), 50),
        (3, EventKind.BIRTHDAY, date(2026, 2, 23), 65),
        (4, EventKind.BIRTHDAY, date(2026, 6, 4), None),
        (4, EventKind.LAUNCH, date(2026, 9, 30), None),
        (5, EventKind.BIRTHDAY, date(2026, 2, 24), 55),
        (5, EventKind.FAIR, date(2026, 3, 19), None),
        (7, EventKind.BIRTHDAY, date(2026, 12, 31), 38),
        (8, EventKind.NOTICE, date(2026, 3, 31), None),
        (9, EventKind.BIRTHDAY, date(2026, 3, 1), 46),
        (10, EventKind.BIRTHDAY, date(2026, 10, 26), 60),
        (13, EventKind.BIRTHDAY, date(2026, 3, 1), 35),
        (13, EventKind.COMPANY_ANNIVERSARY, date(2026, 5, 1), 125),
        (15, EventKind.BIRTHDAY, date(2026, 12, 24), None),
        (23, EventKind.PROJECT, date(2026, 4, 1), None),
        (24, EventKind.BIRTHDAY, date(2026, 3, 10), 70),
        (30, EventKind.OFFER, date(2026, 3, 2), None),
        (37, EventKind.RESUME, date(2026, 6, 29), None),
    ],
)
def test_dates_of_the_table(number: int, kind: EventKind, day: date, years: int | None) -> None:
    found = coming(number, kind)
    assert (found.day, found.years) == (day, years)


def test_free_days_move_the_work() -> None:
    assert coming(1, EventKind.BIRTHDAY).act_on == date(2026, 3, 9)
    assert coming(9, EventKind.BIRTHDAY).act_on == date(2026, 3, 2)
    assert coming(10, EventKind.BIRTHDAY).act_on == date(2026, 10, 27)


def test_what_comes_up_keeps_its_distance(today: date) -> None:
    shift = today - REFERENCE
    before, after = demo_prospects(REFERENCE), demo_prospects(today)
    assert after[29].offers[0].binds_until == date(2026, 3, 2) + shift
    assert after[7].contracts[0].end == before[7].contracts[0].end + shift
    years = [o for o in occurrences(after[12], today) if o.kind is EventKind.COMPANY_ANNIVERSARY]
    assert (years[0].day, years[0].years) == (date(2026, 5, 1) + shift, 125)
    for old, new in zip(before, after, strict=True):
        assert [f.due + shift for f in old.follow_ups] == [f.due for f in new.follow_ups]
        assert [a.day + shift for a in old.assessments] == [a.day for a in new.assessments]
        assert old.created + shift == new.created


def test_who_is_blocked(demo: tuple[Prospect, ...], today: date) -> None:
    greetings = {o.kind for o in occurrences(demo[18], today)}
    assert demo[18].contacts[0].birthday
    assert EventKind.BIRTHDAY not in greetings
    mayor = demo[36].contacts[0]
    assert may_give(demo[36], mayor.id) is GiftBlock.PUBLIC_OFFICE
    buyer = demo[38].contacts[0]
    for channel in Channel:
        allowed = may_contact(demo[38], buyer, channel, today)
        assert (allowed.light, allowed.reason) == (Light.RED, ContactReason.OBJECTION)


@pytest.mark.parametrize(
    ("number", "channel"), [(29, Channel.CALL), (33, Channel.CALL), (36, Channel.EMAIL)]
)
def test_consents_open_a_channel(number: int, channel: Channel, today: date) -> None:
    prospect = demo_prospects(today)[number - 1]
    allowed = may_contact(prospect, prospect.contacts[0], channel, today)
    assert (allowed.light, allowed.reason) == (Light.GREEN, ContactReason.CONSENT)


def test_three_in_ten_profiles_are_stale(demo: tuple[Prospect, ...], today: date) -> None:
    found = letters(demo, today)
    stale = [n for n, p in enumerate(demo, 1) if stale_infos(p, today, letter=found.get(p.id, ""))]
    assert stale == [5, 7, 12, 18, 21, 22, 24, 27, 28, 35, 39, 40]


def test_priorities(demo: tuple[Prospect, ...], today: date) -> None:
    found = {int(row.id[1:]): row.priority for row in rows(demo, today)}
    assert [found[n] for n in range(1, 7)] == [1, 1, 1, 1, 1, 3]
    assert [found[n] for n in (7, 8, 17, 25)] == [1, 2, 3, 3]
    assert [found[n] for n in range(27, 41)] == [4, 4, 2, 2, 2, 3, 2, 2, 3, 3, 4, 4, None, None]
    ordered = sorted(rows(demo, today), key=lambda row: rank(row, today))
    assert {row.priority for row in ordered[:6]} == {1}


def test_records_survive_the_file(demo: tuple[Prospect, ...]) -> None:
    lines = [encode(p) for p in demo]
    assert [decode(line) for line in lines] == list(demo)
    assert 120_000 < sum(map(len, lines)) < 240_000
