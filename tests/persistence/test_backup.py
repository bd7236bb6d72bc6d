from __future__ import annotations

import errno
import os
import stat
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.edit import Edit
from store.errors import FileError
from store.persistence import layout, stored
from store.persistence.backup import Backups
from store.persistence.datafile import DataFile
from store.persistence.fs import Files
from store.persistence.journalfile import JournalFile
from store.persistence.thinning import BackupKind

DAILY, MANUAL = BackupKind.DAILY, BackupKind.MANUAL


@pytest.fixture
def path(kit: SimpleNamespace, tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    with kit.open_book("", memory=True) as book:
        book.apply(kit.put(kit.prospect("a"), kit.prospect("b")))
        book.save_copy(path)
    return path


def backups(path: Path, kit: SimpleNamespace, **more: object) -> Backups:
    return Backups(path, **{"now": lambda: kit.NOW, **more})


def test_a_backup_opens_as_a_book(kit: SimpleNamespace, path: Path) -> None:
    made = backups(path, kit).make(path.read_bytes(), DAILY)
    assert made == str(path.parent / "backups" / "backup-20261121-093000-daily.json")
    assert kit.names_on_disk(Path(made)) == {"a": "Firma a", "b": "Firma b"}
    assert stat.S_IMODE(os.stat(made).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(made)).st_mode) == 0o700


class Ordered(Files):
    """Notes what waits for the disk, and which names are given."""

    def __init__(self) -> None:
        self.log: list[tuple[str, str]] = []

    def fsync_folder(self, path: str) -> None:
        self.log.append(("sync", path))
        super().fsync_folder(path)

    def link(self, path: str, name: str) -> None:
        self.log.append(("link", name))
        super().link(path, name)


@pytest.mark.parametrize("there", [False, True], ids=["new", "left by a killed one"])
def test_the_name_of_the_folder_is_on_the_disk_before_a_backup(
    kit: SimpleNamespace, path: Path, there: bool
) -> None:
    fs = Ordered()
    if there:
        (path.parent / "backups").mkdir(mode=0o700)
    made = backups(path, kit, fs=fs).make(path.read_bytes(), DAILY)
    assert fs.log == [
        ("sync", str(path.parent)), ("link", made), ("sync", os.path.dirname(made))]


def test_what_a_backup_says(kit: SimpleNamespace, path: Path) -> None:
    store = backups(path, kit)
    store.make(path.read_bytes(), DAILY)
    (found,) = store.list()
    assert (found.made, found.kind, found.records, found.seq) == (kit.NOW, DAILY, 2, 1)
    assert found.ok
    assert found.usable
    assert found.name == "backup-20261121-093000-daily.json"
    assert store.newest() == found


def test_due_with_the_first_save_of_a_day(kit: SimpleNamespace, path: Path) -> None:
    store = backups(path, kit)
    assert store.due(kit.TODAY)
    store.make(path.read_bytes(), MANUAL)
    assert store.due(kit.TODAY)
    store.make(path.read_bytes(), DAILY)
    assert not store.due(kit.TODAY)
    assert store.due(kit.TODAY + timedelta(days=1))
    assert store.due(kit.TODAY - timedelta(days=1))


def test_two_in_one_second_have_two_names(kit: SimpleNamespace, path: Path) -> None:
    store = backups(path, kit)
    first, second = (store.make(path.read_bytes(), MANUAL) for _ in range(2))
    assert [b.path for b in store.list()] == [second, first]
    assert second.endswith("-093001-manual.json")


def test_a_time_with_zone_is_named_as_the_clock_on_the_wall(
    kit: SimpleNamespace, path: Path
) -> None:
    store = backups(path, kit, now=lambda: kit.NOW.astimezone())
    assert store.make(path.read_bytes(), DAILY).endswith("-20261121-093000-daily.json")


def test_thinning_removes_files(kit: SimpleNamespace, path: Path) -> None:
    for ago in range(40):
        moment = kit.NOW - timedelta(days=ago)
        backups(path, kit, now=lambda moment=moment: moment).make(path.read_bytes(), DAILY)
    store = backups(path, kit)
    foreign = path.parent / "backups" / "backup-20200101-000000-holiday.json"
    foreign.write_text("mine")
    removed = store.thin(kit.TODAY)
    assert len(removed) == 40 - len(store.list()) == 30
    assert foreign.exists()
    assert not store.thin(kit.TODAY)


