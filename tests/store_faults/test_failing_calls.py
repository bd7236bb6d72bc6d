"""Each file call fails, once and for ever, in eight ways (store.md R4, R5)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from crashlab import judge, powercut, schedules
from crashlab.aftermath import NEXT
from crashlab.books import PATH, PATIENCE, State, open_book, put, read_state, state_of
from crashlab.breaking import KINDS, Broken
from crashlab.memory import Disk, MemoryFiles

from store.book import Book
from store.errors import FileError
from store.persistence import erasing
from store.persistence.state import SaveKind

EDITS = ({"a": "1", "c": "1"}, {"b": "2"}, {"a": "3"})
RUNS = 1_200
RECOVERIES, BLOCKS = 500, 10
ERASED_KEYS = schedules.ERASED_KEYS


def disk_before() -> Disk:
    disk = Disk(folders=("/mem/kq",))
    with open_book(fs=MemoryFiles(disk)) as book:
        book.apply(put({"a": "alt", "b": "alt", "z": "bleibt"}))
    return disk


def states() -> list[State]:
    """What the file may say after none, one, ... all of the edits."""
    found = [read_state(MemoryFiles(disk_before()))]
    for names in EDITS:
        found.append(frozenset((dict(found[-1]) | names).items()))
    return found


STATES = states()


def work(book: Book) -> Iterator[tuple[int, bool]]:
    """The edits one by one; number of the edit and whether it was promised."""
    for number, names in enumerate(EDITS, 1):
        book.apply(put(names))
        yield number, book.flush(PATIENCE) and book.state.kind is SaveKind.SAVED


def run(fs: Broken, disk: Disk) -> str:
    """Work on a failing disk; what went wrong, or nothing."""
    try:
        book = open_book(fs=fs)
    except FileError:
        return "" if read_state(MemoryFiles(disk)) == STATES[0] else "opening changed the file"
    try:
        if state_of(book) != STATES[0]:
            return "opened with other records"
        for number, promised in work(book):
            if state_of(book) != STATES[number]:
                return "memory was not kept"
            on_disk = read_state(MemoryFiles(disk))
            if promised and on_disk != STATES[number]:
                return f"edit {number} was promised and is not in the file"
            if on_disk not in STATES[:number + 1]:
                return f"found {judge.told(on_disk)}"
            if not promised and not isinstance(book.state.error, FileError):
                return f"no message: {book.state}"
        fs.heal()
        book.retry()
        if not book.flush(PATIENCE):
            return f"the retry: {book.state}"
    except FileError as error:
        return f"{error.code} {error.detail}"
    finally:
        book.close()
    return after(disk)


def after(disk: Disk) -> str:
    if read_state(MemoryFiles(disk)) != STATES[-1]:
        return "not everything is in the file"
    left = [path for path in disk.names if path.endswith(".tmp")]
    return f"left behind: {left}" if left else ""


def calls_of_a_run() -> int:
    disk = disk_before()
    fs = Broken(disk)
    assert run(fs, disk) == ""
    return fs.calls


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("kind", KINDS)
def test_memory_is_kept_and_the_file_is_old_or_new(
    kind: str, for_ever: bool, record_property: Callable[[str, object], None]
) -> None:
    failures = []
    calls = calls_of_a_run()
    for at in range(1, calls + 1):
        disk = disk_before()
        fs = Broken(disk, at=at, kind=kind, for_ever=for_ever)
        if trouble := run(fs, disk):
            failures.append(f"call {at}: {trouble}")
        assert fs.hits
    record_property("runs with a failing call", calls)
    assert failures == []


def test_there_are_enough_runs() -> None:
    assert calls_of_a_run() * len(KINDS) * 2 >= RUNS


@pytest.mark.parametrize("block", range(BLOCKS))
def test_a_fault_during_recovery_does_no_more_harm(
    block: int, record_property: Callable[[str, object], None]
) -> None:
    rng = random.Random(block)
    failures, runs = [], 0
    for seed in range(block * 1_000, block * 1_000 + 100):
        log = schedules.run(seed, edits=3).log
        found = list(powercut.crashes(
            log, random.Random(seed), state=judge.NOTHING, samples=8, skip=judge.idle
        ))
        for crash in rng.sample(found, min(6, len(found))):
            runs += 1
            if trouble := fault_in_recovery(crash, rng):
                failures.append(f"seed {seed}, step {crash.step}: {trouble}")
        if runs >= RECOVERIES // BLOCKS:
            break
    record_property("faults during recovery", runs)
    assert failures == []
    assert runs >= RECOVERIES // BLOCKS


def without_erased(state: State) -> State:
    """The records but for those in the middle of being erased."""
    return frozenset(pair for pair in state if not pair[0].startswith(ERASED_KEYS))


def fault_in_recovery(crash: powercut.Crash, rng: random.Random) -> str:
    """Open and save after a cut with a failing call, cut the power again, open again."""
    disk = judge.disk_of(crash)
    before = disk.nodes()
    found = judge.recovered(crash)
    if found not in crash.allowed:
        return f"found {judge.told(found)}"
    assert isinstance(found, frozenset)
    # For readers an erasure that was begun is done, whether or not opening could end it.
    erasing_now = erasing.unfinished(PATH, fs=MemoryFiles(disk))
    seen = without_erased if erasing_now else frozenset
    fs = Broken(
        disk, at=rng.randint(1, 30), kind=rng.choice(tuple(KINDS)), for_ever=rng.random() < 0.5
    )
    disk.note("begin", seen(found))
    disk.note("begin", seen(found | {NEXT}))
    try:
        with open_book(PATH, fs=fs) as book:
            book.apply(put(dict([NEXT])))
            if book.flush(PATIENCE):
                disk.note("saved", seen(state_of(book)))
    except FileError:
        pass
    verdict = judge.judge(
        powercut.crashes(
            disk.log, rng, start=before, state=found, samples=8, skip=judge.idle
        ),
        judge.Verdict(),
    )
    return "; ".join(verdict.failures[:2])
