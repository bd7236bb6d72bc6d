"""All records: those of the file as lines, read when needed, and what is not saved yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from store.edit import Unknown
from store.errors import FileError
from store.persistence import formats
from store.persistence.stored import Overlay, Stored
from store.profile.prospect import Prospect

_NONE: Unknown = {}


class Records:
    """Whole records by id. Knows no file; not safe for several threads."""

    def __init__(self, disk: Stored, path: str) -> None:
        self.disk = disk
        """The state of the disk as we last read or wrote it."""
        self.unsaved: dict[str, bytes | None] = {}
        """Lines that differ from the file; None: removed."""
        self._path = path
        self._read: dict[str, Prospect] = {}
        self._unknown: dict[str, Unknown] = {}
        """Unknown keys of records that were changed here, those of removed parts among them."""

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

    def unknown(self, key: str) -> Unknown:
        """Keys of the current record that this program does not know."""
        if key in self._unknown or key not in self.disk.lines:
            return self._unknown.get(key, _NONE)
        line, found = self.disk.lines[key], _NONE
        if line != formats.encode(self._decode(self.disk.lines, key, line)):
            found = formats.unknown_keys(line)
        self._unknown[key] = found
        return found

    def put(
        self, targets: Mapping[str, Prospect | None],
        unknown: Mapping[str, Unknown] = MappingProxyType({}),
    ) -> dict[str, Prospect | None]:
        """Set or remove records in memory, all or none; what is in force now.

        `unknown` gives records other unknown keys; all else keep theirs, also over a removal
        that is undone. Raises TypeError for values of a wrong type.
        """
        settled: dict[str, tuple[Prospect | None, bytes | None]] = {}
        for key, prospect in targets.items():
            keys = unknown[key] if key in unknown else self.unknown(key)
            settled[key] = (
                (None, None) if prospect is None else formats.settle(prospect, keys))
        for key, (prospect, line) in settled.items():
            self.unsaved[key] = line
            self._keep(key, prospect)
        self._unknown.update({key: unknown[key] for key in targets if key in unknown})
        return {key: prospect for key, (prospect, _) in settled.items()}

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
            self._unknown.pop(key, None)
            self._keep(key, prospect)

    def drop(self, key: str) -> Prospect | None:
        """Forget what is unsaved of a record; the file's record, or None."""
        self.unsaved.pop(key, None)
        self._unknown.pop(key, None)
        self._read.pop(key, None)
        return self.get(key)

    def _keep(self, key: str, prospect: Prospect | None) -> None:
        if prospect is None:
            self._read.pop(key, None)
        else:
            self._read[key] = prospect

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