def test_two_files_in_a_folder_keep_theirs_apart(kit: SimpleNamespace, path: Path) -> None:
    other = path.with_name("kunden.json")
    data = path.read_bytes()
    mine, theirs = (backups(p, kit).make(data, DAILY) for p in (path, other))
    assert [b.path for b in backups(path, kit).list()] == [mine]
    assert [b.path for b in backups(other, kit).list()] == [theirs]
    assert theirs.endswith("backup-20261121-093000-daily-kunden.json")


@pytest.mark.parametrize("name", [
    "backup-20261121-093000.json", "backup-20261341-093000-daily.json", "notes.txt",
    "backup-20261121-093000-daily.json.tmp", "backup-20261121-093000-DAILY.json",
    "backup-٢٠٢٦1121-093000-daily.json", "xbackup-20261121-093000-daily.json",
])
def test_other_names_are_no_backups(kit: SimpleNamespace, path: Path, name: str) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    (folder / name).write_bytes(path.read_bytes())
    assert backups(path, kit).list() == ()


def test_without_a_folder_there_are_none(kit: SimpleNamespace, path: Path) -> None:
    store = backups(path, kit)
    assert (store.list(), store.newest(), store.thin(kit.TODAY)) == ((), None, ())


@pytest.mark.parametrize("name", ["", "2026", "nix"])
def test_a_name_that_fits_none_or_several(kit: SimpleNamespace, path: Path, name: str) -> None:
    store = backups(path, kit)
    store.make(path.read_bytes(), MANUAL)
    store.make(path.read_bytes(), DAILY)
    with pytest.raises(FileError) as raised:
        store.find(name)
    assert raised.value.code == ("ambiguous" if name == "2026" else "missing")


def test_a_name_or_a_part_of_it_that_fits_one(kit: SimpleNamespace, path: Path) -> None:
    store = backups(path, kit)
    made = store.make(path.read_bytes(), MANUAL)
    store.make(path.read_bytes(), DAILY)
    assert store.find("manual").path == made
    assert store.find(os.path.basename(made)).path == made


def change(data: bytes) -> bytes:
    return data.replace(b"Firma a", b"Firma x")


@pytest.mark.parametrize(("damage", "problem"), [
    (lambda data: data[:-20], "damaged"), (lambda data: b"", "damaged"),
    (lambda data: b"#" + data, "not_json"), (lambda data: b"[]", "not_ours"),
    (lambda data: data.replace(b'"min_writer":1', b'"min_writer":9'), "newer"),
    (change, "changed"),
])
def test_a_damaged_backup_is_told_and_passed_over(
    kit: SimpleNamespace, path: Path, damage: object, problem: str
) -> None:
    store = backups(path, kit)
    sound = store.make(path.read_bytes(), MANUAL)
    hurt = store.make(path.read_bytes(), DAILY)
    later = Path(hurt.replace("093000", "103000"))
    later.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    os.unlink(hurt)
    found = store.list()
    assert [b.problem for b in found] == [problem, ""]
    newest = store.newest()
    assert newest is not None
    assert newest.path == sound
    os.unlink(sound)
    newest = store.newest()
    assert (newest.path if newest else "") == (str(later) if problem == "changed" else "")


def test_what_does_not_open_is_no_backup(kit: SimpleNamespace, path: Path) -> None:
    store = backups(path, kit)
    with pytest.raises(FileError) as raised:
        store.make(b"{}", DAILY)
    assert (raised.value.code, raised.value.detail) == ("damaged", "not_ours")
    assert os.listdir(store.folder) == []


def test_what_the_disk_gives_back_otherwise_is_no_backup(
    kit: SimpleNamespace, path: Path
) -> None:
    def flip(fs: object, name: str, arguments: tuple[object, ...]) -> object:
        if name == "write":
            data = change(bytes(arguments[1]))  # type: ignore[arg-type]
            arguments = (arguments[0], memoryview(data))
        return fs.really(name, arguments)  # type: ignore[attr-defined]

    store = backups(path, kit, fs=kit.Breaking(1, flip, for_ever=True))
    with pytest.raises(FileError) as raised:
        store.make(path.read_bytes(), DAILY)
    assert (raised.value.code, raised.value.detail) == ("damaged", "changed")
    assert os.listdir(store.folder) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("for_ever", [False, True])
