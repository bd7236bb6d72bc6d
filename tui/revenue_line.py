"""Revenue in one line: "Q1 2026 12.000; DB 3.000; 4 Aufträge"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from store import RevenueEntry, Timespan, clean_line, parse_period
from tui.amounts import AmountProblem, parse_amount

_MARGIN = re.compile(r"(?:db(?: ?ii)?|deckungsbeitrag|margin|cm)[ :=]*(.*)", re.IGNORECASE)
_ORDERS = re.compile(r"(\d{1,5}) ?(?:x|auftr\w*|bestellung\w*|orders?)\.?", re.IGNORECASE)
_MONEY = re.compile(r"€|\beuros?\b|\beur\b", re.IGNORECASE)


class RevenueFault(StrEnum):
    """Why a line cannot be taken."""

    EMPTY = "empty"
    PERIOD = "period"
    FUTURE = "future"
    OVERLAP = "overlap"
    PART = "part"
    """A part that is neither margin nor orders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueLine:
    """What was understood."""

    entry: RevenueEntry | None = None
    replaces: RevenueEntry | None = None
    """That of the same period, which it takes the place of."""
    problem: RevenueFault | AmountProblem | None = None
    text: str = ""
    """What could not be read."""
    clash: Timespan | None = None
    """The period on file that shares days with it."""


def since(entries: Sequence[RevenueEntry], today: date) -> Timespan | None:
    """Of which days no revenue is on file, at most the last twelve months; None where all is."""
    last = max((entry.last for entry in entries), default=date.min)
    first = max(last + timedelta(days=1), today + relativedelta(years=-1, days=1))
    return Timespan(first, today) if first <= today else None


def read_revenue(text: str, entries: Sequence[RevenueEntry], today: date) -> RevenueLine:
    """Period and revenue, then in any order the margin and how many orders, with ";" between.

    Without a period it is what was invoiced since the last entry.
    """
    head, *rest = (part.strip() for part in clean_line(text).split(";"))
    if not head:
        return RevenueLine(problem=RevenueFault.EMPTY)
    words, _blank, amount = clean_line(_MONEY.sub(" ", head)).rpartition(" ")
    period = parse_period(words) if words else since(entries, today)
    if period is None:
        return RevenueLine(problem=RevenueFault.PERIOD, text=words)
    if period.first > today:
        return RevenueLine(problem=RevenueFault.FUTURE, clash=period)
    cents = parse_amount(amount)
    if isinstance(cents, AmountProblem):
        return RevenueLine(problem=cents)
    found = _further(rest)
    if found.problem:
        return found
    margin, orders = (found.entry.margin, found.entry.orders) if found.entry else (None, 0)
    entry = RevenueEntry(first=period.first, last=period.last, revenue=cents.cents,
                         margin=margin, orders=orders)
    return _placed(entry, period, entries)


def _placed(entry: RevenueEntry, period: Timespan, entries: Sequence[RevenueEntry]) -> RevenueLine:
    same = None
    for one in entries:
        if (one.first, one.last) == period:
            same = one
        elif period.overlaps(Timespan(one.first, one.last)):
            return RevenueLine(problem=RevenueFault.OVERLAP, clash=Timespan(one.first, one.last))
    return RevenueLine(entry=entry, replaces=same)


def _further(parts: Sequence[str]) -> RevenueLine:
    """Margin and orders, in an entry of no period."""
    margin, orders = None, 0
    for part in filter(None, parts):
        if found := _ORDERS.fullmatch(part):
            orders = int(found[1])
        elif found := _MARGIN.fullmatch(part):
            cents = parse_amount(found[1])
            if isinstance(cents, AmountProblem):
                return RevenueLine(problem=cents)
            margin = cents.cents
        else:
            return RevenueLine(problem=RevenueFault.PART, text=part)
    return RevenueLine(entry=RevenueEntry(
        first=date.min, last=date.min, revenue=0, margin=margin, orders=orders))


def with_revenue(
    entries: tuple[RevenueEntry, ...], new: RevenueEntry,
) -> tuple[RevenueEntry, ...]:
    """The entries with one more, oldest first; one of the same period gives way."""
    kept = (one for one in entries if (one.first, one.last) != (new.first, new.last))
    return tuple(sorted((*kept, new), key=lambda one: one.last))
