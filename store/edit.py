"""The one way to change anything: an Edit goes in, a Change comes back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from store.profile.prospect import Prospect

Unknown = Mapping[str, Mapping[str, Any]]
"""Keys of a record that this program does not know, with their JSON values, by place: "" for
the record's own, "contacts/<id>" for those of a part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What to set or remove in one step, all or nothing."""

    label: str
    """Code of what happened, worded by tui: "rated", "called", "imported" ..."""
    args: tuple[tuple[str, str], ...] = ()
    """Names and values for the words, e.g. (("name", "Wolpertec"), ("rating", "2"))."""
    records: tuple[Prospect, ...] = ()
    removed: tuple[str, ...] = ()
    unknown: Mapping[str, Unknown] = field(default_factory=dict, hash=False)
    """Unknown keys that records are to have, by id. Those of records not named here stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an Edit did: each touched id with its record before and after."""

    sequence: int
    at: datetime
    label: str
    args: tuple[tuple[str, str], ...]
    before: tuple[tuple[str, Prospect | None], ...]
    after: tuple[tuple[str, Prospect | None], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the records it touched."""
        return tuple(key for key, _ in self.after)


def changes_many(edit: Edit, known: Collection[str]) -> bool:
    """True if an Edit removes or changes more than a fifth of the customers on file.

    What is only added does not count. Whoever applies it then asks first, and makes a backup.
    """
    touched = {*edit.removed, *(record.id for record in edit.records)}
    return 5 * len(touched.intersection(known)) > len(known)


def removes_many(edit: Edit, count: int) -> bool:
    """True if an Edit removes more than a fifth of so many customers (store.md 2).

    Whoever applies it then asks first, and makes a backup.
    """
    return 5 * len(set(edit.removed)) > count
