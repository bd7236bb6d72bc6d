"""ABC classes: the test lists and the demo figures of domain.md 4.1, and the laws."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.value.abc import classify, concentration, ranking

F = Fraction

DEMO = [
    # revenue in euros and margin in per cent of rows 1 to 26 (domain.md 9)
    (268000, 22), (187000, 6), (124000, 31), (96000, 35), (71000, 28), (54000, -4),
    (38000, 42), (29500, 30), (22000, 45), (18400, 38), (14600, 40), (12500, 25),
    (9800, 50), (8200, 33), (7400, 48), (6600, 36), (5900, -12), (5300, 40),
    (4800, 52), (4100, 29), (3500, 44), (2900, 37), (2400, 20), (1900, 55),
    (1300, 30), (900, 60),
]  # fmt: skip
REVENUE = [euros * 100 for euros, _ in DEMO]
MARGIN = [euros * percent for euros, percent in DEMO]


def letters(values: list[int], new: tuple[int, ...] = ()) -> str:
    """The classes in the order of the values, as one word; "-" for none."""
    items = [(str(place), value, place in new) for place, value in enumerate(values)]
    found = classify(items).letters
    return "".join(found.get(str(place), "-") for place in range(len(values)))


@pytest.mark.parametrize(
    ("values", "new", "expected"),
    [
        ([300, 200, 170, 70, 70, 50, 40, 40, 30, 30], (), "AAAAABBBBB"),
        ([500, 250, 100, 50, 50, 30, 20, 0, 0, -40], (7,), "AAABBCCNOC"),
        ([850, 150], (), "AB"),
        ([100, 100, 100, 100, 100], (), "AAAAA"),
        ([7], (), "A"),
        ([30, 500, 20, 50, 250, 50, 100], (), "CACBABA"),
        ([0, 0], (0,), "NO"),
        ([0, -5], (), "O-"),
        ([-5, 1], (0,), "CA"),
        ([], (), ""),
    ],
)
def test_list(values: list[int], new: tuple[int, ...], expected: str) -> None:
    assert letters(values, new) == expected


def test_negative_values_are_flagged_and_not_in_the_total() -> None:
    classes = classify([("a", 1000, False), ("b", -40, False)])
    assert (classes.total, classes.negative) == (1000, frozenset({"b"}))


def test_the_demo_by_revenue_and_by_margin() -> None:
    by_revenue, by_margin = letters(REVENUE), letters(MARGIN)
    assert by_revenue == "AAAAAA" + "BBBBBBBB" + "CCCCCCCCCCCC"
    rows = {letter: [n for n, x in enumerate(by_margin, 1) if x == letter] for letter in "ABC"}
    assert rows["A"] == [1, 2, 3, 4, 5, 7, 8, 9]
    assert rows["B"] == [10, 11, 12, 13, 14, 15, 19]
    assert len(rows["C"]) == 9 + 2
    assert (sum(MARGIN), sum(m for m in MARGIN if m > 0)) == (23430600, 23717400)


@pytest.mark.parametrize(("a", "b"), [(0, 95), (80, 80), (90, 80), (80, 100)])
def test_thresholds_that_make_no_sense(a: int, b: int) -> None:
    with pytest.raises(ValueError):
        classify([], a=a, b=b)


def test_thresholds_of_ones_own() -> None:
    items = [(str(v), v, False) for v in (50, 30, 20)]
    assert classify(items, a=50, b=80).letters == {"50": "A", "30": "B", "20": "C"}


@pytest.mark.parametrize(
    ("values", "top", "share", "hhi", "gini", "normed"),
    [
        ([300, 200, 170, 70, 70, 50, 40, 40, 30, 30], 2, F(1, 2), "0.1762", "0.4380", "0.4867"),
        ([500, 250, 100, 50, 50, 30, 20, 0, 0, -40], 2, F(3, 4), "0.3288", "0.5514", "0.6433"),
        (REVENUE, 6, F(4, 5), "0.1432", "0.7005", "0.7285"),
    ],
)
def test_concentration(
    values: list[int], top: int, share: Fraction, hhi: str, gini: str, normed: str
) -> None:
    result = concentration(values)
    assert result.gini_normed is not None
    assert (result.top_count, result.top_share) == (top, share)
    assert f"{float(result.hhi):.4f}" == hhi
    assert f"{float(result.gini):.4f}" == gini
    assert f"{float(result.gini_normed):.4f}" == normed


def test_the_demo_has_a_lump_risk() -> None:
    result = concentration(REVENUE)
    assert (result.largest, result.a_quota) == (F(67, 250), F(6, 26))
    assert result.lump_risk


def test_a_quarter_is_no_lump_risk_yet() -> None:
    assert not concentration([1, 1, 1, 1]).lump_risk


def test_even_shares_are_told() -> None:
    assert concentration([100] * 5).even
    assert not concentration([100, 99]).even
    assert not concentration([100]).even


def test_one_customer_and_none() -> None:
    one, none = concentration([500]), concentration([0, -1])
    assert (one.gini, one.gini_normed, one.hhi, one.top_count) == (0, None, 1, 1)
    assert (none.count, none.top_share, none.hhi, none.gini_normed) == (0, 0, 0, None)
    assert not none.lump_risk


def test_ranking_gives_ties_the_lower_number() -> None:
    ranked = ranking([("a", 50), ("b", 70), ("c", 0), ("d", 50), ("e", 10)])
    assert [(r.id, r.rank, r.cumulated) for r in ranked] == [
        ("b", 1, 70), ("a", 2, 120), ("d", 2, 170), ("e", 4, 180),
    ]  # fmt: skip


def test_a_hundred_thousand_values_class_like_the_rule_read_aloud() -> None:
    """The rule of domain.md 4.1 told value by value must agree with the quick way."""
    numbers = random.Random(4711)
    values = sorted((numbers.randrange(1, 900_00) for _ in range(100_000)), reverse=True)
    total, better, group, letter, told = sum(values), 0, 0, "", []
    for value in values:
        if value != group:
            group = value
            letter = (
                "A" if 100 * better < 80 * total else "B" if 100 * better < 95 * total else "C"
            )
        told.append(letter)
        better += value
    assert letters(values) == "".join(told)


amounts = st.lists(st.integers(-50, 300), max_size=30)
positive = st.lists(st.integers(1, 300), min_size=1, max_size=30)


@settings(max_examples=80)
@given(amounts, st.integers(2, 1000))
def test_law_scaling_changes_no_class(values: list[int], factor: int) -> None:
    assert letters([value * factor for value in values]) == letters(values)


@settings(max_examples=80)
@given(amounts, st.booleans())
def test_law_a_customer_without_revenue_changes_no_other(values: list[int], new: bool) -> None:
    place = (len(values),) if new else ()
    assert letters([*values, 0], place) == letters(values) + ("N" if new else "O")


@settings(max_examples=80)
@given(amounts)
def test_law_equal_values_share_a_class_and_better_ones_are_not_worse(values: list[int]) -> None:
    found = dict(zip(values, letters(values), strict=True))
    assert all(found[value] == x for value, x in zip(values, letters(values), strict=True))
    ordered = [found[value] for value in sorted(found, reverse=True) if value > 0]
    assert ordered == sorted(ordered)


@settings(max_examples=80)
@given(positive)
def test_law_the_best_customer_is_an_a(values: list[int]) -> None:
    assert letters(values)[values.index(max(values))] == "A"


@settings(max_examples=80)
@given(positive)
def test_law_concentration_stays_in_its_limits(values: list[int]) -> None:
    result = concentration(values)
    assert 0 <= result.gini < 1
    assert F(1, len(values)) <= result.hhi <= 1
    assert 0 < result.largest <= result.top_share <= 1
    assert 0 < result.a_quota <= 1
    assert result.gini_normed is None or 0 <= result.gini_normed <= 1
    assert result.a_quota == F(letters(values).count("A"), len(values))
