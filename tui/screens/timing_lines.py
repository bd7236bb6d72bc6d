"""How the view of time is drawn: capacity and load, classes, months, two lists of ten."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rich.cells import cell_len

from store import Capacity, Costly, Kept, LoadPart, Neglected, Row, TimeReport
from tui import numbers, time_words
from tui.texts import NP_, _, pgettext
from tui.time_words import hours, share
from tui.widgets.canvas import Line, Span, fit, line, rule, wrap
from tui.widgets.sheet import no_more

Item = LoadPart | Costly | Neglected
"""What the cursor can stand on."""
Drawn = tuple[Line, int | None]
"""A row, and the number of the item it shows."""
Cell = tuple[str, int, str]
"""Text, width, role; set to the right."""

PAIR = 112
"""Columns from which on the lists stand beside the classes."""
_LEFT = 71
_NAME, _LEAST_NAME = 17, 12
_HEADING, _LEAST_LIST = 2, 6
"""Rows over a list, and what is needed to show a part of it."""
_HOUR = 60
_ROLES = {"green": "good", "yellow": "soon", "red": "bad"}
_LIMITS = (Fraction(85, 100), Fraction(1))
_BARS, _MORE_BARS, _TALL = 3, 6, 34
"""Rows of the months, and of a view that has so many rows."""
_HEADS = (
    (6, NP_("table of times", "Count")), (9, NP_("table of times", "Plan h")),
    (8, NP_("table of times", "Spent h")), (8, NP_("table of times", "Time %")),
    (9, NP_("table of times", "Margin %")), (12, NP_("table of times", "Margin")),
    (9, NP_("table of times", "Margin/h")), (12, NP_("table of times", "Visits/plan")),
    (12, NP_("table of times", "Calls/plan")), (13, NP_("table of times", "By value h")),
)
"""Cells and heads of the columns, the most important ones first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn."""

    report: TimeReport
    capacity: Capacity
    hourly_rate: int
    rows: Mapping[str, Row]
    kept: Callable[[Neglected], Kept | None]
    """What was done of somebody's plan, where it is known."""
    today: date
    items: Sequence[Item]
    keys: Callable[[str], str]


def picture(
    shown: Picture, top: int, cursor: int, width: int, height: int, *, focus: bool
) -> tuple[list[Line], int]:
    """The rows that have room, the cursor among them; and where they began."""
    room = max(1, height - 1)
    if width >= PAIR:
        left = _LEFT if width < 2 * _LEFT else width * 5 // 9
        rows, tops, hidden = [], [], []
        for made in (_whole(shown, left, height), _lists(shown, width - left - 1)):
            seen, first, more = _window(made, top, cursor, room)
            rows.append(seen)
            tops.append(first)
            hidden.append(more)
        body, top, left_over = _beside(rows, left, room), max(tops), max(hidden)
    else:
        body, top, left_over = _above(shown, top, cursor, width, room)
    title = _("Time: {standing}").format(standing=time_words.standing(shown.report))
    return [rule(fit(title, min(cell_len(title), width - 2)), width, focus=focus,
                 right=no_more(left_over) if left_over else ""), *body], top


def _above(
    shown: Picture, top: int, cursor: int, width: int, room: int
) -> tuple[list[Line], int, int]:
    """All in one column; who stands in a list has the classes in sight."""
    made = [*_whole(shown, width, room + 1), *_lists(shown, width)]
    pinned = [_bar(shown.report, width),
              *(row for row, _index in _classes(shown, width))]
    first = sum(isinstance(one, LoadPart) for one in shown.items)
    left = room - len(pinned)
    if cursor < first or len(made) <= room or left < _LEAST_LIST:
        return _window(made, top, cursor, room)
    its = next(rows for rows in (_most_time(shown, width), _longest(shown, width))
               if any(index == cursor for _row, index in rows))
    head, body = its[:_HEADING], its[_HEADING:]
    seen, top, hidden = _window(body, top, cursor, left - _HEADING)
    return [*pinned, *(row for row, _index in head), *seen], top, hidden


