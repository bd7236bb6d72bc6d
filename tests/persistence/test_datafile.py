"""What may stand where a file should be, and who may read what we write (T7, T8, R16)."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.errors import FileError
from store.persistence import datafile
from store.persistence.check import check
from store.persistence.drafts import Drafts
from store.persistence.fs import Files, file_error
from store.persistence.state import SaveKind
from store.persistence.texts import read_text, write_new


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.json"


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def code_of(kit: SimpleNamespace, path: Path, **options: object) -> str:
    with pytest.raises(FileError) as raised:
        kit.open_book(path, **options)
    return str(raised.value.code)


def save(kit: SimpleNamespace, path: Path, *keys: str) -> None:
    with kit.open_book(path) as book:
        book.apply(kit.put(*(kit.prospect(k) for k in keys)))
        assert book.flush(10)


def test_only_the_owner_reads_what_is_written(
    kit: SimpleNamespace, tmp_path: Path, umask: int
) -> None:
    path = tmp_path / "new" / "folder" / "data.json"
    save(kit, path, "a")
    Drafts(path).save("a", {"name": "x"})
    write_new(tmp_path / "out" / "refused.csv", "x")
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert {p.name for p in files} == kit.FILES | {"a.json", "refused.csv"}
    assert {mode(p) for p in files} == {0o600}
    assert mode(path.parent) == 0o700
    assert mode(path.parent / "drafts") == 0o700


def test_the_mode_of_a_team_is_kept(kit: SimpleNamespace, path: Path, umask: int) -> None:
    save(kit, path, "a")
    path.chmod(0o660)
    save(kit, path, "b")
    assert mode(path) == 0o660


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives files away")
def test_the_group_of_a_team_is_kept(kit: SimpleNamespace, path: Path) -> None:
    save(kit, path, "a")
    os.chown(path, -1, 12345)
    path.chmod(0o660)
    save(kit, path, "b")
    assert (path.stat().st_gid, mode(path)) == (12345, 0o660)


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives files away")
def test_another_group_does_not_get_the_rights_of_the_team(
    kit: SimpleNamespace, path: Path
) -> None:
    save(kit, path, "a")
    os.chown(path, -1, 12345)
    path.chmod(0o660)
    fs = kit.Breaking(1, lambda fs, name, given: (
        kit.fail(errno.EPERM) if name == "chown" else fs.really
    )(*((fs, name, given) if name == "chown" else (name, given))), for_ever=True)
    datafile.replace(fs, str(path), b"{}")
    assert mode(path) == 0o600


def test_a_link_is_resolved_once_and_stays(kit: SimpleNamespace, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "data.json"
    link.symlink_to(tmp_path / "real" / "data.json")
    save(kit, link, "a")
    assert link.is_symlink()
    assert (tmp_path / "real" / "data.json.lock").exists()
    assert set(kit.names_on_disk(tmp_path / "real" / "data.json")) == {"a"}


def test_a_file_swapped_for_a_link_is_not_followed(kit: SimpleNamespace, path: Path) -> None:
    save(kit, path, "a")
    with kit.open_book(path) as book:
        victim = path.with_name("victim")
        path.rename(victim)
        before = victim.read_bytes()
        path.symlink_to(victim)
        book.apply(kit.put(kit.prospect("b")))
        assert not book.flush(10)
        assert book.state.error.code == "unsafe"
        assert victim.read_bytes() == before
        path.unlink()
        book.retry()
        assert book.flush(10)
    assert set(kit.names_on_disk(path)) == {"a", "b"}


@pytest.mark.parametrize(("trap", "code"), [
    ("fifo", "not_regular"), ("folder", "folder"), ("loop", "unsafe"),
    ("file as folder", "missing"), ("device", "not_regular"),
])
def test_traps_are_refused(kit: SimpleNamespace, path: Path, trap: str, code: str) -> None:
    if trap == "fifo":
        os.mkfifo(path)
    elif trap == "folder":
        path.mkdir()
    elif trap == "loop":
        path.symlink_to(path)
    elif trap == "device":
        path.symlink_to("/dev/null")
    else:
        path.write_text("x")
        path = path / "data.json"
    assert code_of(kit, path, read_only=True) == code


@pytest.mark.parametrize(("call", "code"), [("open", "denied"), ("read_at", "io")])
def test_a_file_that_cannot_be_read(
    kit: SimpleNamespace, path: Path, call: str, code: str
) -> None:
    save(kit, path, "a")
    number = errno.EACCES if call == "open" else errno.EIO
    fs = kit.Breaking(1, lambda fs, name, given: (
        kit.fail(number)(fs, name, given) if name == call else fs.really(name, given)
    ), for_ever=True)
    assert code_of(kit, path, fs=fs) == code


def test_a_folder_everybody_may_change_is_not_trusted(
    kit: SimpleNamespace, tmp_path: Path
) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    book = kit.open_book(folder / "data.json")
    book.apply(kit.put(kit.prospect("a")))
    assert not book.flush(10)
    assert book.state.error.code == "unsafe"
    folder.chmod(0o1777)
    book.retry()
    assert book.flush(10)
    assert book.close()


def test_what_killed_saves_left_is_swept(kit: SimpleNamespace, path: Path) -> None:
    left = path.with_name(".data.json.0123.tmp")
    others = [path.with_name(n) for n in (".other.json.1.tmp", "x.tmp", ".data.json.keep")]
    for file in (left, *others):
        file.write_text("x")
    save(kit, path, "a")
    assert not left.exists()
    assert all(file.exists() for file in others)


def test_a_deleted_file_comes_back_whole(kit: SimpleNamespace, path: Path) -> None:
    save(kit, path, "a", "b")
    with kit.open_book(path) as book:
        path.unlink()
        book.apply(kit.put(kit.prospect("c")))
        assert book.flush(10)
    assert set(kit.names_on_disk(path)) == {"a", "b", "c"}


def test_a_file_that_vanishes_while_it_is_looked_at(kit: SimpleNamespace, path: Path) -> None:
    save(kit, path, "a")
    with kit.open_book(path) as other:
        other.apply(kit.put(kit.prospect("z")))
    fs = kit.Breaking()
    with kit.open_book(path, fs=fs) as book:
        with kit.open_book(path) as other:
            other.apply(kit.put(kit.prospect("y")))

        def vanish(fs: Files, name: str, given: tuple[str, ...]) -> object:
            if name == "open" and given[0] == str(path):
                path.unlink(missing_ok=True)
            return fs.really(name, given)  # type: ignore[attr-defined]

        fs.at, fs.for_ever, fs.act = 1, True, vanish
        book.apply(kit.put(kit.prospect("b")))
        assert book.flush(10)
    assert set(kit.names_on_disk(path)) == {"a", "z", "y", "b"}


@pytest.mark.parametrize("link", [True, False])
def test_a_trap_at_the_temporary_name_is_not_written_through(
    path: Path, monkeypatch: pytest.MonkeyPatch, link: bool
) -> None:
    monkeypatch.setattr(os, "urandom", lambda size: bytes(size))
    victim, trap = path.with_name("victim"), path.with_name(f".data.json.{'00' * 8}.tmp")
    victim.write_text("mine")
    if link:
        trap.symlink_to(victim)
    else:
        trap.hardlink_to(victim)
    with pytest.raises(FileError) as raised:
        datafile.replace(Files(), str(path), b"x")
    assert raised.value.code == "exists"
    assert victim.read_text() == "mine"
    assert not path.exists()


def test_saved_is_said_after_the_disk_said_so(kit: SimpleNamespace, path: Path) -> None:
    save(kit, path, "a")
    fs = kit.Breaking()
    with kit.open_book(path, fs=fs) as book:
        fs.log.clear()
        book.apply(kit.put(kit.prospect("b")))
        assert book.flush(10)
    steps = [s for s in fs.log if s in ("lock", "fsync", "fdatasync", "rename", "unlock")]
    assert steps[:3] == ["lock", "fdatasync", "unlock"]
    assert "lock" not in steps[3:], "the day's backup is made without the lock"
    until = fs.log[fs.log.index("lock"):fs.log.index("fdatasync")]
    assert until.count("write") == 2, "who holds the lock, and one line"


def test_a_write_that_takes_nothing_is_an_error(kit: SimpleNamespace, path: Path) -> None:
    fs = kit.Breaking(1, lambda fs, name, given: (
        0 if name == "write" else fs.really(name, given)
    ), for_ever=True)
    with pytest.raises(FileError) as raised:
        datafile.replace(fs, str(path), b"x")
    assert raised.value.code == "io"
    assert list(path.parent.iterdir()) == []


def test_a_file_that_comes_in_pieces(kit: SimpleNamespace, path: Path) -> None:
    save(kit, path, "a", "b")
    fs = kit.Breaking(1, lambda fs, name, given: (
        os.read(given[0], min(given[1], 100)) if name == "read" else fs.really(name, given)
    ), for_ever=True)
    with kit.open_book(path, fs=fs) as book:
        assert list(book.rows) == ["a", "b"]
        book.apply(kit.put(kit.prospect("c")))
        assert book.flush(10)


def test_an_unknown_errno_is_io() -> None:
    assert file_error(OSError(errno.EBADF, "x"), "p").code == "io"
    assert file_error(OSError("without a number"), "p") == FileError(path="p", code="io")


# Calls of fs that only later rooms need, tried once so that they can be relied on.
def test_the_calls_the_journal_will_need(path: Path) -> None:
    fs = Files()
    path.write_bytes(b"12345")
    fd = fs.open(str(path), os.O_RDWR)
    fs.truncate(fd, 3)
    fs.fdatasync(fd)
    fs.close(fd)
    fs.link(str(path), str(path) + ".2")
    assert path.with_name("data.json.2").read_bytes() == b"123"


def test_text_files(path: Path, kit: SimpleNamespace) -> None:
    target = path.parent / "new" / "keys.toml"
    write_new(target, 'next = "j"\n')
    assert read_text(target) == 'next = "j"\n'
    with pytest.raises(FileError) as raised:
        write_new(target, "other")
    assert raised.value.code == "exists"
    write_new(target, b"\xef\xbb\xbfother", overwrite=True)
    assert read_text(target) == "other"
    assert [p.name for p in target.parent.iterdir()] == ["keys.toml"]
    target.write_bytes(b"\xff")
    for file, code in ((target, "damaged"), (path, "missing"), (path.parent, "folder")):
        with pytest.raises(FileError) as raised:
            read_text(file)
        assert raised.value.code == code
    with pytest.raises(FileError) as raised:
        write_new(target, "x", fs=kit.Breaking(1, kit.fail(errno.ENOSPC)))
    assert raised.value.code == "full"


def test_a_file_beyond_the_limit_is_not_read(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024 + 1)
    with pytest.raises(FileError) as raised:
        read_text(path)
    assert raised.value.code == "full"


def test_check_of_a_sound_and_of_a_damaged_file(kit: SimpleNamespace, path: Path) -> None:
    save(kit, path, "a", "b", "c")
    report = check(path)
    assert (report.records, report.rows_fit, report.problems) == (3, True, ())
    tables = json.loads(path.read_text())
    tables["prospects"]["2"]["employees"] = "viele"
    path.write_text(json.dumps(tables))
    report = check(path)
    assert (report.records, report.rows_fit) == (2, False)
    assert [p.detail for p in report.problems] == ["prospects/2/employees"]
    with pytest.raises(FileError):
        check(path.parent)


def test_saving_state_of_a_book_nobody_changed(kit: SimpleNamespace, path: Path) -> None:
    save(kit, path, "a")
    before = path.stat()
    with kit.open_book(path) as book:
        book.retry()
        assert book.flush(10)
        assert book.state.kind is SaveKind.SAVED
    assert path.stat().st_ino == before.st_ino
