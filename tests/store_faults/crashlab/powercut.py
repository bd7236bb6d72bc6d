"""What a disk may hold after a power cut (store.md 5.2; after ALICE, OSDI 2014).

A change is safe once a later sync of the same inode, or for names of the same folder, has
returned. Every other one is there or not, in any combination; a write that is there may be
cut, or its bytes may be zeros or junk.
"""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from crashlab.memory import Op

SUBSETS_UP_TO = 6
"""Pending changes of which every combination is tried."""
SAMPLES = 64
"""Random combinations where there are more, and torn writes on top of any."""
NAMES = frozenset({"create", "rename", "link", "unlink", "mkdir"})

Tear = Callable[[bytes, random.Random], bytes]
Files = dict[str, bytes]


def _random_cut(data: bytes, rng: random.Random) -> bytes:
    return data[:rng.randrange(len(data) + 1)]


def _zero_tail(data: bytes, rng: random.Random) -> bytes:
    cut = rng.randrange(len(data) + 1)
    return data[:cut] + bytes(len(data) - cut)


def _zero_head(data: bytes, rng: random.Random) -> bytes:
    """Blocks reach the disk in any order: the last ones may be there without the first."""
    cut = rng.randrange(len(data) + 1)
    return bytes(cut) + data[cut:]


