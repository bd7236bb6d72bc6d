"""Scenarios in memory: the same work with a power cut after it, or a failing call in it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from crashlab import judge, powercut
from crashlab.aftermath import allowed_after, in_memory, trouble, unpromised
from crashlab.books import NOTHING, PATH, State
from crashlab.breaking import Broken
from crashlab.memory import Disk, MemoryFiles
from crashlab.scenarios import SCENARIOS, Scenario, Work

from store.errors import StoreError

Marks = list[tuple[str, State]]


@dataclass(frozen=True, slots=True)
class Stage:
    """A disk before the work, and what it holds."""

    scenario: Scenario
    files: Mapping[str, bytes]
    folders: frozenset[str]
    begin: State

    def disk(self) -> Disk:
        return Disk(self.files, self.folders)


def prepare(name: str) -> Stage:
    """All that was there before a scenario begins."""
    scenario, disk = SCENARIOS[name], Disk(folders=("/mem/kq",))
    states = [NOTHING]
    scenario.before(
        Work(PATH, MemoryFiles(disk), lambda kind, state: states.append(state)))
    return Stage(scenario, disk.content(), frozenset(disk.folders), states[-1])


def cut(stage: Stage, seed: int, samples: int) -> judge.Verdict:
    """Work, cut the power after each change, and look what the disks hold."""
    disk = stage.disk()
    start = disk.nodes()
    with stage.scenario.around():
        stage.scenario.work(Work(PATH, MemoryFiles(disk), disk.note))
    verdict, rng = judge.Verdict(), random.Random(seed)
    looked: dict[object, str] = {}
    for crash in powercut.crashes(
        disk.log, rng, start=start, state=stage.begin, samples=samples, skip=judge.idle,
        folders=stage.folders,
    ):
        verdict.states += 1
        key = judge.told_apart(crash), crash.allowed
        if key in looked:
            continue
        place = in_memory(judge.disk_of(crash), PATH)
        if len(looked) % judge.SAVES_EVERY:
            wrong = unpromised(place, crash.allowed, stage.scenario)
        else:
            verdict.saves += 1
            wrong = trouble(place, crash.allowed, stage.scenario)
        looked[key] = wrong
        if wrong:
            verdict.failures.append(f"step {crash.step}: {wrong}")
        if verdict.enough:
            break
    verdict.distinct = len(looked)
    return verdict


def calls_of(stage: Stage) -> list[str]:
    """Names of all calls of an undisturbed run."""
    fs = Listening(stage.disk())
    with stage.scenario.around():
        stage.scenario.work(Work(PATH, fs, lambda kind, state: None))
    return fs.names


class Listening(Broken):
    """Nothing fails; the names of the calls are kept."""

    def __init__(self, disk: Disk) -> None:
        super().__init__(disk)
        self.names: list[str] = []

    def called(self, name: str, arguments: tuple[object, ...]) -> object:
        self.names.append(name)
        return super().called(name, arguments)


def broken(stage: Stage, at: int, kind: str, *, for_ever: bool) -> str:
    """Work while a call fails; what went wrong, or nothing."""
    disk = stage.disk()
    fs = Broken(disk, at=at, kind=kind, for_ever=for_ever)
    marks: Marks = []
    work = Work(PATH, fs, lambda name, state: marks.append((name, state)), heal=fs.heal)
    try:
        with stage.scenario.around():
            stage.scenario.work(work)
    except StoreError:
        pass
    except (LookupError, StopIteration):
        # The scenario found no backup: the folder could not be read.
        if not stage.scenario.again:
            raise
    fs.die()
    if not fs.hits:
        return "no call failed"
    after = trouble(in_memory(disk, PATH), allowed_after(stage.begin, marks), stage.scenario)
    return "; ".join([*work.complaints, after] if after else work.complaints)
