"""Names of files while they are typed."""

from __future__ import annotations

import os

from store.persistence.fs import Files


def complete_path(typed: str, *, fs: Files | None = None) -> tuple[str, ...]:
    """How a typed path could go on, sorted; folders end with a slash.

    "~" stands for the home folder. Hidden names only where a point was typed. Empty
    where the folder cannot be read.
    """
    folder, begin = os.path.split(typed)
    try:
        names = (fs or Files()).listdir(os.path.expanduser(folder) or ".")
    except OSError:
        return ()
    found = []
    for name in sorted(names):
        if name.startswith(begin) and (begin.startswith(".") or not name.startswith(".")):
            path = os.path.join(folder, name)
            found.append(path + "/" if os.path.isdir(os.path.expanduser(path)) else path)
    return tuple(found)
