"""A walk through a list as a value: where it is, what came of each, what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Assessment, ProfileCheck, Prospect
from tui.review import Outcome, Review, read_review, without

TODAY = date(2026, 2, 23)
RECORD = Prospect(id="a", name="Adler", created=TODAY)
RATED = replace(RECORD, assessments=(Assessment(checklist="bant", version=1, day=TODAY),))
CONFIRMED = replace(RECORD, profile_checks=(ProfileCheck(day=TODAY, source="Eva"),))
CHANGED = replace(RECORD, notes="neu")


@pytest.mark.parametrize(("after", "outcome"), [
    (RECORD, Outcome.SKIPPED), (CHANGED, Outcome.CHANGED), (CONFIRMED, Outcome.CONFIRMED),
    (RATED, Outcome.RATED), (None, Outcome.SKIPPED),
    (replace(RATED, profile_checks=CONFIRMED.profile_checks), Outcome.RATED)])
def test_what_came_of_a_customer(after: Prospect | None, outcome: Outcome) -> None:
    left = Review(keys=("a", "b"), arrived=RECORD).leaving(after)
    assert left.outcomes == (("a", outcome),)
    assert (left.count(outcome), left.arrived) == (1, None)


def test_coming_back_makes_nothing_undone() -> None:
    review = Review(keys=("a",), arrived=RECORD).leaving(RATED)
    again = replace(review, arrived=RATED).leaving(RATED)
    assert again.outcomes == (("a", Outcome.RATED),)


REVIEWS = st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True).flatmap(
    lambda keys: st.builds(
        Review, keys=st.just(tuple(keys)), position=st.integers(0, len(keys) - 1),
        outcomes=st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(list(Outcome))),
                          unique_by=lambda pair: pair[0]).map(tuple)))


@given(REVIEWS)
@settings(max_examples=50)
def test_what_is_kept_is_read_again(review: Review) -> None:
    assert read_review(review.fields) == review


@given(REVIEWS, st.sets(st.sampled_from("abcdefgh")))
@settings(max_examples=50)
def test_who_is_gone_falls_out(review: Review, present: set[str]) -> None:
    left = without(review, dict.fromkeys(present))
    kept = [key for key in review.keys if key in present]
    if left is None:
        assert kept == []
        return
    assert list(left.keys) == kept
    if review.key in present:
        assert left.key == review.key
    assert {key for key, _outcome in left.outcomes} <= present


@pytest.mark.parametrize("fields", [
    {}, {"keys": "a b"}, {"keys": "", "position": "0"}, {"keys": "a", "position": "x"},
    {"keys": "a", "position": "-1"}, {"keys": "a", "position": "²"}])
def test_what_is_no_walk_is_none(fields: dict[str, str]) -> None:
    assert read_review(fields) is None


def test_a_walk_that_does_not_fit_any_more_is_read_as_far_as_it_goes() -> None:
    review = read_review({"keys": "a b", "position": "9", "outcomes": "a=rated c=rated b=x y"})
    assert review == Review(keys=("a", "b"), position=1, outcomes=(("a", Outcome.RATED),))
