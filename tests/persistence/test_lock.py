from __future__ import annotations

import errno
import fcntl
import os
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.errors import FileError
from store.persistence.fs import PAUSE, Files
from store.persistence.lock import FileLock

NOW = datetime(2026, 11, 21, 14, 2)


class Time:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[float] = []


class Waiting(Files):
    """Real files with a wait that ends early, after `step` seconds."""

    def __init__(self, time: Time, step: float = 10.0, then: Callable[[], None] = int) -> None:
        self.time = time
        self.step = step
        self.then = then

    def lock(self, fd: int, seconds: float = 0.0) -> bool:
        if seconds:
            self.time.waits.append(seconds)
            self.time.now += min(seconds, self.step)
            self.then()
        return super().lock(fd)


def lock_on(path: Path, time: Time, user: str = "anna", fs: Files | None = None) -> FileLock:
    return FileLock(
        str(path), fs=fs or Waiting(time), user=user, now=lambda: NOW, clock=lambda: time.now,
    )


def test_a_second_holder_waits_and_is_told_who_holds_it(tmp_path: Path) -> None:
    path, time = tmp_path / "lock", Time()
    with lock_on(path, time, user="anna huber").held():
        with pytest.raises(FileError) as raised, lock_on(path, time).held():
            pass
        assert raised.value.code == "locked"
        assert raised.value.detail == f"annahuber {os.getpid()} 2026-11-21T14:02:00"
    assert time.waits == [4.5]
    with lock_on(path, time, user="").held():
        assert path.read_text().startswith(f"{os.getuid()} ")
    assert path.exists()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_wait_that_ends_too_early_goes_on_for_the_rest(tmp_path: Path) -> None:
    path, time = tmp_path / "lock", Time()
    holder = lock_on(path, time).held()
    holder.__enter__()

    def then() -> None:
        if len(time.waits) == 3:
            holder.__exit__(None, None, None)

    with lock_on(path, time, fs=Waiting(time, step=1.0, then=then)).held():
        assert time.waits == [4.5, 3.5, 2.5]


def test_what_can_be_done_before_is_done_once_and_only_if_there_is_a_wait(
    tmp_path: Path
) -> None:
    path, time, done = tmp_path / "lock", Time(), []
    with lock_on(path, time).held(meanwhile=lambda: done.append("free")):
        assert done == []
        with (
            pytest.raises(FileError),
            lock_on(path, time, fs=Waiting(time, step=2.0)).held(
                meanwhile=lambda: done.append(len(time.waits))
            ),
        ):
            pass
    assert done == [0]
    assert len(time.waits) == 3


def test_it_is_had_as_soon_as_it_is_free(tmp_path: Path) -> None:
    path, order = tmp_path / "lock", []
    ready = threading.Event()

    def second() -> None:
        with FileLock(str(path), fs=Files()).held(meanwhile=ready.set):
            order.append("second")

    thread = threading.Thread(target=second)
    with FileLock(str(path), fs=Files()).held():
        thread.start()
        assert ready.wait(5)
        order.append("first")
    thread.join(5)
    assert order == ["first", "second"]


def test_who_gave_up_waiting_does_not_take_it_later(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    before = threading.active_count()
    with FileLock(str(path), fs=Files()).held():
        with pytest.raises(FileError), FileLock(str(path), fs=Files()).held(0.01):
            pass
        assert threading.active_count() == before + 1
    for thread in threading.enumerate()[before:]:
        thread.join(5)
    with FileLock(str(path), fs=Files()).held(0.0):
        pass


def test_where_the_kernel_cannot_wait_it_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(fd: int, operation: int) -> None:
        if not operation & fcntl.LOCK_NB:
            raise OSError(errno.ENOLCK, "no queue")

    naps: list[float] = []
    fs, fd = Files(), os.open(tmp_path, os.O_RDONLY)
    monkeypatch.setattr("store.persistence.fs.fcntl.flock", flock)
    monkeypatch.setattr("store.persistence.fs.time.sleep", naps.append)
    assert fs.lock(fd, 5.0)
    os.close(fd)
    assert naps == [PAUSE]


@pytest.mark.parametrize("trap", ["link", "fifo", "folder"])
def test_traps_in_its_place_are_refused(tmp_path: Path, trap: str) -> None:
    path = tmp_path / "lock"
    if trap == "link":
        path.symlink_to(tmp_path / "victim")
    elif trap == "fifo":
        os.mkfifo(path)
    else:
        path.mkdir()
    with pytest.raises(FileError) as raised, lock_on(path, Time()).held():
        pass
    assert raised.value.code == {"link": "unsafe", "fifo": "not_regular", "folder": "folder"}[trap]
    assert not (tmp_path / "victim").exists()


def test_the_holder_cannot_be_read(tmp_path: Path, kit: SimpleNamespace) -> None:
    fs = kit.Breaking(at=1, act=kit.fail(errno.EACCES))
    assert lock_on(tmp_path / "lock", Time(), fs=fs).holder() == ""


def test_an_unlock_that_fails_still_gives_it_back(tmp_path: Path, kit: SimpleNamespace) -> None:
    fs = kit.Breaking()
    fs.act = lambda fs, name, given: (
        kit.fail(errno.EIO)(fs, name, given) if name in ("unlock", "close")
        else fs.really(name, given)
    )
    fs.at, fs.for_ever = 1, True
    with lock_on(tmp_path / "lock", Time(), fs=fs).held():
        pass
    with lock_on(tmp_path / "lock", Time()).held():
        pass
