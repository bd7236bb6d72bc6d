"""How score, range and confidence went from assessment to assessment, as a small picture."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from store import Answer, Checklist, Point, Prospect, latest_changes
from tui import dates, numbers, words
from tui.texts import _, spoken
from tui.widgets.canvas import Line, Span, fit, line

MOST = 6
"""Assessments that are drawn; earlier ones are counted."""
_LEAST, _WIDEST = 11, 51
_SCORE, _CONFIDENCE, _TAIL = 4, 12, 24


def course_rows(points: Sequence[Point], width: int) -> list[Line]:
    """One row an assessment, oldest first: day, points, range on a scale, confidence."""
    if not points:
        return []
    shown = points[-MOST:]
    days = 1 + max(cell_len(dates.date(point.day)) for point in shown)
    size = max(_LEAST, min(_WIDEST, width - days - _SCORE - _TAIL))
    rows = [line(" " * (days + _SCORE), (_scale(size), "dim"))]
    if len(points) > MOST:
        rows.insert(0, line((_("{count} earlier ones").format(count=len(points) - MOST), "dim")))
    rows += [_row(point, days, size, width) for point in shown]
    legend = _("█ points, ─ range from worst to best, conf. = confidence")
    return [*rows, line((fit(legend, width), "dim"))]


def _scale(size: int) -> str:
    """0, 40, 70 and 100 where they stand."""
    cells = [" "] * (size + 2)
    for value in (0, 40, 70, 100):
        text = str(value)
        start = min(_cell(value, size), size - 1)
        cells[start:start + len(text)] = text
    return "".join(cells).rstrip()


def _cell(value: int, size: int) -> int:
    """The cell of a value from 0 to 100."""
    return value * (size - 1) // 100


def _row(point: Point, days: int, size: int, width: int) -> Line:
    low, high = _cell(point.low // 100, size), _cell(point.high // 100, size)
    score = None if point.score is None else _cell(point.score // 100, size)
    bar = "".join(
        "█" if cell == score else "─" if low <= cell <= high else "·" for cell in range(size))
    choice = point.decided or point.choice
    word = words.choice(choice) if choice else ""
    known = numbers.percent(point.confidence, 1000)
    tail = " " + _("conf. {confidence}").format(confidence=known)
    return Line((
        Span(fit(dates.date(point.day), days)),
        Span(f"{numbers.score(point.score):>3} ", "strong"), Span(bar, "soon"),
        Span(fit(tail, _CONFIDENCE), "dim"),
        Span(fit(" " + word, max(0, width - days - _SCORE - size - _CONFIDENCE)))))


def change_rows(record: Prospect, checklist: Checklist, width: int) -> list[Line]:
    """What the last assessment says otherwise than the one before."""
    rows = []
    for change in latest_changes(record):
        criterion = next((c for c in checklist.criteria if c.code == change.criterion), None)
        name = spoken(criterion.label) if criterion else change.criterion
        text = _("{criterion}: {before} -> {after}").format(
            criterion=name, before=_said(change.before), after=_said(change.after))
        rows.append(line((fit(text, width), "")))
    return rows


def _said(answer: Answer | None) -> str:
    if answer is None:
        return words.rating("open")
    if answer.rating is None:
        return _("n/a")
    return f"{answer.rating} {words.evidence(answer.evidence)}"
