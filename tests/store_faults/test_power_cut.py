"""Power cut by model: 1,000,000 disks that a cut may leave, each opened (store.md R2)."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

import pytest
from crashlab import judge, powercut, schedules
from crashlab.memory import MADE_HERE, Disk, MemoryFiles
from crashlab.mutants import HalfWrites

from store.persistence.fs import Files

BLOCKS = 20
STATES = 50_000
"""Disks of one block; all blocks together make the million."""


def run_block(first: int, states: int, **options: object) -> judge.Verdict:
    """Seeds from `first` on until so many disks were opened."""
    verdict = judge.Verdict()
    for seed in itertools.count(first):
        log = schedules.run(seed, **options).log  # type: ignore[arg-type]
        rng = random.Random(seed)
        folders = ("/mem/kq",) if options.get("folder", True) else ()
        crashes = powercut.crashes(
            log, rng, state=judge.NOTHING, skip=judge.idle, folders=folders
        )
        judge.judge(crashes, verdict, seed=seed)
        if verdict.states >= states or verdict.enough:
            return verdict
    raise AssertionError("unreachable")


@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_disk_holds_what_was_promised(
    block: int, record_property: Callable[[str, object], None]
) -> None:
    verdict = run_block(block * 10_000, STATES)
    record_property("states after a power cut", verdict.states)
    record_property("different disks among them", verdict.distinct)
    assert verdict.failures == []
    assert verdict.states >= STATES
    assert verdict.distinct > STATES / 20
    assert verdict.saves > verdict.distinct / 100


def test_a_million() -> None:
    assert BLOCKS * STATES >= 1_000_000


def test_writes_that_take_half_at_once() -> None:
    verdict = run_block(900_000, 20_000, make=HalfWrites)
    assert verdict.failures == []


def test_a_folder_that_the_first_save_makes() -> None:
    verdict = run_block(950_000, 20_000, folder=False)
    assert verdict.failures == []


def test_every_call_has_a_body_in_memory() -> None:
    calls = {name for name in vars(Files) if not name.startswith("_")}
    assert calls <= MADE_HERE


def test_the_model_keeps_what_is_synced_and_may_lose_the_rest() -> None:
    disk = Disk(folders=("/mem/kq",))
    fs = MemoryFiles(disk)
    fd = fs.open("/mem/kq/a", 0o101)
    fs.write(fd, b"ab")
    fs.fsync(fd)
    fs.fsync_folder("/mem/kq")
    fs.write(fd, b"cd")
    found = [c.files for c in powercut.crashes(disk.log, random.Random(1))]
    last = [files["/mem/kq/a"] for files in found[-powercut.SAMPLES:]]
    assert {b"ab", b"abc", b"abcd", b"ab\0\0"} <= set(last)
    assert all(data.startswith(b"ab") for data in last)
    assert {} in found
    assert {"/mem/kq/a": b""} in found


def test_a_name_needs_its_folder_and_a_rename_may_come_alone() -> None:
    disk = Disk(folders=("/mem/kq",))
    fs = MemoryFiles(disk)
    fd = fs.open("/mem/kq/a", 0o101)
    fs.write(fd, b"x")
    fs.fsync(fd)
    fs.rename("/mem/kq/a", "/mem/kq/b")
    found = [c.files for c in powercut.crashes(disk.log, random.Random(1))]
    assert {"/mem/kq/b": b"x"} in found
    assert {"/mem/kq/a": b"x"} in found
    assert found[-1] != {} or {} in found
