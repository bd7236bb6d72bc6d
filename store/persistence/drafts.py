"""What stands in open forms, kept beside the data file until it is saved or dropped.

Where nothing can be written there, the runtime folder of the user takes it (store.md 1.9).
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from collections.abc import Mapping

from store.errors import FileError
from store.persistence import formats, rights
from store.persistence.datafile import read_file, replace
from store.persistence.fs import Files, file_error
from store.text import clean

_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,79}")


FOLDER = "drafts"


def runtime_folder(data: str) -> str:
    """Where drafts of a data file go if its own folder takes none: $XDG_RUNTIME_DIR, else the
    system's folder for temporary files. Named by user and data file."""
    base = os.environ.get("XDG_RUNTIME_DIR", "")
    if not os.path.isabs(base):
        base = os.environ.get("TMPDIR") or "/tmp"
    import hashlib  # 0.3 MB that opening does without

    digest = hashlib.sha256(os.fsencode(os.path.realpath(data))).hexdigest()[:16]
    return os.path.join(base, f"kundenq-{os.getuid()}-{digest}")


class Drafts:
    """The folder drafts/ beside a data file; one small file a form, its owner's or the team's."""

    def __init__(self, data: str | os.PathLike[str], *, fs: Files | None = None) -> None:
        path = os.path.realpath(data)
        self._folder = os.path.join(os.path.dirname(path), FOLDER)
        self._runtime = runtime_folder(path)
        self._fs = fs or Files()

    def save(self, name: str, fields: Mapping[str, str]) -> str:
        """Keep the fields of a form.

        Empty if they stand beside the data file; else the file in the runtime folder that
        took them. Raises FileError, about the usual place, if neither can be written.
        """
        data = json.dumps(dict(fields)).encode("ascii")
        path, spare = self._paths(name)
        try:
            self._put(path, data)
        except FileError as error:
            try:
                self._put(spare, data)
            except FileError:
                raise error from None
            return spare
        with contextlib.suppress(FileError):
            self._drop(spare)
        return ""

    def _put(self, path: str, data: bytes) -> None:
        rights.make_folder(self._fs, os.path.dirname(path))
        replace(self._fs, path, data)

    def load(self, name: str) -> dict[str, str] | None:
        """The fields kept under a name, cleaned; None if there are none.

        Raises FileError, "damaged" if the draft cannot be read.
        """
        path, spare = self._paths(name)
        with contextlib.suppress(FileError):
            if self._is_ours() and (found := self._read(spare)) is not None:
                return found  # it would have gone with the next draft beside the data file
        return self._read(path)

    def _is_ours(self) -> bool:
        """False if somebody else made the runtime folder: what stands there is not believed."""
        try:
            found = self._fs.stat(self._runtime)
        except OSError:
            return False
        return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()

    def _read(self, path: str) -> dict[str, str] | None:
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
        path, spare = self._paths(name)
        if self._is_ours():
            self._drop(spare)
        self._drop(path)

    def _drop(self, path: str) -> None:
        try:
            with contextlib.suppress(FileNotFoundError):
                self._fs.unlink(path)
        except OSError as error:
            raise file_error(error, path) from error

    def names(self) -> tuple[str, ...]:
        """Names of all drafts, sorted."""
        folders = (self._folder, *((self._runtime,) if self._is_ours() else ()))
        return tuple(sorted({
            name[:-5] for folder in folders for name in self._listed(folder)
            if name.endswith(".json") and _NAME.fullmatch(name[:-5])
        }))

    def _listed(self, folder: str) -> list[str]:
        try:
            return self._fs.listdir(folder)
        except OSError:
            return []

    def _paths(self, name: str) -> tuple[str, str]:
        """A name is a code such as a record's id: it never leaves the folder."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"no name for a draft: {name!r}")
        return (os.path.join(self._folder, name + ".json"),
                os.path.join(self._runtime, name + ".json"))
