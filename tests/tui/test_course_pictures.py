"""The course of the assessments as text: both languages, three sizes, Unicode and ASCII."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import picture
import pytest

from store import Answer, Assessment, Evidence, Prospect
from tui.terminal.startup import Profile

TODAY = date(2026, 2, 23)
GIVEN = (
    (120, "M2"), (90, "M2 B2 Z1"), (45, "M3 B2 Z1 R2"), (20, "M3 B3 Z2 R2 E2"),
    (0, "M3 B3 Z2 R2 E3 T2"))
"""Days ago, and the ratings of that day: what was said before stays."""


def record() -> Prospect:
    made: list[Assessment] = []
    for days, text in GIVEN:
        day = TODAY - timedelta(days=days)
        before = {a.criterion: a for a in made[-1].answers} if made else {}
        now = {part[0]: Answer(criterion=part[0], rating=int(part[1]), rated=day,
                               evidence=Evidence.STATED) for part in text.split()}
        kept = {code: before[code] if code in before and before[code].rating == one.rating
                else one for code, one in now.items()}
        made.append(Assessment(checklist="grundcheck", version=1, day=day,
                               answers=tuple(kept.values())))
    return Prospect(id="b", name="Berger Holz KG", created=date(2025, 6, 1),
                    assessments=tuple(made))


def ascii_rows(program: Any) -> list[str]:
    """The screen as a terminal without Unicode gets it."""
    filters = program.app.get_line_filters()
    rows = []
    for strip in program.app.screen._compositor.render_strips():
        for one in filters:
            strip = strip.apply_filter(one, program.app.screen.styles.background)
        rows.append("".join(segment.text for segment in strip).rstrip())
    return rows


def course_of(rows: list[str], language: str) -> list[str]:
    """From its heading to the end of the screen."""
    title = "Verlauf der Beurteilungen" if language == "de" else "Course of the assessments"
    return rows[next(n for n, row in enumerate(rows) if title in row):]


async def look(program: Any, rows: Any, language: str) -> list[str]:
    """Down to the course."""
    await program.press("w")
    for _n in range(9):
        found = rows(program)
        if any("Verlauf der Beu" in row or "Course of the" in row for row in found[:8]):
            break
        await program.press("pagedown")
    return course_of(rows(program), language)


@picture.EVERYWHERE
@pytest.mark.parametrize("ascii", [False, True], ids=["unicode", "ascii"])
async def test_the_course(
        start: Any, language: str, size: tuple[int, int], ascii: bool) -> None:
    profile = Profile(ascii=ascii)
    async with start(language=language, size=size, records=(record(),),
                     profile=profile) as program:
        rows = await look(program, ascii_rows if ascii else lambda p: p.rows, language)
        if ascii:
            assert "\n".join(rows).isascii()
        picture.compare(picture.name("course", "ascii" if ascii else "", language, size).replace(
            "__", "_"), rows)


async def test_the_picture_says_what_the_figures_say(start: Any) -> None:
    """The block stands in the range, the range narrows as more is known."""
    async with start(records=(record(),), size=(120, 60)) as program:
        rows = await look(program, lambda p: p.rows, "de")
    bars = [row for row in rows if "█" in row and "Sich. " in row and "%" in row]
    assert len(bars) == len(GIVEN)
    widths = []
    for row in bars:
        assert row.count("█") == 1
        widths.append(row.count("─") + 1)
    assert widths == sorted(widths, reverse=True)
