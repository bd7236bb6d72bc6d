"""A talk in lines: something is said, an answer is read, until nobody answers any more."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Self

from store import clean_line
from tui.plain import output

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP")
                 if hasattr(signal, name))
_HANGUP = 1
_OFFSET = 128
"""A shell reports a signal as this plus its number."""


class Ended(Exception):
    """No more answers: `status` is 0 at the end of input, else that of the signal."""

    def __init__(self, status: int) -> None:
        self.status = status


class Listener:
    """Speaks and listens on the standard streams.

    A signal ends the waiting for an answer and nothing else: what is being saved is saved.
    """

    def __init__(self, *, ascii_only: bool) -> None:
        self.ascii_only = ascii_only
        self._waiting = False
        self._ended: int | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for number in _SIGNALS:
            self._before[number] = signal.signal(number, self._signalled)
        return self

    def __exit__(self, *error: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        self._ended = _OFFSET + number
        if self._waiting:
            self._waiting = False
            raise Ended(self._ended)

    def say(self, *lines: str) -> None:
        """One fact a line; nothing once the terminal is gone."""
        self._speak(lambda: output.say(lines, ascii_only=self.ascii_only))

    def ask(self, prompt: str) -> str:
        """The answer without blanks around it, empty for Enter alone. Raises Ended."""
        if self._ended is not None:
            raise Ended(self._ended)
        self._speak(lambda: self._prompt(prompt))
        try:
            self._waiting = True
            answer = sys.stdin.readline()
        except OSError:
            # The terminal is gone, and no signal said so.
            self._ended = _OFFSET + _HANGUP
            raise Ended(self._ended) from None
        finally:
            self._waiting = False
        if not answer:
            self._ended = 0
            raise Ended(0)
        return clean_line(answer.encode("utf-8", "replace").decode("utf-8"))

    def _prompt(self, prompt: str) -> None:
        if sys.stdin.isatty():
            output.prompt(prompt, ascii_only=self.ascii_only)
        else:
            output.say([prompt], ascii_only=self.ascii_only)

    def _speak(self, write: Callable[[], None]) -> None:
        try:
            write()
            sys.stdout.flush()
        except BrokenPipeError:
            # Nobody reads any more; answers may still come.
            _be_silent(sys.stdout.fileno())
        except OSError:
            # The terminal is gone: what was said is kept all the same.
            _be_silent(sys.stdout.fileno())
            _be_silent(sys.stderr.fileno())
            self._ended = _OFFSET + _HANGUP if self._ended is None else self._ended


def _be_silent(stream: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
