"""The rows of a data file alone, for who reads and goes: no record, no rule, no writer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date

from store.persistence import layout
from store.persistence.datafile import read_file
from store.persistence.fs import Files
from store.persistence.strict import ROWS
from store.row import Row


def glance(
    path: str | os.PathLike[str], *, today: date, region: str, rows_key: str,
    fs: Files | None = None,
) -> Mapping[str, Row] | None:
    """The rows by id if all of them hold on a day; None if one has to be made anew.

    None then means: ask Book.open, with the same `region` and `rows_key`. Raises
    FileError as it does, "missing" among them.
    """
    target = os.path.realpath(path)
    snapshot = layout.read(read_file(fs or Files(), target)[0], target)
    rows, meta = snapshot.rows, snapshot.meta
    if rows is None or meta.get("rows") != stamp(region, rows_key):
        return None
    day = today.isoformat()
    if str(meta.get("made", day)) > day or any(row.valid_until <= today for row in rows.values()):
        return None
    return rows


def stamp(region: str, rows_key: str) -> str:
    """What rows in a file were made for; others are not believed."""
    return f"{ROWS}:{region}:{rows_key}"