def _window(
    rows: Sequence[Drawn], top: int, cursor: int, room: int
) -> tuple[list[Line], int, int]:
    """The rows that are seen, where they begin, how many are left below."""
    first = _top(rows, top, cursor, room)
    seen = [_marked(row, index is not None and index == cursor)
            for row, index in rows[first:first + room]]
    return seen, first, max(0, len(rows) - first - room)


def _top(rows: Sequence[Drawn], top: int, cursor: int, room: int) -> int:
    """The first row to draw: the cursor is seen, with what introduces it."""
    places = [n for n, (_row, index) in enumerate(rows) if index is not None]
    at = next((n for n, (_row, index) in enumerate(rows) if index == cursor), None)
    last = max(0, len(rows) - room)
    if at is None or at == places[0]:
        return 0
    if at == places[-1]:
        return last
    return max(0, min(last, max(at - room + 2, min(top, at - 2))))


def _marked(row: Line, chosen: bool) -> Line:
    if not chosen:
        return row
    first, *rest = row.spans
    return Line((Span(">" + first.text[1:], first.role), *rest), "cursor")


def _beside(columns: Sequence[Sequence[Line]], width: int, height: int) -> list[Line]:
    """Two columns with a line between them."""
    found = []
    for n in range(height):
        left, right = (column[n] if n < len(column) else Line() for column in columns)
        spans = _within(left, width)
        if right.role:
            right = Line(tuple(Span(one.text, right.role) for one in right.spans))
        found.append(Line((*spans, Span("│", "rule"), *right.spans)))
    return found


def _within(row: Line, width: int) -> tuple[Span, ...]:
    """A row as wide as its column; of a chosen one only that part of the screen row stands out."""
    size = cell_len(row.text)
    spans = row.spans if size <= width else (Span(fit(row.text, width)),)
    spans = (*spans, Span(" " * max(0, width - size)))
    return tuple(Span(one.text, row.role) for one in spans) if row.role else spans


# -- capacity, classes, months ---------------------------------------------------------


def _whole(shown: Picture, width: int, height: int) -> list[Drawn]:
    rows: list[Line] = [_bar(shown.report, width)]
    rows += [line(" ", (text, "dim")) for text in wrap(
        time_words.reckoning(shown.report, shown.capacity), width - 2)]
    rows += _relief(shown, width)
    found: list[Drawn] = [(row, None) for row in rows]
    found += _classes(shown, width)
    said = time_words.follows(shown.report)
    found += [(line(" ", (text, "strong")), None) for text in wrap(said, width - 2) if text]
    found += [(row, None) for row in _months(
        shown, width, _MORE_BARS if height >= _TALL else _BARS)]
    return found


