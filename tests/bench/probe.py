"""A terminal that measures: when bytes came, how many, which of them changed a cell."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "pty"))

from harness import KEYS, Terminal

SIZE = (120, 40)
QUIET = 0.06
"""Seconds without a byte after which a key counts as answered."""
SILENT = 0.5
"""Seconds to wait for the first byte of an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one key did."""

    painted: float
    """ms from the key to the arrival of the last bytes that changed a cell."""
    size: int
    """Bytes written because of it."""
    cpu: float
    """ms of processor time of the program: steady also where others use the machine."""


class Probe(Terminal):
    """Stamps what it reads at once and draws it later, so that drawing delays nothing."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self.chunks: list[tuple[float, bytes]] = []
        self.started = time.perf_counter()
        super().__init__(argv, env=env, size=SIZE)

    def pump(self, patience: float) -> bool:
        """Read what comes within so many seconds, and stamp it."""
        if not select.select([self.master], [], [], patience)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:  # a terminal whose program has ended
            return False
        self.chunks.append((time.perf_counter(), data))
        return bool(data)

    def first_frame(self, pattern: str, deadline: float = 60.0) -> float:
        """ms from the start to the bytes that completed a screen with this pattern."""
        end = time.monotonic() + deadline
        while time.monotonic() < end:
            self.pump(0.05)
            for stamp in self._draw():
                if re.search(pattern, self.text):
                    return (stamp - self.started) * 1000
        raise TimeoutError(f"no {pattern!r} on the screen:\n{self.text}")

    def settle(self, quiet: float = 0.3) -> int:
        """Wait until nothing more comes; how many bytes came."""
        size = 0
        while self.pump(quiet):
            size += len(self.chunks[-1][1])
        for _ in self._draw():
            pass
        return size

    def key(self, name: str, *, rows: slice = slice(None)) -> Answer:
        """Press a key and wait for its answer; `rows` are those looked at for changes."""
        cpu, before = self.cpu, self._cells(rows)
        pressed = time.perf_counter()
        os.write(self.master, KEYS.get(name, name).encode())
        patience, size = SILENT, 0
        while self.pump(patience):
            size += len(self.chunks[-1][1])
            patience = QUIET
        spent = self.cpu - cpu
        painted = pressed
        for stamp in self._draw():
            if (after := self._cells(rows)) != before:
                painted, before = stamp, after
        return Answer((painted - pressed) * 1000, size, spent)

    def key_until(self, name: str, pattern: str, deadline: float = 30.0) -> Answer:
        """Press a key and wait for a screen with this pattern, however long that takes."""
        cpu, pressed = self.cpu, time.perf_counter()
        os.write(self.master, KEYS.get(name, name).encode())
        end, size = time.monotonic() + deadline, 0
        while time.monotonic() < end:
            size += len(self.chunks[-1][1]) if self.pump(0.05) else 0
            for stamp in self._draw():
                if re.search(pattern, self.text):
                    return Answer((stamp - pressed) * 1000, size, self.cpu - cpu)
        raise TimeoutError(f"no {pattern!r} on the screen:\n{self.text}")

    @property
    def cpu(self) -> float:
        """ms of processor time of all threads of the program."""
        spent = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            spent += int((task / "schedstat").read_text().split()[0])
        return spent / 1e6

    def _draw(self) -> Iterator[float]:
        """Draw what was read; a stamp after each piece."""
        chunks, self.chunks = self.chunks, []
        for stamp, data in chunks:
            self._stream.feed(re.sub(rb"\x1b\[\?\d+\$p|\x1b\[[<>=][\d;]*[a-z]", b"", data))
            yield stamp

    def _cells(self, rows: slice) -> list[object]:
        width, height = SIZE
        buffer = self._screen.buffer
        return [[buffer[y][x] for x in range(width)] for y in range(height)[rows]]
