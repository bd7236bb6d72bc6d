"""Real ext4 in an image file: what the disk holds while a program saves (R3).

The program is stopped between two system calls and the image copied: what was never synced
is not in the copy, as after a power cut.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from crashlab.books import PATIENCE, State, open_book, put, state_of

from store.persistence.fs import Files

SIZE = 12 << 20


class Unsynced(Files):
    """The control: nothing is ever waited for."""

    def fsync(self, fd: int) -> None:
        pass

    def fdatasync(self, fd: int) -> None:
        pass

    def fsync_folder(self, path: str) -> None:
        pass


def run(*command: str) -> str:
    """Run a command; what it complains of, empty if it worked."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    return (done.stderr.strip() or str(done.returncode)) if done.returncode else ""


def make(path: Path) -> str:
    """An empty file system in a file; what is in the way, empty if nothing."""
    with open(path, "wb") as image:
        image.truncate(SIZE)
    return run("mkfs.ext4", "-q", "-F", "-b", "1024", str(path))


@contextlib.contextmanager
def mounted(image: Path, folder: Path) -> Iterator[Path]:
    """The image at a folder. Raises OSError with the reason where that cannot be."""
    folder.mkdir(exist_ok=True)
    if reason := run("mount", "-o", "loop,commit=300", str(image), str(folder)):
        raise OSError(reason)
    try:
        yield folder
    finally:
        run("umount", str(folder))


class Saver:
    """A process that saves on and on, and says what it begins and what was promised."""

    def __init__(self, path: Path, fs: Files) -> None:
        self.path = path
        self.out, into = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.close(self.out)
                self.work(into, fs)
            finally:
                os._exit(1)
        os.close(into)
        os.set_blocking(self.out, False)
        self.allowed: list[State] = []
        self.rest = b""

    def work(self, into: int, fs: Files) -> None:
        """In the process: edits without end, now and then a new session."""
        number = 0
        while True:
            with open_book(self.path, fs=fs) as book:
                for _ in range(7):
                    number += 1
                    key = "abc"[number % 3]
                    after = dict(state_of(book)) | {key: f"n{number}"}
                    self.say(into, "begin", frozenset(after.items()))
                    book.apply(put({key: f"n{number}"}))
                    if not book.flush(PATIENCE):
                        return
                    self.say(into, "saved", state_of(book))

    def say(self, into: int, kind: str, state: State) -> None:
        os.write(into, json.dumps([kind, sorted(state)]).encode() + b"\n")

    def listen(self) -> int:
        """Take what it said since; how many promises."""
        data, promises = self.rest, 0
        with contextlib.suppress(BlockingIOError):
            while part := os.read(self.out, 1 << 16):
                data += part
        *lines, self.rest = data.split(b"\n")
        for line in lines:
            kind, pairs = json.loads(line)
            state = frozenset((key, name) for key, name in pairs)
            promises += kind == "saved"
            self.allowed = [state] if kind == "saved" else [*self.allowed, state]
        return promises

    def stop(self) -> None:
        """Stop it between two system calls."""
        os.kill(self.pid, signal.SIGSTOP)
        os.waitpid(self.pid, os.WUNTRACED)

    def go_on(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def end(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.out)


def copy(image: Path, target: Path) -> Path:
    """The image as it is now."""
    shutil.copyfile(image, target)
    return target
