"""What stays under the title row: why nothing is saved, what the store found."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Protocol

from store import Book, Notice, SaveKind
from tui import found_words
from tui.commands import by_id
from tui.keymap import Keymap, shown
from tui.screens.commanding import Common
from tui.texts import _, pgettext
from tui.widgets.frame import key_names
from tui.widgets.standing import Keys, Standing

AGAIN = 10.0
"""Seconds between two tries of a save that failed (store.md 1.9)."""


class Place(Protocol):
    """A full screen as it is seen from here."""

    @property
    def keymap(self) -> Keymap:
        """The keys that are in force."""

    @property
    def common(self) -> Common:
        """What all screens share."""

    @property
    def book(self) -> Book:
        """The book that is shown."""

    @property
    def query_one(self) -> Any:
        """Finds a part of the screen."""

    @property
    def mount(self) -> Any:
        """Adds a part to the screen."""

    @property
    def set_interval(self) -> Any:
        """Calls something again and again."""

    @property
    def run_worker(self) -> Any:
        """Runs something beside the keys."""


class Troubles:
    """Shows them on one screen; what is only to be known goes once it is acknowledged."""

    def __init__(self, screen: Place, *, under: str = "TabBar",
                 offers: Sequence[str] = ()) -> None:
        """`under` is the part it stands below; `offers` the commands that work there, all
        if empty."""
        self._screen = screen
        self._under = under
        self._offers = offers
        self._standing: Standing | None = None

    def start(self) -> None:
        """Try again from now on, on the one screen that is always there.

        A book in memory has no file to be in trouble with.
        """
        book = self._screen.book
        if not book.path:
            return
        self._screen.set_interval(AGAIN, self._again, name="again")
        if book.read_only and book.state.error is not None:
            self._screen.run_worker(self._find_backup(), name="newest", group="newest")

    def _again(self) -> None:
        book = self._screen.book
        if book.state.kind is SaveKind.FAILED:
            book.retry()

    async def _find_backup(self) -> None:
        """A backup is opened to be believed: beside the keys."""
        from store import Backups, FileError
        from tui import backup_words

        path = self._screen.book.path
        try:
            newest = await asyncio.to_thread(Backups(path).newest)
        except FileError:
            return
        if newest is not None:
            self._screen.common.newest = _("Newest backup: {when}, {customers} (g b).").format(
                when=backup_words.moment(newest),
                customers=backup_words.customers(newest.records))
            self.show()

    @property
    def waiting(self) -> list[Notice]:
        """What was found and not acknowledged, each once, oldest first."""
        found = dict.fromkeys(self._screen.book.notices)
        return [notice for notice in found if notice not in self._screen.common.noted]

    def acknowledge(self) -> bool:
        """The first of what was found has been read; False if there is none."""
        first = self.waiting[:1]
        self._screen.common.noted += first
        self.show()
        return bool(first)

    def show(self) -> None:
        """Show how it stands now."""
        items = self._items()
        if self._standing is None:
            if not items:
                return
            self._standing = Standing()
            self._screen.mount(self._standing, after=self._screen.query_one(self._under))
        self._standing.show(items)

    def _key(self, command_id: str) -> str:
        keymap = self._screen.keymap
        return shown(keymap.keys(by_id(command_id))[0], key_names())

    def _items(self) -> list[tuple[str, str, Keys]]:
        state, keys = self._screen.book.state, self._key
        items: list[tuple[str, str, Keys]] = []
        if text := found_words.trouble(state):
            again = (keys("save_again"), pgettext("saving", "again"))
            offered: Keys = [again, (keys("save_copy"), _("save elsewhere")), (keys("help"), "")]
            if state.kind is SaveKind.CONFLICT:
                offered = [(keys("save_again"), _("decide"))]
            elif state.kind is SaveKind.READ_ONLY:
                offered = []
                text = f"{text} {self._screen.common.newest}".rstrip()
            if self._offers:
                offered = offered[:1] if state.kind is SaveKind.FAILED else []
            items.append((text, "bad", offered))
        waiting = self.waiting if not self._offers else []
        if waiting:
            label = _("read") if len(waiting) == 1 else _("read, {n} more").format(
                n=len(waiting) - 1)
            items.append((found_words.found(waiting[0]), "now", [(keys("noted"), label)]))
        return items
