"""Taking a person out of the files of a store: history, backups, copies, drafts."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from store.errors import FileError
from store.persistence import backup, drafts, formats, journal, layout, ledger
from store.persistence.bytesearch import Finder, files_in
from store.persistence.datafile import DataFile, read_file, replace
from store.persistence.fs import Files, file_error
from store.persistence.layout import dump
from store.persistence.ledger import Erased
from store.persistence.scrub import Scrub
from store.persistence.writing import bare, whole
from store.privacy.erasure import Traces, digits
from store.profile.prospect import Prospect
from store.text import fold

HISTORY, JOURNAL = ".history", ".journal"
FOLDERS = (backup.FOLDER, drafts.FOLDER, "presence")
_TEMP = re.compile(r"\..+\.[0-9a-f]{16}\.tmp", re.DOTALL)

_UNREADABLE = (ValueError, RecursionError, LookupError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A file in which the person stands."""

    kind: str
    """data, journal, history, backup, draft, torn, copy, left (by a killed program), foreign
    (it is not ours and stays as it is)."""
    path: str


@dataclass(slots=True, kw_only=True)
class Done:
    """What became of the files."""

    rewritten: list[str]
    removed: list[str]
    failed: list[FileError]


def wanted(traces: Traces) -> Finder:
    """What the byte search looks for."""
    texts: list[str] = []
    for first, last in traces.names:
        if first and last:
            texts += [f"{first} {last}", f"{last} {first}", f"{last}, {first}"]
        texts += [last] * (fold(last) in traces.lone)
    bare = [number for phone in traces.phones if len(number := digits(phone)) >= 6]
    ids = (*traces.contacts, *((traces.prospect,) if traces.whole else ()))
    unique = [key for key in ids if len(key) >= ledger.UNIQUE]
    return Finder((*texts, *traces.mails, *traces.phones, *bare, *unique))


