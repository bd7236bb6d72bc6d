"""The rows of all records, kept in step with records, day and class borders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Protocol

from store.persistence.replay import moves_classes, worth
from store.profile.prospect import Prospect, Stage
from store.qualification.checklists import Checklists
from store.row import Row
from store.value import abc
from store.value.level import Level, average, potential_level
from store.value.priority import priority


class MakeRow(Protocol):
    """Makes the row of one prospect: store.overview.make_row."""

    def __call__(
        self, prospect: Prospect, checklists: Checklists, today: date, *,
        computed_class: str, average_revenue: Fraction | int, region: str,
    ) -> Row:
        """The row as of a day."""


Base = tuple[Mapping[str, str], Fraction | None]
"""What depends on all rows: class letters by id, and the mean revenue of the customers."""


def classify(rows: Mapping[str, Row]) -> Base:
    """Class letters (domain.md 4.1) and mean revenue in cents, from the rows alone."""
    items = [
        (key, row.revenue, row.stage is Stage.NEW) for key, row in rows.items()
        if row.stage.customer or row.stage is Stage.FORMER
    ]
    return abc.classify(items).letters, average(value for _, value, _ in items)


class RowTable:
    """Rows by id. A dict handed out before is not changed in its keys later."""

    def __init__(
        self,
        rows: Mapping[str, Row],
        *,
        make: MakeRow,
        checklist: Callable[[], Checklists],
        region: str,
        today: date,
        get: Callable[[str], Prospect | None],
    ) -> None:
        self.rows = dict(rows)
        self.today = today
        self._make = make
        self._checklist = checklist
        self._region = region
        self._get = get
        self._base: Base | None = None
        self._stale: dict[str, None] = {}
        self._classes_moved = False

    def put(self, changed: Mapping[str, Prospect | None]) -> frozenset[str]:
        """Follow changed records; ids of all rows that are different now."""
        before = {key: self.rows.get(key) for key in changed}
        letters, average = self._known()
        made = {
            key: None if prospect is None
            else self._row(prospect, letters.get(key, ""), average)
            for key, prospect in changed.items()
        }
        self._swap(made)
        if any(worth(before[key]) != worth(made[key]) for key in changed):
            return frozenset(changed) | self._reclassify()
        return frozenset(changed)

    @property
    def mean(self) -> str:
        """Mean revenue that priorities rest on, exact; "-" if it was not needed yet."""
        return "-" if self._base is None else str(self._base[1])

    def adopt(self, made: Mapping[str, Row | None]) -> frozenset[str]:
        """Take rows that another program made; ids of all that are different now.

        Their letters may be those of a base that has changed since: then all are found
        again.
        """
        if moves_classes(self.rows, made):
            self._known()
            self._swap(made)
            return frozenset(made) | self._reclassify()
        self._swap(made)
        return frozenset(made)

    def move_to(self, day: date) -> frozenset[str]:
        """Let the day be another one; ids of the rows that are different now."""
        back = day < self.today
        self.today = day
        return self.refresh(
            key for key, row in self.rows.items() if back or row.valid_until <= day
        )

    def refresh(self, keys: Iterable[str]) -> frozenset[str]:
        """Make some rows anew from their records; ids of those that are different now."""
        stale = {key: self._get(key) for key in list(keys)}
        if not stale:
            return frozenset()
        old = dict(self.rows)
        changed = self.put(stale)
        return frozenset(k for k in changed if k not in old or old[k] != self.rows.get(k))

    @property
    def stale(self) -> int:
        """How many rows wait for `freshen`."""
        return len(self._stale)

    def put_off(self, keys: Iterable[str]) -> None:
        """Leave rows as they were on an older day until `freshen`, what is due soonest first."""
        def act_on(key: str) -> date:
            following = self.rows[key].next
            return following.act_on if following else date.max

        self._stale = dict.fromkeys(sorted(keys, key=act_on))

    def freshen(self, most: int) -> frozenset[str]:
        """Make so many of the rows put off; ids of those that are different now.

        Class borders are found anew with the last of them only.
        """
        letters, mean = self._known()
        made: dict[str, Row | None] = {}
        for key in list(islice(self._stale, most)):
            del self._stale[key]
            prospect = self._get(key) if key in self.rows else None
            if prospect is not None:
                row = self._row(prospect, letters.get(key, ""), mean)
                self._classes_moved |= worth(row) != worth(self.rows[key])
                made[key] = row
        changed = frozenset(key for key, row in made.items() if row != self.rows[key])
        self._swap(made)
        if self._classes_moved and not self._stale:
            self._classes_moved = False
            changed |= self._reclassify()
        return changed

    def rebuild(self, keys: Iterable[str]) -> None:
        """Make every row anew, class letters first found from the rows themselves."""
        self.rows = {}
        self._base = {}, None
        self._swap({
            key: self._row(prospect, "", None)
            for key in keys if (prospect := self._get(key)) is not None
        })
        self._reclassify()

    def _known(self) -> Base:
        if self._base is None:
            self._base = classify(self.rows)
        return self._base

    def _row(self, prospect: Prospect, letter: str, average: Fraction | None) -> Row:
        return self._make(
            prospect, self._checklist(), self.today, computed_class=letter,
            average_revenue=average or 0, region=self._region,
        )

    def _swap(self, made: Mapping[str, Row | None]) -> None:
        """Rows may be read in another thread meanwhile: keys change only in a copy."""
        same = all(row is not None and key in self.rows for key, row in made.items())
        rows = self.rows if same else dict(self.rows)
        for key, row in made.items():
            if row is None:
                rows.pop(key, None)
            else:
                rows[key] = row
        self.rows = rows

    def _reclassify(self) -> frozenset[str]:
        """Find letters and mean revenue again; ids of the rows they changed.

        A letter may change anything in a row; the mean only the priority, by the level
        of the potential.
        """
        old_mean = self._known()[1]
        letters, mean = self._base = classify(self.rows)
        levels: dict[int | None, Level | None] = {}
        moved = {}
        for key, row in self.rows.items():
            made = row
            letter = letters.get(key, "")
            if letter != row.computed_class and (prospect := self._get(key)) is not None:
                made = self._row(prospect, letter, mean)
            elif mean != old_mean and row.potential is not None:
                if row.potential not in levels:
                    levels[row.potential] = potential_level(row.potential, mean)
                made = _with_level(row, levels[row.potential])
            if made is not row:
                moved[key] = made
        self._swap(moved)
        return frozenset(moved)


def _with_level(row: Row, level: Level | None) -> Row:
    loss = row.margin is not None and row.margin < 0
    rank = priority(row.stage, row.letter, loss, row.choice, level)
    return row if rank == row.priority else replace(row, priority=rank)
