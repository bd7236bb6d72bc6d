"""All records: those of the file as lines, read when needed, and what is not saved yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from store.errors import FileError
from store.persistence import formats
from store.persistence.stored import Overlay, Stored
from store.profile.prospect import Prospect


class Records:
    """Whole records by id. Knows no file; not safe for several threads."""

    def __init__(self, disk: Stored, path: str) -> None:
        self.disk = disk
        """The state of the disk as we last read or wrote it."""
        self.unsaved: dict[str, bytes | None] = {}
        """Lines that differ from the file; None: removed."""
        self._path = path
        self._read: dict[str, Prospect] = {}
        self._extras: dict[str, formats.Extras] = {}

    def __contains__(self, key: object) -> bool:
        if key in self.unsaved:
            return self.unsaved[str(key)] is not None
        return key in self.disk.lines

    def __iter__(self) -> Iterator[str]:
        unsaved = self.unsaved
        yield from (key for key in self.disk.lines if unsaved.get(key, b"") is not None)
        yield from (
            key for key, line in unsaved.items()
            if line is not None and key not in self.disk.lines
        )

    def get(self, key: str) -> Prospect | None:
        """The current record, or None. Raises FileError "damaged"."""
        prospect = self.read(key)
        if prospect is not None:
            self._read[key] = prospect
        return prospect

    def known(self, key: str) -> Prospect | None:
        """The current record; None also if its bytes in the file have changed."""
        try:
            return self.get(key)
        except FileError:
            return None

    def read(self, key: str) -> Prospect | None:
        """Like get, without keeping what was read: for a pass over all records."""
        if key not in self:
            return None
        if key in self._read:
            return self._read[key]
        lines = self.disk.lines
        return self._decode(lines, key, self.unsaved.get(key) or lines[key])

    def line(self, key: str) -> bytes | None:
        """A record as the file holds it, or will after the next save; None if there is none."""
        return self.unsaved[key] if key in self.unsaved else self.disk.lines.get(key)

    def put(self, key: str, prospect: Prospect | None) -> Prospect | None:
        """Set or remove a record in memory; what is in force now.

        Keys of the record that this program does not know are kept, also over a removal
        that is undone. Raises TypeError for values of a wrong type.
        """
        self._remember_extras(key)
        line = None
        if prospect is not None:
            prospect, line = formats.settle(prospect, self._extras.get(key))
        self.unsaved[key] = line
        self._keep(key, prospect)
        return prospect

    def saved(self, lines: Mapping[str, bytes | None]) -> None:
        """The disk now holds some of the unsaved lines."""
        for key, line in lines.items():
            if self.unsaved.get(key, b"") is line:
                del self.unsaved[key]

    def theirs(self, disk: Stored) -> dict[str, Prospect | None]:
        """The records that differ between our state of the disk and another one.

        Raises FileError "damaged" if one of them cannot be read.
        """
        lines = disk.lines
        return self.among({
            key: lines.get(key) for key in self.disk.lines.differing(lines)
        }, disk)

    def among(
        self, changes: Mapping[str, bytes | None], disk: Stored | None = None
    ) -> dict[str, Prospect | None]:
        """The records among changed lines that are not what our state of the disk says.

        Raises FileError "damaged" if one of them cannot be read.
        """
        ours, lines = self.disk.lines, (disk or self.disk).lines
        changed: dict[str, Prospect | None] = {}
        for key, line in changes.items():
            old = _known(ours, key)
            if line is None or not old:
                if line is not old:
                    changed[key] = None if line is None else self._decode(lines, key, line)
            elif not _same(old, line):
                changed[key] = self._decode(lines, key, line)
        return changed

    def take(self, changed: Mapping[str, Prospect | None]) -> None:
        """Follow our state of the disk, where records changed that we did not touch."""
        for key, prospect in changed.items():
            self._extras.pop(key, None)
            self._keep(key, prospect)

    def forget_extras(self, key: str) -> None:
        """Unknown keys of a record are those of the disk again."""
        self._extras.pop(key, None)

    def drop(self, key: str) -> Prospect | None:
        """Forget what is unsaved of a record; the file's record, or None."""
        self.unsaved.pop(key, None)
        self._read.pop(key, None)
        return self.get(key)

    def _keep(self, key: str, prospect: Prospect | None) -> None:
        if prospect is None:
            self._read.pop(key, None)
        else:
            self._read[key] = prospect

    def _remember_extras(self, key: str) -> None:
        if key in self._extras or key not in self.disk.lines:
            return
        line = self.disk.lines[key]
        if line != formats.encode(self._decode(self.disk.lines, key, line)):
            self._extras[key] = formats.unknown_keys(line)

    def _decode(self, lines: Overlay, key: str, line: bytes) -> Prospect:
        where = lines.place(key) if key in lines else ""
        return formats.decode(line, self._path, where)


def _known(lines: Overlay, key: str) -> bytes | None:
    """A line; None if there is none, empty if its bytes have changed."""
    try:
        return lines.get(key)
    except FileError:
        return b""


def _same(mine: bytes, other: bytes) -> bool:
    return mine == other or bool(formats.parse(mine) == formats.parse(other))
