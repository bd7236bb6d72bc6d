"""The front door of the store: the only module of it that tui and kundenq_tui import.

Names are loaded when they are first used, so that a plain command pays for what it uses.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.book import Book as Book
    from store.edit import Change as Change
    from store.edit import Edit as Edit
    from store.errors import CatalogueError as CatalogueError
    from store.errors import ConflictError as ConflictError
    from store.errors import FileError as FileError
    from store.errors import ImportProblem as ImportProblem
    from store.errors import StoreError as StoreError
    from store.events.occurrence import EventKind as EventKind
    from store.events.occurrence import Occurrence as Occurrence
    from store.events.occurrence import Urgency as Urgency
    from store.overview import Row as Row
    from store.profile.activity import Acknowledgement as Acknowledgement
    from store.profile.activity import AckKind as AckKind
    from store.profile.activity import Activity as Activity
    from store.profile.activity import ActivityKind as ActivityKind
    from store.profile.activity import FollowUp as FollowUp
    from store.profile.assessment import Answer as Answer
    from store.profile.assessment import Assessment as Assessment
    from store.profile.assessment import Evidence as Evidence
    from store.profile.assessment import KnockOut as KnockOut
    from store.profile.company import Address as Address
    from store.profile.company import AddressKind as AddressKind
    from store.profile.contact import Birthday as Birthday
    from store.profile.contact import Channel as Channel
    from store.profile.contact import Contact as Contact
    from store.profile.contact import Role as Role
    from store.profile.prospect import Prospect as Prospect
    from store.profile.prospect import Stage as Stage

_MODULES = {
    "store.book": ("Book",),
    "store.edit": ("Change", "Edit"),
    "store.errors": (
        "CatalogueError", "ConflictError", "FileError", "ImportProblem", "StoreError",
    ),
    "store.events.occurrence": ("EventKind", "Occurrence", "Urgency"),
    "store.overview": ("Row",),
    "store.profile.activity": (
        "AckKind", "Acknowledgement", "Activity", "ActivityKind", "FollowUp",
    ),
    "store.profile.assessment": ("Answer", "Assessment", "Evidence", "KnockOut"),
    "store.profile.company": ("Address", "AddressKind"),
    "store.profile.contact": ("Birthday", "Channel", "Contact", "Role"),
    "store.profile.prospect": ("Prospect", "Stage"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    """Load a name of the front door when it is first used (PEP 562)."""
    try:
        module = _HOME[name]
    except KeyError:
        raise AttributeError(f"module 'store' has no attribute {name!r}") from None
    value = getattr(importlib.import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Every name of the front door, loaded or not."""
    return sorted(_HOME)
