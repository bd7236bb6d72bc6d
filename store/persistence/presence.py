"""Who else has the same data open: one small file for each running program (store.md 1.1).

It says who and since when; that its program still lives is said by its time of change, set
anew every 20 seconds. Presence informs and never keeps anybody from anything: what cannot
be read or written is passed over.
"""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from store.errors import FileError
from store.persistence import rights
from store.persistence.fs import CREATE, READ, Files
from store.persistence.strict import parse
from store.text import clean_line

BEAT = 20.0
"""Seconds between two signs of life."""
LOOK = 2.0
"""Seconds between two looks at the others."""
GONE = 40.0
"""Seconds without a sign of life, at one of ours, after which a program is gone: at most
60 seconds after its last."""
_WRITE = os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_LIMIT = 1000
_END = ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who has the same data open in a program of their own."""

    user: str
    pid: int
    host: str
    since: datetime
    """UTC."""


class Presence:
    """Our file among those of the others. No method raises."""

    def __init__(
        self, data: str, *, user: str = "", fs: Files | None = None,
        clock: Callable[[], float] = time.time, tick: Callable[[], float] = time.monotonic,
        alive: Callable[[int], bool] | None = None, quiet: bool = False,
    ) -> None:
        """`quiet`: look at the others only, as one who may only read."""
        self.people: tuple[Person, ...] = ()
        """The others who were here at the last look, longest first."""
        self._folder = os.path.join(os.path.dirname(data), "presence")
        self._name = os.urandom(8).hex() + _END
        self._fs = fs or Files()
        self._clock = clock
        self._tick = tick
        self._alive = alive or _alive
        self._quiet = quiet
        self._host = os.uname().nodename
        self._text = json.dumps({
            "user": user or _login(), "pid": os.getpid(), "host": self._host,
            "since": datetime.fromtimestamp(clock(), UTC).isoformat(timespec="seconds"),
        }).encode("ascii")
        self._beaten: float | None = None
        self._looked: float | None = None

    @property
    def path(self) -> str:
        """Our file."""
        return os.path.join(self._folder, self._name)

    def look(self) -> bool:
        """Give a sign of life and look at the others, each if it is time to.

        True if somebody came or went. Costs nothing but the look at a clock in between.
        """
        tick = self._tick()
        if not self._quiet and _due(self._beaten, tick, BEAT):
            self._beaten = tick
            with contextlib.suppress(OSError, FileError):
                self._beat()
        if not _due(self._looked, tick, LOOK):
            return False
        self._looked = tick
        before = self.people
        self.people = tuple(sorted(
            self._others(), key=lambda p: (p.since, p.user, p.host, p.pid)))
        return self.people != before

    def claim(self) -> Person | None:
        """Be here at once, unless somebody is here already: then who, and we only look.

        For drives where no lock can be relied on. Two who come at the same moment both see
        each other, and neither writes.
        """
        with contextlib.suppress(OSError, FileError):
            self._beat()
        others = self._others()
        if not others:
            return None
        self.leave()
        return min(others, key=lambda p: p.since)

    def leave(self) -> None:
        """Take our file away; nothing more is written."""
        self._quiet = True
        with contextlib.suppress(OSError):
            self._fs.unlink(self.path)

    def _beat(self) -> None:
        try:
            fd = self._fs.open(self.path, _WRITE)
        except FileNotFoundError:
            # The first time, or somebody held us for gone while we were stopped.
            rights.make_folder(self._fs, self._folder)
            fd = self._fs.open(
                self.path, CREATE, rights.new_mode(self._fs, os.path.dirname(self._folder)))
            rights.give(self._fs, fd, os.path.dirname(self._folder))
        try:
            self._fs.write(fd, self._text)
        finally:
            self._fs.close(fd)

    def _others(self) -> list[Person]:
        try:
            names = self._fs.listdir(self._folder)
        except OSError:
            return []
        now = self._time()
        found = (
            self._read(os.path.join(self._folder, name), now) for name in names
            if name.endswith(_END) and name != self._name
        )
        return [person for person in found if person is not None]

    def _time(self) -> float:
        """Time by the clock that sets the times of files: where they lie may be elsewhere."""
        with contextlib.suppress(OSError):
            return self._fs.stat(self.path).st_mtime
        return self._clock()

    def _read(self, path: str, now: float) -> Person | None:
        """Who a file stands for; one that nobody stands behind is removed."""
        with contextlib.suppress(OSError):
            found = self._content(path)
            if found is None:
                return None
            beaten, person = found
            # A clock that was set says nothing: the next sign of life is near.
            if abs(now - beaten) <= GONE and self._lives(person):
                return person
            if not self._quiet:
                self._fs.unlink(path)
        return None

    def _lives(self, person: Person) -> bool:
        return person.host != self._host or self._alive(person.pid)

    def _content(self, path: str) -> tuple[float, Person] | None:
        fd = self._fs.open(path, READ)
        try:
            info = self._fs.fstat(fd)
            if not stat.S_ISREG(info.st_mode) or info.st_size > _LIMIT:
                return None
            person = _person(self._fs.read(fd, _LIMIT))
        finally:
            self._fs.close(fd)
        return None if person is None else (info.st_mtime, person)


def _person(data: bytes) -> Person | None:
    """None for a file that says nothing, as one does that is just being made."""
    try:
        raw = parse(data)
        return Person(
            user=clean_line(str(raw["user"]))[:40], pid=int(raw["pid"]),
            host=clean_line(str(raw["host"]))[:60],
            since=datetime.fromisoformat(raw["since"]).astimezone(UTC),
        )
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _login() -> str:
    """Who runs this, as the kernel knows: what the environment says can be anything."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _due(last: float | None, now: float, every: float) -> bool:
    return last is None or now - last >= every


def _alive(pid: int) -> bool:
    """True if a process of this host runs, whoever's it is."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
