"""TinyDB's own queries and updates on a data file."""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from tinydb import where

from store.errors import FileError
from store.persistence.storage import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.json"


def test_tinydb_reads_and_writes_safely(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("a"), kit.prospect("b")))
    before = path.open("rb")
    database = Database(path)
    table = database.table("prospects")
    assert [d["id"] for d in table.all()] == ["a", "b"]
    assert table.update({"name": "Neu"}, where("id") == "a") == [1]
    assert table.insert({"id": "c", "name": "Drei", "created": "2026-11-21"}) == 3
    assert database.table("mine").insert({"x": 1}) == 1
    assert not os.path.samestat(path.stat(), os.fstat(before.fileno()))
    before.close()
    assert kit.names_on_disk(path) == {"a": "Neu", "b": "Firma b", "c": "Drei"}
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("d")))
    assert table.insert({"id": "e", "name": "E", "created": "2026-11-21"}) == 5
    assert database.table("mine").all() == [{"x": 1}]
    assert database.tables() == {"_meta", "mine", "prospects"}


def test_a_new_file(kit: SimpleNamespace, path: Path) -> None:
    database = Database(path)
    assert database.table("prospects").all() == []
    database.table("prospects").insert({"id": "a", "name": "A", "created": "2026-11-21"})
    assert kit.names_on_disk(path) == {"a": "A"}
    assert json.loads(path.read_bytes())["_meta"]["1"]["seq"] == 1


@pytest.mark.parametrize("record", [
    {"name": "ohne id"}, {"id": "x", "name": 1, "created": "2026-11-21"},
    {"id": "a", "name": "doppelt", "created": "2026-11-21"},
])
def test_what_is_no_record_is_not_written(
    kit: SimpleNamespace, path: Path, record: dict[str, object]
) -> None:
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("a")))
    before = path.read_bytes()
    with pytest.raises(FileError) as raised:
        Database(path).table("prospects").insert(record)
    assert raised.value.code == "damaged"
    assert path.read_bytes() == before


def test_what_another_wrote_meanwhile_is_not_overwritten(
    kit: SimpleNamespace, path: Path
) -> None:
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("a")))
    database = Database(path)
    tables = database.storage.read()
    assert tables is not None
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("b")))
    with pytest.raises(FileError) as raised:
        database.storage.write(tables)
    assert (raised.value.code, raised.value.detail) == ("exists", "changed")
    assert set(kit.names_on_disk(path)) == {"a", "b"}
