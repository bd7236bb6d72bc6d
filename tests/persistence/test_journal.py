"""The journal: what a line is, what stands behind it, and what is done about damage."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tinydb import TinyDB

from store.edit import Edit
from store.errors import FileError
from store.persistence import disk as disk_module
from store.persistence import journal
from store.persistence.fs import Files
from store.persistence.state import SaveKind


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.json"


def lines(log: Path) -> list[bytes]:
    return log.read_bytes().split(b"\n")[:-1]


def test_a_save_is_one_line(log: Path) -> None:
    header, *edits = [json.loads(text.split(b" ", 2)[2]) for text in lines(log)]
    assert (header["j"], header["base"]) == (1, 1)
    assert [e["seq"] for e in edits] == [2, 3, 4]
    assert edits[0]["set"]["prospects"]["b"]["name"] == "Firma b"
    assert edits[0]["row"]["b"]["id"] == "b"
    assert (edits[0]["l"], edits[0]["u"], edits[0]["i"]) == ("edited", "anna", os.getuid())
    for text in lines(log):
        crc, length, body = text.split(b" ", 2)
        assert (len(crc), int(length)) == (8, len(body))


def test_a_line_that_is_not_exact_is_none() -> None:
    good = journal.line(b'{"x":1}')[:-1]
    assert journal.unwrap(good) == b'{"x":1}'
    for bad in (b"", b"x", good[:-1], good + b" ", good.upper(), good.replace(b" 7 ", b" 07 "),
                good.replace(b"1}", b"2}")):
        assert journal.unwrap(bad) is None, bad


def test_plain_tinydb_reads_every_record_after_compaction(
    kit: SimpleNamespace, path: Path, log: Path
) -> None:
    with kit.open_book(path) as book:
        book.apply(Edit(label="removed", removed=("b",)))
        assert book.flush(10)
        assert len(lines(log)) == 5
        book.compact()
        assert book.flush(10)
        assert len(lines(log)) == 1
        book.apply(kit.put(kit.prospect("e")))
    with TinyDB(path) as database:
        assert [d["id"] for d in database.table("prospects").all()] == ["a", "c", "d"]
    assert list(kit.names_on_disk(path)) == ["a", "c", "d", "e"]


def test_a_long_journal_becomes_a_snapshot_by_itself(
    kit: SimpleNamespace, path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_module, "MAX_LINES", 4)
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("e")))
        assert book.flush(10)
        assert len(lines(log)) == 5
        book.apply(kit.put(kit.prospect("f")))
        assert book.flush(10)
        assert (len(lines(log)), book.notices) == (1, ())
        assert len(json.loads(path.read_bytes())["prospects"]) == 6
        assert [e.label for e in book.entries("b")] == ["edited"]


def test_a_compaction_that_fails_is_no_failed_save(
    kit: SimpleNamespace, path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_module, "MAX_LINES", 1)
    fs = kit.Breaking(1, lambda fs, name, given: (
        kit.fail(28) if name == "rename" else fs.really
    )(*((fs, name, given) if name == "rename" else (name, given))), for_ever=True)
    with kit.open_book(path, fs=fs) as book:
        for key in "ef":
            book.apply(kit.put(kit.prospect(key)))
            assert book.flush(10)
        assert [(n.code, n.detail) for n in book.notices] == [("compaction", "full")]
    assert set(kit.names_on_disk(path)) == set("abcdef")


def test_rows_ride_along_and_need_no_rules(
    kit: SimpleNamespace, path: Path, log: Path
) -> None:
    def forbidden() -> None:
        raise AssertionError("loaded")

    with kit.open_book(path, checklist=forbidden, read_only=True) as book:
        assert set(book.rows) == set("abcd")


@pytest.mark.parametrize("cut", [1, 20, 300])
def test_a_torn_tail_is_put_aside_by_the_writer_and_told(
    kit: SimpleNamespace, path: Path, log: Path, cut: int
) -> None:
    whole = log.read_bytes()
    log.write_bytes(whole[:-cut])
    with kit.open_book(path, read_only=True) as reader:
        assert set(reader.rows) == set("abc")
        assert (reader.notices, log.read_bytes()) == ((), whole[:-cut])
    with kit.open_book(path) as book:
        assert book.flush(10)
        (notice,) = book.notices
        assert notice.code == "torn"
        rest = Path(notice.path).read_bytes()
        assert rest
        assert whole[:-cut].endswith(rest)
        book.apply(kit.put(kit.prospect("e")))
    assert set(kit.names_on_disk(path)) == set("abce")
    assert Path(notice.path).name.startswith("data.json.torn-2026")


def test_two_torn_tails_in_one_second(kit: SimpleNamespace, path: Path, log: Path) -> None:
    for _ in range(2):
        with log.open("ab") as file:
            file.write(b"half a line")
        with kit.open_book(path) as book:
            assert book.flush(10)
    assert len(list(path.parent.glob("*.torn-*"))) == 2


def damaged(log: Path, number: int) -> None:
    texts = lines(log)
    texts[number] = texts[number].replace(b'"', b"'", 1)
    log.write_bytes(b"\n".join(texts) + b"\n")


@pytest.mark.parametrize(("number", "keys", "detail"), [
    (0, "a", "journal/1/3"), (1, "a", "journal/1/2"), (2, "ab", "journal/2/1"),
])
def test_damage_in_the_middle_is_read_only_up_to_it(
    kit: SimpleNamespace, path: Path, log: Path, number: int, keys: str, detail: str
) -> None:
    damaged(log, number)
    before = log.read_bytes()
    with kit.open_book(path) as book:
        assert (book.read_only, set(book.rows)) == (True, set(keys))
        error = book.state.error
        assert isinstance(error, FileError)
        assert (error.path, error.code, error.detail) == (str(log), "damaged", detail)
        with pytest.raises(FileError):
            book.apply(kit.put(kit.prospect("e")))
        with pytest.raises(FileError):
            book.undo()
    assert log.read_bytes() == before


def rewrite_header(log: Path, **changes: Any) -> None:
    _, *rest = lines(log)
    header = {"j": 1, "store": "other", "base": 1, **changes}
    log.write_bytes(journal.line(json.dumps(header).encode()) + b"\n".join([*rest, b""]))


def store_of(path: Path) -> str:
    return str(json.loads(path.read_bytes())["_meta"]["1"]["store"])


@pytest.mark.parametrize(("change", "code", "detail"), [
    (lambda p, g: rewrite_header(g), "not_ours", "store"),
    (lambda p, g: rewrite_header(g, j=9, store=store_of(p)), "newer", "9"),
    (lambda p, g: rewrite_header(g, base=3, store=store_of(p)), "damaged", "gap/2/3"),
    (lambda p, g: g.write_bytes(b"\n".join(x for x in lines(g) if b'"seq":3' not in x) + b"\n"),
     "damaged", "gap/3/1"),
    (lambda p, g: p.unlink(), "damaged", "snapshot"),
], ids=["foreign", "newer", "base", "gap", "no snapshot"])
def test_a_journal_that_does_not_belong_is_not_written(
    kit: SimpleNamespace, path: Path, log: Path,
    change: Callable[[Path, Path], None], code: str, detail: str,
) -> None:
    change(path, log)
    before = log.read_bytes()
    with kit.open_book(path) as book:
        error = book.state.error
        assert isinstance(error, FileError)
        assert (book.read_only, error.code, error.detail) == (True, code, detail)
    assert log.read_bytes() == before


def test_a_missing_journal_is_no_error(kit: SimpleNamespace, path: Path, log: Path) -> None:
    log.unlink()
    with kit.open_book(path) as book:
        assert (set(book.rows), book.read_only) == (set("a"), False)
        book.apply(kit.put(kit.prospect("e")))
    assert set(kit.names_on_disk(path)) == set("ae")


def test_a_journal_taken_away_meanwhile_is_written_anew(
    kit: SimpleNamespace, path: Path, log: Path
) -> None:
    with kit.open_book(path) as book:
        log.unlink()
        book.apply(kit.put(kit.prospect("e")))
        assert book.flush(10)
    assert set(kit.names_on_disk(path)) == set("abcde")


def test_a_doubled_line_does_no_harm(kit: SimpleNamespace, path: Path, log: Path) -> None:
    texts = lines(log)
    log.write_bytes(b"\n".join([*texts[:3], texts[2], *texts[3:], b""]))
    assert set(kit.names_on_disk(path)) == set("abcd")


def test_a_crash_between_snapshot_and_new_journal(
    kit: SimpleNamespace, path: Path, log: Path
) -> None:
    old = log.read_bytes()
    with kit.open_book(path) as book:
        book.compact()
        assert book.flush(10)
    log.write_bytes(old)
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("e")))
        assert book.flush(10)
        assert [e.seq for e in book.entries("c")] == [3]
    assert set(kit.names_on_disk(path)) == set("abcde")


def test_a_sync_that_fails_for_ever_leads_to_new_files(
    kit: SimpleNamespace, path: Path, log: Path
) -> None:
    class Failing(Files):
        broken = True

        def fdatasync(self, fd: int) -> None:
            if self.broken:
                raise OSError(5, "EIO")
            super().fdatasync(fd)

        def truncate(self, fd: int, size: int) -> None:
            if self.broken and size:
                raise OSError(5, "EIO")
            super().truncate(fd, size)

    fs, inode = Failing(), path.stat().st_ino
    with kit.open_book(path, fs=fs) as book:
        for name in ("eins", "zwei"):
            book.apply(kit.put(kit.prospect("a", name)))
        assert not book.flush(10)
        assert (book.state.kind, book.state.error.code) == (SaveKind.FAILED, "io")
        fs.broken = False
        book.apply(kit.put(kit.prospect("a", "drei")))
        assert book.flush(10), book.state
        assert book.conflicts == ()
        assert path.stat().st_ino != inode
        assert len(lines(log)) == 1
    assert kit.names_on_disk(path)["a"] == "drei"


def test_what_both_changed_goes_through_the_merge(
    kit: SimpleNamespace, path: Path, log: Path
) -> None:
    with kit.open_book(path) as mine, kit.open_book(path) as other:
        other.apply(kit.put(kit.prospect("a", phone="2"), kit.prospect("b", phone="2")))
        other.apply(Edit(label="removed", removed=("c",)))
        assert other.flush(10)
        mine.apply(kit.put(kit.prospect("a", "Eins")))
        mine.apply(kit.put(kit.prospect("a", "Zwei")))
        assert mine.flush(10), mine.state
        assert (mine.get("a").name, mine.get("a").phone) == ("Zwei", "2")
        other.apply(kit.put(kit.prospect("b", phone="3")))
        assert other.flush(10)
        mine.apply(kit.put(replace(mine.get("b"), phone="4")))
        assert not mine.flush(10)
        assert [c.id for c in mine.conflicts] == ["b"]
        mine.resolve("mine")
        assert mine.flush(10)
    assert kit.names_on_disk(path) == {"a": "Zwei", "b": "Firma b", "d": "Firma d"}


def test_a_history_of_another_store_is_left_alone(
    kit: SimpleNamespace, path: Path, log: Path
) -> None:
    history = path.with_name("data.json.history")
    history.write_bytes(journal.line(b'{"h":1,"store":"other"}'))
    before = history.read_bytes()
    with kit.open_book(path) as book:
        book.compact()
        assert not book.flush(10)
        assert (book.state.error.code, book.state.error.path) == ("not_ours", str(history))
    assert history.read_bytes() == before
    assert set(kit.names_on_disk(path)) == set("abcd")


def test_a_half_written_history_is_made_whole(
    kit: SimpleNamespace, path: Path, log: Path
) -> None:
    history = path.with_name("data.json.history")
    with kit.open_book(path) as book:
        book.compact()
        assert book.flush(10)
        whole = history.read_bytes()
        book.apply(kit.put(kit.prospect("e")))
        assert book.flush(10)
        history.write_bytes(whole + b"12345678 9 {")
        book.compact()
        assert book.flush(10)
        assert history.read_bytes().startswith(whole)
        assert [e.seq for e in book.entries("e")] == [5]
    for text in history.read_bytes().split(b"\n")[:-1]:
        assert journal.unwrap(text) is not None
