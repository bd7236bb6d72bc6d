"""The real program with one of two faults: stopped inside a save, or blind for others' saves."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from tui.terminal.startup import prepare

prepare(os.environ, sys.stdin.isatty(), sys.stdout.isatty(), sys.stdout.encoding)

from store.persistence.fs import Files  # noqa: E402
from tui.screens import news  # noqa: E402

STOP = Path(os.environ.get("KQ_TEST_STOP", "/dev/null/none"))
"""While this file is there, the next save stops this process with the lock in its hands."""
LOCK, UNLOCK, SYNC = Files.lock, Files.unlock, Files.fdatasync
held: set[int] = set()
"""Descriptors that hold the lock."""


def lock(files: Files, fd: int, seconds: float = 0.0) -> bool:
    taken = LOCK(files, fd, seconds)
    held.update([fd] if taken else [])
    return taken


def unlock(files: Files, fd: int) -> None:
    held.discard(fd)
    UNLOCK(files, fd)


def stop(files: Files, fd: int) -> None:
    """Between the one write of a save and its sync: nothing is promised, nobody can write.

    The signal goes to this thread: sent to the process, another thread may take it, and this
    one gives the lock back before it stops.
    """
    if held and STOP.exists():
        STOP.unlink()
        signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)
    SYNC(files, fd)


Files.lock, Files.unlock, Files.fdatasync = lock, unlock, stop  # type: ignore[method-assign]
if "KQ_TEST_BLIND" in os.environ:
    news.EVERY = 3600.0

import kundenq_tui  # noqa: E402

sys.exit(kundenq_tui.main(sys.argv[1:]))
