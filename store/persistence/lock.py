"""The one lock of a data file, held only while saving (store.md 1.2)."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from datetime import datetime

from store.errors import FileError
from store.persistence import rights
from store.persistence.fs import KEEP, READ, Files, file_error

STEP = 0.025
"""Seconds between two tries."""
LIMIT = 5.0
"""Seconds until giving up."""


class FileLock:
    """flock on a file of its own that is never renamed or removed.

    Its text names user, process and time, for the message only: the kernel gives the
    lock back when its holder dies.
    """

    def __init__(
        self,
        path: str,
        *,
        fs: Files,
        user: str = "",
        now: Callable[[], datetime] = datetime.now,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.path = path
        self._fs = fs
        self._user = user
        self._now = now
        self._clock = clock
        self._sleep = sleep

    @contextlib.contextmanager
    def held(self, limit: float = LIMIT) -> Iterator[None]:
        """Hold the lock; waits up to `limit` seconds.

        Raises FileError: locked (detail: the holder as "user pid since"), or what the
        file system says.
        """
        try:
            fd = self._fs.open(self.path, KEEP)
        except OSError as error:
            raise file_error(error, self.path) from error
        try:
            self._take(fd, limit)
            try:
                yield
            finally:
                with contextlib.suppress(OSError):
                    self._fs.unlock(fd)
        finally:
            # Closing gives the lock back even where unlock failed.
            with contextlib.suppress(OSError):
                self._fs.close(fd)

    def _take(self, fd: int, limit: float) -> None:
        try:
            if not stat.S_ISREG(self._fs.fstat(fd).st_mode):
                raise FileError(path=self.path, code="not_regular")
            end = self._clock() + limit
            while not self._fs.lock(fd):
                if self._clock() >= end:
                    raise FileError(path=self.path, code="locked", detail=self.holder())
                self._sleep(STEP)
        except OSError as error:
            raise file_error(error, self.path) from error
        rights.give(self._fs, fd, os.path.dirname(self.path))
        with contextlib.suppress(OSError):
            self._fs.truncate(fd, 0)
            self._fs.write(fd, self._text())

    def _text(self) -> bytes:
        user = "".join(self._user.split()) or str(os.getuid())
        since = self._now().isoformat(timespec="seconds")
        return f"{user} {os.getpid()} {since}\n".encode("ascii", "replace")

    def holder(self) -> str:
        """Who wrote the lock last, as "user pid since"; empty where it cannot be read."""
        with contextlib.suppress(OSError):
            fd = self._fs.open(self.path, READ)
            try:
                return self._fs.read(fd, 200).decode("ascii", "replace").strip()
            finally:
                self._fs.close(fd)
        return ""
