"""Seeded bugs are found, so the harness is worth its green (store.md 5.2)."""

from __future__ import annotations

import itertools
import random

import pytest
from crashlab import judge, powercut, schedules
from crashlab.books import PATH
from crashlab.flips import judge_flips, sample
from crashlab.mutants import MUTANTS, Mutant, no_checksum

STATES = 60_000
"""Disks after which a bug counts as not found."""


def first_failure(mutant: Mutant) -> str:
    """What the power-cut run says of a mutant; empty if nothing."""
    verdict = judge.Verdict()
    with mutant.install():
        for seed in itertools.count(500_000):
            try:
                log = schedules.run(seed, make=mutant.make).log
            except AssertionError as error:
                return str(error)
            crashes = powercut.crashes(
                log, random.Random(seed), state=judge.NOTHING, skip=judge.idle
            )
            judge.judge(crashes, verdict, seed=seed)
            if verdict.failures or verdict.states > STATES:
                return "".join(verdict.failures[:1])
    return ""


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: m.name)
def test_the_power_cut_finds_it(mutant: Mutant) -> None:
    assert first_failure(mutant) != ""


def test_at_least_six() -> None:
    assert len(MUTANTS) >= 6


def test_only_flipped_bits_find_a_skipped_checksum() -> None:
    store = sample(lines=3)
    path = PATH + ".journal"
    assert judge_flips(store, path, 0, 5).failures == []
    with no_checksum():
        believing = judge_flips(store, path, 0, 5)
    assert believing.counts["wrong data"] > 20
