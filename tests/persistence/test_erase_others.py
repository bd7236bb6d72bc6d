"""Who was erased stays so for those who only read, and for programs that are open already."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.edit import Edit
from store.errors import ConflictError
from store.persistence import erasing, formats, glance
from store.profile.contact import Contact
from store.profile.prospect import Prospect

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30)
CID = "c0ffee00c0ffee00c0ffee00c0ffee00"
PERSON = Contact(id=CID, first_name="Xaver", last_name="Zierl", email="x@zierl.example")
OTHER = Contact(id="c-other", first_name="Ines", last_name="Huber")


@pytest.fixture
def path(kit: SimpleNamespace, tmp_path: Path) -> Path:
    path = tmp_path / "own" / "data.json"
    with kit.open_book(path) as book:
        book.apply(kit.put(Prospect(
            id="p-company", name="Wolpertec KG", created=TODAY, contacts=(PERSON, OTHER),
            notes="Herr Zierl entscheidet")))
    return path


@pytest.mark.parametrize("whole", [False, True], ids=["person", "record"])
def test_who_only_reads_an_old_file_does_not_see_them(
    kit: SimpleNamespace, path: Path, whole: bool
) -> None:
    with kit.open_book(path, rows_key="x") as book:
        book.compact()
        assert book.flush(10)
        old = path.read_bytes()
        erasing.erase(book, erasing.plan_erase(book, "p-company", "" if whole else CID), now=NOW)
        rows = glance.glance(path, today=TODAY, region="AT", rows_key="x")
        assert rows is not None
    path.write_bytes(old)
    path.with_name("data.json.journal").unlink()
    assert glance.glance(path, today=TODAY, region="AT", rows_key="x") is None
    with kit.open_book(path, read_only=True, rows_key="x") as book:
        assert ("p-company" in book.rows) is not whole
        if whole:
            with pytest.raises(KeyError):
                book.get("p-company")
        else:
            assert "Xaver" not in str(formats.to_plain(book.get("p-company")))
        # Another old file in its place is no different.
        path.unlink()
        path.write_bytes(old)
        book.poll()
        assert ("p-company" in book.rows) is not whole
        assert "Xaver" not in str(book.rows.get("p-company"))
    assert path.read_bytes() == old


@pytest.mark.parametrize("whole", [False, True], ids=["person", "record"])
def test_another_program_does_not_bring_them_back(
    kit: SimpleNamespace, path: Path, whole: bool
) -> None:
    folder = path.parent
    with kit.open_book(path, user="berta") as there, kit.open_book(path) as book:
        record = there.get("p-company")
        there.apply(Edit(label="removed", removed=("p-company",)) if whole else
                    kit.put(replace(record, contacts=(OTHER,))))
        there.apply(kit.put(Prospect(id="p-mine", name="Eigene AG", created=TODAY)))
        assert there.flush(10)
        book.poll()
        # As a restored backup does.
        book.apply(kit.put(record))
        assert book.flush(10)
        erasing.erase(book, erasing.plan_erase(book, "p-company", "" if whole else CID), now=NOW)
        there.poll()
        there.undo()
        assert "p-mine" not in there.rows
        for _ in range(4):
            with contextlib.suppress(ConflictError):
                there.undo()
        assert there.flush(10)
        assert CID not in str([formats.to_plain(there.get(k)) for k in there.rows])
        assert whole is ("p-company" not in there.rows)
    files = [p for p in folder.rglob("*") if p.is_file()]
    assert not [p for p in files if b"Zierl" in p.read_bytes()]


def test_who_only_reads_a_file_with_a_damaged_place_sees_all_others(
    kit: SimpleNamespace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.persistence.layout.AT_ONCE", 0)
    with kit.open_book(path) as book:
        firm = book.get("p-company")
        book.apply(Edit(label="removed", removed=(firm.id,)))
        book.compact()
        assert book.flush(10)
        book.apply(kit.put(kit.prospect("b"), kit.prospect("c"), firm))
        book.compact()
        assert book.flush(10)
        old = path.read_bytes()
        erasing.erase(book, erasing.plan_erase(book, "p-company", CID), now=NOW)
    path.with_name("data.json.journal").unlink()
    place = old.rindex(b"Firma b")
    path.write_bytes(old[:place] + b"X" + old[place + 1:])
    ledger = Path(f"{path}.erased")
    known = ledger.read_bytes()
    with kit.open_book(path, read_only=True) as book:
        assert book.get("p-company").contacts == (OTHER,)
        assert book.get("c").name == "Firma c"
        # A ledger that cannot be read any more hinders nobody.
        ledger.write_bytes(b"{kaputt")
        os.utime(path, (1, 1))
        book.poll()
        assert set(book.rows) == {"p-company", "b", "c"}
        ledger.write_bytes(known)
    with kit.open_book(path):
        pass
    # Whoever writes has erased them again: nothing is left to hide.
    with kit.open_book(path, read_only=True) as book:
        assert book.get("p-company").contacts == (OTHER,)


def test_a_reader_follows_who_erased_them_again(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path) as book:
        book.compact()
        assert book.flush(10)
        old = path.read_bytes()
        erasing.erase(book, erasing.plan_erase(book, "p-company", CID), now=NOW)
    path.write_bytes(old)
    path.with_name("data.json.journal").unlink()
    with kit.open_book(path, read_only=True) as reader:
        with kit.open_book(path, user="berta") as there:
            assert there.flush(10)
            assert there.get("p-company").contacts == (OTHER,)
        reader.poll()
        assert reader.get("p-company").contacts == (OTHER,)
        assert reader.get("p-company").notes == "Herr [...] entscheidet"
