"""A week as seven columns, and a year as its weeks with how much comes up in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rich.cells import cell_len

from store import Urgency
from tui import dates, numbers, words
from tui.texts import _
from tui.widgets.canvas import Line, Span, fit, line, wrap

_WEEK = timedelta(days=7)
_DAYS = 7
WEEKS, MONTHS = 53, 13
"""Of a year, the present one first."""
_DEEPEST = 4
"""Rows of one entry at most: its name, below it the reason."""
_NUMBERED = 9
"""Cells of a week with its number, and how much comes up in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in a column of a week."""

    urgency: Urgency
    name: str
    reason: str
    chosen: bool = False


def monday(day: date) -> date:
    """The first day of a week."""
    return day - timedelta(days=day.weekday())


def week_rows(
    first: date, today: date, days: Sequence[Sequence[Entry]], width: int, height: int
) -> list[Line]:
    """Monday to Sunday side by side, `first` being the Monday."""
    cells = max(4, (width - _DAYS + 1) // _DAYS)
    columns = [_column(entries, cells, height - 1) for entries in days]
    heads = [Span(fit(dates.day_date(day) if cells > 9 else f"{day.day:>2}.", cells),
                  "now" if day == today else "strong")
             for day in (first + timedelta(days=n) for n in range(_DAYS))]
    rows = [_beside(heads)]
    for n in range(height - 1):
        rows.append(_beside([
            column[n] if n < len(column) else Span(" " * cells) for column in columns]))
    return rows


def _beside(spans: Sequence[Span]) -> Line:
    found: list[Span] = []
    for number, span in enumerate(spans):
        found += [Span("│", "rule"), span] if number else [span]
    return Line(tuple(found))


def _column(entries: Sequence[Entry], cells: int, height: int) -> list[Span]:
    """What has room; the chosen entry always has."""
    deep = max(1, min(_DEEPEST, height // max(1, len(entries))))
    most, top = height // deep, 0
    if len(entries) > most:
        most -= 1
        at = next((n for n, entry in enumerate(entries) if entry.chosen), 0)
        top = max(0, min(at - most // 2, len(entries) - most))
    found: list[Span] = []
    for entry in entries[top:top + most]:
        found += _entry(entry, cells, deep)
    rest = len(entries) - most
    if rest > 0:
        found.append(Span(fit(_("+ {n} more").format(n=rest), cells), "dim"))
    return found


def _entry(entry: Entry, cells: int, deep: int) -> list[Span]:
    """Name and reason in at most so many rows."""
    role = "cursor" if entry.chosen else words.role(entry.urgency)
    sign = ">" if entry.chosen else words.sign(entry.urgency)
    if deep == 1:
        return [Span(fit(f"{sign} {entry.name}", cells), role)]
    name = _wrapped(entry.name, cells - 2, min(2, deep))
    reason = _wrapped(entry.reason, cells - 2, deep - len(name))
    lead = [f"{sign} ", *["  "] * (len(name) - 1)]
    return [*(Span(fit(before + part, cells), role)
              for before, part in zip(lead, name, strict=True)),
            *(Span(fit("  " + part, cells), "dim") for part in reason)]


def _wrapped(text: str, width: int, most: int) -> list[str]:
    """At most so many rows; a word that is too long is cut with a mark, never in two."""
    rows = wrap(" ".join(fit(word, min(cell_len(word), width)) for word in text.split()), width)
    return rows if len(rows) <= most else [*rows[:max(0, most - 1)],
                                           " ".join(rows[max(0, most - 1):])][:most]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week of a year."""

    first: date
    count: int = 0
    urgency: Urgency | None = None
    """Of the most pressing; None where nothing is near."""
    known: bool = True
    """False as long as it is being counted."""


def weeks_of(
    today: date, marks: Mapping[date, tuple[int, Urgency]], later: Mapping[date, int],
    known_until: date | None,
) -> list[Week]:
    """The weeks of a year from this one on; what is overdue counts in this one.

    `later`: how much comes up on days that have no mark; it is being counted behind
    `known_until`, if one is given.
    """
    begin = monday(today)
    counts: dict[date, int] = {}
    urgencies: dict[date, Urgency] = {}
    for day, (count, urgency) in marks.items():
        week = max(begin, monday(day))
        counts[week] = counts.get(week, 0) + count
        urgencies[week] = min(urgency, urgencies.get(week, urgency), key=tuple(Urgency).index)
    for day, count in later.items():
        counts[monday(day)] = counts.get(monday(day), 0) + count
    weeks = [begin + n * _WEEK for n in range(WEEKS)]
    return [Week(first=first, count=counts.get(first, 0), urgency=urgencies.get(first),
                 known=known_until is None or first + _WEEK <= known_until)
            for first in weeks]


def _months(weeks: Sequence[Week]) -> list[tuple[date, list[Week]]]:
    """Weeks by the month that most of their days are in."""
    found: list[tuple[date, list[Week]]] = []
    for week in weeks:
        month = (week.first + timedelta(days=3)).replace(day=1)
        if not found or found[-1][0] != month:
            found.append((month, []))
        found[-1][1].append(week)
    return found


def year_strip(weeks: Sequence[Week], chosen: date) -> list[Line]:
    """A row for each month, in 24 cells: how much comes up in its weeks."""
    rows = []
    for month, its in _months(weeks):
        name = dates.month_name(month.month, short=True)
        rows.append(Line((Span(fit(name, 3) + " ", "dim"), *(
            _narrow(week, week.first == monday(chosen)) for week in its))))
    return rows


def year_rows(weeks: Sequence[Week], chosen: date, width: int) -> list[Line]:
    """A row for each month: its weeks with their numbers, its sum, a bar if there is room."""
    months = _months(weeks)
    sums = [sum(week.count for week in its) for _month, its in months]
    most = max(sums, default=0)
    begin = 10 + 5 * _NUMBERED
    rows = [line((fit(" " + _("Month"), 10), "dim"),
                 (fit(_("Weeks: how many dates"), 5 * _NUMBERED), "dim"),
                 (_("sum") if width >= begin + 6 else "", "dim"))]
    for (month, its), total in zip(months, sums, strict=True):
        name = f" {dates.month_name(month.month, short=True)} {month.year}"
        spans = [Span(fit(name, 10), "strong")]
        spans += [_numbered(week, week.first == monday(chosen)) for week in its]
        spans.append(Span(" " * (_NUMBERED * (5 - len(its)))))
        room = width - begin - 8
        if room >= 0 and all(week.known for week in its):
            bar = "█" * (room * total // most) if most else ""
            spans += [Span(f"{numbers.number(total):>6} "), Span(bar, "soon")]
        rows.append(Line(tuple(spans)))
    return rows


def _told(week: Week) -> str:
    count = str(week.count) if week.count else "." if week.known else "?"
    return f"{count:>3}{words.sign(week.urgency) if week.urgency else ' '}"


def _role(week: Week) -> str:
    return words.role(week.urgency) if week.urgency else "" if week.count else "dim"


def _narrow(week: Week, chosen: bool) -> Span:
    text = _told(week)
    if chosen:
        return Span(">" + text[1:] if text.startswith(" ") else text, "cursor")
    return Span(text, _role(week))


def _numbered(week: Week, chosen: bool) -> Span:
    text = f"{week.first.isocalendar().week:>2}:{_told(week)}"
    return Span(fit(f"[{text}]" if chosen else f" {text}", _NUMBERED), _role(week))
