"""The files in a folder of the user's own checklists, fields or templates."""

from __future__ import annotations

import os
from collections.abc import Iterator

from store.errors import CatalogueError, StoreError
from store.persistence.fs import Files, file_error
from store.persistence.texts import read_text

MOST_FILES = 500
"""Files in a folder above which the rest is left out."""


def own_files(folder: str, fs: Files, problems: list[StoreError]) -> Iterator[tuple[str, str]]:
    """Path and text of each TOML file, by name; what cannot be read goes to the problems.

    A folder that is not there, or an empty name, holds none.
    """
    for name in _names(folder, fs, problems):
        path = os.path.join(folder, name)
        try:
            text = read_text(path, fs=fs)
        except StoreError as error:
            problems.append(error)
        else:
            yield path, text


def _names(folder: str, fs: Files, problems: list[StoreError]) -> list[str]:
    if not folder:
        return []
    try:
        names = sorted(fs.listdir(folder))
    except OSError as error:
        problem = file_error(error, folder)
        if problem.code != "missing":
            problems.append(problem)
        return []
    names = [n for n in names if n.endswith(".toml") and not n.startswith(".")]
    if len(names) > MOST_FILES:
        problems.append(CatalogueError(folder, 0, "too_many", str(len(names))))
    return names[:MOST_FILES]
