from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.errors import FileError
from store.persistence import ledger, rights
from store.persistence.backup import Backups
from store.persistence.drafts import Drafts
from store.persistence.fs import Files
from store.persistence.repair import repair
from store.persistence.restore import restore_aside
from store.persistence.texts import write_new
from store.persistence.thinning import BackupKind


@pytest.fixture(params=[0o000, 0o002, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): oct(stat.S_IMODE(p.lstat().st_mode))
        for p in sorted(folder.rglob("*"))
    }


def use(kit: SimpleNamespace, folder: Path) -> None:
    """Everything that writes beside a data file."""
    path = folder / "data.json"
    with kit.open_book("", memory=True) as book:
        book.save_copy(path)
    for name in ("eins", "zwei"):
        with kit.open_book(path) as book:
            book.apply(kit.put(kit.prospect("a", name)))
    Backups(path, now=lambda: kit.NOW).make(path.read_bytes(), BackupKind.MANUAL)
    Drafts(path).save("a", {"name": "x"})


class Staging(Files):
    """Notes the mode of every file just before it takes its place."""

    def __init__(self) -> None:
        self.staged: dict[str, str] = {}

    def rename(self, path: str, name: str) -> None:
        self._note(path, name)
        super().rename(path, name)

    def link(self, path: str, name: str) -> None:
        self._note(path, name)
        super().link(path, name)

    def _note(self, path: str, name: str) -> None:
        self.staged[os.path.basename(name)] = oct(stat.S_IMODE(os.stat(path).st_mode))


def use_all(kit: SimpleNamespace, folder: Path, fs: Staging) -> None:
    """The rest: history, torn copy, presence, ledger, a damaged file set aside, a repair."""
    use(kit, folder)
    path = folder / "data.json"
    with kit.open_book(path, fs=fs) as book:
        book.apply(kit.put(kit.prospect("b")))
        book.compact()
        assert book.flush(10)
        book.poll()
        (fs.staged["presence"],) = modes(folder / "presence").values()
    log = folder / "data.json.journal"
    log.write_bytes(log.read_bytes() + b"torn")
    with kit.open_book(path, fs=fs) as book:
        book.apply(kit.put(kit.prospect("c")))
    ledger.write(fs, str(path), ledger.Ledger(salt="s"))
    repair(path, now=kit.NOW, fs=fs)
    restore_aside(path, Backups(path, fs).list()[0], now=kit.NOW, fs=fs)
    with kit.open_book(path, fs=fs) as book:
        book.apply(kit.put(kit.prospect("d")))
    write_new(str(folder / "list.csv"), "a;b")


