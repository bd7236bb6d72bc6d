"""Files of every format that was ever released open and say what they said (store.md R19)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store.errors import FileError
from store.persistence import formats, layout, strict, upgrade
from store.persistence.backup import Backups
from store.persistence.check import check
from store.persistence.rowmap import Rows
from store.persistence.thinning import BackupKind
from store.persistence.writing import Written, whole

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("format-*.json"), key=lambda p: p.name)
VERSIONS = [p for p in FILES if re.fullmatch(r"format-\d+\.json", p.name)]


def test_there_is_a_file_for_each_format_and_a_step_from_each() -> None:
    assert [p.name for p in VERSIONS] == [
        f"format-{n}.json" for n in range(1, strict.FORMAT + 1)]
    assert sorted(upgrade.UPGRADES) == list(range(1, strict.FORMAT))


@pytest.mark.parametrize("golden", VERSIONS, ids=lambda p: p.stem)
def test_a_released_file_says_what_it_said(
    kit: SimpleNamespace, golden: Path, tmp_path: Path
) -> None:
    path = tmp_path / "data.json"
    path.write_bytes(golden.read_bytes())
    expected = json.loads(golden.with_suffix(".expected.json").read_text())
    with kit.open_book(path, read_only=True) as book:
        found = {key: formats.to_plain(book.get(key)) for key in book.rows}
    assert found == expected
    assert path.read_bytes() == golden.read_bytes()
    assert check(path).problems == ()
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("new")))
    assert set(kit.names_on_disk(path)) == {*expected, "new"}


def renamed(tables: upgrade.Tables) -> upgrade.Tables:
    """A step such as a later format may need: a key gets another name."""
    for record in tables["prospects"].values():
        record["name"] = record.pop("called")
    return tables


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the program write a later format, with steps from the older ones."""
    def use(number: int, **steps: Any) -> None:
        monkeypatch.setattr(strict, "FORMAT", number)
        monkeypatch.setattr(upgrade, "UPGRADES", {int(k[1:]): v for k, v in steps.items()})
    return use


def old_file(**record: object) -> bytes:
    return json.dumps({
        "_meta": {"1": {"format": 1, "min_writer": 1, "store": "s", "seq": 3, "own": "kept"}},
        "notes": {"1": {"by": "somebody"}},
        "prospects": {"4": {"id": "a", "called": "Firma a", "created": "2026-01-02", **record}},
    }).encode()


def test_an_older_format_is_upgraded_in_memory(later: Callable[..., None]) -> None:
    later(3, _1=renamed, _2=lambda tables: tables)
    snapshot = layout.read(old_file(), "p")
    assert snapshot.upgraded == 1
    assert (snapshot.meta["format"], snapshot.meta["min_writer"]) == (3, 3)
    assert snapshot.meta["own"] == "kept"
    assert formats.decode(snapshot.lines["a"]).name == "Firma a"
    assert snapshot.lines.documents == {"a": 4}
    assert b"somebody" in snapshot.others
    assert snapshot.rows is None


def test_the_first_save_writes_the_present_format(later: Callable[..., None]) -> None:
    later(2, _1=renamed)
    before = layout.read(old_file(), "p")
    record = formats.decode(before.lines["a"])
    from store.catalogue import load_checklist
    from store.overview import make_row

    day = date(2026, 11, 21)
    rows = Rows.of({"a": make_row(record, load_checklist(), day)}, day)
    after = layout.read(whole(Written(before, {}, rows, before.meta).draft), "p")
    assert after.fits
    assert after.upgraded is None
    assert after.meta["format"] == 2


def test_a_file_of_our_own_layout_is_upgraded_too(later: Callable[..., None]) -> None:
    data = VERSIONS[0].read_bytes()
    later(2, _1=lambda tables: tables)
    snapshot = layout.read(data, "p")
    assert (snapshot.upgraded, len(snapshot.lines)) == (1, 2)


@pytest.mark.parametrize("steps", [
    {}, {"_1": renamed}, {"_1": lambda tables: tables["none"]}, {"_1": lambda _tables: 1 + None},
])
def test_a_step_that_does_not_fit_is_damage(
    later: Callable[..., None], steps: dict[str, Any]
) -> None:
    later(2, **steps)
    data = old_file().replace(b'"called"', b'"named"')
    with pytest.raises(FileError) as raised:
        layout.read(data, "p")
    assert (raised.value.code, raised.value.detail) == ("damaged", "format/1")


def test_a_backup_before_the_upgrade_keeps_the_old_bytes(
    later: Callable[..., None], kit: SimpleNamespace, tmp_path: Path
) -> None:
    later(2, _1=renamed)
    store = Backups(tmp_path / "data.json", now=lambda: kit.NOW)
    made = store.make(old_file(), BackupKind.UPGRADE)
    assert Path(made).read_bytes() == old_file()
    assert store.list()[0].ok


@pytest.mark.parametrize(("number", "writer", "opens"), [(2, 1, True), (2, 2, False)])
def test_a_newer_file_is_read_only_or_refused(
    kit: SimpleNamespace, tmp_path: Path, number: int, writer: int, opens: bool
) -> None:
    path = tmp_path / "data.json"
    data = old_file().replace(b'"called"', b'"name"')
    data = data.replace(b'"format": 1', b'"format": %d' % (strict.FORMAT + number - 1))
    data = data.replace(b'"min_writer": 1', b'"min_writer": %d' % (strict.FORMAT + writer - 1))
    path.write_bytes(data)
    if not opens:
        with pytest.raises(FileError) as raised:
            kit.open_book(path)
        assert raised.value.code == "newer"
        return
    with kit.open_book(path) as book:
        assert book.read_only
        assert book.get("a").name == "Firma a"
        with pytest.raises(FileError):
            book.apply(kit.put(kit.prospect("b")))
    assert path.read_bytes() == data
