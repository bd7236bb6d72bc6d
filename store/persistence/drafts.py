"""What stands in open forms, kept beside the data file until it is saved or dropped."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Mapping

from store.errors import FileError
from store.persistence import formats, rights
from store.persistence.datafile import read_file, replace
from store.persistence.fs import Files, file_error
from store.text import clean

_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,79}")


class Drafts:
    """The folder drafts/ beside a data file; one small file a form, its owner's or the team's."""

    def __init__(self, data: str | os.PathLike[str], *, fs: Files | None = None) -> None:
        self._folder = os.path.join(os.path.dirname(os.path.realpath(data)), "drafts")
        self._fs = fs or Files()

    def save(self, name: str, fields: Mapping[str, str]) -> None:
        """Keep the fields of a form. Raises FileError."""
        path = self._path(name)
        rights.make_folder(self._fs, self._folder)
        replace(self._fs, path, json.dumps(dict(fields)).encode("ascii"))

    def load(self, name: str) -> dict[str, str] | None:
        """The fields kept under a name, cleaned; None if there are none.

        Raises FileError, "damaged" if the draft cannot be read.
        """
        path = self._path(name)
        try:
            fields = formats.parse(read_file(self._fs, path)[0])
        except FileError as error:
            if error.code == "missing":
                return None
            raise
        except (ValueError, RecursionError) as error:
            raise FileError(path=path, code="damaged") from error
        if not isinstance(fields, dict):
            raise FileError(path=path, code="damaged")
        return {clean(key): clean(str(value)) for key, value in fields.items()}

    def drop(self, name: str) -> None:
        """Forget a draft; nothing happens if there is none. Raises FileError."""
        try:
            with contextlib.suppress(FileNotFoundError):
                self._fs.unlink(self._path(name))
        except OSError as error:
            raise file_error(error, self._path(name)) from error

    def names(self) -> tuple[str, ...]:
        """Names of all drafts, sorted."""
        try:
            found = self._fs.listdir(self._folder)
        except OSError:
            return ()
        return tuple(sorted(
            name[:-5] for name in found if name.endswith(".json") and _NAME.fullmatch(name[:-5])
        ))

    def _path(self, name: str) -> str:
        """A name is a code such as a record's id: it never leaves the folder."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"no name for a draft: {name!r}")
        return os.path.join(self._folder, name + ".json")
