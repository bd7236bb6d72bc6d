"""What can go wrong in the store. Errors carry data; tui makes the sentences."""

from __future__ import annotations

from dataclasses import dataclass


class StoreError(Exception):
    """Anything the store refuses or cannot do."""


@dataclass
class FileError(StoreError):
    """A file cannot be used."""

    path: str
    code: str
    """missing, folder, not_regular, not_json, not_ours, newer, damaged, denied, locked,
    full, read_only, io, exists, unsafe; ambiguous (several backups fit a name); of
    `check` also changed, torn, lost, no_journal, foreign, hard_link, network; one_session
    (on a network drive, where `detail` works already)."""
    detail: str = ""
    """Where exactly, or who holds it: data for the sentence."""


@dataclass
class ConflictError(StoreError):
    """Somebody else changed records that an Edit touches."""

    ids: tuple[str, ...]
    partly: bool = False
    """For undo: the fields nobody else changed can still be undone."""


@dataclass
class CatalogueError(StoreError):
    """A checklist, settings or keys file does not fit."""

    path: str
    line: int
    """From 1; 0 where it is not known."""
    code: str
    detail: str = ""


@dataclass
class ImportProblem(StoreError):
    """A file cannot be imported as a whole."""

    path: str
    code: str
    line: int = 0
    detail: str = ""
