"""What a customer is ranked by: revenue or margin of a period (domain.md 4.1). In cents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.profile.company import RevenueEntry
from store.profile.revenue import Rolling, between, rolling
from store.profile.revenue import next_change as rolling_change
from store.value.abc import ClassBasis, Classing, Period


def last_year(entries: Sequence[RevenueEntry], today: date) -> Rolling:
    """Sums of the last full calendar year: of the entries whose last day lies in it."""
    return between(entries, date(today.year - 2, 12, 31), date(today.year - 1, 12, 31))


def worth(entries: Sequence[RevenueEntry], today: date, classing: Classing) -> int | None:
    """What counts of one customer; None where it goes by the margin and a cost is unknown.

    Who sold nothing has no unknown cost: that is 0.
    """
    calendar = classing.period is Period.CALENDAR
    sums = last_year(entries, today) if calendar else rolling(entries, today)
    return chosen(sums.revenue, sums.margin, classing.basis)


def chosen(revenue: int, margin: int | None, basis: ClassBasis) -> int | None:
    """Revenue, or margin where it is known."""
    if basis is ClassBasis.REVENUE:
        return revenue
    return margin if margin is not None or revenue else 0


def next_change(entries: Sequence[RevenueEntry], today: date, classing: Classing) -> date:
    """First later day on which time alone changes `worth`."""
    if classing.period is Period.ROLLING:
        return rolling_change(entries, today)
    years = {entry.last.year + gap for entry in entries for gap in (1, 2)}
    return min((date(year, 1, 1) for year in years if year > today.year), default=date.max)
