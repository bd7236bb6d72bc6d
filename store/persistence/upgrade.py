"""Files of older formats, brought to the present one in memory: one function a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from store.errors import FileError
from store.persistence import strict

Tables = dict[str, Any]
UPGRADES: Mapping[int, Callable[[Tables], Tables]] = {}
"""From a format to the next. A function gets all tables as JSON and may change them; each
has a file of its format under tests/persistence/golden."""


def upgrade(tables: Tables, path: str) -> Tables:
    """Tables of an older format as this program writes them; others as they are.

    The file itself is written anew with the next save, after a backup. Raises FileError
    "damaged" if a step does not find what it needs.
    """
    meta = tables["_meta"]["1"]
    while (number := meta["format"]) < strict.FORMAT:
        step = UPGRADES.get(number)
        try:
            if step is None:
                raise LookupError(number)
            tables = step(tables)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise FileError(path=path, code="damaged", detail=f"format/{number}") from error
        meta = {**meta, "format": number + 1, "min_writer": number + 1}
    return {**tables, "_meta": {"1": meta}}
