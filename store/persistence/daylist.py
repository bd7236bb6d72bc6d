"""The agenda: what comes up, day by day, each read when it is looked at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Self

from store.events.occurrence import SHIFT, EventKind, Urgency
from store.persistence.columns import EVENT_KINDS
from store.persistence.due import NO_PRIORITY, DueList
from store.persistence.rowmap import Rows

_SHIFT = SHIFT.days
_LATE = 0
"""Stands for the day of what is overdue: before all others."""
_NAME, _PRIORITY, _DAY = 24, 88, 92
"""Bits below name, priority and day in a figure that sorts; the lowest are the number."""
_NUMBER = (1 << _NAME) - 1


class DayList(DueList):
    """Occurrences in the order of an agenda: what is overdue, then day by day."""

    @classmethod
    def until(
        cls, rows: Rows, today: date, last: date, kinds: Collection[EventKind] = ()
    ) -> Self:
        """All with a day to act up to `last`, of these kinds; without any of all kinds."""
        found = cls(rows, today, [])
        turns = rows.turns
        numbers = turns.within(last.toordinal())
        if kinds:
            wanted, kind = {EVENT_KINDS.index(one) for one in kinds}, turns.kind
            numbers = [n for n in numbers if kind[n] in wanted]
        keys = found._keys(numbers)
        keys.sort()
        found._numbers = [key & _NUMBER for key in keys]
        found._days = [key >> _DAY for key in keys]
        return found

    def __init__(self, rows: Rows, today: date, numbers: list[int]) -> None:
        super().__init__(rows, today, numbers)
        self._days: list[int] = []

    def _keys(self, numbers: list[int]) -> list[int]:
        """Day, priority, name and number of each in one figure, by which it stands.

        The day is that of Occurrence.shown_on; what is due stands at today, what is overdue
        before all. In one go: at 10,000 customers there are 20,000 of them.
        """
        turns, today, priority = self._rows.turns, self._today, self._rows.columns.priority
        row, names, act_on = turns.row, self._rows.names, turns.act_on
        last_due, day = turns.last_due, turns.day
        return [
            (((act_on[n] if act_on[n] - day[n] > _SHIFT or day[n] <= today else day[n])
              if act_on[n] > today else today if last_due[n] >= today else _LATE) << _DAY)
            | (priority[row[n]] or NO_PRIORITY) << _PRIORITY | names[row[n]] << _NAME | n
            for n in numbers
        ]

    def day(self, index: int) -> date | None:
        """The day an occurrence is listed under; None where it is overdue."""
        day = self._days[index]
        return None if day == _LATE else date.fromordinal(day)

    def first(self, day: date) -> int:
        """Index of the first on a day or later; the length where there is none."""
        return bisect_left(self._days, day.toordinal())

    def starts(self) -> list[int]:
        """Indexes at which another day begins."""
        days = self._days
        return [n for n, day in enumerate(days) if not n or day != days[n - 1]]

    def start(self, index: int, by: int = 0) -> int:
        """Index of the first of the same day; of the next day (`by` 1), else of the one
        before (-1)."""
        if by > 0:
            return min(bisect_right(self._days, self._days[index]), len(self) - 1)
        first = bisect_left(self._days, self._days[index])
        return bisect_left(self._days, self._days[first - 1]) if by < 0 and first else first

    def place(self, row_id: str, key: str, day: date) -> int | None:
        """Index of one turn of an event; None if it is not among these."""
        position, row = self._rows.position(row_id), self._rows.turns.row
        near = (n for n, number in enumerate(self._numbers) if row[number] == position)
        return next((n for n in near if (self[n][1].key, self[n][1].day) == (key, day)), None)

    def within(self, first: date, last: date) -> list[tuple[date, int]]:
        """Day and index of those to be done in a period; overdue ones on the day they were
        to be done."""
        late = bisect_right(self._days, _LATE)
        act_on, begin, end = self._rows.turns.act_on, first.toordinal(), last.toordinal()
        found = [(act_on[number], n) for n, number in enumerate(self._numbers[:late])
                 if begin <= act_on[number] <= end]
        found += [(self._days[n], n) for n in range(
            max(late, bisect_left(self._days, begin)), bisect_right(self._days, end))]
        return [(date.fromordinal(day), n) for day, n in sorted(found)]

    def day_of(self, index: int) -> date:
        """The day it is to be done, also where that has passed."""
        return self.day(index) or date.fromordinal(
            self._rows.turns.act_on[self._numbers[index]])

    def marks(self) -> dict[date, tuple[int, Urgency]]:
        """How many are listed on each day, and how pressing; overdue ones on the day they
        were to be done."""
        act_on, today = self._rows.turns.act_on, self._today
        late = bisect_right(self._days, _LATE)
        missed = Counter(act_on[number] for number in self._numbers[:late])
        counts = Counter(self._days[late:])
        counts.update(missed)
        return {
            date.fromordinal(day): (count, (
                Urgency.OVERDUE if day in missed else
                Urgency.TODAY if day <= today else Urgency.UPCOMING))
            for day, count in counts.items()}
