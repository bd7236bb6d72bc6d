"""Checklists on the screen: the list, the criteria, the fields; drafts and versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import picture
import pytest

from store import Book, Checklists, load_checklist
from tui import texts
from tui.dialogs.bar import Refused
from tui.plain.platform import platform_folder
from tui.screens import checklist_fields as fields

BANT = load_checklist("bant")
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


@pytest.fixture
def folder() -> Path:
    return Path(platform_folder("config")) / "checklists"


@picture.EVERYWHERE
async def test_pictures(start: Any, language: str, size: tuple[int, int], folder: Path) -> None:
    name = picture.name(language, size)
    async with start(language=language, size=size) as program:
        await program.press("g", "c")
        picture.compare(f"checklists_{name}", program.rows)
        await program.press("down", "enter", "G", "minus")
        picture.compare(f"checklists_criteria_{name}", program.rows)
        await program.press("enter")
        picture.compare(f"checklists_fields_{name}", program.rows)
        await program.press("down", "down", "down", "enter", "ctrl+u", "0", "enter")
        picture.compare(f"checklists_fault_{name}", program.rows)


async def test_a_copy_with_other_weights_is_the_next_version(start: Any, folder: Path) -> None:
    async with start() as program:
        await program.press("g", "c", "down", "down", "n", *"own", "enter")
        assert (folder / "own.toml").exists()
        assert "Summe 100 von 100" in program.text
        await program.press("G", "minus", "minus")
        assert "Summe 98 von 100: noch 2" in program.text
        await program.press("ctrl+s")
        assert "Nicht gespeichert: Die Gewichte ergeben 98 statt 100." in program.text
        await program.press("up", "plus", "plus", "ctrl+s")
        assert "Gespeichert: Own, Version 2." in program.text
    found = Checklists(str(folder))
    assert found.problems == ()
    assert [c.weight for c in found.get("own").criteria] == [25, 25, 32, 18]
    assert found.get("own", 1).criteria == BANT.criteria


async def test_a_draft_is_kept_and_dropped(start: Any, folder: Path, tmp_path: Path) -> None:
    book = Book.open(tmp_path / "data.json", today=date(2026, 2, 23), checklist=load_checklist,
                     user="test")
    async with start(book=book) as program:
        await program.press("g", "c", "enter", "G", "minus", "escape")
        await program.press("enter")
        assert "Das ist Ihr Entwurf" in program.text
        assert "Summe 99 von 100: noch 1" in program.text
        await program.press("backspace", "enter")
        assert "Summe 100 von 100" in program.text
    assert not folder.exists()


async def test_adding_and_removing(start: Any) -> None:
    async with start() as program:
        await program.press("g", "c", "enter", "a")
        assert "Neues Kriterium" in program.text
        assert "Summe 101 von 100: 1 zu viel" in program.text
        await program.press("delete", "delete", "delete", "delete")
        assert "Ein Kriterium bleibt." in program.text


async def test_criteria_are_put_in_another_order_and_back(start: Any, folder: Path) -> None:
    async with start() as program:
        await program.press("g", "c", "down", "down", "n", *"own", "enter")
        await program.press("G", "K", "K", "J")
        row = next(row for row in program.rows if row.startswith(">"))
        assert row.split()[0] == ">T", "the cursor goes along"
        await program.press("ctrl+s")
        assert [c.code for c in Checklists(str(folder)).get("own").criteria] == [
            "B", "A", "T", "N"]
        await program.press("enter", "G", "J", "up", "up", "up", "K", "u", "u")
        assert "In dieser Checkliste ist nichts" in program.text, "at the ends nothing moves"


async def test_questions_are_put_in_another_order(start: Any, folder: Path) -> None:
    async with start(size=(120, 40)) as program:
        await program.press("g", "c", "down", "down", "n", *"own", "enter", "G", "enter")
        await program.press("J")
        assert "Hier lassen sich nur Fragen verschieben." in program.text
        while not next(row for row in program.rows if row.startswith(">")).startswith(
                ">Frage 1, en"):
            await program.press("down")
        await program.press("J")
        assert ">Frage 2, en" in program.text
        await program.press("J", "ctrl+s")
    criterion, before = Checklists(str(folder)).get("own").criteria[-1], BANT.criteria[-1]
    assert criterion.questions == before.questions[::-1]


async def test_undo_and_redo_in_the_editor_leave_the_customers_alone(
        start: Any, folder: Path) -> None:
    async with start() as program:
        await program.press("c", "b")
        sequence = program.book.sequence
        await program.press("g", "c", "enter", "u")
        assert "In dieser Checkliste ist nichts rückgängig zu machen." in program.text
        await program.press("a", "plus", "u")
        assert "Summe 101 von 100" in program.text
        await program.press("u")
        assert "Summe 100 von 100" in program.text
        assert "Rückgängig gemacht." in program.text
        await program.press("U", "U", "U")
        assert "Summe 102 von 100" in program.text
        assert "nichts zu wiederholen" in program.text
        assert program.book.sequence == sequence


async def test_undo_of_an_added_criterion_that_is_open_leads_out_of_it(start: Any) -> None:
    async with start() as program:
        await program.press("g", "c", "enter", "a", "enter", "u")
        assert "Summe 100 von 100" in program.text


@LANGUAGES
async def test_a_faulty_file_is_told_at_the_start(
        start: Any, language: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text("x =", "utf-8")
    async with start(language=language) as program:
        assert ("1 Datei Ihrer eigenen Checklisten fehlt: g c sagt warum." if language == "de"
                else "1 file of your own checklists is left out: g c says why.") in program.status


async def test_text_option_and_number_are_changed(start: Any, folder: Path) -> None:
    async with start() as program:
        await program.press("g", "c", "enter", "G", "enter")
        await program.press("down", "enter", "ctrl+u", *"Sinn", "enter")
        await program.press(*["down"] * 3, "enter", "2")
        await program.press("escape", "ctrl+s")
    made = Checklists(str(folder)).get("kurzcheck")
    assert (made.version, made.criteria[-1].label.de, made.criteria[-1].must) == (
        2, "Sinn", False)


async def test_faulty_files_stand_below_the_list(start: Any, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text("x =", "utf-8")
    async with start(size=(120, 40)) as program:
        await program.press("g", "c")
        assert "own.toml, Zeile 1" in program.text


def put(index: int, label: str, typed: str) -> Any:
    texts.use("de")
    every = fields.criterion_fields(BANT, index) if index >= 0 else fields.head_fields(BANT)
    return next(field for field in every if field.label == label).put(typed)


@pytest.mark.parametrize(("index", "label", "typed"), [
    (0, "Kürzel", "A"), (0, "Kürzel", "b b"), (0, "Kürzel", ""), (0, "Gewicht", "0"),
    (0, "Gewicht", "101"), (0, "Gewicht", "1,5"), (0, "Gültig, Tage", "10001"),
    (0, "Name, de", " "), (0, "Name, de", "x" * 401), (0, "1 bedeutet, en", "x"),
    (-1, "Titel, de", "")])
def test_what_a_field_refuses(index: int, label: str, typed: str) -> None:
    with pytest.raises(Refused):
        put(index, label, typed)


def test_what_a_field_takes() -> None:
    assert put(0, "Kürzel", "neu").criteria[0].code == "NEU"
    assert put(0, "Name, en", "").criteria[0].label.en == "Budget"
    assert put(0, "1 bedeutet, de", "fast").criteria[0].anchor_1.en == "fast"
    assert put(3, "1 bedeutet, de", "").criteria[3].anchor_1 is None
    assert len(put(1, "Frage 3, de", "Wer noch?").criteria[1].questions) == 3
    assert len(put(1, "Frage 1, de", "").criteria[1].questions) == 1
    assert put(-1, "Wofür, de", "").when is None
    assert put(-1, "Für Bestandskunden", "1").customers


def test_no_more_criteria_than_a_file_may_have() -> None:
    full = replace(BANT, criteria=(BANT.criteria * 3))
    with pytest.raises(Refused):
        fields.add_criterion(full)


@pytest.mark.parametrize("code", ["bant", "Own", "", "1a"])
def test_codes_that_are_refused(code: str) -> None:
    with pytest.raises(Refused):
        fields.new_code(code, ["bant"])
