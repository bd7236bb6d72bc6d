"""The rows of all records, kept in step with records, day and class borders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Protocol

from store.persistence.columns import NO_AMOUNT, STAGES
from store.persistence.replay import counted, moves_classes
from store.persistence.rowmap import Rows
from store.profile.prospect import Prospect, Stage
from store.qualification.checklists import Checklists
from store.row import Row
from store.value import abc
from store.value.abc import STANDARD_CLASSING, Classing, Period
from store.value.level import Level, average, potential_level


class MakeRow(Protocol):
    """Makes the row of one prospect: store.overview.make_row."""

    def __call__(
        self, prospect: Prospect, checklists: Checklists, today: date, *,
        computed_class: str, average_revenue: Fraction | int, region: str, classing: Classing,
    ) -> Row:
        """The row as of a day."""


Base = tuple[Mapping[str, str], Fraction | None]
"""What depends on all rows: class letters by id, and the mean revenue of the customers."""
_NEW = STAGES.index(Stage.NEW)


def classify(rows: Rows, classing: Classing = STANDARD_CLASSING) -> Base:
    """Class letters (domain.md 4.1) and mean revenue in cents, from the rows alone.

    Whose worth is unknown has no letter.
    """
    found = [
        (position, one) for position in rows.live()
        if (one := rows.columns.counted(position)) is not None
    ]
    items = ((rows.id(n), worth, stage == _NEW) for n, (stage, worth, _) in found
             if worth != NO_AMOUNT)
    letters = abc.classify(items, a=classing.a, b=classing.b).letters
    return letters, average(revenue for _, (_, _, revenue) in found)


class RowTable:
    """The rows of a book as of a day."""

    def __init__(
        self,
        rows: Rows,
        *,
        make: MakeRow,
        checklist: Callable[[], Checklists],
        region: str,
        today: date,
        get: Callable[[str], Prospect | None],
        classing: Classing = STANDARD_CLASSING,
    ) -> None:
        self.rows = rows
        self.today = today
        self._make = make
        self._checklist = checklist
        self.region = region
        self.classing = classing
        self._get = get
        self._base: Base | None = None
        self._stale: dict[str, None] = {}
        self._classes_moved = False
        self._unsettled = False
        rows.mend = self._mended
        rows.orders.move_to(today.toordinal())

    def put(self, changed: Mapping[str, Prospect | None]) -> frozenset[str]:
        """Follow changed records; ids of all rows that are different now."""
        before = {key: self.rows.counted(key) for key in changed}
        letters, average = self._known()
        made = {
            key: None if prospect is None
            else self._row(prospect, letters.get(key, ""), average)
            for key, prospect in changed.items()
        }
        self.rows.put(made)
        if any(before[key] != counted(row) for key, row in made.items()):
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
            self.rows.put(made)
            return frozenset(made) | self._reclassify()
        self.rows.put(made)
        return frozenset(made)

    def move_to(self, day: date) -> frozenset[str]:
        """Let the day be another one; ids of the rows that are different now."""
        back = day < self.today
        self.today = day
        self.rows.orders.move_to(day.toordinal())
        return self.refresh(list(self.rows) if back else self.rows.expired(day))

    def refresh(self, keys: Iterable[str]) -> frozenset[str]:
        """Make some rows anew from their records; ids of those that are different now."""
        stale = {key: self._get(key) for key in keys}
        if not stale:
            return frozenset()
        before = {key: self.rows.counted(key) for key in stale}
        letters, mean = self._known()
        made = {
            key: None if prospect is None else self._row(prospect, letters.get(key, ""), mean)
            for key, prospect in stale.items()
        }
        changed = self.rows.put(made)
        if any(before[key] != counted(row) for key, row in made.items()):
            changed |= self._reclassify()
        return changed

    @property
    def stale(self) -> int:
        """How many rows wait for `freshen`."""
        return len(self._stale)

    @property
    def unsettled(self) -> bool:
        """True while rows of another classing wait for `freshen`."""
        return self._unsettled

    def put_off(self, keys: Iterable[str]) -> None:
        """Leave rows as they were on an older day until `freshen`, what is due soonest first."""
        self._stale = dict.fromkeys(sorted(keys, key=self.rows.act_on))

    def use(self, classing: Classing) -> frozenset[str]:
        """Compute classes otherwise; ids of the rows that are different now.

        Borders and basis of the last twelve months stand in the columns; the calendar year
        only in the records, so its rows wait for `freshen`, as all do that tell their worth.
        """
        old, self.classing = self.classing, classing
        if (old.basis, old.period) != (classing.basis, classing.period):
            columns = self.rows.columns
            if classing.period is Period.ROLLING:
                columns.worth[:] = columns.worths(classing.basis)
            self._stale |= dict.fromkeys(
                self.rows.id(n) for n in self.rows.live() if columns.counted(n) is not None)
            self._unsettled = bool(self._stale)
            self._classes_moved = self._unsettled
        return self._reclassify()

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
                row = made[key] = self._row(prospect, letters.get(key, ""), mean)
                self._classes_moved |= counted(row) != self.rows.counted(key)
        changed = self.rows.put(made)
        if self._classes_moved and not self._stale:
            self._classes_moved = False
            changed |= self._reclassify()
        self._unsettled &= bool(self._stale)
        return changed

    def rebuild(self, keys: Iterable[str]) -> None:
        """Make every row anew, class letters first found from the rows themselves."""
        self._base = {}, None
        made = {
            key: self._row(prospect, "", None)
            for key in keys if (prospect := self._get(key)) is not None
        }
        self.rows.put(dict.fromkeys(self.rows) | made)
        self._reclassify()

    def _mended(self, key: str) -> Row | None:
        """A row whose line in the file has changed, made from its record."""
        prospect = self._get(key)
        if prospect is None:
            return None
        letters, mean = self._known()
        return self._row(prospect, letters.get(key, ""), mean)

    def _known(self) -> Base:
        if self._base is None:
            self._base = classify(self.rows, self.classing)
        return self._base

    def _row(self, prospect: Prospect, letter: str, average: Fraction | None) -> Row:
        return self._make(
            prospect, self._checklist(), self.today, computed_class=letter,
            average_revenue=average or 0, region=self.region, classing=self.classing,
        )

    def _reclassify(self) -> frozenset[str]:
        """Find letters and mean revenue again; ids of the rows they changed.

        A letter that comes into force may change anything in a row, else it changes itself;
        the mean only the priority, by the level of the potential.
        """
        rows, columns, old_mean = self.rows, self.rows.columns, self._known()[1]
        letters, mean = self._base = classify(rows, self.classing)
        moved: dict[str, Row | None] = {}
        for position in rows.live():
            key = rows.id(position)
            letter = letters.get(key, "")
            changed = letter != columns.computed_class(position)
            if changed and not (columns.own[position] or columns.taken[position]):
                if (prospect := self._get(key)) is not None:
                    moved[key] = self._row(prospect, letter, mean)
                continue
            rank = columns.priority[position] or None
            if mean != old_mean and (potential := columns.known_potential(position)) is not None:
                rank = columns.priority_with(position, _level(potential, mean))
            if changed or rank != (columns.priority[position] or None):
                moved[key] = replace(rows.at(position), priority=rank, computed_class=letter)
        rows.put(moved)
        return frozenset(moved)


@lru_cache(maxsize=4096)
def _level(potential: int, mean: Fraction | None) -> Level | None:
    return potential_level(potential, mean)
