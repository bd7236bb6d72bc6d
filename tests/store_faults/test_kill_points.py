"""kill -9 at every file call of every scenario, writes torn (store.md R1)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from crashlab.books import NOTHING, State
from crashlab.killing import (
    KILLED,
    Mortal,
    Point,
    allowed_after,
    copied,
    points,
    run_in_child,
    trouble_after,
)
from crashlab.scenarios import SCENARIOS, Work

PARTS = 4
"""The points of each scenario, in so many tests, for as many processors."""
LEAST = 1_000


def prepare(name: str, folder: Path) -> tuple[Path, State, list[Point]]:
    """The store before the work, what it holds, and where the work can be killed."""
    before, work = SCENARIOS[name]
    template = folder / "before"
    template.mkdir()
    states = [NOTHING]
    before(Work(template / "data.json", Mortal(), lambda kind, state: states.append(state)))
    whole = Mortal()
    work(Work(copied(template, folder / "whole"), whole, lambda kind, state: None))
    return template, states[-1], list(points(whole.calls))


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_promise_is_broken(
    name: str, part: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    template, begin, all_points = prepare(name, tmp_path)
    failures, killed = [], 0
    for point in all_points[part::PARTS]:
        folder = tmp_path / "killed"
        path = copied(template, folder)
        status, marks = run_in_child(SCENARIOS[name][1], path, point)
        assert status in (0, KILLED)
        killed += status == KILLED
        trouble = trouble_after(path, allowed_after(begin, marks))
        if trouble:
            failures.append(f"{point}: {trouble}")
        shutil.rmtree(folder)
    record_property("points", killed)
    assert failures == []
    assert killed >= len(all_points[part::PARTS]) - 2


def test_there_are_enough_points(tmp_path: Path) -> None:
    count = 0
    for number, name in enumerate(SCENARIOS):
        (tmp_path / str(number)).mkdir()
        count += len(prepare(name, tmp_path / str(number))[2])
    assert count >= LEAST
