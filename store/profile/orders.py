"""The first order: the milestone that makes a customer (domain.md B19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from store.profile.company import RevenueEntry
from store.profile.prospect import Prospect


def first_order(prospect: Prospect, day: date, value: int | None = None) -> Prospect:
    """With the day of the first order, and its value in cents as revenue of that day.

    Without a value only the day is kept. A period on file that holds the day counts it
    already: then nothing is added to the revenue.
    """
    last = max(day, prospect.last_order or day)
    made = replace(prospect, first_order=day, last_order=last)
    if value is None or any(one.first <= day <= one.last for one in prospect.revenue):
        return made
    entry = RevenueEntry(first=day, last=day, revenue=value, orders=1)
    revenue = sorted((*prospect.revenue, entry), key=lambda one: (one.last, one.first))
    return replace(made, revenue=tuple(revenue))
