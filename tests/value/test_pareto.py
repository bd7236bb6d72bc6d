"""The ranked base: against the plain way of domain.md 4.1, at any borders."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.value.abc import classify
from store.value.pareto import Region, pareto

VALUES = st.lists(st.one_of(st.none(), st.integers(-3, 12), st.integers(-10**12, 10**12)),
                  max_size=40)


@settings(max_examples=60)
@given(VALUES, st.integers(1, 98), st.integers(1, 98))
def test_every_place_has_the_class_of_domain_4_1(
        values: list[int | None], one: int, other: int) -> None:
    a, b = sorted((one, other + 1)) if one != other + 1 else (one, one + 1)
    if not 0 < a < b < 100:
        return
    found = pareto(values)
    classes = classify([(str(n), v, False) for n, v in enumerate(values) if v is not None],
                       a=a, b=b)
    to_a, to_b = found.borders(a, b)
    assert sorted(found.order) == list(range(len(values)))
    for place, index in enumerate(found.order):
        value, part = values[index], found.part(place)
        assert part is (Region.UNKNOWN if value is None else Region.RANKED if value > 0
                        else Region.NEGATIVE if value < 0 else Region.NOTHING)
        if part is Region.RANKED:
            letter = "A" if place < to_a else "B" if place < to_b else "C"
            assert classes.letters[str(index)] == letter
            assert found.rank(place) == 1 + sum(v is not None and v > value for v in values)
            assert found.best[place] == value
            assert found.before[place] == sum(found.best[:place])
    assert found.total == classes.total
    assert found.share(0, found.ranked) == (1 if found.total else 0)


@pytest.mark.parametrize(("values", "borders"), [
    ([300, 200, 170, 70, 70, 50, 40, 40, 30, 30], (5, 10)),
    ([500, 250, 100, 50, 50, 30, 20, 0, 0, -40], (3, 5)),
    ([850, 150], (1, 2)), ([100] * 5, (5, 5)), ([], (0, 0)), ([0, -5, None], (0, 0)),
])
def test_the_lists_of_domain_4_1(values: list[int | None], borders: tuple[int, int]) -> None:
    found = pareto(values)
    assert found.borders(80, 95) == borders


def test_ties_and_shares() -> None:
    found = pareto([10, 30, 30, None, -5, 0, -7])
    assert list(found.order) == [1, 2, 0, 6, 4, 5, 3]
    assert (found.ties(0), found.ties(2), found.found(30), found.found(7)) == (
        (0, 2), (2, 3), (0, 2), (3, 3))
    assert found.share(0, 2) == Fraction(6, 7)
    assert [start for _part, start in found.starts] == [0, 3, 5, 6]
    with pytest.raises(IndexError):
        found.part(-1)
