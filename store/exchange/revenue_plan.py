"""An import of revenue before it happens: what is new, what it replaces, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from store.edit import Edit
from store.exchange.entries import Notice
from store.exchange.plan import Question, Refused
from store.profile.company import RevenueEntry
from store.profile.prospect import Prospect


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """The revenue of one customer and period, of one row or several."""

    key: str
    """Id of the customer."""
    name: str
    entry: RevenueEntry
    replaced: tuple[RevenueEntry, ...] = ()
    """Entries on file whose place it takes: of the same period, or as decided of some of its
    days."""
    lines: tuple[int, ...] = ()

    @property
    def same(self) -> bool:
        """It is on file already."""
        return self.replaced == (self.entry,)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenuePlan:
    """What an import of revenue would do.

    rows == taken + blank + totals + len(refused).
    """

    path: str
    encoding: str
    guessed: bool
    """The encoding is likely, not certain."""
    separator: str
    columns: tuple[tuple[str, str], ...]
    """Each column with what it says (RevenueColumn.code), empty where it says nothing."""
    bookings: tuple[Booking, ...] = ()
    refused: tuple[Refused, ...] = ()
    """Codes: those of NotMatched and AmountRefused, period, future, overlap (value: the
    period on file that shares days), count, cells."""
    warnings: tuple[Notice, ...] = ()
    """Codes: title_rows, partly (some rows of that customer are refused), not_bought
    (a prospect or contact), no_cost (the margin that was known is unknown now)."""
    questions: tuple[Question, ...] = ()
    rows: int = 0
    taken: int = 0
    """Rows that went into bookings."""
    blank: int = 0
    """Rows without any amount."""
    totals: int = 0
    """Rows of sums, which are nobody's."""

    @property
    def new(self) -> tuple[Booking, ...]:
        """Of periods of which nothing was on file."""
        return tuple(one for one in self.bookings if not one.replaced)

    @property
    def changed(self) -> tuple[Booking, ...]:
        """Those that replace something else."""
        return tuple(one for one in self.bookings if one.replaced and not one.same)

    @property
    def same(self) -> int:
        """How many are on file already."""
        return sum(one.same for one in self.bookings)

    @property
    def total(self) -> int:
        """Sum of the revenue that is taken or was there already, cents: to compare with that
        of the books."""
        return sum(one.entry.revenue for one in self.bookings)

    @property
    def unmatched(self) -> tuple[str, ...]:
        """Columns that say nothing we take."""
        return tuple(header for header, code in self.columns if not code)


def revenue_edit(plan: RevenuePlan, *, get: Callable[[str], Prospect]) -> Edit:
    """The one Edit that carries the plan out, on the records as they are now (`get`)."""
    records: dict[str, Prospect] = {}
    count = 0
    for one in plan.bookings:
        if one.same:
            continue
        record = records.get(one.key) or get(one.key)
        kept = (entry for entry in record.revenue if entry not in one.replaced)
        revenue = sorted((*kept, one.entry), key=lambda entry: entry.last)
        records[one.key] = replace(record, revenue=tuple(revenue))
        count += 1
    args = (("file", plan.path), ("entries", str(count)), ("customers", str(len(records))))
    return Edit(label="revenue_imported", args=args, records=tuple(records.values()))
