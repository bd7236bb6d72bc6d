"""Laws of domain.md 3.1 that hold for every framework of 3.2."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from store.catalogue import load_checklist
from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.qualification.checklist import Checklist
from store.qualification.decision import Rule
from store.qualification.question import to_ask
from store.qualification.score import assess, value_of_asking

TODAY = date(2026, 2, 23)
FRAMEWORKS = [load_checklist(code) for code in (
    "kurzcheck", "grundcheck", "bant", "champ", "meddic", "meddpicc", "bestandskunden")]
TENTHS = dict(zip(Evidence, (4, 7, 9, 10), strict=True))
Case = tuple[Checklist, Assessment]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any answers to any framework, in any order of entry."""
    checklist = draw(st.sampled_from(FRAMEWORKS))
    answers = [
        Answer(
            criterion=criterion.code, rating=draw(st.sampled_from([None, 0, 1, 2, 3])),
            evidence=draw(st.sampled_from(Evidence)),
            rated=TODAY - timedelta(days=draw(st.integers(0, 2 * criterion.valid_days + 9))),
            knock_out=draw(st.sampled_from([None, *KnockOut])))
        for criterion in checklist.criteria if draw(st.booleans())
    ]
    return checklist, Assessment(checklist=checklist.code, version=1, day=TODAY,
                                 answers=tuple(draw(st.permutations(answers))))


@settings(max_examples=150)
@given(cases())
def test_law_score_range_and_confidence_are_the_formulas_exactly(case: Case) -> None:
    """Written down anew, with a fraction for every term; no float comes in or out."""
    checklist, assessment = case
    found = assess(checklist, assessment, TODAY)
    weight = points = answered = known = known_points = Fraction(0)
    trust = Fraction(0)
    for criterion in checklist.criteria:
        answer = assessment.answer(criterion.code)
        if answer is not None and answer.rating is None:
            continue
        weight += criterion.weight
        if answer is None or answer.rating is None:
            continue
        age, valid = (TODAY - answer.rated).days, criterion.valid_days
        fresh = Fraction(1) if age <= valid else max(Fraction(0), Fraction(2 * valid - age, valid))
        if not fresh:
            continue
        share = criterion.weight * Fraction(answer.rating, 3)
        points, answered = points + share, answered + criterion.weight
        trust += criterion.weight * fresh * Fraction(TENTHS[answer.evidence], 10)
        if answer.evidence is not Evidence.GUESS:
            known, known_points = known + criterion.weight, known_points + share
    assert found.score == (100 * points / answered if answered else None)
    if weight:
        assert found.low == 100 * known_points / weight
        assert found.high == 100 * (known_points + weight - known) / weight
        assert found.confidence == trust / weight
    assert (found.recommendation.rule is Rule.NONE) == (not weight)
    assert {type(value) for value in (found.low, found.high, found.confidence)} == {Fraction}
    if found.score is not None:
        assert found.low <= found.score <= found.high


@settings(max_examples=100)
@given(cases(), st.data())
def test_law_more_evidence_never_lowers_confidence(case: Case, data: st.DataObject) -> None:
    checklist, assessment = case
    ladder = tuple(Evidence)
    better = tuple(
        replace(a, evidence=ladder[data.draw(st.integers(ladder.index(a.evidence), 3))])
        for a in assessment.answers)
    more = assess(checklist, replace(assessment, answers=better), TODAY)
    assert more.confidence >= assess(checklist, assessment, TODAY).confidence


@settings(max_examples=100)
@given(cases(), st.data())
def test_law_an_open_criterion_never_counts_as_no(case: Case, data: st.DataObject) -> None:
    """What becomes open only widens the range, and knocks nobody out."""
    checklist, assessment = case
    kept = tuple(a for a in assessment.answers if a.rating is None or data.draw(st.booleans()))
    before = assess(checklist, assessment, TODAY)
    after = assess(checklist, replace(assessment, answers=kept), TODAY)
    assert after.low <= before.low
    assert after.high >= before.high
    if not any(a.rating == 0 for a in kept):
        assert after.recommendation.rule not in (Rule.R1, Rule.R2)


@settings(max_examples=100)
@given(cases())
def test_law_guesses_never_knock_out(case: Case) -> None:
    checklist, assessment = case
    guessed = replace(assessment, answers=tuple(
        replace(a, evidence=Evidence.GUESS) for a in assessment.answers))
    found = assess(checklist, guessed, TODAY)
    assert found.recommendation.rule not in (Rule.R1, Rule.R2, Rule.R3)
    if found.recommendation.rule is not Rule.NONE:
        assert (found.low, found.high) == (0, 100)


@settings(max_examples=100)
@given(cases())
def test_law_the_order_of_entry_changes_nothing(case: Case) -> None:
    checklist, assessment = case
    ordered = replace(assessment, answers=tuple(
        sorted(assessment.answers, key=lambda a: a.criterion)))
    assert assess(checklist, assessment, TODAY) == assess(checklist, ordered, TODAY)
    assert to_ask(checklist, assessment, TODAY) == to_ask(checklist, ordered, TODAY)


@settings(max_examples=100)
@given(cases())
def test_law_what_is_asked_first_is_worth_most(case: Case) -> None:
    """All that is worth something, and of equal worth the first in the checklist."""
    checklist, assessment = case
    worth = {c.code: value_of_asking(assessment.answer(c.code), c, TODAY)
             for c in checklist.criteria}
    first = sorted(filter(worth.__getitem__, worth), key=lambda code: -worth[code])
    assert list(assess(checklist, assessment, TODAY).to_ask) == first
