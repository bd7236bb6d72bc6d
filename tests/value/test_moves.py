"""Class moves, and the ladder that finds the class of any value: as the whole analysis says."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.value.abc import classify, ranking
from store.value.ladder import Ladder
from store.value.moves import MoveKind, move_kind

amounts = st.lists(st.integers(-50, 300), max_size=30)
borders = st.tuples(st.integers(1, 98), st.integers(1, 98)).filter(lambda pair: pair[0] < pair[1])


@settings(max_examples=60)
@given(amounts, borders, st.sets(st.integers(0, 29)))
def test_law_the_ladder_says_what_the_analysis_says(
    values: list[int], shares: tuple[int, int], new: set[int]
) -> None:
    a, b = shares
    items = [(str(n), value, n in new) for n, value in enumerate(values)]
    told, ladder = classify(items, a=a, b=b), Ladder(values, a=a, b=b)
    assert {key: ladder.letter(value, fresh) for key, value, fresh in items} == {
        key: told.letters.get(key, "") for key, _, _ in items}
    ranks = {one.id: one.rank for one in ranking([(key, value) for key, value, _ in items])}
    for key, value, _ in items:
        assert ladder.rank(value) == ranks.get(key)
        better = sum(one for one in values if one > max(value, 0))
        assert ladder.before(value) == (
            Fraction(better, ladder.total) if value > 0 else None)
    counted = [told.letters[key] for key, value, _ in items if value > 0]
    assert ladder.counts == tuple(counted.count(letter) for letter in "ABC")
    assert (ladder.total, len(ladder)) == (told.total, len(counted))


@settings(max_examples=40)
@given(amounts)
def test_law_shares_sum_to_a_hundred_per_cent(values: list[int]) -> None:
    ranked = ranking([(str(n), value) for n, value in enumerate(values)])
    if ranked:
        total = ranked[-1].cumulated
        assert sum(Fraction(one.value, total) for one in ranked) == 1
        assert Ladder(values).total == total


def test_shares_of_the_published_list() -> None:
    """domain.md 4.1: the second 30 has 970 before it, its tie group begins at 940."""
    ladder = Ladder([300, 200, 170, 70, 70, 50, 40, 40, 30, 30])
    assert [(ladder.rank(v), ladder.before(v), ladder.letter(v, False)) for v in (70, 30)] == [
        (4, Fraction(67, 100), "A"), (9, Fraction(94, 100), "B")]
    assert ladder.counts == (5, 5, 0)


@pytest.mark.parametrize(("taken", "computed", "lapsed", "kind"), [
    ("C", "B", False, MoveKind.ROSE), ("B", "C", False, MoveKind.FELL),
    ("N", "A", False, MoveKind.ROSE), ("A", "O", False, MoveKind.FELL),
    ("O", "C", False, MoveKind.ROSE), ("N", "O", False, MoveKind.FELL),
    ("B", "B", False, None), ("", "C", False, MoveKind.NEW), ("A", "", False, None),
    ("B", "B", True, MoveKind.LAPSED), ("", "", True, None)])
def test_kinds(taken: str, computed: str, lapsed: bool, kind: MoveKind | None) -> None:
    assert move_kind(taken, computed, lapsed=lapsed) is kind