def _bar(report: TimeReport, width: int) -> Line:
    """How much of the capacity is planned; 85 and 100 % are marked."""
    used = report.used
    size = max(10, width - 12)
    if used is None:
        return line(" ", (_("No capacity: every hour is too much."), "bad"))
    scale = max(used, Fraction(1))
    cells = [("·", "dim")] * size
    halves = int(used / scale * size * 2 + Fraction(1, 2))
    role = _ROLES[report.light.value]
    for n in range(min(size, halves // 2)):
        cells[n] = ("█", role)
    if halves % 2 and halves // 2 < size:
        cells[halves // 2] = ("▌", role)
    for limit in _LIMITS:
        cells[min(size - 1, int(limit / scale * size))] = ("│", "rule")
    return Line((Span(" "), *(Span(*one) for one in cells), Span(f" {share(used):>8}", role)))


def _relief(shown: Picture, width: int) -> Iterator[Line]:
    """Where more is planned than there is time for: what can be done."""
    report = shown.report
    if report.cuts:
        text = _("{hours} h too much: {key} shows where less would do").format(
            hours=hours(report.load.minutes - report.hours * _HOUR),
            key=shown.keys("analysis_take"))
    elif not report.enough:
        text = _("More is planned than there is time for, and no visits are left to cut.")
    else:
        return
    for part in wrap(text, width - 2):
        yield line(" ", (part, "bad"))


def _classes(shown: Picture, width: int) -> Iterator[Drawn]:
    """Plan beside actual by class and decision, and the sum."""
    report = shown.report
    heads = [(_NAME, pgettext("table of times", "Who")), *(
        (size, pgettext(*word)) for size, word in _HEADS)]
    room = _columns(width, [size for size, _text in heads[1:]])
    yield line(" " + fit(heads[0][1], _NAME), *(
        (fit(text, size, ">"), "dim") for size, text in heads[1:room + 1])), None
    for part in report.parts:
        cells = _cells(report, part)[:room]
        yield Line((Span(" " + fit(time_words.kind(part.kind.value), _NAME), "strong"), *(
            Span(fit(text, size, ">"), role) for text, size, role in cells))), \
            shown.items.index(part)
    spent = sum(one.minutes for one in report.spent.values()) if report.spent else None
    total = [numbers.number(sum(part.count for part in report.parts)),
             hours(report.load.minutes), hours(spent) if spent is not None else numbers.UNKNOWN]
    yield line((" " + fit(pgettext("time", "all"), _NAME), "dim"), *(
        (fit(text, size, ">"), "dim")
        for text, (size, _head) in zip(total, heads[1:room + 1], strict=False))), None


def _columns(width: int, sizes: Sequence[int]) -> int:
    """How many of the columns have room."""
    left = width - 1 - _NAME
    count = 0
    for size in sizes:
        left -= size
        if left < 0:
            break
        count += 1
    return count


def _cells(report: TimeReport, part: LoadPart) -> list[Cell]:
    """The columns of _HEADS for one kind."""
    spent = report.spent[part.kind] if report.spent else None
    shares = report.shares(part.kind)
    by_value = report.shared.get(part.kind)
    customer = part.kind.customer
    rate = numbers.UNKNOWN
    if spent and spent.minutes and customer:
        rate = numbers.euros(spent.margin * _HOUR // spent.minutes)
    too_much = part.kind is report.too_much
    texts = [
        (numbers.number(part.count), ""), (hours(part.minutes), ""),
        (hours(spent.minutes) if spent else numbers.UNKNOWN, "strong"),
        (share(shares[0]) if shares else "", "bad" if too_much else ""),
        (share(shares[1]) if shares else "", "bad" if too_much else ""),
        (numbers.euros(spent.margin) if spent and customer else "",
         "bad" if spent and spent.margin < 0 else ""),
        (rate if customer else "", ""),
        (f"{spent.visits}/{part.visits}" if spent and part.visits else "", ""),
        (f"{spent.calls}/{part.calls}" if spent and part.calls else "", ""),
        (hours(by_value) if by_value is not None else "", "dim"),
    ]
    return [(text, size, role) for (text, role), (size, _h) in zip(texts, _HEADS, strict=True)]


def _months(shown: Picture, width: int, bars: int) -> list[Line]:
    """Twelve bars, their hours, their names."""
    found = [rule(_("Hours a month"), width, focus=False)]
    minutes = shown.report.months
    if minutes is None or not any(minutes):
        text = _("still counting ...") if minutes is None else _("No minutes are logged yet.")
        return [*found, line(" ", (text, "dim"))]
    size = min(7, (width - 2) // len(minutes))
    most = max(minutes)
    halves = [max(one > 0, (4 * bars * one + most) // (2 * most)) for one in minutes]
    for row in range(bars, 0, -1):
        found.append(line(" ", *(
            (fit(("█" if half >= 2 * row else "▄" if half == 2 * row - 1 else " ")
                 * max(1, size - 2), size), "soon") for half in halves)))
    if size >= 6:
        found.append(line(" ", *(fit(hours(one), size) for one in minutes)))
    names = time_words.months(shown.today)
    found.append(line(" ", *((fit(name, size - 1) + " ", "dim") for name in names)))
    return found


# -- the two lists of ten ---------------------------------------------------------------


def _lists(shown: Picture, width: int) -> list[Drawn]:
    return [*_most_time(shown, width), *_longest(shown, width)]


def _most_time(shown: Picture, width: int) -> list[Drawn]:
    found: list[Drawn] = [(rule(_("Most time for their margin"), width, focus=False), None)]
    costly = [one for one in shown.items if isinstance(one, Costly)]
    if shown.report.costly is None:
        return [*found, (line(" ", (_("still counting ..."), "dim")), None)]
    if not costly:
        return [*found, (line(" ", (_("Nobody took time yet."), "dim")), None)]
    return [*found, *_table(shown, width, costly, (
        (8, pgettext("time", "hours")), (9, pgettext("time", "margin")),
        (10, pgettext("time", "h/1,000 €")), (8, pgettext("time", "costs"))),
        lambda one: _costly(shown, one))]


def _longest(shown: Picture, width: int) -> list[Drawn]:
    found: list[Drawn] = [(rule(_("Waiting longest, by their plan"), width, focus=False), None)]
    waiting = [one for one in shown.items if isinstance(one, Neglected)]
    if not waiting:
        return [*found, (line(" ", (_("Nobody has a care plan yet."), "dim")), None)]
    return [*found, *_table(shown, width, waiting, (
        (6, pgettext("time", "days")), (8, pgettext("time", "at most")),
        (8, pgettext("time", "visits")), (7, pgettext("time", "calls"))),
        lambda one: _waiting(shown, one))]


def _table(
    shown: Picture, width: int, items: Sequence[Costly] | Sequence[Neglected],
    heads: Sequence[tuple[int, str]], cells: Callable[..., list[tuple[str, str]]],
) -> Iterator[Drawn]:
    """Letter and name, then as many columns as leave room for it."""
    count = len(heads)
    while count > 1 and width - 4 - sum(size for size, _t in heads[:count]) < _LEAST_NAME:
        count -= 1
    name = min(34, max(4, width - 4 - sum(size for size, _text in heads[:count])))
    yield line(" " * (4 + name), *((fit(text, size, ">"), "dim")
                                   for size, text in heads[:count])), None
    for one in items:
        row = shown.rows[one.id]
        yield Line((Span(f" {row.letter or '-'}  ", "strong"), Span(fit(row.short, name)), *(
            Span(fit(text, size, ">"), role) for (text, role), (size, _head) in zip(
                cells(one), heads[:count], strict=False)))), shown.items.index(one)


def _costly(shown: Picture, one: Costly) -> list[tuple[str, str]]:
    rate = "" if one.margin <= 0 else hours(Fraction(one.minutes * 100_000, one.margin))
    cost = numbers.euros((2 * one.minutes * shown.hourly_rate + 60) // 120) \
        if shown.hourly_rate else ""
    role = "bad" if one.margin <= 0 else ""
    return [(hours(one.minutes), ""), (numbers.euros(one.margin), role), (rate, ""), (cost, "")]


def _waiting(shown: Picture, one: Neglected) -> list[tuple[str, str]]:
    kept = shown.kept(one)
    days = pgettext("never contacted", "never") if one.days is None else numbers.number(one.days)
    visits, calls = (str(one.plan.visits), str(one.plan.calls)) if kept is None else (
        f"{kept.visits}/{one.plan.visits}", f"{kept.calls}/{one.plan.calls}")
    return [(("!" if one.over else "") + days, "bad" if one.over else ""),
            (numbers.number(one.allowed), "dim"), (visits, ""), (calls, "")]
