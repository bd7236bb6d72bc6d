"""Saving what can be read of a damaged data file into a new one; the old is not touched."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from store.errors import FileError
from store.persistence import formats, journal, layout, strict, survey
from store.persistence.backup import Backup, Backups
from store.persistence.datafile import read_file, replace
from store.persistence.fs import Files
from store.persistence.journalfile import JournalFile
from store.persistence.writing import bare, whole

_RECORD = re.compile(r'"([1-9][0-9]{0,14})"\s*:\s*(?=\{)')
_META = re.compile(r'"_meta"\s*:\s*')
_SCAN = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairReport:
    """What a repair could save, and what it could not."""

    path: str
    out: str
    """The new file; empty if there was nothing to save."""
    records: int
    """Records in the new file."""
    snapshot: int
    """Records that could be read of the data file itself."""
    edits: int
    """Edits that could be read of its journal."""
    lost: int
    """Records that the data file says it had, and that could not be read; at least."""
    sound: bool
    """True if the data file is exactly as it was written; else its texts may be wrong."""
    problems: tuple[FileError, ...]
    newest: Backup | None
    """The newest backup that can be read."""


def repair(
    path: str | os.PathLike[str], out: str | os.PathLike[str] | None = None, *,
    now: datetime, fs: Files | None = None,
) -> RepairReport:
    """Write what can be read of a data file and its journal to a new file.

    `out` may not exist yet; without one it is named after the data file and the time.
    Raises FileError if nothing can be read at all, or the new file cannot be written.
    """
    files, target = fs or Files(), os.path.realpath(path)
    old = _salvage(files, target)
    meta, lines = old.meta, old.lines
    found, edits, more = _with_journal(files, target, meta, lines)
    report = RepairReport(
        path=target, out="", records=len(found), snapshot=len(lines), edits=edits,
        lost=max(0, _number(meta, "records") - len(lines)), sound=old.sound,
        problems=(*old.problems, *more), newest=Backups(target, files).newest(),
    )
    if not found:
        return report
    goal = os.path.abspath(out) if out else f"{target}.repaired-{now:%Y%m%d-%H%M%S}.json"
    number, store = _number(meta, "seq") + 1, os.urandom(16).hex()
    # Nothing is held longer than it is needed: each of these is as large as the file.
    new = _compose({**meta, "store": store, "seq": number}, found, old.others)
    del old, lines, found
    replace(files, goal, new, exclusive=True)
    del new
    _carry_history(files, target, goal, store, number)
    return RepairReport(**{**_fields(report), "out": goal})


def _carry_history(fs: Files, old: str, new: str, store: str, sequence: int) -> None:
    """Put what can be read of the history beside the new file, under its store's id."""
    try:
        data = read_file(fs, old + survey.HISTORY)[0]
    except FileError:
        return
    # Also a whole line that lacks its line feed: here all that can be read counts.
    parts = (part.removeprefix(b"#") for part in survey.each_line(data))
    events = (part + b"\n" for part in parts
              if (text := journal.unwrap(part)) is not None and b'"seq":' in text[:8])
    if (first := next(events, None)) is None:
        return
    JournalFile(new + survey.JOURNAL, fs).create(store, sequence)
    head = journal.line(layout.dump({"h": 1, "store": store}))
    replace(fs, new + survey.HISTORY, chain((head, first), events))


def _fields(report: RepairReport) -> dict[str, Any]:
    return {name: getattr(report, name) for name in RepairReport.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Old:
    """What can be read of the damaged file."""

    meta: Mapping[str, Any]
    lines: Mapping[str, bytes]
    others: bytes = b""
    sound: bool = False
    problems: tuple[FileError, ...]


def _salvage(fs: Files, path: str) -> _Old:
    try:
        data = read_file(fs, path)[0]
    except FileError as error:
        if error.code != "missing":
            raise
        return _Old(meta={}, lines={}, problems=(error,))
    try:
        snapshot = layout.read(data, path)
    except FileError as error:
        if error.code == "newer":
            raise
        text = data.decode("utf-8", "replace")
        lines: dict[str, bytes] = {}
        for key, line in _scan(text):
            lines.setdefault(key, line)
        return _Old(meta=_meta_of(text), lines=lines, problems=(error,))
    problems, lines = [], {}
    for key in snapshot.lines:
        try:
            formats.decode(snapshot.lines[key], path, snapshot.lines.place(key))
            lines[key] = snapshot.lines[key]
        except FileError as error:
            problems.append(error)
    return _Old(
        meta=snapshot.meta, lines=lines, others=snapshot.others, problems=tuple(problems),
        sound=layout.sealed(data, path) is not None,
    )


def _scan(text: str) -> Iterator[tuple[str, bytes]]:
    """Every whole record in a text that as a whole is no JSON."""
    position = 0
    while (found := _RECORD.search(text, position)) is not None:
        position = found.end()
        try:
            raw, end = _SCAN.raw_decode(text, position)
            line = layout.dump({"id": raw["id"], **raw})
            key = formats.decode(line).id
        except (ValueError, KeyError, RecursionError, FileError):
            continue
        position = end
        yield key, line


def _meta_of(text: str) -> Mapping[str, Any]:
    """`_meta` of a text that as a whole is no JSON; empty if it cannot be read."""
    found = _META.search(text)
    try:
        meta = _SCAN.raw_decode(text, found.end())[0]["1"] if found else {}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return meta if isinstance(meta, dict) else {}


def _with_journal(
    fs: Files, path: str, meta: Mapping[str, Any], lines: Mapping[str, bytes]
) -> tuple[dict[str, bytes], int, list[FileError]]:
    """Records with the journal's edits applied, how many edits, what is wrong with it."""
    log, found = path + survey.JOURNAL, dict(lines)
    store = meta.get("store")
    try:
        view = survey.view_journal(fs, log, store if isinstance(store, str) else "")
    except FileError as error:
        return found, 0, [error]
    if view is None:
        return found, 0, []
    problems = list(view.problems)
    edits = [e for e in view.lines if e.seq > _number(meta, "seq")]
    for edit in sorted(edits, key=lambda edit: edit.seq):
        problems += _apply(edit, found, log)
    return found, len(edits), problems


def _apply(edit: journal.Line, found: dict[str, bytes], path: str) -> Iterator[FileError]:
    for key, line in edit.records().items():
        if line is None:
            found.pop(key, None)
            continue
        try:
            formats.decode(line, path, f"journal/{key}")
        except FileError as error:
            yield error
        else:
            found[key] = line


def _number(meta: Mapping[str, Any], name: str) -> int:
    value = meta.get(name)
    return value if isinstance(value, int) else 0


def _compose(meta: Mapping[str, Any], lines: Mapping[str, bytes], others: bytes) -> bytes:
    """A data file of a store of its own; rows are made when it is opened.

    Another id than the old one's: its journal must not be read on top of it.
    """
    head = {**meta, "format": strict.FORMAT, "min_writer": strict.FORMAT}
    return whole(bare(head, lines, {key: n for n, key in enumerate(lines, 1)}, others))
