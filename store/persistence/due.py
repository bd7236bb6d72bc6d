"""The today strip: what comes up, most urgent first, each read when it is looked at."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Self, overload

from store.events.occurrence import EventKind, Occurrence
from store.persistence.columns import EVENT_KINDS
from store.persistence.rowmap import Rows
from store.row import Row

Item = tuple[Row, Occurrence]
NO_PRIORITY = 9


class DueList(Sequence[Item]):
    """Occurrences in the order of the strip: most urgent first, then by priority.

    Each is read when it is looked at. Not changed by later changes of rows, but for what
    was never looked at.
    """

    def __init__(self, rows: Rows, today: date, numbers: list[int]) -> None:
        self._rows = rows
        self._today = today.toordinal()
        self._day = today
        self._numbers = numbers
        self._seen: dict[int, Item] = {}

    @classmethod
    def of(cls, rows: Rows, today: date, last: date | None = None) -> Self:
        """All that is overdue, due or in its lead time; or with a day to act up to `last`."""
        found = cls(rows, today, [])
        turns, day = rows.turns, today.toordinal()
        numbers = turns.shown(day) if last is None else turns.within(last.toordinal())
        numbers.sort(key=found._key)
        found._numbers = numbers
        return found

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...

    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            return [self._item(number) for number in self._numbers[index]]
        return self._item(self._numbers[index])

    def __iter__(self) -> Iterator[Item]:
        return map(self._item, self._numbers)

    def _item(self, number: int) -> Item:
        found = self._seen.get(number)
        if found is None:
            turns = self._rows.turns
            row = self._rows.at(turns.row[number])
            nth = turns.nth[number]
            if turns.holds(number) and nth < len(row.occurrences):
                turn = row.occurrences[nth]
            else:
                turn = self._former(number)
            found = self._seen[number] = row, turn
        return found

    def _former(self, number: int) -> Occurrence:
        """What is known of an occurrence whose row has changed: the strip comes anew soon."""
        turns = self._rows.turns
        act_on = date.fromordinal(turns.act_on[number])
        return Occurrence(
            key="", kind=EVENT_KINDS[turns.kind[number]], act_on=act_on, prepare_from=act_on,
            day=date.fromordinal(turns.day[number]))

    def _key(self, number: int) -> tuple[int, int]:
        rows, turns = self._rows, self._rows.turns
        position, act_on = turns.row[number], turns.act_on[number]
        late = turns.last_due[number] < self._today
        level = 0 if late else 1 if act_on <= self._today else 2
        priority = rows.columns.priority[position] or NO_PRIORITY
        return (
            (level * 16 + priority << 24 | act_on) << 64 | rows.names[position],
            turns.among[number],
        )

    @property
    def pressing(self) -> int:
        """How many are overdue or due today."""
        act_on, today = self._rows.turns.act_on, self._today
        return sum(act_on[number] <= today for number in self._numbers)

    def coming(self, last: date, most: int) -> list[Item]:
        """The next ones with a day to act from today to `last`, by the day they are shown on.

        At least `most` of them, if there are so many.
        """
        turns, end = self._rows.turns, last.toordinal()
        found = sorted(
            (self._shown_on(n), n) for n in self._numbers
            if self._today <= turns.act_on[n] <= end)
        if len(found) > most > 0:
            found = found[:bisect_right(found, (found[most - 1][0], len(turns.row)))]
        return [self._item(number) for _, number in found]

    def _shown_on(self, number: int) -> int:
        turns = self._rows.turns
        bare = Occurrence(
            key="", kind=EventKind.FOLLOW_UP, day=date.fromordinal(turns.day[number]),
            act_on=date.fromordinal(turns.act_on[number]),
            prepare_from=date.fromordinal(turns.begins[number]))
        return bare.shown_on(self._day).toordinal()

    def after(self, changed: Collection[str]) -> DueList:
        """The strip once some rows have changed; itself if they bring nothing."""
        rows = self._rows
        positions = {p for key in changed for p in rows.positions(key)}
        turns = rows.turns
        kept = [n for n in self._numbers if turns.holds(n)]
        fresh = set(turns.of(positions, self._today)).difference(kept)
        if len(kept) == len(self._numbers) and not fresh:
            return self
        made = DueList(rows, self._day, kept)
        for number in fresh:
            insort(kept, number, key=made._key)
        return made
