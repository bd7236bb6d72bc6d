"""Backups that the rule asks for, and a compaction that keeps nobody from saving."""

from __future__ import annotations

import errno
import json
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store.persistence import disk as disk_module
from store.persistence import upgrade
from store.persistence.backup import Backups
from store.persistence.disk import Disk, Staged
from store.persistence.fs import Files
from store.persistence.state import SaveKind


@pytest.fixture
def path(kit: SimpleNamespace, tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    save(kit, path, "a", "alt")
    return path


def save(kit: SimpleNamespace, path: Path, key: str, name: str, **options: Any) -> None:
    with kit.open_book(path, **options) as book:
        book.apply(kit.put(kit.prospect(key, name)))
        assert book.flush(10), book.state


def kept(kit: SimpleNamespace, path: Path) -> list[tuple[str, dict[str, str]]]:
    found = Backups(path).list()
    assert all(b.ok for b in found)
    return [(b.kind.value, kit.names_on_disk(Path(b.path))) for b in reversed(found)]


def test_the_state_before_a_days_first_save_is_kept(kit: SimpleNamespace, path: Path) -> None:
    assert kept(kit, path) == [], "before the first save of all there is nothing to keep"
    clock = [kit.NOW]
    with kit.open_book(path, clock=lambda: clock[0]) as book:
        for day, name in enumerate(("eins", "zwei", "drei")):
            clock[0] = kit.NOW + timedelta(days=day // 2)
            book.apply(kit.put(kit.prospect("a", name)))
            assert book.flush(10)
    assert kept(kit, path) == [("daily", {"a": "alt"}), ("daily", {"a": "zwei"})]
    save(kit, path, "a", "vier", clock=lambda: clock[0])
    assert len(kept(kit, path)) == 2


def test_a_demonstration_has_no_backups(kit: SimpleNamespace, tmp_path: Path) -> None:
    path = tmp_path / "demo-de-2026-11-21.json"
    save(kit, path, "a", "alt")
    save(kit, path, "a", "neu")
    assert not (tmp_path / "backups").exists()


def test_a_backup_that_fails_is_no_failed_save(kit: SimpleNamespace, path: Path) -> None:
    (path.parent / "backups").write_text("in the way")
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("a", "neu")))
        assert book.flush(10)
        assert [(n.code, n.detail) for n in book.notices] == [("backup", "unsafe")]
    assert kit.names_on_disk(path) == {"a": "neu"}


def test_a_file_of_an_older_format_is_kept_before_it_is_written_anew(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = json.loads(path.read_text())
    tables["_meta"]["1"] |= {"format": 0, "min_writer": 0}
    path.write_text(json.dumps(tables))
    path.with_name("data.json.journal").unlink()
    old = path.read_bytes()
    monkeypatch.setattr(upgrade, "UPGRADES", {0: lambda tables: tables})
    full = kit.Breaking()
    with kit.open_book(path, fs=full) as book:
        full.act = lambda fs, name, arguments: (
            kit.fail(errno.ENOSPC)(fs, name, arguments)
            if name == "mkdir" and "backups" in arguments[0] else fs.really(name, arguments))
        full.at, full.for_ever = 1, True
        book.apply(kit.put(kit.prospect("a", "neu")))
        assert not book.flush(10)
        assert (book.state.kind, path.read_bytes()) == (SaveKind.FAILED, old)
        full.act = None
        book.retry()
        assert book.flush(10)
    upgraded = [p for p in (path.parent / "backups").iterdir() if "upgrade" in p.name]
    assert [p.read_bytes() for p in upgraded] == [old]


def test_others_save_while_a_compaction_builds(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their edits come behind the new journal's header, and nobody loses any."""
    stage = Disk.stage

    def slowly(disk: Disk, *arguments: Any) -> Staged:
        staged = stage(disk, *arguments)
        monkeypatch.setattr(disk_module, "MAX_LINES", 99)
        for key in ("b", "a"):
            other.apply(kit.put(kit.prospect(key, "fremd")))
            assert other.flush(10)
        return staged

    with kit.open_book(path) as book, kit.open_book(path, user="bert") as other:
        other.apply(kit.put(kit.prospect("a", "eins")))
        assert other.flush(10)
        monkeypatch.setattr(Disk, "stage", slowly)
        monkeypatch.setattr(disk_module, "MAX_LINES", 1)
        book.poll()
        book.apply(kit.put(kit.prospect("a", "zwei")))
        assert book.flush(10)
        assert book.get("a").name == "fremd"
        lines = path.with_name("data.json.journal").read_bytes().splitlines()
        assert [json.loads(line[line.index(b"{"):]).get("seq") for line in lines] == [None, 4, 5]
        assert json.loads(path.read_text())["_meta"]["1"]["seq"] == 3
        book.apply(kit.put(kit.prospect("c")))
        assert book.flush(10)
        assert [e.seq for e in book.entries("a")] == [1, 2, 3, 5]
        assert book.notices == ()
    assert kit.names_on_disk(path) == {"a": "fremd", "b": "fremd", "c": "Firma c"}
    assert not list(path.parent.glob(".*.tmp"))


def test_a_snapshot_that_was_swept_away_is_made_again(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Disk.stage

    def swept(disk: Disk, *arguments: Any) -> Staged:
        staged = stage(disk, *arguments)
        monkeypatch.setattr(Disk, "stage", stage)
        save(kit, path, "b", "fremd")
        return staged

    with kit.open_book(path) as book:
        monkeypatch.setattr(Disk, "stage", swept)
        monkeypatch.setattr(disk_module, "MAX_LINES", 0)
        book.apply(kit.put(kit.prospect("a", "neu")))
        assert book.flush(10)
        book.apply(kit.put(kit.prospect("c")))
        assert book.flush(10)
        assert book.notices == ()
        assert json.loads(path.read_text())["_meta"]["1"]["seq"] == 4
    assert kit.names_on_disk(path) == {"a": "neu", "b": "fremd", "c": "Firma c"}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_each_call_of_a_compaction_may_fail(
    kit: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(disk_module, "MAX_LINES", 0)
    step, done = 0, False
    while not done:
        step += 1
        path = tmp_path / str(step) / "data.json"
        save(kit, path, "a", "alt")
        fs = kit.Breaking()
        with kit.open_book(path, fs=fs, clock=lambda: datetime(2026, 11, 21, 9)) as book:
            armed = Disk.stage

            def arm(
                disk: Disk, *arguments: Any, fs: Any = fs, armed: Any = armed, at: int = step
            ) -> Staged:
                fs.at, fs.act = len(fs.log) + at, kit.fail(number)
                return armed(disk, *arguments)

            monkeypatch.setattr(Disk, "stage", arm)
            book.apply(kit.put(kit.prospect("a", "neu")))
            assert book.flush(10), book.state
            monkeypatch.setattr(Disk, "stage", armed)
            done = len(fs.log) < fs.at
            fs.act = None
            book.apply(kit.put(kit.prospect("b", "danach")))
            assert book.flush(10), book.state
        assert kit.names_on_disk(path) == {"a": "neu", "b": "danach"}
        Files().unlink(str(path) + ".lock")
    assert step > 15
