"""Checklists: those that come with the program, and one's own."""

from __future__ import annotations

from functools import cache
from importlib import resources

from store.catalogue.reading import read_checklist as read_checklist
from store.errors import CatalogueError
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
    source = resources.files("store") / "data" / "checklists" / f"{code}.toml"
    return read_checklist(source.read_text(encoding="utf-8"), path)
