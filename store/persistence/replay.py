"""Rows that stand in the journal beside their records, believed only where they hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from store.persistence.columns import CLASSED, STAGES, Counted, known
from store.persistence.journal import Line
from store.persistence.rowmap import Rows
from store.persistence.stored import Stored
from store.persistence.strict import ROWS
from store.row import Row
from store.value.abc import Classing

_ROW = msgspec.json.Decoder(Row)


def stamp(region: str, rows_key: str, classing: Classing) -> str:
    """What rows in a file were made for; others are not believed."""
    return f"{ROWS}:{region}:{rows_key}:{classing.key}"


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


def counted(row: Row | None) -> Counted | None:
    """What of a row counts for the classes of all, as Columns.counted."""
    stage = -1 if row is None else STAGES.index(row.stage)
    if row is None or stage not in CLASSED:
        return None
    return stage, known(row.worth), row.revenue


def moves_classes(old: Rows, new: Mapping[str, Row | None]) -> bool:
    """True if new rows may move the class letters or the mean revenue of all."""
    for key, row in new.items():
        if old.counted(key) != counted(row):
            return True
        place = old.position(key)
        if row is not None and place is not None and (
                old.columns.computed_class(place) != row.computed_class):
            return True
    return False
