"""One table of a data file: an entry a line, read one by one when it is asked for."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, repeat
from operator import add

from store.errors import FileError
from store.persistence.source import Memory, Source

BETWEEN = b",\n"
_GROUP = 1 << 18
"""Bytes that a pass over all entries reads at once."""


class Entries(Mapping[str, bytes]):
    """The objects of a table by record id. Each is checked against its checksum when read."""

    def __init__(
        self, source: Source, start: int, places: Mapping[str, int],
        numbers: Sequence[int], sizes: array[int], sums: array[int], table: str = "prospects",
    ) -> None:
        self.source = source
        self.places = places
        """Number of an entry in the table, by record id, in the order of the table."""
        self.numbers = numbers
        """TinyDB document ids."""
        self.sizes = sizes
        """Bytes of each entry, its document id and colon included."""
        self.sums = sums
        """CRC-32 of the object of each entry."""
        steps = map(add, sizes, repeat(len(BETWEEN)))
        self.starts = array("Q", accumulate(steps, initial=start))
        """Where each entry begins; behind the last, where one more would."""
        self._table = table

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __contains__(self, key: object) -> bool:
        return key in self.places

    def __getitem__(self, key: str) -> bytes:
        return self.at(self.places[key])

    def at(self, place: int) -> bytes:
        """The object of an entry. Raises FileError "damaged" if its bytes have changed."""
        start = self.starts[place]
        text = self._object(place, self.source.read(start, start + self.sizes[place]))
        if text is None:
            raise FileError(
                path=self.source.path, code="damaged",
                detail=f"{self._table}/{self.numbers[place]}")
        return text

    def each(self, wanted: Sequence[int]) -> Iterator[bytes | None]:
        """The objects of many entries, in the order of `wanted`; None for changed bytes.

        Places that rise are read together.
        """
        position = 0
        while position < len(wanted):
            first = last = position
            begin = self.starts[wanted[first]]
            while (last + 1 < len(wanted) and wanted[last + 1] > wanted[last]
                   and self.starts[wanted[last + 1] + 1] - begin < _GROUP):
                last += 1
            end = self.starts[wanted[last]] + self.sizes[wanted[last]]
            group = self.source.read(begin, end)
            for place in wanted[first:last + 1]:
                start = self.starts[place] - begin
                yield self._object(place, group[start:start + self.sizes[place]])
            position = last + 1

    def _object(self, place: int, entry: bytes) -> bytes | None:
        """None if the bytes are not what was written."""
        begin = b'"%d":' % self.numbers[place]
        text = entry[len(begin):]
        return text if entry.startswith(begin) and zlib.crc32(text) == self.sums[place] else None

    def mark(self, key: str) -> tuple[int, int]:
        """What tells one object from another: size and checksum."""
        place = self.places[key]
        return self.sizes[place] - len(str(self.numbers[place])) - 3, self.sums[place]

    @property
    def documents(self) -> dict[str, int]:
        """TinyDB document ids by record id, in the order of the file."""
        return dict(zip(self.places, self.numbers, strict=True))

    def number(self, key: str) -> int:
        """TinyDB document id of a record."""
        return self.numbers[self.places[key]]

    def place(self, key: str) -> str:
        """Name of a record in messages: "prospects/17"."""
        return f"{self._table}/{self.number(key)}"


def length(sizes: array[int]) -> int:
    """Bytes of a table with entries of such sizes, with what stands between them."""
    return sum(sizes) + len(BETWEEN) * max(0, len(sizes) - 1)


def collected(
    texts: Mapping[str, bytes], numbers: Mapping[str, int], path: str = ""
) -> Entries:
    """Entries of a table that stood in another shape."""
    listed = [b'"%d":%s' % (numbers[key], text) for key, text in texts.items()]
    return Entries(
        Memory(BETWEEN.join(listed), path), 0, {key: n for n, key in enumerate(texts)},
        [numbers[key] for key in texts], array("I", map(len, listed)),
        array("I", map(zlib.crc32, texts.values())),
    )


NOTHING = Entries(Memory(b""), 0, {}, (), array("I"), array("I"))
