from __future__ import annotations

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
from store.persistence.repair import RepairReport, repair
from store.persistence.thinning import BackupKind

Damage = Callable[[bytes], bytes]


@pytest.fixture
def path(kit: SimpleNamespace, tmp_path: Path) -> Path:
    """A snapshot of five customers as of edit 1, and a journal with edits 2 to 4."""
    path = tmp_path / "data.json"
    with kit.open_book("", memory=True) as book:
        book.apply(kit.put(*(kit.prospect(key) for key in "abcde")))
        book.save_copy(path)
    store = json.loads(path.read_text())["_meta"]["1"]["store"]
    lines = [journal.header_line(store, 1), edit(kit, 2, a="zwei"),
             edit(kit, 3, b=None, f="drei"), edit(kit, 4, a="vier")]
    path.with_name("data.json.journal").write_bytes(b"".join(lines))
    return path


def edit(kit: SimpleNamespace, number: int, **names: str | None) -> bytes:
    records = {
        key: None if name is None else formats.encode(kit.prospect(key, name))
        for key, name in names.items()
    }
    return journal.edit_line({"seq": number, "t": "2026-11-21T08:30:00+00:00"}, records, {})


def mend(kit: SimpleNamespace, path: Path) -> tuple[RepairReport, dict[str, str]]:
    before = {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()}
    report = repair(path, now=kit.NOW)
    assert {p: p.read_bytes() for p in before} == before
    if not report.out:
        return report, {}
    assert Path(report.out).parent == path.parent
    return report, kit.names_on_disk(Path(report.out))


def log(path: Path) -> Path:
    return path.with_name("data.json.journal")


ALL = {"a": "vier", "c": "Firma c", "d": "Firma d", "e": "Firma e", "f": "drei"}


def test_a_sound_file_is_saved_whole(kit: SimpleNamespace, path: Path) -> None:
    report, names = mend(kit, path)
    assert names == ALL
    assert report.out == f"{path}.repaired-20261121-093000.json"
    assert (report.records, report.snapshot, report.edits, report.lost) == (5, 5, 3, 0)
    assert report.sound
    assert report.problems == ()
    assert report.newest is None
    assert os.stat(report.out).st_mode & 0o777 == 0o600
    with kit.open_book(report.out) as book:
        book.apply(kit.put(kit.prospect("new")))
    assert "new" in kit.names_on_disk(Path(report.out))


@pytest.mark.parametrize(("damage", "names", "edits"), [
    # A line in the middle: what stands behind it is taken all the same.
    (lambda d: d.replace(b'"Firma', b'"firma').replace(b'"drei"', b'"drei!'),
     {**ALL, "b": "Firma b"}, 2),
    (lambda d: d[:-3], {**ALL, "a": "zwei"}, 2),
    (lambda d: d[:-1], {**ALL, "a": "zwei"}, 2),
    (lambda d: d[d.index(b"\n") + 1:], ALL, 3),
    (lambda d: b"", {key: f"Firma {key}" for key in "abcde"}, 0),
    (lambda d: b"\x00" * 50, {key: f"Firma {key}" for key in "abcde"}, 0),
])
def test_a_damaged_journal(
    kit: SimpleNamespace, path: Path, damage: Damage, names: dict[str, str], edits: int
) -> None:
    log(path).write_bytes(damage(log(path).read_bytes()))
    report, found = mend(kit, path)
    if b"drei!" in log(path).read_bytes():
        names = {k: v for k, v in names.items() if k != "f"}
    assert found == names
    assert report.edits == edits
    assert bool(report.problems) is (log(path).read_bytes() != b"")


