"""Rows that stand in the journal beside their records, believed only where they hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from store.persistence.journal import Line
from store.persistence.stored import Stored
from store.profile.steps import Stage
from store.row import Row

_ROW = msgspec.json.Decoder(Row)


def rows(held: Stored, stamp: str, today: date) -> tuple[dict[str, Row | None], set[str]]:
    """Rows of the records the journal set (None: removed), and ids it has no good row for.

    A row is good if it was made for the same `stamp`, holds on the day, and rests on the
    mean revenue that was known last.
    """
    good: dict[str, Row | None] = {}
    unmade = set()
    newest = max(held.latest.values(), key=lambda item: item.seq, default=None)
    mean = newest.mean if newest else ""
    for key, item in held.latest.items():
        row = None
        if held.changes[key] is not None:
            row = _row(item, key, stamp, today)
            if row is None or (row.potential is not None and item.mean != mean):
                unmade.add(key)
                continue
        good[key] = row
    return good, unmade


def _row(item: Line, key: str, stamp: str, today: date) -> Row | None:
    raw = item.rows.get(key)
    if raw is None or item.stamp != stamp or item.day > today.isoformat():
        return None
    try:
        row = _ROW.decode(raw)
    except msgspec.DecodeError:
        return None
    return row if row.id == key and row.valid_until > today else None


def worth(row: Row | None) -> tuple[object, ...] | None:
    """What of a row counts for the classes of all; None for one that stands in no class."""
    if row is None or not (row.stage.customer or row.stage is Stage.FORMER):
        return None
    return row.stage, row.revenue


def moves_classes(old: Mapping[str, Row], new: Mapping[str, Row | None]) -> bool:
    """True if new rows may move the class letters or the mean revenue of all."""
    for key, row in new.items():
        before = old.get(key)
        if worth(before) != worth(row):
            return True
        if before is not None and row is not None and before.computed_class != row.computed_class:
            return True
    return False


def together(
    old: Mapping[str, Row], new: Mapping[str, Row | None], today: date
) -> Mapping[str, Row] | None:
    """All rows, old ones replaced by new; None if one of the old no longer holds."""
    found = {key: row for key, row in old.items() if key not in new}
    if any(row.valid_until <= today for row in found.values()):
        return None
    return found | {key: row for key, row in new.items() if row is not None}
