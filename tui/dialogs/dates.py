"""The bar for a date: digits for the usual ones, or words, with a live echo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from dateutil.relativedelta import relativedelta

from store import clean_line
from tui import date_echo, dates
from tui.date_parts import DateEntry, DateProblem
from tui.date_words import parse_date
from tui.dialogs.bar import Bar, LineBar, Refused
from tui.texts import _
from tui.widgets.canvas import Line, line

T = TypeVar("T")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.|\d{4}-\d\d")
"""Looks like a day in figures."""


class Asker(Protocol):
    """Whoever can open a bar."""

    async def ask(self, bar: Bar[T]) -> T | None:
        """Open a bar and wait for its value."""

    @property
    def today(self) -> date:
        """The day of the injected clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A day, perhaps a time and a text behind it; no day means: none."""

    day: date | None
    time: str = ""
    text: str = ""


def usual(today: date) -> dict[str, Planned]:
    """The dates behind the digits."""
    return {
        "1": Planned(day=today + timedelta(days=1)),
        "2": Planned(day=today + timedelta(weeks=1)),
        "3": Planned(day=today + timedelta(weeks=2)),
        "4": Planned(day=today + relativedelta(months=1)),
        "5": Planned(day=today + relativedelta(months=3)),
    }


def read(text: str, today: date) -> tuple[DateEntry | DateProblem, str]:
    """The longest beginning of a text that is a date, and the rest of it."""
    parts = clean_line(text).split(" ")
    first = parse_date(" ".join(parts), today)
    for count in range(len(parts), 0, -1):
        entry = parse_date(" ".join(parts[:count]), today)
        if isinstance(entry, DateEntry):
            if count < len(parts) and _DAY.match(parts[count]):
                # "fr 12.2." on a Thursday: not a Friday with the text "12.2.".
                return parse_date(" ".join(parts[:count + 1]), today), ""
            return entry, " ".join(parts[count:])
    return first, ""


def date_bar(title: str, today: date, *, none: bool, text: bool,
             value: str = "") -> LineBar[Planned]:
    """A LineBar that gives a Planned. none: digit 0 means no date; text: words may follow.

    `value` stands in the field from the start.
    """
    digits = usual(today)
    hints = [("1", _("tomorrow")), ("2", _("in 1 week")), ("3", _("in 2 weeks")),
             ("4", _("in 1 month")), ("5", _("in 3 months"))]
    if none:
        digits["0"] = Planned(day=None)
        hints.append(("0", _("none")))
    hints.append((_("Space"), _("type a date (or words: fri, 2w, end of month)")))

    def echo(typed: str) -> Sequence[Line]:
        entry, rest = read(typed, today)
        if isinstance(entry, DateProblem):
            return [line(" ", (date_echo.explain_date(entry), "dim"))]
        shown = date_echo.echo(entry, today) + (f": {rest}" if rest else "")
        return [line(" ", (shown, "good"))]

    def take(typed: str) -> Planned:
        entry, rest = read(typed, today)
        if isinstance(entry, DateProblem):
            raise Refused(date_echo.explain_date(entry))
        if rest and not text:
            raise Refused(_("'{rest}' is not part of a date.").format(rest=rest))
        if entry.day < today:
            raise Refused(_("{day} is past.").format(day=dates.long_date(entry.day)))
        return Planned(day=entry.day, time=entry.time, text=rest)

    return LineBar(title, take=take, echo=echo, rows=2, digits=digits, hints=hints,
                   value=value)


async def ask_date(host: Asker, title: str, *, none: bool = False,
                   text: bool = False, value: str = "") -> Planned | None:
    """Ask for a day from today on; None after Esc."""
    return await host.ask(date_bar(title, host.today, none=none, text=text, value=value))
