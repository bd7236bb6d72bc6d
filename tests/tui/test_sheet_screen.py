"""The visit sheet on screen: one customer, or a tour; saved and copied."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import picture
import pytest
from picture import EVERYWHERE, name

from tui.terminal.startup import Profile


@EVERYWHERE
async def test_the_sheet(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await program.go_to("Zirbelfunk")
        await program.press("g", "s")
        picture.compare(name("sheet", language, size), program.rows)


async def marked(program: Any, *names: str) -> None:
    for one in names:
        await program.go_to(one)
        await program.press("m")


async def test_marked_rows_are_a_tour_in_the_order_of_the_list(start: Any) -> None:
    async with start(size=(90, 20)) as program:
        await marked(program, "Zirbelfunk", "Wolpertec", "Tannquirl")
        names = [row.short for row in program.view.rows if row.id in program.view.marked]
        await program.press("g", "s")
        assert "Seite 1 von 4" in program.rows[1]
        listed = [row.split("  ")[2].split(",")[0] for row in program.rows if
                  row.strip()[:1] in ("1", "2", "3") and row.startswith("   ")]
        assert [one.split()[0] for one in listed] == [one.split()[0] for one in names]
        pages = []
        for _n in names:
            await program.press("right")
            pages.append(program.rows[2].split()[0])
        assert pages == [one.split()[0] for one in names]
        assert "Seite 4 von 4" in program.rows[1]
        await program.press("l", "left", "left")
        assert "Seite 2 von 4" in program.rows[1]
        await program.press("home", "left")
        assert program.app.screen is program.place


async def test_it_scrolls_and_speaks_both_languages(start: Any) -> None:
    async with start(size=(80, 24)) as program:
        await program.go_to("Zirbelfunk")
        await program.press("g", "s", "j", "j", "pagedown", "up")
        assert "Zirbelfunk" not in program.rows[2]
        await program.press("G")
        assert "Lücken" in program.text or "Letzte Einträge" in program.text
        await program.press("L", "g", "g")
        assert "Visit sheet" in program.rows[1]


async def test_saving_asks_before_it_writes_over_a_file(start: Any, tmp_path: Path) -> None:
    path = tmp_path / "tour.md"
    async with start() as program:
        await program.go_to("Zirbelfunk")
        await program.press("g", "s", "ctrl+s")
        assert "~/besuche-2026-02-23.txt" in program.text
        await program.press(*["backspace"] * 40, "enter")
        assert "Bitte einen Dateinamen" in program.text or "Datei" in program.text
        await program.type(str(path))
        await program.press("enter")
        await program.until(lambda rows: "Gespeichert als" in "\n".join(rows))
        assert path.read_text("utf-8").startswith("## Zirbelfunk")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.write_text("mine", "utf-8")
        for answer, kept in (("n", True), ("j", False)):
            await program.press("ctrl+s", *["backspace"] * 40)
            await program.type(str(path))
            await program.press("enter")
            await program.until(lambda rows: "gibt es schon" in "\n".join(rows))
            await program.press(answer)
            await program.until(lambda rows: "Gespeichert als" in "\n".join(rows)
                                or "nichts geändert" in "\n".join(rows))
            assert (path.read_text("utf-8") == "mine") == kept
        await program.press("ctrl+s", "escape")
        await program.press("ctrl+s", *["backspace"] * 40)
        await program.type("/proc/none/x.txt")
        await program.press("enter")
        await program.until(lambda rows: "/proc/none" in rows[-2])


@pytest.mark.parametrize(("profile", "copied"), [
    (Profile(), True), (Profile(vga=True), False), (Profile(ascii=True), False)])
async def test_copying(start: Any, profile: Profile, copied: bool) -> None:
    async with start(profile=profile) as program:
        await program.go_to("Zirbelfunk")
        await program.press("g", "s", "p")
        assert program.app.clipboard.startswith("Zirbelfunk") == copied
        assert program.status.startswith("Kopiert" if copied else "Dieses Terminal")


async def test_what_is_too_long_for_a_clipboard(start: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("tui.flows.handing.MOST_COPIED", 10)
    async with start() as program:
        await program.press("g", "s", "p")
        assert "zu lang" in program.status


async def test_too_many_for_a_tour_and_nobody_at_all(start: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("tui.screens.sheet.MOST_STOPS", 3)
    async with start() as program:
        await program.press("M", "g", "s")
        assert "zu viele für eine Tour; höchstens" in program.status
        await program.press("ctrl+s", "p", "right", "left")
        assert program.app.screen is program.place
    async with start(records=()) as program:
        await program.press("g", "s")
        assert "kein Kunde" in program.status
