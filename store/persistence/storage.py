"""The data file at TinyDB's own extension points: a Storage and a table class.

Every save of the book goes through `RecordTable.put`. TinyDB's own queries and updates
work on the same file with the same lock, temporary file, fsync and rename, only slower.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from store.errors import FileError
from store.persistence import formats, layout
from store.persistence.datafile import DataFile
from store.persistence.desk import Batch


class SnapshotStorage(Storage):
    """Whole-file storage that replaces the file at one stroke."""

    def __init__(self, path: str | os.PathLike[str], *, file: DataFile | None = None) -> None:
        self.file = file or DataFile(os.fspath(path))
        self._known: layout.Snapshot | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, read strictly; None if there is no file. Raises FileError."""
        snapshot = self._known = self.file.load()
        if snapshot is None:
            return None
        records = {
            str(document): formats.parse(snapshot.lines[key])
            for key, document in snapshot.lines.documents.items()
        }
        others = formats.parse(b"{%s}" % snapshot.others.rstrip(b",\n"))
        return {"_meta": {"1": dict(snapshot.meta)}, **others, "prospects": records}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put all tables in place. Rows are left out: the next opening makes them anew.

        Raises FileError: "damaged" for a record that is none, "locked" and the like; and
        "exists" if the file is not the one that was read.
        """
        for document, record in data.get("prospects", {}).items():
            formats.decode(layout.dump(record), self.file.path, f"prospects/{document}")
        self.file.prepare()
        with self.file.lock.held():
            self.file.sweep()
            known = self._known or layout.empty(os.urandom(16).hex())
            if self.file.changed_since(known):
                raise FileError(path=self.file.path, code="exists", detail="changed")
            tables = {
                "_meta": {"1": {**known.meta, "seq": known.sequence + 1}},
                **{name: table for name, table in data.items() if name not in ("_meta", "rows")},
            }
            tables["_meta"]["1"].pop("crc", None)
            body = layout.dump(tables) + b"\n"
            self._known = layout.read(body, self.file.path)
            self.file.save(body)


class RecordTable(Table):
    """A table that asks the file each time: no cached queries, no ids given twice."""

    def __init__(self, storage: SnapshotStorage, name: str, **options: Any) -> None:
        super().__init__(storage, name, **{**options, "cache_size": 0})
        self._file = storage.file

    def put(self, batch: Batch) -> layout.Snapshot:
        """Set and remove records as lines, all or none; the state the file has then.

        Unlike TinyDB's update it reads nothing and encodes only what changed. To be
        called under the lock. Raises FileError.
        """
        snapshot = batch.compose()
        self._file.save(snapshot.lines.data)
        return snapshot

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        # Another program may have given the next id meanwhile: never keep it.
        super()._update_table(updater)
        self._next_id = None


class Database(TinyDB):
    """TinyDB on a data file: `Database(path)`, or `Database(path, file=...)`."""

    table_class = RecordTable  # type: ignore[assignment]
    default_storage_class = SnapshotStorage  # type: ignore[assignment]
