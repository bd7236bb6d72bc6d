"""Putting the parts of a book together from a file, or from nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from store.errors import FileError
from store.persistence import datafile, layout
from store.persistence.datafile import DataFile
from store.persistence.desk import Desk
from store.persistence.formats import FORMAT
from store.persistence.fs import Files
from store.persistence.glance import stamp
from store.persistence.records import Records
from store.persistence.rows import MakeRow, RowTable
from store.persistence.saver import NoSaving, Saver, Saving
from store.persistence.state import BookEvent, SaveKind, SaveState
from store.profile.prospect import Prospect
from store.qualification.checklist import Checklist
from store.row import Row

Tell = Callable[[BookEvent], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a book is to be opened; see Book.open."""

    path: str
    """Empty for a book in memory."""
    today: date
    checklist: Callable[[], Checklist]
    clock: Callable[[], datetime]
    user: str
    region: str
    rows_key: str
    read_only: bool
    put_off: bool
    fs: Files
    records: tuple[Prospect, ...]
    make_row: MakeRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a book is made of."""

    path: str
    desk: Desk
    file: DataFile | None
    saver: Callable[[Tell], Saving]


def open_parts(options: Options) -> Parts:
    """Read the file and make what is missing. Raises FileError."""
    file, disk = None, None
    if options.path:
        file = DataFile(
            options.path, fs=options.fs, user=options.user, now=options.clock
        )
        disk = file.load()
        if disk is None and options.read_only:
            raise FileError(path=file.path, code="missing")
    disk = disk or layout.empty(os.urandom(16).hex())
    desk = _desk(options, disk, file.path if file else "")
    return Parts(
        path=file.path if file else "", desk=desk, file=file,
        saver=_saver(options, desk, file),
    )


def _make_row(
    prospect: Prospect, checklist: Checklist, today: date, *,
    computed_class: str, average_revenue: Fraction | int, region: str,
) -> Row:
    """store.overview.make_row, loaded when the first row is made: fresh ones need no rules."""
    from store import overview  # the rules of all rooms hang on it

    return overview.make_row(
        prospect, checklist, today, computed_class=computed_class,
        average_revenue=average_revenue, region=region,
    )


def _desk(options: Options, disk: layout.Snapshot, path: str) -> Desk:
    records = Records(disk, path)
    for prospect in options.records:
        records.put(prospect.id, prospect)
    key = stamp(options.region, options.rows_key)
    rows = RowTable(
        disk.rows or {}, make=options.make_row or _make_row, checklist=options.checklist,
        region=options.region, today=options.today, get=records.read,
    )
    made = str(disk.meta.get("made", options.today))
    if disk.head and disk.rows is not None and disk.meta.get("rows") == key:
        # Rows of a later day say nothing about an earlier one.
        back = made > options.today.isoformat()
        old = [k for k, r in disk.rows.items() if back or r.valid_until <= options.today]
        if options.put_off and not back:
            rows.put_off(old)
        else:
            rows.refresh(old)
    else:
        rows.rebuild(records)
    return Desk(records, rows, rows_key=key, now=options.clock)


def _saver(options: Options, desk: Desk, file: DataFile | None) -> Callable[[Tell], Saving]:
    if file is None:
        return lambda tell: NoSaving(SaveState(kind=SaveKind.SAVED))
    if desk.records.disk.meta["format"] > FORMAT:
        error = FileError(path=file.path, code="newer")
        return lambda tell: NoSaving(SaveState(kind=SaveKind.READ_ONLY, error=error))
    if options.read_only:
        return lambda tell: NoSaving(SaveState(kind=SaveKind.READ_ONLY))
    return lambda tell: Saver(desk, file, now=options.clock, tell=tell)


def save_copy(desk: Desk, file: DataFile | None, path: str) -> None:
    """Write what is in memory to a new file. Raises FileError, "exists" above all."""
    fs = file.fs if file else Files()
    target = os.path.abspath(path)
    datafile.replace(fs, target, desk.batch().compose().lines.data, exclusive=True)
