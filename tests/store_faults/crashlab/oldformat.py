"""A program of the next format, and files as today's would have left them for it (R1, R9)."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from crashlab.books import TODAY

from store.persistence import strict, upgrade

OLD = strict.FORMAT


def _step(tables: dict[str, Any]) -> dict[str, Any]:
    """What the later format does differently: a key has another name."""
    for record in tables["prospects"].values():
        record["name"] = record.pop("called")
    return tables


@contextlib.contextmanager
def later_program() -> Iterator[None]:
    """Within, the program writes the format after today's and upgrades today's."""
    with ExitStack() as stack:
        for name, module in tuple(sys.modules.items()):
            if name.startswith("store.persistence.") and hasattr(module, "FORMAT"):
                stack.enter_context(patch.object(module, "FORMAT", OLD + 1))
        stack.enter_context(
            patch.object(upgrade, "UPGRADES", {**upgrade.UPGRADES, OLD: _step}))
        yield


def document(names: Mapping[str, str], store: str = "s", sequence: int = 3) -> bytes:
    """A data file of the older format, as a plain TinyDB writes it."""
    meta = {"format": OLD, "min_writer": OLD, "store": store, "seq": sequence}
    records = {
        str(n): {"id": key, "called": name, "created": TODAY.isoformat()}
        for n, (key, name) in enumerate(names.items(), 1)
    }
    return json.dumps({"_meta": {"1": meta}, "prospects": records}).encode()


def indented(data: bytes) -> bytes:
    """A data file of ours as another program writes it: no rows, no checksum."""
    tables = {name: table for name, table in json.loads(data).items() if name != "rows"}
    tables["_meta"]["1"].pop("crc")
    return json.dumps(tables, indent=1).encode()
