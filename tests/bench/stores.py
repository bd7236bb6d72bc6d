"""The store beside TinyDB's own storages and sqlite3: the same records, the same edits.

Each store runs in processes of its own. kundenq and sqlite3 edit in turns, at all sizes, so
that both see the same machine; TinyDB, which takes seconds there, comes after them.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import measures
from measures import PYTHON, READY, Result, environment, program
from probe import Probe

STAND = str(Path(__file__).with_name("stand.py"))
OURS, SQL = "kundenq", "sqlite3"
TINY = ("JSONStorage", "Caching")
"""TinyDB's own storage, and its CachingMiddleware on that."""
KINDS = (OURS, SQL, *TINY)
SIZES = (100, 1_000, 10_000, 100_000)
SLOW = 10_000
"""Size from which TinyDB takes long: it is run three times only."""
ROUNDS, EACH = 10, 6
"""Turns, and edits in each of them."""
OPEN_GOALS = {5_000: (0.15, 1.3), 100_000: (1.0, 3.0)}
"""Opening, and peak memory with it, as ratios to a bare Textual app."""
Key = tuple[str, int]
Lists = dict[Key, list[tuple[float, float]]]
Times = Mapping[Key, Sequence[tuple[float, float]]]
"""Seconds of each run, and those of processor time (or the peak memory of openings)."""


