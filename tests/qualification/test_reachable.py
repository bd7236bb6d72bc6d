"""What the open questions can still change, against every completion there is."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.catalogue import load_checklist
from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, KnockOutRule
from store.qualification.decision import Choice
from store.qualification.reachable import Outcome, influence, reachable, settled
from store.qualification.score import assess

TODAY = date(2026, 2, 23)
FRAMEWORKS = [load_checklist(code) for code in (
    "kurzcheck", "grundcheck", "bant", "champ", "meddic", "meddpicc", "bestandskunden")]
GRUNDCHECK = FRAMEWORKS[1]
PURSUE, DEVELOP, PARK, DROP = Choice


def ways(criterion: Criterion) -> Iterator[Answer]:
    """Every answer there may be to an open criterion, written down anew from domain.md 3.1."""
    for rating in range(4):
        answer = Answer(criterion=criterion.code, rating=rating, rated=TODAY)
        if rating or criterion.knock_out is KnockOutRule.NONE:
            yield answer
            continue
        yield replace(answer, knock_out=KnockOut.TEMPORARY)
        if criterion.knock_out is KnockOutRule.ANY:
            yield replace(answer, knock_out=KnockOut.FINAL)


def completed(
    checklist: Checklist, assessment: Assessment | None, first: Answer | None = None
) -> frozenset[Choice]:
    """The decisions of all completions, one after the other through the rules."""
    answers = {a.criterion: a for a in assessment.answers} if assessment else {}
    if first is not None:
        answers[first.criterion] = first
    known = Assessment(checklist=checklist.code, version=checklist.version, day=TODAY,
                       answers=tuple(answers.values()))
    unknown = assess(checklist, known, TODAY).open
    found = set()
    for given_ in itertools.product(*(ways(checklist.criterion(code)) for code in unknown)):
        full = {**answers, **{answer.criterion: answer for answer in given_}}
        done = replace(known, answers=tuple(full.values()))
        found.add(assess(checklist, done, TODAY).recommendation.choice)
    return frozenset(choice for choice in found if choice)


@st.composite
def partly(draw: st.DrawFn, most: int = 3) -> tuple[Checklist, Assessment]:
    """An assessment with some criteria open and others of any kind and age."""
    checklist = draw(st.sampled_from(FRAMEWORKS))
    codes = [criterion.code for criterion in checklist.criteria]
    unknown = draw(st.sets(st.sampled_from(codes), max_size=most))
    expired = draw(st.sets(st.sampled_from(codes), max_size=1))
    answers = tuple(
        Answer(
            criterion=criterion.code,
            rating=draw(st.sampled_from([2, 3, 1, 0, None])),
            evidence=draw(st.sampled_from(Evidence)),
            rated=TODAY - timedelta(days=draw(st.integers(0, 2 * criterion.valid_days - 1))
                                    if criterion.code not in expired else 5000),
            knock_out=draw(st.sampled_from([None, *KnockOut])),
        )
        for criterion in checklist.criteria if criterion.code not in unknown
    )
    return checklist, Assessment(checklist=checklist.code, version=1, day=TODAY, answers=answers)


@settings(max_examples=150, deadline=None)
@given(partly())
def test_law_reachable_is_what_all_completions_say(
    case: tuple[Checklist, Assessment]
) -> None:
    checklist, assessment = case
    found = reachable(checklist, assessment, TODAY)
    assert found == completed(checklist, assessment)
    now = assess(checklist, assessment, TODAY).recommendation.choice
    assert settled(checklist, assessment, TODAY) == all(choice is now for choice in found)


@settings(max_examples=60, deadline=None)
@given(partly(most=2))
def test_law_influence_is_what_is_left_after_each_answer(
    case: tuple[Checklist, Assessment]
) -> None:
    checklist, assessment = case
    found = influence(checklist, assessment, TODAY)
    assert [one.criterion for one in found] == list(assess(checklist, assessment, TODAY).open)
    for one in found:
        assert sorted(one.outcomes, key=repr) == sorted((
            Outcome(rating=answer.rating or 0, knock_out=answer.knock_out,
                    choices=completed(checklist, assessment, answer))
            for answer in ways(checklist.criterion(one.criterion))
        ), key=repr)
        assert one.matters == (len({outcome.choices for outcome in one.outcomes}) > 1)


@pytest.mark.parametrize("checklist", [f for f in FRAMEWORKS if len(f.criteria) <= 4],
                         ids=lambda c: c.code)
def test_everything_open_agrees_with_every_completion(checklist: Checklist) -> None:
    assert reachable(checklist, None, TODAY) == completed(checklist, None)


def heard(marks: str, checklist: Checklist = GRUNDCHECK, **ages: int) -> Assessment:
    letters = {**dict(zip("ASBD", Evidence, strict=True)), "": Evidence.STATED}
    kinds = {"!": KnockOut.FINAL, "~": KnockOut.TEMPORARY}
    return Assessment(checklist=checklist.code, version=1, day=TODAY, answers=tuple(
        Answer(criterion=criterion.code, rating=None if mark == "-" else int(mark[0]),
               evidence=letters[mark[1:2]], knock_out=kinds.get(mark[2:]),
               rated=TODAY - timedelta(days=ages.get(criterion.code, 0)))
        for criterion, mark in zip(checklist.criteria, marks.split(), strict=True) if mark != "?"
    ))


@pytest.mark.parametrize(("marks", "choices", "done"), [
    ("? ? ? ? ? ?", set(Choice), False),
    ("3B 2D 2S 3B 3S 2S", {PURSUE}, True),
    ("3S 3S 0S! ? ? ?", {DROP}, True),
    ("3S 3S 0S~ 3S 3S 3S", {PARK}, True),
    ("3S 3S 0S~ 3S 3S ?", {PARK}, True),
    ("3S 3S 0S~ ? 3S 3S", {PARK, DROP}, False),
    ("3S ? 2S 3B 1S 2S", {DEVELOP, PARK, DROP}, False),
    ("3B 3B 3B 3B 3B ?", {PURSUE, PARK}, False),
    ("0A 3B 3B 3B 3B ?", {DEVELOP, PARK}, False),
    ("1B 1D 1B 1B ? 1B", {DROP, DEVELOP}, False),
    ("1A 1A 1A 1A 1A ?", {DEVELOP, PARK}, False),
])
def test_known_cases(marks: str, choices: set[Choice], done: bool) -> None:
    assert reachable(GRUNDCHECK, heard(marks), TODAY) == choices
    assert settled(GRUNDCHECK, heard(marks), TODAY) is done


@pytest.mark.parametrize(("marks", "ages", "choices"), [
    pytest.param("1D 1D 1D 1D 1D 1D", {"M": 160, "Z": 320, "R": 320, "B": 220}, {DROP},
                 id="hopeless and stale: R3 comes before R4"),
    pytest.param("1A 1D 1A 1A ? 1A", {"Z": 225}, {PARK, DEVELOP},
                 id="confidence exactly 0.50 is enough to judge"),
    pytest.param("3A 3D 3A 3A ? 3B", {}, {DEVELOP, PURSUE},
                 id="confidence exactly 0.60 is enough to pursue"),
    pytest.param("1D 1D 1D 1D ? 1A", {"M": 108, "Z": 216, "R": 216, "B": 144}, {DROP, DEVELOP},
                 id="confidence exactly 0.75 is sure enough"),
    pytest.param("2B - 3B - ? 1B", {}, {DEVELOP, PARK, PURSUE},
                 id="with a 2 for authority the score is 69.44: only waiting helps"),
])
def test_borders(marks: str, ages: dict[str, int], choices: set[Choice]) -> None:
    assessment = heard(marks, **ages)
    assert completed(GRUNDCHECK, assessment) == choices
    assert reachable(GRUNDCHECK, assessment, TODAY) == choices


def test_what_does_not_apply_decides_nothing() -> None:
    none = Assessment(checklist="grundcheck", version=1, day=TODAY, answers=tuple(
        Answer(criterion=c.code, rating=None, rated=TODAY) for c in GRUNDCHECK.criteria))
    assert reachable(GRUNDCHECK, none, TODAY) == frozenset()
    assert settled(GRUNDCHECK, none, TODAY)
    assert influence(GRUNDCHECK, none, TODAY) == ()


def test_a_border_is_met_exactly() -> None:
    """70 and 40 points on the nose, with weights that no float holds."""
    third = replace(GRUNDCHECK.criteria[4], must=False, weight=1)
    checklist = replace(GRUNDCHECK, criteria=tuple(
        replace(third, code=code) for code in "ABCDEFGHIJ"))
    given_ = heard("3B 3B 3B 3B 3B 3B 3B ? 0B 0B", checklist)
    assert assess(checklist, heard("3B 3B 3B 3B 3B 3B 3B 0B 0B 0B", checklist), TODAY
                  ).score == Fraction(70)
    assert reachable(checklist, given_, TODAY) == {PURSUE}
    less = heard("3B 3B 3B 3B 3B 3B 2B ? 0B 0B", checklist)
    assert reachable(checklist, less, TODAY) == {PURSUE, DEVELOP}


def test_eight_open_criteria_take_no_time() -> None:
    checklist = FRAMEWORKS[5]
    best = min(_timed(checklist) for _ in range(20))
    assert best < 0.005


def _timed(checklist: Checklist) -> float:
    start = time.perf_counter()
    assert len(reachable(checklist, None, TODAY)) == 4
    return time.perf_counter() - start
