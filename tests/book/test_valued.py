"""The customers of a book by what they are worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from store import Book, Edit, Prospect, RevenueEntry, Stage
from store.book.figures import Figures
from store.book.valued import Valued, WorthOrder
from store.demo import demo_prospects
from store.value.aspects import facts, value_of
from store.value.level import Level
from store.value.portfolio import Missing
from store.value.rfm import Rfm, Segment
from tui.plain import places

DAY = date(2026, 2, 23)


def opened(records: tuple[Prospect, ...]) -> Book:
    return Book.open("", today=DAY, checklist=places.resolver, memory=True, records=records,
                     user="t")


def counted(book: Book) -> Figures:
    figures = book.figures()
    figures.step(10**6)
    return figures


@pytest.fixture
def demo() -> Iterator[Book]:
    book = opened(demo_prospects(DAY))
    yield book
    book.close()


def test_each_is_valued_as_its_record_says(demo: Book) -> None:
    valued = Valued(demo.rows, counted(demo), WorthOrder.VALUE)
    assert len(valued) == 26
    for place in range(26):
        one = valued.at(place)
        assert one.value == value_of(facts(demo.get(one.row.id), DAY), demo.axes())
        assert valued.place(valued.id(place)) == place
    scores = [valued.at(place).value.score or 0 for place in range(26)]
    assert scores == sorted(scores, reverse=True)
    assert valued.bands == {Level.HIGH: 5, Level.MEDIUM: 16, Level.LOW: 5}
    assert valued.at(0).row.short == "Zirbelfunk Elektrotechnik"
    assert valued.place("nobody") is None
    by_name = {valued.at(place).row.short.split()[0]: valued.at(place) for place in range(26)}
    assert by_name["Wolpertec"].value.score == 79
    assert by_name["Kräuterkauz"].rfm == Rfm(recency=5, frequency=1, money=1)
    assert by_name["Kräuterkauz"].rfm.segment is Segment.FIRST
    assert by_name["Kurvenwurm"].point is Missing.POTENTIAL
    assert by_name["Lodenlurch"].margin == -216_000


def test_every_order_puts_the_best_first(demo: Book) -> None:
    figures = counted(demo)
    first = {order: Valued(demo.rows, figures, order).at(0) for order in WorthOrder}
    last = {order: Valued(demo.rows, figures, order).at(25) for order in WorthOrder}
    assert first[WorthOrder.LEAST].row.short == "Zirbelfunk Elektrotechnik"
    assert (first[WorthOrder.MARGIN].margin, last[WorthOrder.MARGIN].margin) == (
        5_896_000, -216_000)
    assert first[WorthOrder.RFM].rfm == Rfm(recency=5, frequency=5, money=5)
    assert last[WorthOrder.RFM].rfm == Rfm(recency=3, frequency=2, money=1)
    assert (first[WorthOrder.PRIORITY].row.priority, last[WorthOrder.PRIORITY].row.priority) == (
        1, 3)


def test_it_tells_when_it_is_old(demo: Book) -> None:
    figures = counted(demo)
    demo.subscribe(figures.told)
    valued = Valued(demo.rows, figures, WorthOrder.VALUE)
    assert valued.fresh()
    last = valued.id(25)
    demo.apply(Edit(label="edited", records=(replace(demo.get(last), fit=10),)))
    figures.step(10)
    assert not valued.fresh()
    assert (valued.at(25).value.score or 0) > 16


def test_unknown_cost_and_no_orders_come_last() -> None:
    """No zero stands for what is not known."""
    sold = RevenueEntry(first=date(2025, 1, 1), last=date(2025, 12, 31), revenue=100, margin=50,
                        orders=1)
    firm = Prospect(id="a", name="A", created=DAY, stage=Stage.EXISTING, revenue=(sold,))
    book = opened((
        replace(firm, id="u", revenue=(replace(sold, margin=None, revenue=900),)), firm,
        replace(firm, id="n", revenue=()), replace(firm, id="x", archived=DAY)))
    valued = Valued(book.rows, counted(book), WorthOrder.MARGIN)
    assert [valued.id(place) for place in range(3)] == ["a", "n", "u"]
    assert valued.at(2).margin is None
    assert valued.at(1).margin == 0, "who sold nothing has no unknown cost"
    assert valued.at(1).rfm is None
    assert not valued.may_be_fifths
    assert not Valued(book.rows, counted(book), fifths=True).fifths
    book.close()


def test_fifths_of_a_larger_base() -> None:
    """The best ten of fifty have five in all, the last ten one in all."""
    book = opened(tuple(
        Prospect(id=f"k{n}", name=f"K{n}", created=DAY, stage=Stage.EXISTING, revenue=(
            RevenueEntry(first=DAY - timedelta(days=7 * n + 1), last=DAY - timedelta(days=7 * n),
                         revenue=100 * (60 - n), margin=1, orders=60 - n),))
        for n in range(50)))
    valued = Valued(book.rows, counted(book), WorthOrder.RFM, fifths=True)
    assert valued.fifths
    found = [valued.at(place) for place in range(50)]
    assert [one.row.id for one in found[:2]] == ["k0", "k1"]
    assert [one.rfm.recency if one.rfm else 0 for one in found] == [
        mark for mark in (5, 4, 3, 2, 1) for _ in range(10)]
    assert all(one.rfm and len({one.rfm.recency, one.rfm.frequency, one.rfm.money}) == 1
               for one in found)
    book.close()
