"""Every damage of the files: found by check, told in words, opened no further than it holds."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.errors import FileError
from store.persistence import formats, journal
from store.persistence.backup import Backups
from store.persistence.check import check
from store.persistence.repair import repair
from store.persistence.thinning import BackupKind
from tui.plain.faults import sentence

Damage = Callable[[Path], None]
NAMES = {"a": "neu", "b": "Firma b", "c": "Firma c"}


@pytest.fixture
def path(kit: SimpleNamespace, tmp_path: Path) -> Path:
    """A snapshot of three customers, a journal with two edits, a history, a backup."""
    path = tmp_path / "data.json"
    with kit.open_book("", memory=True) as book:
        book.apply(kit.put(*(kit.prospect(key) for key in "abc")))
        book.save_copy(path)
    meta = json.loads(path.read_text())["_meta"]["1"]
    Backups(path, now=lambda: kit.NOW).make(path.read_bytes(), BackupKind.MANUAL)
    begin = meta["seq"]
    write(path, "journal", journal.header_line(meta["store"], begin),
          edit(kit, begin + 1, a="alt"), edit(kit, begin + 2, a="neu"))
    write(path, "history", journal.line(b'{"x":1}'), journal.line(b'{"x":2}'))
    return path


def write(path: Path, ending: str, *lines: bytes) -> None:
    path.with_name(f"data.json.{ending}").write_bytes(b"".join(lines))


def edit(kit: SimpleNamespace, number: int, **names: str) -> bytes:
    records: dict[str, bytes | None] = {
        key: formats.encode(kit.prospect(key, name)) for key, name in names.items()}
    return journal.edit_line({"seq": number, "t": "2026-11-21T08:30:00+00:00"}, records, {})


def change(ending: str, how: Callable[[bytes], bytes]) -> Damage:
    def damage(path: Path) -> None:
        file = path.with_name(f"data.json{ending}")
        file.write_bytes(how(file.read_bytes()))
    return damage


def flipped(data: bytes) -> bytes:
    return data.replace(b'"alt"', b'"alx"')


def without_line(number: int) -> Callable[[bytes], bytes]:
    def how(data: bytes) -> bytes:
        lines = data.split(b"\n")
        del lines[number]
        return b"\n".join(lines)
    return how


def torn_batch(*, first: bool) -> Callable[[bytes], bytes]:
    """Three edits of one write, of which a power cut left all but the first or the second."""
    def how(data: bytes) -> bytes:
        head, *lines, _ = data.split(b"\n")
        begin = json.loads(head.split(b" ", 2)[2])["base"]
        last = begin + len(lines)
        batch = [
            journal.line(json.dumps({
                "seq": last + n, "t": "", "b": last + 1, "set": {"prospects": {}},
            }).encode()) for n in (1, 2, 3)
        ]
        batch[0 if first else 1] = bytes(len(batch[0]))[1:] + b"\n"
        return data + b"".join(batch)
    return how


def foreign(data: bytes) -> bytes:
    return journal.header_line("0" * 32, 1) + data.partition(b"\n")[2]


def newer(data: bytes) -> bytes:
    head = json.loads(data.split(b"\n")[0][12:])
    return journal.line(json.dumps(head | {"j": 9}).encode()) + data.partition(b"\n")[2]


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def make_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


INTACT, READ_ONLY, REFUSED = "intact", "read only", "refused"
DAMAGES: dict[str, tuple[Damage, set[str], str]] = {
    "torn tail": (change(".journal", lambda d: d[:-9]), {"torn"}, INTACT),
    "no last line feed": (change(".journal", lambda d: d[:-1]), {"torn"}, INTACT),
    "zeros at the end": (change(".journal", lambda d: d + bytes(80)), {"torn"}, INTACT),
    "first of a write torn": (change(".journal", torn_batch(first=True)), {"torn"}, INTACT),
    "second of a write torn": (change(".journal", torn_batch(first=False)), {"torn"}, INTACT),
    "damaged middle": (change(".journal", flipped), {"damaged", "lost"}, READ_ONLY),
    "line missing": (change(".journal", without_line(1)), {"lost"}, READ_ONLY),
    "no header": (change(".journal", without_line(0)), {"damaged"}, READ_ONLY),
    "foreign journal": (change(".journal", foreign), {"foreign"}, READ_ONLY),
    "newer journal": (change(".journal", newer), {"newer"}, READ_ONLY),
    "journal emptied": (change(".journal", lambda _d: b""), {"no_journal"}, INTACT),
    "journal gone": (
        lambda p: p.with_name("data.json.journal").unlink(), {"no_journal"}, INTACT),
    "torn history": (change(".history", lambda d: d[:-4]), {"torn"}, INTACT),
    "damaged history": (change(".history", lambda d: d.replace(b":1", b":7")),
                        {"damaged"}, INTACT),
    "truncated snapshot": (change("", lambda d: d[:-40]), {"damaged"}, REFUSED),
    "empty snapshot": (change("", lambda _d: b""), {"damaged"}, REFUSED),
    "not JSON": (change("", lambda _d: b"PK\x03\x04"), {"not_json"}, REFUSED),
    "another JSON": (change("", lambda _d: b'{"a":1}'), {"not_ours"}, REFUSED),
    "wrong by hand": (
        change("", lambda d: d.replace(b'"name":"Firma b"', b'"name":7')), {"damaged"}, REFUSED),
    "edited by hand": (
        change("", lambda d: d.replace(b'"name":"Firma b"', b'"name":"Firma bb"')), set(), INTACT),
    "a newer program": (
        change("", lambda d: d.replace(b'"min_writer":', b'"min_writer":9')), {"newer"},
        REFUSED),
    "a folder": (make_folder, {"folder"}, REFUSED),
    "a FIFO": (make_fifo, {"not_regular"}, REFUSED),
}


def codes_of(path: Path) -> set[str]:
    try:
        return {problem.code for problem in check(path).problems}
    except FileError as error:
        return {error.code}


def everything(path: Path) -> dict[str, bytes]:
    return {
        str(p): p.read_bytes() for p in sorted(path.parent.rglob("*"))
        if p.is_file() and not p.name.endswith(".lock")
    }


def test_a_sound_file_is_sound(kit: SimpleNamespace, path: Path) -> None:
    report = check(path)
    assert (report.problems, report.warnings, report.records) == ((), (), 3)
    assert report.rows_fit
    assert report.newest == report.backups[0]
    assert kit.names_on_disk(path) == NAMES


@pytest.mark.parametrize("name", DAMAGES)
def test_check_finds_it_and_changes_nothing(path: Path, name: str) -> None:
    damage, codes, _ = DAMAGES[name]
    damage(path)
    before = everything(path)
    assert codes_of(path) == codes
    assert everything(path) == before


@pytest.mark.parametrize("name", DAMAGES)
def test_reading_opens_no_further_than_it_holds(
    kit: SimpleNamespace, path: Path, name: str
) -> None:
    damage, codes, outcome = DAMAGES[name]
    damage(path)
    before = everything(path)
    refused = None
    try:
        book = kit.open_book(path)
    except FileError as error:
        refused = error
    found = REFUSED
    if refused is not None:
        said = sentence(refused)
        assert str(path) in said
        whole = refused.code in ("newer", "folder", "not_regular")
        assert ("backup-20261121-093000-manual.json" in said) is not whole
    else:
        found = READ_ONLY if book.read_only else INTACT
        names = {key: row.name for key, row in book.rows.items()}
        assert {k: v for k, v in names.items() if k not in "ab"} == {"c": "Firma c"}
        assert names["a"] in ("neu", "alt", "Firma a")
        if book.read_only:
            assert book.state.error is not None
            with pytest.raises(FileError):
                book.apply(kit.put(kit.prospect("x")))
        assert book.close()
    assert found == outcome
    after = everything(path)
    if "torn" in codes and outcome == INTACT and name != "torn history":
        # What was cut off for the next save stands beside, as it was.
        (kept,) = set(after) - set(before)
        log = f"{path}.journal"
        assert after.pop(log) + after.pop(kept) == before.pop(log)
    assert after == before


@pytest.mark.parametrize("name", DAMAGES)
def test_who_only_reads_changes_nothing(
    kit: SimpleNamespace, path: Path, name: str
) -> None:
    DAMAGES[name][0](path)
    before = everything(path)
    with contextlib.suppress(FileError), kit.open_book(path, read_only=True) as book:
        assert book.rows
    assert everything(path) == before


@pytest.mark.parametrize("name", DAMAGES)
def test_repair_saves_what_is_left_and_touches_nothing(
    kit: SimpleNamespace, path: Path, name: str
) -> None:
    DAMAGES[name][0](path)
    before = everything(path)
    if name in ("a newer program", "a folder", "a FIFO"):
        with pytest.raises(FileError):
            repair(path, now=kit.NOW)
        return
    report = repair(path, now=kit.NOW)
    assert everything(path).items() >= before.items()
    assert report.newest is not None
    assert report.out
    found = kit.names_on_disk(Path(report.out))
    if name not in ("truncated snapshot", "empty snapshot", "not JSON", "another JSON",
                    "wrong by hand"):
        assert set(found) == set(NAMES)
    assert found["a"] in ("neu", "alt", "Firma a")


def test_a_journal_that_is_gone_is_noticed_by_the_backups(
    kit: SimpleNamespace, path: Path
) -> None:
    with kit.open_book(path) as book:
        for key in "xyz":
            book.apply(kit.put(kit.prospect(key)))
        assert book.flush(10)
        later = Backups(path, now=lambda: kit.NOW.replace(hour=18))
        later.make_by(book.save_copy, BackupKind.MANUAL)
    assert check(path).problems == ()
    path.with_name("data.json.journal").unlink()
    assert [(p.code, p.path) for p in check(path).problems] == [
        ("lost", str(path)), ("no_journal", f"{path}.journal")]


@pytest.mark.parametrize("how", ["empty", "missing"])
def test_a_journal_that_was_lost_is_told_when_opening(
    kit: SimpleNamespace, path: Path, how: str
) -> None:
    log = path.with_name("data.json.journal")
    log.write_bytes(b"")
    if how == "missing":
        log.unlink()
    for read_only in (True, False):
        with kit.open_book(path, read_only=read_only) as book:
            assert [(n.code, n.path, n.detail) for n in book.notices] == [
                ("journal", str(log), how)]
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("x")))
        assert book.flush(10)
    with kit.open_book(path) as book:
        assert book.notices == ()


def test_a_copy_and_a_killed_first_save_give_no_alarm(
    kit: SimpleNamespace, tmp_path: Path
) -> None:
    copy, new = tmp_path / "a" / "data.json", tmp_path / "b" / "data.json"
    copy.parent.mkdir()
    with kit.open_book(new) as book:
        book.apply(kit.put(kit.prospect("a")))
        assert book.flush(10)
        book.save_copy(copy)
    with kit.open_book(copy) as book:
        assert book.notices == ()
    calls = len(_first_save(kit, tmp_path / "count", 0))
    for at in range(1, calls + 1):
        path = tmp_path / f"k{at}"
        _first_save(kit, path, at)
        with contextlib.suppress(FileError), kit.open_book(path / "data.json") as book:
            assert book.notices == (), at
            assert "no_journal" not in codes_of(path / "data.json")


def _first_save(kit: SimpleNamespace, folder: Path, at: int) -> list[str]:
    """The file calls of a first save; from call `at` on none does anything."""
    folder.mkdir()
    fs = kit.Breaking(at or 10**9, kit.fail(28), for_ever=True)
    with contextlib.suppress(FileError), kit.open_book(folder / "data.json", fs=fs) as book:
        book.apply(kit.put(kit.prospect("a")))
        book.flush(10)
    return fs.log


def test_a_second_name_is_told_when_opening(kit: SimpleNamespace, path: Path) -> None:
    os.link(path, path.with_name("second.json"))
    with kit.open_book(path) as book:
        assert [(n.code, n.detail) for n in book.notices] == [("hard_link", "2")]


def test_a_snapshot_that_is_gone_is_missing(kit: SimpleNamespace, path: Path) -> None:
    path.unlink()
    assert codes_of(path) == {"lost"}
    path.with_name("data.json.journal").unlink()
    assert codes_of(path) == {"missing"}
    path.with_name("data.json.journal").mkdir()
    assert codes_of(path) == {"folder"}


def test_a_journal_that_cannot_be_read_is_told(path: Path) -> None:
    path.with_name("data.json.journal").unlink()
    path.with_name("data.json.journal").mkdir()
    assert codes_of(path) == {"folder"}
    path.with_name("data.json.history").unlink()
    os.mkfifo(path.with_name("data.json.history"))
    assert codes_of(path) == {"folder", "not_regular"}


def test_a_record_under_another_id_is_told(kit: SimpleNamespace, path: Path) -> None:
    store = json.loads(path.read_text())["_meta"]["1"]
    line = journal.edit_line(
        {"seq": store["seq"] + 1, "t": ""}, {"b": formats.encode(kit.prospect("z"))}, {})
    write(path, "journal", journal.header_line(store["store"], store["seq"]), line)
    (problem,) = check(path).problems
    assert problem.detail == "journal/b/id"


def test_what_may_become_a_damage_is_a_warning(kit: SimpleNamespace, path: Path) -> None:
    os.link(path, path.with_name("second.json"))
    backup = Path(Backups(path).list()[0].path)
    backup.write_bytes(backup.read_bytes()[:-9])
    path.write_bytes(json.dumps(json.loads(path.read_bytes())).encode())
    report = check(path)
    assert report.problems == ()
    assert [(w.code, w.path) for w in report.warnings] == [
        ("changed", str(path)), ("hard_link", str(path)), ("damaged", str(backup))]
    assert report.newest is None


def test_a_network_drive_is_a_warning(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.persistence.check.network_drive", lambda path, fs: "nfs4")
    assert [(w.code, w.detail) for w in check(path).warnings] == [("network", "nfs4")]


def test_no_rights_are_told(kit: SimpleNamespace, path: Path) -> None:
    with pytest.raises(FileError) as raised:
        check(path, fs=kit.Breaking(1, kit.fail(13), for_ever=True))
    assert raised.value.code == "denied"
