"""Damaged copies of a store (store.md R7, T14): told or refused, never wrong, never worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from crashlab.books import NOW, PATH, open_book
from crashlab.damage import LOG, Copy, copies
from crashlab.flips import FINE, Sample, judge, sample
from crashlab.memory import Disk, MemoryFiles

from store.errors import FileError
from store.persistence.check import check
from store.persistence.repair import repair

LEAST = 377


@pytest.fixture(scope="module")
def store() -> Sample:
    return sample()


@pytest.fixture(scope="module")
def damaged(store: Sample) -> dict[str, Copy]:
    return copies(store, sample(), sample(lines=3))


def test_no_copy_is_taken_for_what_it_is_not(
    store: Sample, damaged: dict[str, Copy], record_property: Callable[[str, object], None]
) -> None:
    verdicts = {name: judge(store, files) for name, files in damaged.items()}
    counts = Counter(verdicts.values())
    record_property("damaged copies", len(verdicts))
    assert {name: v for name, v in verdicts.items() if v not in FINE} == {}
    assert len(verdicts) >= LEAST
    # Doubled lines and blanks between the parts of a text change nothing.
    assert counts["harmless"] <= 20
    assert min(counts["told"], counts["refused"]) > 100


def test_checking_tells_what_opening_does_and_changes_nothing(
    store: Sample, damaged: dict[str, Copy]
) -> None:
    silent = []
    for name, files in damaged.items():
        disk = Disk(files)
        try:
            report = check(PATH, fs=MemoryFiles(disk))
        except FileError:
            continue
        finally:
            assert disk.content() == files, name
        if not (report.problems or report.warnings) and judge(store, files) != "harmless":
            silent.append(name)
    assert silent == []


def test_repair_writes_a_new_file_and_leaves_the_old(damaged: dict[str, Copy]) -> None:
    repaired = 0
    for name, files in damaged.items():
        disk = Disk(files)
        try:
            report = repair(PATH, fs=MemoryFiles(disk), now=NOW)
        except FileError:
            report = None
        now = disk.content()
        assert {path: now.get(path) for path in files} == files, name
        if report is not None and report.out:
            repaired += 1
            assert check(report.out, fs=MemoryFiles(disk)).problems == (), name
    assert repaired > LEAST / 2


def test_who_is_refused_or_may_only_read_finds_every_byte_as_it_was(
    store: Sample, damaged: dict[str, Copy]
) -> None:
    kept = 0
    for name, files in damaged.items():
        disk = Disk(files)
        try:
            with open_book(PATH, fs=MemoryFiles(disk)) as book:
                if not book.read_only:
                    continue
        except FileError:
            pass
        now = disk.content()
        assert (now[PATH], now[LOG]) == (files[PATH], files[LOG]), name
        kept += 1
    assert kept > LEAST / 2