@pytest.mark.parametrize("cut", [0, 1])
def test_the_history_comes_along(kit: SimpleNamespace, tmp_path: Path, cut: int) -> None:
    """Also where the line feed behind its last line is lost."""
    path = tmp_path / "own" / "data.json"
    for name in ("eins", "zwei"):
        with kit.open_book(path) as book:
            book.apply(kit.put(kit.prospect("a", name)))
            book.compact()
            assert book.flush(10)
            told = book.entries("a")
    path.write_bytes(path.read_bytes()[:-3])
    past = path.with_name("data.json.history")
    past.write_bytes(past.read_bytes()[:len(past.read_bytes()) - cut])
    report, names = mend(kit, path)
    assert names == {"a": "zwei"}
    with kit.open_book(report.out) as book:
        assert book.entries("a") == told
        assert book.notices == ()
        book.apply(kit.put(kit.prospect("a", "drei")))
        book.compact()
        assert book.flush(10)
        assert [e.new for e in book.entries("a")][-1] == "drei"
    assert check(report.out).problems == ()


def test_a_journal_of_another_store_is_left_alone(kit: SimpleNamespace, path: Path) -> None:
    log(path).write_bytes(journal.header_line("foreign", 1) + edit(kit, 2, a="fremd"))
    report, names = mend(kit, path)
    assert names == {key: f"Firma {key}" for key in "abcde"}
    assert [p.code for p in report.problems] == ["foreign"]


def test_a_record_in_the_journal_that_is_none(kit: SimpleNamespace, path: Path) -> None:
    bad = journal.edit_line({"seq": 5, "t": ""}, {"c": b'{"id":"c"}'}, {})
    log(path).write_bytes(log(path).read_bytes() + bad)
    report, names = mend(kit, path)
    assert names == ALL
    assert [p.detail for p in report.problems] == ["journal/c"]


def test_a_journal_that_cannot_be_read(kit: SimpleNamespace, path: Path) -> None:
    log(path).unlink()
    log(path).mkdir()
    report, names = mend(kit, path)
    assert names == {key: f"Firma {key}" for key in "abcde"}
    assert [p.code for p in report.problems] == ["folder"]


def test_a_snapshot_that_is_gone(kit: SimpleNamespace, path: Path) -> None:
    path.unlink()
    report, names = mend(kit, path)
    assert names == {"a": "vier", "f": "drei"}
    assert [p.code for p in report.problems] == ["missing"]


def test_every_cut_of_the_snapshot(kit: SimpleNamespace, path: Path, tmp_path: Path) -> None:
    log(path).unlink()
    data = path.read_bytes()
    begins = [data.index(b'"%d":{"id"' % n, data.index(b"prospects")) for n in range(1, 6)]
    begins.append(len(data) - 2)
    for cut in range(0, len(data), 7):
        path.write_bytes(data[:cut])
        report = repair(path, tmp_path / f"out{cut}.json", now=kit.NOW)
        whole = sum(end <= cut for end in (b - 2 for b in begins[1:]))
        assert whole <= report.records <= whole + 1
        assert bool(report.out) is (report.records > 0)
        head = data.index(b',"index"')
        assert report.lost == (5 - report.records if cut >= head else 0)
        assert not report.sound
        if report.out and cut % 10 == 0:
            names = kit.names_on_disk(Path(report.out))
            assert names.items() <= {key: f"Firma {key}" for key in "abcde"}.items()


