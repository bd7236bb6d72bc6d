"""What stands in open forms: beside the data file, else in the runtime folder."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store.errors import FileError
from store.persistence.drafts import Drafts, runtime_folder
from store.persistence.fs import Files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.json"


def test_drafts_are_kept_cleaned_and_dropped(path: Path) -> None:
    drafts = Drafts(path)
    assert (drafts.names(), drafts.load("a")) == ((), None)
    drafts.save("a", {"name": "Müll\x1b[2Jer", "note": "eins\nzwei"})
    drafts.save("b-1", {})
    assert drafts.load("a") == {"name": "Müll[2Jer", "note": "eins\nzwei"}
    assert drafts.names() == ("a", "b-1")
    drafts.drop("a")
    drafts.drop("a")
    assert drafts.names() == ("b-1",)


@pytest.mark.parametrize("text", ["[]", "{", "", '{"a":1,"a":2}', "[" * 100_000])
def test_a_broken_draft(path: Path, text: str) -> None:
    drafts = Drafts(path)
    drafts.save("a", {})
    (path.parent / "drafts" / "a.json").write_text(text)
    with pytest.raises(FileError) as raised:
        drafts.load("a")
    assert raised.value.code == "damaged"


@pytest.mark.parametrize("name", ["", "../a", "a/b", ".a", "a.b", "x" * 81, "ä"])
def test_a_draft_never_leaves_its_folder(path: Path, name: str) -> None:
    for call in (lambda d: d.save(name, {}), lambda d: d.load(name), lambda d: d.drop(name)):
        with pytest.raises(ValueError, match="no name"):
            call(Drafts(path))


def test_drafts_that_cannot_be_kept(path: Path, kit: SimpleNamespace) -> None:
    fs = kit.Breaking(1, kit.fail(errno.EROFS), for_ever=True)
    drafts = Drafts(path, fs=fs)
    for call in (lambda: drafts.save("a", {}), lambda: drafts.drop("a"),
                 lambda: drafts.load("a")):
        with pytest.raises(FileError) as raised:
            call()
        assert raised.value.code == "read_only"


class Blocked(Files):
    """Nothing can be made below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)

    def mkdir(self, path: str) -> None:
        if path.startswith(self.folder):
            raise OSError(errno.ENOSPC, "full")
        super().mkdir(path)

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        if path.startswith(self.folder) and flags & os.O_CREAT:
            raise OSError(errno.ENOSPC, "full")
        return super().open(path, flags, mode)


def test_the_runtime_folder_takes_a_draft_that_fits_nowhere_else(
        path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: Any) -> None:
    runtime = tmp_path_factory.mktemp("run")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    drafts = Drafts(path)
    assert drafts.save("a", {"name": "alt"}) == ""
    stuck = Drafts(path, fs=Blocked(path.parent))
    place = Path(stuck.save("a", {"name": "neu"}))
    assert place.parent.parent == runtime
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    stuck.save("b", {})
    assert drafts.load("a") == {"name": "neu"}, "the newer one"
    assert drafts.names() == ("a", "b")
    assert drafts.save("a", {"name": "wieder da"}) == ""
    assert not place.exists()
    drafts.drop("b")
    assert drafts.names() == ("a",)
    assert drafts.load("a") == {"name": "wieder da"}


def test_without_a_runtime_folder_the_temporary_one_takes_it(
        path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: Any) -> None:
    temporary = tmp_path_factory.mktemp("tmp")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "relative")
    monkeypatch.setenv("TMPDIR", str(temporary))
    place = Path(Drafts(path, fs=Blocked(path.parent)).save("a", {}))
    assert place.parent.parent == temporary


def test_a_runtime_folder_that_is_a_trap_takes_nothing(
        path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: Any) -> None:
    runtime, elsewhere = tmp_path_factory.mktemp("run"), tmp_path_factory.mktemp("else")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    Path(runtime_folder(str(path))).symlink_to(elsewhere)
    (elsewhere / "a.json").write_text('{"name": "Falle"}')
    stuck = Drafts(path, fs=Blocked(path.parent))
    with pytest.raises(FileError) as raised:
        stuck.save("a", {})
    assert raised.value.code == "full", "told about the usual place"
    assert (stuck.load("a"), stuck.names()) == (None, ())
    stuck.drop("a")
    assert (elsewhere / "a.json").exists()
