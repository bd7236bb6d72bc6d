"""How much comes up later than rows hold: records are read some at a time."""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date

from store.errors import FileError
from store.events.agenda import occurrences
from store.events.occurrence import EventKind
from store.persistence.columns import EVENT_KINDS
from store.persistence.rowmap import Rows
from store.persistence.state import BookEvent, Changed
from store.profile.prospect import Prospect


class Ahead:
    """Counts by day of all that is to be done after `first`, up to `last`.

    As of one day; complete once `step` has been through all records. It follows changes
    that it is `told` of.
    """

    def __init__(
        self, rows: Rows, read: Callable[[str], Prospect | None], *, today: date, first: date,
        last: date, region: str,
    ) -> None:
        self.today, self.first, self.last = today, first, last
        self._rows, self._read, self._region = rows, read, region
        self._waiting = dict.fromkeys(rows.id(position) for position in rows.live())
        self._again: deque[str] = deque()
        """Records changed since; may be added to by another thread."""
        self._whose, self._days, self._kinds = array("I"), array("I"), array("B")

    def told(self, event: BookEvent) -> None:
        """A listener of the book: what has changed is read again."""
        if isinstance(event, Changed):
            self._again.extend(event.rows)

    @property
    def waiting(self) -> int:
        """How many records `step` has still to read."""
        return len(self._waiting) + len(self._again)

    def step(self, most: int) -> None:
        """Read so many of the records that wait."""
        if self._again:
            again = {self._again.popleft() for _ in range(len(self._again))}
            self._forget({p for key in again for p in self._rows.positions(key)})
            self._waiting.update(dict.fromkeys(again))
        for _ in range(min(most, len(self._waiting))):
            self._take(self._waiting.popitem()[0])

    def _forget(self, positions: Collection[int]) -> None:
        kept = [n for n, whose in enumerate(self._whose) if whose not in positions]
        if len(kept) < len(self._whose):
            for name in ("_whose", "_days", "_kinds"):
                column: array[int] = getattr(self, name)
                setattr(self, name, array(column.typecode, map(column.__getitem__, kept)))

    def _take(self, key: str) -> None:
        position, record = self._rows.position(key), None
        with suppress(FileError):  # damaged: whoever opens it is told so
            record = self._read(key)
        if position is None or record is None:
            return
        letter, choice = self._rows.columns.standing(position)
        for item in occurrences(
                record, self.today, horizon_days=(self.last - self.today).days,
                region=self._region, letter=letter, choice=choice):
            if item.act_on > self.first:
                self._whose.append(position)
                self._days.append(item.shown_on(self.today).toordinal())
                self._kinds.append(EVENT_KINDS.index(item.kind))

    def counts(self, kinds: Collection[EventKind] = ()) -> Counter[date]:
        """How many are known by now on each day, of these kinds; without any of all kinds."""
        wanted = {EVENT_KINDS.index(kind) for kind in kinds or EVENT_KINDS}
        found = Counter(day for day, kind in zip(self._days, self._kinds, strict=True)
                        if kind in wanted)
        return Counter({date.fromordinal(day): count for day, count in found.items()})
