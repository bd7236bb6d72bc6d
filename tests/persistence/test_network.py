"""On drives where locks cannot be relied on one session at a time writes (store.md 3.5)."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.errors import FileError
from store.persistence import opening
from store.persistence.fs import Files
from store.persistence.lock import FileLock


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(opening, "network_drive", lambda path, fs: "nfs4")
    return tmp_path / "data.json"


def test_the_second_session_only_reads(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path, user="anna") as first:
        assert [(n.code, n.detail) for n in first.notices] == [("network", "nfs4")]
        first.apply(kit.put(kit.prospect("a")))
        assert first.flush(10)
        with kit.open_book(path, user="berta") as second:
            assert second.read_only
            error = second.state.error
            assert (error.code, error.detail.split(",")[0]) == ("one_session", "anna")
            with pytest.raises(FileError):
                second.apply(kit.put(kit.prospect("b")))
            first.apply(kit.put(kit.prospect("c")))
            assert first.flush(10)
            assert second.poll()
            assert set(second.rows) == {"a", "c"}
            assert first.poll() is False
            assert first.here == ()
    with kit.open_book(path, user="berta") as third:
        assert not third.read_only


def test_who_reads_keeps_nobody_from_writing(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("a")))
    with kit.open_book(path, read_only=True) as reader, kit.open_book(path) as book:
        assert reader.notices == ()
        assert not book.read_only


class Hanging(Files):
    """A drive whose server answers a lock call only when it is let."""

    def __init__(self) -> None:
        self.answer = threading.Event()
        self.closed = threading.Event()

    def lock(self, fd: int) -> bool:
        self.answer.wait(10)
        return super().lock(fd)

    def close(self, fd: int) -> None:
        super().close(fd)
        if self.answer.is_set():
            self.closed.set()


def test_a_lock_call_that_hangs_is_given_up(tmp_path: Path) -> None:
    fs = Hanging()
    lock = FileLock(str(tmp_path / "lock"), fs=fs, remote=True)
    begin = time.monotonic()
    with pytest.raises(FileError) as raised, lock.held(0.05):
        pass
    assert time.monotonic() - begin < 5
    assert (raised.value.code, raised.value.detail) == ("locked", "")
    fs.answer.set()
    # The call that came back keeps nothing.
    assert fs.closed.wait(10)
    with lock.held(1):
        pass


def test_a_lock_that_is_held_names_who_holds_it(tmp_path: Path) -> None:
    first, second = (
        FileLock(str(tmp_path / "lock"), fs=Files(), user=user, remote=True)
        for user in ("anna", "berta"))
    with first.held():
        with pytest.raises(FileError) as raised, second.held(1):
            pass
        assert raised.value.detail.startswith("anna ")
