"""One store on one file, in a process of its own: it measures what it is told on stdin.

`stand.py KIND FILE COUNT`, then lines `edit N`, `other N`, each answered by a JSON list of
[seconds, seconds of processor time]; `stand.py KIND FILE COUNT open` prints seconds and peak
memory (MB) of opening, and ends.
`stand.py make KIND FILE SOURCE` puts the records of a data file of kundenq into another store.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import Any, Protocol

sys.path.insert(0, str(Path(__file__).parents[2]))

STEP = 7919
"""From one edited record to the next: a prime, so that they lie all over the file."""
SCREEN = 40
"""Rows that a list shows."""


class Store(Protocol):
    """What is measured of each kind."""

    def look(self) -> None:
        """What has to be there before a list can be shown."""

    def edit(self, number: int, note: str) -> None:
        """Change the notes of one record, and wait until it is on the disk."""

    def read(self, number: int, note: str) -> None:
        """In a second handle: read that change of the first."""


class Kundenq:
    """A book: the rows of all records are what lists are made of."""

    def __init__(self, path: str) -> None:
        from store import Book, load_checklist
        from tui.plain.places import rows_key

        def opened() -> Book:
            from datetime import date

            return Book.open(path, today=date(2026, 2, 23), rows_key=rows_key(), region="AT",
                             checklist=lambda: load_checklist("grundcheck"))

        self._opened: Callable[[], Book] = opened
        self._book = opened()
        self._other: Book | None = None

    def look(self) -> None:
        names = [self._book.rows[key].name for key in islice(self._book.rows, SCREEN)]
        assert all(names)

    def edit(self, number: int, note: str) -> None:
        from store import Edit

        record = replace(self._book.get(f"b{number:06}"), notes=note)
        self._book.apply(Edit(label="edited", records=(record,)))
        assert self._book.flush(60)

    def ready(self) -> None:
        """Let the second handle be there."""
        self._other = self._other or self._opened()
        self._other.poll()

    def read(self, number: int, note: str) -> None:
        assert self._other is not None
        assert self._other.poll()
        assert self._other.get(f"b{number:06}").notes == note


class Sqlite:
    """One row a record with its JSON as text; the second handle knows which one to read."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._db = self._connect()
        self._other: Any = None

    def _connect(self) -> Any:
        import sqlite3

        db = sqlite3.connect(self._path)
        db.execute("pragma journal_mode=wal")
        db.execute("pragma synchronous=full")
        return db

    def look(self) -> None:
        assert self._db.execute("select id, doc from prospect").fetchall()

    def edit(self, number: int, note: str) -> None:
        record = self._get(self._db, number)
        record["notes"] = note
        self._db.execute("update prospect set doc=? where id=?",
                         (json.dumps(record), f"b{number:06}"))
        self._db.commit()

    def _get(self, db: Any, number: int) -> dict[str, Any]:
        found = db.execute("select doc from prospect where id=?", (f"b{number:06}",))
        record: dict[str, Any] = json.loads(found.fetchone()[0])
        return record

    def ready(self) -> None:
        """Let the second handle be there."""
        self._other = self._other or self._connect()

    def read(self, number: int, note: str) -> None:
        assert self._get(self._other, number)["notes"] == note


class Plain:
    """TinyDB's own storage: it writes the whole file and calls fsync after each edit."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._db = self._open()
        self._other: Any = None

    def _open(self) -> Any:
        from tinydb import TinyDB

        return TinyDB(self._path)

    def look(self) -> None:
        assert len(self._db.table("prospects"))

    def edit(self, number: int, note: str) -> None:
        self._db.table("prospects").update({"notes": note}, doc_ids=[number + 1])

    def ready(self) -> None:
        """Let the second handle be there."""
        self._other = self._other or self._open()

    def read(self, number: int, note: str) -> None:
        assert self._other.table("prospects").get(doc_id=number + 1)["notes"] == note


class Caching(Plain):
    """TinyDB's CachingMiddleware, flushed (and so synced) after each edit.

    It never sees what others wrote: the second handle is opened anew.
    """

    def _open(self) -> Any:
        from tinydb import TinyDB
        from tinydb.middlewares import CachingMiddleware
        from tinydb.storages import JSONStorage

        return TinyDB(self._path, storage=CachingMiddleware(JSONStorage))

    def edit(self, number: int, note: str) -> None:
        super().edit(number, note)
        self._db.storage.flush()

    def ready(self) -> None:
        self._other = None

    def read(self, number: int, note: str) -> None:
        self._other = self._open()
        super().read(number, note)


KINDS: dict[str, Callable[[str], Any]] = {
    "kundenq": Kundenq, "sqlite3": Sqlite, "JSONStorage": Plain, "Caching": Caching,
}


def make(kind: str, path: str, source: str) -> None:
    """The same records in another store."""
    records = json.loads(Path(source).read_bytes())["prospects"]
    if kind == "sqlite3":
        import sqlite3

        db = sqlite3.connect(path)
        db.execute("create table prospect(id text primary key, doc text)")
        db.executemany("insert into prospect values(?,?)",
                       ((record["id"], json.dumps(record)) for record in records.values()))
        db.commit()
        db.close()
    else:
        # Numbered as the sample records are, so that each kind finds them at once.
        numbered = {str(int(record["id"][1:]) + 1): record for record in records.values()}
        Path(path).write_text(json.dumps({"prospects": numbered}), encoding="utf-8")


def opening(kind: str, path: str) -> dict[str, float]:
    """Opening and what a list needs, the libraries loaded before; peak memory in MB."""
    _libraries(kind)
    begun = time.perf_counter()
    KINDS[kind](path).look()
    taken = time.perf_counter() - begun
    # Not getrusage: that one begins with the peak of the parent.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return {"seconds": taken, "peak": int(status.partition("VmHWM:")[2].split()[0]) / 1024}


def _libraries(kind: str) -> None:
    import sqlite3  # noqa: F401

    import tinydb.middlewares  # noqa: F401

    if kind == "kundenq":
        import store.book  # noqa: F401
        import tui.plain.places  # noqa: F401


def edits(store: Any, numbers: Iterator[int], runs: int, total: int, *, other: bool
          ) -> Iterator[tuple[float, float]]:
    """Seconds, and those of processor time, of each edit, or of reading it elsewhere."""
    for place in islice(numbers, runs):
        number, note = place * STEP % total, f"Notiz {place}"
        if other:
            store.ready()
            store.edit(number, note)
        begun, spent = time.perf_counter(), time.process_time()
        if other:
            store.read(number, note)
        else:
            store.edit(number, note)
        yield time.perf_counter() - begun, time.process_time() - spent


def main() -> None:
    """Do what the arguments say."""
    kind, path, *rest = sys.argv[1:]
    if kind == "make":
        make(path, *rest)
        return
    if rest[1:] == ["open"]:
        print(json.dumps(opening(kind, path)), flush=True)
        os._exit(0)
    store, numbers = KINDS[kind](path), count(1)
    for line in sys.stdin:
        what, runs = line.split()
        taken = edits(store, numbers, int(runs), int(rest[0]), other=what == "other")
        print(json.dumps(list(taken)), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
