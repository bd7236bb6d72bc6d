"""Whether one's own checklists have changed, found without reading them."""

from __future__ import annotations

import os

from store.persistence.fs import Files


def checklists_key(folder: str, *, fs: Files | None = None) -> str:
    """Changes when a file in the folder does; empty without any. Reads no file.

    Rows that are kept in a data file depend on the checklists they were made with.
    """
    files = fs or Files()
    found = []
    try:
        for name in sorted(files.listdir(folder)):
            if name.endswith(".toml") and not name.startswith("."):
                status = files.stat(os.path.join(folder, name))
                found.append(f"{name}:{status.st_size}:{status.st_mtime_ns}")
    except OSError:
        return ""
    return "|".join(found)
