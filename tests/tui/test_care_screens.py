"""More lists behind 0, and the bars that ask for gaps, on the screen and by keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import picture
import pytest
from picture import EVERYWHERE, name

from store import Activity, ActivityKind, Book, ClassOverride, Prospect, Stage
from tui.desk import Desk
from tui.plain import places
from tui.texts import _
from tui.view import LISTINGS, MORE_LISTINGS, ORDERS

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
SHOWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "more_lists": ("Wolpertec Anlagenbau GmbH", ("0",)),
    "stale": ("Wolpertec Anlagenbau GmbH", ("0", "1")),
    "resting": ("Wolpertec Anlagenbau GmbH", ("0", "4")),
    "gap_line": ("Pflegepinguin Mobile Dienste gGmbH", ("I",)),
    "gap_stale": ("Molkeflug Käserei eG", ("I",)),
    "gap_people": ("Gipfelmops Sportartikel GmbH", ("I",)),
    "gap_choice": ("Gipfelmops Sportartikel GmbH", ("I", "enter")),
    "first_order": ("Heizwichtel Haustechnik GmbH", ("E", "3")),
    "add_now": ("Spanlos Tischlereiwerk GmbH", ("E", "3", "enter")),
}


@EVERYWHERE
async def test_lists_and_gaps(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        for shown, (customer, keys) in SHOWN.items():
            await program.press("escape", "escape", "escape", "1")
            await program.go_to(customer)
            await program.press(*keys)
            picture.compare(name("care", shown, language, size), program.rows)


def firm(number: int, **more: Any) -> Prospect:
    return Prospect(id=str(number), name=f"Firma {number}", created=date(2020, 1, 1),
                    stage=Stage.EXISTING, **more)


A = ClassOverride(letter="A", day=TODAY)
CALL = Activity(id="1", day=date(2026, 1, 1), kind=ActivityKind.CALL)
BASE = (
    firm(1, class_override=A, activities=(CALL,)), firm(2, class_override=A, target=True),
    firm(3, class_override=A, activities=(replace(CALL, day=date(2026, 2, 22)),)))


def book() -> Book:
    return Book.open("", today=TODAY, checklist=places.resolver, memory=True, records=BASE)


@LANGUAGES
async def test_who_is_neglected_and_for_how_long(start: Any, language: str) -> None:
    async with start(language=language, book=book()) as program:
        await program.press("0", "2")
        assert program.rows[5].startswith({"de": "═0 2 Vernachlässigt 2, nach Klass",
                                           "en": "═0 2 Neglected 2, by class, longe"}[language])
        assert [row.id for row in program.view.rows] == ["2", "1"]
        rows = "\n".join(program.rows[7:9])
        assert {"de": "nie", "en": "never"}[language] in rows
        assert {"de": "53 Tage", "en": "53 days"}[language] in rows
        await program.press("down")
        assert program.view.row.id == "1"
        await program.press("0", "3")
        assert [row.id for row in program.view.rows] == ["2"]
        await program.press("0", "escape", "escape")
        assert program.view.listing is LISTINGS[0]


@LANGUAGES
async def test_every_one_of_them_has_its_heading(start: Any, language: str) -> None:
    async with start(language=language, size=(200, 60)) as program:
        for number, listing in enumerate(MORE_LISTINGS, 1):
            await program.press("0", str(number))
            assert program.view.listing is listing
            assert any(f"═0 {number} {_(listing.label)} {program.view.total}" in row
                       for row in program.rows)


def test_a_list_with_an_order_of_its_own_leaves_the_usual_one_alone() -> None:
    desk = Desk(book(), places.checklists())
    desk.order_by(ORDERS[1])
    desk.order_by(ORDERS[1])
    view = desk.show_list(MORE_LISTINGS[1])
    assert (view.order, view.reverse) == (MORE_LISTINGS[1].order, False)
    view = desk.show_list(MORE_LISTINGS[0])
    assert view.order is MORE_LISTINGS[0].order
    view = desk.order_by(ORDERS[0])
    assert view.order is ORDERS[0]
    view = desk.show_list(LISTINGS[1])
    assert (view.order, view.reverse) == (ORDERS[1], True)
    desk.show_list(MORE_LISTINGS[1])
    view = desk.select("3")
    assert (view.listing, view.order, view.reverse) == (LISTINGS[0], ORDERS[1], True)


def test_the_cursor_stays_on_its_customer() -> None:
    desk = Desk(book(), places.checklists())
    desk.select("1")
    for listing in (MORE_LISTINGS[1], LISTINGS[1], MORE_LISTINGS[0], LISTINGS[0]):
        view = desk.show_list(listing)
        if any(row.id == "1" for row in view.rows):
            assert view.row is not None
            assert view.row.id == "1"
