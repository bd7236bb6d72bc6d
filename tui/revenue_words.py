"""Words about an import of revenue: columns, counts, what is replaced, what is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from tui import dates, import_words, numbers, problems
from tui.terms import Words
from tui.texts import NP_, _, ngettext, pgettext

if TYPE_CHECKING:
    from store import Booking, RevenuePlan

FIELDS: Words = {
    "number": NP_("import field", "customer number"),
    "name": NP_("import field", "company"),
    "period": NP_("import field", "period"),
    "month": NP_("import field", "month"),
    "quarter": NP_("import field", "quarter"),
    "year": NP_("import field", "year"),
    "first": NP_("import field", "first day"),
    "last": NP_("import field", "last day"),
    "day": NP_("import field", "day of the invoice"),
    "document": NP_("import field", "number of the invoice"),
    "revenue": NP_("import field", "revenue"),
    "cost": NP_("import field", "cost"),
    "margin": NP_("import field", "contribution margin"),
    "orders": NP_("import field", "orders"),
}
_OF_DAYS = ("overlap", "future")
"""Refusals whose value is a period."""


def _field(code: str) -> str:
    """What a column says: "Umsatz", "Umsatz Jänner 2026", "DB März"."""
    name, _sign, rest = code.partition(" ")
    word = pgettext(*FIELDS[name]) if name in FIELDS else name
    if rest.isdigit():
        return f"{word} {dates.month_name(int(rest))}"
    return f"{word} {_days(rest)}" if rest else word


def _days(text: str) -> str:
    """ "2026-01-01 2026-01-31" as "Jänner 2026"."""
    first, _sign, last = text.partition(" ")
    return dates.period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def source_lines(plan: RevenuePlan, other: str = "--encoding") -> Iterator[str]:
    """Encoding, separator, which column says what."""
    yield from import_words.reading_lines(plan, other)
    for header, code in plan.columns:
        if code:
            yield _("Column {header}: {field}").format(header=header, field=_field(code))
    for header in plan.unmatched:
        yield _("Column {header}: not imported, no field has this name").format(header=header)


def count_lines(plan: RevenuePlan) -> Iterator[str]:
    """How many rows there are, what would become of them, and the sum to compare."""
    yield ngettext("{n} row", "{n} rows", plan.rows).format(n=plan.rows)
    known = len({one.key for one in plan.bookings})
    yield ngettext("of customers on file: {n} row", "of customers on file: {n} rows",
                   plan.taken).format(n=plan.taken) + f", {import_words.customers(known)}"
    yield _("new: {entries}").format(entries=entries(len(plan.new)))
    yield _("replaced: {entries}").format(entries=entries(len(plan.changed)))
    yield _("on file already: {entries}").format(entries=entries(plan.same))
    yield ngettext("refused: {n} row", "refused: {n} rows", len(plan.refused)).format(
        n=len(plan.refused))
    if plan.blank or plan.totals:
        yield _("left out: {blank} without an amount, {totals} with sums").format(
            blank=plan.blank, totals=plan.totals)
    yield _("Revenue taken from the file: {amount} (please compare with the books)").format(
        amount=numbers.money(plan.total))


def entries(count: int) -> str:
    """ "3 Einträge"."""
    return ngettext("{n} entry", "{n} entries", count).format(n=count)


def new_lines(plan: RevenuePlan, most: int) -> Iterator[str]:
    """Each new entry, at most so many."""
    yield from _lines(plan.new, most)


def changed_lines(plan: RevenuePlan, most: int) -> Iterator[str]:
    """What is replaced, and by what."""
    yield from _lines(plan.changed, most)


def _lines(found: tuple[Booking, ...], most: int) -> Iterator[str]:
    for one in found[:most]:
        yield _entry(one)
    if (rest := len(found) - most) > 0:
        yield ngettext("and {n} more entry", "and {n} more entries", rest).format(n=rest)


def _entry(one: Booking) -> str:
    """ "Adler, Q4 2025: 9.000 €, DB –, statt 8.000 €"."""
    entry = one.entry
    text = _("{name}, {period}: {amount}, margin {margin}").format(
        name=one.name, period=dates.period(entry.first, entry.last),
        amount=numbers.money(entry.revenue), margin=numbers.money(entry.margin))
    if entry.orders:
        text += ", " + ngettext("{n} order", "{n} orders", entry.orders).format(n=entry.orders)
    if not one.replaced:
        return text
    days = entry.first, entry.last
    before = (numbers.money(old.revenue) if (old.first, old.last) == days else
              f"{dates.period(old.first, old.last)} {numbers.money(old.revenue)}"
              for old in one.replaced)
    return text + ", " + _("instead of {amount}").format(amount=", ".join(before))


def refused_lines(plan: RevenuePlan) -> Iterator[str]:
    """Each refused row with line, column and reason."""
    for item in worded(plan).refused:
        yield _("Line {line} refused: {why}").format(
            line=item.line, why=problems.row_refused(item.column, item.code, item.value))


def worded(plan: RevenuePlan) -> RevenuePlan:
    """The plan with the periods of its refusals in words."""
    return replace(plan, refused=tuple(
        replace(item, value=_days(item.value)) if item.code in _OF_DAYS else item
        for item in plan.refused))


def warning_lines(plan: RevenuePlan, most: int) -> Iterator[str]:
    """What is odd but taken, at most so many, then how many more there are."""
    yield from import_words.warning_lines(plan, most)


def question_lines(plan: RevenuePlan) -> Iterator[str]:
    """Amounts that can be read in two ways."""
    yield from import_words.asked_lines(plan.questions)


def overlapping(plan: RevenuePlan) -> bool:
    """True if a row is refused because some of its days are on file already."""
    return any(item.code == "overlap" for item in plan.refused)


def report_words() -> Mapping[str, str]:
    """Headings and reasons for the table of refused rows."""
    return import_words.report_words()
