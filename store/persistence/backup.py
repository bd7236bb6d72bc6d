"""Backups: whole snapshots in a folder beside the data file, made and thinned by rule.

A backup is one self-contained file in the layout of the data file, whatever the journal
does; its name says when and why it was made: backup-20261121-093000-daily.json. Backups
of a file that is not called data.json end with its name, so that two files in one folder
keep theirs apart.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, NoReturn

from store.errors import FileError
from store.persistence import datafile, layout, rights
from store.persistence.datafile import open_file
from store.persistence.fs import Files, file_error
from store.persistence.stored import Stored
from store.persistence.thinning import BackupKind, Stamp, thin
from store.persistence.writing import bare

FOLDER = "backups"
_USUAL = "data.json"
_NAME = re.compile(r"backup-(\d{8}-\d{6})-([a-z]+)(.+)", re.ASCII | re.DOTALL)
_TEMP = re.compile(r"\.backup-\d{8}-\d{6}-.+\.[0-9a-f]{16}\.tmp", re.ASCII | re.DOTALL)
_TIME = "%Y%m%d-%H%M%S"
_TRIES = 60
"""Seconds ahead that are tried where backups already have the names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup and what it holds."""

    path: str
    made: datetime
    """Local time, without zone, as its name says."""
    kind: BackupKind
    records: int = 0
    seq: int = 0
    """Number of the last edit in it."""
    store: str = ""
    """Id of the store it was made of."""
    problem: str = ""
    """Code of a FileError if it cannot be restored; "changed" if it can, but is not as
    it was written; empty if it is sound."""

    @property
    def ok(self) -> bool:
        """True if it is exactly what was written."""
        return not self.problem

    @property
    def usable(self) -> bool:
        """True if it can be read."""
        return self.problem in ("", "changed")

    @property
    def name(self) -> str:
        """Of its file."""
        return os.path.basename(self.path)


class Backups:
    """The backups of one data file."""

    def __init__(
        self, file: str | os.PathLike[str], fs: Files | None = None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        path = os.path.realpath(file)
        name = os.path.basename(path)
        self.folder = os.path.join(os.path.dirname(path), FOLDER)
        self._ending = ".json" if name == _USUAL else f"-{name}"
        self._fs = fs or Files()
        self._now = now

    def due(self, today: date) -> bool:
        """True if no backup was made on that day by rule: before its first save."""
        return not any(
            stamp.kind is BackupKind.DAILY and stamp.made.date() == today
            for stamp in self.stamps().values()
        )

    def make(self, data: bytes | Iterable[bytes], kind: BackupKind) -> str:
        """Keep a data file, its bytes or pieces; the path of the backup, once read again.

        Raises FileError; nothing of that name is then left, and no other backup is gone.
        """
        def write(path: str) -> None:
            datafile.replace(self._fs, path, data, exclusive=True)

        path = self.make_by(write, kind)
        if not self._holds(path, (data,) if isinstance(data, bytes) else data):
            self._drop(path, "changed")
        return path

    def make_by(self, write: Callable[[str], None], kind: BackupKind) -> str:
        """Like make, with somebody else writing (such as Book.save_copy) to a new path."""
        self._make_folder()
        made = self._now().replace(microsecond=0, tzinfo=None)
        last = made + timedelta(seconds=_TRIES)
        swept = False
        while True:
            path = self._path(Stamp(made=made, kind=kind))
            try:
                write(path)
            except FileError as error:
                if error.code == "missing" and not swept:
                    # Another program's `sweep` took it for a leftover.
                    swept = True
                    continue
                made += timedelta(seconds=1)
                if error.code != "exists" or made == last:
                    raise
            else:
                self._verify(path)
                return path

    def _make_folder(self) -> None:
        """The folder, whose name waits on the disk before any backup is said to be there.

        Also where it stands already: who made it may have been killed before.
        """
        rights.make_folder(self._fs, self.folder)
        parent = os.path.dirname(self.folder)
        try:
            # A folder above that may not be read was not made by us.
            with contextlib.suppress(PermissionError):
                self._fs.fsync_folder(parent)
        except OSError as error:
            raise file_error(error, parent) from error

    def keep_day(self, held: Stored, today: date) -> str:
        """Before or after the first save of a day: keep what the disk held before it.

        Needs no lock and may be called when that save is done: `held` does not change.
        Its path; empty if the day has its backup. Raises FileError.
        """
        if not self.due(today) or not held.known:
            return ""
        meta = {**held.meta, "seq": held.sequence}
        lines = held.lines
        draft = bare(meta, lines, lines.documents(), held.base.others)
        path = self.make(draft, BackupKind.DAILY)
        self.thin(today)
        return path

    def sweep(self) -> None:
        """Remove what killed programs left half written; never an error."""
        with contextlib.suppress(OSError):
            for name in self._fs.listdir(self.folder):
                if _TEMP.fullmatch(name):
                    self._fs.unlink(os.path.join(self.folder, name))

    def thin(self, today: date) -> tuple[str, ...]:
        """Remove what the rule does not keep; paths of those removed. Raises FileError."""
        found = {stamp: path for path, stamp in self.stamps().items()}
        removed = []
        for stamp in sorted(thin(found, today), key=lambda s: s.made):
            try:
                self._fs.unlink(found[stamp])
            except FileNotFoundError:
                continue
            except OSError as error:
                raise file_error(error, found[stamp]) from error
            removed.append(found[stamp])
        return tuple(removed)

    def list(self) -> tuple[Backup, ...]:
        """All backups, newest first, each read and verified."""
        return tuple(self.look(path) for path in self.stamps())

    def newest(self) -> Backup | None:
        """The newest one that is sound, else that can be read; None if there is none."""
        readable = None
        for path in self.stamps():
            backup = self.look(path)
            if backup.ok:
                return backup
            if backup.usable:
                readable = readable or backup
        return readable

    def find(self, name: str) -> Backup:
        """The backup of that file name, or the only one whose name holds the text.

        Raises FileError: "missing", or "ambiguous" (detail: the names that fit).
        """
        found = [path for path in self.stamps() if name and name in os.path.basename(path)]
        exact = [path for path in found if os.path.basename(path) == name]
        if exact or len(found) == 1:
            return self.look((exact or found)[0])
        path = os.path.join(self.folder, name)
        if not found:
            raise FileError(path=path, code="missing")
        raise FileError(
            path=path, code="ambiguous", detail=", ".join(map(os.path.basename, found))
        )

    def stamps(self) -> dict[str, Stamp]:
        """What the names in the folder say: by path, newest first; empty without one."""
        try:
            names = self._fs.listdir(self.folder)
        except OSError:
            return {}
        found = {
            os.path.join(self.folder, name): stamp for name in names
            if (stamp := self._stamp(name)) is not None
        }
        return dict(sorted(found.items(), key=lambda item: (item[1].made, item[0]), reverse=True))

    def look(self, path: str) -> Backup:
        """One backup, read and verified; what is wrong with it stands in it."""
        stamp = self._stamp(os.path.basename(path))
        assert stamp is not None
        backup = Backup(path=path, made=stamp.made, kind=stamp.kind)
        try:
            source, _ = open_file(self._fs, path)
            meta = layout.sealed(source, path)
            if meta is not None and "records" in meta:
                return _with(backup, meta, meta["records"])
            snapshot = layout.load(source, path, deep=True)
        except FileError as error:
            return replace(backup, problem=error.code)
        found = _with(backup, snapshot.meta, len(snapshot.lines))
        return found if snapshot.upgraded else replace(found, problem="changed")

    def _holds(self, path: str, parts: Iterable[bytes]) -> bool:
        """True if a file holds these bytes, and no more."""
        source, at = open_file(self._fs, path)[0], 0
        for part in parts:
            if source.read(at, at + len(part)) != part:
                return False
            at += len(part)
        return at == source.size

    def _verify(self, path: str) -> None:
        """Open what was just written. FileError if it is no backup: then it is removed."""
        backup = self.look(path)
        if not backup.usable:
            self._drop(path, backup.problem)

    def _drop(self, path: str, why: str) -> NoReturn:
        try:
            self._fs.unlink(path)
        except OSError as error:
            raise file_error(error, path) from error
        raise FileError(path=path, code="damaged", detail=why)

    def _path(self, stamp: Stamp) -> str:
        name = f"backup-{stamp.made:{_TIME}}-{stamp.kind}{self._ending}"
        return os.path.join(self.folder, name)

    def _stamp(self, name: str) -> Stamp | None:
        found = _NAME.fullmatch(name)
        if found is None or found[3] != self._ending or found[2] not in list(BackupKind):
            return None
        try:
            return Stamp(made=datetime.strptime(found[1], _TIME), kind=BackupKind(found[2]))
        except ValueError:
            return None


def _with(backup: Backup, meta: Mapping[str, Any], records: int) -> Backup:
    return replace(backup, records=records, seq=int(meta["seq"]), store=str(meta["store"]))
