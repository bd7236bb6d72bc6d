"""Emptying a journal that has grown long, without keeping others from saving.

The new snapshot is built and written beside the old one while nobody is locked out. Only
then the lock is taken: edits that came meanwhile are copied behind the new journal's header.
"""

from __future__ import annotations

from collections.abc import Callable

from store.errors import FileError
from store.persistence.desk import Desk
from store.persistence.disk import Disk, Staged
from store.persistence.follower import Follower
from store.persistence.state import Notice

WAIT = 500
"""Lines after which a compaction that failed is tried again."""


class Compaction:
    """Makes the journal of one store a snapshot when it is due. For the writer's thread."""

    def __init__(
        self, desk: Desk, disk: Disk, follower: Follower, fault: Callable[[FileError], None]
    ) -> None:
        self._desk = desk
        self._disk = disk
        self._follower = follower
        self._fault = fault
        """Told when the snapshot stands, but no new journal behind it."""
        self._not_before = 0
        """Lines of the journal before which none is tried again."""

    def run(self) -> None:
        """Compact if it is due. A failure is no failed save: the edits are on the disk."""
        mark = self._desk.records.disk.mark
        if (
            mark is None or mark.lines < self._not_before
            or not self._disk.due(self._desk.records.disk)
        ):
            return
        try:
            staged = self._stage()
            if staged is not None:
                self._put(staged)
        except Exception as error:
            if isinstance(error, FileError) and error.code == "missing":
                # Another program's first save swept it away: the next save tries again.
                return
            self._not_before = mark.lines + WAIT
            detail = error.code if isinstance(error, FileError) else type(error).__name__
            self._disk.notices.append(
                Notice(code="compaction", path=self._disk.log.path, detail=detail)
            )

    def _stage(self) -> Staged | None:
        """A new snapshot beside the old; None while edits wait that it must not hold."""
        with self._follower.turn:
            state = self._desk.settled()
        if state is None:
            return None
        held, batch = state
        assert batch.all_rows is not None, "asked for by the desk"
        return self._disk.stage(held, batch.all_rows, batch.meta)

    def _put(self, staged: Staged) -> None:
        desk, disk = self._desk, self._disk
        try:
            with disk.file.lock.held(), self._follower.turn:
                self._follower.catch_up()
                held = desk.records.disk
                if held.base is not staged.held.base or held.torn:
                    # Another program was faster, or a killed one left something behind.
                    return
                tail = disk.put(staged)
                desk.compacted(staged.snapshot, tail, staged.rows)
                try:
                    mark = disk.begin(staged.snapshot, tail)
                except FileError as error:
                    # The old journal still says what the new one would.
                    self._fault(error)
                    return
                with desk.mutex:
                    held.mark = mark
        finally:
            disk.drop(staged)
