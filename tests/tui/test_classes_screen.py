"""Class moves on screen: taken over one by one, all, by what was tried on; kept by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import picture
import pytest

from store import Book, Edit, Settings, load_checklist, load_settings, save_settings
from store.demo import demo_prospects
from store.profile.classed import ClassCause, ClassNote
from tui.terminal.startup import Profile

DAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


@LANGUAGES
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_picture(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await program.press("g", "k", "space")
        picture.compare(f"classes_{language}_{size[0]}x{size[1]}", program.rows)


@LANGUAGES
async def test_in_plain_characters(start: Any, language: str) -> None:
    async with start(language=language, profile=Profile(ascii=True)) as program:
        await program.press("g", "k")
        assert program.text.isascii()
        picture.compare(f"classes_ascii_{language}_80x24", program.rows)


async def test_one_is_taken_over_and_undone(start: Any) -> None:
    async with start() as program:
        await program.press("g", "k", "c")
        assert program.status.startswith("Radlgrille Fahrradwerk: Klasse B, bisher C")
        record = program.find("Radlgrille")
        assert [(n.letter, n.before, n.cause, n.author) for n in record.class_log[1:]] == [
            ("B", "C", ClassCause.COMPUTED, "test")]
        assert "Klassenwechsel: 1 gefallen" in program.rows[1]
        assert program.rows[3].startswith("> gefallen   Lettermops"), "on with the next"
        await program.press("u")
        assert program.rows[3].startswith("> gestiegen  Radlgrille") or (
            "1 gestiegen, 1 gefallen" in program.rows[1])


async def test_all_are_taken_over_in_one_step_after_a_look(start: Any) -> None:
    async with start() as program:
        await program.press("g", "k", "M", "c")
        assert "2 Klassen übernehmen (1 gestiegen, 1 gefallen)?" in program.text
        await program.press("n")
        assert len(program.book.moves()) == 2
        assert "2 markiert" in program.rows[1]
        await program.press("c", "j")
        assert program.status.startswith("Klassen übernommen (2 Kunden)")
        assert "Alle Kunden sind in der Klasse" in program.text
        await program.press("u")
        assert len(program.book.moves()) == 2


async def test_marked_ones_are_taken_over_together(start: Any) -> None:
    async with start() as program:
        await program.press("g", "k", "space", "space", "c", "y")
        assert len(program.book.moves()) == 0
        assert len(program.book.history[-1].ids) == 2


async def test_kept_by_hand_with_a_reason_and_an_end(start: Any) -> None:
    async with start() as program:
        await program.press("g", "k", "minus", "enter")
        assert "Bitte einen Grund" in program.text
        await program.type("neue Leitung >gestern")
        await program.press("enter")
        assert "Bitte einen Tag nach heute" in program.text
        await program.press("ctrl+u")
        await program.type("neue Leitung >6m")
        assert "Klasse C, weil: neue Leitung, bis So 23.08." in program.text
        await program.press("enter")
        own = program.find("Radlgrille").class_override
        assert (own.letter, own.reason, own.until) == ("C", "neue Leitung", date(2026, 8, 23))
        assert "Klassenwechsel: 1 gefallen" in program.rows[1]
        program.app.show(program.place.desk.new_day(date(2026, 8, 23)))
        await program.pilot.pause()
        row = next(row for row in program.rows if "Radlgrille" in row)
        assert row.split()[:2] in (["abgelaufen", "Radlgrille"], [">", "abgelaufen"])


async def test_who_is_new_has_nothing_to_keep_and_n_can_be_kept(start: Any) -> None:
    taken = ClassNote(day=DAY, letter="N", cause=ClassCause.COMPUTED, computed="N")
    bare = tuple(replace(one, class_log=(taken,) if one.id == "d14" else ())
                 for one in demo_prospects(DAY) if one.id in ("d01", "d14"))
    async with start(records=bare) as program:
        await program.press("g", "k")
        assert "1 gestiegen, 1 neu" in program.rows[1]
        await program.press("end", "minus")
        assert program.status == "Es gibt keine Klasse zu behalten: c übernimmt die berechnete."
        await program.press("home", "minus")
        await program.type("Probejahr >1j")
        await program.press("enter")
        assert program.find("Kräuterkauz").class_override.letter == "N"
        assert "Klassenwechsel: 1 neu" in program.rows[1]


async def test_a_file_that_is_only_read_keeps_classes_and_settings(
    start: Any, tmp_path: Path
) -> None:
    kept: list[Settings] = []
    path = tmp_path / "data.json"
    with Book.open(path, today=DAY, checklist=load_checklist) as book:
        book.apply(Edit(label="added", records=demo_prospects(DAY)))
    book = Book.open(path, today=DAY, checklist=load_checklist, read_only=True)
    async with start(book=book, keep=kept.append, size=(200, 60)) as program:
        await program.press("g", "p", "o", "2", "c", "c", "j")
        assert "6 gestiegen, 2 gefallen" in program.rows[1]
        assert "nur" in program.status
        assert (kept, program.book.classing.basis.value) == ([], "revenue")


async def test_what_the_analysis_tries_on_counts_with_the_first_that_is_taken(
    start: Any, tmp_path: Path
) -> None:
    def keep(settings: Settings) -> None:
        save_settings(tmp_path, settings)

    async with start(keep=keep) as program:
        await program.press("g", "p", "o", "2", "c")
        assert "Klassenwechsel: 6 gestiegen, 2 gefallen" in program.rows[1]
        assert program.book.classing.basis.value == "revenue", "looking changes nothing"
        await program.press("c")
        assert "1 Klasse übernehmen (1 gestiegen); künftig DB 12 Monate" in program.text
        await program.press("j")
        assert program.book.classing.basis.value == "margin"
        assert load_settings(tmp_path).class_basis == "margin"
        assert program.book.rows["d07"].letter == "A"
        assert "5 gestiegen, 2 gefallen" in program.rows[1]
        await program.press("c")
        assert program.book.rows["d09"].letter == "A", "asked once only"


async def test_the_list_sets_a_class_with_a_reason_too(start: Any) -> None:
    async with start(size=(120, 60)) as program:
        await program.go_to("Radlgrille")
        await program.press("c", "space")
        await program.type("x")
        assert "Zuerst a, b oder c." in program.text
        await program.press("ctrl+u")
        await program.type("a Leuchtturm >1j")
        await program.press("enter")
        own = program.find("Radlgrille").class_override
        assert (own.letter, own.reason, own.until) == ("A", "Leuchtturm", date(2027, 2, 23))
        await program.press("w")
        assert "Von Hand gesetzt am 23.02.2026: A, weil: Leuchtturm" in program.text
        await program.press("escape", "c", "enter")
        assert program.find("Radlgrille").class_override is None
        assert program.book.rows["d11"].taken_class == "B"


@LANGUAGES
async def test_the_customer_and_back_to_the_same_row(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("g", "k", "down", "enter")
        assert program.view.row.short == "Lettermops Offset"
        await program.press("g", "k")
        assert next(row for row in program.rows if row.startswith(">")).count("Lettermops") == 1
