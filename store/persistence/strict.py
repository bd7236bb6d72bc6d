"""JSON read strictly, and the number of our format: all that is needed to read rows."""

from __future__ import annotations

import json
from typing import Any

FORMAT = 1
"""Number of the file format this program writes."""

ERASED = ".erased"
"""Ending of the ledger of erased people, beside the data file."""

ROWS = 5
"""To be raised when the meaning of a row changes: rows in files are then made anew."""


def parse(text: bytes) -> Any:
    """JSON without its traps: doubled keys and NaN are refused (store.md 3.5).

    Raises ValueError, RecursionError.
    """
    return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("doubled key")
    return found


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")