class Stand:
    """A store that waits for orders."""

    def __init__(self, kind: str, path: Path, count: int) -> None:
        self._child = subprocess.Popen(
            [PYTHON, STAND, kind, str(path), str(count)], env=environment(), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )

    def run(self, what: str, runs: int) -> list[tuple[float, float]]:
        """Seconds of so many runs, and those of processor time."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(f"{what} {runs}\n")
        self._child.stdin.flush()
        return [(taken, spent) for taken, spent in json.loads(self._child.stdout.readline())]

    def close(self) -> None:
        """End it."""
        assert self._child.stdin is not None
        self._child.stdin.close()
        self._child.wait(60)


def stores(made: Callable[[int], Path], folder: Path, sizes: Sequence[int], runs: int
           ) -> list[Result]:
    """Every store at every size."""
    work = folder / "stores"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        files = {(kind, count): _file(kind, made(count), work) for count in sizes
                 for kind in KINDS}
        opened = _opening(files, runs)
        edited, other = _editing(files)
    finally:
        shutil.rmtree(work)
    found = [*_table("durable edit", edited, sizes, 1.5), *_growth(edited, sizes),
             *_table("other's change", other, sizes), *_table("open", opened, sizes)]
    return [*found, *_peaks(opened, sizes)]


def _file(kind: str, source: Path, work: Path) -> Path:
    path = work / f"{source.stem}.{kind}"
    if kind == OURS:
        return Path(shutil.copy(source, path))
    print(f"putting {source.stem} into {kind} ...", file=sys.stderr)
    subprocess.run([PYTHON, STAND, "make", kind, str(path), str(source)], env=environment(),
                   check=True)
    return path


def _few(kind: str, count: int, runs: int) -> int:
    return min(runs, 3) if kind in TINY and count >= SLOW else runs


def _opening(files: Mapping[Key, Path], runs: int) -> Times:
    found: Lists = {key: [] for key in files}
    for turn in range(runs):
        for (kind, count), path in files.items():
            if turn < _few(kind, count, runs):
                answer = opening(kind, path, count)
                found[kind, count].append((answer["seconds"], answer["peak"]))
    return found


def opening(kind: str, path: Path, count: int) -> dict[str, Any]:
    """Seconds and peak memory of one opening, in a new process."""
    out = subprocess.run([PYTHON, STAND, kind, str(path), str(count), "open"], check=True,
                         env=environment(), capture_output=True, text=True).stdout
    answer: dict[str, Any] = json.loads(out)
    return answer


def _editing(files: Mapping[Key, Path]) -> tuple[Times, Times]:
    """Edits, and readings of them; the first of each stand is left out."""
    edited: Lists = {key: [] for key in files}
    other: Lists = {key: [] for key in files}
    quick = {key: Stand(key[0], path, key[1]) for key, path in files.items()
             if key[0] not in TINY}
    _turns(quick, ROUNDS, EACH, edited, other)
    for key, path in files.items():
        if key[0] in TINY:
            few = _few(*key, EACH)
            _turns({key: Stand(key[0], path, key[1])}, 1, few, edited, other)
    return edited, other


def _turns(
    stands: Mapping[Key, Stand], rounds: int, each: int, edited: Lists, other: Lists
) -> None:
    try:
        for stand in stands.values():
            stand.run("edit", 1)
            stand.run("other", 1)
        for what, times in (("edit", edited), ("other", other)):
            for _ in range(rounds):
                for key, stand in stands.items():
                    times[key] += stand.run(what, each)
    finally:
        for stand in stands.values():
            stand.close()


def _median(times: Times, kind: str, count: int, place: int = 0) -> float:
    return statistics.median(found[place] for found in times[kind, count])


def _table(what: str, times: Times, sizes: Sequence[int], goal: float | None = None
           ) -> list[Result]:
    """A line for each size and other store: our median to its."""
    return [_ratio(f"{what}, {count} : {kind}", times, ((OURS, count), (kind, count)),
                   goal if kind == SQL else None) for count in sizes for kind in KINDS[1:]]


def _growth(times: Times, sizes: Sequence[int]) -> list[Result]:
    """An edit at the largest size against one at the smallest."""
    most, least = max(sizes), min(sizes)
    return [_ratio(f"edit at {most} : {least}, {kind}", times, ((kind, most), (kind, least)),
                   1.5 if kind == OURS else None) for kind in KINDS]


def _ratio(what: str, times: Times, keys: tuple[Key, Key], goal: float | None) -> Result:
    ours, theirs = (_median(times, *key) for key in keys)
    found = f"{ours / theirs:.3g}  ({1000 * ours:.2f} : {1000 * theirs:.2f} ms"
    if not what.startswith("open"):
        spent = [1000 * _median(times, *key, 1) for key in keys]
        found += f", cpu {spent[0]:.2f} : {spent[1]:.2f}"
    met = ours / theirs <= goal if goal else None
    return Result(what, f"<= {goal}" if goal else "", found + ")", met)


def _peaks(opened: Times, sizes: Sequence[int]) -> list[Result]:
    return [Result(f"peak memory of opening, {count}", "", "  ".join(
        f"{kind} {_median(opened, kind, count, 1):.0f}" for kind in KINDS) + " MB")
        for count in sizes]


def bare(made: Callable[[int], Path], sizes: Sequence[int], runs: int) -> list[Result]:
    """Opening against the start of a bare Textual app; the full screen's memory against its."""
    argv = [PYTHON, str(Path(__file__).with_name("bare.py"))]
    starts, rests, opened, peaks = [], [], {n: [] for n in sizes}, {n: [] for n in sizes}
    for _ in range(runs):
        start, peak = _screen(argv, "bare")
        starts.append(start)
        rests.append(peak)
        for count in sizes:
            opened[count].append(1000 * opening(OURS, made(count), count)["seconds"])
            peaks[count].append(_screen(program(made(count)), READY)[1])
    start, rest = statistics.median(starts), statistics.median(rests)
    found = []
    for count in sizes:
        goals = OPEN_GOALS.get(count, (None, None))
        for what, unit, value, floor, goal in (
            ("opening", "ms", statistics.median(opened[count]), start, goals[0]),
            ("peak memory", "MB", statistics.median(peaks[count]), rest, goals[1]),
        ):
            found.append(Result(
                f"{what} with {count} : bare app", f"<= {goal}" if goal else "",
                f"{value / floor:.2f}  ({value:.0f} : {floor:.0f} {unit}, {runs} runs)",
                value / floor <= goal if goal else None))
    return found


def _screen(argv: Sequence[str], pattern: str) -> tuple[float, float]:
    """ms to the first frame, and peak memory (MB) once the screen has settled."""
    probe = Probe(argv, environment())
    try:
        taken = probe.first_frame(pattern)
        probe.settle()
        return taken, measures.peak(probe.pid)
    finally:
        probe.close()
