"""The panes of the agenda: months with signs and kinds, days, a week, a year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tui import dates, words
from tui.screens.agenda_rows import KINDS, Listing, counted, told
from tui.screens.counter import Counter
from tui.texts import NP_, _, capital, ngettext, pgettext
from tui.widgets import months, weeks
from tui.widgets.canvas import Line, fit, line, rule


class Look(StrEnum):
    """How what comes up is shown."""

    DAYS = "days"
    WEEK = "week"
    YEAR = "year"


LOOK_WORDS: Mapping[Look, tuple[str, str]] = {
    Look.DAYS: NP_("agenda", "days"), Look.WEEK: NP_("agenda", "week"),
    Look.YEAR: NP_("agenda", "year"),
}
_WEEK_FROM = 110
"""Columns of the screen from which on a week side by side can be read."""
_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What all panes show."""

    listing: Listing
    cursor: int
    today: date
    kinds: int
    """Index into KINDS."""
    until: date
    counter: Counter | None
    """What was counted for the rest of the year."""
    keys: str
    """That choose the kinds."""

    @property
    def day(self) -> date:
        """The day under the cursor; today where it is overdue."""
        items = self.listing.items
        return (items.day(self.cursor) if items else None) or self.today

    def year(self) -> list[weeks.Week]:
        """The weeks of the year."""
        counter = self.counter
        later = counter.days(KINDS[self.kinds][1]) if counter and counter.complete else {}
        return weeks.weeks_of(self.today, self.listing.marks, later,
                              None if counter and counter.complete else self.until)


def following(look: Look, width: int) -> Look:
    """What comes after a look: a week only where it can be read."""
    order = [one for one in Look if one is not Look.WEEK or width >= _WEEK_FROM]
    return order[(order.index(look) + 1) % len(order)] if look in order else Look.DAYS


def _heading(scene: Scene, title: str, width: int) -> Line:
    word = pgettext(*KINDS[scene.kinds][0]) if scene.kinds else ""
    return rule(title, width, focus=True, right=word)


def days(scene: Scene, top: int, width: int, height: int) -> list[Line]:
    """Day by day, from a row on."""
    listing = scene.listing
    title = _("Agenda: {count} until {day}").format(
        count=counted(listing.items), day=dates.day_date(scene.until))
    return [_heading(scene, title, width), *listing.made(
        scene.cursor, top, top + height - 1, width, scene.today)]


def week(scene: Scene, width: int, height: int, *, focus: bool = False) -> list[Line]:
    """The week of the row under the cursor, from Monday to Sunday."""
    items, today = scene.listing.items, scene.today
    day = items.day_of(scene.cursor) if items else today
    first = weeks.monday(day)
    columns: list[list[weeks.Entry]] = [[] for _n in range(7)]
    for day, index in items.within(first, first + _WEEK):
        row, item = items[index]
        columns[(day - first).days].append(weeks.Entry(
            urgency=item.urgency(today), name=row.short, reason=told(item, today),
            chosen=index == scene.cursor))
    title = _("Week {number}: {first} to {last}").format(
        number=first.isocalendar().week, first=dates.day_date(first),
        last=dates.day_date(first + _WEEK))
    head = _heading(scene, title, width) if focus else rule(title, width, focus=False)
    return [head, *weeks.week_rows(first, today, columns, width, height - 1)]


def _whole_week(scene: Scene, width: int, height: int) -> list[Line]:
    return week(scene, width, height, focus=True)


def _year(scene: Scene, width: int, height: int) -> list[Line]:
    found = scene.year()
    if all(one.known for one in found):
        total = sum(one.count for one in found)
        title = ngettext(
            "Year: {n} date until {day}", "Year: {n} dates until {day}", total,
        ).format(n=total, day=dates.date(found[-1].first + _WEEK))
    else:
        title = _("Year: still counting ...")
    return [_heading(scene, title, width), *weeks.year_rows(found, scene.day, width)]


LOOKS: Mapping[Look, Callable[[Scene, int, int], list[Line]]] = {
    Look.WEEK: _whole_week, Look.YEAR: _year}


def side(scene: Scene, width: int, height: int) -> list[Line]:
    """As many months as there is room for, a year if there is more, then signs and kinds."""
    below = [*_signs(scene, width), *_kinds(scene, width)]
    room = height - len(below)
    strip: list[Line] = []
    if room >= 3 * months.ROWS + weeks.MONTHS + 1:
        strip = [rule(_("Year: dates a week"), width, focus=False),
                 *weeks.year_strip(scene.year(), scene.day)]
    count = max(1, min(3, (room - len(strip)) // months.ROWS))
    found: list[Line] = []
    for first in months.months_around(scene.day, count):
        rows = months.month_rows(first, scene.today, scene.day, scene.listing.marks)
        found += [rule(dates.month_title(first), width, focus=False), *rows]
    return [*found, *strip, *below][:height]


def _signs(scene: Scene, width: int) -> list[Line]:
    rows = [rule(_("Signs"), width, focus=False)]
    for urgency, count in scene.listing.counts(scene.today):
        word = fit(words.urgency(urgency), width - 9)
        rows.append(line(" ", (words.sign(urgency), words.role(urgency)), f" {word}{count:>5}"))
    return rows


def _kinds(scene: Scene, width: int) -> list[Line]:
    rows = [rule(_("Kinds: {key}").format(key=scene.keys), width, focus=False)]
    for number, (word, _its) in enumerate(KINDS):
        chosen = number == scene.kinds
        rows.append(line(f"{'>' if chosen else ' '}{number + 1} ", (
            capital(pgettext(*word)), "strong" if chosen else "")))
    return rows
