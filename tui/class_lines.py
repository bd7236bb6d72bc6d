"""A reason and an end behind it, in one line: "neuer Prokurist >6m"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store import clean_line
from tui.date_parts import DateProblem
from tui.date_words import parse_date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLine:
    """What was understood of a line."""

    reason: str = ""
    until: date | None = None
    """The first day on which the class holds no more; None: no end."""
    problem: DateProblem | None = None
    """A day that cannot be read: the line is not to be taken."""
    past: bool = False
    """The day is not after today."""


def read_class_line(line: str, today: date) -> ClassLine:
    """The reason, and the day behind ">"."""
    text, mark, rest = line.rpartition(">")
    reason = clean_line(text if mark else line)
    if not mark or not rest.strip():
        return ClassLine(reason=reason)
    found = parse_date(rest, today)
    if isinstance(found, DateProblem):
        return ClassLine(reason=reason, problem=found)
    return ClassLine(reason=reason, until=found.day, past=found.day <= today)
