"""Everything dated that comes up for all rows, as flat columns."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Sequence

from store.persistence.columns import TURNS, turns
from store.row import Row


class Turns:
    """Occurrences of all rows by number. A number never gets another occurrence."""

    row: array[int]
    nth: array[int]
    among: array[int]
    begins: array[int]
    act_on: array[int]
    last_due: array[int]
    day: array[int]
    kind: array[int]

    def __init__(self, **given: array[int]) -> None:
        """`given` columns are in the order of `begins`."""
        for name, kind in TURNS.items():
            setattr(self, name, given.get(name, array(kind)))
        self._sorted = len(self.row)
        self._since: dict[int, int] = {}
        """Rows that were changed: only numbers from here on are theirs."""

    def put(self, position: int, row: Row | None) -> None:
        """What a row brings from now on."""
        self._since[position] = len(self.row)
        for turn in turns(row) if row is not None else ():
            for name, cell in zip(TURNS, (position, *turn), strict=True):
                getattr(self, name).append(cell)

    def holds(self, number: int) -> bool:
        """True if the row has not changed since."""
        return number >= self._since.get(self.row[number], 0)

    def shown(self, day: int) -> list[int]:
        """Numbers of what has begun by a day."""
        known = range(bisect_right(self.begins, day, 0, self._sorted))
        later = (n for n in range(self._sorted, len(self.row)) if self.begins[n] <= day)
        if not self._since:
            return list(known)
        return [n for numbers in (known, later) for n in numbers if self.holds(n)]

    def of(self, positions: Collection[int], day: int) -> list[int]:
        """Numbers of what has begun by a day for rows that were changed before."""
        return [n for n in range(self._sorted, len(self.row))
                if self.row[n] in positions and self.begins[n] <= day and self.holds(n)]

    def within(self, last: int) -> list[int]:
        """Numbers of all with a day to act up to a day."""
        found = [n for n, act_on in enumerate(self.act_on) if act_on <= last]
        return [n for n in found if self.holds(n)] if self._since else found

    def columns(self, positions: Sequence[int]) -> dict[str, array[int]]:
        """The columns of some rows only, as a file holds them: rows by place in `positions`."""
        places = {position: place for place, position in enumerate(positions)}
        numbers = [n for n in range(len(self.row)) if self.row[n] in places and self.holds(n)]
        numbers.sort(key=self.begins.__getitem__)
        found = {name: array(kind, map(getattr(self, name).__getitem__, numbers))
                 for name, kind in TURNS.items() if name != "row"}
        found["row"] = array("I", (places[self.row[n]] for n in numbers))
        return found

    def copy(self) -> Turns:
        """The same, not changed with this."""
        made = Turns(**{name: getattr(self, name)[:] for name in TURNS})
        made._sorted, made._since = self._sorted, dict(self._since)
        return made
