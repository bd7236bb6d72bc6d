"""The customers of a book in order: the demo of domain.md 9, and agreement with the moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store import (
    Book,
    ClassBasis,
    Classing,
    Edit,
    Period,
    Region,
    demo_prospects,
    load_checklist,
)
from store.profile.prospect import ClassOverride

TODAY = date(2026, 2, 23)


@pytest.fixture
def book() -> Book:
    return Book.open("", today=TODAY, checklist=lambda: load_checklist("grundcheck"),
                     memory=True, records=demo_prospects(TODAY, "de"))


def test_the_demo_by_revenue_and_by_margin(book: Book) -> None:
    ranking = book.ranking(Classing())
    found = ranking.concentration
    assert (ranking.pareto.ranked, ranking.pareto.total) == (26, 100_000_000)
    assert ranking.pareto.borders(80, 95) == (6, 14)
    assert (found.top_count, float(found.top_share), float(found.largest)) == (6, 0.8, 0.268)
    assert [round(float(one or 0), 4) for one in (found.gini, found.gini_normed, found.hhi)] == [
        0.7005, 0.7285, 0.1432]
    margin = book.ranking(Classing(basis=ClassBasis.MARGIN))
    assert (margin.pareto.ranked, margin.pareto.total) == (24, 23_717_400)
    assert margin.pareto.borders(80, 95) == (8, 15)
    assert sum(margin.value(n) or 0 for n in range(26)) == 23_430_600
    assert [margin.pareto.part(n) for n in (23, 24, 26)] == [
        Region.RANKED, Region.NEGATIVE, Region.NOTHING]
    assert margin.row(24).short.startswith("Lodenlurch")
    assert [margin.place(margin.id(n)) for n in range(28)] == list(range(28))
    assert margin.place("nobody") is None


@pytest.mark.parametrize("basis", list(ClassBasis))
def test_who_differs_is_who_moves(book: Book, basis: ClassBasis) -> None:
    rows = list(book.rows.values())
    by_hand = [book.get(row.id) for row in rows[:3]]
    book.apply(Edit(label="edited", records=(
        *(replace(one, class_override=ClassOverride(letter="C", reason="x", day=TODAY))
          for one in by_hand),
        replace(book.get(rows[5].id), class_log=()), replace(book.get(rows[9].id), revenue=()))))
    for a, b in ((80, 95), (50, 51), (1, 99), (67, 90)):
        classing = Classing(basis=basis, a=a, b=b)
        ranking, moves = book.ranking(classing), book.moves(classing)
        borders = ranking.pareto.borders(a, b)
        places = list(ranking.moved(*borders))
        assert {ranking.id(n) for n in places} == {
            one.id for one in moves if one.kind != "new"}
        assert ranking.differing(*borders) == len(places)
        assert ranking.never_taken == sum(one.kind == "new" for one in moves)
        assert {one.id: one.new for one in moves} == {
            ranking.id(n): ranking.computed(n, *borders) for n in range(len(ranking))
            if ranking.id(n) in {one.id for one in moves}}


def test_it_tells_when_it_holds_no_more(book: Book) -> None:
    ranking = book.ranking(Classing())
    key = ranking.id(3)
    book.apply(Edit(label="edited", records=(replace(book.get(key), notes="x"),)))
    assert ranking.fresh()
    book.apply(Edit(label="edited", records=(replace(book.get(key), revenue=()),)))
    assert not ranking.fresh()
    year = Classing(period=Period.CALENDAR)
    with pytest.raises(ValueError, match="figures"):
        book.ranking(year)
    figures = book.figures()
    figures.step(100)
    book.ranking(year, figures)
    book.use_classing(year)
    while book.stale:
        book.freshen(10)
    assert book.ranking(year).pareto.total == book.ranking(year, figures).pareto.total
