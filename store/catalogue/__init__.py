"""Checklists: those that come with the program, and one's own."""

from __future__ import annotations

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
    import pkgutil  # rows are read without any of it; importlib.resources takes 0.4 MB more

    from store.catalogue.reading import read_checklist

    source = pkgutil.get_data("store", f"data/{path}")
    assert source is not None, "part of the package"
    return read_checklist(source.decode(), path)
