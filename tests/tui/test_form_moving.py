"""Moving about in the form without a screen: undo, choices, days, places."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from form_kit import HUBER, TODAY

from tui import texts
from tui.form.company_sheets import COMPANY
from tui.form.people_sheets import PERSON
from tui.form.placing import label_width, place
from tui.form.sections import SECTIONS
from tui.form.session import Session
from tui.form.state import open_form
from tui.screens.form_views import hint

SHEETS = [COMPANY, *(
    sheet.fields for section in SECTIONS.values() for one in section.pages
    for sheet in getattr(one, "sheets", (one,)))]
"""The fields of every page there is."""


def test_undo_goes_back_field_by_field() -> None:
    session = Session(open_form(HUBER), TODAY)
    session.type("Huber")
    session.type("Huber G")
    session.step(1)
    session.type("OG")
    assert len(session.form.changes) == 2
    assert session.undo()
    assert (session.shown.text("name"), session.shown.text("legal_form")) == ("Huber G", "KG")
    assert session.undo()
    assert session.form.changes == ()
    assert not session.undo()


def test_choices_by_digit_arrow_and_letter() -> None:
    session = Session(open_form(None), TODAY)
    session.go_to(0, "stage")
    assert session.choose("3", "3")
    assert session.text == "new"
    assert session.choose("left", None)
    assert session.text == "prospect"
    assert session.choose("right", None)
    assert session.choose("s", "s")
    assert session.text == "regular"
    assert not session.choose("7", "7")
    assert session.clear()
    assert session.text == "regular"
    session = Session(open_form(HUBER), TODAY)
    session.go_to(1, "roles")
    session.choose("4", "4")
    session.choose("1", "1")
    assert session.text == "decider,buyer"
    session.choose("1", "1")
    assert session.text == "buyer"
    session.choose("backspace", None)
    assert session.text == ""


def test_dates_go_by_days_but_never_into_the_past() -> None:
    session = Session(open_form(HUBER), TODAY)
    session.go_to(0, "due")
    session.type("24.2.2026 14:00")
    assert session.day(1)
    assert session.text == "25.02.2026 14:00"
    for _number in range(5):
        session.day(-1)
    assert session.text == "23.02.2026 14:00"
    session.go_to(0, "place")
    assert not session.day(1)


def test_tab_goes_through_all_pages_and_round() -> None:
    session = Session(open_form(HUBER), TODAY)
    total = len(COMPANY) + 3 * len(PERSON)
    seen = set()
    for _number in range(total):
        seen.add((session.page, session.at))
        session.step(1)
    assert len(seen) == total
    assert (session.page, session.at) == (0, 0)
    session.step(-1)
    assert (session.page, session.at) == (3, len(PERSON) - 1)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("fields", SHEETS)
@pytest.mark.parametrize(("width", "height"), [(40, 8), (59, 20), (80, 20), (79, 36), (147, 56)])
def test_no_two_fields_share_a_cell(language: str, fields: Any, width: int, height: int) -> None:
    texts.use(language)
    placing = place(fields, width, height, label_width(fields))
    taken = set()
    assert [one.field for one in placing.places] == list(range(len(fields)))
    for one in placing.places:
        assert one.width > 0
        for y in range(one.y, one.y + one.rows):
            for x in range(one.x, one.value_x + one.width):
                assert x < width
                assert (x, y) not in taken
                taken.add((x, y))
    assert not {(h.x, h.y) for h in placing.headings} & taken


def test_everything_stands_on_80x24_without_scrolling() -> None:
    for fields in SHEETS:
        assert place(fields, 80, 20, label_width(fields)).height <= 20


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_hint_fits_a_row_of_80(language: str) -> None:
    texts.use(language)
    for field in (one for fields in SHEETS for one in fields):
        assert len(hint(field)) <= 78, hint(field)


def test_passing_through_a_field_changes_nothing() -> None:
    session = Session(open_form(replace(HUBER, industry="Holz  und Bau")), TODAY)
    session.go_to(0, "industry")
    session.tidy()
    assert session.form.changes == ()
    session.type("Holz  und Bau ")
    session.tidy()
    assert session.text == "Holz und Bau"


async def test_a_resize_typed_ahead_finds_every_field_of_the_new_page(start: Any) -> None:
    async with start(size=(120, 40)) as program:
        await program.press("e")
        for key in ("pagedown", "down", "down"):
            program.app.screen.press(key, None)
        await program.pilot.resize_terminal(80, 24)
        program.app.screen.press("pagedown", None)
        await program.pilot.resize_terminal(120, 40)
        await program.until(lambda rows: "[Huber-Kiefl]" in rows[0])


def test_a_person_typed_and_emptied_again_leaves_one_page_for_a_new_one() -> None:
    form = open_form(HUBER)
    assert form.put(3, "salutation", "Hallo").put(3, "salutation", "") == form
