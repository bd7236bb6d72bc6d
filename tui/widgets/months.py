"""Calendar months as rows of text, each day with the sign of what comes up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from store import Urgency, add_months
from tui import dates, words
from tui.texts import _
from tui.widgets.canvas import Line, Span, line

WIDTH = 25
"""Cells of a month: the week, seven days of two figures, a place for signs around each."""
ROWS = 8
"""Of a month with its heading, at most."""
Marks = Mapping[date, tuple[int, Urgency]]


def month_rows(first: date, today: date, chosen: date | None, marks: Marks) -> list[Line]:
    """One month: the names of the days, and its weeks. `first`: its first day."""
    names = " ".join(dates.weekday_name(n, short=True)[:2] for n in range(7))
    rows = [line((f"{_('Wk')} {names} ", "dim"))]
    monday = first - timedelta(days=first.weekday())
    for week in range(6):
        begin = monday + timedelta(weeks=week)
        if week < 5 or begin.month == first.month:
            rows.append(_week(begin, first, today, chosen, marks))
    return rows


def _week(
    begin: date, first: date, today: date, chosen: date | None, marks: Marks
) -> Line:
    days = [begin + timedelta(days=n) for n in range(7)]
    if all(day.month != first.month for day in days):
        return line("")
    spans = [Span(f"{begin.isocalendar().week:>2}", "dim")]
    before = " "
    for day in days:
        if day.month != first.month:
            spans.append(Span(before + "  "))
            before = " "
            continue
        sign, role = " ", ""
        if day in marks:
            urgency = marks[day][1]
            sign, role = words.sign(urgency), words.role(urgency)
        lead, behind = before, sign
        if day == chosen:
            lead, behind = "[", "]"
        spans += [Span(lead), Span(f"{day.day:>2}", "now" if day == today else role)]
        before = behind
    spans.append(Span(before))
    return Line(tuple(spans))


def months_around(day: date, count: int) -> list[date]:
    """First days of so many months, that of `day` first."""
    first = day.replace(day=1)
    return [add_months(first, n) for n in range(count)]
