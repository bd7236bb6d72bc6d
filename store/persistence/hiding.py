"""Who was erased does not show, also in an old file put back that nobody has cleaned yet."""

from __future__ import annotations

from store.errors import FileError
from store.persistence import formats, ledger
from store.persistence.erasing import still_erased
from store.persistence.fs import Files
from store.persistence.journal import Line
from store.persistence.ledger import Erased
from store.persistence.stored import Stored


def hide(held: Stored, fs: Files, path: str) -> bool:
    """Take people erased since out of what was read; True if somebody was there.

    In memory only: who opens the file for writing cleans it, see erasing.again. Costs one
    failing call where nobody was ever erased. Never an error.
    """
    try:
        found = ledger.read(fs, path)
    except FileError:
        return False
    if not ledger.untold(found, held.meta):
        return False
    changed = _without(held, ledger.joined(ledger.of_meta(held.meta), found.erased))
    held.changes.update(changed)
    # Their rows are to be made anew: no line brings one.
    held.latest.update(dict.fromkeys(changed, Line(seq=held.sequence, at="", tables={})))
    return bool(changed)


def _without(held: Stored, erased: Erased) -> dict[str, bytes | None]:
    changed: dict[str, bytes | None] = {}
    lines = held.lines
    for key in tuple(lines):
        try:
            line = lines[key]
            plain = formats.plain(formats.decode(line), formats.unknown_keys(line))
            cleaned = still_erased(plain, erased)
        except FileError:
            continue
        if cleaned is None:
            changed[key] = None
        elif cleaned is not plain:
            changed[key] = formats.encode(*formats.record(cleaned))
    return changed