class Cleaner:
    """Rewrites the files of one store. Methods raise FileError where said."""

    def __init__(self, path: str, fs: Files, scrub: Scrub, erased: Erased, store: str) -> None:
        self._path = path
        self._fs = fs
        self._scrub = scrub
        self._erased = erased
        self._store = store
        self._finder = wanted(scrub.traces)
        self._file = DataFile(path, fs=fs)
        self._name = os.path.basename(path)
        self._folder = os.path.dirname(path)
        self._runtime = drafts.runtime_folder(path)

    def folders(self) -> tuple[str, ...]:
        """Where all of our files stand."""
        return (self._folder, *(os.path.join(self._folder, name) for name in FOLDERS),
                self._runtime)

    def files(self) -> tuple[str, ...]:
        """All files in these folders."""
        return files_in(self._fs, self.folders())

    def stands(self) -> tuple[Stand, ...]:
        """Files that name the person. Those that cannot be read are left out."""
        found = []
        for path in self.files():
            with contextlib.suppress(FileError):
                data = read_file(self._fs, path)[0]
                if self._marked(data) and (kind := self._kind(path, data)):
                    found.append(Stand(kind=kind, path=path))
        return tuple(found)

    def _marked(self, data: bytes) -> bool:
        return self._finder.hits(data)

    def _kind(self, path: str, data: bytes) -> str:
        folder, name = os.path.split(path)
        begin = self._name + "."
        if _TEMP.fullmatch(name):
            return "left"
        if folder in (os.path.join(self._folder, drafts.FOLDER), self._runtime):
            return "draft"
        if folder != self._folder:
            ours = path in backup.Backups(self._path, self._fs).stamps() or self._is_ours(data)
            return "backup" if ours else "foreign"
        known = {self._name: "data", begin + "journal": "journal", begin + "history": "history",
                 begin + "lock": "", begin + "erased": ""}
        if name in known:
            return known[name]
        if name.startswith(begin + "torn-"):
            return "torn"
        return "copy" if name.startswith(begin) or self._is_ours(data) else "foreign"

    def _is_ours(self, data: bytes) -> bool:
        """True for a file of the same store, whatever it is called."""
        return b'"store":%s' % dump(self._store) in data[:layout.PEEK].replace(b": ", b":")

    # -- cleaning -----------------------------------------------------------------------

    def history(self, done: Done) -> None:
        """Rewrite the history. Raises FileError."""
        path = self._path + HISTORY
        with self._file.lock.held():
            try:
                data = read_file(self._fs, path)[0]
            except FileError as error:
                if error.code != "missing":
                    raise
                return
            cleaned = self._lines(data)
            if cleaned != data:
                replace(self._fs, path, cleaned)
                done.rewritten.append(path)

    def all_else(self, done: Done) -> None:
        """Every other file but data file and journal; what fails is noted."""
        for path in self.files():
            try:
                # A save sweeps away temporary files, so that none may be in use meanwhile.
                with self._file.lock.held():
                    self._clean(path, done)
            except FileError as error:
                if error.code != "missing":
                    done.failed.append(error)

    def _clean(self, path: str, done: Done) -> None:
        data = read_file(self._fs, path)[0]
        kind = self._kind(path, data)
        if kind in ("data", "journal", "history", "foreign", ""):
            return
        if kind == "draft":
            self._drop(path, done, when=self._names(data))
            return
        if kind in ("left", "torn"):
            self._drop(path, done, when=self._marked(data))
            return
        try:
            cleaned = self._cleaned(data, path)
        except (FileError, *_UNREADABLE) as error:
            # A backup that is no file of ours may hold anything; a newer one is one.
            broken = kind == "backup" and getattr(error, "code", "") != "newer"
            self._drop(path, done, when=broken or self._marked(data))
            return
        if cleaned != data:
            replace(self._fs, path, cleaned)
            self._verify(path, cleaned)
            done.rewritten.append(path)

    def _verify(self, path: str, data: bytes) -> None:
        if read_file(self._fs, path)[0] != data:
            raise FileError(path=path, code="io", detail="changed")

    def _drop(self, path: str, done: Done, *, when: bool) -> None:
        if not when:
            return
        try:
            self._fs.unlink(path)
            # Before the ledger says that all is done: a power cut must not bring it back.
            self._fs.fsync_folder(os.path.dirname(path))
        except OSError as error:
            raise file_error(error, path) from error
        done.removed.append(path)

    def _names(self, data: bytes) -> bool:
        """True if a draft names the person in any of its fields."""
        if self._marked(data):
            return True
        try:
            fields = formats.parse(data)
        except (ValueError, RecursionError):
            return False
        values = fields.values() if isinstance(fields, dict) else ()
        return any(self._scrub.traces.spans(str(value), own=False) for value in values)

    def _cleaned(self, data: bytes, path: str) -> bytes:
        """A file without the person; the very same bytes if they do not stand in it."""
        if any(journal.unwrap(part) is not None for part in data.split(b"\n")):
            return self._lines(data)
        return self._snapshot(layout.read(data, path), data)

    def _snapshot(self, held: layout.Snapshot, data: bytes) -> bytes:
        lines: dict[str, bytes] = {}
        changed = False
        for key in held.lines:
            plain = formats.parse(held.lines[key])
            cleaned = self._scrub.record(plain)
            changed = changed or cleaned != plain
            if cleaned is not None:
                lines[key] = held.lines[key] if cleaned == plain else dump(cleaned)
        others = held.others
        if self._marked(others):
            tables = formats.parse(b"{%s}" % others.rstrip(b",\n"))
            clean = self._scrub.value(tables, own=False, home=False)
            others = b"".join(b"%s:%s,\n" % (dump(k), dump(v)) for k, v in clean.items())
        if not (changed or self._marked(data)):
            return data
        erased = ledger.joined(ledger.of_meta(held.meta), self._erased)
        return whole(bare(
            {**held.meta, "erased": erased}, lines, held.lines.documents, others))

    def _lines(self, data: bytes) -> bytes:
        """A file of checksummed lines; bad ones that name the person go."""
        *parts, rest = data.split(b"\n")
        kept = [part for old in parts if (part := self._line(old)) is not None]
        return b"".join(kept) + (b"" if self._marked(rest) else rest)

    def _line(self, old: bytes) -> bytes | None:
        text = journal.unwrap(old)
        if text is None:
            return None if self._marked(old) else old + b"\n"
        plain = formats.parse(text)
        change = self._change(plain.get("set"))
        cleaned = change(plain) if change else plain
        return old + b"\n" if cleaned == plain else journal.line(dump(cleaned))

    def _change(self, records: Any) -> Callable[[dict[str, Any]], dict[str, Any]] | None:
        """How a line is cleaned: an edit of the history, of the journal, or a header."""
        if not isinstance(records, dict):
            return None
        history = all(isinstance(value, list) for value in records.values())
        return self._scrub.event if history else self._scrub.line


def people(record: Prospect, hashes: frozenset[str]) -> Iterator[str]:
    """Ids of people in a record (empty: itself) that were erased before."""
    if ledger.known(record.id, "") in hashes:
        yield ""
        return
    for one in record.contacts:
        if ledger.known(record.id, one.id) in hashes:
            yield one.id
