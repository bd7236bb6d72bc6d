"""A process that is gone at a chosen file call, and what it had promised till then."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crashlab.books import State
from crashlab.memory import MADE_HERE
from crashlab.scenarios import Work

from store.persistence.fs import Files

PARTS: dict[str, Callable[[int], int]] = {
    "nothing": lambda n: 0, "one byte": lambda n: 1, "half": lambda n: n // 2,
    "all but one": lambda n: n - 1, "all": lambda n: n,
}
KILLED = 9


@dataclass(frozen=True, slots=True)
class Point:
    """Where the process dies: before a call, or in the middle of a write."""

    call: int
    part: str = ""


class Mortal(Files):
    """The real file system, until the call at which the process ends."""

    def __init__(self, point: Point | None = None) -> None:
        self.calls: list[str] = []
        self.point = point or Point(0)

    def called(self, name: str, arguments: tuple[Any, ...]) -> Any:
        self.calls.append(name)
        if len(self.calls) == self.point.call:
            if self.point.part:
                data = bytes(arguments[1])
                os.write(arguments[0], data[:PARTS[self.point.part](len(data))])
            os._exit(KILLED)
        return getattr(Files, name)(self, *arguments)


def _mortal(name: str) -> Callable[..., Any]:
    return lambda self, *arguments: self.called(name, arguments)


for _name in MADE_HERE & vars(Files).keys():
    setattr(Mortal, _name, _mortal(_name))


def points(calls: list[str]) -> Iterator[Point]:
    """Before each call, and in each write after each part of it."""
    for number, name in enumerate(calls, 1):
        yield Point(number)
        if name == "write":
            for part in PARTS:
                yield Point(number, part)


def run_in_child(work: Callable[[Work], None], path: Path, point: Point) -> tuple[int, list[Any]]:
    """Do the work in a process of its own; its status, and its marks in order."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            def say(kind: str, state: State) -> None:
                os.write(into, json.dumps([kind, sorted(state)]).encode() + b"\n")

            work(Work(path, Mortal(point), say))
            status = 0
        finally:
            os._exit(status)
    os.close(into)
    with open(out, "rb") as told:
        marks = [json.loads(line) for line in told.read().splitlines()]
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), [
        (kind, frozenset((key, name) for key, name in state)) for kind, state in marks
    ]


def copied(template: Path, target: Path) -> Path:
    """A store's folder as it was before the work; the path of its data file."""
    shutil.copytree(template, target)
    return target / "data.json"
