"""Taking over what other programs write, before a save and in between."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from store.errors import StoreError
from store.persistence.arriving import Arriving
from store.persistence.desk import Desk
from store.persistence.disk import Disk, News
from store.persistence.state import BookEvent
from store.persistence.stored import Stored


class Follower:
    """Keeps a desk in step with the files of its store. Reads only."""

    def __init__(self, desk: Desk, disk: Disk, tell: Callable[[BookEvent], None]) -> None:
        self.turn = threading.Lock()
        """Held while what is on the disk is compared with what is in memory."""
        self._desk = desk
        self._arriving = Arriving(desk)
        self._disk = disk
        self._tell = tell

    def catch_up(self) -> bool:
        """Take what others wrote since; True if anything is different here now.

        With `turn` held. Raises FileError, also if it is no longer the same store.
        """
        desk, broken = self._desk, self._disk.proof.broken
        news: Stored | News | None = self._disk.look(desk.records.disk)
        if news is None:
            return False
        if isinstance(news, News):
            merged = self._arriving.follow(news.lines, news.mark)
            desk.records.disk.torn = bool(news.rest)
        else:
            merged = self._arriving.merge(news, distrusted=broken)
        if merged is not None:
            self._tell(merged)
        return merged is not None

    def forget(self) -> None:
        """Let nobody whom others erased come back with an edit begun before that was seen."""
        if (cleaned := self._arriving.forget()) is not None:
            self._tell(cleaned)

    def catch_up_surely(self) -> None:
        """The same, once every byte of the snapshot is known to be as it was written."""
        self.catch_up()
        self._disk.proof.wait()
        if self._disk.proof.broken:
            self.catch_up()

    def poll(self) -> bool:
        """The same, at the cost of two stats if nothing was written.

        False also while a save is under way: it looks itself.
        """
        if not self.turn.acquire(blocking=False):
            return False
        try:
            return not self._disk.quiet() and self.catch_up()
        finally:
            self.turn.release()

    def look_ahead(self) -> None:
        """Take what others have written so far, while one of them holds the lock."""
        with contextlib.suppress(StoreError):
            # Whatever is wrong is met again, and said, under the lock.
            self.poll()
