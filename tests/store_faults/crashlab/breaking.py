"""File calls that fail: any one of them, once or for ever, in eight ways (R4, R5)."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import Any

from crashlab.memory import MADE_HERE, Disk, MemoryFiles

from store.persistence.fs import Files

SHORT = 0
"""Not an error: a write takes half only."""
KINDS = {
    "ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EACCES": errno.EACCES, "EROFS": errno.EROFS,
    "EDQUOT": errno.EDQUOT, "EINTR": errno.EINTR, "ENOLCK": errno.ENOLCK, "short": SHORT,
}


class Broken(MemoryFiles):
    """Memory files of which call number `at` fails, and with `for_ever` all after it."""

    def __init__(self, disk: Disk, *, at: int = 0, kind: str = "EIO", for_ever: bool = False
                 ) -> None:
        super().__init__(disk)
        self.at = at
        self.number = KINDS[kind]
        self.for_ever = for_ever
        self.calls = 0
        self.hits = 0
        self.healed = False

    def heal(self) -> None:
        """No call fails any more; calls are no longer counted."""
        self.at = 0
        self.healed = True

    def called(self, name: str, arguments: tuple[Any, ...]) -> Any:
        self.calls += not self.healed
        hit = self.at and (
            self.calls >= self.at if self.for_ever else self.calls == self.at
        )
        body = getattr(MemoryFiles, name)
        if not hit:
            return body(self, *arguments)
        self.hits += 1
        if self.number == SHORT:
            if name == "write":
                return body(self, arguments[0], arguments[1][:max(1, len(arguments[1]) // 2)])
            return body(self, *arguments)
        if name == "close":
            body(self, *arguments)
        if name == "write" and self.hits % 2 == 0:
            # Some of it may have reached the disk before the error.
            body(self, arguments[0], arguments[1][:len(arguments[1]) // 2])
        raise OSError(self.number, os.strerror(self.number))


def _broken(name: str) -> Callable[..., Any]:
    return lambda self, *arguments: self.called(name, arguments)


for _name in MADE_HERE & vars(Files).keys():
    setattr(Broken, _name, _broken(_name))
