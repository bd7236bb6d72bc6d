from __future__ import annotations

import errno
import os
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.errors import FileError
from store.persistence.fs import Files
from store.persistence.lock import FileLock

NOW = datetime(2026, 11, 21, 14, 2)


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.naps: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


def lock_on(path: Path, time: Time, user: str = "anna", fs: Files | None = None) -> FileLock:
    return FileLock(
        str(path), fs=fs or Files(), user=user, now=lambda: NOW, clock=lambda: time.now,
        sleep=time.sleep,
    )


def test_a_second_holder_waits_and_is_told_who_holds_it(tmp_path: Path) -> None:
    path, time = tmp_path / "lock", Time()
    with lock_on(path, time, user="anna huber").held():
        with pytest.raises(FileError) as raised, lock_on(path, time).held():
            pass
        assert raised.value.code == "locked"
        assert raised.value.detail == f"annahuber {os.getpid()} 2026-11-21T14:02:00"
    assert set(time.naps) == {0.025}
    assert 5.0 <= sum(time.naps) < 5.1
    with lock_on(path, time, user="").held():
        assert path.read_text().startswith(f"{os.getuid()} ")
    assert path.exists()
    assert path.stat().st_mode & 0o777 == 0o600


def test_it_is_taken_as_soon_as_it_is_free(tmp_path: Path) -> None:
    path, time = tmp_path / "lock", Time()
    holder = lock_on(path, time).held()
    holder.__enter__()
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            holder.__exit__(None, None, None)

    second = FileLock(str(path), fs=Files(), clock=lambda: 0.0, sleep=sleep)
    with second.held():
        assert naps == [0.025] * 3


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
