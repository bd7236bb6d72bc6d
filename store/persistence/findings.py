"""What was read and is not as it was left: a journal that is gone, a file changed by others."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from store.persistence.fs import Files
from store.persistence.state import Notice
from store.persistence.stored import Stored


def findings(fs: Files, path: str, held: Stored) -> Iterator[Notice]:
    """What the user should know about the files that were read. Never an error."""
    if held.base.head and held.mark is None and (lost := missing_journal(fs, path)):
        yield Notice(code="journal", path=path + ".journal", detail=lost)
    if not held.base.fits and "crc" in held.base.meta and not held.base.sealed:
        yield Notice(code="checksum", path=path)


def missing_journal(fs: Files, path: str) -> str:
    """Why the journal that a data file had says nothing: "empty" or "missing"; else nothing.

    A journal gets its place with its header, and no history is begun before there is a
    journal: a program killed in between leaves neither.
    """
    with contextlib.suppress(OSError):
        return "" if fs.stat(path + ".journal").st_size else "empty"
    with contextlib.suppress(OSError):
        return "missing" if fs.stat(path + ".history").st_size else ""
    return ""
