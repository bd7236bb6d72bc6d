"""What other people do on the same file reaches the screen without a key."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any, Protocol

from store import Book, Changed, PeopleChanged, Person, StoreError
from tui import words
from tui.screens.troubles import Troubles
from tui.texts import _
from tui.widgets.frame import TabBar

EVERY = 0.5
"""Seconds between two looks at the files."""


class Place(Protocol):
    """The screen of the workplace as news see it."""

    @property
    def book(self) -> Book:
        """The book that is shown."""

    @property
    def app(self) -> Any:
        """The program."""

    @property
    def troubles(self) -> Troubles:
        """What stays until it is dealt with."""

    @property
    def query_one(self) -> Any:
        """Finds a part of the screen."""

    @property
    def set_interval(self) -> Any:
        """Calls something again and again."""

    @property
    def run_worker(self) -> Any:
        """Runs something beside the keys."""

    def say(self, text: str, role: str = "") -> None:
        """Put a sentence on the status line."""


class Watch:
    """Looks for what others wrote, off the key path; a trouble is told once."""

    def __init__(self, workplace: Place) -> None:
        self._workplace = workplace
        self._busy = False
        self._told = ""

    def start(self) -> None:
        """From now on; in a book in memory there is nobody else."""
        if self._workplace.book.path:
            self._workplace.set_interval(EVERY, self._tick, name="others")

    def _tick(self) -> None:
        if not self._busy:
            self._busy = True
            self._workplace.run_worker(self.look(), name="others", group="others")

    async def look(self) -> None:
        """One look. What is new comes as an event of the book."""
        try:
            await asyncio.to_thread(self._workplace.book.poll)
        except StoreError as error:
            text = words.explain(error)
            if text != self._told:
                self._told = text
                self._workplace.say(text, "bad")
        else:
            self._told = ""
        finally:
            self._busy = False
            self._workplace.troubles.show()


def people(workplace: Place, event: PeopleChanged) -> None:
    """Who else is here now; who came is said."""
    bar = workplace.query_one(TabBar)
    before, bar.people = bar.people, event.people
    came = [person for person in event.people if person not in before]
    if came:
        workplace.say(_("Also here now: {names}.").format(names=names(came)), "dim")


def names(persons: list[Person] | tuple[Person, ...]) -> str:
    """ "Anna, Bert": each name once."""
    return ", ".join(dict.fromkeys(person.user for person in persons))


def elsewhere(workplace: Place, event: Changed) -> None:
    """Mark the open forms of records that somebody else has changed."""
    if event.change.label != "merged":
        return
    authors = {key: (user, at) for key, user, at in event.by}
    for screen in workplace.app.screen_stack:
        mark = getattr(screen, "changed_elsewhere", None)
        if mark is None:
            continue
        for key in event.change.ids:
            user, at = authors.get(key, ("", ""))
            mark(key, user, datetime.fromisoformat(at).astimezone() if at else None)