TEARS: dict[str, Tear] = {
    "nothing": lambda data, rng: b"",
    "one byte": lambda data, rng: data[:1],
    "half": lambda data, rng: data[:len(data) // 2],
    "all but one": lambda data, rng: data[:-1],
    "some": _random_cut,
    "zeros": lambda data, rng: bytes(len(data)),
    "zeros behind some": _zero_tail,
    "zeros before some": _zero_head,
    "junk": lambda data, rng: rng.randbytes(len(data)),
}
_TEARS = tuple(TEARS.values())


@dataclass(frozen=True, slots=True)
class Crash:
    """One possible disk after a cut, and what may be found on it."""

    step: int
    """How many changes of the log had been asked for."""
    files: Files
    folders: frozenset[str]
    allowed: tuple[object, ...]
    """The last acknowledged state, then those in flight."""


@dataclass(slots=True)
class _Model:
    """What is safe, and what is pending, at one place of the log."""

    names: dict[str, int]
    data: dict[int, bytes]
    folders: set[str]
    pending: list[Op] = field(default_factory=list)

    def sync(self, ino: int) -> None:
        """The inode's content is safe."""
        self._settle(lambda op: op[0] not in NAMES and op[1] == ino)

    def sync_folder(self, path: str) -> None:
        """The names in a folder are safe."""
        self._settle(lambda op: op[0] in NAMES and os.path.dirname(op[-1]) == path)

    def _settle(self, covered: Callable[[Op], bool]) -> None:
        rest = []
        for op in self.pending:
            if covered(op):
                _apply(op, self.names, self.data, self.folders)
            else:
                rest.append(op)
        self.pending = rest

    def crash(self, ops: Iterable[Op]) -> tuple[Files, frozenset[str]]:
        names, data, folders = dict(self.names), dict(self.data), set(self.folders)
        for op in ops:
            _apply(op, names, data, folders)
        files = {
            path: data.get(ino, b"") for path, ino in names.items()
            if os.path.dirname(path) in folders
        }
        return files, frozenset(folders)


def _apply(op: Op, names: dict[str, int], data: dict[int, bytes], folders: set[str]) -> None:
    kind, ino = op[0], op[1]
    if kind == "write":
        old, (at, chunk) = data.get(ino, b""), op[2:]
        if len(old) < at:
            old = old.ljust(at, b"\0")
        data[ino] = old[:at] + chunk + old[at + len(chunk):]
    elif kind == "truncate":
        data[ino] = data.get(ino, b"")[:op[2]].ljust(op[2], b"\0")
    elif kind == "rename":
        names.pop(op[2], None)
        names[op[3]] = ino
    elif kind == "unlink":
        names.pop(op[2], None)
    elif kind == "mkdir":
        folders.add(op[2])
    else:
        names[op[2]] = ino


Start = Mapping[str, tuple[int, bytes]]
"""Inode and content by path: what was on the disk before, all of it safe."""


def crashes(
    log: Iterable[Op], rng: random.Random, *, start: Start | None = None, state: object = None,
    samples: int = SAMPLES, skip: Callable[[str], bool] = lambda path: False,
    folders: Iterable[str] = ("/mem/kq",),
) -> Iterator[Crash]:
    """Every disk that a power cut may leave, for a log of changes and test marks.

    `state` is what `start` means. Files for whose path `skip` is true never matter (the
    lock): their changes are left out. `folders` are there from the beginning.
    """
    for step, model, allowed in _walk(log, start or {}, state, skip, folders):
        for found, folders in _combinations(model, rng, samples):
            yield Crash(step, found, folders, allowed)


def last_crash(
    log: Iterable[Op], rng: random.Random, *, start: Start | None = None
) -> Crash:
    """A random one of the disks that a cut after the last change may leave."""
    *_, (step, model, allowed) = _walk(
        [*log, ("saved", None)], start or {}, None, lambda path: False, ("/mem/kq",)
    )
    return Crash(step, *_sampled(model, rng), allowed)


def _walk(
    log: Iterable[Op], start: Start, state: object, skip: Callable[[str], bool],
    folders: Iterable[str],
) -> Iterator[tuple[int, _Model, tuple[object, ...]]]:
    """The model after each change and each promise, with the states that are allowed then."""
    model = _Model(
        {path: ino for path, (ino, _) in start.items()}, dict(start.values()),
        {"/", "/mem", *folders, *(os.path.dirname(path) for path in start)},
    )
    ignored = {ino for path, (ino, _) in start.items() if skip(path)}
    saved, flying = state, []
    for step, op in enumerate(log, 1):
        kind = op[0]
        if kind == "begin":
            flying.append(op[1])
            continue
        if kind == "sync":
            model.sync(op[1])
            continue
        if kind == "sync folder":
            model.sync_folder(op[1])
            continue
        if kind == "saved":
            saved, flying = op[1], []
        elif kind == "create" and skip(op[2]):
            ignored.add(op[1])
        if kind != "saved":
            if op[1] in ignored:
                continue
            model.pending.append(op)
        yield step, model, (saved, *flying)


def _combinations(
    model: _Model, rng: random.Random, samples: int
) -> Iterator[tuple[Files, frozenset[str]]]:
    pending = model.pending
    if len(pending) <= SUBSETS_UP_TO:
        for chosen in itertools.product((False, True), repeat=len(pending)):
            kept = [op for op, there in zip(pending, chosen, strict=True) if there]
            yield model.crash(kept)
            yield from _torn(model, kept, rng)
    else:
        for _ in range(samples):
            yield model.crash(op for op in pending if rng.random() < 0.5)
    if any(op[0] == "write" for op in pending):
        for _ in range(samples):
            yield _sampled(model, rng)


def _sampled(model: _Model, rng: random.Random) -> tuple[Files, frozenset[str]]:
    """A random combination, with random tears."""
    return model.crash(
        _tear(op, rng.choice(_TEARS), rng) if op[0] == "write" and rng.random() < 0.6 else op
        for op in model.pending if rng.random() < 0.8
    )


def _torn(
    model: _Model, kept: list[Op], rng: random.Random
) -> Iterator[tuple[Files, frozenset[str]]]:
    """Each surviving write torn in each way, the others whole."""
    for place, op in enumerate(kept):
        if op[0] == "write":
            for tear in _TEARS:
                yield model.crash([*kept[:place], _tear(op, tear, rng), *kept[place + 1:]])


def _tear(op: Op, tear: Tear, rng: random.Random) -> Op:
    return op[0], op[1], op[2], tear(op[3], rng)
