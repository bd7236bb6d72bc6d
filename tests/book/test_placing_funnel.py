"""Portfolio and funnel of a whole book: the sample customers, and what cannot be placed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from store import Book, ClassOverride, Edit, RevenueEntry, Stage
from store.book.funnel import funnel
from store.book.placing import NAMED, Placing
from store.demo import demo_prospects
from store.qualification.decision import Choice
from store.value.portfolio import Missing
from tui.plain import places

DAY = date(2026, 2, 23)
SOLD = RevenueEntry(first=date(2025, 7, 1), last=date(2025, 9, 30), revenue=500_000)


@pytest.fixture
def demo() -> Book:
    return Book.open("", today=DAY, checklist=places.resolver, memory=True,
                     records=demo_prospects(DAY), user="t")


def test_the_sample_customers_stand_where_the_rules_say(demo: Book) -> None:
    placing = Placing(demo.rows)
    assert (placing.axes.margin, placing.axes.revenue) == (
        Fraction(23_430_600, 26), Fraction(100_000_000, 26))
    named = {placing.row(n).short.split()[0]: placing.point(n) for n in range(NAMED)}
    assert named == {
        "Wolpertec": (100, 60), "Brezenreiter": (60, 60), "Zirbelfunk": (100, 80),
        "Murmelquell": (80, 80), "Tannquirl": (80, 60), "Lodenlurch": (0, 40),
        "Schneehahn": (60, 100), "Quastlpinsel": (40, 60), "Zahlenspecht": (60, 20)}
    assert placing.on[20, 40] == (13, 17, 20)
    assert placing.unnamed[20, 20] == Counter({"C": 7, "B": 1})
    assert (len(placing), placing.placed) == (26, 24)
    assert [(placing.row(n).short.split()[0], placing.missing(n)) for n in (24, 25)] == [
        ("Kurvenwurm", Missing.POTENTIAL), ("Blütenbiber", Missing.POTENTIAL)]
    assert all(placing.place(placing.id(n)) == n for n in range(26))
    assert placing.place("nobody") is None


def test_it_tells_when_it_is_old_and_who_sold_nothing_is_worth_nothing(demo: Book) -> None:
    placing = Placing(demo.rows)
    assert placing.fresh(demo.rows)
    first, last = demo.get(placing.id(0)), demo.get(placing.id(23))
    demo.apply(Edit(label="edited", records=(
        replace(first, revenue=(SOLD,)), replace(last, revenue=()))))
    assert not placing.fresh(demo.rows)
    again = Placing(demo.rows)
    place = again.place(first.id)
    assert place is not None
    assert again.point(place) is None
    assert again.missing(place) is Missing.MARGIN
    assert again.point(again.place(last.id) or 0) == (0, 20)


def test_another_class_in_force_is_another_letter(demo: Book) -> None:
    placing = Placing(demo.rows)
    tied = placing.unnamed[40, 40]
    record = demo.get(placing.id(12))
    demo.apply(Edit(label="class_set", records=(replace(record, class_override=ClassOverride(
        letter="C", day=DAY)),)))
    assert tied == Counter({"B": 1})
    assert not placing.fresh(demo.rows)
    assert Placing(demo.rows).unnamed[40, 40] == Counter({"C": 1})


def test_the_funnel_of_the_sample_customers(demo: Book) -> None:
    found = funnel(demo.rows)
    assert [(bar.what, len(bar.positions), bar.reached) for bar in found.stages] == [
        (Stage.CONTACT, 1, 40), (Stage.PROSPECT, 8, 39), (Stage.QUALIFIED, 3, 31),
        (Stage.NEW, 3, 28), (Stage.EXISTING, 12, 28), (Stage.REGULAR, 11, 28),
        (Stage.FORMER, 2, 28)]
    assert [bar.conversion for bar in found.stages[1:4]] == [
        Fraction(39, 40), Fraction(31, 39), Fraction(28, 31)]
    assert sum(bar.margin or 0 for bar in found.stages) == 23_430_600
    assert [(bar.what, len(bar.positions)) for bar in found.decisions] == [
        (Choice.PURSUE, 3), (Choice.DEVELOP, 5), (Choice.PARK, 2), (Choice.DROP, 1), (None, 0)]


def test_an_empty_book_has_no_points_and_no_shares() -> None:
    book = Book.open("", today=DAY, checklist=places.resolver, memory=True, user="t")
    assert len(Placing(book.rows)) == 0
    assert not any(bar.positions or bar.conversion for bar in funnel(book.rows).stages)
