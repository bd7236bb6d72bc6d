"""The one lock of a data file, held only while saving (store.md 1.2)."""

from __future__ import annotations

import contextlib
import os
import stat
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime

from store.errors import FileError
from store.persistence import rights
from store.persistence.fs import KEEP, READ, Files, file_error

STEP = 0.025
"""Seconds between two tries on a network drive."""
LIMIT = 4.5
"""Seconds until giving up, so that the holder is named on screen within 5 (store.md T16)."""


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
        remote: bool = False,
    ) -> None:
        self.path = path
        self.remote = remote
        """It stands on a network drive, where the call itself may hang (store.md 3.5)."""
        self._fs = fs
        self._user = user
        self._now = now
        self._clock = clock
        self._sleep = sleep

    @contextlib.contextmanager
    def held(
        self, limit: float = LIMIT, *, meanwhile: Callable[[], object] | None = None
    ) -> Iterator[None]:
        """Hold the lock; waits up to `limit` seconds, in the order of coming.

        `meanwhile` is called once if there is a wait: what is done before the lock, others
        need not wait for. Not on a network drive, which has no order either.

        Raises FileError: locked (detail: the holder as "user pid since"), or what the
        file system says.
        """
        try:
            fd = self._fs.open(self.path, KEEP)
        except OSError as error:
            raise file_error(error, self.path) from error
        call = _Call(self._fs, fd)
        try:
            self._take(fd, call, limit, meanwhile)
            try:
                yield
            finally:
                with contextlib.suppress(OSError):
                    self._fs.unlock(fd)
        finally:
            # Closing gives the lock back even where unlock failed. A call that hangs still
            # uses the file: it closes it when it comes back.
            if not call.abandon():
                with contextlib.suppress(OSError):
                    self._fs.close(fd)

    def _take(
        self, fd: int, call: _Call, limit: float, meanwhile: Callable[[], object] | None
    ) -> None:
        try:
            if not stat.S_ISREG(self._fs.fstat(fd).st_mode):
                raise FileError(path=self.path, code="not_regular")
            end = self._clock() + limit
            if not self._attempt(fd, call, limit if self.remote else 0.0):
                if meanwhile is not None and not self.remote:
                    meanwhile()
                while not self._attempt(fd, call, left := max(0.0, end - self._clock())):
                    if left == 0.0:
                        holder = "" if call.hangs else self.holder()
                        raise FileError(path=self.path, code="locked", detail=holder)
        except OSError as error:
            raise file_error(error, self.path) from error
        rights.give(self._fs, fd, os.path.dirname(self.path))
        with contextlib.suppress(OSError):
            self._fs.truncate(fd, 0)
            self._fs.write(fd, self._text())

    def _attempt(self, fd: int, call: _Call, seconds: float) -> bool:
        if not self.remote:
            return self._fs.lock(fd, seconds)
        if call.within(seconds):
            return True
        self._sleep(min(seconds, STEP))
        return False

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


class _Call:
    """The lock call in a thread of its own, so that nobody hangs in it."""

    def __init__(self, fs: Files, fd: int) -> None:
        self._fs = fs
        self._fd = fd
        self._mutex = threading.Lock()
        self._running = self._answered = False
        self._abandoned = False
        self._done = threading.Event()
        self._taken = False
        self._error: OSError | None = None

    def within(self, limit: float) -> bool:
        """Try the lock; False if it is held, or no answer came within so many seconds.

        Raises OSError.
        """
        if not self._running:
            self._running = True
            self._done.clear()
            threading.Thread(target=self._run, name="kundenq-lock", daemon=True).start()
        if not self._done.wait(max(limit, 0.0)):
            return False
        if self._error is not None:
            raise self._error
        return self._taken

    def _run(self) -> None:
        try:
            self._taken = self._fs.lock(self._fd)
        except OSError as error:
            self._error = error
        with self._mutex:
            self._running, self._answered = False, True
            self._done.set()
            late = self._abandoned
        if late:
            with contextlib.suppress(OSError):
                self._fs.close(self._fd)

    @property
    def hangs(self) -> bool:
        """True if no answer ever came."""
        return self._running and not self._answered

    def abandon(self) -> bool:
        """Wait no longer; True if the call still hangs, and closes the file when it ends."""
        with self._mutex:
            self._abandoned = self._running
            return self._abandoned
