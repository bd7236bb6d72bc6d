"""Files of sample customers that no longer serve."""

from __future__ import annotations

import contextlib
import os
import re

from store.persistence.fs import Files

_DEMO = re.compile(r"demo-[a-z]{2}-(\d{4}-\d{2}-\d{2})\.json(\.lock)?")


def remove_demos(folder: str, day: str, *, fs: Files | None = None) -> None:
    """Remove the sample customers of other days (ISO) than this one; never an error."""
    files = fs or Files()
    with contextlib.suppress(OSError):
        for name in files.listdir(folder):
            found = _DEMO.fullmatch(name)
            if found and found[1] != day:
                files.unlink(os.path.join(folder, name))
