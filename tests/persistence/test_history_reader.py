"""A reader of the history that has enough goes without a word, also where closing fails."""

from __future__ import annotations

import errno
import gc
import os
import sys
from pathlib import Path

import pytest

from store.persistence.fs import Files
from store.persistence.history import HistoryFile


class Unclosing(Files):
    """Closing frees the descriptor and reports an error, as a network drive may."""

    def close(self, fd: int) -> None:
        os.close(fd)
        raise OSError(errno.EIO, "lost")


def test_a_close_that_fails_is_heard_by_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "data.json.history")
    edit = {"seq": 1, "t": "2026-11-21T09:30:00+00:00", "set": {"a": [[["name"], "x", "y"]]}}
    HistoryFile(path, Files()).append("s", [edit])
    unraised: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", unraised.append)
    past = HistoryFile(path, Unclosing())
    assert [event.seq for event in past.newest(bool)] == [1]
    assert [event.seq for event in past.of_record("a")] == [1]
    gc.collect()
    assert unraised == []
