"""Saving off the key path: one thread that writes what is pending, and says how it went."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, cast

from store.errors import FileError, StoreError
from store.persistence.datafile import DataFile
from store.persistence.desk import Batch, Desk
from store.persistence.formats import FORMAT
from store.persistence.layout import Snapshot
from store.persistence.state import BookEvent, SaveKind, SaveState, StateChanged

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


class NoSaving:
    """For a book in memory, or one that may only be read."""

    def __init__(self, state: SaveState) -> None:
        self.state = state

    def request(self) -> None:
        """Nothing to do: memory is all there is."""

    def flush(self, timeout: float | None) -> bool:
        """True: nothing is ever pending."""
        return True

    def close(self) -> None:
        """Nothing to end."""


class Saver:
    """The writer thread of one book."""

    def __init__(
        self, desk: Desk, file: DataFile, *, now: Callable[[], datetime],
        tell: Callable[[BookEvent], None],
    ) -> None:
        self.state = SaveState(kind=SaveKind.SAVED)
        self._desk = desk
        self._file = file
        self._now = now
        self._tell = tell
        self._turn = threading.Condition()
        self._wanted = False
        self._busy = False
        self._ending = False
        self._waiting = 0
        """How many wait for the save: then it pauses for nobody."""
        self._clean = False
        """No save failed since leftovers of killed ones were swept away."""
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
            failure = FileError(path=self._file.path, code="io", detail=type(error).__name__)
            failure.__cause__ = error
            self._set(SaveKind.FAILED, failure)
        else:
            self._set(SaveKind.SAVED)

    def _save(self) -> None:
        desk, file = self._desk, self._file
        file.prepare()
        with file.lock.held():
            if not self._clean:
                file.sweep()
            if file.changed_since(desk.records.disk):
                self._catch_up()
            if desk.conflicts:
                return
            batch = desk.batch()
            if batch.edits or batch.lines:
                disk = self._put(batch)
                disk.lines.find()
                desk.saved(batch, disk)
            self._clean = True

    def _put(self, batch: Batch) -> Snapshot:
        # TinyDB is loaded by the first save, so that reading commands do without.
        from store.persistence.storage import Database, RecordTable

        if self._table is None:
            self._table = cast(
                RecordTable, Database(self._file.path, file=self._file).table("prospects")
            )
        return self._table.put(batch)

    def _catch_up(self) -> None:
        """Read what another program wrote. FileError if it is not the same store."""
        theirs = self._file.load()
        known = self._desk.records.disk
        if theirs is None:
            return
        if known.head and theirs.meta["store"] != known.meta["store"]:
            raise FileError(path=self._file.path, code="not_ours", detail="store")
        if theirs.meta["format"] > FORMAT:
            raise FileError(path=self._file.path, code="newer")
        merged = self._desk.merge(theirs)
        if merged is not None:
            self._tell(merged)

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
            self.state = SaveState(kind=kind, at=at, error=error, pending=pending)
        self._tell(StateChanged(state=self.state))
