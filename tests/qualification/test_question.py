"""Which question comes next, and what a checklist answers when asked by code."""

from __future__ import annotations

from datetime import date

import pytest

from store.catalogue import load_checklist
from store.profile.assessment import Answer
from store.qualification.knockout import KNOCK_OUT_REASONS
from store.qualification.question import next_question

NEED = load_checklist().criterion("B")


@pytest.mark.parametrize(
    ("asked", "expected"), [((), 0), ((0,), 1), ((1, 2), 0), ((0, 1), 2), ((0, 1, 2), None)]
)
def test_the_first_question_not_asked(asked: tuple[int, ...], expected: int | None) -> None:
    answer = Answer(criterion="B", rating=2, rated=date(2026, 2, 23), asked=asked)
    assert next_question(NEED, answer) == expected


def test_an_open_criterion_starts_with_its_first_question() -> None:
    assert next_question(NEED, None) == 0


def test_a_checklist_knows_its_criteria_by_code() -> None:
    assert load_checklist().criterion("Z").label.de == "Zahlungsfähigkeit"
    with pytest.raises(KeyError):
        load_checklist().criterion("X")


def test_one_checklist_stands_for_a_set_of_them() -> None:
    one = load_checklist()
    assert one.of(None, customer=True) is one
    assert one.get(one.code) is one
    assert one.get(one.code, one.version) is one
    for code, version in (("none", None), (one.code, one.version + 1)):
        with pytest.raises(KeyError):
            one.get(code, version)


def test_the_thirteen_knock_out_reasons_are_distinct_codes() -> None:
    assert len(set(KNOCK_OUT_REASONS)) == len(KNOCK_OUT_REASONS) == 13
    assert all(code.isidentifier() for code in KNOCK_OUT_REASONS)
