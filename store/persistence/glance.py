"""The rows of a data file alone, for who reads and goes: no record, no rule, no writer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from store.errors import FileError
from store.persistence import replay
from store.persistence.datafile import DataFile
from store.persistence.disk import Disk
from store.persistence.fs import Files
from store.persistence.rowmap import Rows
from store.persistence.strict import ERASED
from store.value.abc import STANDARD_CLASSING, Classing


def glance(
    path: str | os.PathLike[str], *, today: date, region: str, rows_key: str,
    classing: Classing = STANDARD_CLASSING,
    fs: Files | None = None,
) -> Rows | None:
    """The rows by id if all of them hold on a day; None if one has to be made anew.

    None then means: ask Book.open, with the same `region`, `rows_key` and `classing`. Raises
    FileError as it does, "missing" among them.
    """
    disk = Disk(DataFile(os.fspath(path), fs=fs), now=datetime.now)
    held = disk.read()
    if held is None:
        raise FileError(path=disk.file.path, code="missing")
    if disk.notices or _somebody_back(disk, held.meta):
        return None
    rows, meta, key = held.base.rows, held.meta, replay.stamp(region, rows_key, classing)
    if rows is None or meta.get("rows") != key or held.problem is not None:
        return None
    day = today.isoformat()
    newer, unmade = replay.rows(held, key, today)
    if str(meta.get("made", day)) > day or unmade or replay.moves_classes(rows, newer):
        return None
    if not newer.keys() >= set(rows.expired(today)):
        return None
    rows.orders.move_to(today.toordinal())
    rows.put(newer)
    return rows


def _somebody_back(disk: Disk, meta: Mapping[str, Any]) -> bool:
    """True if people were erased whom the file may still show: Book.open looks."""
    fs, path = disk.file.fs, disk.file.path
    try:
        fs.stat(path + ERASED)
    except OSError:
        return False
    from store.persistence import ledger  # only where somebody was ever erased

    return ledger.waiting(fs, path, meta)
