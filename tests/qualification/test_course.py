"""The course of assessments, what changed between two, and the age of answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store.catalogue import load_checklist
from store.catalogue.checklists import Checklists
from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.profile.decided import Decision
from store.profile.prospect import Prospect, Stage
from store.qualification.course import (
    Age,
    AnswerChange,
    Point,
    ageing,
    changes,
    course,
    latest_changes,
)
from store.qualification.decision import Choice, Rule
from store.qualification.score import next_change

TODAY = date(2026, 2, 23)
CHECK = load_checklist()


def rated(day: date, checklist: str = "grundcheck", **ratings: int | None) -> Assessment:
    return Assessment(checklist=checklist, version=1, day=day, answers=tuple(
        Answer(criterion=code, rating=rating, rated=day) for code, rating in ratings.items()))


FIRST = rated(date(2025, 1, 10), M=3, Z=2)
SECOND = rated(date(2025, 3, 10), M=3, Z=3, R=3, B=3, E=3, T=3)
THIRD = rated(date(2026, 1, 10), "bant", B=1, A=1, N=1, T=1)
FIRM = Prospect(id="p", name="Gipfelmops", created=date(2025, 1, 1),
                assessments=(FIRST, SECOND, THIRD))


def decision(day: date, choice: Choice) -> Decision:
    return Decision(day=day, choice=choice, checklist="grundcheck", version=1)


def test_each_assessment_stands_as_on_its_own_day() -> None:
    prospect = replace(FIRM, decisions=(
        decision(date(2025, 1, 10), Choice.DEVELOP), decision(date(2025, 3, 10), Choice.PARK),
        decision(date(2025, 5, 1), Choice.PURSUE)))
    assert course(prospect, Checklists()) == (
        Point(day=FIRST.day, checklist="grundcheck", version=1, score=8519, low=3833, high=9333,
              confidence=315, choice=Choice.DEVELOP, rule=Rule.R4, decided=Choice.DEVELOP),
        Point(day=SECOND.day, checklist="grundcheck", version=1, score=10_000, low=10_000,
              high=10_000, confidence=700, choice=Choice.PURSUE, rule=Rule.R5,
              decided=Choice.PURSUE),
        Point(day=THIRD.day, checklist="bant", version=1, score=3333, low=3333, high=3333,
              confidence=700, choice=Choice.DROP, rule=Rule.R3, decided=None),
    )


def test_no_assessment_no_course() -> None:
    assert course(replace(FIRM, assessments=()), Checklists()) == ()
    (only,) = course(replace(FIRM, assessments=(rated(TODAY),)), CHECK)
    assert (only.score, only.low, only.high) == (None, 0, 10_000)


def test_the_last_decision_stands_beside_the_last_assessment() -> None:
    late = replace(FIRM, decisions=(decision(date(2026, 2, 1), Choice.DROP),))
    assert [p.decided for p in course(late, Checklists())] == [None, None, Choice.DROP]


def test_what_changed() -> None:
    before = rated(date(2026, 1, 1), M=1, Z=2, R=3, E=2)
    m, z, r, e = before.answers
    weaker = replace(r, evidence=Evidence.GUESS)
    older = replace(e, rated=TODAY, words="wie gehabt")
    after = replace(rated(TODAY, B=0, M=2), answers=(
        *rated(TODAY, B=0, M=2).answers, weaker, older))
    new_b, new_m = after.answers[:2]
    assert changes(before, after) == (
        AnswerChange(criterion="B", before=None, after=new_b),
        AnswerChange(criterion="M", before=m, after=new_m),
        AnswerChange(criterion="R", before=r, after=weaker),
        AnswerChange(criterion="Z", before=z, after=None),
    )
    assert changes(before, before) == ()


def test_another_kind_of_no_is_a_change() -> None:
    before = rated(TODAY, M=0)
    final = replace(before.answers[0], knock_out=KnockOut.FINAL)
    after = replace(before, answers=(final,))
    assert [c.criterion for c in changes(before, after)] == ["M"]


def test_nothing_of_another_checklist_counts() -> None:
    assert [(c.criterion, c.before) for c in changes(SECOND, THIRD)] == [
        ("B", None), ("A", None), ("N", None), ("T", None)]
    assert [c.criterion for c in changes(None, FIRST)] == ["M", "Z"]


def test_the_last_two() -> None:
    assert latest_changes(replace(FIRM, assessments=(FIRST, SECOND))) == changes(FIRST, SECOND)
    assert latest_changes(FIRM) == changes(SECOND, THIRD)
    assert latest_changes(replace(FIRM, assessments=(FIRST,))) == ()
    assert latest_changes(replace(FIRM, assessments=())) == ()


@pytest.mark.parametrize(("days", "age", "changes_in"), [
    (0, Age.FRESH, 91), (90, Age.FRESH, 91), (91, Age.AGEING, 180), (179, Age.AGEING, 180),
    (180, Age.OPEN, None), (900, Age.OPEN, None), (-5, Age.FRESH, 91),
])
def test_an_answer_that_is_valid_90_days(days: int, age: Age, changes_in: int | None) -> None:
    given = TODAY - timedelta(days=days)
    found = ageing(CHECK, rated(given, M=2), TODAY)[0]
    expected = None if changes_in is None else given + timedelta(days=changes_in)
    assert (found.criterion, found.age, found.changes) == ("M", age, expected)
    if age is Age.FRESH and days >= 0:
        assert next_change(CHECK, rated(given, M=2), TODAY) == expected


def test_what_has_no_age() -> None:
    found = {one.criterion: one for one in ageing(CHECK, rated(date(2020, 1, 1), Z=None), TODAY)}
    assert list(found) == [criterion.code for criterion in CHECK.criteria]
    assert (found["Z"].age, found["Z"].changes) == (Age.FRESH, None)
    assert (found["M"].age, found["M"].changes) == (Age.OPEN, None)
    assert {one.age for one in ageing(CHECK, None, TODAY)} == {Age.OPEN}


def test_age_does_not_leave_the_calendar() -> None:
    assert ageing(CHECK, rated(date(9999, 12, 1), M=2), date(9999, 12, 2))[0].changes == date.max


def test_customers_have_a_default_of_their_own() -> None:
    """The resolver is asked with the stage; the assessment decides."""
    assert len(course(replace(FIRM, stage=Stage.REGULAR), Checklists())) == 3
