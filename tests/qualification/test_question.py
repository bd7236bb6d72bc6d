"""Which question comes next, and what a checklist answers when asked by code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from store.catalogue import load_checklist
from store.profile.assessment import Answer, Assessment, Evidence
from store.qualification.knockout import KNOCK_OUT_REASONS
from store.qualification.question import Asking, Doubt, best_to_ask, next_question, to_ask

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


def test_the_knock_out_reasons_keep_the_codes_that_stand_in_files() -> None:
    assert KNOCK_OUT_REASONS == (
        "no_money", "financing_refused", "insolvency", "bound_by_contract", "no_benefit",
        "wont_change", "does_not_exist", "not_at_this_price", "not_by_this_date",
        "not_for_this_purpose", "head_office_decides", "tender_running", "project_stopped")


TODAY = date(2026, 2, 23)


def heard(*answers: Answer) -> Assessment:
    return Assessment(checklist="grundcheck", version=1, day=TODAY, answers=answers)


def test_the_best_question_and_why() -> None:
    first, second = to_ask(load_checklist(), None, TODAY)[:2]
    assert first == Asking(criterion="M", question=0, weight=25, must=True, knock_out=True,
                           doubt=Doubt.UNKNOWN)
    assert (second.criterion, second.weight) == ("Z", 20)
    last = {one.criterion: one for one in to_ask(load_checklist(), None, TODAY)}
    assert (last["E"].must, last["E"].knock_out) == (True, False)
    assert (last["T"].must, last["T"].knock_out) == (False, True)


@pytest.mark.parametrize(("age", "doubt"), [
    (0, Doubt.WEAK), (90, Doubt.WEAK), (91, Doubt.STALE), (179, Doubt.STALE),
    (180, Doubt.EXPIRED),
])
def test_what_is_wrong_with_an_answer(age: int, doubt: Doubt) -> None:
    answer = Answer(criterion="M", rating=3, rated=TODAY - timedelta(days=age), asked=(0, 2))
    found = {one.criterion: one for one in to_ask(load_checklist(), heard(answer), TODAY)}
    assert (found["M"].doubt, found["M"].question) == (doubt, 1)


def test_what_is_documented_is_not_asked() -> None:
    sure = Answer(criterion="M", rating=3, rated=TODAY, evidence=Evidence.DOCUMENTED)
    found = to_ask(load_checklist(), heard(sure), TODAY)
    assert [one.criterion for one in found] == ["Z", "B", "R", "E", "T"]


def test_what_is_neither_must_nor_knock_out_is_asked_later() -> None:
    """MEDDIC: the pain and the economic buyer 20 · 2, the champion 15 · 2, the others 15."""
    found = to_ask(load_checklist("meddic"), None, TODAY)
    assert [one.criterion for one in found] == ["I", "E", "CH", "M", "DC", "DP"]


def test_of_equal_worth_the_first_in_the_checklist_comes_first() -> None:
    """A guess about M, R open, B documented and three quarters faded: 30 each."""
    guess = Answer(criterion="M", rating=2, rated=TODAY, evidence=Evidence.GUESS)
    faded = Answer(criterion="B", rating=2, rated=TODAY - timedelta(days=210),
                   evidence=Evidence.DOCUMENTED)
    found = to_ask(load_checklist(), heard(guess, faded), TODAY)
    assert [one.criterion for one in found] == ["Z", "M", "R", "B", "E", "T"]


def test_the_order_of_entry_does_not_matter() -> None:
    answers = [Answer(criterion=code, rating=2, rated=TODAY) for code in "MZRB"]
    answers[1] = replace(answers[1], evidence=Evidence.GUESS)
    orders = {
        tuple(one.criterion for one in to_ask(load_checklist(), heard(*some), TODAY))
        for some in permutations(answers)
    }
    assert len(orders) == 1


@pytest.mark.parametrize(("over", "code"), [
    ((), "Z"), (("Z",), "B"), (("Z", "B", "R", "E"), "T"), (("Z", "B", "R", "E", "T"), "M"),
    (("M", "Z", "R", "B", "E", "T"), None)])
def test_what_is_only_to_be_confirmed_comes_after_all_that_is_open(
        over: tuple[str, ...], code: str | None) -> None:
    """There is a guess about M: to ask is worth 30, more than for E or T with 20."""
    given = Assessment(checklist="grundcheck", version=1, day=TODAY, answers=(
        Answer(criterion="M", rating=3, rated=TODAY, evidence=Evidence.GUESS),))
    found = best_to_ask(to_ask(load_checklist(), given, TODAY), over)
    assert (found.criterion if found else None) == code
