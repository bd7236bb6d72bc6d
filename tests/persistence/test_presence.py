"""Who else is here: files of programs that live, die, are stopped or write nonsense."""

from __future__ import annotations

import errno
import json
import os
import pwd
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from store.persistence.fs import Files
from store.persistence.presence import BEAT, GONE, LOOK, Presence


@dataclass
class Time:
    """One clock for all: the tests turn it, and file times follow it."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Dated(Files):
    """Files whose time of change is the tests' clock at the last write."""

    def __init__(self, time: Time) -> None:
        self.time = time

    def write(self, fd: int, data: bytes | memoryview) -> int:
        size = super().write(fd, data)
        os.utime(fd, (self.time.now, self.time.now))
        return size


class Office:
    """Some programs on one data file."""

    def __init__(self, folder: Path) -> None:
        self.time = Time()
        self.data = folder / "data.json"
        self.folder = folder / "presence"
        self.programs: list[Presence] = []

    def program(self, user: str, **options: Any) -> Presence:
        options.setdefault("fs", Dated(self.time))
        presence = Presence(str(self.data), user=user, clock=self.time, tick=self.time, **options)
        self.programs.append(presence)
        return presence

    def wait(self, seconds: float) -> None:
        self.time.now += seconds

    def write(self, text: str | bytes, name: str = "x.json") -> Path:
        self.folder.mkdir(exist_ok=True)
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        os.utime(path, (self.time.now, self.time.now))
        return path

    def other(self, **values: Any) -> str:
        return json.dumps({
            "user": "Bea", "pid": 1, "host": "elsewhere", "since": "2027-01-15T08:00:00+00:00",
        } | values)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    for presence in made.programs:
        presence.leave()


def users(presence: Presence) -> list[str]:
    return [person.user for person in presence.people]


def test_alone(office: Office) -> None:
    anna = office.program("Anna")
    assert anna.look() is False
    assert anna.people == ()


def test_who_comes_is_seen_within_two_seconds_and_who_goes(office: Office) -> None:
    anna, bea = office.program("Anna"), office.program("Bea")
    anna.look()
    bea.look()
    assert users(bea) == ["Anna"]
    assert anna.look() is False, "not yet time for a look"
    office.wait(LOOK)
    assert anna.look() is True
    (person,) = anna.people
    assert (person.user, person.pid, person.host) == ("Bea", os.getpid(), os.uname().nodename)
    assert person.since == datetime.fromtimestamp(office.time.now - LOOK, UTC)
    bea.leave()
    office.wait(LOOK)
    assert anna.look() is True
    assert anna.people == ()
    bea.leave()
    office.wait(BEAT)
    bea.look()
    assert not os.path.exists(bea.path), "a late look does not bring it back"


def test_who_was_here_first_stands_first(office: Office) -> None:
    zoe = office.program("Zoe")
    office.wait(5)
    anna, cleo = office.program("Anna"), office.program("Cleo")
    for presence in (anna, cleo, zoe):
        presence.look()
    office.wait(LOOK)
    anna.look()
    assert users(anna) == ["Zoe", "Cleo"]


def test_a_life_longer_than_a_minute(office: Office) -> None:
    anna, bea = office.program("Anna"), office.program("Bea")
    for _ in range(200):
        office.wait(1)
        bea.look()
        anna.look()
    assert users(anna) == ["Bea"]


@pytest.mark.parametrize("host", ["elsewhere", None])
def test_gone_a_minute_after_the_last_sign_of_life(office: Office, host: str | None) -> None:
    anna = office.program("Anna", alive=lambda pid: True)
    path = office.write(office.other(host=host or os.uname().nodename))
    seen = 0.0
    for second in range(61):
        anna.look()
        seen = second if anna.people else seen
        office.wait(1)
    assert GONE <= seen < 60
    assert not path.exists()


def test_a_process_that_is_gone_from_this_host_is_gone_at_once(office: Office) -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    path = office.write(office.other(host=os.uname().nodename, pid=process.pid))
    far = office.write(office.other(pid=process.pid), "far.json")
    anna = office.program("Anna")
    anna.look()
    assert users(anna) == ["Bea"]
    assert (path.exists(), far.exists()) == (False, True)


def test_a_number_that_is_no_process(office: Office) -> None:
    office.write(office.other(host=os.uname().nodename, pid=10**30))
    anna = office.program("Anna")
    anna.look()
    assert anna.people == ()


