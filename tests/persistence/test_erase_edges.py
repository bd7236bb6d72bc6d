"""Where an erasure must not reach, and files in which little can be read."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args, get_type_hints

import pytest

from store.errors import FileError
from store.persistence import erasing, formats, journal, layout, ledger
from store.persistence.bytesearch import ENCODINGS, Finder, files_in
from store.persistence.cleaning import Cleaner, Done
from store.persistence.fs import Files
from store.persistence.restore import plan_restore
from store.persistence.scrub import STRUCTURED, Scrub
from store.privacy.erasure import Traces, traces
from store.profile.contact import Contact
from store.profile.prospect import Prospect

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30)
ANNA = Contact(id="1", first_name="Anna", last_name="Zwölfer", email="a.z@firma.example",
               phone="0316 99 88 77")
FIRM = Prospect(id="f", name="Firma Maier", created=TODAY, contacts=(
    ANNA, Contact(id="2", first_name="Bea", last_name="Maier", phone="0316 11")))
OTHER = Prospect(id="o", name="Andere", created=TODAY, contacts=(
    Contact(id="1", first_name="Carl", last_name="Dorn"),))


def of(contact: str = "1", *others: Prospect) -> Traces:
    return traces(FIRM, contact, (FIRM, *others))[0]


@pytest.mark.parametrize(("text", "own", "after"), [
    ("Frau Zwölfer, Anna und Zwoelfers Chef", False, "Frau [...] und [...] Chef"),
    ("ZWÖLFER ANNA: A.Z@firma.example", True, "[...]: [...]"),
    ("+43 (0)316/998877 oder 0043316 998877", False, "[...] oder [...]"),
    ("Zwölfern, Anna Maier, 0316 99 88 78, 21.11.2026", True,
     "Zwölfern, Anna Maier, 0316 99 88 78, 21.11.2026"),
    ("", True, ""),
])
def test_texts(text: str, own: bool, after: str) -> None:
    assert of().blanked(text, own=own) == after


def test_a_name_that_others_bear_names_nobody_elsewhere() -> None:
    found = of("2")
    assert found.lone == ()
    assert found.blanked("Maier und Bea Maier", own=False) == "Maier und [...]"
    assert found.blanked("Maier", own=True) == "[...]"
    assert Traces(prospect="f", whole=False, contacts=("9",), homes=("f",),
                  names=(("Eva", ""),)).blanked("Eva", own=True) == "Eva"


def test_the_same_id_in_another_record_is_somebody_else(
    kit: SimpleNamespace, tmp_path: Path
) -> None:
    path = tmp_path / "data.json"
    old = tmp_path / "alt" / "alt.json"
    old.parent.mkdir()
    with kit.open_book(path) as book:
        book.apply(kit.put(FIRM, OTHER))
        book.save_copy(old)
        report = erasing.erase(book, erasing.plan_erase(book, "f", "1"), now=NOW)
        assert report.clean
        assert book.get("o") == OTHER
        other = formats.plain(OTHER)
        assert erasing.still_erased(other, book.erased) is other
        whole = erasing.plan_erase(book, "f")
        erasing.erase(book, whole, now=NOW)
        assert erasing.still_erased(formats.plain(FIRM), book.erased) is None
        assert plan_restore(book, old).nothing
    for name in ("data.json", "data.json.journal"):
        path.with_name(name).unlink()
    path.write_bytes(old.read_bytes())
    with kit.open_book(path) as book:
        assert set(book.rows) == {"o"}
        assert book.get("o") == OTHER


def enums(kind: Any, seen: set[Any]) -> set[str]:
    """Names of all fields of a record that hold codes."""
    if kind in seen or not dataclasses.is_dataclass(kind):
        return set()
    seen.add(kind)
    found = set()
    for name, hint in get_type_hints(kind).items():
        for part in (hint, *get_args(hint)):
            if isinstance(part, type) and issubclass(part, StrEnum):
                found.add(name)
            found |= enums(part, seen)
    return found


def test_no_code_is_taken_for_a_text() -> None:
    assert enums(Prospect, set()) <= STRUCTURED


def test_values_given_up_in_a_conflict() -> None:
    scrub = Scrub(of())
    places = [[["contacts", "1", "phone"], "1"], [["notes"], "für Zwölfer"], [["web"], "x.at"]]
    done = scrub.event({"seq": 1, "t": "", "a": [["given_up", json.dumps(places)], ["n", "[[x"]],
                        "set": {"f": []}})
    assert [list(pair) for pair in done["a"]] == [
        ["given_up", '[[["notes"],"f\\u00fcr [...]"],[["web"],"x.at"]]'], ["n", "[[x"]]


def test_whole_lists_and_parts_of_the_history() -> None:
    scrub = Scrub(of())
    gone = {"id": "77", "last_name": "Zwölfer", "email": "A.Z@firma.example"}
    done = scrub.event({"seq": 1, "t": "", "set": {
        "f": [[["contacts"], [], [{"id": "1"}, {"id": "2"}]],
              [["contacts", "id=1", "phone"], "1", "2"],
              [["acknowledgements", "day=x"], None,
               {"event": "birthday:1", "turn": "1960-01-01", "day": "x"}]],
        "o": [[["contacts", "id=77"], None, gone], [["contacts", "id=1", "phone"], "1", "2"]]}})
    assert done["set"] == {
        "f": [[["contacts"], [], [{"id": "2"}]],
              [["acknowledgements", "day=x"], None,
               {"event": "birthday:erased", "turn": "x", "day": "x"}]],
        "o": [[["contacts", "id=1", "phone"], "1", "2"]]}


def test_every_encoding_is_searched(tmp_path: Path) -> None:
    finder = Finder(["Zwölfer", "0316 998877", "ab", "日本太郎"])
    codecs = {"json": "ascii"}
    for name in ENCODINGS:
        text = "xx Zwölfer 0316 998877"
        data = json.dumps(text).encode() if name == "json" else text.encode(
            codecs.get(name, name))
        assert {t for t, _ in finder.find(data)} == {"Zwölfer", "0316 998877"}, name
    for text in ("Zwölferin", "xZwölfer", "10316 998877", "0316 9988771"):
        for name in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
            assert not finder.hits(f" {text} ".encode(name)), (text, name)
    assert finder.hits(b'"notes":"a\\nZw\\u00f6lfers"')
    (tmp_path / "big").write_bytes(b"." * ((1 << 20) - 3) + "Zwölfer".encode())
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    files = files_in(Files(), [str(tmp_path), str(tmp_path / "none")])
    found = finder.search(Files(), [*files, str(tmp_path / "none")])
    assert (found.files, len(found.hits)) == (1, 1)
    assert found.unread == (str(tmp_path / "none"),)
    assert files_in(Failing("stat", "big"), [str(tmp_path)]) == (str(tmp_path / "big"),)
    assert files_in(Failing("listdir", "nder"), [str(tmp_path / "nder")]) == (
        str(tmp_path / "nder"),)
    assert files_in(Files(), [str(tmp_path / "big")]) == ()


class Failing(Files):
    """Every file of one name is out of reach for one kind of call."""

    def __init__(self, call: str, name: str) -> None:
        self.call, self.name = call, name

    def _check(self, call: str, path: str) -> None:
        if call == self.call and self.name in path:
            raise OSError(errno.EACCES, "no")

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        self._check("open", path)
        return super().open(path, flags, mode)

    def unlink(self, path: str) -> None:
        self._check("unlink", path)
        super().unlink(path)

    def stat(self, path: str) -> os.stat_result:
        self._check("stat", path)
        return super().stat(path)

    def listdir(self, path: str) -> list[str]:
        self._check("listdir", path)
        return super().listdir(path)


@pytest.fixture
def path(kit: SimpleNamespace, tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    with kit.open_book(path) as book:
        book.apply(kit.put(FIRM, OTHER))
        book.flush(10)
        book.compact()
    return path


@pytest.mark.parametrize("call", ["listdir", "stat"])
def test_a_place_that_cannot_be_looked_into_is_told_and_tried_again(
    kit: SimpleNamespace, path: Path, call: str
) -> None:
    drafts = path.with_name("drafts")
    drafts.mkdir(0o700)
    (drafts / "x.json").write_bytes(b'{"a": "Anna Zw\\u00f6lfer"}')
    with kit.open_book(path) as book:
        plan = erasing.plan_erase(book, "f", "1")
        report = erasing.erase(book, plan, now=NOW, fs=Failing(call, "drafts"))
        assert report.failed
        assert report.found.unread
        assert erasing.unfinished(path)
    with kit.open_book(path):
        assert list(drafts.iterdir()) == []
        assert not erasing.unfinished(path)


@pytest.mark.parametrize("call", ["open", "unlink"])
def test_what_cannot_be_cleaned_is_told_and_tried_again(
    kit: SimpleNamespace, path: Path, call: str
) -> None:
    torn = path.with_name("data.json.torn-1")
    torn.write_bytes(b"Anna Zw\xc3\xb6lfer")
    with kit.open_book(path) as book:
        plan = erasing.plan_erase(book, "f", "1")
        report = erasing.erase(book, plan, now=NOW, fs=Failing(call, "torn-1"))
        assert [e.code for e in report.failed] == ["denied"]
        assert not report.clean
        assert erasing.unfinished(path)
    with kit.open_book(path):
        assert not torn.exists()
        assert not erasing.unfinished(path)


def test_a_history_that_cannot_be_read_stops_it(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path) as book:
        plan = erasing.plan_erase(book, "f", "1")
        path.with_name("data.json.history").unlink()
        path.with_name("data.json.history").mkdir()
        with pytest.raises(FileError):
            erasing.erase(book, plan, now=NOW)
    assert erasing.unfinished(path)


def test_a_save_that_fails_stops_it(kit: SimpleNamespace, path: Path) -> None:
    fs = Failing("open", ".data.json.")
    with kit.open_book(path, fs=fs) as book:
        plan = erasing.plan_erase(book, "f", "1")
        with pytest.raises(FileError):
            erasing.erase(book, plan, now=NOW)
        fs.name = "nothing"


def cleaner(path: Path, fs: Files | None = None) -> tuple[Cleaner, Done]:
    return (Cleaner(str(path), fs or Files(), Scrub(of()), (), "store-1"),
            Done(rewritten=[], removed=[], failed=[]))


def test_files_of_all_kinds(path: Path) -> None:
    store = json.loads(path.read_bytes())["_meta"]["1"]["store"]
    tool, done = cleaner(path)
    tool._store = store
    name = "Anna Zwölfer"
    (path.parent / "drafts").mkdir()
    files = {
        "list.csv": name.encode(), "drafts/a.json": b"not json",
        "drafts/b.json": json.dumps(["x"]).encode(),
        "drafts/c.json": json.dumps({"t": "Frau 0316-998877"}).encode(),
        "backups/list.txt": name.encode(),
        "backups/backup-20260101-080000-daily.json": layout.seal(
            {"format": 99, "min_writer": 99, "store": store, "seq": 1}, [b'"prospects":{}}\n']),
        "data.json.damaged-1": b"0bad 1 x\nrest " + name.encode(),
        "data.json.damaged-2": journal.line(b'{"j":1}') + b"0bad 1 Anna Zw\xc3\xb6lfer\nrest",
        "data.json.damaged-3": b'{"_meta":{"1":{"format":1,"min_writer":1,"store":"s","seq":1}},'
                               b'"own":{"1":{"text":"Anna Zw\\u00f6lfer"}},"prospects":{}}',
        "data.json.damaged-4": b"nothing of hers",
    }
    (path.parent / "backups").mkdir(exist_ok=True)
    for file, data in files.items():
        (path.parent / file).write_bytes(data)
    assert {s.kind for s in tool.stands()} >= {"copy", "foreign"}
    tool.all_else(done)
    assert not done.failed
    assert {os.path.basename(p) for p in done.removed} == {"c.json", "data.json.damaged-1"}
    assert (path.parent / "list.csv").read_bytes() == name.encode()
    assert path.with_name("data.json.damaged-2").read_bytes() == journal.line(b'{"j":1}') + b"rest"
    assert json.loads(path.with_name("data.json.damaged-3").read_bytes())["own"] == {
        "1": {"text": "[...]"}}
    assert (path.parent / "backups" / "backup-20260101-080000-daily.json").exists()


def test_a_rewritten_file_is_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool, done = cleaner(path)
    path.with_name("data.json.damaged-1").write_bytes(path.read_bytes())
    monkeypatch.setattr("store.persistence.cleaning.replace", lambda *args: None)
    tool.all_else(done)
    assert [e.code for e in done.failed] == ["io"]


def test_ledgers_that_cannot_be_read(path: Path) -> None:
    side = Path(f"{path}.erased")
    assert ledger.of_meta({"erased": 3}) == ()
    side.write_bytes(b"{kaputt")
    with pytest.raises(FileError) as damaged:
        ledger.read(Files(), str(path))
    assert damaged.value.code == "damaged"
    assert not ledger.waiting(Files(), str(path), {})
    side.write_bytes(b'{"under_way":{"x":1}}')
    assert ledger.under_way(ledger.read(Files(), str(path))) is None
    assert ledger.waiting(Files(), str(path), {})
    side.unlink()
    side.mkdir()
    with pytest.raises(FileError) as folder:
        ledger.read(Files(), str(path))
    assert folder.value.code == "folder"


def test_an_unreadable_state_of_things_does_not_hinder_opening(
    kit: SimpleNamespace, path: Path
) -> None:
    Path(f"{path}.erased").write_bytes(b'{"under_way":{"x":1}}')
    with kit.open_book(path) as book:
        assert book.notices == ()
        assert set(book.rows) == {"f", "o"}


class Vanishing(Files):
    """A file is gone between being listed and being read."""

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        if path.endswith("torn-1"):
            os.unlink(path)
        return super().open(path, flags, mode)


def test_what_vanishes_meanwhile_is_gone(path: Path) -> None:
    path.with_name("data.json.torn-1").write_bytes(b"Anna Zw\xc3\xb6lfer")
    tool, done = cleaner(path, Vanishing())
    tool.all_else(done)
    assert (done.failed, done.removed) == ([], [])


def test_without_a_history_there_is_nothing_to_rewrite(path: Path) -> None:
    tool, done = cleaner(path)
    path.with_name("data.json.history").unlink(missing_ok=True)
    tool.history(done)
    assert done.rewritten == []


@pytest.mark.parametrize("tries", [1, 9])
def test_a_journal_others_wrote_to_meanwhile_is_emptied_again(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch, tries: int
) -> None:
    with kit.open_book(path) as book:
        plan = erasing.plan_erase(book, "f", "1")
        log, count = path.with_name("data.json.journal"), [0]
        real = type(book).flush

        def flush(self: Any, timeout: float | None = None) -> bool:
            done = real(self, timeout)
            count[0] += 1
            if count[0] <= tries:
                with log.open("ab") as file:
                    file.write(b"Anna Zw\\u00f6lfer")
            return done

        monkeypatch.setattr(type(book), "flush", flush)
        report = erasing.erase(book, plan, now=NOW)
        assert report.clean == (tries == 1)
        assert count[0] == min(tries + 1, 3)
