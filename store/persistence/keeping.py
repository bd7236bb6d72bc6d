"""Backups that nobody asks for: of the state before a day's first save, and of an older format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from store.errors import FileError
from store.persistence.backup import Backups
from store.persistence.datafile import read_file
from store.persistence.disk import Disk
from store.persistence.state import Notice
from store.persistence.stored import Stored
from store.persistence.thinning import BackupKind


class Keeper:
    """Makes the backups of one store by rule. For the writer's thread."""

    def __init__(self, disk: Disk, now: Callable[[], datetime]) -> None:
        self._disk = disk
        self._now = now
        self._backups = Backups(disk.file.path, disk.file.fs, now)
        self._day: date | None = None
        """The last day that was looked after."""
        self._held: Stored | None = None

    def sweep(self) -> None:
        """Remove what killed programs left in the folder of backups; never an error."""
        self._backups.sweep()

    def before(self, held: Stored) -> None:
        """A save begins, under the lock: remember what the disk holds before the day's first.

        A file of an older format is kept as it is before it is written anew; without
        that backup the save must not go on. Raises FileError.
        """
        if held.base.upgraded is not None:
            data = read_file(self._disk.file.fs, self._disk.file.path)[0]
            self._backups.make(data, BackupKind.UPGRADE)
        if self._held is None and self._now().date() != self._day:
            self._held = Stored(
                base=held.base, changes=dict(held.changes), sequence=held.sequence,
                mark=held.mark,
            )

    def after(self) -> bool:
        """The save is done and was said to be: keep the day's first state, without the lock.

        False if that failed, which is no failed save; the next day tries again.
        """
        if self._held is None:
            return True
        held, self._held, self._day = self._held, None, self._now().date()
        try:
            self._backups.keep_day(held, self._day)
        except FileError as error:
            self._disk.notices.append(
                Notice(code="backup", path=error.path, detail=error.code)
            )
            return False
        return True
