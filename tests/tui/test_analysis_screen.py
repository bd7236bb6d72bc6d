"""The analysis on screen: Pareto, borders tried on, there and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from rich.cells import cell_len

from store import Book, ClassBasis, Classing, Prospect, RevenueEntry, Settings, Stage
from tui.keymap import Keymap
from tui.plain import places
from tui.screens.analysis_view import Scene
from tui.screens.pareto import ParetoView

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


def customer(number: int, euros: int, margin: int | None = None) -> Prospect:
    """One with a revenue of the last year."""
    return Prospect(
        id=f"k{number}", name=f"Kunde {number} GmbH", number=str(number), created=date(2024, 1, 2),
        stage=Stage.EXISTING, revenue=(RevenueEntry(
            first=date(2025, 6, 1), last=date(2025, 12, 31), revenue=100 * euros,
            margin=None if margin is None else 100 * margin, orders=1),) if euros else ())


def listed(program: Any) -> list[tuple[str, str]]:
    """Class and customer of the rows that are seen."""
    found = []
    for row in program.rows[3:]:
        if row[3:4] in tuple("ABCO-") and row[4:6] == "  ":
            found.append((row[1:4].strip(), row[6:18].partition(" G")[0].strip()))
    return found


@LANGUAGES
async def test_g_p_shows_who_carries_the_business(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("g", "p")
        text = {"de": "6 von 26 Kunden (23 %) bringen 80,0 % des Umsatzes: Klasse A",
                "en": "6 of 26 customers (23%) bring 80.0% of the revenue: class A"}[language]
        assert text in program.text
        assert {"de": "Klumpenrisiko: Wolpertec Anlagenbau allein bringt 26,8 %.",
                "en": "Concentration risk: Wolpertec Anlagenbau alone brings 26.8%."}[
                    language] in program.text
        await program.press("j", "j", "j")
        assert {"de": "Murmelquell Getränke: Rang 4, 4 von 26 Kunden bringen 67,5 %",
                "en": "Murmelquell Getränke: rank 4, 4 of 26 customers bring 67.5%"}[
                    language] == program.status


async def test_enter_goes_to_the_customer_and_back_to_the_row(start: Any) -> None:
    async with start() as program:
        await program.press("g", "p", "j", "j", "plus", "enter")
        assert program.app.screen is program.place
        assert program.view.row.short == "Zirbelfunk Elektrotechnik"
        await program.press("g", "p")
        assert program.app.screen.cursor == 2
        assert program.app.screen.scene.classing.a == 81
        await program.press("a")
        assert any("Zirbelfunk" in row for row in program.rows[-5:])
        await program.press("escape", "q")
        assert program.app.screen is program.place


async def test_time_is_read_from_its_top_and_the_customer_is_not_lost(start: Any) -> None:
    async with start(size=(60, 20)) as program:
        await program.press("g", "p", "j", "j", "5")
        assert program.app.screen.cursor == 0
        await program.until(lambda _rows: program.app.screen.figures.complete)
        assert program.app.screen.cursor == 0
        assert program.rows[1].startswith("═ 1  2  3  4 [5 Zeit] 6 ═")
        await program.press("1")
        assert program.status.startswith("Zirbelfunk")


async def test_borders_move_by_one_and_never_cross(start: Any) -> None:
    async with start() as program:
        await program.press("g", "p", "plus")
        screen = program.app.screen
        assert "Grenze A/B 81 %: bis hier 83,8 %" in program.text
        assert ("B→A", "Schneehahn S") in listed(program)
        assert "3 Klassen weichen ab" in program.text, "two of the sample differ anyhow"
        await program.press("minus", "space", "minus")
        assert (screen.scene.classing.a, screen.scene.classing.b) == (80, 94)
        await program.press(*["minus"] * 20)
        assert (screen.scene.classing.a, screen.scene.classing.b) == (80, 81)
        await program.press(*["plus"] * 30)
        assert screen.scene.classing.b == 99
        await program.press("space", *["minus"] * 3)
        assert screen.scene.classing.a == 77
        assert screen.book.classing.a == 80, "only tried on"
        assert program.rows[2].endswith("nur ein Versuch═")
        assert "Grenzen 77 / 99 % statt 80 / 95" in program.text


async def test_another_measure_brings_its_own_order(start: Any) -> None:
    async with start() as program:
        await program.press("g", "p", "o", "2")
        assert "Pareto: DB 12 Monate, 24 Kunden, € 237.174" in program.text
        assert [name for _l, name in listed(program)[:4]] == [
            "Wolpertec An", "Zirbelfunk E", "Murmelquell", "Tannquirl Ho"]
        await program.press("G")
        assert "2 negativ: € -2.868, nicht in der Summe" in program.text.replace("-€ ", "€ -")
        await program.press("o", "3")
        await program.until(lambda rows: "Umsatz 2025" in rows[2])


async def test_few_equal_unknown_and_negative_values_are_said_in_words(start: Any) -> None:
    async with start(records=(), practice=False) as program:
        await program.press("g", "p")
        assert "Keine Umsätze im Zeitraum." in program.text
        await program.press("j", "plus", "space", "enter", "c")
    same = tuple(customer(n, 100, 10) for n in range(1, 4))
    async with start(records=same) as program:
        await program.press("g", "p")
        assert "Erst 3 Kunden haben Umsatz: ab 5 sagt eine Rangliste etwas." in program.text
        assert "Gleich verteilt" in program.text
    mixed = (*same, customer(4, 500, -40), customer(5, 900), customer(6, 0))
    async with start(records=mixed) as program:
        await program.press("g", "p", "o", "2")
        assert "1 negativ" in program.text
        assert "1 ohne Umsatz" in program.text
        assert "1 mit unbekannten Kosten: keine Klasse" in program.text
        await program.press("G")
        assert program.status == "Kunde 5 GmbH: Kosten unbekannt, also keine Klasse"


async def test_equal_values_stand_by_customer_number(start: Any) -> None:
    records = [customer(n, 100) for n in (10, 9, 100, 7, 8)]
    records[3] = replace(records[3], number="x")
    async with start(records=tuple(records)) as program:
        await program.press("g", "p")
        assert [name for _l, name in listed(program)] == [
            "Kunde 8", "Kunde 9", "Kunde 10", "Kunde 100", "Kunde 7"]


async def test_a_change_elsewhere_is_seen_and_the_cursor_stays(start: Any) -> None:
    from store import Edit

    async with start(records=tuple(customer(n, 100 * n) for n in range(1, 9))) as program:
        await program.press("g", "p", "j")
        assert program.status.startswith("Kunde 7 GmbH: Rang 2")
        record = program.find("Kunde 1 ")
        change = program.book.apply(Edit(label="edited", records=(
            replace(record, revenue=customer(1, 5000).revenue),)))
        program.app.show(program.place.desk.refresh(change.ids))
        await program.pilot.pause()
        assert program.status.startswith("Kunde 7 GmbH: Rang 3")
        assert listed(program)[0][1] == "Kunde 1"


@pytest.mark.parametrize("size", [(40, 9), (60, 17), (80, 20), (100, 57), (120, 36), (200, 56)])
def test_no_row_is_wider_than_its_pane(size: tuple[int, int]) -> None:
    width, height = size
    names = ("[/x] \x1b[31m", "株式会社" * 9, "a\u202eb" * 30, "e\u0301" * 40, "Ä" * 200)
    records = tuple(replace(customer(n, 10 ** (n % 12), 7), name=name)
                    for n, name in enumerate(names * 3))
    book = Book.open("", today=date(2026, 2, 23), checklist=places.resolver, memory=True,
                     records=records)
    view, scene = ParetoView(), Scene(
        book=book, today=book.today, classing=Classing(a=20), settings=Settings(),
        keys=Keymap().keys_of)
    view.load(scene)
    for cursor in (0, 7, 14):
        rows = view.lines(width, height, cursor, True)
        assert len(rows) <= height
        assert max(cell_len(row.text) for row in rows) <= width
        assert any(row.role == "cursor" for row in rows)


def test_the_table_has_all_customers_in_their_order() -> None:
    records = (customer(1, 100, 10), customer(2, 300, 5), customer(3, 300, -7), customer(4, 0))
    book = Book.open("", today=date(2026, 2, 23), checklist=places.resolver, memory=True,
                     records=records)
    view, classing = ParetoView(), Classing(basis=ClassBasis.MARGIN)
    view.load(Scene(book=book, today=book.today, classing=classing, settings=Settings()))
    head, *rows = view.table()
    assert list(head) == ["Rang", "Nummer", "Kunde", "DB 12 Monate", "Anteil",
                          "Anteil davor", "Kumuliert", "Klasse", "Geltende Klasse"]
    assert [tuple(row) for row in rows] == [
        ("1", "1", "Kunde 1 GmbH", 1000, "66,7 %", "0,0 %", "66,7 %", "A", "B"),
        ("2", "2", "Kunde 2 GmbH", 500, "33,3 %", "66,7 %", "100,0 %", "A", "A"),
        ("", "3", "Kunde 3 GmbH", -700, "", "", "", "C", "A"),
        ("", "4", "Kunde 4 GmbH", 0, "", "", "", "O", "O")]
