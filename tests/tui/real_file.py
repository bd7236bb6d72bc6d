"""A book on a real file behind the pretended terminal, and a disk that fails when told to."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from store import Book, Edit, Prospect, load_checklist
from store.persistence.fs import Files

TODAY = date(2026, 2, 23)
NOW = datetime(2026, 2, 23, 14, 2)


class Broken(Files):
    """Every write fails with `number` while it is set."""

    number = 0

    def write(self, fd: int, data: bytes | memoryview) -> int:
        if self.number:
            raise OSError(self.number, os.strerror(self.number))
        return super().write(fd, data)


def open_book(path: Path, user: str = "test", now: datetime = NOW, **options: Any) -> Book:
    return Book.open(path, today=TODAY, checklist=load_checklist, user=user,
                     clock=lambda: now.astimezone(), **options)


def two_customers(folder: Path) -> Path:
    """A data file with Adler and Berger."""
    path = folder / "kunden.json"
    with open_book(path) as book:
        book.apply(Edit(label="added", records=tuple(
            Prospect(id=key, name=key, created=TODAY) for key in ("Adler", "Berger"))))
    return path


def change(book: Book, name: str = "Adler", **values: Any) -> None:
    (row,) = book.find(name)
    book.apply(Edit(label="edited", records=(replace(book.get(row.id), **values),)))


def put(book: Book, key: str = "adler", label: str = "edited", **values: Any) -> None:
    """The same by its id, and on the disk."""
    book.apply(Edit(label=label, args=(("name", "Adler"),),
                    records=(replace(book.get(key), **values),)))
    assert book.flush(10)


async def settled(program: Any, kind: str) -> None:
    """Wait for the writer, then for the screen."""
    program.book.flush(5.0)
    for _n in range(50):
        await program.pilot.pause()
        if program.place.saved and program.place.saved.kind == kind:
            await program.pilot.pause()
            return
    raise AssertionError(f"the screen never said {kind}: {program.rows[0]}")


def top(program: Any, rows: int = 5) -> str:
    """The rows under the title, as one text."""
    return " ".join(" ".join(program.rows[1:1 + rows]).split())
