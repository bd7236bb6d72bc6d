"""Verifying a large snapshot behind the back of who works with it."""

from __future__ import annotations

import threading

from store.errors import FileError
from store.persistence import layout
from store.persistence.layout import Snapshot
from store.persistence.source import Source


class Proof:
    """Whether the snapshot that was read last is as it was written, found out in a thread."""

    def __init__(self) -> None:
        self._source: Source | None = None
        """What is being verified; None if there is nothing to verify."""
        self._thread: threading.Thread | None = None
        self.broken = False
        """True once a byte is known to be another than was written."""

    def begin(self, snapshot: Snapshot | None) -> None:
        """Verify a snapshot, if it was not yet when it was read; forget the last one."""
        self.broken, self._source = False, None
        if snapshot is not None and snapshot.fits and not snapshot.sealed:
            self._source = snapshot.lines.source
            self._thread = threading.Thread(
                target=self._run, args=(self._source,), name="kundenq-proof", daemon=True)
            self._thread.start()

    def _run(self, source: Source) -> None:
        try:
            fits = layout.proven(source)
        except FileError:
            # It cannot be read now: whoever needs a line of it is told.
            fits = False
        if not fits and source is self._source:
            self.broken = True

    def wait(self) -> None:
        """Until it is known."""
        if self._source is not None and self._thread is not None:
            self._thread.join()

    def doubt(self) -> bool:
        """A line is not as it was written. False if all was verified before it was believed."""
        self.broken = self._source is not None
        return self.broken
