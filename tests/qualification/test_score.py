"""The arithmetic of the checklist: the 15 worked examples of domain.md 3.3, and its laws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from store.catalogue import load_checklist
from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.qualification.checklist import Checklist
from store.qualification.criterion import KnockOutRule, Text
from store.qualification.decision import Choice, Rule
from store.qualification.score import (
    Standing,
    assess,
    counts_as_open,
    freshness,
    next_change,
    value_of_asking,
)

TODAY = date(2026, 2, 23)
LETTERS = {
    "A": Evidence.GUESS,
    "S": Evidence.STATED,
    "B": Evidence.CONFIRMED,
    "D": Evidence.DOCUMENTED,
}
GRUNDCHECK = load_checklist()


def short_check() -> Checklist:
    """Kurzcheck: the first three criteria with weights of their own (domain.md 3.2)."""
    return Checklist(
        code="kurzcheck",
        version=1,
        title=Text(de="Kurzcheck", en="Short check"),
        criteria=tuple(
            replace(criterion, weight=weight)
            for criterion, weight in zip(GRUNDCHECK.criteria[:3], (40, 35, 25), strict=True)
        ),
    )


def answer(criterion: str, mark: str, age: int = 0) -> Answer:
    """ "3S" is a 3 as stated; "0S!" a final no, "0S" on its own no kind, "0S~" for now."""
    kinds = {"!": KnockOut.FINAL, "~": KnockOut.TEMPORARY}
    return Answer(
        criterion=criterion,
        rating=None if mark[0] == "-" else int(mark[0]),
        evidence=LETTERS[mark[1]] if len(mark) > 1 else Evidence.STATED,
        rated=TODAY - timedelta(days=age),
        knock_out=kinds.get(mark[2:]),
    )


def heard(
    marks: str, ages: Mapping[str, int] | int = 0, checklist: Checklist = GRUNDCHECK
) -> Assessment:
    """An assessment from one mark per criterion, in order; "?" leaves it open."""
    answers = []
    for criterion, mark in zip(checklist.criteria, marks.split(), strict=True):
        if mark != "?":
            age = ages if isinstance(ages, int) else ages[criterion.code]
            answers.append(answer(criterion.code, mark, age))
    return Assessment(checklist=checklist.code, version=1, day=TODAY, answers=tuple(answers))


def standing(marks: str, ages: Mapping[str, int] | int = 0) -> Standing:
    return assess(GRUNDCHECK, heard(marks, ages), TODAY)


F = Fraction
AT_80_PERCENT = {"M": 108, "Z": 216, "R": 216, "B": 144, "E": 216, "T": 72}

EXAMPLES = [
    # number, marks M Z R B E T, ages, S, S_min, S_max, C, rule, choice, criterion
    (1, "3S ? 2S 3B 1S 2S", 0, F(325, 4), 65, 85, F(3, 5), "R6", "develop", "Z"),
    (2, "3B 2D 2S 3B 3S 2S", 0, 85, 85, 85, F(17, 20), "R5", "pursue", ""),
    (
        3,
        "3B 2D 2S 3B 3S 2S",
        150,
        F(2350, 27),
        F(235, 3),
        F(265, 3),
        F(117, 200),
        "R6",
        "develop",
        "T",
    ),
    (4, "3B 2D 0S! 3B 3S 2S", 0, 75, 75, 75, F(17, 20), "R1", "drop", "R"),
    (5, "3B 2D 0A! 3B 3S 2S", 0, 75, 75, 90, F(161, 200), "R6", "develop", "R"),
    (6, "1B 1D 1B 1B 2B 1B", 0, F(110, 3), F(110, 3), F(110, 3), F(23, 25), "R3", "drop", "M"),
    (7, "? ? ? ? ? ?", 0, None, 0, 100, 0, "R4", "develop", "M"),
    (8, "1S 3D 3S 0S~ 3S 0S~", 0, F(160, 3), F(160, 3), F(160, 3), F(19, 25), "R2", "park", "B"),
    (9, "2B 2B 2B 2B 3B 2B", 0, 70, 70, 70, F(9, 10), "R5", "pursue", ""),
    (10, "2B 1D 2B 2B 3B 1B", 0, 60, 60, 60, F(23, 25), "R7", "park", "Z"),
    (11, "1B 1D 1B 1B 1D ?", 0, F(100, 3), 30, 40, F(21, 25), "R8", "drop", "M"),
    (12, "1S 1S 1S 1S 2S ?", 0, F(1000, 27), F(100, 3), F(130, 3), F(63, 100), "R9", "park", "M"),
    (13, "1A 1A 1A 1A 1A 2A", 0, F(110, 3), 0, 100, F(2, 5), "R4", "develop", "M"),
    (14, "3S 3S 3S 3S 3S 3S", AT_80_PERCENT, 100, 100, 100, F(14, 25), "R6", "develop", "M"),
]


@pytest.mark.parametrize(
    ("marks", "ages", "score", "low", "high", "confidence", "rule", "choice", "criterion"),
    [pytest.param(*example[1:], id=f"example {example[0]}") for example in EXAMPLES],
)
def test_worked_example(
    marks: str,
    ages: Mapping[str, int] | int,
    score: Fraction | int | None,
    low: Fraction | int,
    high: Fraction | int,
    confidence: Fraction | int,
    rule: str,
    choice: str,
    criterion: str,
) -> None:
    result = standing(marks, ages)
    figures = (result.score, result.low, result.high, result.confidence)
    advice = result.recommendation
    assert figures == (score, low, high, confidence)
    assert (advice.rule, advice.choice, advice.criterion) == (rule, choice, criterion)


def test_worked_example_15_the_short_check() -> None:
    checklist = short_check()
    result = assess(checklist, heard("3S 2S 2S", checklist=checklist), TODAY)
    assert (result.score, result.low, result.high, result.confidence) == (80, 80, 80, F(7, 10))
    assert result.recommendation.rule is Rule.R5


@pytest.mark.parametrize(
    ("marks", "ages", "first"),
    [
        ("3S ? 2S 3B 1S 2S", 0, [("Z", 40), ("M", 15), ("R", 9)]),
        ("3B 2D 2S 3B 3S 2S", 150, [("M", 35), ("T", 20), ("B", 13)]),
        ("3B 2D 0A! 3B 3S 2S", 0, [("R", 18)]),
        ("? ? ? ? ? ?", 0, [("M", 50), ("Z", 40), ("B", 40)]),
    ],
)
def test_what_to_ask_first(marks: str, ages: int, first: list[tuple[str, int]]) -> None:
    assessment = heard(marks, ages)
    to_ask = assess(GRUNDCHECK, assessment, TODAY).to_ask
    values = [
        (c, value_of_asking(assessment.answer(c), GRUNDCHECK.criterion(c), TODAY)) for c in to_ask
    ]
    assert values[: len(first)] == first
    assert [v for _, v in values] == sorted((v for _, v in values), reverse=True)


def test_documented_and_inapplicable_criteria_are_not_asked_about() -> None:
    assessment = heard("3D 3D -S 3D 3S 3D")
    assert assess(GRUNDCHECK, assessment, TODAY).to_ask == ("E",)
    assert value_of_asking(assessment.answer("R"), GRUNDCHECK.criterion("R"), TODAY) == 0


def test_a_criterion_that_is_neither_must_nor_knock_out_counts_once() -> None:
    plain = replace(GRUNDCHECK.criterion("T"), knock_out=KnockOutRule.NONE)
    assert value_of_asking(None, plain, TODAY) == 10
    assert value_of_asking(None, GRUNDCHECK.criterion("T"), TODAY) == 20


def test_nothing_applicable_recommends_nothing() -> None:
    result = standing("-S -S -S -S -S -S")
    advice = result.recommendation
    assert (advice.choice, advice.rule, advice.criterion) == (None, Rule.NONE, "")
    assert (result.score, result.answered, result.open, result.to_ask) == (None, 0, (), ())
    assert (result.low, result.high, result.confidence) == (0, 100, 0)


def test_without_an_assessment_everything_is_open() -> None:
    result = assess(GRUNDCHECK, None, TODAY)
    assert result == standing("? ? ? ? ? ?")
    assert result.open == ("M", "Z", "R", "B", "E", "T")


def test_answers_to_another_checklist_say_nothing_here() -> None:
    other = replace(heard("3D 3D 3D 3D 3D 3D"), checklist="bant")
    assert assess(GRUNDCHECK, other, TODAY).answered == 0
    assert next_change(GRUNDCHECK, other, TODAY) == date.max


@pytest.mark.parametrize(
    ("age", "expected"), [(-3, 1), (0, 1), (90, 1), (91, F(89, 90)), (179, F(1, 90)), (180, 0)]
)
def test_freshness_of_motivation_valid_90_days(age: int, expected: Fraction | int) -> None:
    old = answer("M", "3S", age)
    assert freshness(old, GRUNDCHECK.criterion("M"), TODAY) == expected
    assert counts_as_open(old, GRUNDCHECK.criterion("M"), TODAY) is (expected == 0)


def test_no_answer_is_open_and_not_applicable_never_expires() -> None:
    motivation = GRUNDCHECK.criterion("M")
    assert counts_as_open(None, motivation, TODAY)
    assert not counts_as_open(answer("M", "-S", 5000), motivation, TODAY)


@pytest.mark.parametrize(
    ("age", "in_days"), [(0, 91), (89, 2), (90, 1), (91, 1), (179, 1), (180, None), (400, None)]
)
def test_next_change_of_one_answer(age: int, in_days: int | None) -> None:
    expected = TODAY + timedelta(days=in_days) if in_days else date.max
    ages = {"M": age}
    assert next_change(GRUNDCHECK, heard("3S ? ? ? ? ?", ages), TODAY) == expected


def test_next_change_does_not_leave_the_calendar() -> None:
    late = Answer(criterion="M", rating=3, rated=date(9999, 12, 1))
    assessment = Assessment(checklist="grundcheck", version=1, day=TODAY, answers=(late,))
    assert next_change(GRUNDCHECK, assessment, TODAY) == date.max


marks_of_one = st.one_of(
    st.just("?"),
    st.just("-S"),
    st.builds(
        "{}{}{}".format,
        st.integers(0, 3),
        st.sampled_from("ASBD"),
        st.sampled_from(["", "!", "~"]),
    ),
)
all_marks = st.lists(marks_of_one, min_size=6, max_size=6).map(" ".join)
all_ages = st.fixed_dictionaries({c.code: st.integers(-5, 400) for c in GRUNDCHECK.criteria})


@settings(max_examples=150)
@given(all_marks, all_ages)
def test_law_the_score_lies_in_its_range(marks: str, ages: dict[str, int]) -> None:
    result = standing(marks, ages)
    assert 0 <= result.low <= result.high <= 100
    assert 0 <= result.confidence <= 1
    if result.score is not None:
        assert result.low <= result.score <= result.high


@settings(max_examples=150)
@given(all_marks, all_ages, st.sampled_from(GRUNDCHECK.criteria).map(lambda c: c.code))
def test_law_stronger_evidence_never_lowers_confidence(
    marks: str, ages: dict[str, int], code: str
) -> None:
    before = heard(marks, ages)
    old = before.answer(code)
    assume(old is not None and old.evidence is not Evidence.DOCUMENTED)
    assert old is not None
    ladder = list(Evidence)
    better = replace(old, evidence=ladder[ladder.index(old.evidence) + 1])
    after = replace(before, answers=tuple(better if a is old else a for a in before.answers))
    assert (
        assess(GRUNDCHECK, after, TODAY).confidence >= assess(GRUNDCHECK, before, TODAY).confidence
    )


@settings(max_examples=100)
@given(all_marks, all_ages, st.sampled_from(GRUNDCHECK.criteria).map(lambda c: c.code))
def test_law_an_open_criterion_never_counts_as_no(
    marks: str, ages: dict[str, int], code: str
) -> None:
    """Opening one leaves the score of the others, and its best case stays possible."""
    before = heard(marks, ages)
    opened = replace(before, answers=tuple(a for a in before.answers if a.criterion != code))
    old = before.answer(code)
    assume(old is None or old.rating is not None)
    full, rest = assess(GRUNDCHECK, before, TODAY), assess(GRUNDCHECK, opened, TODAY)
    assert rest.high >= full.high
    assert rest.low <= full.low
    assert code in rest.open
    without = replace(GRUNDCHECK, criteria=tuple(c for c in GRUNDCHECK.criteria if c.code != code))
    assert rest.score == assess(without, before, TODAY).score


@settings(max_examples=100)
@given(all_marks, all_ages)
def test_law_guesses_and_expired_answers_never_knock_out(marks: str, ages: dict[str, int]) -> None:
    assessment = heard(marks, ages)
    guesses = replace(
        assessment, answers=tuple(replace(a, evidence=Evidence.GUESS) for a in assessment.answers)
    )
    late = TODAY + timedelta(days=800)
    assert assess(GRUNDCHECK, guesses, TODAY).recommendation.rule not in (Rule.R1, Rule.R2)
    assert assess(GRUNDCHECK, assessment, late).recommendation.rule in (Rule.R4, Rule.NONE)


@settings(max_examples=150)
@given(all_marks, all_ages)
def test_law_the_conditions_of_the_rules(marks: str, ages: dict[str, int]) -> None:
    """What must hold for each rule, told independently of the order in the code."""
    result = standing(marks, ages)
    rule, score = result.recommendation.rule, result.score
    if rule is Rule.R3:
        assert result.high < 40
    elif rule is Rule.R5:
        assert score is not None
        assert score >= 70
        assert result.confidence >= F(3, 5)
    elif rule in (Rule.R6, Rule.R7):
        assert score is not None
        assert score >= 40
        assert result.confidence >= F(1, 2)
        if rule is Rule.R7:
            assert not result.open
            assert result.confidence >= F(3, 5)
    elif rule in (Rule.R8, Rule.R9):
        assert score is not None
        assert score < 40
        assert (result.confidence >= F(3, 4)) is (rule is Rule.R8)
    choices = {
        Rule.R1: Choice.DROP,
        Rule.R2: Choice.PARK,
        Rule.R3: Choice.DROP,
        Rule.R4: Choice.DEVELOP,
        Rule.R5: Choice.PURSUE,
        Rule.R6: Choice.DEVELOP,
        Rule.R7: Choice.PARK,
        Rule.R8: Choice.DROP,
        Rule.R9: Choice.PARK,
        Rule.NONE: None,
    }
    assert result.recommendation.choice is choices[rule]


@settings(max_examples=100)
@given(all_marks, all_ages)
def test_law_nothing_changes_before_next_change(marks: str, ages: dict[str, int]) -> None:
    assessment = heard(marks, ages)
    change = next_change(GRUNDCHECK, assessment, TODAY)
    now = assess(GRUNDCHECK, assessment, TODAY)
    assert change > TODAY
    if change == date.max:
        assert assess(GRUNDCHECK, assessment, TODAY + timedelta(days=3000)) == now
    else:
        assert assess(GRUNDCHECK, assessment, change - timedelta(days=1)) == now
        assert assess(GRUNDCHECK, assessment, change) != now
