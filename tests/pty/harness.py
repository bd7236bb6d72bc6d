"""A terminal for tests: runs a program in a pty, types, and reads what a person would see.

Nothing here sleeps: every wait is a `select` with a deadline, and a test that waits in vain
fails with the screen it saw.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

DEADLINE = 20.0
"""Seconds before a wait fails: generous, as other work shares the machine."""
QUIET = 0.25
"""Seconds without output that count as quiet."""
MODES = ("?1049", "?25", "?1000", "?1002", "?1003", "?1006", "?2004", "?1004", "?2026", "?7")
"""The private modes a program may leave behind."""
REST = {"?25": True, "?7": True}
"""What is on in a terminal nobody has touched."""
KEYS = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "escape": "\x1b",
    "enter": "\r", "tab": "\t", "backspace": "\x7f", "ctrl+z": "\x1a", "ctrl+q": "\x11",
    "ctrl+c": "\x03", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "home": "\x1b[H",
    "ctrl+s": "\x13", "f5": "\x1b[15~", "end": "\x1b[F", "delete": "\x1b[3~", "f1": "\x1bOP",
}


class Terminal:
    """A program running in a pty of its own."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        cwd: Path | None = None,
    ) -> None:
        self.raw = b""
        self.status: int | None = None
        self.beside: list[Terminal] = []
        """Others whose output is taken too while this one is waited for."""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.master, self._slave = pty.openpty()
        self._set_size(size)
        self.attributes_before = termios.tcgetattr(self._slave)
        self.pid = os.fork()
        if self.pid == 0:
            self._become(argv, dict(env), cwd)
        self._ended = os.pidfd_open(self.pid)

    def _become(self, argv: Sequence[str], env: dict[str, str], cwd: Path | None) -> None:
        try:
            os.close(self.master)
            _login(self._slave)
            if cwd is not None:
                os.chdir(cwd)
            for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            os.execvpe(argv[0], list(argv), env)
        finally:
            os._exit(127)

    def _set_size(self, size: tuple[int, int]) -> None:
        width, height = size
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def resize(self, width: int, height: int) -> None:
        """Change the size; the kernel sends SIGWINCH."""
        self._set_size((width, height))
        self._screen.resize(height, width)

    def send(self, data: bytes | str) -> None:
        """Type raw bytes."""
        view = memoryview(data.encode() if isinstance(data, str) else data)
        while view:
            self.pump(0)
            if select.select([], [self.master], [], DEADLINE)[1]:
                view = view[os.write(self.master, view[:512]) :]

    def press(self, *keys: str) -> None:
        """Type keys by name or as themselves."""
        for key in keys:
            self.send(KEYS.get(key, key))

    def paste(self, text: str) -> None:
        """Paste as a terminal with bracketed paste does."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def kill(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def pump(self, patience: float) -> bool:
        """Read what comes within `patience` seconds; whether anything came."""
        sources = [source for source in (self.master, self._ended) if source >= 0]
        if self.master not in select.select(sources, [], [], patience)[0]:
            return False
        data = os.read(self.master, 65536)
        self.raw += data
        # pyte takes the private mark of `CSI > u` for something to print.
        self._stream.feed(re.sub(rb"\x1b\[\?\d+\$p|\x1b\[[<>=][\d;]*[a-z]", b"", data))
        return bool(data)

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def wait(self, condition: str | Callable[[], bool], deadline: float = DEADLINE) -> None:
        """Wait until the screen matches a pattern, or a condition holds."""
        end = time.monotonic() + deadline
        while not self._holds(condition):
            left = end - time.monotonic()
            assert left > 0, f"waited {deadline} s for {condition}; the screen:\n{self.text}"
            for other in self.beside:
                other.pump(0)
            self.pump(min(left, 0.05))

    def _holds(self, condition: str | Callable[[], bool]) -> bool:
        if isinstance(condition, str):
            return re.search(condition, self.text) is not None
        return condition()

    def wait_quiet(self, quiet: float = QUIET) -> None:
        """Wait until nothing has been written for a while."""
        end = time.monotonic() + DEADLINE
        while self.pump(quiet):
            assert time.monotonic() < end, "never quiet"

    def wait_exit(self, deadline: float = DEADLINE, *, deaf: bool = False) -> int:
        """Wait for the end; the status as a shell gives it (128 + signal).

        A deaf terminal takes nothing of what the program writes until it has ended.
        """
        if deaf:
            assert select.select([self._ended], [], [], deadline)[0], "still running"
        self.wait(lambda: self._reap(os.WNOHANG), deadline)
        while self.pump(0):
            pass
        assert self.status is not None
        return self.status

    @property
    def running(self) -> bool:
        """Whether the program has not ended yet."""
        return not self._reap(os.WNOHANG)

    def wait_stopped(self) -> None:
        """Wait until the program has been stopped by a signal."""
        self.wait(lambda: os.WIFSTOPPED(os.waitpid(self.pid, os.WUNTRACED | os.WNOHANG)[1]))
        while self.pump(0):
            pass

    def spoil_attributes(self) -> None:
        """Set the terminal's attributes back as a shell does when a job stops."""
        termios.tcsetattr(self._slave, termios.TCSANOW, self.attributes_before)

    def _reap(self, options: int) -> bool:
        if self.status is None:
            pid, status = os.waitpid(self.pid, options)
            if pid and (os.WIFEXITED(status) or os.WIFSIGNALED(status)):
                code = os.waitstatus_to_exitcode(status)
                self.status = code if code >= 0 else 128 - code
        return self.status is not None

    def hang_up(self) -> None:
        """Take the terminal away."""
        os.close(self.master)
        os.close(self._slave)
        self.master = self._slave = -1

    @property
    def attributes_restored(self) -> bool:
        """Whether the terminal's attributes are those from before the start."""
        return termios.tcgetattr(self._slave) == self.attributes_before

    @property
    def modes_left(self) -> dict[str, bool]:
        """Private modes that differ from a fresh terminal: name → on."""
        left: dict[str, bool] = {}
        for numbers, state in re.findall(rb"\x1b\[\?([\d;]+)([hl])", self.raw):
            for number in numbers.decode().split(";"):
                left[f"?{number}"] = state == b"h"
        return {name: on for name, on in left.items() if on != REST.get(name, False)}

    def close(self) -> None:
        """End the program if it still runs."""
        if self.status is None:
            for number in (signal.SIGCONT, signal.SIGKILL):
                try:
                    os.kill(self.pid, number)
                except ProcessLookupError:
                    break
            self._reap(0)
        for fileno in (self.master, self._slave, self._ended):
            if fileno >= 0:
                os.close(fileno)


def _login(slave: int) -> None:
    """Make the slave the controlling terminal and the three standard streams."""
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for fileno in range(3):
        os.dup2(slave, fileno)
    if slave > 2:
        os.close(slave)
