"""The program on a pretended terminal, with the demo data and a fixed day."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from textual import _wait
from textual.pilot import Pilot

from store import Book, Prospect
from store.demo import demo_prospects
from tui import texts
from tui.app import KundenqApp
from tui.keymap import Keymap
from tui.plain import places
from tui.screens.workplace import Workplace
from tui.terminal.startup import Profile
from tui.view import View

# Test folders are no packages: picture and real_file are found by this folder.
sys.path.insert(0, str(Path(__file__).parent))

TODAY = date(2026, 2, 23)
_wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 0.004, 0.0004
"""Textual looks every 20 ms whether a key has been worked off: far longer than the work takes."""


@cache
def demo(language: str) -> tuple[Prospect, ...]:
    return demo_prospects(TODAY, lang=language)


@pytest.fixture(autouse=True)
def in_german() -> Iterator[None]:
    """Every test begins in German, and leaves it so."""
    texts.use("de", "AT")
    yield
    texts.use("de", "AT")


@dataclass
class Program:
    """The running program: keys in, screen and records out."""

    app: KundenqApp
    pilot: Pilot[int]
    pressed: list[str] = field(default_factory=list)

    async def press(self, *keys: str) -> None:
        """Press keys and wait until everything they started is done."""
        self.pressed += keys
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Free text: not counted."""
        for character in text:
            await self.pilot.press({" ": "space"}.get(character, character))
        await self.pilot.pause()

    @property
    def place(self) -> Workplace:
        assert self.app.workplace is not None
        return self.app.workplace

    @property
    def view(self) -> View:
        return self.place.desk.view

    @property
    def book(self) -> Book:
        return self.app.book

    @property
    def rows(self) -> list[str]:
        """The screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """All rows as one text."""
        return "\n".join(self.rows)

    @property
    def status(self) -> str:
        return self.rows[-2].strip()

    def find(self, name: str) -> Prospect:
        (row,) = self.book.find(name)
        return self.book.get(row.id)

    async def until(self, true: Callable[[list[str]], bool]) -> None:
        """Wait until the rows of the screen are as wanted; fail if they never are."""
        for _n in range(200):
            if true(self.rows):
                return
            await self.pilot.pause()
        assert true(self.rows)

    async def go_to(self, name: str) -> Prospect:
        """Put the cursor on a customer without pressing keys."""
        record = self.find(name)
        self.place.show(self.place.desk.select(record.id))
        await self.pilot.pause()
        return record


Start = Callable[..., AbstractAsyncContextManager[Program]]


@pytest.fixture
def start() -> Start:
    """Starts the program: start(language="en", size=(120, 40), records=...)."""

    @asynccontextmanager
    async def run(*, language: str = "de", size: tuple[int, int] = (80, 24),
                  records: tuple[Prospect, ...] | None = None, profile: Profile | None = None,
                  keymap: Keymap | None = None, book: Book | None = None,
                  **options: Any) -> AsyncIterator[Program]:
        texts.use(language, "AT")
        given = demo(language) if records is None else records
        book = book or Book.open("", today=TODAY, checklist=places.resolver, memory=True,
                                 records=given, user="test")
        options.setdefault("practice", True)
        app = KundenqApp(book, places.checklists(), keymap or Keymap(),
                         profile=profile or Profile(), today=TODAY, author="test",
                         clock=lambda: datetime(2026, 2, 23, 9, 0), **options)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Program(app, pilot)
        app.close()

    return run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A data file with Adler and Berger."""
    from real_file import two_customers

    return two_customers(tmp_path)