@pytest.mark.parametrize(("damage", "lost"), [
    (lambda d: d.replace(b'"3":{"id":"c"', b'"3":{"id:"c"'), {"c"}),
    (lambda d: d.replace(b'"name":"Firma b"', b'"name":Firma b"'), {"b"}),
    (lambda d: d.replace(b'"3":{"id":"c"', b'"3":{"id":7'), {"c"}),
    (lambda d: d.replace(b'"id":"d"', b'"no":"d"') + b"x", {"d"}),
    (lambda d: b"\xff\xfe" + d, set()),
    (lambda d: d + d, set()),
    (lambda d: d.replace(b'"_meta":{"1":{', b'"_meta":{"1":{{'), set()),
    (lambda d: d.replace(b'"_meta":{"1":', b'"_meta":{"1":[],"2":'), set()),
    (lambda d: d.replace(b'"_meta":', b'"mata":') + b"]", set()),
    (lambda d: d.replace(b'\n"1":{"id":"a"', b'\n"1":' + b"[" * 9999 + b'{"id":"a"', 1), set()),
    (lambda d: json.dumps(json.loads(d), indent=2).encode()[:-5], set()),
    (lambda d: d.replace(b'"5":{"id":"e"', b'"5":{"id":"a"') + b"]", {"e"}),
])
def test_a_damaged_snapshot(
    kit: SimpleNamespace, path: Path, damage: Damage, lost: set[str]
) -> None:
    log(path).unlink()
    data = path.read_bytes()
    hurt = damage(data)
    path.write_bytes(hurt)
    assert hurt != data
    report, names = mend(kit, path)
    assert set(names) == set("abcde") - lost
    assert not report.sound
    assert report.problems


def test_one_record_that_does_not_decode(kit: SimpleNamespace, path: Path) -> None:
    tables = json.loads(path.read_text())
    tables["prospects"]["3"]["employees"] = "viele"
    path.write_text(json.dumps(tables))
    report, names = mend(kit, path)
    assert set(names) == set(ALL) - {"c"}
    assert [p.detail for p in report.problems] == ["prospects/3/employees"]
    assert report.lost == 1


def test_meta_is_kept_but_for_what_is_made_anew(kit: SimpleNamespace, path: Path) -> None:
    tables = json.loads(path.read_text())
    old = tables["_meta"]["1"] | {"erased": [["aa", "2026-01-01"]]}
    tables["_meta"]["1"] = old
    path.write_text(json.dumps(tables)[:-1])
    report, _names = mend(kit, path)
    meta = json.loads(Path(report.out).read_text())["_meta"]["1"]
    assert meta["erased"] == [["aa", "2026-01-01"]]
    assert meta["store"] != old["store"]
    assert not {"rows", "made"} & set(meta)


@pytest.mark.parametrize("content", [b"", b"\x00" * 64, b"PK\x03\x04", b"[1,2]", b"{}"])
def test_nothing_to_save_writes_nothing(
    kit: SimpleNamespace, path: Path, content: bytes
) -> None:
    Backups(path, now=lambda: kit.NOW).make(path.read_bytes(), BackupKind.MANUAL)
    log(path).unlink()
    path.write_bytes(content)
    report, _names = mend(kit, path)
    assert (report.out, report.records) == ("", 0)
    assert report.newest is not None
    assert report.newest.records == 5
    assert sorted(p.name for p in path.parent.iterdir()) == ["backups", "data.json"]


@pytest.mark.parametrize("code", ["newer", "folder", "not_regular"])
def test_what_is_not_repaired(kit: SimpleNamespace, path: Path, code: str) -> None:
    data = path.read_bytes()
    path.unlink()
    if code == "newer":
        path.write_bytes(data.replace(b'"min_writer":1', b'"min_writer":2'))
    elif code == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    with pytest.raises(FileError) as raised:
        repair(path, now=kit.NOW)
    assert raised.value.code == code


def test_tables_of_others_and_the_seal(kit: SimpleNamespace, path: Path) -> None:
    tables = json.loads(path.read_text())
    tables["prospects"]["3"]["employees"] = "viele"
    path.write_text(json.dumps(tables | {"notes": {"1": {"by": "somebody"}}}))
    report, _names = mend(kit, path)
    assert not report.sound
    made = json.loads(Path(report.out).read_text())
    assert made["notes"] == {"1": {"by": "somebody"}}
    again = repair(report.out, now=kit.NOW)
    assert again.sound
    assert check(report.out).warnings == ()


def test_the_new_file_replaces_nothing(kit: SimpleNamespace, path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("mine")
    with pytest.raises(FileError) as raised:
        repair(path, out, now=kit.NOW)
    assert raised.value.code == "exists"
    assert out.read_text() == "mine"
