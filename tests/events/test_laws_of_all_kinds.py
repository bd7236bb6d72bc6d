"""What holds for everything dated: the sample customers, and one with all there is."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.demo import demo_prospects
from store.events.acknowledge import acknowledge, move
from store.events.agenda import occurrences
from store.events.occurrence import NEVER_EARLY, EventKind, Occurrence, Urgency
from store.profile.activity import AckKind, FollowUp
from store.profile.company import Contract, Offer, OwnDate, Project, ProjectKind
from store.profile.contact import (
    Birthday,
    Channel,
    Consent,
    Contact,
    NameDay,
    Origin,
    Role,
)
from store.profile.prospect import Prospect, Stage

TODAY = date(2026, 2, 23)
DAY = timedelta(days=1)
PRESSING = {
    u: n for n, u in enumerate((Urgency.LATER, Urgency.UPCOMING, Urgency.TODAY, Urgency.OVERDUE))}
ALL = Prospect(
    id="all", name="Alles GmbH", created=date(2020, 1, 1), stage=Stage.PROSPECT,
    founded=date(1926, 3, 20),
    contacts=(
        Contact(id="e", last_name="Huber", birthday=Birthday(day=29, month=2, year=1976),
                name_day=NameDay(day=19, month=3), origin=Origin.ELSEWHERE,
                noted=date(2026, 1, 31),
                consents=(Consent(channel=Channel.CALL, given=date(2024, 3, 4)),)),
        Contact(id="l", last_name="Mayr", left=date(2026, 2, 20), roles=(Role.BUYER,))),
    follow_ups=(FollowUp(id="1", due=date(2026, 3, 7), promised=True),
                FollowUp(id="2", due=date(2026, 2, 20))),
    offers=(Offer(id="1", title="Jacken", binds_until=date(2026, 3, 1)),),
    contracts=(Contract(id="1", title="Wartung", end=date(2026, 5, 31), notice=3),
               Contract(id="2", title="Miete", end=date(2026, 6, 30), notice=2, renewal=0)),
    projects=(
        Project(id="1", title="Halle", due=date(2026, 9, 30), approximate=True, need="Jacken",
                need_from=date(2026, 4, 1)),
        Project(id="2", title="Messe", kind=ProjectKind.FAIR, due=date(2026, 4, 17),
                until=date(2026, 4, 19)),
        Project(id="3", title="Radler", kind=ProjectKind.LAUNCH, due=date(2026, 5, 1))),
    dates=(OwnDate(id="1", title="Betriebsfest", day=date(2024, 6, 5)),))
DEMO = demo_prospects(TODAY)
firms = st.sampled_from([ALL, *DEMO])
YEARLY = (EventKind.BIRTHDAY, EventKind.NAME_DAY, EventKind.OWN_DATE)
CHECKS = (EventKind.REASSESSMENT, EventKind.LIGHT_CHECK)
ROUND = (EventKind.COMPANY_ANNIVERSARY, EventKind.CUSTOMER_ANNIVERSARY)


def turn(firm: Prospect, item: Occurrence, today: date) -> Occurrence | None:
    return next((o for o in occurrences(firm, today, horizon_days=500)
                 if (o.key, o.day) == (item.key, item.day)), None)


def test_every_kind_is_here() -> None:
    seen = {o.kind for firm in (ALL, *DEMO) for o in occurrences(firm, TODAY)}
    assert seen >= set(EventKind) - {EventKind.REASSESSMENT, EventKind.LIGHT_CHECK}
    assert EventKind.REASSESSMENT in seen


@pytest.mark.parametrize("firm", [ALL, *DEMO], ids=lambda firm: firm.id)
def test_what_comes_every_year_comes_once_in_each(firm: Prospect) -> None:
    found = occurrences(firm, TODAY, horizon_days=8 * 366)
    counts = Counter((o.key, o.day.year) for o in found if o.kind in YEARLY and not (
        o.kind is EventKind.OWN_DATE and o.years is None))
    assert set(counts.values()) <= {1}
    for key in {key for key, _year in counts}:
        years = sorted(year for k, year in counts if k == key)
        assert years == list(range(years[0], years[-1] + 1))
        assert years[-1] >= TODAY.year + 7
    for kind in ROUND:
        ages = [o.years for o in found if o.kind is kind]
        assert ages == sorted(set(ages), key=lambda n: n or 0)


@given(firms, st.integers(-30, 330))
@settings(max_examples=25, deadline=None)
def test_everything_gets_more_pressing_only(firm: Prospect, start: int) -> None:
    seen: dict[tuple[str, date], int] = {}
    for offset in range(start, start + 45):
        now = TODAY + offset * DAY
        for found in occurrences(firm, now):
            level = PRESSING[found.urgency(now)]
            assert level >= seen.get((found.key, found.day), 0), found
            seen[found.key, found.day] = level


@given(firms, st.integers(0, 300), st.integers(0, 700), st.data())
@settings(max_examples=80, deadline=None)
def test_nothing_that_is_done_comes_back(
    firm: Prospect, start: int, later: int, data: st.DataObject
) -> None:
    now = TODAY + start * DAY
    open_now = occurrences(firm, now)
    if not open_now:
        return
    item = data.draw(st.sampled_from(open_now))
    kind = data.draw(st.sampled_from([k for k in AckKind if k is not AckKind.MOVED]))
    done = acknowledge(firm, item, kind, today=now)
    assert turn(done, item, now + later * DAY) is None
    others = {(o.key, o.day) for o in open_now} - {(item.key, item.day)}
    assert others <= {(o.key, o.day) for o in occurrences(done, now)} | {
        (o.key, o.day) for o in open_now if o.key == item.key or (
            # A full check counts as a light one.
            item.kind is EventKind.REASSESSMENT and o.kind is EventKind.LIGHT_CHECK)}


@given(firms, st.integers(0, 300), st.integers(0, 90), st.integers(0, 60), st.data())
@settings(max_examples=80, deadline=None)
def test_what_was_put_off_is_there_on_its_day_and_after_it(
    firm: Prospect, start: int, by: int, later: int, data: st.DataObject
) -> None:
    now = TODAY + start * DAY
    open_now = occurrences(firm, now, horizon_days=90)
    if not open_now:
        return
    item = data.draw(st.sampled_from(open_now))
    moved = move(firm, item, now + by * DAY, now)
    if item.kind is EventKind.FOLLOW_UP:
        found = [o for o in occurrences(moved, now, horizon_days=500) if o.key == item.key]
        assert [o.day for o in found] == [now + by * DAY]
        return
    for seen_on in (now, now + by * DAY, now + (by + later) * DAY):
        found_on = turn(moved, item, seen_on)
        if found_on is None:
            # A missed turn makes way for the next one, once that is prepared for; a check
            # has one day, and whatever calls for it sooner or later sets that.
            assert item.kind in (*YEARLY, *CHECKS) or seen_on > item.day + 300 * DAY
            assert item.kind in ROUND or item.key in {o.key for o in occurrences(moved, seen_on)}
        elif item.kind in NEVER_EARLY:
            assert found_on.act_on == max(item.day, now + by * DAY)
        else:
            assert found_on.act_on == now + by * DAY


def test_a_notice_that_was_put_off_too_far_is_told_not_forgotten() -> None:
    item = next(o for o in occurrences(ALL, TODAY) if o.key == "notice:1")
    assert item.day == date(2026, 2, 28)
    moved = move(ALL, item, date(2026, 3, 4), TODAY)
    late = date(2026, 3, 9)
    found = [o for o in occurrences(moved, late) if o.key == "notice:1"]
    assert [(o.day, o.urgency(late)) for o in found] == [
        (date(2026, 2, 28), Urgency.OVERDUE), (date(2027, 2, 28), Urgency.LATER)]
    done = acknowledge(moved, found[0], AckKind.CALL, today=late)
    assert [o.day.year for o in occurrences(done, late) if o.key == "notice:1"] == [2027]
