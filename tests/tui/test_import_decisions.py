"""Columns that can be read in two ways are decided on the import screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tui.screens.importing import ImportScreen


async def read(program: Any, source: Path) -> ImportScreen:
    await program.press("g", "i")
    await program.type(str(source))
    await program.press("enter")
    screen = program.app.screen
    while screen.reader.busy:
        await program.pilot.pause()
    await program.pilot.pause()
    return screen


async def test_d_reads_day_first_then_month_first(start: Any, tmp_path: Path) -> None:
    source = tmp_path / "unklar.csv"
    source.write_text("Firma;Name;Geburtstag\nHörnchen;Karl Huber;03/04/1977\n")
    async with start(records=()) as program:
        screen = await read(program, source)
        assert len(screen.plan.refused) == 1
        for first in (date(1977, 4, 3), date(1977, 3, 4)):
            await program.press("d")
            while screen.reader.busy:
                await program.pilot.pause()
            born = screen.plan.new[0].contacts[0].birthday
            assert (born.day, born.month) == (first.day, first.month)
        await program.press("enter")
        assert program.find("Hörnchen").contacts[0].birthday.month == 3
