"""Reading a data file as strictly as can be, for `kundenq check`."""

from __future__ import annotations

import os
from dataclasses import dataclass

import msgspec

from store.errors import FileError
from store.persistence import formats, layout
from store.persistence.datafile import read_file
from store.persistence.fs import Files
from store.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a data file holds and what is wrong with it."""

    records: int
    """Records that can be read."""
    rows_fit: bool
    """True if the index of rows can be believed: layout and checksum are ours."""
    problems: tuple[FileError, ...]
    """One for each place that cannot be read; empty for a sound file."""


def check(path: str | os.PathLike[str], *, fs: Files | None = None) -> CheckReport:
    """Read everything, change nothing. Raises FileError if it cannot be read at all."""
    target = os.path.realpath(path)
    data, _ = read_file(fs or Files(), target)
    snapshot = layout.read(data, target)
    layout.parse_tables(data, target)
    problems, records = [], 0
    for key in snapshot.lines:
        try:
            formats.decode(snapshot.lines[key], target, snapshot.lines.place(key))
            records += 1
        except FileError as error:
            problems.append(error)
    return CheckReport(
        records=records, rows_fit=snapshot.fits and _rows_name_records(snapshot),
        problems=tuple(problems),
    )


def _rows_name_records(snapshot: layout.Snapshot) -> bool:
    """True if each row shows the name of its record."""
    names = {
        key: msgspec.json.decode(snapshot.lines[key], type=dict[str, object]).get("name")
        for key in snapshot.lines
    }
    rows: dict[str, Row] = dict(snapshot.rows or {})
    return {key: row.name for key, row in rows.items()} == names