@pytest.mark.parametrize(("mode", "file", "inner"), [
    (0o2770, 0o660, 0o2770), (0o2775, 0o660, 0o2770), (0o2750, 0o600, 0o2700),
    (0o700, 0o600, 0o700), (0o755, 0o600, 0o700), (0o770, 0o600, 0o700),
], ids=oct)
def test_all_files_have_the_mode_of_the_folder(
    kit: SimpleNamespace, tmp_path: Path, umask: int, mode: int, file: int, inner: int
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(mode)
    use(kit, folder)
    found = modes(folder)
    assert {"data.json", "data.json.lock", "backups", "drafts"} <= set(found)
    wrong = {
        name: found[name] for name in found
        if found[name] != oct(inner if (folder / name).is_dir() else file)
    }
    assert not wrong


@pytest.mark.parametrize(("mode", "file", "inner"), [
    (0o2770, 0o660, 0o2770), (0o700, 0o600, 0o700), (0o755, 0o600, 0o700),
], ids=oct)
def test_every_kind_of_file_has_it_before_it_has_its_name(
    kit: SimpleNamespace, tmp_path: Path, umask: int, mode: int, file: int, inner: int
) -> None:
    folder, fs = tmp_path / "shared", Staging()
    folder.mkdir()
    folder.chmod(mode)
    use_all(kit, folder, fs)
    found = modes(folder)
    kinds = {name.partition("data.json")[2].partition("-")[0] for name in found}
    assert {
        "", ".journal", ".history", ".lock", ".torn", ".erased", ".repaired", ".damaged",
        ".journal.damaged",
    } <= kinds
    wrong = {
        name: found[name] for name in found
        if found[name] != oct(inner if (folder / name).is_dir() else file)
    }
    assert not wrong
    assert set(fs.staged.values()) == {oct(file)}


def test_a_mode_somebody_set_is_kept(kit: SimpleNamespace, tmp_path: Path) -> None:
    use(kit, tmp_path)
    (tmp_path / "data.json").chmod(0o640)
    with kit.open_book(tmp_path / "data.json") as book:
        book.apply(kit.put(kit.prospect("a", "drei")))
    assert modes(tmp_path)["data.json"] == "0o640"


def trap_link(folder: Path, outside: Path) -> None:
    folder.symlink_to(outside)


def trap_file(folder: Path, outside: Path) -> None:
    folder.write_text("")


def trap_open(folder: Path, outside: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)


@pytest.mark.parametrize("trap", [trap_link, trap_file, trap_open])
def test_a_folder_that_is_a_trap(kit: SimpleNamespace, tmp_path: Path, trap: object) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside"
    home.mkdir()
    outside.mkdir()
    use(kit, home)
    data = (home / "data.json").read_bytes()
    os.rename(home / "backups", home / "old")
    trap(home / "backups", outside)  # type: ignore[operator]
    with pytest.raises(FileError) as raised:
        Backups(home / "data.json").make(data, BackupKind.MANUAL)
    assert raised.value.code == "unsafe"
    assert os.listdir(outside) == []


@pytest.mark.parametrize("make", [os.mkfifo, lambda p: os.symlink("/dev/null", p)])
def test_what_stands_at_a_name_is_neither_followed_nor_replaced(
    kit: SimpleNamespace, tmp_path: Path, make: object
) -> None:
    use(kit, tmp_path)
    store = Backups(tmp_path / "data.json", now=lambda: kit.NOW)
    trap = os.path.join(store.folder, "backup-20261121-093000-import.json")
    make(trap)  # type: ignore[operator]
    made = store.make((tmp_path / "data.json").read_bytes(), BackupKind.IMPORT)
    assert made != trap
    assert not stat.S_ISREG(os.lstat(trap).st_mode)
    assert [b.problem for b in store.list() if b.path == trap] in (["not_regular"], ["unsafe"])


def owned(mode: int, user: int, group: int = 5) -> os.stat_result:
    return os.stat_result((mode, 1, 1, 1, user, group, 0, 0, 0, 0))


class Owners(Files):
    """A file system where folders belong to whom the test says."""

    def __init__(self, inner: os.stat_result, above: os.stat_result) -> None:
        self.found = {"/f/backups": inner, "/f": above}

    def stat(self, path: str) -> os.stat_result:
        return self.found[path]


ME, STRANGER, ANNA = os.getuid(), 70_001, 70_002


@pytest.mark.parametrize(("inner", "above", "trusted"), [
    (owned(0o40700, ME), owned(0o40700, ME), True),
    (owned(0o40755, 0), owned(0o40755, ANNA), True),
    (owned(0o40755, ANNA), owned(0o40755, ANNA), True),
    (owned(0o40755, STRANGER), owned(0o41777, 0), False),
    (owned(0o42770, STRANGER), owned(0o42770, ANNA), True),
    (owned(0o40770, STRANGER, 6), owned(0o42770, ANNA), False),
    (owned(0o40777, ME), owned(0o40700, ME), False),
    (owned(0o41777, ME), owned(0o40700, ME), True),
])
def test_whose_folder_can_be_trusted(
    inner: os.stat_result, above: os.stat_result, trusted: bool
) -> None:
    fs = Owners(inner, above)
    if trusted:
        rights.make_folder(fs, "/f/backups")
        return
    with pytest.raises(FileError):
        rights.make_folder(fs, "/f/backups")


def test_a_folder_that_cannot_be_made(kit: SimpleNamespace, tmp_path: Path) -> None:
    fs = kit.Breaking(1, kit.fail(errno.EACCES), for_ever=True)
    with pytest.raises(FileError) as raised:
        rights.make_folder(fs, str(tmp_path / "backups"))
    assert raised.value.code == "denied"


def test_giving_never_fails(kit: SimpleNamespace, tmp_path: Path) -> None:
    fs = kit.Breaking(1, kit.fail(errno.EPERM), for_ever=True)
    rights.give(fs, 0, str(tmp_path))
    assert fs.log == ["stat"]
