"""Revenue and margin of a rolling year (domain.md 4.1). Money in cents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from store.profile.company import RevenueEntry
from store.profile.months import add_months

YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Rolling:
    """Sums of the entries whose last day lies in a period."""

    revenue: int = 0
    margin: int | None = None
    """None without an entry, or where the cost of one is unknown: never 0 by default."""
    orders: int = 0


_NOTHING = Rolling()


def between(entries: Sequence[RevenueEntry], after: date, last: date) -> Rolling:
    """Sums of the entries that end later than `after`, and on `last` at the latest."""
    found = [entry for entry in entries if after < entry.last <= last]
    if not found:
        return _NOTHING
    margins = [entry.margin for entry in found if entry.margin is not None]
    return Rolling(
        revenue=sum(entry.revenue for entry in found),
        margin=sum(margins) if len(margins) == len(found) else None,
        orders=sum(entry.orders for entry in found),
    )


def rolling(entries: Sequence[RevenueEntry], today: date, months: int = YEAR) -> Rolling:
    """Sums of the last months: the last day of an entry lies in (today - months, today]."""
    if not entries:
        return _NOTHING
    return between(entries, add_months(today, -months), today)


def previous(entries: Sequence[RevenueEntry], today: date) -> Rolling:
    """Sums of the twelve months before the last twelve."""
    return between(entries, add_months(today, -2 * YEAR), add_months(today, -YEAR))


def next_change(entries: Sequence[RevenueEntry], today: date, months: int = YEAR) -> date:
    """First later day on which an entry enters or leaves the rolling period."""
    after = add_months(today, -months)
    inside = [entry.last for entry in entries if after < entry.last]
    if not inside:
        return date.max
    oldest = min(inside)
    enters = min((last for last in inside if last > today), default=date.max)
    return enters if oldest > today else min(enters, _leaves(oldest, months))


def _leaves(last: date, months: int) -> date:
    """First day whose period no longer holds an entry that ended on `last`."""
    day = add_months(last, months)
    if add_months(day, -months) < last:
        day += timedelta(days=1)
    return day
