"""The rows of the agenda: days as headings, below them what comes up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store import Book, DayList, EventKind, Occurrence, Row, add_months
from tui import dates, words
from tui.texts import NP_, _, ngettext
from tui.widgets.canvas import Line, Span, fit, line, rule, wrap

KINDS: tuple[tuple[tuple[str, str], frozenset[EventKind]], ...] = (
    (NP_("agenda", "all"), frozenset()),
    (NP_("agenda", "follow-ups"), frozenset({EventKind.FOLLOW_UP})),
    (NP_("agenda", "birthdays, anniversaries"), frozenset({
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


def heads(items: DayList) -> list[int]:
    """Indexes at which another day begins."""
    return [n for n in range(len(items)) if not n or items.day(n) != items.day(n - 1)]


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
    starts = heads(items)
    here = max(n for n, start in enumerate(starts) if start <= cursor)
    by = 1 if command_id == "right" else -1
    return starts[max(0, min(here + by, len(starts) - 1))]


class Listing:
    """Which row of the screen is a day, and which an occurrence."""

    def __init__(self, items: DayList) -> None:
        self.items = items
        self.rows: list[int] = []
        """By row: the number of an occurrence; -1 - number for the heading above it."""
        self.places: list[int] = []
        """Row of each occurrence."""
        starts = frozenset(heads(items))
        for number in range(len(items)):
            if number in starts:
                self.rows.append(-1 - number)
            self.places.append(len(self.rows))
            self.rows.append(number)

    def made(
        self, cursor: int, first: int, last: int, width: int, today: date
    ) -> list[Line]:
        """The rows from `first` up to `last`."""
        if not self.items:
            return [line(" ", (_("Nothing comes up. o shows other kinds."), "dim"))]
        return [self._row(number, cursor, width, today) for number in self.rows[first:last]]

    def _row(self, number: int, cursor: int, width: int, today: date) -> Line:
        if number < 0:
            return line(" ", (day_title(self.items.day(-1 - number), today), "strong"))
        return _item(*self.items[number], number == cursor, width, today)


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
    phone = " " + fit(row.phone, 18) if width >= 74 else ""
    letter = f" {row.letter or '':>1}"
    room = width - 4 - len(late) - len(phone) - len(letter)
    name = max(10, min(28, room * 2 // 5))
    reason = words.reason(item, today)
    if item.person and str(item.kind) in ("birthday", "name_day"):
        reason = f"{reason} ({item.person})"
    return Line((
        Span((">" if chosen else " ") + " " + words.sign(urgency) + " ", words.role(urgency)),
        Span(fit(row.short, name - 1) + " ", "strong"),
        Span(fit(reason, room - name)),
        Span(late, words.role(urgency)), Span(phone, "dim"), Span(letter, "dim"),
    ), "cursor" if chosen else "")


def detail(book: Book, found: tuple[Row, Occurrence] | None, width: int, height: int
           ) -> list[Line]:
    """Whom it is about, how to reach them, what was said last."""
    if found is None:
        return [rule("", width, focus=False)]
    row, item = found
    record = book.get(row.id)
    person = record.contact(item.contact) or record.main_contact
    rows = [rule(row.name, width, focus=False)]
    if person is not None:
        reach = person.phone or person.mobile or record.phone
        function = f", {person.function}" if person.function else ""
        rows.append(line(" ", fit(", ".join(filter(None, (
            person.full_name + function, reach))), width - 2)))
    elif record.phone:
        rows.append(line(" ", record.phone))
    last = record.activities[-1] if record.activities else None
    if last is not None:
        text = ": ".join(filter(None, (words.activity(last.kind), last.note)))
        told = _("last {day} {text}").format(day=dates.short(last.day), text=text)
    else:
        told = _("no contact yet")
    rows += [line(" ", text) for text in wrap(told, width - 2)]
    return rows[:height]


def counted(items: Sequence[tuple[Row, Occurrence]]) -> str:
    """ "7 Termine"."""
    return ngettext("{n} date", "{n} dates", len(items)).format(n=len(items))
