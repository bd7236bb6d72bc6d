from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from store.events.acknowledge import acknowledge
from store.events.agenda import agenda, occurrences
from store.events.deadlines import notice_deadline
from store.events.occurrence import EventKind, Urgency
from store.events.recurrence import add_months, yearly_turn
from store.profile.activity import AckKind
from store.profile.company import Contract, OwnDate
from store.profile.contact import Birthday, Contact, LeapRule, NameDay, Role
from store.profile.prospect import Prospect, Stage

DAY = timedelta(days=1)
PRESSING = {
    u: n for n, u in enumerate((Urgency.LATER, Urgency.UPCOMING, Urgency.TODAY, Urgency.OVERDUE))
}
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
births = st.dates(date(1930, 1, 1), date(2004, 12, 31)) | st.just(date(1980, 2, 29))


@st.composite
def firms(draw: st.DrawFn) -> Prospect:
    born = draw(births)
    birthday = Birthday(
        day=born.day,
        month=born.month,
        year=draw(st.sampled_from([None, born.year])),
        leap_rule=draw(st.sampled_from(LeapRule)),
    )
    return Prospect(
        id="p",
        name="Firma",
        created=draw(st.dates(date(2018, 1, 1), date(2024, 1, 1))),
        contacts=(Contact(
            id="e", birthday=birthday,
            name_day=draw(st.none() | st.just(NameDay(day=19, month=3))),
            lead=draw(st.none() | st.integers(0, 30)),
            left=draw(st.none() | days) if draw(st.booleans()) else None,
            roles=draw(st.sampled_from([(), (Role.BUYER,)]))),),
        dates=draw(st.lists(st.builds(
            OwnDate, id=st.just("o"), title=st.just("Messefest"), day=days,
            contact=st.sampled_from(["", "e"]), yearly=st.booleans(), lead=st.integers(0, 40),
        ), max_size=1).map(tuple)),
        founded=draw(st.none() | st.dates(date(1890, 1, 1), date(2020, 1, 1))),
        first_order=draw(st.none() | st.dates(date(2010, 1, 1), date(2023, 12, 31))),
        stage=draw(st.sampled_from([Stage.REGULAR, Stage.PROSPECT])),
        contracts=draw(
            st.lists(
                st.builds(
                    Contract,
                    id=st.just("c"),
                    title=st.just("Wartung"),
                    end=days,
                    notice=st.integers(0, 12),
                    renewal=st.integers(0, 36),
                ),
                max_size=1,
            ).map(tuple)
        ),
    )


@given(firms(), days)
@settings(max_examples=40, deadline=None)
def test_each_birthday_comes_once_a_year(prospect: Prospect, today: date) -> None:
    birthday = prospect.contacts[0].birthday
    assert birthday
    person = replace(prospect.contacts[0], left=None)
    fresh = replace(prospect, created=today, contacts=(person,))
    turns = [
        o.day for o in occurrences(fresh, today, horizon_days=1500) if o.kind is EventKind.BIRTHDAY
    ]
    assert [t.year for t in turns] == list(range(turns[0].year, turns[0].year + len(turns)))
    assert len(turns) >= 4
    assert all(
        t == yearly_turn(t.year, birthday.month, birthday.day, birthday.leap_rule) for t in turns
    )


@given(firms(), days)
@settings(max_examples=25, deadline=None)
def test_a_turn_never_gets_less_pressing(prospect: Prospect, today: date) -> None:
    seen: dict[tuple[str, date], int] = {}
    for offset in range(60):
        now = today + offset * DAY
        for found in occurrences(prospect, now):
            turn = (found.key, found.day)
            level = PRESSING[found.urgency(now)]
            assert level >= seen.get(turn, 0)
            seen[turn] = level


@given(firms(), days, st.integers(0, 500))
@settings(max_examples=40, deadline=None)
def test_what_is_acknowledged_stays_away(prospect: Prospect, today: date, later: int) -> None:
    for found in occurrences(prospect, today):
        done = acknowledge(prospect, found, AckKind.DONE, today=today)
        now = today + later * DAY
        for left in occurrences(done, now):
            if left.key == found.key:
                assert left.day != found.day


@given(firms(), days)
@settings(max_examples=25, deadline=None)
def test_it_holds_until_the_day_it_names(prospect: Prospect, today: date) -> None:
    plan = agenda(prospect, today)
    assert plan.valid_until > today
    for offset in range(1, min((plan.valid_until - today).days, 120)):
        assert agenda(prospect, today + offset * DAY) == plan


@given(firms(), days)
@settings(max_examples=40, deadline=None)
def test_no_birthday_is_wished_early(prospect: Prospect, today: date) -> None:
    for found in occurrences(prospect, today):
        if found.kind is EventKind.BIRTHDAY:
            assert found.act_on >= found.day


@given(days, days, st.integers(0, 12), st.integers(1, 36))
@settings(max_examples=80, deadline=None)
def test_notice_is_the_first_deadline_to_come(
    end: date, today: date, notice: int, renewal: int
) -> None:
    contract = Contract(id="c", title="", end=end, notice=notice, renewal=renewal)
    every = (add_months(add_months(end, turn * renewal), -notice) for turn in range(200))
    assert notice_deadline(contract, today) == next(d for d in every if d >= today)
