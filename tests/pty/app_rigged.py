"""The real program with one of two faults: stopped inside a save, or blind for others' saves."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tui.terminal.startup import prepare

prepare(os.environ, sys.stdin.isatty(), sys.stdout.isatty(), sys.stdout.encoding)

from store import book  # noqa: E402
from store.persistence.fs import Files  # noqa: E402
from tui.screens import news  # noqa: E402

STOP = Path(os.environ.get("KQ_TEST_STOP", "/dev/null/none"))
"""While this file is there, the next save stops this process with the lock in its hands."""


class Stopping(Files):
    """Files of a process that stops between the one write of a save and its sync."""

    holding = False

    def lock(self, fd: int, seconds: float = 0.0) -> bool:
        Stopping.holding = super().lock(fd, seconds)
        return Stopping.holding

    def unlock(self, fd: int) -> None:
        Stopping.holding = False
        super().unlock(fd)

    def fdatasync(self, fd: int) -> None:
        if Stopping.holding and STOP.exists():
            STOP.unlink()
            os.kill(os.getpid(), signal.SIGSTOP)
        super().fdatasync(fd)


book.Files = Stopping  # type: ignore[misc]
if "KQ_TEST_BLIND" in os.environ:
    news.EVERY = 3600.0

import kundenq_tui  # noqa: E402

sys.exit(kundenq_tui.main(sys.argv[1:]))
