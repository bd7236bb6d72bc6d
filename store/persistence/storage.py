"""The data file at TinyDB's own extension points: a Storage and a table class.

Every save of the book goes through `RecordTable.put` or `RecordTable.replace`. TinyDB's own
queries and updates work on the same files with the same lock, only slower.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from store.errors import FileError
from store.persistence import datafile, formats, layout, stored
from store.persistence.datafile import DataFile
from store.persistence.desk import Batch
from store.persistence.disk import Disk
from store.persistence.journalfile import Mark
from store.persistence.stored import Stored


class StoreStorage(Storage):
    """Storage on snapshot and journal; what TinyDB writes replaces both at one stroke."""

    def __init__(self, path: str | os.PathLike[str], *, disk: Disk | None = None) -> None:
        self.disk = disk or Disk(DataFile(os.fspath(path)), now=datetime.now)
        self._known: Stored | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, read strictly; None if there is no file. Raises FileError."""
        held = self._known = self.disk.read()
        if held is None:
            return None
        if held.problem is not None:
            raise held.problem
        lines = held.lines
        records = {
            str(document): formats.parse(lines[key])
            for key, document in lines.documents().items()
        }
        others = formats.parse(b"{%s}" % held.base.others.rstrip(b",\n"))
        return {"_meta": {"1": dict(held.meta)}, **others, "prospects": records}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put all tables in place. Rows are left out: the next opening makes them anew.

        Raises FileError: "damaged" for a record that is none, "locked" and the like; and
        "exists" if the file is not the one that was read.
        """
        file, disk = self.disk.file, self.disk
        for document, record in data.get("prospects", {}).items():
            formats.decode(layout.dump(record), file.path, f"prospects/{document}")
        file.prepare()
        with file.lock.held():
            file.sweep()
            held = self._known or stored.nothing()
            news = disk.look(held)
            if isinstance(news, Stored) or (news is not None and news.lines):
                raise FileError(path=file.path, code="exists", detail="changed")
            disk.remember(held)
            tables = {
                "_meta": {"1": {**held.meta, "seq": held.sequence + 1}},
                **{name: table for name, table in data.items() if name not in layout.DERIVED},
            }
            for name in layout.SEALS:
                tables["_meta"]["1"].pop(name, None)
            body = layout.dump(tables) + b"\n"
            base = layout.read(body, file.path)
            staged = datafile.stage(file.fs, file.path, body)
            try:
                file.put(staged)
            except FileError:
                datafile.discard(file.fs, staged)
                raise
            mark = disk.begin(base)
            self._known = Stored(base=base, sequence=base.sequence, mark=mark)


class RecordTable(Table):
    """A table that asks the file each time: no cached queries, no ids given twice."""

    def __init__(self, storage: StoreStorage, name: str, **options: Any) -> None:
        super().__init__(storage, name, **{**options, "cache_size": 0})
        self._disk = storage.disk

    def put(self, mark: Mark, batch: Batch) -> Mark:
        """Set and remove records as lines of the journal, all or none.

        Unlike TinyDB's update it reads nothing and encodes only what changed. To be
        called under the lock. Raises FileError.
        """
        return self._disk.log.append(mark, batch.encode())

    def replace(self, held: Stored, batch: Batch) -> layout.Snapshot:
        """Set and remove records by a new snapshot that holds all; else as `put`."""
        assert batch.all_rows is not None, "a batch for a snapshot"
        return self._disk.replace(
            held, tuple(batch.encode()), batch.lines, batch.all_rows, batch.meta
        )

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        # Another program may have given the next id meanwhile: never keep it.
        super()._update_table(updater)
        self._next_id = None


class Database(TinyDB):
    """TinyDB on a data file: `Database(path)`, or `Database(path, disk=...)`."""

    table_class = RecordTable  # type: ignore[assignment]
    default_storage_class = StoreStorage  # type: ignore[assignment]
