"""The view of time: pictures, the proposal, the figures it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import picture
import pytest
from picture import EVERYWHERE, LANGUAGES, name, plain

from store import (
    Activity,
    ActivityKind,
    ClassOverride,
    FileError,
    OwnCare,
    Prospect,
    RevenueEntry,
    Settings,
    Stage,
)
from tui.screens.analysis_views import VIEWS
from tui.terminal.startup import Profile

TODAY = date(2026, 2, 23)
TIGHT = Settings(active_share=15)
DIGIT = str(1 + [make().code for make in VIEWS].index("time"))


def customer(key: str, letter: str, *, minutes: int = 60, margin: int | None = 100_00) -> Prospect:
    day = TODAY - timedelta(days=30)
    return Prospect(
        id=key, name=f"Firma {key} GmbH", created=day, stage=Stage.EXISTING,
        class_override=ClassOverride(letter=letter, day=day),
        revenue=(RevenueEntry(first=day, last=day, revenue=1_000_00, margin=margin),),
        activities=(Activity(id="a", day=day, kind=ActivityKind.VISIT, minutes=minutes),))


async def to_view(program: Any) -> None:
    if program.app.screen.code != "analysis":
        await program.press("g", "p")
    await program.press(DIGIT)
    await program.until(lambda _rows: program.app.screen.figures.complete)


def own(rows: list[str]) -> list[str]:
    """Without what names the other views."""
    return rows[2:-1]


@EVERYWHERE
async def test_the_view_of_time(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await to_view(program)
        await program.press("home")
        picture.compare(name("time", language, size), own(program.rows))
        await program.press("G", "k", "k")
        picture.compare(name("time_lists", language, size), own(program.rows))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_in_plain_characters_and_overloaded(start: Any, language: str) -> None:
    async with start(language=language, profile=Profile(ascii=True), settings=TIGHT) as program:
        await to_view(program)
        await program.press("home", "c")
        rows = plain(program)
        assert "\n".join(rows).isascii()
        picture.compare(name("time_proposal", language, (80, 24)), own(rows))


async def test_the_proposal_is_looked_at_then_done_and_undone(start: Any) -> None:
    async with start(settings=TIGHT) as program:
        await to_view(program)
        await program.press("home", "c")
        assert "C-Kunden: nur noch Anrufe, 12 Kunden -24,0 h; dann 463,0 h" in program.text
        await program.press("n")
        assert program.find("Wolpertec").care is None
        await program.press("c", "j")
        assert program.find("Wolpertec").care == OwnCare(visits=8, calls=24)
        assert program.find("Gipfelmops").care is None, "a prospect"
        assert "Betreuungsplan: weniger Besuche (26 Kunden)" in program.status
        assert "geplant 351,0 h" in program.rows[2]
        await program.press("u")
        assert program.find("Wolpertec").care is None
        assert "geplant 487,0 h" in program.rows[2]


async def test_figures_are_typed_and_kept(start: Any) -> None:
    kept: list[Settings] = []
    async with start(keep=kept.append, settings=Settings()) as program:
        await to_view(program)
        await program.press("home", "e", "2", *["backspace"] * 3, *"20")
        assert "20: Kapazität 833,3 h, geplant 487,0 h: 58,4 %" in program.text
        await program.press("enter")
        assert kept == [Settings(vacation_days=20)]
        assert "Urlaub 20: Kapazität 833,3 h" in program.status
        await program.press("e", "a", *["backspace"] * 20, *"10 x 120", "enter")
        assert "Bitte Besuche x Minuten + Anrufe" in program.text
        await program.press(*" + 12", "enter", "e", "5", *["backspace"] * 4, *"7,5", "enter")
        await program.press("e", "1", *["backspace"] * 9, *"100", "enter")
        assert kept[-1] == Settings(
            vacation_days=20, visits_a=10, visit_minutes_a=120, calls_a=12, day_minutes=450,
            hourly_rate=100_00)
        assert program.place.common.hourly_rate == program.view.hourly_rate == 100_00
        assert program.view.care["A"].calls == 12
        for typed, said in (("6", "101"), ("1", "x"), ("5", "acht"), ("3", "1,5")):
            await program.press("e", typed, *["backspace"] * 9, *said, "enter")
            assert "! " in program.text
            await program.press("escape")
        await program.press("e", "escape")
        assert len(kept) == 4


async def test_settings_that_cannot_be_kept_are_not_used(start: Any) -> None:
    def full(_settings: Settings) -> None:
        raise FileError(path="settings.toml", code="full")

    async with start(keep=full, settings=Settings()) as program:
        await to_view(program)
        await program.press("home", "e", "2", *["backspace"] * 3, "9", "enter")
        assert "settings.toml" in program.status
        assert program.app.screen.scene.settings == Settings()


async def test_rows_tell_and_lead_to_the_customer(start: Any) -> None:
    records = (
        customer("a", "A"), customer("b", "B", minutes=300, margin=-5), customer("c", "O"),
        replace(customer("d", "C"), care=OwnCare(visits=0, calls=0)))
    async with start(records=records, practice=False) as program:
        await to_view(program)
        await program.press("home")
        assert program.status == "A-Kunden: 1,0 von 42,0 h; Besuche 1 von 12, Anrufe 0 von 24"
        await program.press("enter")
        assert program.app.screen.code == "analysis", "a class is no customer"
        for _n in range(4):
            await program.press("j")
        assert program.status == "Firma b GmbH: 5,0 h (€ 942), DB € 0"
        await program.press("G")
        assert program.status == "Firma b GmbH: Besuche 1 von 4, Anrufe 0 von 12"
        await program.press("enter")
        assert program.view.row.id == "b"
        await program.press("g", "p")
        assert program.app.screen.key == "b"


async def test_a_customer_who_is_not_shown_is_not_lost(start: Any) -> None:
    async with start() as program:
        await program.press("g", "p", *["j"] * 18)
        chosen = program.app.screen.key
        await to_view(program)
        screen = program.app.screen
        assert (screen.key, screen.cursor, screen.missed) == ("", 0, chosen)
        await program.press("shift+tab", "tab", "1")
        assert screen.key == chosen
        await program.press(DIGIT, "j", "1")
        assert screen.key != chosen, "another row was chosen since"


async def test_nobody_and_no_time(start: Any) -> None:
    async with start(records=(), practice=False, settings=Settings(vacation_days=366)) as program:
        await program.press("g", "p", DIGIT)
        assert "Keine Kapazität: jede Stunde ist zu viel." in program.text
        await program.press("c", "j", "k")
        assert "Noch hat niemand einen Betreuungsplan." in program.text
