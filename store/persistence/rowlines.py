"""Rows as they stand in a file and in memory: each is read when it is looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence, ValuesView
from typing import TypeVar

import msgspec

from store.errors import FileError
from store.persistence.columns import GONE, Columns
from store.persistence.entries import Entries
from store.row import Row

_SEEN = 1024
"""Rows kept after they were read."""
NOWHERE = (1 << 32) - 1
"""Place of a row that stands in no file."""
_ROW = msgspec.json.Decoder(Row)


class Name(msgspec.Struct):
    """Of a row only what finds it by name."""

    id: str
    name: str
    short: str
    number: str
    sort_name: str

    @classmethod
    def of(cls, row: Row) -> Name:
        """The same of a row in memory."""
        return cls(row.id, row.name, row.short, row.number, row.sort_name)


class _Text(msgspec.Struct):
    search: str

    @classmethod
    def of(cls, row: Row) -> _Text:
        return cls(row.search)


_T = TypeVar("_T")
_NAME = msgspec.json.Decoder(Name)
_TEXT = msgspec.json.Decoder(_Text)


class RowLines(Mapping[str, Row]):
    """Rows by id, in the order they came. A row keeps its position; a removed one leaves it."""

    def __init__(self, columns: Columns, lines: Entries) -> None:
        self.columns = columns
        self._written = array("I", range(len(lines))), lines
        """Place in the file by position, and rows as they stand there; in one, as another
        thread may read while a file takes the place of another."""
        self._ids = list(lines.places)
        self._known = lines.places
        self._new: dict[str, int] = {}
        self._made: dict[int, Row] = {}
        """Rows that differ from the file's, by position."""
        self._seen: dict[int, Row] = {}
        self._count = len(lines)
        self._texts: list[str] | None = None
        self.mend: Callable[[str], Row | None] = lambda _: None
        """Makes a row whose line is not as it was written; None if that cannot be."""

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        flags, ids = self.columns.flags, self._ids
        return (ids[n] for n in range(len(ids)) if not flags[n] & GONE)

    def __contains__(self, key: object) -> bool:
        return self.position(key) is not None

    def __getitem__(self, key: str) -> Row:
        return self.at(self.where(key))

    def values(self) -> ValuesView[Row]:
        """All rows; those of a file are read many at once and not kept."""
        return _Values(self)

    def position(self, key: object) -> int | None:
        """Where a row stands; None if there is none."""
        found = self._new.get(key)  # type: ignore[call-overload]
        if found is None:
            found = self._known.get(key)  # type: ignore[call-overload]
        return None if found is None or self.columns.flags[found] & GONE else found

    def where(self, key: str) -> int:
        """Where a row stands. Raises KeyError."""
        position = self.position(key)
        if position is None:
            raise KeyError(key)
        return position

    def positions(self, key: str) -> tuple[int, ...]:
        """Where a row stands, and where one of that id stood before it was removed."""
        found = (self._new.get(key), self._known.get(key))
        return tuple(position for position in found if position is not None)

    def id(self, position: int) -> str:
        """The id of the row in a position."""
        return self._ids[position]

    def live(self) -> list[int]:
        """Positions of all rows."""
        flags = self.columns.flags
        return [n for n in range(len(self._ids)) if not flags[n] & GONE]

    @property
    def lines(self) -> Entries:
        """Rows as they stand in a file."""
        return self._written[1]

    def at(self, position: int) -> Row:
        """The row in a position. Raises FileError "damaged"."""
        row = self._made.get(position) or self._seen.get(position)
        if row is None:
            row = self._from_file(position)
            if len(self._seen) >= _SEEN:
                self._seen = {}
            self._seen[position] = row
        return row

    def _from_file(self, position: int) -> Row:
        entries, lines = self._written
        try:
            return _ROW.decode(lines.at(entries[position]))
        except (FileError, msgspec.DecodeError) as error:
            key = self._ids[position]
            made = self.mend(key)
            if made is None:
                raise FileError(path="", code="damaged", detail=f"rows/{key}") from error
            return made

    def several(self, positions: Sequence[int]) -> Iterator[Row]:
        """The rows in positions; those of a file are read many at once and not kept."""
        yield from self._read(positions, _ROW, lambda row: row)

    def named(self) -> Iterator[Name]:
        """Of all rows what finds them by name."""
        return self._read(self.live(), _NAME, Name.of)

    def texts(self) -> list[str]:
        """Search texts by position, read with the first call."""
        if self._texts is None:
            live = self.live()
            found = [""] * len(self._ids)
            for position, text in zip(live, self._read(live, _TEXT, _Text.of), strict=True):
                found[position] = text.search
            self._texts = found
        return self._texts

    def _read(
        self, positions: Sequence[int], decoder: msgspec.json.Decoder[_T],
        of: Callable[[Row], _T],
    ) -> Iterator[_T]:
        """Rows, or parts of them."""
        entries, lines = self._written
        known = [self._made.get(n) or self._seen.get(n) for n in positions]
        texts = lines.each([
            entries[n] for n, row in zip(positions, known, strict=True) if row is None])
        for position, row in zip(positions, known, strict=True):
            if row is not None:
                yield of(row)
                continue
            text = next(texts)
            try:
                found = decoder.decode(text) if text is not None else of(self.at(position))
            except msgspec.DecodeError:
                found = of(self.at(position))
            yield found

    def written(self, position: int) -> int | None:
        """Place among `lines` of a row that has not changed since."""
        entry = self._written[0][position]
        return None if entry == NOWHERE or position in self._made else entry

    def heal(self) -> None:
        """Make the rows whose lines in the file have changed, so that no file takes them over.

        Raises FileError "damaged" if one cannot be made.
        """
        written = [n for n in self.live() if self.written(n) is not None]
        lines = self.lines.each([self._written[0][n] for n in written])
        for position, line in zip(written, lines, strict=True):
            if line is None:
                self._seen.pop(position, None)
                self._made[position] = self._from_file(position)


class _Values(ValuesView[Row]):
    """All rows, read many at once."""

    def __init__(self, rows: RowLines) -> None:
        super().__init__(rows)
        self._rows = rows

    def __iter__(self) -> Iterator[Row]:
        rows = self._rows
        return rows.several([n for key in rows if (n := rows.position(key)) is not None])
