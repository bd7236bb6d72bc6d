from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.book import Book
from store.catalogue import load_checklist
from store.edit import Edit
from store.errors import ConflictError, FileError
from store.persistence.state import BookEvent, Changed, SaveKind, StateChanged
from store.profile.assessment import Answer, Assessment
from store.profile.company import RevenueEntry
from store.profile.prospect import Prospect, Stage

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30)
Opener = Callable[..., Book]


def prospect(key: str, name: str = "", **more: object) -> Prospect:
    return Prospect(id=key, name=name or f"Firma {key}", created=TODAY, **more)  # type: ignore[arg-type]


def customer(key: str, cents: int, **more: object) -> Prospect:
    entry = RevenueEntry(first=date(2026, 10, 1), last=date(2026, 10, 31), revenue=cents)
    return prospect(key, stage=Stage.EXISTING, revenue=(entry,), **more)


def put(*records: Prospect, label: str = "edited") -> Edit:
    return Edit(label=label, records=records)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.json"


@pytest.fixture
def open_book(path: Path) -> Iterator[Opener]:
    books: list[Book] = []

    def opener(**options: object) -> Book:
        given: dict[str, object] = {
            "today": TODAY, "checklist": load_checklist, "clock": lambda: NOW, "user": "anna",
        }
        book = Book.open(path, **{**given, **options})  # type: ignore[arg-type]
        books.append(book)
        return book

    yield opener
    for book in books:
        book.close()


def test_a_missing_file_is_an_empty_book_and_stays_missing(open_book: Opener, path: Path) -> None:
    book = open_book()
    assert (dict(book.rows), book.sequence, book.state.kind) == ({}, 0, SaveKind.SAVED)
    book.close()
    assert not path.exists()


def test_what_was_applied_is_there_after_a_restart(open_book: Opener) -> None:
    first = open_book()
    change = first.apply(put(prospect("a", "Müller & Söhne GmbH", phone="+43 1")))
    assert (change.sequence, change.before, change.ids) == (1, (("a", None),), ("a",))
    assert first.close()
    second = open_book()
    assert second.get("a") == prospect("a", "Müller & Söhne GmbH", phone="+43 1")
    assert second.rows == first.rows
    assert second.sequence == 1


def test_plain_tinydb_reads_every_record(open_book: Opener, path: Path) -> None:
    book = open_book()
    book.apply(put(*(prospect(k, tags=("ä",)) for k in "abc")))
    book.close()
    with TinyDB(path) as database:
        found = database.table("prospects").all()
        assert [(d.doc_id, d["id"], d["tags"]) for d in found] == [
            (1, "a", ["ä"]), (2, "b", ["ä"]), (3, "c", ["ä"]),
        ]
        assert len(database.table("rows")) == 3
        assert database.table("_meta").all()[0]["format"] == 1
    assert path.read_bytes().isascii()


def test_an_edit_is_seen_at_once_and_saved_only_when_the_disk_said_so(open_book: Opener) -> None:
    book = open_book()
    seen: list[BookEvent] = []
    stop = book.subscribe(seen.append)
    book.apply(put(prospect("a")))
    assert book.get("a").id == "a"
    assert "a" in book.rows
    assert book.flush(10)
    assert book.state.kind is SaveKind.SAVED
    assert book.state.at == NOW
    kinds = [e.state.kind for e in seen if isinstance(e, StateChanged)]
    assert kinds == [SaveKind.SAVING, SaveKind.SAVED]
    assert isinstance(seen[0], Changed)
    assert seen[0].rows == {"a"}
    stop()
    book.apply(put(prospect("b")))
    assert len(seen) == 3


def test_undo_and_redo_are_edits_of_their_own(open_book: Opener) -> None:
    book = open_book()
    book.apply(put(prospect("a", "Alt"), prospect("b")))
    book.apply(Edit(label="renamed", records=(prospect("a", "Neu"),), removed=("b",)))
    undone = book.undo()
    assert undone is not None
    assert (undone.label, undone.args, undone.sequence) == ("undo", (("label", "renamed"),), 3)
    assert (book.get("a").name, "b" in book.rows) == ("Alt", True)
    redone = book.redo()
    assert redone is not None
    assert (redone.label, book.get("a").name, "b" in book.rows) == ("redo", "Neu", False)
    assert book.redo() is None
    assert [c.label for c in book.history] == ["edited", "renamed", "undo", "redo"]
    assert (book.undo(), book.undo(), book.undo()) != (None, None, None)
    assert dict(book.rows) == {}
    assert book.undo() is None


