"""What is found on a disk after a fault, held against what was promised."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from crashlab.books import NOTHING, PATH, PATIENCE, State, open_book, put, read_state, state_of
from crashlab.memory import Disk, MemoryFiles
from crashlab.powercut import Crash

from store.errors import FileError

FAILURES = 5
"""Failures after which a run is long enough."""
SAVES_EVERY = 20
"""Of so many different disks one is also written on: the next save must work."""


def idle(path: str) -> bool:
    """Files that say nothing about the records: who holds the lock, and who is here."""
    return path.endswith(".lock") or "/presence" in path


def told_apart(crash: Crash) -> frozenset[tuple[str, bytes]]:
    """Disks that are equal to the program: temporary files have random names."""
    return frozenset(
        ("" if path.endswith(".tmp") else path, data) for path, data in crash.files.items()
    )


@dataclass(slots=True)
class Verdict:
    """What a run of crash states came to."""

    states: int = 0
    distinct: int = 0
    saves: int = 0
    """States that were also saved on."""
    failures: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def enough(self) -> bool:
        """True if more failures would tell nothing new."""
        return len(self.failures) >= FAILURES


def judge(crashes: Iterable[Crash], verdict: Verdict, *, seed: int = 0) -> Verdict:
    """Open each disk; it must hold the last promised state or one in flight."""
    found: dict[frozenset[tuple[str, bytes]], State | str] = {}
    rng = random.Random(seed)
    for crash in crashes:
        verdict.states += 1
        key = told_apart(crash)
        if key not in found:
            found[key] = recovered(crash)
            if rng.randrange(SAVES_EVERY) == 0:
                verdict.saves += 1
                if trouble := next_save(crash):
                    verdict.failures.append(f"seed {seed}, step {crash.step}: {trouble}")
        state = found[key]
        if state not in crash.allowed:
            verdict.failures.append(
                f"seed {seed}, step {crash.step}: found {told(state)}, "
                f"allowed {[told(s) for s in crash.allowed]}"
            )
        if verdict.enough:
            break
    verdict.distinct += len(found)
    return verdict


def told(state: object) -> str:
    return str(sorted(state)) if isinstance(state, frozenset) else str(state)


def disk_of(crash: Crash) -> Disk:
    return Disk(crash.files, crash.folders)


def recovered(crash: Crash) -> State | str:
    """What the book finds on a disk: its state, or the error in words for the report."""
    try:
        return read_state(MemoryFiles(disk_of(crash)))
    except FileError as error:
        return NOTHING if error.code == "missing" else f"{error.code} {error.detail}"


def next_save(crash: Crash) -> str:
    """Write on a disk after the fault; what goes wrong, or nothing."""
    disk = disk_of(crash)
    try:
        with open_book(fs=MemoryFiles(disk)) as book:
            wanted = state_of(book) | {("next", "danach")}
            book.apply(put({"next": "danach"}))
            if not book.flush(PATIENCE):
                return f"the next save: {book.state}"
        if read_state(MemoryFiles(disk)) != wanted:
            return "the next save changed more than its record"
    except FileError as error:
        return f"the next save: {error.code} {error.detail}"
    left = [p for p in disk.names if p.endswith(".tmp") and p.startswith(PATH[:PATH.rindex("/")])]
    return f"temporary files are left: {left}" if left else ""
