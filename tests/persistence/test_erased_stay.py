"""What another program had not saved when somebody was erased does not bring them back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.book import Book
from store.edit import Edit
from store.persistence import erasing, formats
from store.persistence.state import Changed
from store.profile.contact import Contact
from store.profile.prospect import Prospect

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30)
CID = "c0ffee00c0ffee00c0ffee00c0ffee00"
PERSON = Contact(id=CID, first_name="Xaver", last_name="Zierl", email="x@zierl.example")
OTHER = Contact(id="c-other", first_name="Ines", last_name="Huber")
FIRM = Prospect(
    id="p-company", name="Wolpertec KG", created=TODAY, contacts=(PERSON, OTHER),
    notes="Herr Zierl entscheidet")
WHOLE = pytest.mark.parametrize("whole", [False, True], ids=["person", "record"])


@pytest.fixture
def path(kit: SimpleNamespace, tmp_path: Path) -> Path:
    path = tmp_path / "own" / "data.json"
    with kit.open_book(path) as book:
        book.apply(kit.put(FIRM, kit.prospect("p-second")))
    return path


def erase(book: Book, whole: bool) -> None:
    erasing.erase(book, erasing.plan_erase(book, FIRM.id, "" if whole else CID), now=NOW)


def gone(there: Book, path: Path, whole: bool) -> None:
    """Neither in memory nor in any file."""
    assert CID not in str([formats.to_plain(there.get(key)) for key in there.rows])
    assert "Zierl" not in str([there.get(key).notes for key in there.rows])
    assert (FIRM.id in there.rows) is not whole
    there.compact()
    assert there.flush(10)
    words = (b"Zierl", FIRM.short_name.encode()) if whole else (b"Zierl",)
    files = [p for p in path.parent.rglob("*") if p.is_file()]
    assert [p.name for p in files for word in words if word in p.read_bytes()] == []


def test_a_note_that_another_program_saves_meanwhile(
    kit: SimpleNamespace, path: Path
) -> None:
    """Between the plan and the erasure: it is blanked like those that were listed."""
    with kit.open_book(path, user="berta") as there, kit.open_book(path) as book:
        plan = erasing.plan_erase(book, FIRM.id, CID)
        second = there.get("p-second")
        there.apply(kit.put(replace(second, notes="Gruß von Xaver Zierl")))
        assert there.flush(10)
        assert erasing.erase(book, plan, now=NOW).clean
        assert book.get("p-second").notes == "Gruß von [...]"
        there.poll()
        gone(there, path, whole=False)


@WHOLE
def test_an_edit_saved_before_the_erasure_was_seen(
    kit: SimpleNamespace, path: Path, whole: bool
) -> None:
    with kit.open_book(path, user="berta") as there, kit.open_book(path) as book:
        told: list[object] = []
        there.subscribe(told.append)
        erase(book, whole)
        changed = replace(PERSON, phone="+43 1 5550142")
        args = (("name", FIRM.short_name), ("person", "Xaver Zierl"))
        there.apply(Edit(label="edited", args=args, records=(
            replace(FIRM, contacts=(changed, OTHER), phone="1"),
            kit.prospect("p-second", "Zweite"))))
        there.retry()
        there.flush(10)
        there.resolve("mine")
        assert there.flush(10)
        assert there.get("p-second").name == "Zweite"
        if not whole:
            assert there.get(FIRM.id).contacts == (OTHER,)
            assert there.get(FIRM.id).phone == "1"
        assert [e for e in told if isinstance(e, Changed) and e.change.label == "merged"]
        gone(there, path, whole)


@WHOLE
def test_a_record_that_is_put_back(kit: SimpleNamespace, path: Path, whole: bool) -> None:
    """Its line on the disk is the same before and after the erasure: nothing is merged."""
    with kit.open_book(path, user="berta") as there, kit.open_book(path) as book:
        erase(book, whole)
        there.apply(kit.put(kit.prospect("p-third", contacts=(PERSON,)) if not whole else FIRM))
        there.flush(10)
        there.resolve("mine")
        assert there.flush(10)
        gone(there, path, whole)


@WHOLE
def test_a_conflict_resolved_with_mine(kit: SimpleNamespace, path: Path, whole: bool) -> None:
    with kit.open_book(path, user="berta") as there, kit.open_book(path) as book:
        book.apply(kit.put(replace(FIRM, contacts=(replace(PERSON, phone="111111"), OTHER))))
        assert book.flush(10)
        there.apply(kit.put(replace(FIRM, contacts=(replace(PERSON, phone="222222"), OTHER),
                                    notes="Zierl ruft an")))
        there.flush(10)
        seen = there.conflicts
        assert len(seen) == 1
        erase(book, whole)
        there.resolve("mine", seen=seen)
        there.flush(10)
        there.resolve("mine")
        assert there.flush(10)
        assert there.conflicts == ()
        while there.undo():
            pass
        gone(there, path, whole)
