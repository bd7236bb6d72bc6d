"""A text that has no room ends with a mark: in every row, on every picture."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from store import Checklists
from store.demo import demo_prospects
from tui import dates, texts
from tui.terminal.filters import to_ascii
from tui.widgets.canvas import CUT, Canvas, Line, Span, fit, wrap

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PICTURES = sorted((HERE / "screens").glob("*.txt"))
WORD = re.compile(r"[^\W\d_]{2,}")


def strings(value: Any) -> Iterator[str]:
    """Every text in a value of the model."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, (tuple, list, frozenset)):
        for part in value:
            yield from strings(part)


def constants(folder: Path) -> Iterator[str]:
    """Every text in the programs of a folder: what tests type in, words of no catalogue."""
    for path in set(folder.rglob("*.py")) - {Path(__file__)}:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@cache
def known() -> frozenset[str]:
    """Every whole word that a screen can show."""
    words: set[str] = set()
    for language in ("de", "en"):
        for record in demo_prospects(date(2026, 2, 23), lang=language):
            for text in strings(record):
                words.update(WORD.findall(text))
    for checklist in Checklists().all():
        for text in strings(checklist):
            words.update(WORD.findall(text))
    catalogue = read_po((ROOT / "tui/locale/de/LC_MESSAGES/kundenq.po").open("rb"))
    for message in catalogue:
        for part in (message.id, message.string):
            for text in [part] if isinstance(part, str) else part:
                words.update(WORD.findall(text))
    for path in (ROOT / "store/data").rglob("*.*"):  # fields of industries, templates
        words.update(WORD.findall(path.read_text("utf-8")))
    for folder in (ROOT / "tui", HERE):
        for text in constants(folder):
            words.update(WORD.findall(text))
    for path in (ROOT / "store" / "data").rglob("*.*"):
        words.update(WORD.findall(path.read_text("utf-8")))
    for language in ("de", "en"):
        texts.use(language)
        words.update(dates.weekday_name(day, short=True)[:2] for day in range(7))
    words |= {word[:1].upper() + word[1:] for word in words}
    return frozenset(words | {to_ascii(word) for word in words})


def test_a_cut_word_is_no_known_word() -> None:
    """Else the next test would see nothing."""
    assert {"Hauptkontakt", "Neubewertung", "Zahlungsfähigkeit"} <= known()
    assert not {"Hauptkonta", "Antwo", "Zahlungsfähigk", "Rahm", "wolpertec.ex"} & known()


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_no_picture_shows_half_a_word_without_a_mark(path: Path) -> None:
    marks = (CUT, "~") if "ascii" in path.stem else (CUT,)
    for row in path.read_text("utf-8").splitlines():
        for found in WORD.finditer(row):
            if row[found.end():found.end() + 1] not in marks:
                assert found[0] in known(), row


@given(st.text(max_size=40), st.integers(2, 40))
@settings(max_examples=200)
def test_what_fits_stays_and_what_does_not_is_marked(text: str, width: int) -> None:
    shown = fit(text, width)
    assert cell_len(shown) == width
    whole = fit(text, 200).rstrip()
    if cell_len(whole) > width:
        assert shown.rstrip().endswith(CUT)
        assert whole.startswith(shown.rstrip()[:-1].rstrip())
    else:
        assert shown.rstrip() == whole


@pytest.mark.parametrize(("text", "width", "rows"), [
    ("korbinian.moosgruber@wolpertec.example", 36,
     ["korbinian.moosgruber", "@wolpertec.example"]),
    ("www.achleitner-moosgruber.example", 20, ["www.achleitner-", "moosgruber.example"]),
    ("Donaudampfschifffahrt", 10, ["Donaudampf", "schifffahr", "t"]),
])
def test_a_long_word_is_broken_where_it_can_be_read(
        text: str, width: int, rows: list[str]) -> None:
    assert wrap(text, width) == rows


class Rows(Canvas):
    """Rows wider than the screen."""

    def lines(self, width: int, height: int) -> tuple[Line, ...]:
        return (Line((Span("Neubewertung: "), Span("Hauptkontakt", "dim"))),
                Line((Span("0123456789"), Span("mehr"))),
                Line((Span("0123456789"), Span("   "))),
                Line((Span("01234567  "), Span("   "))))


async def test_a_row_wider_than_its_pane_is_marked_too() -> None:
    class Program(App[None]):
        def compose(self) -> ComposeResult:
            yield Rows()

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return {"kq-dim": "#888888"}

    async with Program().run_test(size=(10, 4)) as pilot:
        rows = ["".join(segment.text for segment in strip)
                for strip in pilot.app.screen._compositor.render_strips()]
    assert rows == ["Neubewert…", "012345678…", "0123456789", "01234567  "]
