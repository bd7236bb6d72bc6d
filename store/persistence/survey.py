"""The files beside a data file, read as far as they can be: for check and repair.

Nothing here writes or waits. What cannot be read is told, what can be is given, on both
sides of a damage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from store.errors import FileError
from store.persistence import journal, layout, strict
from store.persistence.datafile import read_file
from store.persistence.fs import Files

JOURNAL = ".journal"
HISTORY = ".history"
_LINE = msgspec.json.Decoder(journal.Line)
_HEADER = msgspec.json.Decoder(journal.Header)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalView:
    """All that can be read of a journal."""

    header: journal.Header | None
    lines: tuple[journal.Line, ...]
    """Each readable edit, also behind a damage, in the order of the file."""
    bad: tuple[int, ...]
    """Numbers of lines that cannot be read, from 1."""
    problems: tuple[FileError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A data file and its journal, as they stand."""

    snapshot: layout.Snapshot
    log: JournalView | None
    as_written: bool
    """True if every byte of the data file is as it was written."""
    problems: tuple[FileError, ...]

    @property
    def store(self) -> str:
        """Id of the store."""
        return str(self.snapshot.meta["store"])

    @property
    def lines(self) -> tuple[journal.Line, ...]:
        """Readable edits of the journal that the snapshot does not hold yet."""
        if self.log is None:
            return ()
        return tuple(e for e in self.log.lines if e.seq > self.snapshot.sequence)

    @property
    def sequence(self) -> int:
        """Number of the last edit that can be read."""
        return max((line.seq for line in self.lines), default=self.snapshot.sequence)

    def records(self) -> Iterator[tuple[str, bytes, str]]:
        """Id, line and place of each record, the journal's edits applied."""
        changes: dict[str, bytes | None] = {}
        for line in sorted(self.lines, key=lambda line: line.seq):
            changes.update(line.records())
        lines = self.snapshot.lines
        yield from ((k, lines[k], lines.place(k)) for k in lines if k not in changes)
        yield from (
            (key, text, f"journal/{key}") for key, text in changes.items() if text is not None
        )


def survey(fs: Files, path: str) -> Survey:
    """Read a data file with its journal. Raises FileError if neither can be read.

    Without a data file the journal alone counts if it goes back to the beginning.
    """
    data = _bytes(fs, path)
    snapshot = layout.read(data, path) if data is not None else None
    log = path + JOURNAL
    store = str(snapshot.meta["store"]) if snapshot else ""
    problems: list[FileError] = []
    view = None
    try:
        view = view_journal(fs, log, store)
    except FileError as error:
        problems.append(error)
    if snapshot is None:
        if view is None or view.header is None:
            raise problems[0] if problems else FileError(path=path, code="missing")
        snapshot = layout.empty(view.header.store)
    if view is not None:
        problems += [*view.problems, *gaps(view, snapshot.sequence, log)]
    return Survey(
        snapshot=snapshot, log=view, problems=tuple(problems),
        as_written=data is None or layout.sealed(data, path) is not None,
    )


def view_journal(fs: Files, path: str, store: str) -> JournalView | None:
    """The journal of a store (empty: of whichever); None if there is none.

    Raises FileError if the file cannot be read at all.
    """
    data = _bytes(fs, path)
    if data is None:
        return None
    parts = [*each_line(data)]
    header = journal.read(parts[0], _HEADER) if parts else None
    if header is not None and store not in ("", header.store):
        # Its lines say nothing about this file.
        foreign = FileError(path=path, code="foreign")
        return JournalView(header=header, lines=(), bad=(), problems=(foreign,))
    rest = parts[1:] if header else parts
    found = _promised([journal.read(part, _LINE) for part in rest], rest, header)
    bad = tuple(n for n, line in enumerate(found, 2 if header else 1) if line is None)
    problems = tuple(_problems(path, header, bad, len(parts)))
    lines = tuple(line for line in found if line is not None)
    return JournalView(header=header, lines=lines, bad=bad, problems=problems)


def _promised(
    found: list[journal.Line | None], parts: list[bytes], header: journal.Header | None
) -> list[journal.Line | None]:
    """Without good lines of a torn write: they were no more promised than its bad ones."""
    if None not in found:
        return found
    place = found.index(None)
    before = next((e.seq for e in reversed(found[:place]) if e is not None), None)
    last = before if before is not None else header.base if header else 0
    if journal.behind(parts[place + 1:], last):
        return found
    return [*found[:place], *[None] * (len(found) - place)]


def _problems(
    path: str, header: journal.Header | None, bad: tuple[int, ...], count: int
) -> Iterator[FileError]:
    if header is not None and header.j > strict.FORMAT:
        yield FileError(path=path, code="newer", detail=str(header.j))
    elif header is None and count > len(bad):
        yield FileError(path=path, code="damaged", detail="header")
    yield from bad_lines(path, bad, count)


def bad_lines(path: str, bad: tuple[int, ...], count: int) -> Iterator[FileError]:
    """Bad lines at the end were never confirmed ("torn"); before good ones it is damage."""
    tail = count
    while tail in bad:
        tail -= 1
    yield from (
        FileError(path=path, code="damaged", detail=f"line/{n}") for n in bad if n < tail
    )
    if tail < count:
        yield FileError(path=path, code="torn", detail=f"line/{tail + 1}")


def check_lines(fs: Files, path: str) -> tuple[FileError, ...]:
    """What is wrong with a file of checksummed lines, such as the history."""
    try:
        data = _bytes(fs, path)
    except FileError as error:
        return (error,)
    bad, count = [], 0
    for count, part in enumerate(each_line(data or b""), 1):
        if journal.unwrap(part) is None:
            bad.append(count)
    return tuple(bad_lines(path, tuple(bad), count))


def gaps(view: JournalView, sequence: int, path: str) -> Iterator[FileError]:
    """Edits that are missing between the snapshot and the journal, or within it."""
    expected = sequence + 1
    if view.problems and view.problems[0].code == "foreign":
        return
    if view.header is not None and view.header.base > sequence:
        yield FileError(path=path, code="lost", detail=f"{expected}-{view.header.base}")
        expected = view.header.base + 1
    for line in view.lines:
        if line.seq > expected:
            yield FileError(path=path, code="lost", detail=f"{expected}-{line.seq - 1}")
        expected = max(expected, line.seq + 1)


def _bytes(fs: Files, path: str) -> bytes | None:
    try:
        return read_file(fs, path)[0]
    except FileError as error:
        if error.code == "missing":
            return None
        raise


def each_line(data: bytes) -> Iterator[bytes]:
    """Lines without their line feeds, one at a time: those of an import are as large as all
    it brought. One that has no line feed yet is bad, and not forgotten."""
    position = 0
    while (end := data.find(b"\n", position)) >= 0:
        yield data[position:end]
        position = end + 1
    if position < len(data):
        # Its line feed is the last byte a save writes: without it nothing was confirmed.
        yield b"#" + data[position:]
