"""All rows in each order, as positions: sorted once, then kept in order change by change."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from store.listing import NO_CLASS, Group, SortBy, class_rank
from store.persistence.columns import ARCHIVED, CHOICES, CUSTOMERS, GONE, Columns
from store.persistence.lists import STANDARD_CARE, Lists
from store.qualification.decision import Choice

GAP = 1 << 20
"""Between the numbers of two names: room for those that come later."""
MANY = 256
"""Changed rows from which sorting anew costs less than putting each in its place."""
_NO_PRIORITY = 9
_DROP = CHOICES.index(Choice.DROP)
_CLASS_RANKS = {ord(letter): class_rank(letter) for letter in "ABCN"}
_BY_CLASS = {SortBy.STALE: "since", SortBy.CARE: "contact"}


class Orders:
    """Lists of positions, one for each order asked for so far; every one begins as shown."""

    def __init__(
        self, columns: Columns, names: array[int], places: array[int], place_names: list[str],
        today: int,
    ) -> None:
        self._columns = columns
        self.names = names
        """Numbers that rise with name and id, by position."""
        self.places = places
        """Codes of places, by position; 0 is none."""
        self.place_names = place_names
        self._codes = {name: code for code, name in enumerate(place_names)}
        self.today = today
        """As an ordinal: what is overdue stands first among equals."""
        self._known: dict[SortBy, list[int]] = {}
        self.grouped: Callable[[], Mapping[int, int]] = dict
        """The last contact of a whole group, for each position in one."""
        self.care: Mapping[int, int] = STANDARD_CARE
        """The care plan of each class, see lists.care_codes."""

    def believe(self, by: SortBy, positions: list[int]) -> None:
        """Take an order that was kept."""
        self._known[by] = positions

    def by(self, order: SortBy) -> Sequence[int]:
        """All positions in an order."""
        if order not in self._known:
            self._known[order] = self._sorted(order)
        return self._known[order]

    def _sorted(self, order: SortBy) -> list[int]:
        columns, names = self._columns, self.names
        if order is SortBy.SCORE:
            return sorted(self._live(), key=self._worth, reverse=True)
        if order is SortBy.NAME:
            return sorted(self._live(), key=names.__getitem__)
        if order is SortBy.REVENUE:
            # Equal ones with the last name first, as reverse=True keeps them as they come.
            turned = self.by(SortBy.NAME)[::-1]
            return sorted(turned, key=columns.revenue.__getitem__, reverse=True)
        return sorted(self.by(SortBy.NAME), key=self._first(order))

    def _first(self, order: SortBy) -> Callable[[int], int]:
        """What an order looks at before the name."""
        columns = self._columns
        if order is SortBy.PRIORITY:
            return self._rank
        if order is SortBy.NEXT:
            return columns.act_on.__getitem__
        if order is SortBy.CONTACT:
            return columns.contact.__getitem__
        if order is SortBy.GAPS:
            return columns.complete.__getitem__
        if order in _BY_CLASS:
            return self._by_class(_BY_CLASS[order])
        if order is SortBy.REST:
            return columns.rest.__getitem__
        by_name = sorted(range(len(self.place_names)), key=self.place_names.__getitem__)
        ranks = {code: rank for rank, code in enumerate(by_name)}
        return lambda position: ranks[self.places[position]]

    def _by_class(self, column: str) -> Callable[[int], int]:
        columns = self._columns
        days = getattr(columns, column)
        return lambda position: (
            _CLASS_RANKS.get(columns.class_code(position), NO_CLASS) << 32 | days[position])

    def _live(self) -> list[int]:
        return [n for n, flags in enumerate(self._columns.flags) if not flags & GONE]

    def _worth(self, position: int) -> int:
        score = self._columns.score[position]
        return (self._columns.least[position] << 16) + (score if score > 0 else -1)

    def _rank(self, position: int) -> int:
        """As store.row.rank up to the name."""
        columns = self._columns
        if columns.flags[position] & ARCHIVED:
            last = 2
        else:
            last = (columns.choice[position] == _DROP
                    and columns.stage[position] not in CUSTOMERS)
        first = last * 32 + (columns.priority[position] or _NO_PRIORITY) * 2
        first += columns.last_due[position] >= self.today
        return (first << 80) - (columns.revenue[position] << 16) - columns.least[position]

    def _place(self, order: SortBy) -> Callable[[int], Any]:
        """By what one position is put in its place in an order."""
        names, columns = self.names, self._columns
        if order is SortBy.NAME:
            return names.__getitem__
        if order is SortBy.SCORE:
            return lambda position: (-self._worth(position), position)
        if order is SortBy.REVENUE:
            return lambda position: (-columns.revenue[position], -names[position])
        first = self._first(order)
        return lambda position: (first(position), names[position])

    def forget(self) -> None:
        """So much changes that all is sorted anew when it is asked for."""
        self._known.clear()

    def take_out(self, positions: Collection[int]) -> None:
        """Positions are about to change."""
        self.by(SortBy.NAME)  # new names are numbered by it
        for order, known in self._known.items():
            place_of = self._place(order)
            for position in positions:
                place = bisect_left(known, place_of(position), key=place_of)
                if known[place:place + 1] == [position]:
                    del known[place]
                else:
                    # Not in its place, as may be in an order that was kept.
                    known[:] = [n for n in known if n != position]

    def put_in(self, position: int) -> None:
        """A position has changed, or is new."""
        for order, known in self._known.items():
            insort(known, position, key=self._place(order))

    def move_to(self, today: int) -> None:
        """Let it be another day: some are overdue now."""
        first, last = sorted((self.today, today))
        self.today = today
        known = self._known.pop(SortBy.PRIORITY, None)
        if known is None or first == last:
            if known is not None:
                self._known[SortBy.PRIORITY] = known
            return
        moved = {n for n, day in enumerate(self._columns.last_due) if first <= day < last}
        if len(moved) <= MANY:
            kept = [n for n in known if n not in moved]
            for position in moved.intersection(known):
                insort(kept, position, key=self._place(SortBy.PRIORITY))
            self._known[SortBy.PRIORITY] = kept

    def code(self, place: str) -> int:
        """The code of a place."""
        if place not in self._codes:
            self._codes[place] = len(self.place_names)
            self.place_names.append(place)
        return self._codes[place]

    def name(self, position: int, key: tuple[str, str], key_of: Callable[[int], Any]) -> None:
        """Number a name that is new; its position stands in no order yet."""
        order = self.by(SortBy.NAME)
        place = bisect_left(order, key, key=key_of)
        low = self.names[order[place - 1]] if place else 0
        high = self.names[order[place]] if place < len(order) else low + 2 * GAP
        if high - low < 2:
            for number, other in enumerate(order, 1):
                self.names[other] = number * GAP
            self.name(position, key, key_of)
        else:
            self.names[position] = (low + high) // 2

    def of(self, group: Group, order: SortBy, *, turned: bool) -> list[int]:
        """Positions of a list in an order; `turned` the other way round."""
        found = self.by(order)
        takes = Lists(self._columns, self.today, self.grouped, self.care).takes(group)
        flags = self._columns.flags
        wanted = ARCHIVED if group is Group.ARCHIVE else 0
        if takes is None:
            listed = [n for n in found if flags[n] & ARCHIVED == wanted]
        else:
            listed = [n for n in found if not flags[n] & ARCHIVED and takes(n)]
        if turned:
            listed.reverse()
        return listed
