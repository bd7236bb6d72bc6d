"""Every trigger of domain.md 5.2 comes from the screen and makes the re-assessment due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from store import (
    Answer,
    Assessment,
    Choice,
    Contact,
    Decision,
    Prospect,
    Stage,
    TriggerKind,
    Urgency,
)
from store.profile.company import RevenueEntry

TODAY = date(2026, 2, 23)
SEEN = date(2025, 12, 1)
FIRM = Prospect(
    id="f", name="Adler", created=date(2020, 1, 1), stage=Stage.REGULAR,
    contacts=(Contact(id="p", first_name="Eva", last_name="Zierl"),
              Contact(id="q", first_name="Karl", last_name="Weiß")),
    assessments=(Assessment(checklist="bestandskunden", version=1, day=SEEN, answers=(
        Answer(criterion="DB", rating=2, rated=SEEN),)),))
LATELY = date(2026, 2, 10)
LEAD = replace(FIRM, stage=Stage.PROSPECT, assessments=(Assessment(
    checklist="grundcheck", version=1, day=LATELY, answers=(
        Answer(criterion="M", rating=2, rated=LATELY),)),))


def decided(choice: Choice) -> Prospect:
    return replace(LEAD, decisions=(Decision(
        day=LATELY, choice=choice, checklist="grundcheck", version=1, reason="no_money",
        until=date(2026, 6, 1) if choice is Choice.PARK else None),))


def due(program: Any) -> list[str]:
    """What made the re-assessment due by today."""
    return [item.reason for item in program.view.row.occurrences
            if item.kind == "reassessment" and item.urgency(TODAY) in (
                Urgency.TODAY, Urgency.OVERDUE)]


async def what_happened(program: Any, digit: str, code: str) -> None:
    assert due(program) == []
    await program.press("W", digit, "enter")
    assert due(program) == [code]
    await program.press("g", "r")
    assert any("Adler" in row for row in program.rows[3:5])


@pytest.mark.parametrize(("digit", "kind"), list(enumerate((
    TriggerKind.PAYMENT, TriggerKind.OWNERS, TriggerKind.MANAGEMENT, TriggerKind.CONTACT_LEFT,
    TriggerKind.LOST_OFFER, TriggerKind.COMPLAINT, TriggerKind.PROJECT, TriggerKind.LOCATION),
    1)))
async def test_what_happened_to_a_prospect_is_due(
        start: Any, digit: int, kind: TriggerKind) -> None:
    async with start(records=(replace(LEAD, assessments=()),)) as program:
        await what_happened(program, str(digit), kind.value)


@pytest.mark.parametrize("record", [
    replace(FIRM, assessments=()), replace(FIRM, stage=Stage.NEW, assessments=()),
    replace(FIRM, stage=Stage.FORMER), replace(FIRM, stage=Stage.CONTACT, assessments=()),
    replace(LEAD, stage=Stage.QUALIFIED), decided(Choice.PARK), decided(Choice.DROP),
], ids=["never assessed", "new", "former", "contact", "qualified", "parked", "dropped"])
async def test_what_happened_is_due_for_everybody(start: Any, record: Prospect) -> None:
    async with start(records=(record,)) as program:
        await what_happened(program, "5", "lost_offer")


async def test_the_main_contact_leaves_in_the_form(start: Any) -> None:
    async with start(records=(FIRM,)) as program:
        await program.press("e", "pagedown")
        while program.app.screen.session.field.code != "left":
            await program.press("tab")
        await program.type("gestern")
        await program.press("enter")
        assert program.find("Adler").contacts[0].left == TODAY - timedelta(days=1)
        assert due(program) == ["contact_left"]


async def test_revenue_that_fell_comes_with_an_import(start: Any, tmp_path: Path) -> None:
    """70 % of the year before, as the accounts say."""
    known = replace(FIRM, revenue=(RevenueEntry(
        first=date(2024, 1, 1), last=date(2024, 12, 31), revenue=100_000_00),))
    source = tmp_path / "umsatz.csv"
    source.write_text("Firma;Umsatz 2025\nAdler;70.000,00\n")
    others = (replace(FIRM, id=f"o{n}", name=f"Oberfirma {n}") for n in range(9))
    async with start(records=(known, *others), size=(120, 40)) as program:
        await program.press("g", "i")
        await program.type(str(source))
        await program.press("enter")
        screen = program.app.screen
        while screen.reader.busy:
            await program.pilot.pause()
        await program.pilot.pause()
        await program.press("enter")
        await program.until(lambda rows: len(program.find("Adler").revenue) == 2)
        assert program.find("Adler").revenue[-1].revenue == 70_000_00
        await program.go_to("Adler")
        assert due(program) == ["revenue"]


@pytest.mark.parametrize("language", ["de", "en"])
async def test_on_the_day_of_an_assessment_it_is_noted_and_answered(
        start: Any, language: str) -> None:
    async with start(language=language, records=(LEAD,)) as program:
        await program.press("l", "1", "W", "6", "enter")
        assert program.find("Adler").triggers[0].kind is TriggerKind.COMPLAINT
        assert due(program) == []
        assert ("vermerkt; heute schon bewertet" if language == "de"
                else "noted; already assessed today") in program.status
