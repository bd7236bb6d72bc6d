"""Books on any file system, and what they say: the smallest records that can be told apart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from store.book import Book
from store.catalogue import load_checklist
from store.edit import Edit
from store.persistence.fs import Files
from store.profile.prospect import Prospect

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30)
PATH = "/mem/kq/data.json"
PATIENCE = 20.0
"""Seconds that a save may take before a test gives up."""

State = frozenset[tuple[str, str]]
"""Id and name of every record: all that has to survive."""
NOTHING: State = frozenset()
REFUSED: State = frozenset({("", "refused")})
"""For a store that is damaged, and says so."""


def prospect(key: str, name: str = "", **more: Any) -> Prospect:
    return Prospect(id=key, name=name or f"Firma {key}", created=TODAY, **more)


def put(names: dict[str, str], removed: Iterable[str] = (), label: str = "edited") -> Edit:
    return Edit(
        label=label, records=tuple(prospect(k, n) for k, n in names.items()),
        removed=tuple(removed),
    )


def open_book(path: str | Path = PATH, **options: Any) -> Book:
    given = {"today": TODAY, "checklist": load_checklist, "clock": lambda: NOW, "user": "anna"}
    return Book.open(path, **{**given, **options})


def state_of(book: Book) -> State:
    """What a book holds; its rows must say the same as its records."""
    found = frozenset((key, book.get(key).name) for key in book.rows)
    if found != {(key, row.name) for key, row in book.rows.items()}:
        raise AssertionError("rows and records differ")
    return found


def read_state(fs: Files | None = None, path: str | Path = PATH) -> State:
    """What a reader finds. Raises FileError."""
    with open_book(path, fs=fs, read_only=True) as book:
        return state_of(book)
