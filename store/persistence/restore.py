"""Going back to a backup: what would change, and the one undoable Edit that does it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from store.edit import Edit, Unknown
from store.errors import FileError
from store.persistence import formats, layout, survey
from store.persistence.backup import Backup
from store.persistence.datafile import DataFile, read_file, replace
from store.persistence.erasing import still_erased
from store.persistence.fs import Files, file_error
from store.persistence.journalfile import JournalFile
from store.persistence.ledger import Erased
from store.profile.prospect import Prospect
from store.row import Row


class Present(Protocol):
    """The book as far as a restore looks at it."""

    @property
    def rows(self) -> Mapping[str, Row]:
        """The row of every record, by id."""

    @property
    def erased(self) -> Erased:
        """Who was erased, as hashes: they do not come back."""

    def get(self, key: str) -> Prospect:
        """A whole record."""

    def line(self, key: str) -> bytes | None:
        """A record as it stands in the file; None if there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorePlan:
    """What going back to a backup would do. Names are in the order of the alphabet."""

    path: str
    back: tuple[Prospect, ...]
    """Records that are gone now and would come back."""
    change: tuple[Prospect, ...]
    """Records that are different now, as they were then."""
    vanish: tuple[tuple[str, str], ...]
    """Id and name of records that were added since and would be removed."""
    same: int
    """How many would stay as they are."""
    unreadable: tuple[str, ...] = ()
    """Places in the backup that cannot be read; what they name stays as it is now."""
    unknown: Mapping[str, Unknown] = field(default_factory=dict, hash=False)
    """Keys that this program does not know of the records in `back` and `change`, by id."""

    @property
    def nothing(self) -> bool:
        """True if all is already as it was then."""
        return not (self.back or self.change or self.vanish)

    @property
    def names_back(self) -> tuple[str, ...]:
        """Names that would come back."""
        return tuple(record.name for record in self.back)

    @property
    def names_changed(self) -> tuple[str, ...]:
        """Names that would be as they were then."""
        return tuple(record.name for record in self.change)

    @property
    def names_vanishing(self) -> tuple[str, ...]:
        """Names that would be removed."""
        return tuple(name for _key, name in self.vanish)


def plan_restore(
    book: Present, backup: Backup | str | os.PathLike[str], *, fs: Files | None = None
) -> RestorePlan:
    """Compare a backup, or any other data file, with the book. Changes nothing.

    Raises FileError if the file cannot be read at all.
    """
    path = backup.path if isinstance(backup, Backup) else os.path.realpath(backup)
    snapshot = layout.read(read_file(fs or Files(), path)[0], path)
    back: list[Prospect] = []
    change: list[Prospect] = []
    unreadable, same = [], 0
    unknown: dict[str, Unknown] = {}
    for key in snapshot.lines:
        line = snapshot.lines[key]
        if book.line(key) == line:
            # Most of them: nothing has to be read, and nobody erased stands in it.
            same += 1
            continue
        try:
            record = formats.decode(line, path, snapshot.lines.place(key))
        except FileError as error:
            unreadable.append(error.detail)
            continue
        then = formats.plain(record, formats.unknown_keys(line))
        then, now = still_erased(then, book.erased), _now(book, key)
        if then is None:
            continue
        if now == then:
            same += 1
            continue
        record, unknown[key] = formats.record(then)
        (back if now is None else change).append(record)
    vanish = [(key, row.name) for key, row in book.rows.items() if key not in snapshot.lines]
    return RestorePlan(
        path=path, back=_sorted(back), change=_sorted(change), same=same,
        vanish=tuple(sorted(vanish, key=lambda pair: (pair[1].casefold(), pair[0]))),
        unreadable=tuple(unreadable), unknown=unknown,
    )


def _now(book: Present, key: str) -> Any:
    """A record of the book; None if it is gone or cannot be read, so that it comes back."""
    if key not in book.rows:
        return None
    try:
        record = book.get(key)
        return formats.plain(record, formats.unknown_keys(book.line(key) or b"{}"))
    except FileError:
        return None


def _sorted(records: list[Prospect]) -> tuple[Prospect, ...]:
    return tuple(sorted(records, key=lambda record: (record.name.casefold(), record.id)))


def edit_for_restore(plan: RestorePlan) -> Edit:
    """The Edit that makes all records what they were in the backup, as one step."""
    counts = {"back": plan.back, "changed": plan.change, "vanished": plan.vanish}
    return Edit(
        label="restored_backup", records=plan.back + plan.change,
        removed=tuple(key for key, _name in plan.vanish), unknown=plan.unknown,
        args=(("file", os.path.basename(plan.path)),
              *((name, str(len(found))) for name, found in counts.items())),
    )


def restore_aside(
    path: str | os.PathLike[str], backup: Backup, *, now: datetime, fs: Files | None = None
) -> tuple[str, ...]:
    """Put a backup in the place of a data file that cannot be opened, or is gone.

    The old file and its journal get names of their own, "….damaged-<time>": nothing of
    them is lost. Their paths. Raises FileError; the old file then still stands in its
    place, or the backup already does.
    """
    files, target = fs or Files(), os.path.realpath(path)
    data = read_file(files, backup.path)[0]
    held = layout.read(data, backup.path)
    file, kept = DataFile(target, fs=files), []
    ending = f".damaged-{now:%Y%m%d-%H%M%S}"
    log = target + survey.JOURNAL
    with file.lock.held():
        if _keep(files, target, target + ending):
            kept.append(target + ending)
        # Journal last: on top of the backup its edits are refused or fit, never lost unseen.
        replace(files, target, data)
        if _keep(files, log, log + ending):
            kept.append(log + ending)
        # A file with a history has a journal, see findings.
        JournalFile(log, files).create(str(held.meta["store"]), held.sequence)
    return tuple(kept)


def _keep(fs: Files, path: str, name: str) -> bool:
    """Give a file another name that keeps it; False if there is none."""
    try:
        fs.link(path, name)
        # A power cut must not leave what takes its place without this name.
        fs.fsync_folder(os.path.dirname(path))
    except FileNotFoundError:
        return False
    except OSError as error:
        raise file_error(error, name) from error
    return True
