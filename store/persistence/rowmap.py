"""The rows of a book: columns in memory, kept in step with what changes."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from datetime import date

from store.errors import FileError
from store.persistence.columns import GONE, NO_DAY, Columns, Counted
from store.persistence.entries import NOTHING, Entries
from store.persistence.groups import shared_contact
from store.persistence.orders import GAP, MANY, Orders
from store.persistence.rowlines import NOWHERE, RowLines
from store.persistence.turns import Turns
from store.row import Row


class Rows(RowLines):
    """Rows with their columns, and the orders they stand in."""

    def __init__(
        self, today: date, *, columns: Columns | None = None, turns: Turns | None = None,
        names: array[int] | None = None, places: array[int] | None = None,
        place_names: Iterable[str] = ("",), lines: Entries = NOTHING,
    ) -> None:
        super().__init__(columns or Columns(), lines)
        self.turns = turns or Turns()
        self.orders = Orders(
            self.columns, names if names is not None else array("Q"),
            places if places is not None else array("I"), list(place_names),
            today.toordinal())
        self.orders.grouped = lambda: shared_contact(self)

    @classmethod
    def of(cls, rows: Mapping[str, Row], today: date) -> Rows:
        """Rows that stand in no file."""
        made = cls(today)
        made.put(rows)
        return made

    @property
    def names(self) -> array[int]:
        """Numbers that rise with the name, by position."""
        return self.orders.names

    def put(self, made: Mapping[str, Row | None]) -> frozenset[str]:
        """Set rows, or remove them; ids of those that are different now."""
        old = {key: self._before(key) for key in made}
        changed = {key: row for key, row in made.items() if row != old[key]}
        if not changed:
            return frozenset()
        standing = {n for key in changed if (n := self.position(key)) is not None}
        orders, bulk = self.orders, len(changed) > MANY or not self._count
        if bulk:
            orders.forget()
        else:
            orders.take_out(standing)
        for key, row in changed.items():
            before = old[key]
            position = self._put(key, row)
            if position is not None and row is not None and not bulk:
                if before is None or before.sort_name != row.sort_name:
                    orders.name(position, (row.sort_name, row.id), self._name_key)
                orders.put_in(position)
        if bulk:
            self._number()
        return frozenset(changed)

    def _before(self, key: str) -> Row | None:
        position = self.position(key)
        try:
            return None if position is None else self.at(position)
        except FileError:
            # Its bytes have changed: whatever takes its place is different.
            return None

    def _put(self, key: str, row: Row | None) -> int | None:
        position = self.position(key)
        if row is None:
            assert position is not None, "what is not there is not different"
            self.columns.remove(position)
            self.turns.put(position, None)
            self._count -= 1
            return None
        if position is None:
            position = self._append(key, row)
        else:
            self._made[position] = row
            self.columns.put(position, row)
        self._seen.pop(position, None)
        self.turns.put(position, row)
        self.orders.places[position] = self.orders.code(row.place)
        if self._texts is not None:
            self._texts[position] = row.search
        return position

    def _append(self, key: str, row: Row) -> int:
        position = len(self._ids)
        self.orders.places.append(0)
        self.orders.names.append(0)
        if self._texts is not None:
            self._texts.append("")
        self._written[0].append(NOWHERE)
        self._made[position] = row
        self._ids.append(key)
        self.columns.append(row)
        self._count += 1
        self._new[key] = position
        return position

    def _name_key(self, position: int) -> tuple[str, str]:
        row = self.at(position)
        return row.sort_name, row.id

    def _number(self) -> None:
        """Number all names anew."""
        live = self.live()
        keys = sorted((one.sort_name, one.id, n)
                      for n, one in zip(live, self.named(), strict=True))
        for number, (_, _, position) in enumerate(keys, 1):
            self.orders.names[position] = number * GAP

    def counted(self, key: str) -> Counted | None:
        """What of a row counts for the classes of all, see Columns.counted."""
        position = self.position(key)
        return None if position is None else self.columns.counted(position)

    def act_on(self, key: str) -> int:
        """The next day to act of a row, as an ordinal."""
        position = self.position(key)
        return NO_DAY if position is None else self.columns.act_on[position]

    def expired(self, today: date) -> list[str]:
        """Ids of rows on which time has passed."""
        valid, day, flags = self.columns.valid, today.toordinal(), self.columns.flags
        if min(valid, default=NO_DAY) > day:
            return []
        return [self._ids[n] for n, until in enumerate(valid)
                if until <= day and not flags[n] & GONE]

    def frozen(self) -> Rows:
        """The same rows, not changed with these."""
        entries, lines = self._written
        orders = self.orders
        copy = Rows(
            date.fromordinal(orders.today), columns=self.columns.copy(),
            turns=self.turns.copy(), names=orders.names[:], places=orders.places[:],
            place_names=orders.place_names, lines=lines)
        copy._written = entries[:], lines
        copy._known, copy._new = self._known, dict(self._new)
        copy._ids, copy._made = list(self._ids), dict(self._made)
        copy._count = self._count
        return copy

    def settle(self, frozen: Rows, lines: Entries) -> None:
        """What was `frozen` stands in a file now: its rows need not be held any more."""
        entries = array("I", [NOWHERE]) * len(self._ids)
        for place, key in enumerate(lines.places):
            entries[frozen.where(key)] = place
        self._written = entries, lines
        for position, row in frozen._made.items():
            if entries[position] != NOWHERE and self._made.get(position) is row:
                del self._made[position]
