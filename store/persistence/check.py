"""Reading a data file and all beside it as strictly as can be, for `kundenq check`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from store.errors import FileError
from store.persistence import formats, layout, survey
from store.persistence.backup import Backup, Backups
from store.persistence.findings import missing_journal
from store.persistence.fs import Files
from store.persistence.mounts import network_drive


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a data file holds and what is wrong with it."""

    records: int
    """Records that can be read, the journal's changes included."""
    rows_fit: bool
    """True if the index of rows can be believed: layout and checksum are ours."""
    problems: tuple[FileError, ...]
    """One for each place that cannot be read; empty for a sound file."""
    warnings: tuple[FileError, ...] = ()
    """What is no damage, but may become one: a second name, a network drive, a change by
    another program, a backup that cannot be read."""
    backups: tuple[Backup, ...] = ()
    """Newest first."""

    @property
    def newest(self) -> Backup | None:
        """The newest backup that is sound."""
        return next((backup for backup in self.backups if backup.ok), None)


def check(path: str | os.PathLike[str], *, fs: Files | None = None) -> CheckReport:
    """Read everything, change nothing. Raises FileError if it cannot be read at all."""
    target, files = os.path.realpath(path), fs or Files()
    whole = survey.survey(files, target)
    snapshot, backups = whole.snapshot, Backups(target, files).list()
    records, unreadable = _count(whole, target)
    return CheckReport(
        records=records, rows_fit=snapshot.fits and _rows_name_records(snapshot),
        problems=(
            *whole.problems, *unreadable, *survey.check_lines(files, target + survey.HISTORY),
            *_lost(target, whole, backups), *_no_journal(files, target),
        ),
        warnings=tuple(_warnings(files, target, whole, backups)), backups=backups,
    )


def _count(whole: survey.Survey, path: str) -> tuple[int, tuple[FileError, ...]]:
    """How many records can be read, and which cannot."""
    records, problems = 0, []
    for key, line, place in whole.records():
        try:
            if formats.decode(line, path, place).id != key:
                raise FileError(path=path, code="damaged", detail=f"{place}/id")
            records += 1
        except FileError as error:
            problems.append(error)
    return records, tuple(problems)


def _lost(
    path: str, whole: survey.Survey, backups: tuple[Backup, ...]
) -> Iterator[FileError]:
    """A backup of the same store that knows later edits: a journal or snapshot was lost.

    A copy made between two edits carries the number of the edit that comes next.
    """
    later = [b.seq for b in backups if b.usable and b.store == whole.store]
    if later and max(later) > whole.sequence + 1:
        yield FileError(path=path, code="lost", detail=f"{whole.sequence + 1}-{max(later)}")


def _no_journal(fs: Files, path: str) -> Iterator[FileError]:
    if why := missing_journal(fs, path):
        yield FileError(path=path + survey.JOURNAL, code="no_journal", detail=why)


def _warnings(
    fs: Files, path: str, whole: survey.Survey, backups: tuple[Backup, ...]
) -> Iterator[FileError]:
    if not whole.as_written:
        yield FileError(path=path, code="changed")
    for name in (path, path + survey.JOURNAL):
        if (names := _names(fs, name)) > 1:
            yield FileError(path=name, code="hard_link", detail=str(names))
    if drive := network_drive(path, fs=fs):
        yield FileError(path=path, code="network", detail=drive)
    for backup in backups:
        if not backup.ok:
            yield FileError(path=backup.path, code=backup.problem)


def _names(fs: Files, path: str) -> int:
    """How many names a file has on its disk."""
    try:
        return fs.stat(path).st_nlink
    except OSError:
        return 0


def _rows_name_records(snapshot: layout.Snapshot) -> bool:
    """True if each row shows the name of its record."""
    names = {
        key: msgspec.json.decode(snapshot.lines[key], type=dict[str, object]).get("name")
        for key in snapshot.lines
    }
    rows = snapshot.rows
    return rows is not None and {row.id: row.name for row in rows.values()} == names
