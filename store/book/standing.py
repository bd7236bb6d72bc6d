"""How an open file stands: saving, who else is here, and who is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import TracebackType
from typing import Self

from store.errors import FileError
from store.persistence import ledger, opening
from store.persistence.ledger import Erased
from store.persistence.presence import Person
from store.persistence.saver import Saving
from store.persistence.state import BookEvent, Notice, PeopleChanged, SaveKind, SaveState

Listener = Callable[[BookEvent], None]


class Standing:
    """The file of a book and its listeners; knows nothing of what stands in it."""

    def __init__(self, parts: opening.Parts) -> None:
        self.path = parts.path
        """The data file, links resolved; empty for a book in memory."""
        self._desk = parts.desk
        self._disk = parts.disk
        self._file = parts.disk.file if parts.disk else None
        self._listeners: list[Listener] = []
        self._saver: Saving = parts.saver(self._tell)
        self._presence = parts.presence

    @property
    def state(self) -> SaveState:
        """How saving stands now."""
        return self._saver.state

    @property
    def read_only(self) -> bool:
        """True if nothing may be changed."""
        return self.state.kind is SaveKind.READ_ONLY

    @property
    def here(self) -> tuple[Person, ...]:
        """Who else has this file open, as of the last `poll`; longest first."""
        return self._presence.people if self._presence else ()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was found and settled while saving, oldest first."""
        return tuple(self._disk.notices) if self._disk else ()

    @property
    def store_id(self) -> str:
        """Id of the store, the same in all copies of its file."""
        return self._desk.records.disk.store

    @property
    def erased(self) -> Erased:
        """Hashes of the ids of all who were erased, with the day (ISO)."""
        return ledger.of_meta(self._desk.records.disk.meta)

    def poll(self) -> bool:
        """Take what other programs wrote since; True if anything is different now.

        Two stats if nothing was written, to be called twice a second. Tells Changed with
        the label "merged". Raises FileError if the files cannot be followed.
        """
        if self._presence is not None and self._presence.look():
            self._tell(PeopleChanged(people=self.here))
        return self._saver.poll()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener each BookEvent; call the result to stop.

        It may be called in the writer's thread: it must only pass the event on, and
        should read `state` and `rows` when it acts.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def compact(self) -> None:
        """Let the journal become a snapshot soon; see `flush`."""
        self._saver.compact()

    def flush(self, timeout: float | None = None) -> bool:
        """Wait (at most `timeout` seconds) for the save; True if all is on the disk."""
        return self._saver.flush(timeout)

    def retry(self) -> None:
        """Try a failed save again."""
        self._saver.request()

    def save_copy(self, path: str | os.PathLike[str]) -> None:
        """Write all that is in memory to a new file. Raises FileError ("exists" ...)."""
        opening.save_copy(self._desk, self._disk, os.fspath(path))

    def close(self) -> bool:
        """Wait for the save under way and end; True if all is on the disk."""
        self._saver.close()
        if self._presence is not None:
            self._presence.leave()
        return not self._saver.state.pending

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _may_write(self) -> None:
        if self.read_only:
            raise self.state.error or FileError(path=self.path, code="read_only")

    def _tell(self, event: BookEvent) -> None:
        for listener in tuple(self._listeners):
            listener(event)
