"""What the book tells its listeners: how saving stands, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from store.edit import Change
from store.errors import StoreError
from store.merge import Clash
from store.persistence.presence import Person
from store.profile.prospect import Prospect


class SaveKind(StrEnum):
    """How saving stands."""

    SAVED = "saved"
    """All edits are on the disk, and the disk said so."""
    SAVING = "saving"
    FAILED = "failed"
    """Kept in memory; see the error."""
    CONFLICT = "conflict"
    """Another program changed the same records; see Book.conflicts and Book.resolve."""
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveState:
    """How saving stands, and since when."""

    kind: SaveKind
    at: datetime | None = None
    error: StoreError | None = None
    """Why the last try failed; kept while the next is under way."""
    pending: int = 0
    """Edits that are in memory only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One record that was changed here and by another program; None: removed."""

    id: str
    mine: Prospect | None
    theirs: Prospect | None
    clashes: tuple[Clash, ...] = ()
    """The places that both changed; all else goes together."""
    user: str = ""
    """Who wrote theirs; empty where it is not known."""
    at: str = ""
    """When: UTC, ISO; empty where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that was found and settled, and that the user should know."""

    code: str
    """torn: the end of the journal was not whole; it is kept in `path`. history: an edit
    is saved, but missing in the history. compaction: the journal could not be emptied
    (`detail` says why) and will be later. checksum: the snapshot was changed by another
    program or by hand, or a bit of it has turned over. erased: people who had been erased
    came back with an old file, or an erasure was interrupted; they are erased again.
    journal: the file of the edits since the snapshot is gone or was emptied (`detail`: missing,
    empty): what it held is lost. hard_link: the file has several names (`detail`: how many).
    network: it stands on a network drive (`detail`: of which kind).
    backup: the state before the day's first save could not be kept (`detail` says why)."""
    path: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Records changed: by an edit here, or (label "merged") by another program."""

    change: Change
    rows: frozenset[str]
    """Ids of all rows that are new, different or gone."""
    by: tuple[tuple[str, str, str], ...] = ()
    """For changes of another program, where known: id, user and time (UTC, ISO)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChanged:
    """Saving stands differently now."""

    state: SaveState


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleChanged:
    """Somebody opened the same file, or left it."""

    people: tuple[Person, ...]
    """Who else is here now."""


BookEvent = Changed | StateChanged | PeopleChanged
