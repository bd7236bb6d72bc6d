"""What the next undo or redo would remove, so that somebody can be asked first."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from store.book import Book
from store.catalogue import load_checklist
from store.edit import Edit
from store.profile.prospect import Prospect

TODAY = date(2026, 11, 21)


def open_book(path: Path) -> Book:
    return Book.open(path, today=TODAY, checklist=load_checklist, user="anna",
                     clock=lambda: datetime(2026, 11, 21, 9, 30))


def firms(keys: str) -> tuple[Prospect, ...]:
    return tuple(Prospect(id=key, name=key, created=TODAY) for key in keys)


def test_the_records_of_an_import_that_are_still_there(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    with open_book(path) as book:
        assert book.removed_by(undo=True) == ()
        book.apply(Edit(label="added", records=firms("a")))
        book.apply(Edit(label="imported", records=firms("bcd")))
        assert (book.removed_by(undo=True), book.removed_by(undo=False)) == (("b", "c", "d"), ())
        book.undo()
        assert book.removed_by(undo=True) == ("a",)
        assert book.removed_by(undo=False) == ()
        book.redo()
    # Of an earlier session the files tell the same.
    with open_book(path) as book:
        assert book.removed_by(undo=True) == ("b", "c", "d")
        book.apply(Edit(label="removed", removed=("b", "c")))
        assert book.removed_by(undo=True) == ()
        book.undo()
        assert book.removed_by(undo=False) == ("b", "c")
        book.undo()
        assert tuple(book.rows) == ("a",)
