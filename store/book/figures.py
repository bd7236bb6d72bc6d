"""Figures of whole records that rows do not hold: records are read some at a time."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from store.errors import FileError
from store.persistence.columns import CLASSED, NO_AMOUNT
from store.persistence.rowmap import Rows
from store.persistence.state import BookEvent, Changed
from store.profile.activity import Activity
from store.profile.company import RevenueEntry
from store.profile.months import add_months
from store.profile.prospect import Prospect
from store.profile.revenue import YEAR, between, previous, rolling
from store.value.aspects import facts, own_points
from store.value.kept import contacts
from store.value.level import average
from store.value.score import NO_MARKS, packed

_TYPES = {
    "previous": "q", "revenue24": "q", "orders24": "I", "last_order": "I", "calendar": "q",
    "calendar_margin": "q", "minutes": "I", "visits": "H", "calls": "H",
    "marks": "I",
}
_EMPTY = {"previous": NO_AMOUNT, "calendar_margin": NO_AMOUNT, "marks": NO_MARKS}
_LEAST = {"q": NO_AMOUNT + 1, "I": 0, "H": 0}
_MOST = {"q": (1 << 63) - 1, "I": (1 << 32) - 1, "H": (1 << 16) - 1}
_UNKNOWN = Fraction(-1)
"""Stands for an average that is still to be found: a mean of positive numbers is none."""
_FEW = 30
"""Records that may be read at once: some 6 ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a whole record tells beyond its row, as of a day. Money in cents."""

    previous: int | None = None
    """Revenue of the twelve months before the last twelve; None without an entry."""
    revenue24: int = 0
    """Revenue of the last 24 months, with `orders24` orders (domain.md 4.4)."""
    orders24: int = 0
    last_order: date | None = None
    """As entered, or the first day of a later period with orders: never later than is known."""
    calendar: int = 0
    """Revenue of the last full calendar year."""
    calendar_margin: int | None = None
    """Its margin; None where the cost of an entry is unknown."""
    minutes: int = 0
    """Logged in the last twelve months, rolling."""
    visits: int = 0
    """Visits and meetings of the last twelve months, rolling; and calls."""
    calls: int = 0
    marks: int = NO_MARKS
    """Points of the customer value for what only the record tells: value.score.packed."""
    months: tuple[int, ...] = (0,) * YEAR
    """Minutes of the last twelve calendar months, oldest first, this one last."""


def figure(prospect: Prospect, today: date) -> Figure:
    """The figures of one record (domain.md 4.1, 4.3 to 4.7); nothing after today counts."""
    entries = prospect.revenue
    ended, begun = date(today.year - 1, 12, 31), date(today.year - 2, 12, 31)
    before = add_months(today, -YEAR)
    known = any(add_months(today, -2 * YEAR) < one.last <= before for one in entries)
    two, calendar = rolling(entries, today, 2 * YEAR), between(entries, begun, ended)
    visits, calls = contacts(prospect.activities, today)
    return Figure(
        previous=previous(entries, today).revenue if known else None,
        revenue24=two.revenue, orders24=two.orders,
        last_order=_last_order(prospect.last_order, entries, today),
        calendar=calendar.revenue, calendar_margin=calendar.margin,
        minutes=sum(one.minutes for one in prospect.activities if before < one.day <= today),
        visits=visits, calls=calls,
        marks=packed(own_points(facts(prospect, today))),
        months=_months(prospect.activities, today))


def _last_order(
    entered: date | None, entries: Sequence[RevenueEntry], today: date
) -> date | None:
    days = [one.first for one in entries if one.orders > 0 and one.first <= today]
    return max([*days, entered] if entered else days, default=None)


def _months(activities: Sequence[Activity], today: date) -> tuple[int, ...]:
    minutes, this = [0] * YEAR, 12 * today.year + today.month
    for one in activities:
        ago = this - 12 * one.day.year - one.day.month
        if one.day <= today and ago < YEAR:
            minutes[YEAR - 1 - ago] += one.minutes
    return tuple(minutes)


class Figures:
    """Figures of all records by position, as of one day.

    Complete once `step` has been through all records. It follows changes that it is `told` of.
    """

    def __init__(
        self, rows: Rows, read: Callable[[str], Prospect | None], *, today: date
    ) -> None:
        self.today = today
        self._rows, self._read = rows, read
        self._waiting = dict.fromkeys(rows.id(position) for position in rows.live())
        self._again: deque[str] = deque()
        """Records changed since; may be added to by another thread."""
        self._columns = {name: array(kind) for name, kind in _TYPES.items()}
        self._months = array("H")
        self._average: Fraction | None = _UNKNOWN

    def told(self, event: BookEvent) -> None:
        """A listener of the book: what has changed is read again."""
        if isinstance(event, Changed):
            self._again.extend(event.change.ids)

    @property
    def waiting(self) -> int:
        """How many records `step` has still to read."""
        return len(self._waiting) + len(self._again)

    def step(self, most: int) -> None:
        """Read so many of the records that wait."""
        while self._again:
            self._waiting[self._again.popleft()] = None
        self._grow()
        for _ in range(min(most, len(self._waiting))):
            self._take(self._waiting.popitem()[0])

    def column(self, name: str) -> array[int]:
        """One of the numbers of a Figure for each position, to be read only.

        Days are ordinals, 0 for none; an amount that is not known is NO_AMOUNT.
        """
        self._grow()
        return self._columns[name]

    @property
    def months(self) -> array[int]:
        """Minutes of twelve months for each position, one after the other: that of a month is
        at 12 · position + month, the oldest first."""
        self._grow()
        return self._months

    @property
    def average24(self) -> Fraction | None:
        """Mean of the positive revenues of 24 months of all customers (domain.md 4.4).

        None while many records still wait; a few are read for it.
        """
        if self.waiting > _FEW:
            return None
        if self.waiting:
            self.step(_FEW)
        if self._average is _UNKNOWN:
            stage = self._rows.columns.stage
            spent = self.column("revenue24")
            self._average = average(spent[n] for n in self._rows.live() if stage[n] in CLASSED)
        return self._average

    def at(self, position: int) -> Figure:
        """What is known of one record."""
        self._grow()
        found = {name: column[position] for name, column in self._columns.items()}
        last = found.pop("last_order")
        before, margin = found.pop("previous"), found.pop("calendar_margin")
        return Figure(
            previous=None if before == NO_AMOUNT else before,
            calendar_margin=None if margin == NO_AMOUNT else margin,
            last_order=date.fromordinal(last) if last else None,
            months=tuple(self._months[YEAR * position:YEAR * (position + 1)]), **found)

    def _grow(self) -> None:
        """As long as the rows are: new records have figures too."""
        missing = len(self._rows.columns) - len(self._columns["minutes"])
        if missing > 0:
            for name, column in self._columns.items():
                column.extend([_EMPTY.get(name, 0)] * missing)
            self._months.extend([0] * (YEAR * missing))

    def _take(self, key: str) -> None:
        found = Figure()
        with suppress(FileError):  # damaged: whoever opens it is told so
            record = self._read(key)
            if record is not None:
                found = figure(record, self.today)
        standing = self._rows.position(key)
        for position in self._rows.positions(key):
            self._put(position, found if position == standing else Figure())

    def _put(self, position: int, found: Figure) -> None:
        self._average = _UNKNOWN
        for name, column in self._columns.items():
            value = getattr(found, name)
            if isinstance(value, date):
                value = value.toordinal()
            if value is None:
                column[position] = _EMPTY.get(name, 0)
            else:
                column[position] = _within(value, column.typecode)
        self._months[YEAR * position:YEAR * (position + 1)] = array(
            "H", [_within(one, "H") for one in found.months])


def _within(value: int, kind: str) -> int:
    return max(_LEAST[kind], min(value, _MOST[kind]))
