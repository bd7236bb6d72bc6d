"""Capacity and load of a year, and the proposal where time is short (domain.md 4.7)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.events.workdays import working_days
from store.profile.company import Light
from store.profile.steps import Choice, Stage
from store.value.capacity import Capacity
from store.value.care import CarePlan
from store.value.load import (
    Load,
    TimeKind,
    by_share,
    light,
    load_of,
    planned_minutes,
    proposal,
    time_kind,
    utilisation,
)

HOURS = Fraction(81_408, 100)
OTHERS = ((TimeKind.PURSUE, 3), (TimeKind.DEVELOP, 5), (TimeKind.PARK, 2),
          (TimeKind.FORMER, 2), (TimeKind.CONTACT, 1), (TimeKind.DROP, 7))


def load(a: int, b: int, c: int) -> Load:
    classes = (TimeKind.A, a), (TimeKind.B, b), (TimeKind.C, c)
    return load_of((kind, None, count) for kind, count in (*classes, *OTHERS))


def per_cent(minutes: int) -> str:
    share = utilisation(minutes, HOURS)
    assert share is not None
    return f"{float(100 * share):.1f}"


@pytest.mark.parametrize(("region", "working", "hours"), [
    ("AT", 251, HOURS), ("BY", 252, Fraction(81_792, 100))])
def test_the_hours_of_2026(region: str, working: int, hours: Fraction) -> None:
    days = working_days(date(2026, 1, 1), date(2026, 12, 31), region)
    assert days == working
    assert Capacity().days(days) == working - 39
    assert Capacity().hours(days) == hours


def test_no_year_has_less_than_no_hours() -> None:
    assert Capacity(vacation=400).hours(251) == 0
    assert Capacity(reserve=100).hours(251) == Capacity(active=0).hours(251) == 0
    assert Capacity(vacation=0, sickness=0, training=0, day_minutes=60, active=100,
                    reserve=0).hours(251) == 251


@pytest.mark.parametrize(("stage", "letter", "choice", "kind", "hours"), [
    (Stage.REGULAR, "A", None, "A", 42), (Stage.EXISTING, "B", Choice.DROP, "B", 13),
    (Stage.EXISTING, "C", None, "C", 3), (Stage.NEW, "N", None, "N", 18),
    (Stage.EXISTING, "O", None, "O", 1), (Stage.EXISTING, "", None, "O", 1),
    (Stage.FORMER, "O", Choice.PURSUE, "former", 1),
    (Stage.CONTACT, "", Choice.PURSUE, "contact", 1),
    (Stage.PROSPECT, "", Choice.PURSUE, "pursue", 20),
    (Stage.QUALIFIED, "", Choice.DEVELOP, "develop", 6),
    (Stage.PROSPECT, "", Choice.PARK, "park", 1), (Stage.PROSPECT, "", Choice.DROP, "drop", 0),
    (Stage.PROSPECT, "", None, "develop", 6),
])
def test_as_what_somebody_takes_time(
    stage: Stage, letter: str, choice: Choice | None, kind: str, hours: int
) -> None:
    assert time_kind(stage, letter, choice) == kind
    assert planned_minutes(TimeKind(kind)) == 60 * hours


def test_an_own_plan_counts_with_visits_as_long_as_in_the_class() -> None:
    assert planned_minutes(TimeKind.A, (8, 24)) == 60 * 30
    assert planned_minutes(TimeKind.C, (0, 4)) == 60
    assert planned_minutes(TimeKind.FORMER, (2, 4)) == 60 * 6, "as a new customer's"
    assert planned_minutes(TimeKind.DROP, (0, 0)) == 0


def test_the_demo_is_green() -> None:
    found = load(6, 8, 12)
    assert found.minutes == 487 * 60
    assert per_cent(found.minutes) == "59.8"
    assert light(utilisation(found.minutes, HOURS)) is Light.GREEN
    assert proposal(found, HOURS) == ()
    assert (found.part(TimeKind.A).visits, found.part(TimeKind.B).calls) == (72, 96)


def test_overload_is_cut_in_the_stated_order() -> None:
    found = load(15, 25, 60)
    assert (found.minutes, per_cent(found.minutes)) == (1230 * 60, "151.1")
    assert light(utilisation(found.minutes, HOURS)) is Light.RED
    cuts = proposal(found, HOURS)
    assert [(one.letter, one.visits, one.calls, one.count) for one in cuts] == [
        ("C", 0, 4, 60), ("B", 2, 12, 25), ("A", 8, 24, 15)]
    assert [one.left // 60 for one in cuts] == [1110, 985, 805]
    assert per_cent(cuts[-1].left) == "98.9"
    after = load_of([(TimeKind(one.letter), (one.visits, one.calls), one.count)
                     for one in cuts] + [(kind, None, count) for kind, count in OTHERS])
    assert after.minutes == cuts[-1].left
    assert after.part(TimeKind.PURSUE) == found.part(TimeKind.PURSUE), "never cut"
    assert proposal(after, Fraction(1)) == (), "own plans stay as they are"


def test_it_stops_where_the_time_is_enough() -> None:
    assert [one.letter for one in proposal(load(15, 25, 60), Fraction(1110))] == ["C"]
    assert [one.letter for one in proposal(load(15, 25, 60), Fraction(1109))] == ["C", "B"]
    assert [one.letter for one in proposal(load(15, 0, 60), Fraction(9))] == ["C", "A"]


@pytest.mark.parametrize(("share", "colour"), [
    (Fraction(85, 100), Light.GREEN), (Fraction(851, 1000), Light.YELLOW),
    (Fraction(1), Light.YELLOW), (Fraction(1001, 1000), Light.RED), (None, Light.RED)])
def test_lights(share: Fraction | None, colour: Light) -> None:
    assert light(share) is colour
    assert utilisation(60, Fraction(0)) is None


def test_by_share() -> None:
    assert by_share(400, Fraction(30, 100), Fraction(10, 100)) == 80
    # 200 days x 5 visits x 10 people, 1,000 customers x 8 visits
    assert utilisation(8_000 * 60, Fraction(200 * 5 * 10)) == Fraction(80, 100)


PLANS = st.tuples(st.integers(0, 254), st.integers(0, 250))


@settings(max_examples=50)
@given(
    counted=st.lists(st.tuples(
        st.sampled_from(TimeKind), st.none() | PLANS, st.integers(0, 500)), max_size=12),
    hours=st.integers(0, 3000),
    care=st.fixed_dictionaries({letter: st.builds(
        CarePlan, visits=st.integers(0, 30), calls=st.integers(0, 60),
        visit_hours=st.integers(5, 600).map(lambda m: Fraction(m, 60))) for letter in "ABCN"}))
def test_a_proposal_only_cuts_and_no_more_than_needed(
    counted: list[tuple[TimeKind, tuple[int, int] | None, int]], hours: int,
    care: dict[str, CarePlan],
) -> None:
    found = load_of(counted, care)
    cuts = proposal(found, Fraction(hours), care)
    left = found.minutes
    for cut in cuts:
        assert left > hours * 60, "only while there is too much"
        assert cut.minutes > 0
        assert cut.left == left - cut.minutes
        left = cut.left
    after = load_of([
        (kind, next(((c.visits, c.calls) for c in cuts if c.letter == kind), own)
         if own is None else own, count) for kind, own, count in counted], care)
    assert after.minutes == left