def test_a_new_edit_ends_redo(open_book: Opener) -> None:
    book = open_book()
    book.apply(put(prospect("a")))
    book.undo()
    book.apply(put(prospect("b")))
    assert book.redo() is None


def test_an_edit_of_a_record_that_changed_meanwhile_is_refused(open_book: Opener) -> None:
    book = open_book()
    book.apply(put(prospect("a", "Eins")))
    seen = book.get("a")
    book.apply(put(prospect("a", "Zwei")))
    with pytest.raises(ConflictError) as raised:
        book.apply(put(replace(seen, name="Drei")), based_on=(seen,))
    assert raised.value.ids == ("a",)
    assert book.get("a").name == "Zwei"


@pytest.mark.parametrize("edit", [
    put(prospect("a"), prospect("a")),
    Edit(label="x", records=(prospect("a"),), removed=("a",)),
])
def test_an_edit_touches_a_record_once(open_book: Opener, edit: Edit) -> None:
    with pytest.raises(ValueError, match="twice"):
        open_book().apply(edit)


def test_a_wrong_type_changes_nothing(open_book: Opener, path: Path) -> None:
    book = open_book()
    book.apply(put(prospect("a", "Gut")))
    book.flush(10)
    with pytest.raises(TypeError):
        book.apply(put(prospect("a", "Neu"), prospect("b", employees="viele")))
    with pytest.raises(TypeError):
        book.apply(put(prospect("a", "Neu"), prospect("b", employees=1.5)))
    assert book.get("a").name == "Gut"
    assert (list(book.rows), book.sequence, book.state.pending) == (["a"], 1, 0)


def test_text_is_cleaned_on_its_way_in(open_book: Opener) -> None:
    book = open_book()
    book.apply(put(prospect("a", "Mu\u0308ller\x1b]52;c;x\x07", notes="eins\r\nzwei")))
    assert book.get("a").name == "Müller]52;c;x"
    assert book.get("a").notes == "eins\nzwei"


def test_get_of_an_unknown_id(open_book: Opener) -> None:
    with pytest.raises(KeyError):
        open_book().get("nobody")


def test_find_by_id_number_name_and_part(open_book: Opener) -> None:
    book = open_book()
    book.apply(put(
        prospect("a", "Müller GmbH", legal_form="GmbH", number="4711"),
        prospect("b", "Huber Müllerei"), prospect("c", "Maier"),
    ))
    for wanted, ids in {
        "4711": ["a"], "c": ["c"], "mueller": ["a"], " MÜLLER GMBH ": ["a"],
        "muller": ["a"], "üllerei": ["b"], "er": ["a", "b", "c"], "xyz": [],
    }.items():
        assert [r.id for r in book.find(wanted)] == ids, wanted


def test_classes_follow_the_whole_base(open_book: Opener) -> None:
    book = open_book()
    book.apply(put(customer("a", 850_00), customer("b", 150_00), prospect("p")))
    assert {k: r.computed_class for k, r in book.rows.items()} == {"a": "A", "b": "B", "p": ""}
    change: list[BookEvent] = []
    book.subscribe(change.append)
    book.apply(put(customer("b", 5000_00)))
    assert {k: r.computed_class for k, r in book.rows.items()} == {"a": "B", "b": "A", "p": ""}
    assert isinstance(change[0], Changed)
    assert change[0].rows == {"a", "b"}


def test_rows_are_those_a_fresh_book_makes(open_book: Opener, path: Path) -> None:
    book = open_book()
    book.apply(put(*(customer(f"c{n}", n * 1000_00, potential=n * 2000_00) for n in range(9))))
    book.apply(put(customer("c1", 90000_00)))
    book.apply(Edit(label="removed", removed=("c8",)))
    book.apply(put(prospect("p", potential=10_000_00)))
    book.close()
    fresh = open_book(rows_key="another checklist")
    assert fresh.rows == book.rows


