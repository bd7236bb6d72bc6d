"""The nine rules at their borders: which one fires, and which criterion it names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.catalogue import load_checklist
from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.qualification.decision import Recommendation
from store.qualification.score import assess

TODAY = date(2026, 2, 23)
LADDER = dict(zip("ASBD", Evidence, strict=True))
KINDS = {"!": KnockOut.FINAL, "~": KnockOut.TEMPORARY}


def advice(marks: str, realism_age: int = 0, code: str = "grundcheck") -> Recommendation:
    """Marks for M Z R B E T: "3S" stated, "0S!" final, "0S~" for now, "?" open, "-" n/a."""
    checklist = load_checklist(code)
    answers = tuple(
        Answer(
            criterion=criterion.code,
            rating=None if mark == "-" else int(mark[0]),
            evidence=LADDER[mark[1:2] or "S"],
            rated=TODAY - timedelta(days=realism_age if criterion.code == "R" else 0),
            knock_out=KINDS.get(mark[2:]),
        )
        for criterion, mark in zip(checklist.criteria, marks.split(), strict=True)
        if mark != "?"
    )
    assessment = Assessment(checklist=code, version=1, day=TODAY, answers=answers)
    return assess(checklist, assessment, TODAY).recommendation


@pytest.mark.parametrize(
    ("marks", "rule"),
    [
        pytest.param("0S! 0S~ ? ? ? ?", "R1", id="final before temporary"),
        pytest.param("0S~ 0S! ? ? ? ?", "R1", id="final after temporary"),
        pytest.param("0S~ 1D 1D 1D 1D 1D", "R2", id="temporary before a hopeless best case"),
        pytest.param("1D 1D 1D 1D 1D 1A", "R8", id="best case exactly 40 is not below 40"),
        pytest.param("1D - 2D 1D 1D 1D", "R3", id="best case 39.58 is below 40"),
        pytest.param("1S ? ? ? ? ?", "R4", id="too little known"),
        pytest.param("3D ? 3D ? 3D ?", "R6", id="confidence exactly 0.50 is enough to judge"),
        pytest.param("3S 3S 3S 3S 3A ?", "R5", id="confidence exactly 0.60 is enough to pursue"),
        pytest.param("2A 2B 2A 2A 2B 2B", "R7", id="at 0.60 nothing is left to find out"),
        pytest.param("1D 1D 1D 1D 2D 2D", "R6", id="score exactly 40 is worth developing"),
        pytest.param("1B 1B 1B 1S 1S ?", "R8", id="confidence exactly 0.75 is sure enough"),
        pytest.param("3B 3B 3B 3B 3B 1B", "R5", id="timing is no must"),
        pytest.param("3B 3B 3B 3B - 3B", "R5", id="a must that does not apply"),
    ],
)
def test_the_first_rule_that_fits(marks: str, rule: str) -> None:
    assert advice(marks).rule == rule


@pytest.mark.parametrize(
    ("marks", "rule", "criterion"),
    [
        pytest.param("3D 3D 3D 3D ? 3D", "R6", "E", id="an open must stops the pursuit"),
        pytest.param("2B 3D 3B 3D 1D 1B", "R6", "E", id="what we can change, not what costs most"),
        pytest.param("3S 3S 3A 3A 3S 3A", "R6", "B", id="the guess that weighs most"),
        pytest.param("3S 3S 0S~ 0S! 3S 3S", "R1", "B", id="the final one of two knock-outs"),
        pytest.param("3S 0S~ 0S~ 3S 3S 3S", "R2", "Z", id="the first of two knock-outs"),
    ],
)
def test_the_deciding_criterion(marks: str, rule: str, criterion: str) -> None:
    found = advice(marks)
    assert (found.rule, found.criterion) == (rule, criterion)


def test_a_guess_is_not_what_makes_it_hopeless() -> None:
    """The pain is a guess and costs most, yet the best case already forgives it."""
    found = advice("0A 1S 1S 0S 0S 1S", code="meddic")
    assert (found.rule, found.criterion) == ("R3", "M")


@pytest.mark.parametrize(
    ("mark", "age", "rule"),
    [
        ("0S!", 0, "R1"),
        ("0S~", 0, "R2"),
        ("0S", 0, "R2"),
        ("0A!", 0, "R6"),
        ("0D!", 359, "R1"),
        ("0D!", 360, "R6"),
        ("1S!", 0, "R6"),
    ],
)
def test_when_a_knock_out_acts(mark: str, age: int, rule: str) -> None:
    """Only on a stated 0 that has not expired; without a kind it is one for now."""
    assert advice(f"3B 3B {mark} 3B 3B 3B", age).rule == rule


def test_timing_is_never_a_final_knock_out() -> None:
    assert advice("3B 3B 3B 3B 3B 0D!").rule == "R2"


def test_authority_is_no_knock_out_at_all() -> None:
    assert advice("3B 3B 3B 3B 0D! 3B").rule == "R6"
