"""What is measured, one function a topic; each gives lines for the table."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from probe import Answer, Probe

from store import Book, Edit, load_checklist
from tui.plain.places import rows_key

ROOT = Path(__file__).parents[2]
DAY = date(2026, 2, 23)
"""The day of all data and runs."""
PYTHON = sys.executable
READY = "Today: "
PANES = slice(1, 38)
"""Rows of the panes: the save state above and the status below come when the disk is done."""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table."""

    what: str
    goal: str
    found: str
    met: bool | None = None
    """None where there is no goal."""


def environment() -> dict[str, str]:
    """As a user's terminal, with compiled modules, without the user's own settings."""
    env = {k: v for k, v in os.environ.items()
           if not k.startswith(("KUNDENQ", "PYTHONDONTWRITE", "NO_COLOR", "COLORTERM"))}
    return {**env, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}


def program(data: Path, *words: str, day: date = DAY) -> list[str]:
    """The command line of kundenq on a data file."""
    return [PYTHON, str(ROOT / "kundenq_tui.py"), *words, "--lang", "en", "--data", str(data),
            "--today", day.isoformat()]


def p95(values: Sequence[float]) -> float:
    """The 95th percentile, by nearest rank."""
    return sorted(values)[max(0, -(-95 * len(values) // 100) - 1)]


def _painted(what: str, answers: Sequence[Answer], goal: float) -> Result:
    worst, middle = p95([a.painted for a in answers]), statistics.median(
        a.painted for a in answers)
    cpu = statistics.median(a.cpu for a in answers)
    return Result(what, f"p95 <= {goal:.0f} ms",
                  f"p95 {worst:5.1f}  p50 {middle:5.1f}  cpu {cpu:5.1f} ms", worst <= goal)


def open_screen(data: Path) -> Probe:
    """The full screen on a data file, settled."""
    probe = Probe(program(data), environment())
    probe.first_frame(READY)
    probe.settle()
    probe.key("down")
    return probe


def moves(probe: Probe, count: int = 40) -> list[Answer]:
    """So many rows down."""
    return [probe.key("down") for _ in range(count)]


def keys(data: Path) -> list[Result]:
    """Every key with a goal, at one size of base."""
    probe = open_screen(data)
    try:
        down = moves(probe)
        page = [probe.key("pagedown") for _ in range(20)]
        end = [probe.key(name) for _ in range(10) for name in ("end", "home")]
        opened = [probe.key(name) for _ in range(10) for name in ("enter", "left")]
        letters = [a for word in ("berg", "linz", "weiss gmbh") for a in _filter(probe, word)]
        rated = _rate(probe)
        orders = [_order(probe, digit) for digit in "23456781" * 2]
    finally:
        probe.close()
    size = statistics.median(a.size for a in down)
    most = p95([float(a.size) for a in down])
    return [
        _painted("move", down, 16), _painted("page", page, 16),
        _painted("first and last row", end, 16), _painted("filter, a letter", letters, 16),
        _painted("open (Enter, back)", opened, 16), _painted("rate a criterion", rated, 16),
        _painted("sort anew", orders, 50),
        Result("bytes of a move, profile following", "p95 <= 6000",
               f"p95 {most:5.0f}  p50 {size:5.0f}", most <= 6000),
    ]


def _filter(probe: Probe, word: str) -> list[Answer]:
    probe.key("/")
    found = [probe.key(letter) for letter in word]
    probe.key("escape")
    probe.settle()
    return found


def _rate(probe: Probe) -> list[Answer]:
    found = []
    for _ in range(6):
        probe.key("down")
        probe.key("right")
        for _ in range(4):
            found.append(probe.key("2", rows=PANES))
            probe.settle()
        probe.key("left")
    return found


def _order(probe: Probe, digit: str) -> Answer:
    probe.key("o")
    return probe.key(digit)


def agenda(data: Path, count: int) -> list[Result]:
    """The agenda of a large base: opened for the first time and again, and moved through."""
    probe = open_screen(data)
    try:
        probe.key("g")
        first = probe.key("a")
        again = []
        for _ in range(6):
            probe.settle()
            probe.key("q")
            probe.settle()
            probe.key("g")
            again.append(probe.key("a"))
        probe.settle()
        steps = [probe.key(name) for name in ("down", "right", "pagedown", "t") * 6]
        kinds = []
        for digit in "32451":
            probe.key("o")
            kinds.append(probe.key(digit))
        year = [probe.key("z"), probe.key("z")]
        counting = [probe.key("down") for _ in range(20)]
    finally:
        probe.close()
    return [
        _painted(f"agenda of {count}, first time", [first], 100),
        _painted(f"agenda of {count}, opened again", again, 100),
        _painted("agenda: row, day, month", steps, 16),
        _painted("agenda: other kinds", kinds, 50),
        _painted("agenda: week, year", year, 50),
        _painted("agenda: row while the year is counted", counting, 32),
    ]


def analysis(data: Path, count: int) -> list[Result]:
    """The portfolio: opened for the first time and again, moved through, borders, measures."""
    probe = open_screen(data)
    try:
        probe.key("g")
        first = probe.key_until("p", "Borders")
        again = []
        for _ in range(6):
            probe.settle()
            probe.key("q")
            probe.settle()
            probe.key("g")
            again.append(probe.key_until("p", "Borders"))
        probe.settle()
        rows = [probe.key(name) for name in ("down", "down", "pagedown", "up", "down") * 8]
        borders = [probe.key(name) for name in "+-" * 12]
        found = []
        for digit in "2121":
            probe.key("o")
            title = {"1": "Pareto: Revenue", "2": "Pareto: Margin"}[digit]
            found.append(probe.key_until(digit, title))
            probe.settle()
        probe.key("o")
        probe.key("3")
        probe.key("2")
        counting = [probe.key(name, rows=slice(2, 38)) for name in ("down", "up") * 12]
    finally:
        probe.close()
    return [
        _painted(f"portfolio of {count}, first time", [first], 500),
        _painted("portfolio, opened again", again, 500),
        _painted("portfolio: a row", rows, 16),
        _painted("portfolio: a border", borders, 50),
        _painted("portfolio: another measure", found, 500),
        _painted("portfolio: a point while it is counted", counting, 32),
    ]


def sizes(small: Path, large: Path, small_count: int, large_count: int) -> list[Result]:
    """A move costs the same at both sizes: in turns, so that both see the same machine."""
    probes = [open_screen(small), open_screen(large)]
    found: list[list[Answer]] = [[], []]
    try:
        for _ in range(8):
            for probe, answers in zip(probes, found, strict=True):
                answers += moves(probe, 8)
    finally:
        for probe in probes:
            probe.close()
    painted = [statistics.median(a.painted for a in answers) for answers in found]
    cpu = [statistics.median(a.cpu for a in answers) for answers in found]
    ratio = cpu[1] / cpu[0]
    return [
        Result(f"move at {large_count} : {small_count} (processor time)", "<= 1.2",
               f"{ratio:.2f}  ({cpu[1]:.1f} : {cpu[0]:.1f} ms)", ratio <= 1.2),
        Result(f"move at {large_count} : {small_count} (painted)", "<= 1.2",
               f"{painted[1] / painted[0]:.2f}  ({painted[1]:.1f} : {painted[0]:.1f} ms)",
               painted[1] / painted[0] <= 1.2),
    ]


def start(data: Path, runs: int, *, day: date = DAY, what: str = "first usable frame : bare",
          goal: float | None = 1.8) -> list[Result]:
    """First frame against a bare Textual app, in turns."""
    bare = [PYTHON, str(Path(__file__).with_name("bare.py"))]
    ours, floor = [], []
    for _ in range(runs):
        floor.append(_frame(bare, "bare"))
        ours.append(_frame(program(data, day=day), READY))
    ratio = statistics.median(ours) / statistics.median(floor)
    return [Result(what, f"<= {goal}" if goal else "",
                   f"{ratio:.2f}  ({statistics.median(ours):.0f} : "
                   f"{statistics.median(floor):.0f} ms, {runs} runs)",
                   ratio <= goal if goal else None)]


def _frame(argv: Sequence[str], pattern: str) -> float:
    probe = Probe(argv, environment())
    try:
        return probe.first_frame(pattern)
    finally:
        probe.close()


def peak(pid: int) -> float:
    """Peak memory of a running process, MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def idle(data: Path, seconds: float) -> list[Result]:
    """Bytes while nothing happens."""
    probe = open_screen(data)
    try:
        probe.settle(1.0)
        end, size, cpu = time.monotonic() + seconds, 0, probe.cpu
        while (left := end - time.monotonic()) > 0:
            if probe.pump(left):
                size += len(probe.chunks[-1][1])
        spent = probe.cpu - cpu
    finally:
        probe.close()
    return [Result(f"bytes in {seconds:.0f} idle seconds", "0",
                   f"{size}  (cpu {spent:.1f} ms)", size == 0)]


def _runs(commands: Sequence[Sequence[str]], runs: int) -> list[float]:
    """Median seconds of each command, run in turns."""
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(runs):
        for argv, taken in zip(commands, times, strict=True):
            begun = time.perf_counter()
            subprocess.run(argv, env=environment(), check=True, stdout=subprocess.DEVNULL)
            taken.append(time.perf_counter() - begun)
    return [statistics.median(taken) for taken in times]


def plain(data: Path, runs: int, name: str) -> list[Result]:
    """Plain commands against loading json and argparse, and that plus reading the file."""
    floor = "import json, argparse"
    read = f"{floor}; open({str(data)!r}, 'rb').read()"
    words = [("today",), ("list",), ("list", "linz"), ("show", name)]
    commands = [[PYTHON, "-c", floor], [PYTHON, "-c", read], *(program(data, *w) for w in words)]
    bare, reading, *found = _runs(commands, runs)
    limit = 3 * bare + (reading - bare)
    return [Result(f"kundenq {' '.join(w[:1])}{' FILTER' if len(w) > 1 and w[0] == 'list' else ''}"
                   " : json, argparse", "<= 3 + reading",
                   f"{taken / bare:.2f}  ({taken * 1000:.0f} : {bare * 1000:.0f} ms, "
                   f"reading {1000 * (reading - bare):.0f} ms)", taken <= limit)
            for w, taken in zip(words, found, strict=True)]


def durable(data: Path, folder: Path, edits: int = 20) -> list[Result]:
    """From an edit to its place on the disk, against writing and syncing such a file."""
    copy = folder / "durable.json"
    copy.write_bytes(data.read_bytes())
    with Book.open(copy, today=DAY, checklist=_checklist, rows_key=rows_key(),
                   region="AT") as book:
        keys = list(book.rows)[::len(book.rows) // edits][:edits]
        applied, saved, written = [], [], []
        for key in keys:
            record = replace(book.get(key), notes=f"Notiz {key}")
            begun = time.perf_counter()
            book.apply(Edit(label="edited", records=(record,)))
            applied.append(time.perf_counter() - begun)
            book.flush(60)
            saved.append(time.perf_counter() - begun)
            written.append(_write(folder / "floor.json", copy.read_bytes()))
    floor = statistics.median(written)
    return [
        Result("edit in memory", "", f"p95 {1000 * p95(applied):.1f} ms"),
        Result("edit to saved : writing the file", "",
               f"{statistics.median(saved) / floor:.2f}  ({1000 * statistics.median(saved):.0f} : "
               f"{1000 * floor:.0f} ms)"),
    ]


def _checklist() -> object:
    return load_checklist("grundcheck")


def _write(path: Path, data: bytes) -> float:
    begun = time.perf_counter()
    with open(path, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return time.perf_counter() - begun


def importing(source: Path, folder: Path, count: int) -> list[Result]:
    """The whole command on an empty book."""
    target = folder / "imported.json"
    target.unlink(missing_ok=True)
    begun = time.perf_counter()
    subprocess.run([*program(target, "import", str(source), "--yes")], env=environment(),
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    taken = time.perf_counter() - begun
    return [Result(f"import of {count} rows", "",
                   f"{taken:.1f} s  ({1e6 * taken / count:.0f} µs a row)")]


Topic = Callable[[], list[Result]]
