"""Putting the parts of a book together from a file, or from nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import partial

from store.errors import FileError
from store.persistence import datafile, ledger, replay, stored
from store.persistence.datafile import DataFile
from store.persistence.desk import Desk
from store.persistence.disk import Disk
from store.persistence.follower import Follower
from store.persistence.formats import FORMAT
from store.persistence.fs import Files
from store.persistence.journalfile import JournalFile
from store.persistence.keeping import Keeper
from store.persistence.lock import FileLock
from store.persistence.mounts import network_drive
from store.persistence.presence import Presence
from store.persistence.records import Records
from store.persistence.rowmap import Rows
from store.persistence.rows import MakeRow, RowTable
from store.persistence.saver import NoSaving, Saver, Saving
from store.persistence.state import BookEvent, Notice, SaveKind, SaveState
from store.persistence.stored import Stored
from store.profile.prospect import Prospect
from store.qualification.checklists import Checklists
from store.row import Row
from store.value.abc import Classing

Tell = Callable[[BookEvent], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a book is to be opened; see Book.open."""

    path: str
    """Empty for a book in memory."""
    today: date
    checklist: Callable[[], Checklists]
    clock: Callable[[], datetime]
    user: str
    region: str
    rows_key: str
    classing: Classing
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
    disk: Disk | None
    saver: Callable[[Tell], Saving]
    presence: Presence | None
    again: bool
    """An erasure is to be ended, or to be done again: see erasing.again."""


def open_parts(options: Options) -> Parts:
    """Read the file and make what is missing. Raises FileError."""
    disk, held = None, None
    if options.path:
        file = _file(options)
        disk = Disk(file, now=options.clock)
        held = disk.read()
        if held is None and options.read_only:
            raise FileError(path=file.path, code="missing")
        if held is not None and (options.read_only or _problem(held, file.path)):
            _hide(disk, held)
    presence = _presence(options, disk)
    taken = _surroundings(options, disk, presence)
    desk = _desk(options, held or stored.nothing(), disk.file.path if disk else "")
    return Parts(
        path=disk.file.path if disk else "", desk=desk, disk=disk,
        saver=_saver(options, desk, disk, taken), presence=presence,
        again=disk is not None and not options.read_only and ledger.waiting(
            options.fs, disk.file.path, desk.records.disk.meta),
    )


def _file(options: Options) -> DataFile:
    """The data file, with a lock that nobody waits for in vain."""
    path = os.path.realpath(options.path)
    lock = FileLock(
        path + ".lock", fs=options.fs, user=options.user, now=options.clock,
        remote=bool(network_drive(path, fs=options.fs)),
    )
    return DataFile(path, fs=options.fs, lock=lock)


def _surroundings(
    options: Options, disk: Disk | None, presence: Presence | None
) -> FileError | None:
    """Tell of other names and of a network drive; why nothing may be written there."""
    if disk is None:
        return None
    path = disk.file.path
    for name in (path, disk.log.path):
        with contextlib.suppress(OSError):
            if (names := options.fs.stat(name).st_nlink) > 1:
                disk.notices.append(Notice(code="hard_link", path=name, detail=str(names)))
    if not disk.file.lock.remote or options.read_only:
        return None
    disk.notices.append(
        Notice(code="network", path=path, detail=network_drive(path, fs=options.fs)))
    there = presence.claim() if presence else None
    if there is None:
        return None
    return FileError(path=path, code="one_session", detail=f"{there.user}, {there.host}")


def _hide(disk: Disk, held: Stored) -> None:
    """Who only reads does not see whom a writer would erase again."""
    if not ledger.waiting(disk.file.fs, disk.file.path, held.meta):
        return
    from store.persistence import hiding  # seldom needed

    disk.hide = partial(hiding.hide, fs=disk.file.fs, path=disk.file.path)
    disk.hide(held)


def _problem(held: Stored, path: str) -> FileError | None:
    """Why nothing may be written."""
    if held.meta["format"] > FORMAT:
        return FileError(path=path, code="newer")
    return held.problem


def _presence(options: Options, disk: Disk | None) -> Presence | None:
    if disk is None:
        return None
    return Presence(
        disk.file.path, user=options.user, fs=options.fs, quiet=options.read_only)


def _make_row(
    prospect: Prospect, checklists: Checklists, today: date, *,
    computed_class: str, average_revenue: Fraction | int, region: str, classing: Classing,
) -> Row:
    """store.overview.make_row, loaded when the first row is made: fresh ones need no rules."""
    from store import overview  # the rules of all rooms hang on it

    return overview.make_row(
        prospect, checklists, today, computed_class=computed_class,
        average_revenue=average_revenue, region=region, classing=classing,
    )


def _desk(options: Options, held: Stored, path: str) -> Desk:
    records = Records(held, path)
    for prospect in options.records:
        records.put({prospect.id: prospect})
    key, base = replay.stamp(options.region, options.rows_key, options.classing), held.base
    kept = base.rows
    rows = RowTable(
        kept if kept is not None else Rows(options.today), make=options.make_row or _make_row,
        checklist=options.checklist, region=options.region, today=options.today,
        get=records.read, classing=options.classing,
    )
    made = str(base.meta.get("made", options.today))
    if base.head and kept is not None and base.meta.get("rows") == key:
        # Rows of a later day say nothing about an earlier one.
        back = made > options.today.isoformat()
        newer, unmade = replay.rows(held, key, options.today)
        stale = set(kept) if back else set(kept.expired(options.today))
        rows.adopt(newer)
        old = {k for k in stale if k not in newer and k not in unmade}
        if options.put_off and not back:
            rows.refresh(unmade)
            rows.put_off(old)
        else:
            rows.refresh({*unmade, *old})
    else:
        rows.rebuild(records)
    held.latest.clear()
    return Desk(
        records, rows, rows_key=options.rows_key, now=options.clock, user=options.user,
    )


def _saver(
    options: Options, desk: Desk, disk: Disk | None, taken: FileError | None
) -> Callable[[Tell], Saving]:
    if disk is None:
        return lambda tell: NoSaving(SaveState(kind=SaveKind.SAVED))
    problem = _problem(desk.records.disk, disk.file.path) or taken
    if problem is not None or options.read_only:
        state = SaveState(kind=SaveKind.READ_ONLY, error=problem)
        return lambda tell: NoSaving(state, Follower(desk, disk, tell))
    # The demonstration is made anew each time: nobody misses what it was.
    demo = os.path.basename(disk.file.path).startswith("demo-")
    keeper = None if demo else Keeper(disk, options.clock)
    return lambda tell: Saver(desk, disk, now=options.clock, tell=tell, keeper=keeper)


def save_copy(desk: Desk, disk: Disk | None, path: str) -> None:
    """Write what is in memory to a new file. Raises FileError, "exists" above all."""
    fs = disk.file.fs if disk else Files()
    target = os.path.abspath(path)
    log = JournalFile(target + ".journal", fs)
    if log.identity() is not None:
        raise FileError(path=log.path, code="exists")
    datafile.replace(fs, target, desk.draft(), exclusive=True)
