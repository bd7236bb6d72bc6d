"""The rows of the agenda: days as headings, below them what comes up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from store import NEVER_EARLY, DayList, EventKind, Occurrence, Row, Urgency, add_months
from tui import dates, words
from tui.texts import NP_, _, ngettext
from tui.widgets.canvas import Line, Span, fit, line

_WITH_PHONE, _WITH_LAST = 74, 100
"""Cells from which on a row has room for the telephone number, for the last contact."""
_ONE_DAY = timedelta(days=1)

KINDS: tuple[tuple[tuple[str, str], frozenset[EventKind]], ...] = (
    (NP_("agenda", "all"), frozenset()),
    (NP_("agenda", "follow-ups"), frozenset({EventKind.FOLLOW_UP})),
    (NP_("agenda", "birthdays, jubilees"), frozenset({
        EventKind.BIRTHDAY, EventKind.NAME_DAY, EventKind.COMPANY_ANNIVERSARY,
        EventKind.CUSTOMER_ANNIVERSARY, EventKind.OWN_DATE})),
    (NP_("agenda", "contracts, offers"), frozenset({
        EventKind.NOTICE, EventKind.CONTRACT_END, EventKind.OFFER})),
    (NP_("agenda", "projects, trade fairs"), frozenset({
        EventKind.PROJECT, EventKind.LAUNCH, EventKind.FAIR, EventKind.NEED_FROM})),
    (NP_("agenda", "checks"), frozenset({
        EventKind.REASSESSMENT, EventKind.LIGHT_CHECK, EventKind.RESUME, EventKind.SUCCESSOR,
        EventKind.PRIVACY})),
)
"""What may be looked at alone: word (context and msgid) and kinds."""


STEPS = ("down", "up", "top", "bottom", "right", "left", "page_down", "page_up", "today")
"""Commands that move the cursor: by rows, days and months, and to today."""


def moved(items: DayList, cursor: int, command_id: str, today: date) -> int:
    """Index of the row to which one of STEPS leads; it may lie outside the list."""
    by_row = {"down": cursor + 1, "up": cursor - 1, "top": 0, "bottom": len(items) - 1}
    if command_id in by_row or not items:
        return by_row.get(command_id, 0)
    if command_id == "today":
        return items.first(today)
    if command_id.startswith("page"):
        day = items.day(cursor) or today
        by = 1 if command_id == "page_down" else -1
        return items.first(add_months(day.replace(day=1), by))
    return items.start(cursor, 1 if command_id == "right" else -1)


class Listing:
    """Which row of the screen is a day, and which an occurrence."""

    def __init__(self, items: DayList) -> None:
        self.items = items
        self._starts = items.starts()
        self._heads = [start + number for number, start in enumerate(self._starts)]
        """Rows that are the heading of a day."""

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.items) + len(self._heads)

    def place(self, cursor: int) -> int:
        """The row of an occurrence."""
        return cursor + bisect_right(self._starts, cursor)

    @cached_property
    def marks(self) -> dict[date, tuple[int, Urgency]]:
        """How much is to be done on each day."""
        return self.items.marks()

    def counts(self, today: date) -> tuple[tuple[Urgency, int], ...]:
        """How much is overdue, to be done today, and coming."""
        late, later = self.items.first(today), self.items.first(today + _ONE_DAY)
        return ((Urgency.OVERDUE, late), (Urgency.TODAY, later - late),
                (Urgency.UPCOMING, len(self.items) - later))

    def made(
        self, cursor: int, first: int, last: int, width: int, today: date
    ) -> list[Line]:
        """The rows from `first` up to `last`."""
        if not self.items:
            return [line(" ", (_("Nothing comes up. o shows other kinds."), "dim"))]
        return [self._row(number, cursor, width, today)
                for number in range(first, min(last, len(self)))]

    def _row(self, number: int, cursor: int, width: int, today: date) -> Line:
        above = bisect_right(self._heads, number)
        if self._heads[above - 1] == number:
            day = self.items.day(self._starts[above - 1])
            return line(" ", (day_title(day, today), "strong"))
        index = number - above
        return _item(*self.items[index], index == cursor, width, today)


def day_title(day: date | None, today: date) -> str:
    """ "überfällig", "heute, Mo 23.02.", "Fr 27.02." with its week where that begins."""
    if day is None:
        return words.urgency("overdue")
    text = dates.day_date(day)
    if (day - today).days in (0, 1):
        return f"{dates.relative(day, today)}, {text}"
    return text


def _item(row: Row, item: Occurrence, chosen: bool, width: int, today: date) -> Line:
    urgency = item.urgency(today)
    late = f" {dates.short(item.act_on)}" if urgency == "overdue" else ""
    phone = " " + fit(row.phone, 18) if width >= _WITH_PHONE else ""
    last = " " + fit(spoken(row, today), 18) if width >= _WITH_LAST else ""
    letter = f" {row.letter or '':>1}"
    room = width - 4 - len(late) - len(phone) - len(last) - len(letter)
    name = max(10, min(28, room * 2 // 5))
    return Line((
        Span((">" if chosen else " ") + " " + words.sign(urgency) + " ", words.role(urgency)),
        Span(fit(row.short, name - 1) + " ", "strong"),
        Span(fit(told(item, today), room - name)),
        Span(late, words.role(urgency)), Span(last, "dim"), Span(phone, "dim"),
        Span(letter, "dim"),
    ), "cursor" if chosen else "")


def told(item: Occurrence, today: date) -> str:
    """Why it comes up, and with whom."""
    reason = words.reason(item, today)
    return f"{reason} ({item.person})" if item.person and item.kind in NEVER_EARLY else reason


def spoken(row: Row, today: date) -> str:
    """ "zuletzt vor 40 T"; nothing where nobody has spoken to them."""
    if row.last_contact is None:
        return ""
    return _("last {ago}").format(ago=dates.ago(row.last_contact, today))


def counted(items: Sequence[tuple[Row, Occurrence]]) -> str:
    """ "7 Termine"."""
    return ngettext("{n} date", "{n} dates", len(items)).format(n=len(items))
