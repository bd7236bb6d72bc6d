"""Small text files of the user: settings, keys, reports of refused rows."""

from __future__ import annotations

import os

from store.errors import FileError
from store.persistence.datafile import read_file, replace
from store.persistence.fs import Files, file_error

LIMIT = 100 * 1024 * 1024
"""Bytes above which no file is read (store.md 3.5)."""


def read_bytes(path: str | os.PathLike[str], *, fs: Files | None = None) -> bytes:
    """The bytes of a regular file, whatever link leads to it. Raises FileError.

    "full" if it is larger than LIMIT: looked at before reading.
    """
    files, target = fs or Files(), os.path.realpath(path)
    try:
        if files.stat(target).st_size > LIMIT:
            raise FileError(path=target, code="full", detail=str(LIMIT))
    except OSError as error:
        raise file_error(error, target) from error
    return read_file(files, target)[0]


def read_text(path: str | os.PathLike[str], *, fs: Files | None = None) -> str:
    """The text of a UTF-8 file, with or without a mark. Raises FileError."""
    try:
        return read_bytes(path, fs=fs).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(path=os.fspath(path), code="damaged", detail="utf-8") from error


def write_new(
    path: str | os.PathLike[str], text: str | bytes, *, overwrite: bool = False,
    fs: Files | None = None,
) -> None:
    """Write a file that only its owner reads, whole or not at all; its folder is made.

    Raises FileError: "exists" unless `overwrite`.
    """
    files, target = fs or Files(), os.path.realpath(path)
    try:
        files.mkdir(os.path.dirname(target))
    except OSError as error:
        raise file_error(error, target) from error
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    replace(files, target, data, exclusive=not overwrite)
