"""What stands in a book: rows, lists, whole records, their history."""

from __future__ import annotations

from array import array
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from store.book.dated import Dated
from store.errors import FileError
from store.events.occurrence import EventKind
from store.listing import Group, SortBy
from store.persistence.classmoves import ClassMoves
from store.persistence.columns import ranked_by
from store.persistence.daylist import DayList
from store.persistence.due import DueList
from store.persistence.groups import shared_contact
from store.persistence.history import HistoryEntry, event
from store.persistence.selection import Selection
from store.persistence.state import Conflict
from store.profile.prospect import Prospect
from store.row import Row
from store.text import fold
from store.value.abc import Classing, Period

if TYPE_CHECKING:
    from store.book.ahead import Ahead
    from store.book.figures import Figures
    from store.book.groups import Groups
    from store.book.means import Means
    from store.book.ranking import Ranking
    from store.value.portfolio import Axes


class Contents(Dated):
    """The records of an open file as they are now; changes none."""

    _means: Means | None = None
    _groups: Groups | None = None

    def listed(self, group: Group, order: SortBy, *, turned: bool = False) -> Selection:
        """A list of rows in an order, or `turned` the other way round."""
        return Selection.of(self.rows, group, order, turned=turned)

    def group_contact(self, key: str) -> date | None:
        """The last contact with anybody of the group of a record; None: in none, or never."""
        position = self.rows.position(key)
        last = shared_contact(self.rows).get(-1 if position is None else position, 0)
        return date.fromordinal(last) if last else None

    @property
    def groups(self) -> Groups:
        """Who belongs together, and what they are together; kept up to date."""
        if self._groups is None:
            from store.book.groups import Groups  # not needed at the start

            self._groups = Groups(self.rows)
            self.subscribe(self._groups.told)
        return self._groups

    def due(self) -> DueList:
        """What is overdue, due today or in its lead time, most urgent first."""
        return DueList.of(self.rows, self.today)

    def agenda(self, last: date, kinds: Collection[EventKind] = ()) -> DayList:
        """What is to be done up to a day, day by day; within the next three months."""
        return DayList.until(self.rows, self.today, last, kinds)

    def ahead(self, first: date, last: date) -> Ahead:
        """How much comes up after `first`, up to `last`: what no row holds yet. Let it `step`."""
        from store.book.ahead import Ahead  # the rules of events are not needed at the start

        return Ahead(self.rows, self._passing, today=self.today, first=first, last=last,
                     region=self._desk.rows.region)

    def figures(self) -> Figures:
        """Revenue, orders, time of each record beyond what its row holds. Let it `step`."""
        from store.book.figures import Figures  # not needed at the start

        return Figures(self.rows, self._passing, today=self.today)

    def axes(self) -> Axes:
        """The means of all customers, beside which one is placed (domain.md 4.3, 4.6)."""
        from store.book.means import Means  # plain commands do without

        if self._means is None or not self._means.hold(self.rows):
            self._means = Means(self.rows)
        return self._means.axes

    def ranking(self, classing: Classing, figures: Figures | None = None) -> Ranking:
        """Customers by what a classing goes by; `figures` as for `moves`."""
        from store.book.ranking import Ranking  # not needed at the start

        columns = self.rows.columns
        if self._used(classing):
            sources: tuple[array[int], ...] = (columns.worth,)
        elif classing.period is Period.ROLLING or figures is None:
            sources = columns.revenue, columns.margin
        else:
            sources = figures.column("calendar"), figures.column("calendar_margin")
        return Ranking(self.rows, self._worths(classing, figures), sources)

    def _used(self, classing: Classing) -> bool:
        """Whether classes are computed from the same."""
        used = self.classing
        return (classing.basis, classing.period) == (used.basis, used.period)

    def _worths(self, classing: Classing, figures: Figures | None) -> array[int]:
        """What a classing goes by, by position."""
        columns = self.rows.columns
        if self._used(classing):
            return columns.worth
        if classing.period is Period.ROLLING:
            return columns.worths(classing.basis)
        if figures is None:
            raise ValueError("figures")
        return ranked_by(
            figures.column("calendar"), figures.column("calendar_margin"), classing.basis)

    def _passing(self, key: str) -> Prospect | None:
        """A record in a pass over all of them: it is not kept."""
        with self._desk.mutex:
            return self._desk.records.read(key)

    def moves(
        self, classing: Classing | None = None, figures: Figures | None = None
    ) -> ClassMoves:
        """Whose computed class is not the one in force; by the classing in use, or another.

        That of a calendar year needs `figures` where it is not the one in use.
        """
        classing = classing or self.classing
        return ClassMoves(self.rows, classing, self._worths(classing, figures))

    @property
    def sequence(self) -> int:
        """Number of the last edit."""
        return self._desk.sequence

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Records changed here and by another program, waiting for `resolve`."""
        return self._desk.conflicts

    def get(self, key: str) -> Prospect:
        """A whole record. Raises KeyError, or FileError "damaged"."""
        try:
            prospect = self._read(key)
        except FileError:
            if self._disk is None or not self._disk.proof.doubt():
                raise
            # Its line is not as it was written: all is read anew, as far as it can be.
            self._saver.poll()
            prospect = self._read(key)
        if prospect is None:
            raise KeyError(key)
        return prospect

    def _read(self, key: str) -> Prospect | None:
        with self._desk.mutex:
            return self._desk.records.get(key)

    def line(self, key: str) -> bytes | None:
        """A record as it stands in the file, or will; None if there is none."""
        with self._desk.mutex:
            return self._desk.records.line(key)

    def find(self, name: str) -> tuple[Row, ...]:
        """Rows of that id, number or name; else those whose name contains it, folded."""
        wanted = fold(name.strip())
        exact, holding = [], []
        for one in self.rows.named():
            if name.strip() in (one.id, one.number) or wanted in (fold(one.name), fold(one.short)):
                exact.append(one.id)
            elif wanted in fold(one.name):
                holding.append(one.id)
        return tuple(self.rows[key] for key in exact or holding)

    def entries(self, key: str) -> tuple[HistoryEntry, ...]:
        """What was ever changed in one record, oldest first; see docs of HistoryEntry.

        Reads the files. Edits that are not saved yet are missing. Raises FileError.
        """
        if self._disk is None:
            return ()
        self._saver.poll()
        with self._desk.mutex:
            newest = [event(e) for e in self._disk.journalled(self._desk.records.disk)]
        older = self._disk.past.of_record(key)
        first = newest[0].seq if newest else None
        known = [e for e in older if first is None or e.seq < first] + newest
        return tuple(entry for e in known for entry in e.entries(key))
