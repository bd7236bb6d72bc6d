"""Eight processes x 500 edits, two readers, a compactor, a kill each second (store.md R6)."""

from __future__ import annotations

import os
import random
import select
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from crashlab import crowd
from crashlab.books import open_book

EDITORS, EDITS, READERS = 8, 500, 2
EVERY = 1.0
"""Seconds between two kills."""
WAIT = 0.25
"""Seconds for which 95 of 100 edits may wait for the lock, where nothing else runs."""
LOADED = 4
"""Times as long where others share the machine: a waiting process has to get its turn."""


class Crowd:
    """The parent of all processes."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "data.json"
        self.folder = folder
        self.times: list[float] = []
        self.kills = 0
        self.stop, self._hold = os.pipe()
        crowd.first(self.path, EDITORS)
        self.editors = [self.editor(n, 0) for n in range(EDITORS)]
        helpers = [crowd.read] * READERS + [crowd.compact]
        self.helpers = [
            crowd.start(partial(job, self.path, self.going), folder / f"helper{n}")
            for n, job in enumerate(helpers)
        ]

    def going(self) -> bool:
        """In a child: False when the parent has closed its end."""
        return not select.select([self.stop], [], [], 0)[0]

    def editor(self, number: int, begin: int) -> crowd.Child:
        job = partial(crowd.work, self.path, number, begin, EDITS)
        return crowd.start(job, self.folder / f"editor{number}", begin)

    def run(self, rng: random.Random) -> None:
        """Until every editor has told its last edit."""
        due = time.monotonic() + EVERY
        while any(c.told < EDITS or c.open for c in self.editors):
            busy = [c for c in (*self.editors, *self.helpers) if c.open]
            ready = select.select([c.out for c in busy], [], [], max(0, due - time.monotonic()))[0]
            for child in busy:
                if child.out in ready:
                    told = child.listen()
                    self.times.extend(told if child in self.editors else ())
            if time.monotonic() >= due:
                self.kill_one(rng)
                due += EVERY
            self.look_after()

    def kill_one(self, rng: random.Random) -> None:
        number = rng.randrange(EDITORS)
        if self.editors[number].open:
            self.editors[number].kill()
            self.kills += 1

    def look_after(self) -> None:
        """Put a new process in the place of a killed one; fail if one failed by itself."""
        for number, child in enumerate(self.editors):
            if not child.open and child.pid:
                status = os.waitstatus_to_exitcode(os.waitpid(child.pid, 0)[1])
                child.pid = 0
                assert status in (0, -9), (self.folder / f"editor{number}").read_text()
                if child.told < EDITS:
                    self.editors[number] = self.editor(number, child.told)

    def end(self) -> list[str]:
        """Stop the helpers; what they had to complain of."""
        os.write(self._hold, b"x")
        for child in self.helpers:
            while child.open:
                child.listen()
            os.waitpid(child.pid, 0)
        return [log.read_text() for log in self.folder.glob("helper*")]


def test_no_edit_is_lost_or_doubled(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    people = Crowd(tmp_path)
    try:
        people.run(random.Random(1))
    finally:
        complaints = people.end()
        for child in people.editors:
            if child.pid and child.open:
                child.kill()
    p95 = statistics.quantiles(people.times, n=20)[-1]
    rounds = [child.told for child in people.helpers]
    record_property("killed processes", people.kills)
    record_property("p95 seconds of waiting for the lock", round(p95, 3))
    record_property("readings and compactor's edits", rounds)
    assert complaints == []
    with open_book(people.path, read_only=True) as book:
        for key in (crowd.HOT, *(f"cold{n}" for n in range(crowd.COLD))):
            wanted = crowd.last_of(key, EDITS)
            assert [crowd.said(book.get(key), n) for n in range(EDITORS)] == [wanted] * EDITORS
    assert min(rounds) > 10
    assert p95 <= WAIT * LOADED
    assert people.kills >= 3
