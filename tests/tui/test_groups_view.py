"""Groups in the analysis: figures together and alone, folding, who decides, there and back."""

from __future__ import annotations

from datetime import date
from typing import Any

import picture
import pytest
from picture import EVERYWHERE, LANGUAGES, name, plain

from store import (
    Activity,
    ActivityKind,
    Contact,
    Prospect,
    Relation,
    RelationKind,
    RevenueEntry,
    Role,
    Stage,
)
from tui.screens.groups import GroupsView
from tui.terminal.startup import Profile


def firm(key: str, head: str = "", *, revenue: int = 0, margin: int | None = None,
         kind: RelationKind = RelationKind.PARTNER_OF, decider: str = "",
         potential: int | None = None, minutes: int = 0) -> Prospect:
    entries = (RevenueEntry(first=date(2025, 6, 1), last=date(2025, 12, 31), revenue=revenue * 100,
                            margin=None if margin is None else margin * 100),) if revenue else ()
    return Prospect(
        id=key.lower(), name=f"{key} GmbH", legal_form="GmbH", created=date(2024, 1, 2),
        stage=Stage.EXISTING if revenue else Stage.PROSPECT, revenue=entries,
        potential=None if potential is None else potential * 100,
        relations=(Relation(kind=kind, other=head.lower()),) if head else (),
        contacts=(Contact(id="c", first_name="Eva", last_name=decider,
                          roles=(Role.DECIDER,)),) if decider else (),
        activities=(Activity(id="x", day=date(2026, 1, 15), kind=ActivityKind.VISIT,
                             minutes=minutes),) if minutes else ())


SKI = (firm("Schneehahn", revenue=38_000, margin=15_960, decider="Horvat", potential=20_000),
       firm("Verleih Nord", "Schneehahn", revenue=12_000, margin=3_000, decider="Huber",
            minutes=240),
       firm("Verleih Süd", "Schneehahn", revenue=70_000, minutes=60),
       firm("Filiale Süd", "Verleih Süd", kind=RelationKind.BRANCH_OF))
NET = (firm("Netz Kaffee", decider="Plausch"),
       firm("Optik", "Netz Kaffee", kind=RelationKind.MEMBER_OF, revenue=5_300, margin=2_120))
ALL = (*SKI, *NET, firm("Allein", revenue=900))


async def opened(program: Any) -> GroupsView:
    """At the groups, with all records read."""
    await program.press("g", "p")
    screen = program.app.screen
    screen.choose(next(n for n, one in enumerate(screen.views) if one.code == "groups"))
    for _n in range(100):
        await program.pilot.pause(0.01)
        if screen.figures is not None and screen.figures.complete:
            break
    await program.pilot.pause()
    view: GroupsView = screen.active
    return view


@EVERYWHERE
async def test_groups_on_every_screen(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(records=ALL, practice=False, language=language, size=size) as program:
        await opened(program)
        await program.press("j", "j")
        picture.compare(name("groups", language, size), program.rows)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_groups_in_plain_characters(start: Any, language: str) -> None:
    async with start(records=ALL, practice=False, language=language,
                     profile=Profile(ascii=True)) as program:
        await opened(program)
        rows = plain(program)
        assert "\n".join(rows).isascii()
        picture.compare(name("groups_ascii", language, (80, 24)), rows)


async def test_figures_together_and_alone(start: Any) -> None:
    async with start(records=ALL, practice=False) as program:
        view = await opened(program)
        assert [(row[0], row[1], *row[3:6], row[6]) for row in view.table()[1:]] == [
            ("Schneehahn", "", 120_000_00, None, 20_000_00, "300"),
            ("Schneehahn", "Schneehahn", 38_000_00, 15_960_00, 20_000_00, "0"),
            ("Schneehahn", "Verleih Nord", 12_000_00, 3_000_00, None, "240"),
            ("Schneehahn", "Verleih Süd", 70_000_00, None, None, "60"),
            ("Schneehahn", "Filiale Süd", 0, None, None, "0"),
            ("Netz Kaffee", "", 5_300_00, 2_120_00, None, "0"),
            ("Netz Kaffee", "Netz Kaffee", 0, None, None, "0"),
            ("Netz Kaffee", "Optik", 5_300_00, 2_120_00, None, "0")]
        assert [row[2] for row in view.table()[1:]] == [
            "4 Firmen", "Zentrale", "Partner", "Partner", "Filiale", "2 Firmen", "Zentrale",
            "Mitglied"]
        assert [row[8] for row in view.table()[1:6]] == [
            "Zentrale, 1/3 vor Ort", "Eva Horvat", "Eva Huber", "", ""]
        await program.press("home")
        assert "Schneehahn: 4 Firmen, Umsatz € 120.000, DB –" in program.status
        await program.press("j", "j")
        assert "Verleih Nord: 10 % des Umsatzes der Gruppe, entscheidet: Eva Huber" in (
            program.status)


async def test_folding_order_and_back_from_the_customer(start: Any) -> None:
    async with start(records=ALL, practice=False) as program:
        view = await opened(program)
        screen = program.app.screen
        await program.press("space")
        assert [row.key for row in view.rows] == ["schneehahn", "netz kaffee", "netz kaffee",
                                                  "optik"]
        assert view.place("verleih nord") == 0
        await program.press("l")
        assert len(view) == 8
        await program.press("j", "j", "j", "h")
        assert (screen.cursor, view.rows[0].whole) == (0, True)
        await program.press("h", "h")
        assert len(view) == 4
        await program.press("o", "5")
        assert [row.key for row in view.rows if row.whole] == ["netz kaffee", "schneehahn"]
        await program.press("G", "l", "j", "j", "enter")
        assert program.app.workplace.view.row.id == "verleih nord"
        await program.press("g", "p")
        for _n in range(50):
            await program.pilot.pause(0.01)
        assert program.app.screen.key == "verleih nord"
        assert program.app.screen.active.code == "groups"


async def test_nobody_belongs_to_anybody(start: Any) -> None:
    async with start(records=(firm("Allein"),), practice=False,
                     profile=Profile(ascii=True)) as program:
        view = await opened(program)
        assert len(view) == 0
        assert len(view.table()) == 1
        assert "niemand zu jemandem" in program.text
        await program.press("space", "j", "enter", "o", "escape")
