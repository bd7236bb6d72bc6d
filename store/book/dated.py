"""The rows of a book: as of which day, and by which classing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from store.book.standing import Standing
from store.persistence.lists import care_codes
from store.persistence.rowmap import Rows
from store.value.abc import Classing
from store.value.care import CarePlan


class Dated(Standing):
    """Rows follow the day and the rules for classes."""

    @property
    def today(self) -> date:
        """The day all rows are as of."""
        return self._desk.rows.today

    @property
    def rows(self) -> Rows:
        """The current row of every record, by id; each is read when it is looked at."""
        return self._desk.rows.rows

    def set_today(self, day: date) -> frozenset[str]:
        """Let it be another day; ids of the rows that are different now."""
        with self._desk.mutex:
            return self._desk.rows.move_to(day)

    @property
    def classing(self) -> Classing:
        """How classes are computed."""
        return self._desk.rows.classing

    def use_classing(self, classing: Classing) -> frozenset[str]:
        """Compute classes otherwise; ids of the rows that are different now.

        At once, but for another calendar period: its rows wait for `freshen`.
        """
        with self._desk.mutex:
            changed = self._desk.rows.use(classing)
            if not self._desk.rows.unsettled:
                self._saver.compact()
        return changed

    def use_care(self, plans: Mapping[str, CarePlan]) -> None:
        """Other care plans of the classes: whom the list of neglected ones takes from now on."""
        self.rows.orders.care = care_codes(plans)

    @property
    def stale(self) -> int:
        """How many rows are still those of an older day, and wait for `freshen`."""
        return self._desk.rows.stale

    def freshen(self, most: int) -> frozenset[str]:
        """Make so many stale rows anew, soonest due first; ids of those that are different."""
        with self._desk.mutex:
            waited = self._desk.rows.unsettled
            changed = self._desk.rows.freshen(most)
            if waited and not self._desk.rows.unsettled:
                self._saver.compact()  # else the next start would make all of them anew
            return changed
