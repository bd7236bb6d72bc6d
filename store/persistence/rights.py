"""Who may read what the store writes: the owner alone, or the team of a shared folder."""

from __future__ import annotations

import contextlib
import os
import stat

from store.errors import FileError
from store.persistence.fs import Files, file_error

OWN = 0o600
TEAM = 0o660
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def new_mode(fs: Files, folder: str) -> int:
    """Mode of a new file: 0660 in a team's folder (setgid, group may write), else 0600.

    Raises OSError.
    """
    return TEAM if _is_team(fs.stat(folder).st_mode) else OWN


def give(fs: Files, fd: int, folder: str) -> None:
    """Let the team use a file that was just made; never an error, it is usable without."""
    with contextlib.suppress(OSError):
        if _is_team(fs.stat(folder).st_mode):
            fs.chmod(fd, TEAM)


def make_folder(fs: Files, path: str) -> None:
    """Make a folder of ours beside the data file if it is missing, and look who owns it.

    In a team's folder it is the team's (2770), else its owner's alone (0700). Raises
    FileError: "unsafe" for a link or a folder that a stranger made (T7).
    """
    parent = os.path.dirname(path)
    try:
        if not _there(fs, path):
            fs.mkdir(path)
            above = fs.stat(parent)
            if _is_team(above.st_mode):
                _open_to_team(fs, path)
        found, above = fs.stat(path), fs.stat(parent)
    except OSError as error:
        raise file_error(error, path) from error
    if not stat.S_ISDIR(found.st_mode) or not _trusted(found, above):
        raise FileError(path=path, code="unsafe")


def _there(fs: Files, path: str) -> bool:
    with contextlib.suppress(FileNotFoundError):
        fs.stat(path)
        return True
    return False


def _open_to_team(fs: Files, path: str) -> None:
    fd = fs.open(path, _FOLDER)
    try:
        fs.chmod(fd, 0o2770)
    finally:
        fs.close(fd)


def _is_team(mode: int) -> bool:
    return bool(mode & stat.S_ISGID and mode & stat.S_IWGRP)


def _trusted(folder: os.stat_result, above: os.stat_result) -> bool:
    """True if it is ours, root's, of the owner above, or the team's own."""
    mode = folder.st_mode
    if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
        return False
    if folder.st_uid in (os.getuid(), 0, above.st_uid):
        return True
    return _is_team(above.st_mode) and folder.st_gid == above.st_gid