def test_the_mean_revenue_moves_priorities(open_book: Opener) -> None:
    book = open_book()
    book.apply(put(
        customer("c", 1000_00), customer("d", 1000_00),
        *(prospect(f"p{n}", potential=2500_00, assessments=(developing(),)) for n in range(2)),
        prospect("q", potential=100_00, assessments=(developing(),)),
    ))
    before = {k: r.priority for k, r in book.rows.items()}
    book.apply(put(customer("c", 1001_00)))
    assert {k: r.priority for k, r in book.rows.items()} == before
    book.apply(put(customer("d", 90000_00)))
    after = {k: r.priority for k, r in book.rows.items()}
    assert (before["p0"], after["p0"], after["p1"]) == (2, 4, 4)
    book.close()
    assert open_book(rows_key="anew").rows == book.rows


def developing() -> Assessment:
    answers = tuple(
        Answer(criterion=c.code, rating=2, rated=TODAY) for c in load_checklist().criteria[:2]
    )
    return Assessment(checklist="grundcheck", version=1, day=TODAY, answers=answers)


def test_another_day_makes_stale_rows_anew(open_book: Opener) -> None:
    book = open_book()
    book.apply(put(customer("a", 850_00), prospect("p")))
    stale = {k for k, r in book.rows.items() if r.valid_until <= date(2027, 12, 1)}
    assert "a" in stale
    changed = book.set_today(date(2027, 12, 1))
    assert "a" in changed
    assert (book.rows["a"].revenue, book.today) == (0, date(2027, 12, 1))
    assert book.set_today(date(2027, 12, 1)) == frozenset()
    book.set_today(TODAY)
    assert book.rows["a"].revenue == 850_00


def test_opening_on_another_day_shows_that_day(open_book: Opener) -> None:
    first = open_book()
    first.apply(put(customer("a", 850_00)))
    first.close()
    later = open_book(today=date(2027, 12, 1))
    assert later.rows["a"].revenue == 0
    later.apply(put(prospect("p")))
    later.close()
    assert open_book().rows["a"].revenue == 850_00


def test_fresh_rows_need_no_checklist(open_book: Opener) -> None:
    first = open_book()
    first.apply(put(prospect("a")))
    first.close()

    def forbidden() -> None:
        raise AssertionError("loaded")

    assert open_book(checklist=forbidden, read_only=True).rows == first.rows


def test_a_read_only_book_changes_nothing(open_book: Opener, path: Path) -> None:
    with pytest.raises(FileError) as raised:
        open_book(read_only=True)
    assert raised.value.code == "missing"
    first = open_book()
    first.apply(put(prospect("a")))
    first.close()
    names = set(path.parent.iterdir())
    book = open_book(read_only=True)
    assert book.read_only
    with pytest.raises(FileError) as raised:
        book.apply(put(prospect("b")))
    assert raised.value.code == "read_only"
    assert book.flush(1)
    assert book.close()
    assert set(path.parent.iterdir()) == names


def test_a_book_in_memory_touches_no_file(path: Path) -> None:
    with Book.open("", today=TODAY, checklist=load_checklist, memory=True,
                   records=(prospect("a"),)) as book:
        assert (book.path, list(book.rows), book.history) == ("", ["a"], ())
        book.apply(put(prospect("b")))
        assert book.flush()
        assert book.state.kind is SaveKind.SAVED
        book.retry()
        book.save_copy(path)
    assert len(json.loads(path.read_text())["prospects"]) == 2


def test_a_copy_is_a_whole_store_and_overwrites_nothing(open_book: Opener, path: Path) -> None:
    book = open_book()
    book.apply(put(prospect("a")))
    copy = path.with_name("copy.json")
    book.save_copy(copy)
    with pytest.raises(FileError) as raised:
        book.save_copy(copy)
    assert raised.value.code == "exists"
    with Book.open(copy, today=TODAY, checklist=load_checklist) as other:
        assert other.rows == book.rows