def test_every_call_fails(
    kit: SimpleNamespace, path: Path, number: int, for_ever: bool
) -> None:
    data, refused = path.read_bytes(), 0
    for step in range(1, 100):
        fs = kit.Breaking(step, kit.fail(number), for_ever=for_ever)
        store = backups(path, kit, fs=fs)
        before = set(os.listdir(store.folder)) if os.path.isdir(store.folder) else set()
        try:
            made = store.make(data, DAILY)
        except FileError:
            refused += 1
            left = set(os.listdir(store.folder)) if os.path.isdir(store.folder) else set()
            # At the worst a whole backup stands there that could not be looked at again.
            for name in left - before:
                assert name.endswith(".tmp") or (path.parent / "backups" / name).read_bytes() \
                    == data
        else:
            assert Path(made).read_bytes() == data
        assert path.read_bytes() == data
        if len(fs.log) < step:
            break
    assert refused > 8


def test_a_backup_that_is_none_cannot_always_be_removed(
    kit: SimpleNamespace, path: Path
) -> None:
    def keep(fs: object, name: str, arguments: tuple[object, ...]) -> object:
        if name == "unlink" and str(arguments[0]).endswith(".json"):
            raise OSError(errno.EROFS, "")
        return fs.really(name, arguments)  # type: ignore[attr-defined]

    with pytest.raises(FileError) as raised:
        backups(path, kit, fs=kit.Breaking(1, keep, for_ever=True)).make(b"{}", DAILY)
    assert raised.value.code == "read_only"


def test_removing_may_fail_too(kit: SimpleNamespace, path: Path) -> None:
    for hour in (8, 9, 10):
        moment = datetime(2026, 11, 21, hour)
        backups(path, kit, now=lambda moment=moment: moment).make(path.read_bytes(), DAILY)
    fs = kit.Breaking(2, kit.fail(errno.ENOENT))
    assert len(backups(path, kit, fs=fs).thin(kit.TODAY)) == 1
    fs = kit.Breaking(2, kit.fail(errno.EIO))
    with pytest.raises(FileError):
        backups(path, kit, fs=fs).thin(kit.TODAY)
    assert len(backups(path, kit).list()) == 2


def test_a_full_minute_of_backups(kit: SimpleNamespace, path: Path) -> None:
    store = backups(path, kit)
    for _ in range(60):
        store.make(path.read_bytes(), MANUAL)
    with pytest.raises(FileError) as raised:
        store.make(path.read_bytes(), MANUAL)
    assert raised.value.code == "exists"


def test_a_book_writes_its_own_backup(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("c")))
        made = backups(path, kit).make_by(book.save_copy, MANUAL)
        assert set(kit.names_on_disk(Path(made))) == {"a", "b", "c"}


def test_the_day_is_that_of_the_name(kit: SimpleNamespace, path: Path) -> None:
    late = datetime(2026, 12, 31, 23, 59, 59)
    store = backups(path, kit, now=lambda: late)
    store.make(path.read_bytes(), DAILY)
    assert not store.due(date(2026, 12, 31))
    assert store.due(date(2027, 1, 1))


def test_the_first_save_of_a_day_keeps_what_was_before(
    kit: SimpleNamespace, path: Path
) -> None:
    file = DataFile(str(path))
    held = stored.read(file, JournalFile(f"{path}.journal", file.fs))
    assert held is not None
    with kit.open_book(path) as book:
        book.apply(Edit(label="removed", removed=("a",)))
        book.apply(kit.put(kit.prospect("b", "neu"), kit.prospect("c")))
    store = backups(path, kit)
    for made in store.list():
        os.unlink(made.path)
    made = store.keep_day(held, kit.TODAY)
    assert kit.names_on_disk(Path(made)) == {"a": "Firma a", "b": "Firma b"}
    (backup,) = store.list()
    assert (backup.records, backup.ok, backup.kind) == (2, True, DAILY)
    assert store.keep_day(held, kit.TODAY) == ""
    again = stored.read(file, JournalFile(f"{path}.journal", file.fs))
    assert again is not None
    made = store.keep_day(again, kit.TODAY + timedelta(days=1))
    assert kit.names_on_disk(Path(made)) == {"b": "neu", "c": "Firma c"}


def test_there_is_nothing_to_keep_before_the_first_save(
    kit: SimpleNamespace, tmp_path: Path
) -> None:
    assert backups(tmp_path / "data.json", kit).keep_day(stored.nothing(), kit.TODAY) == ""
    assert os.listdir(tmp_path) == []


def test_a_seal_on_what_is_no_json(kit: SimpleNamespace, path: Path) -> None:
    head, rest = b'{"_meta":{"1":{"seq":,"crc":"', b'"}},\n"prospects":{\n\n}}\n'
    store = backups(path, kit)
    made = Path(store.make(path.read_bytes(), MANUAL))
    made.write_bytes(head + layout.checksum(head, rest) + rest)
    assert [b.problem for b in store.list()] == ["damaged"]
