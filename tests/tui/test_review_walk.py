"""Going through a list on screen: next and previous, the place, the summary, a restart."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store import Book, Edit, load_checklist
from store.demo import demo_prospects

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


def title(program: Any) -> str:
    return str(program.rows[0])


@LANGUAGES
async def test_it_goes_through_the_filtered_list(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("3", "T")
        names = [row.name for row in program.view.rows]
        word, of = ("Durchsicht", "von") if language == "de" else ("Review", "of")
        assert f"{word}: 1 {of} {len(names)}" in title(program)
        seen = [program.view.row.name]
        for _n in names[1:]:
            await program.press("J")
            seen.append(program.view.row.name)
        assert seen == names
        await program.press("K")
        assert f"{word}: {len(names) - 1} {of} {len(names)}" in title(program)


async def test_the_keys_of_every_day_work_at_each_customer(start: Any) -> None:
    async with start() as program:
        await program.press("3", "T", "J")
        name = program.view.row.name
        await program.press("l", "2")
        assert program.view.row.name == name
        await program.press("b", "J", "J")
        assert "4 von" in title(program)
        await program.press("T", "2")
        summary = program.text
        assert "4 von" in summary
        for count, word in ((1, "bewertet oder entschieden"), (0, "bestätigt: stimmt noch"),
                            (0, "sonst geändert"), (3, "übersprungen")):
            assert f"{count:>4}  {word}" in summary
        await program.press("escape")
        assert "Durchsicht" not in title(program)


async def test_behind_the_last_one_comes_the_summary(start: Any) -> None:
    async with start() as program:
        await program.press("4", "T", "b")
        count = len(program.view.rows)
        for _n in range(count):
            await program.press("J")
        summary = program.text
        assert f"{count} von {count} Kunden angesehen" in summary
        assert "   1  bestätigt: stimmt noch" in summary
        await program.press("escape", "T")
        assert "1 von" in title(program), "nothing is kept: it begins anew"


async def test_a_rating_that_moves_rows_moves_nobody_in_the_walk(start: Any) -> None:
    async with start() as program:
        await program.press("3", "T")
        keys = program.view.review.keys
        await program.press("l", "0", "1", "1", "1", "J")
        assert program.view.row.id == keys[1]
        assert program.view.pane == "checklist"
        program.place.show(program.place.desk.reload())
        await program.press("K")
        assert program.view.row.id == keys[0]


async def test_esc_pauses_and_t_goes_on(start: Any) -> None:
    async with start() as program:
        await program.press("2", "T", "J", "J")
        here = program.view.row.id
        await program.press("escape")
        assert "Durchsicht" not in title(program)
        assert "Angehalten bei 3 von" in program.status
        await program.press("1", "G", "T")
        assert "weiter bei 3 von" in program.text
        await program.press("1")
        assert program.view.row.id == here
        assert "3 von" in title(program)
        await program.press("T", "escape")
        assert "3 von" in title(program), "Esc leaves the bar, not the walk"
        await program.press("T", "1", "T", "2")
        assert "1 von" in title(program)


async def test_the_place_outlives_a_restart(start: Any, tmp_path: Path) -> None:
    path = tmp_path / "data.json"

    def opened() -> Book:
        return Book.open(path, today=TODAY, checklist=load_checklist, user="test")

    with opened() as book:
        book.apply(Edit(label="imported", records=demo_prospects(TODAY, lang="de")))
    async with start(book=opened(), practice=False) as program:
        await program.press("2", "T", "b", "J", "J")
        here = program.view.row.id
        await program.press("q", "q")
    async with start(book=opened(), practice=False) as program:
        await program.press("T", "1")
        assert program.view.row.id == here
        await program.press("T", "2")
        assert "   1  bestätigt: stimmt noch" in program.text
    assert list((tmp_path / "drafts").iterdir()) == []


async def test_who_is_put_away_meanwhile_is_passed_over(start: Any) -> None:
    async with start() as program:
        await program.press("4", "T")
        keys = program.view.review.keys
        gone = program.book.get(keys[1])
        program.book.apply(Edit(label="removed", removed=(gone.id,)))
        program.place.show(program.place.desk.reload())
        await program.press("J")
        assert program.view.row.id == keys[2]
        assert f"2 von {len(keys) - 1}" in title(program)


async def test_an_empty_list_has_nobody_to_go_through(start: Any) -> None:
    async with start() as program:
        await program.press("9", "T")
        assert program.view.review is None
        assert program.status == "Niemand in dieser Liste."
