"""The way out: a thread that writes to the terminal, and the sequences that set and reset it."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

ENTER = "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?7l"
"""Alternate screen, no cursor, bracketed paste, no line wrap."""
MOUSE = "\x1b[?1000h\x1b[?1006h"
"""Clicks and wheel only: reporting each movement costs a line its bytes for nothing we use."""
ASK_SYNC = "\x1b[?2026$p"
"""Asks whether frames can be shown at once (synchronised output)."""
LEAVE = (
    "\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?2004l\x1b[?1004l\x1b[?2048l\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h"
)
"""Takes back everything any run may have set, also one that was killed."""


def write_all(fileno: int, data: bytes, patience: float | None = None) -> bool:
    """Write all of `data`; False when the terminal is gone or took nothing for `patience` s."""
    view = memoryview(data)
    while view:
        try:
            if patience is not None and not select.select([], [fileno], [], patience)[1]:
                return False
            view = view[os.write(fileno, view) :]
        except BlockingIOError:
            select.select([], [fileno], [], patience)
        except (OSError, ValueError):
            return False
    return True


class Wire(threading.Thread):
    """Writes what it is given, in order. Never blocks the giver and never fails.

    Once the terminal is gone everything is thrown away, and `lost` is called once.
    """

    def __init__(self, fileno: int, charset: str, lost: Callable[[], None]) -> None:
        super().__init__(daemon=True, name="kundenq-wire")
        self._fileno = fileno
        self._charset = charset
        self._lost = lost
        self._queue: SimpleQueue[str | None] = SimpleQueue()

    def write(self, text: str) -> None:
        """Put `text` in the queue."""
        self._queue.put(text)

    def run(self) -> None:
        """Write until `stop`."""
        alive = True
        ended = False
        while not ended:
            parts = [self._queue.get()]
            parts += self._waiting()
            ended = None in parts
            text = "".join(part for part in parts if part is not None)
            if alive and text:
                alive = write_all(self._fileno, text.encode(self._charset, "replace"))
                if not alive:
                    self._lost()

    def stop(self, patience: float) -> None:
        """Write what is queued, then end; after `patience` seconds leave it alone."""
        self._queue.put(None)
        if self is not threading.current_thread():
            self.join(patience)

    def _waiting(self) -> list[str | None]:
        parts: list[str | None] = []
        while True:
            try:
                parts.append(self._queue.get_nowait())
            except Empty:
                return parts
