"""Checklists: those that come with the program, and one's own."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from store.errors import CatalogueError

if TYPE_CHECKING:
    from store.qualification.checklist import Checklist

SHIPPED = ("kurzcheck", "grundcheck", "bant", "champ", "meddic", "meddpicc", "bestandskunden")
"""Codes of the checklists that come with the program, in the order they are offered in."""


@cache
def load_checklist(code: str = "grundcheck") -> Checklist:
    """A shipped checklist by its code, read once.

    Raises CatalogueError: "missing" if there is none, or as read_checklist.
    """
    path = f"checklists/{code}.toml"
    if code not in SHIPPED:
        raise CatalogueError(path, 0, "missing", code)
    from store.catalogue.reading import read_checklist  # rows are read without it

    # Not by importlib.resources, which takes half a megabyte.
    with open(os.path.join(os.path.dirname(__file__), "..", "data", path), "rb") as source:
        return read_checklist(source.read().decode(), path)
