"""Saving off the key path: one thread that writes what is pending, and says how it went."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, cast

from store.errors import FileError, StoreError
from store.persistence.compaction import Compaction
from store.persistence.desk import Batch, Desk
from store.persistence.disk import Disk
from store.persistence.follower import Follower
from store.persistence.journalfile import Untrusted
from store.persistence.keeping import Keeper
from store.persistence.state import BookEvent, Notice, SaveKind, SaveState, StateChanged

if TYPE_CHECKING:
    from store.persistence.storage import RecordTable


PAUSE = 0.05
"""Seconds a save waits for the screen to show its edit first: both at once slow the key down."""


class Saving(Protocol):
    """How a book gets its edits to where they are kept."""

    state: SaveState

    def request(self) -> None:
        """There is something to save."""

    def flush(self, timeout: float | None) -> bool:
        """Wait until nothing is being saved; True if all is saved."""

    def close(self) -> None:
        """Wait for the save under way and end."""

    def compact(self) -> None:
        """Make the journal a snapshot soon."""

    def poll(self) -> bool:
        """Take what others wrote since; True if there was anything."""


class NoSaving:
    """For a book in memory, or one that may only be read."""

    def __init__(self, state: SaveState, follower: Follower | None = None) -> None:
        self.state = state
        self._follower = follower

    def request(self) -> None:
        """Nothing to do: memory is all there is."""

    def flush(self, timeout: float | None) -> bool:
        """True: nothing is ever pending."""
        return True

    def close(self) -> None:
        """Nothing to end."""

    def compact(self) -> None:
        """Nothing to write."""

    def poll(self) -> bool:
        """Take what others wrote, see Follower.poll; in memory there are no others."""
        return self._follower is not None and self._follower.poll()


class Saver:
    """The writer thread of one book."""

    def __init__(
        self, desk: Desk, disk: Disk, *, now: Callable[[], datetime],
        tell: Callable[[BookEvent], None], keeper: Keeper | None = None,
    ) -> None:
        self.state = SaveState(kind=SaveKind.SAVED)
        self._follower = Follower(desk, disk, tell)
        self._desk = desk
        self._disk = disk
        self._now = now
        self._tell = tell
        self._keeper = keeper
        self._turn = threading.Condition()
        self._wanted = False
        self._busy = False
        self._ending = False
        self._waiting = 0
        """How many wait for the save: then it pauses for nobody."""
        self._clean = False
        """No save failed since leftovers of killed ones were swept away."""
        self._doubted = False
        """A save failed and could not be taken back: the next writes new files."""
        self._wants_whole = False
        self._compaction = Compaction(desk, disk, self._follower, self._half_compacted)
        self._thread: threading.Thread | None = None
        self._table: RecordTable | None = None

    def request(self) -> None:
        """Save soon. Edits made while a save runs go together into the next."""
        self._set(SaveKind.SAVING)
        with self._turn:
            self._wanted = True
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._run, name="kundenq-writer", daemon=True
                )
                self._thread.start()
            self._turn.notify_all()

    def compact(self) -> None:
        """Make the journal a snapshot soon, as before an upgrade or after an erasure."""
        self._wants_whole = True
        self.request()

    def flush(self, timeout: float | None) -> bool:
        """Wait until nothing is being saved; True if all is on the disk."""
        with self._turn:
            self._waiting += 1
            self._turn.notify_all()
            idle = self._turn.wait_for(lambda: not (self._wanted or self._busy), timeout)
            self._waiting -= 1
        return idle and self.state.kind is SaveKind.SAVED

    def close(self) -> None:
        """Wait for the save under way and end the thread."""
        with self._turn:
            self._ending = True
            thread = self._thread
            self._turn.notify_all()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        try:
            while self._next():
                self._attempt()
        finally:
            # Also if a listener raised: nobody may wait for a thread that is gone.
            with self._turn:
                self._busy = False
                self._thread = None
                self._turn.notify_all()

    def _next(self) -> bool:
        """Wait for work; False at the end."""
        with self._turn:
            self._busy = False
            self._turn.notify_all()
            self._turn.wait_for(lambda: self._wanted or self._ending)
            self._turn.wait_for(lambda: self._waiting or self._ending, PAUSE)
            self._busy, self._wanted = self._wanted, False
            return self._busy

    def _attempt(self) -> None:
        try:
            self._save()
        except StoreError as error:
            self._set(SaveKind.FAILED, error)
        except Exception as error:
            # The thread must live: the next try may work, and the edits are in memory.
            failure = FileError(path=self._disk.file.path, code="io", detail=type(error).__name__)
            failure.__cause__ = error
            self._set(SaveKind.FAILED, failure)
        else:
            self._set(SaveKind.SAVED)
            if self._keeper is not None:
                self._clean = self._keeper.after() and self._clean
            self._compaction.run()

    def _save(self) -> None:
        desk, disk = self._desk, self._disk
        disk.file.prepare()
        with disk.file.lock.held(meanwhile=self._follower.look_ahead), self._follower.turn:
            if not self._clean:
                disk.file.sweep()
                if self._keeper is not None:
                    self._keeper.sweep()
                self._clean = True
            self._catch_up()
            self._follower.forget()
            if desk.conflicts:
                return
            batch = desk.batch()
            if self._keeper is not None and batch.edits:
                self._keeper.before(desk.records.disk)
            if self._doubted or self._wants_whole or not disk.whole(desk.records.disk):
                if batch.edits or self._doubted or self._wants_whole:
                    self._replace()
            elif batch.edits:
                self._append(batch)

    def _append(self, batch: Batch) -> None:
        mark = self._desk.records.disk.mark
        assert mark is not None, "asked by Disk.whole"
        try:
            mark = self._records().put(mark, batch)
        except Untrusted:
            # The pages of a failed sync cannot be trusted (store.md 3.5): all that is
            # known goes into new files before anything else.
            self._doubted = True
            raise
        self._desk.appended(batch, mark)

    def _replace(self) -> None:
        """Write a new snapshot with everything, and begin a new journal behind it."""
        desk, disk = self._desk, self._disk
        batch = desk.batch(whole=True)
        snapshot = self._records().replace(desk.records.disk, batch)
        desk.replaced(batch, snapshot)
        self._wants_whole = False
        try:
            mark = disk.begin(snapshot)
        except FileError as error:
            # All is saved. The old journal says nothing new; the next save tries again.
            self._half_compacted(error)
            return
        with desk.mutex:
            desk.records.disk.mark = mark
        self._doubted = False

    def _half_compacted(self, error: FileError) -> None:
        self._disk.notices.append(
            Notice(code="compaction", path=error.path, detail=error.code)
        )
        self._clean = False

    def _records(self) -> RecordTable:
        # TinyDB is loaded by the first save, so that reading commands do without.
        from store.persistence.storage import Database, RecordTable

        if self._table is None:
            self._table = cast(
                RecordTable, Database(self._disk.file.path, disk=self._disk).table("prospects")
            )
        return self._table

    def _catch_up(self) -> None:
        """Read what other programs wrote, and cut off what none of them finished."""
        desk, disk = self._desk, self._disk
        self._follower.catch_up_surely()
        held = desk.records.disk
        if held.torn:
            mark = disk.recover(held, keep=not self._doubted)
            with desk.mutex:
                held.mark, held.torn = mark, False

    def poll(self) -> bool:
        """Take what others wrote since, see Follower.poll."""
        return self._follower.poll()

    def _set(self, kind: SaveKind, error: StoreError | None = None) -> None:
        """Say how it stands. "saved" only if no edit is pending and none in conflict."""
        with self._desk.mutex:
            pending = self._desk.pending
            at = self.state.at
            self._clean = self._clean and kind is not SaveKind.FAILED
            if kind is SaveKind.SAVED:
                at = self._now()
                if self._desk.conflicts:
                    kind = SaveKind.CONFLICT
                elif pending:
                    kind = SaveKind.SAVING
            if kind is SaveKind.SAVING and pending:
                error = self.state.error
            self.state = SaveState(kind=kind, at=at, error=error, pending=pending)
        self._tell(StateChanged(state=self.state))
