"""The sections of the profile: digits, the current one, what is empty, the `+` bar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from workplace_kit import bar_rows, prospect

from store import Activity, Contact, FinancialStatus, Light, Need
from tui.sections import SECTIONS, Outline, Section
from tui.view import Pane
from tui.widgets.profile import Profile

DAY = date(2026, 2, 1)
SPARSE = prospect(
    contacts=(Contact(id="c", last_name="Huber", function="Einkauf"),), phone="+49 1",
    needs=(Need(text="Zaun"),), activities=(Activity(id="a", day=DAY, note="Angerufen"),))
"""Needs, people, company and activities; the rest is empty."""
HELD = [Section.PEOPLE, Section.NEEDS, Section.COMPANY, Section.ACTIVITIES]


def pane(program: Any) -> list[str]:
    """The rows of the profile pane, without those of its neighbours."""
    found = program.place.query_one(Profile)
    region = found.region
    return [row[region.x:region.right] for row in program.rows[region.y:region.bottom]]


def marked(program: Any) -> list[str]:
    return [row[1:].split(" ─")[0] for row in pane(program) if row.startswith(">")]


@pytest.mark.parametrize("section", SECTIONS)
async def test_a_digit_goes_to_its_section(start: Any, section: Section) -> None:
    async with start(records=(SPARSE,)) as program:
        await program.press("p", str(section.number))
        assert program.view.section is section
        name = f"{section.number} {section.heading}"
        if section in HELD:
            assert [row.split(" (")[0] for row in marked(program)] == [name]
        else:
            assert any(f">{name}" in row for row in pane(program))
            assert f"{section.heading}: leer, + legt den ersten Eintrag an" in program.status


async def test_a_section_stands_at_the_top_and_0_goes_back(start: Any) -> None:
    async with start(records=(SPARSE,)) as program:
        await program.press("p")
        head = pane(program)
        await program.press("3")
        assert pane(program)[1].startswith(">3 Bedarf (1) ─")
        await program.press("0")
        assert pane(program) == head
        assert program.view.section is None


async def test_empty_sections_are_folded_into_the_last_row(start: Any) -> None:
    async with start(records=(SPARSE,), size=(200, 60)) as program:
        await program.press("p", "z", "end")
        last = [row for row in pane(program) if row.strip()][-1]
        assert "leer:" in last
        for section in SECTIONS:
            name = f"{section.number} {section.heading}"
            assert (name in last) is (section not in HELD)


async def test_scrolling_takes_the_section_at_the_top_as_current(start: Any) -> None:
    async with start(records=(SPARSE,)) as program:
        await program.press("p")
        seen = [program.view.section]
        for _n in range(60):
            await program.press("j")
            if program.view.section is not seen[-1]:
                seen.append(program.view.section)
        assert seen[:2] == [None, Section.PEOPLE]
        order = [section for section, _row in program.place.outline.starts]
        assert seen[1:] == order
        assert set(order) == set(SECTIONS)


async def test_space_and_backspace_go_from_section_to_section(start: Any) -> None:
    async with start(records=(SPARSE,)) as program:
        await program.press("p")
        for section in HELD:
            await program.press("space")
            assert program.view.section is section
        await program.press("backspace")
        assert program.view.section is HELD[-2]
        await program.press(*["backspace"] * 5)
        assert program.view.section is None
        assert program.view.scroll == 0


async def test_another_customer_starts_at_its_head_and_a_change_keeps_the_section(
        start: Any) -> None:
    async with start() as program:
        await program.press("p", "4", "b")
        assert program.view.section is Section.FINANCES
        await program.press("J")
        assert program.view.section is None


async def test_the_mark_is_there_only_while_the_pane_has_the_keys(start: Any) -> None:
    async with start(records=(SPARSE,)) as program:
        await program.press("p", "1")
        assert marked(program)
        await program.press("h")
        assert not marked(program)


@pytest.mark.parametrize("keys", [("plus",), ("p", "plus")])
async def test_plus_asks_by_the_same_numbers(start: Any, keys: tuple[str, ...]) -> None:
    async with start(records=(SPARSE,)) as program:
        await program.press(*keys)
        bar = bar_rows(program)
        assert "Hinzufügen" in bar
        for section in SECTIONS:
            assert f"{section.number} " in bar
        await program.press("escape")
        assert program.place.bar is None


async def test_without_a_customer_nothing_happens(start: Any) -> None:
    async with start(records=()) as program:
        await program.press("plus", "p", "3", "space", "j", "plus")
        assert program.place.bar is None
        assert program.view.pane is Pane.PROFILE


@pytest.mark.parametrize(("row", "section"), [
    (0, None), (6, None), (7, Section.PEOPLE), (11, Section.PEOPLE), (12, Section.NEEDS)])
def test_the_section_of_a_row(row: int, section: Section | None) -> None:
    outline = Outline(starts=((Section.PEOPLE, 7), (Section.NEEDS, 12)), last=20)
    assert outline.at(row) is section


def test_no_jump_goes_behind_the_last_row() -> None:
    outline = Outline(starts=((Section.PEOPLE, 7), (Section.ACTIVITIES, 30)), last=20)
    assert outline.top(Section.PEOPLE) == 7
    assert outline.top(Section.ACTIVITIES) == 20
    assert outline.beside(None, -1) is None
    assert outline.beside(Section.ACTIVITIES, 1) is Section.ACTIVITIES


async def test_what_is_stale_is_marked_with_its_age(start: Any) -> None:
    old = replace(SPARSE, created=date(2025, 1, 1), financials=(FinancialStatus(
        noted=date(2025, 2, 23), light=Light.GREEN, source="Auskunft"),))
    async with start(records=(old,), size=(200, 60)) as program:
        await program.press("p", "z")
        rows = pane(program)
        assert any("3 Bedarf (1) ─" in row and "!Bedarf vor 418 T" in row for row in rows)
        assert any("4 Finanzen (1) ─" in row and "!Finanzstatus vor 365 T" in row for row in rows)
        assert any("~Telefon" in row and "+49 1" in row for row in rows)


def heading_of_form(program: Any) -> str:
    return "".join(s.text for s in program.app.screen._compositor.render_strips()[0])


@pytest.mark.parametrize("keys", [("p", "3", "e"), ("p", "3", "enter"), ("p", "plus", "3")])
async def test_edit_and_plus_open_the_form_of_the_section(
        start: Any, keys: tuple[str, ...]) -> None:
    async with start(records=(SPARSE,)) as program:
        await program.press(*keys)
        assert program.app.screen is not program.place
        assert "Bedarf" in heading_of_form(program)


@pytest.mark.parametrize("keys", [("e",), ("p", "e"), ("p", "enter"), ("p", "3", "h", "e")])
async def test_elsewhere_the_basic_profile_is_edited(start: Any, keys: tuple[str, ...]) -> None:
    async with start(records=(SPARSE,)) as program:
        await program.press(*keys)
        assert program.app.screen is not program.place
        assert "Berger" in heading_of_form(program)
