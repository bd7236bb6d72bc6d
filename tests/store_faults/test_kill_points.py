"""kill -9 at every file call of every scenario, writes torn (store.md R1)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from crashlab.aftermath import allowed_after, on_disk, trouble
from crashlab.books import NOTHING, State
from crashlab.killing import KILLED, Mortal, Point, copied, points, run_in_child
from crashlab.scenarios import EIGHT, SCENARIOS, Work

PARTS = 4
"""The points of each scenario, in so many tests, for as many processors."""
LEAST = 1_000


def prepare(name: str, folder: Path) -> tuple[Path, State, list[Point]]:
    """The store before the work, what it holds, and where the work can be killed."""
    scenario = SCENARIOS[name]
    template = folder / "before"
    template.mkdir()
    states = [NOTHING]
    scenario.before(
        Work(template / "data.json", Mortal(), lambda kind, state: states.append(state)))
    whole = Mortal()
    path = copied(template, folder / "whole")
    marks: list[tuple[str, State]] = []
    with scenario.around():
        scenario.work(Work(path, whole, lambda kind, state: marks.append((kind, state))))
    assert marks[-1][0] == "saved"
    assert trouble(on_disk(path), {marks[-1][1]}, scenario) == ""
    return template, states[-1], list(points(whole.calls))


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_promise_is_broken(
    name: str, part: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    template, begin, all_points = prepare(name, tmp_path)
    scenario = SCENARIOS[name]
    failures, killed = [], 0
    for point in all_points[part::PARTS]:
        folder = tmp_path / "killed"
        path = copied(template, folder)
        with scenario.around():
            status, marks = run_in_child(scenario.work, path, point)
        assert status in (0, KILLED)
        killed += status == KILLED
        if wrong := trouble(on_disk(path), allowed_after(begin, marks), scenario):
            failures.append(f"{point}: {wrong}")
        shutil.rmtree(folder)
    record_property("kill points", killed)
    assert failures == []
    assert killed >= len(all_points[part::PARTS]) - 2


def test_there_are_enough_points(tmp_path: Path) -> None:
    count = 0
    for number, name in enumerate(EIGHT):
        (tmp_path / str(number)).mkdir()
        count += len(prepare(name, tmp_path / str(number))[2])
    assert count >= LEAST
