"""The scenarios of R1 with power cuts by model (R2), and with each file call failing (R4)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from crashlab import rehearsal
from crashlab.breaking import KINDS
from crashlab.judge import SAVES_EVERY
from crashlab.scenarios import SCENARIOS

SAMPLES = 16
"""Random combinations for each step that leaves more than a few changes unsafe."""
FAILING = ("first start", "conflict", "compaction", "backup", "erase", "upgrade", "restore")
"""Those in which calls fail; test_failing_calls has the plain saves."""
WRITES_ONLY = "short"
"""The kind of failure that only a write can have."""


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_power_is_cut(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    verdict = rehearsal.cut(rehearsal.prepare(name), 1, SAMPLES)
    record_property("states after a power cut", verdict.states)
    assert verdict.failures == []
    assert verdict.saves >= verdict.distinct // SAVES_EVERY


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FAILING)
def test_each_call_fails_once_and_for_ever(
    name: str, kind: str, record_property: Callable[[str, object], None]
) -> None:
    stage = rehearsal.prepare(name)
    calls = rehearsal.calls_of(stage)
    failures, runs = [], 0
    for at, call in enumerate(calls, 1):
        if kind == WRITES_ONLY and call != "write":
            continue
        # In turns: every call fails in half of the kinds, once and for ever.
        turn = (at + tuple(KINDS).index(kind)) % 4
        if turn > 1:
            continue
        for_ever = bool(turn)
        runs += 1
        if wrong := rehearsal.broken(stage, at, kind, for_ever=for_ever):
            failures.append(f"{call}, call {at}, {for_ever}: {wrong}")
    record_property("runs with a failing call", runs)
    assert failures[:10] == []
