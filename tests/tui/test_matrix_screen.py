"""Matrix and funnel on screen: fields, points, who cannot be placed; files of a view."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import picture
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Edit, Prospect, RevenueEntry, Stage
from tui.screens.matrix import stepped
from tui.terminal.startup import Profile

HOSTILE = "[/x]\x1b[31m 漢字漢字漢字 \u202eknab GmbH"


def customer(number: int, euros: int, margin: int | None, potential: int | None) -> Prospect:
    return Prospect(
        id=f"k{number}", name=f"Kunde{number} GmbH", number=str(number), created=date(2024, 1, 2),
        stage=Stage.EXISTING, potential=None if potential is None else 100 * potential,
        revenue=(RevenueEntry(
            first=date(2025, 6, 1), last=date(2025, 12, 31), revenue=100 * euros,
            margin=None if margin is None else 100 * margin, orders=1),))


@picture.EVERYWHERE
@pytest.mark.parametrize("ascii", [False, True], ids=["unicode", "ascii"])
async def test_pictures(
        start: Any, language: str, size: tuple[int, int], ascii: bool) -> None:
    async with start(language=language, size=size, profile=Profile(ascii=ascii)) as program:
        found: list[str] = []
        for keys in (("g", "p", "2", "z"), ("o", "down"), ("o", "tab", "down", "down")):
            await program.press(*keys)
            rows = picture.plain(program) if ascii else program.rows
            found += rows[2:-1]  # without the names of the other views
        if ascii:
            assert "\n".join(found).isascii()
        parts = ("ascii", "matrix") if ascii else ("matrix",)
        picture.compare(picture.name(*parts, language, size), found)


async def test_arrows_digits_and_the_same_point(start: Any) -> None:
    async with start() as program:
        await program.press("g", "p", "2", "up")
        assert program.status.startswith("Zirbelfunk Elektrotechnik: Wert 100, Potenzial 80")
        await program.press("9")
        assert program.status == "Zahlenspecht Steuerberatung: Wert 60, Potenzial 20: Ertragskunde"
        await program.press("left", "left")
        first = program.app.screen.key
        assert program.status.startswith("Almzwirn Textil: Wert 20, Potenzial 20")
        for n in range(8):
            assert f"{n + 1} von 8 auf diesem Punkt" in program.text
            await program.press("space")
        assert program.app.screen.key == first
        await program.press("down")
        assert program.status == "Kurvenwurm Transporte ist nicht einordenbar: Potenzial unbekannt"
        await program.press("right", "left", "up", "o")
        assert program.status.startswith("Almzwirn Textil: Wert 20, Potenzial 20: vereinfachen")
        await program.press("enter")
        assert program.view.row.short == "Almzwirn Textil"
        await program.press("g", "p")
        assert program.status.startswith("Almzwirn Textil: Wert 20, Potenzial 20: vereinfachen")


async def test_one_cursor_for_both_side_by_side(start: Any) -> None:
    async with start(size=(200, 60)) as program:
        await program.press("g", "p", "down", "down")
        assert ">  A  Zirbelfunk" in program.text
        assert ">3 Zirbelfunk" in program.text
        await program.press("tab", "7")
        assert ">  B  Schneehahn" in program.text
        await program.press("z")
        assert "Pareto:" not in program.text


async def test_a_bar_unfolds_and_enter_goes_there_and_back(start: Any) -> None:
    async with start() as program:
        await program.press("g", "p", "3", "down", "down")
        assert program.status == "31 von 39 sind so weit gekommen: 79 %"
        await program.press("enter", "down", "enter")
        assert program.view.row.short == "Pulverkomet Beschichtung"
        await program.press("g", "p")
        assert program.status == "Pulverkomet Beschichtung: 1 von 3"
        await program.press("left")
        assert program.status == "31 von 39 sind so weit gekommen: 79 %"
        await program.press("G", "enter", "enter")
        assert program.status == "noch nicht bewertet: 0"


async def test_what_nobody_can_draw(start: Any) -> None:
    async with start(records=(), practice=False) as program:
        await program.press("g", "p", "2")
        assert "Noch keine Kunden." in program.text
        await program.press("down", "space", "5", "o", "tab", "down", "enter")
    bare = (customer(1, 10, None, None), customer(2, 10, -5, 3))
    async with start(records=bare) as program:
        await program.press("g", "p", "2")
        assert "Noch niemand lässt sich einordnen" in program.text
        assert "(Kosten und Potenzial unbekannt)" in program.text
    many = tuple(customer(n, 100, 10, 20) for n in range(1, 500))
    hostile = (replace(customer(0, 200, 50, 90), name=HOSTILE, short=HOSTILE),)
    for size in ((40, 12), (80, 24), (200, 60)):
        async with start(records=hostile + many, size=size) as program:
            await program.press("g", "p", "2", "pageup", "9", "pagedown", "o", "tab")
            assert "\x1b" not in program.text
            assert "\u202e" not in program.text
            await program.press("down", "down", "down", "down", "enter", "G", "home")


async def test_a_change_moves_the_point(start: Any) -> None:
    async with start() as program:
        await program.press("g", "p", "2")
        record = program.find("Wolpertec")
        change = program.book.apply(Edit(label="edited", records=(
            replace(record, potential=0),)))
        program.app.show(program.place.desk.refresh(change.ids))
        await program.pilot.pause()
        assert program.status == "Wolpertec Anlagenbau: Wert 100, Potenzial 0: Ertragskunde"


async def test_a_view_as_table_text_and_svg(start: Any, tmp_path: Path) -> None:
    async with start() as program:
        await program.press("g", "p")
        for view, heads in (("1", 9), ("2", 10), ("3", 6)):
            for ending in ("csv", "txt", "svg"):
                path = tmp_path / f"{view}.{ending}"
                await program.press("ctrl+s", "ctrl+u")
                await program.type(str(path))
                await program.press("enter")
                await program.until(lambda _rows, path=path: path.exists())
                assert path.stat().st_mode & 0o777 == 0o600
            table = list(csv.reader((tmp_path / f"{view}.csv").read_text(
                "utf-8-sig").splitlines(), delimiter=";"))
            assert {len(row) for row in table} == {heads}
            text = (tmp_path / f"{view}.txt").read_text("utf-8")
            title = program.rows[2].strip("═ ")
            assert title in text
            assert ElementTree.parse(tmp_path / f"{view}.svg").getroot()[0].text == title
            await program.press("tab")
        assert "10037;Wolpertec Anlagenbau GmbH;A;268000,00;58960,00;60000,00;100;60;" in (
            tmp_path / "2.csv").read_text("utf-8-sig")


point = st.tuples(*[st.integers(0, 5).map(lambda n: 20 * n)] * 2)


@settings(max_examples=60)
@given(st.lists(point, min_size=1, unique=True))
def test_arrows_go_that_way_to_a_point_and_back_again(points: list[tuple[int, int]]) -> None:
    for way, back, axis, sign in (("right", "left", 0, 1), ("up", "down", 1, 1)):
        for one in points:
            found = stepped(one, points, way)
            if found is None:
                assert not [p for p in points if p[axis] * sign > one[axis] * sign]
                continue
            assert found[axis] > one[axis]
            again = stepped(found, points, back)
            assert again is not None
            assert again[axis] < found[axis]
