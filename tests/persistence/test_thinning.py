from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.persistence.thinning import DAYS, MONTHS, MOST, SPECIAL, WEEKS, BackupKind, Stamp, thin

TODAY = date(2026, 11, 21)
DAILY = BackupKind.DAILY


def stamp(ago: int, hour: int = 9, kind: BackupKind = DAILY) -> Stamp:
    made = datetime(TODAY.year, TODAY.month, TODAY.day, hour) - timedelta(days=ago)
    return Stamp(made=made, kind=kind)


def ages(stamps: frozenset[Stamp]) -> list[int]:
    return sorted((TODAY - s.made.date()).days for s in stamps)


# 21 November 2026 is a Saturday: its week began 5 days ago, its month 20 days ago.
@pytest.mark.parametrize(("days", "kept"), [
    ((), []),
    ((0,), [0]),
    (range(7), list(range(7))),
    (range(8), list(range(7))),
    (range(14), [*range(7), 13]),
    (range(30), [*range(7), 13, 20, 21]),
    (range(60), [*range(7), 13, 20, 21, 52]),
    ((400, 800), [400, 800]),
    (range(0, 30 * 20, 30), [30 * n for n in range(12)]),
])
def test_daily_ones_by_example(days: range, kept: list[int]) -> None:
    stamps = frozenset(stamp(ago) for ago in days)
    assert ages(stamps - thin(stamps, TODAY)) == kept


def test_of_one_day_the_newest_stays() -> None:
    assert thin({stamp(0, 8), stamp(0, 9), stamp(0, 10)}, TODAY) == {stamp(0, 8), stamp(0, 9)}


def test_five_special_ones_stay_whatever_their_kind() -> None:
    kinds = [kind for kind in BackupKind if kind is not DAILY]
    stamps = {stamp(n, kind=kinds[n % len(kinds)]) for n in range(9)}
    assert ages(frozenset(stamps) - thin(stamps, TODAY)) == [0, 1, 2, 3, 4]


def test_backups_of_a_wrong_clock_do_not_push_out_those_of_today() -> None:
    ahead = {stamp(-3650 - n) for n in range(8)}
    real = {stamp(n) for n in range(7)}
    assert not thin(ahead | real, TODAY) & real
    assert thin(ahead | {stamp(0)}, TODAY) <= ahead


def test_a_clock_set_far_back_removes_hardly_any() -> None:
    stamps = {stamp(n) for n in range(7)}
    past = Stamp(made=datetime(1970, 1, 1, 9), kind=DAILY)
    assert past not in thin(stamps | {past}, past.made.date())
    assert len(thin(stamps | {past}, past.made.date())) <= 1


stamps_of_three_years = st.builds(
    stamp, st.integers(-40, 1100), st.integers(0, 23),
    st.sampled_from([DAILY, DAILY, DAILY, *BackupKind]),
)
folders = st.frozensets(stamps_of_three_years, max_size=120)


@given(folders)
def test_never_too_many_and_never_the_newest(stamps: frozenset[Stamp]) -> None:
    gone = thin(stamps, TODAY)
    assert gone <= stamps
    kept = stamps - gone
    assert len(kept) <= MOST == DAYS + WEEKS + MONTHS + SPECIAL == 28
    assert sum(s.kind is not DAILY for s in kept) <= SPECIAL
    for wanted in (True, False):
        group = [s for s in stamps if (s.kind is DAILY) is wanted]
        real = [s for s in group if s.made.date() <= TODAY] or group
        if real:
            assert max(real, key=lambda s: (s.made, s.kind)) in kept


@given(folders)
def test_thinning_twice_is_thinning_once(stamps: frozenset[Stamp]) -> None:
    assert not thin(stamps - thin(stamps, TODAY), TODAY)


@given(folders, st.integers(0, 400))
def test_what_may_go_may_go_for_ever(stamps: frozenset[Stamp], later: int) -> None:
    past = frozenset(s for s in stamps if s.made.date() <= TODAY)
    day = TODAY + timedelta(days=later)
    newer = Stamp(made=datetime(day.year, day.month, day.day, 23, 59), kind=DAILY)
    assert thin(past, TODAY) <= thin(past | {newer}, day)


@given(st.lists(st.integers(1, 60), max_size=100))
def test_thinned_each_day_is_thinned_at_the_end(pauses: list[int]) -> None:
    kept: frozenset[Stamp] = frozenset()
    made: frozenset[Stamp] = frozenset()
    day = date(2020, 1, 1)
    for pause in pauses:
        day += timedelta(days=pause)
        new = {Stamp(made=datetime(day.year, day.month, day.day), kind=DAILY)}
        made, kept = made | new, (kept | new) - thin(kept | new, day)
    assert kept == made - thin(made, day)
