"""Sample customers of other days go; whatever else stands there stays."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from store.persistence.fs import Files
from store.persistence.leftovers import remove_demos

STAYS = {"demo-de-2026-11-21.json", "demo-de-2026-11-21.json.lock", "demo-de.json", "data.json",
         "demo-deu-2026-11-20.json", "demo-de-2026-11-20.json.journal", "xdemo-de-2026-11-20.json"}
GOES = {"demo-de-2026-11-20.json", "demo-en-2026-11-20.json.lock", "demo-en-2027-01-01.json"}


def test_those_of_other_days_go(tmp_path: Path) -> None:
    for name in STAYS | GOES:
        (tmp_path / name).write_bytes(b"x")
    remove_demos(str(tmp_path), "2026-11-21")
    assert {p.name for p in tmp_path.iterdir()} == STAYS


def test_it_is_never_an_error(tmp_path: Path) -> None:
    class Stubborn(Files):
        def unlink(self, path: str) -> None:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    remove_demos(str(tmp_path / "none"), "2026-11-21")
    old = tmp_path / "demo-de-2026-11-20.json"
    old.write_bytes(b"x")
    remove_demos(str(tmp_path), "2026-11-21", fs=Stubborn())
    assert old.exists()
