"""Searching files byte by byte for texts, in all encodings somebody may have written them."""

from __future__ import annotations

import json
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from store.persistence.fs import READ, Files
from store.text import fold

ENCODINGS = ("utf-8", "json", "utf-16-le", "utf-16-be", "latin-1", "cp850")
"""What is searched: "json" is ASCII with \\u escapes, as our own files are."""
_CHUNK = 1 << 20
_OVERLAP = 4096
_LEAST = 3
"""Characters below which a text is found everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A text that was found."""

    path: str
    text: str
    encoding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search of a folder came to."""

    files: int
    """How many were read to their end."""
    hits: tuple[Hit, ...]
    """At most one of a text and an encoding in each file."""
    unread: tuple[str, ...]
    """Paths that could not be read."""


class Finder:
    """Finds texts in bytes, whatever their case, as words of their own."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._wanted: list[tuple[str, str, tuple[bytes, ...], re.Pattern[bytes]]] = []
        for text in dict.fromkeys(t for t in texts if len(t) >= _LEAST):
            known = set[tuple[bytes, ...]]()
            for encoding in ENCODINGS:
                needles = _needles(text, encoding)
                # Plain ASCII is the same in most of them: told once.
                if needles and needles not in known:
                    known.add(needles)
                    pattern = _pattern(needles, encoding, digit=text[-1].isdigit())
                    self._wanted.append((text, encoding, needles, pattern))

    def find(self, data: bytes) -> Iterator[tuple[str, str]]:
        """Each text that stands in the bytes, with its encoding."""
        low = data.lower()
        for text, encoding, needles, pattern in self._wanted:
            # The pattern is slow: most files hold not even the letters.
            if any(needle in low for needle in needles) and pattern.search(low):
                yield text, encoding

    def hits(self, data: bytes) -> bool:
        """True if any text stands in the bytes."""
        return next(self.find(data), None) is not None

    def search(self, fs: Files, paths: Iterable[str]) -> Found:
        """Read files whole, a part at a time. Never an error."""
        hits: list[Hit] = []
        unread, count = [], 0
        for path in paths:
            try:
                found = self._file(fs, path)
            except OSError:
                unread.append(path)
                continue
            count += 1
            hits += [Hit(path=path, text=t, encoding=e) for t, e in sorted(found)]
        return Found(files=count, hits=tuple(hits), unread=tuple(unread))

    def _file(self, fs: Files, path: str) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        fd = fs.open(path, READ)
        try:
            rest = b""
            while data := fs.read(fd, _CHUNK):
                rest = rest[-_OVERLAP:] + data
                found.update(self.find(rest))
        finally:
            fs.close(fd)
        return found


def files_in(fs: Files, folders: Iterable[str]) -> tuple[str, ...]:
    """Regular files in folders, not in those below them; sorted.

    What cannot be looked at, file or folder, stands among them: to read it then fails, and
    is told. Nothing that may name a person is passed over in silence.
    """
    found = []
    for folder in folders:
        try:
            names = fs.listdir(folder)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            found.append(folder)
            continue
        found += [p for name in names if _to_read(fs, p := os.path.join(folder, name))]
    return tuple(sorted(found))


def _to_read(fs: Files, path: str) -> bool:
    try:
        return stat.S_ISREG(fs.stat(path).st_mode)
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _needles(text: str, encoding: str) -> tuple[bytes, ...]:
    """The text as bytes in small letters, also as the search key of rows spells it."""
    spellings = (text, text.lower(), text.upper(), fold(text), unicodedata.normalize("NFD", text))
    return tuple(dict.fromkeys(
        data.lower() for spelling in spellings for data in _encoded(spelling, encoding)))


def _pattern(needles: Iterable[bytes], encoding: str, *, digit: bool) -> re.Pattern[bytes]:
    before, after = _borders(encoding, digit=digit)
    return re.compile(before + b"(?:" + b"|".join(map(re.escape, needles)) + b")" + after)


def _encoded(text: str, encoding: str) -> Iterator[bytes]:
    if encoding == "json":
        once = json.dumps(text)[1:-1]
        yield once.encode("ascii")
        # Once more where JSON stands in a text of JSON.
        yield json.dumps(once)[1:-1].encode("ascii")
        return
    try:
        yield text.encode(encoding)
    except UnicodeEncodeError:
        return


def _borders(encoding: str, *, digit: bool) -> tuple[bytes, bytes]:
    """No letter or digit may touch; behind a name an "s" may, and escapes of JSON before it."""
    sign = b"[0-9]" if digit else b"[a-z0-9]"
    genitive = b"" if digit else b"s?"
    if encoding == "utf-16-le":
        genitive = genitive and b"(?:s\0)?"
        return b"(?<!" + sign + b"\0)", genitive + b"(?!" + sign + b"\0)"
    if encoding == "utf-16-be":
        genitive = genitive and b"(?:\0s)?"
        return b"(?<!\0" + sign + b")", genitive + b"(?!\0" + sign + b")"
    escapes = rb"(?:(?<!%s)|(?<=\\[nrtbf])|(?<=\\u[0-9a-f]{4}))" % sign
    return escapes, genitive + b"(?!" + sign + b")"
