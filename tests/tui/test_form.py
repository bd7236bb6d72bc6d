"""The edit form through the real key path."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import picture
import pytest
from textual import events

from store import Book, Edit, Prospect, Stage, load_checklist
from store.persistence.fs import Files
from tui.dialogs.bar import LineInput
from tui.form.company_sheets import COMPANY
from tui.screens.form import FormScreen
from tui.screens.workplace import Workplace

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
SIZES = pytest.mark.parametrize("size", picture.SIZES)
NAME = "Wolpertec"


def form(program: Any) -> FormScreen:
    screen = program.app.screen
    assert isinstance(screen, FormScreen), screen
    return screen


def closed(program: Any) -> bool:
    return isinstance(program.app.screen, Workplace)


async def to_field(program: Any, code: str) -> None:
    for _number in range(40):
        if form(program).session.field.code == code:
            return
        await program.press("tab")
    raise AssertionError(code)


async def fill(program: Any, code: str, text: str) -> None:
    await to_field(program, code)
    await program.press("ctrl+u")
    await program.type(text)


@LANGUAGES
async def test_e_opens_and_esc_leaves_nothing_behind(start: Any, language: str) -> None:
    async with start(language=language) as program:
        record = await program.go_to(NAME)
        await program.press("e")
        mark, word = ("ÜBUNG", "Editieren") if language == "de" else ("PRACTICE", "Edit")
        assert program.rows[0].startswith(f"═{mark} {word}: Wolpertec")
        await program.press("escape")
        assert closed(program)
        assert program.book.get(record.id) is record
        assert program.book.history == ()
        await program.press("e")
        assert not form(program).session.draft


@LANGUAGES
async def test_changed_saved_and_undone(start: Any, language: str) -> None:
    async with start(language=language) as program:
        record = await program.go_to(NAME)
        await program.press("e")
        await fill(program, "phone", "0316 555 01 23")
        await fill(program, "potential", "1,5t")
        assert "€1,500.00" in program.text or "€ 1.500,00" in program.text
        changes = "2 Änderungen" if language == "de" else "2 changes"
        assert changes in program.rows[0]
        await program.press("enter")
        assert closed(program)
        after = program.book.get(record.id)
        assert (after.phone, after.potential) == ("0316 555 01 23", 1_500_00)
        assert after.contacts is record.contacts
        assert after.addresses is record.addresses
        (change,) = program.book.history
        assert (change.label, dict(change.args)) == (
            "edited", {"name": "Wolpertec Anlagenbau", "fields": "2"})
        assert "Wolpertec" in program.status
        await program.press("u")
        assert program.book.get(record.id) == record


async def test_saving_without_a_change_makes_no_edit(start: Any) -> None:
    async with start() as program:
        await program.go_to(NAME)
        await program.press("e", "enter")
        assert closed(program)
        assert program.book.history == ()
        assert program.status == "Es wurde nichts geändert."


@pytest.mark.parametrize(
    ("code", "text", "sentence"),
    [("email", "eva@huber", "Keine E-Mail-Adresse"), ("due", "gestern", "liegt zurück"),
     ("postcode", "80", "Ziffern"), ("potential", "viel", "Kein Betrag")])
async def test_a_wrong_value_stops_saving_and_gets_the_cursor(
        start: Any, code: str, text: str, sentence: str) -> None:
    async with start() as program:
        record = await program.go_to(NAME)
        await program.press("e")
        await fill(program, code, text)
        await program.press("pagedown" if code != "due" else "tab", "ctrl+s")
        session = form(program).session
        assert (session.page, session.field.code) == (0, code)
        assert sentence in program.rows[-3]
        assert session.text == text
        assert program.book.get(record.id) is record
        assert form(program).focused is not None


async def test_esc_keeps_the_draft_and_e_brings_it_back(start: Any) -> None:
    async with start() as program:
        record = await program.go_to(NAME)
        await program.press("e")
        await fill(program, "industry", "Raumfahrt")
        await program.press("escape")
        assert closed(program)
        assert "Entwurf von Wolpertec" in program.status
        assert program.book.get(record.id) is record
        await program.press("e")
        assert "Entwurf" in program.rows[0]
        assert "Ihr Entwurf ist wieder da" in program.rows[-3]
        assert "Raumfahrt" in program.text
        await program.press("enter")
        assert program.book.get(record.id).industry == "Raumfahrt"
        await program.press("e")
        assert not form(program).session.draft


async def test_ctrl_z_leaves_the_draft_for_what_is_on_file(start: Any) -> None:
    async with start() as program:
        await program.go_to(NAME)
        await program.press("e")
        await fill(program, "industry", "Raumfahrt")
        await program.press("escape", "e", "ctrl+z")
        assert "Entwurf" not in program.rows[0]
        assert form(program).session.form.changes == ()
        await program.press("escape", "e")
        assert not form(program).session.draft


async def test_the_draft_is_a_file_beside_the_data(start: Any, tmp_path: Path) -> None:
    book = Book.open(tmp_path / "data.json", today=TODAY, checklist=load_checklist)
    book.apply(Edit(label="added", records=(Prospect(id="x1", name="Moser", created=TODAY),)))
    async with start(book=book) as program:
        await program.press("e")
        await program.type(" Bau")
        program.app.keep_draft()
        (draft,) = (tmp_path / "drafts").iterdir()
        assert os.stat(draft).st_mode & 0o777 == 0o600
        assert "Moser Bau" in draft.read_text()
        await program.press("enter")
        assert book.flush(10)
        assert list((tmp_path / "drafts").iterdir()) == []


async def test_a_draft_that_cannot_be_kept_is_said_once(
        start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Book.open(tmp_path / "data.json", today=TODAY, checklist=load_checklist)
    book.apply(Edit(label="added", records=(Prospect(id="x1", name="Moser", created=TODAY),)))
    book.flush()

    def full(self: Files, *args: Any) -> None:
        raise OSError(28, "full")

    async with start(book=book) as program:
        await program.press("e")
        await program.type(" Bau")
        monkeypatch.setattr(Files, "mkdir", full)
        await program.press("escape")
        assert "nochmals Esc" in program.rows[-3] or "voll" in program.rows[-3]
        assert not closed(program)
        await program.press("escape")
        assert closed(program)


@LANGUAGES
async def test_a_new_company_with_a_person(start: Any, language: str) -> None:
    async with start(language=language) as program:
        before = len(program.book.rows)
        await program.press("N")
        await program.type("Zirbelfunk Neu GmbH")
        assert "Zirbelfunk Elektrotechnik" in program.rows[-3]
        await fill(program, "place", "Graz")
        await fill(program, "due", "2w")
        expected = "Mo 09.03.2026, in 14 Tagen" if language == "de" else "Mon 9 Mar 2026"
        assert expected in program.text
        await fill(program, "reason", "Erstgespräch")
        await program.press("pagedown")
        await fill(program, "last_name", "Huber")
        await fill(program, "birthday", "3.4.1977")
        assert "49" in next(row for row in program.rows if "1977" in row)
        await program.press("ctrl+s")
        assert closed(program)
        assert len(program.book.rows) == before + 1
        record = program.view.record
        assert record is not None
        assert (record.name, record.legal_form) == ("Zirbelfunk Neu GmbH", "GmbH")
        assert record.stage is Stage.PROSPECT
        assert record.follow_ups[0].due == date(2026, 3, 9)
        assert record.contacts[0].last_name == "Huber"
        assert record.practice
        await program.press("u")
        assert len(program.book.rows) == before


async def test_a_person_is_taken_off_and_comes_back(start: Any) -> None:
    async with start() as program:
        record = await program.go_to(NAME)
        await program.press("e", "pagedown", "ctrl+r")
        assert form(program).session.locked
        assert "wird beim Speichern herausgenommen" in program.rows[-3]
        await program.type("abc")
        assert form(program).session.form.pages[1].texts == {}
        await program.press("ctrl+r")
        assert not form(program).session.locked
        await program.press("ctrl+r", "enter")
        after = program.book.get(record.id)
        assert [one.id for one in after.contacts] == [one.id for one in record.contacts[1:]]
        await program.press("u")
        assert program.book.get(record.id) == record


async def test_choices_take_digits_and_arrows_and_say_what_they_mean(start: Any) -> None:
    async with start() as program:
        await program.press("N")
        await to_field(program, "stage")
        assert "1 Kontakt" in program.rows[-3]
        await program.press("1")
        assert "kauft nicht" in program.text
        await program.press("right", "right")
        assert form(program).session.text == "new", "behind the gate only with a check"
        await program.press("down", "up", "up")
        assert form(program).session.field.code == "short"


async def test_in_a_note_enter_is_a_new_line_and_arrows_move_in_it(start: Any) -> None:
    async with start() as program:
        record = await program.go_to(NAME)
        await program.press("e")
        await fill(program, "notes", "eins")
        await program.press("enter")
        await program.type("zwei")
        await program.press("up")
        assert form(program).session.field.code == "notes"
        await program.press("up")
        assert form(program).session.field.code == "reason"
        await program.press("ctrl+s")
        assert program.book.get(record.id).notes == "eins\nzwei"


async def test_page_keys_step_days_in_dates_and_pages_elsewhere(start: Any) -> None:
    async with start() as program:
        await program.go_to(NAME)
        await program.press("e")
        await fill(program, "due", "fr")
        await program.press("pagedown")
        assert form(program).session.text == "28.02.2026"
        await program.press("pageup", "pageup")
        assert form(program).session.text == "26.02.2026"
        await program.press("tab", "pagedown")
        assert form(program).session.page == 1
        await program.press("pageup", "pageup")
        assert form(program).session.form.blank(form(program).session.page)


async def test_keys_inside_a_line(start: Any) -> None:
    async with start() as program:
        await program.go_to(NAME)
        await program.press("e")
        await fill(program, "street", "Alte Gasse 1")
        await program.press("ctrl+w")
        assert form(program).session.text.strip() == "Alte Gasse"
        await program.press("home", "right", "left")
        await program.type("X")
        assert form(program).session.text.startswith("XAlte")
        await program.press("ctrl+u")
        assert form(program).session.text == ""


async def test_quick_typing_never_lands_in_the_next_field(start: Any) -> None:
    """Letters and Tab in one turn: the text belongs to the field it was typed in."""
    async with start() as program:
        await program.go_to(NAME)
        await program.press("e")
        await to_field(program, "industry")
        await program.press("ctrl+u")
        screen = form(program)
        screen.query_one("#line", LineInput).insert_text_at_cursor("ab")
        screen.press("tab", None)
        await program.pilot.pause()
        page = screen.session.shown
        assert page.text("industry") == "ab"
        assert "employees" not in page.texts


@pytest.mark.parametrize(("code", "expected"), [("industry", "x[31m, y"), ("notes", "x[31m\ny")])
async def test_pasted_text_is_cleaned(start: Any, code: str, expected: str) -> None:
    async with start() as program:
        await program.go_to(NAME)
        await program.press("e")
        await to_field(program, code)
        await program.press("ctrl+u")
        program.app.screen.focused.post_message(events.Paste("x\x1b[31m\u202e\ny"))
        await program.pilot.pause()
        assert form(program).session.text == expected


async def test_another_program_wrote_meanwhile(start: Any) -> None:
    async with start() as program:
        record = await program.go_to(NAME)
        await program.press("e")
        await fill(program, "industry", "Raumfahrt")
        newer = replace(record, web="www.neu.example")
        program.book.apply(Edit(label="edited", records=(newer,)))
        await program.press("ctrl+s")
        assert "Ein anderes Programm" in program.rows[-3]
        await program.press("ctrl+s")
        after = program.book.get(record.id)
        assert (after.web, after.industry) == ("www.neu.example", "Raumfahrt")


async def test_hostile_text_is_only_text(start: Any) -> None:
    evil = "[/x] [@click=app.quit]a[/] \x1b]52;c;AAAA\x07 \u202e" + "W" * 200
    record = Prospect(id="x1", name=evil, created=TODAY, notes=evil, industry=evil)
    async with start(records=(record,), size=(120, 40)) as program:
        await program.press("e")
        for _number in range(len(COMPANY)):
            await program.press("tab")
        text = "".join(program.rows)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "[/x]" in text
        await program.press("enter")
        assert program.book.history == ()


@LANGUAGES
@SIZES
async def test_nothing_is_cut_at_the_edge_and_the_keys_fit(
        start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await program.go_to(NAME)
        await program.press("e")
        rows = program.rows
        assert len(rows) == size[1]
        assert all(len(row) <= size[0] for row in rows)
        assert rows[-1].endswith("Hilfe" if language == "de" else "Help")
        await program.press("f1")
        assert any(row.startswith("═") and "Esc" in row for row in program.rows[5:])
        await program.press("escape")
        assert form(program).reader is None


@SIZES
async def test_pictures(start: Any, size: tuple[int, int]) -> None:
    for language in ("de", "en"):
        async with start(language=language, size=size) as program:
            await program.go_to(NAME)
            await program.press("e")
            await fill(program, "potential", "1,5")
            await fill(program, "due", "fr")
            picture.compare(picture.name("form_company", language, size), program.rows)
            await program.press("pagedown", "tab", "pagedown")
            picture.compare(picture.name("form_person", language, size), program.rows)


async def test_a_small_window_scrolls_and_a_tiny_one_says_so(start: Any) -> None:
    async with start(size=(40, 12)) as program:
        await program.go_to(NAME)
        await program.press("e")
        await to_field(program, "due")
        assert any(row.startswith(">Folgetermin") for row in program.rows)
        await program.pilot.resize_terminal(39, 11)
        await program.until(lambda rows: rows[0].startswith("Fenster zu klein"))