def test_a_process_of_somebody_else_lives(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(pid: int, number: int) -> None:
        raise PermissionError(errno.EPERM, "not yours")

    monkeypatch.setattr(os, "kill", refuse)
    office.write(office.other(host=os.uname().nodename))
    anna = office.program("Anna")
    anna.look()
    assert users(anna) == ["Bea"]


@pytest.mark.parametrize("jump", [3600.0, -3600.0, -10 * 366 * 86400.0])
def test_a_clock_that_is_set_hides_nobody_for_long(office: Office, jump: float) -> None:
    anna, bea = office.program("Anna"), office.program("Bea")
    ticks = [0.0]
    for presence in (anna, bea):
        presence._tick = lambda: ticks[0]
        presence.look()
    office.wait(jump)
    for _ in range(int(BEAT) + 3):
        ticks[0] += 1
        office.wait(1)
        bea.look()
        anna.look()
    assert users(anna) == ["Bea"]


def test_held_for_gone_while_stopped_and_back_again(office: Office) -> None:
    anna, bea = office.program("Anna"), office.program("Bea")
    bea.look()
    for _ in range(70):
        office.wait(1)
        anna.look()
    assert anna.people == ()
    assert not os.path.exists(bea.path)
    bea.look()
    office.wait(LOOK)
    anna.look()
    assert users(anna) == ["Bea"]


def test_who_only_reads_writes_nothing(office: Office) -> None:
    reader = office.program("Reader", quiet=True)
    assert reader.look() is False
    assert not office.folder.exists()
    stale = office.write(office.other())
    office.wait(LOOK)
    assert reader.look() is True
    office.wait(61)
    assert reader.look() is True
    assert stale.exists()
    assert reader.people == ()


@pytest.mark.parametrize("text", [
    "", "{", "[]", "null", '"x"', '{"user": "x"}', b"\xff\xfe", "[" * 900, "x" * 2000,
    json.dumps({"user": "x", "pid": "y", "host": "h", "since": "2027-01-15T08:00:00"}),
    json.dumps({"user": "x", "pid": 1, "host": "h", "since": 5}),
    json.dumps({"user": "x", "pid": 1, "host": "h", "since": "0001-01-01T00:00:00+23:00"}),
])
def test_nonsense_is_nobody(office: Office, text: str | bytes) -> None:
    path = office.write(text)
    office.write(office.other(), "good.json")
    anna = office.program("Anna")
    anna.look()
    assert users(anna) == ["Bea"]
    assert path.exists()


def test_links_folders_and_fifos_are_nobody(office: Office, tmp_path: Path) -> None:
    good = tmp_path / "good"
    good.write_text(office.other())
    office.write("", "readme.txt")
    (office.folder / "link.json").symlink_to(good)
    (office.folder / "folder.json").mkdir()
    os.mkfifo(office.folder / "fifo.json")
    anna = office.program("Anna")
    anna.look()
    assert anna.people == ()


def test_what_others_say_is_cleaned_and_short(office: Office) -> None:
    office.write(office.other(user="E\x1b]0;vil\x07\u202e" + "x" * 100, host="h\x9b2J"))
    anna = office.program("Anna")
    anna.look()
    (person,) = anna.people
    assert len(person.user) == 40
    assert not set("\x1b\x07\u202e\x9b") & set(person.user + person.host)


@pytest.mark.parametrize(("mode", "expected"), [(0o700, 0o600), (0o2770, 0o660)])
def test_modes(office: Office, tmp_path: Path, mode: int, expected: int) -> None:
    tmp_path.chmod(mode)
    anna = office.program("Anna")
    old = os.umask(0o077)
    try:
        anna.look()
    finally:
        os.umask(old)
    assert stat.S_IMODE(os.stat(anna.path).st_mode) == expected


def test_a_folder_open_to_strangers_is_not_used(office: Office) -> None:
    office.folder.mkdir()
    office.folder.chmod(0o777)
    anna = office.program("Anna")
    assert anna.look() is False
    assert list(office.folder.iterdir()) == []


def _failing(call: str) -> Callable[[Time], Files]:
    def make(time: Time) -> Files:
        def fail(*_: object) -> None:
            raise OSError(errno.EIO, "broken")

        files = Dated(time)
        setattr(files, call, fail)
        return files

    return make


@pytest.mark.parametrize(
    "call", [name for name in vars(Files) if not name.startswith("_")])
def test_whatever_breaks_presence_never_does(office: Office, call: str) -> None:
    office.write(office.other())
    anna = office.program("Anna", fs=_failing(call)(office.time))
    for _ in range(3):
        anna.look()
        office.wait(BEAT)
    anna.leave()


@pytest.mark.parametrize("known", [True, False])
def test_without_a_name_the_user_of_the_kernel(
    office: Office, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    wanted = pwd.getpwuid(os.getuid()).pw_name
    if not known:
        wanted = str(os.getuid())
        monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    nobody, anna = office.program(""), office.program("Anna")
    nobody.look()
    anna.look()
    assert users(anna) == [wanted]


def test_the_real_clock_and_files(tmp_path: Path) -> None:
    one, two = (Presence(str(tmp_path / "data.json"), user=name) for name in ("One", "Two"))
    one.look()
    two.look()
    assert users(two) == ["One"]
    one.leave()
