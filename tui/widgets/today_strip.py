"""What is due today and why, on top of everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from store import Occurrence, Row
from tui import dates, due_words, words
from tui.texts import _
from tui.view import Pane, StripItem, View
from tui.widgets.canvas import Line, Span, fit, line, rule, wrap
from tui.widgets.pane import PaneCanvas
from tui.widgets.prospect_list import letter, score_of

_TAIL = 7
"""Width of priority, and class or score."""
_WHOLE = 10**6
"""Cells without a limit."""


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    reason: int
    when: int
    person: int
    phone: int


class TodayStrip(PaneCanvas):
    """Overdue first, then due, then what is in its lead time."""

    pane = Pane.TODAY

    def basis(self, view: View) -> tuple[object, ...]:
        """As drawn below."""
        return (view.strip, view.strip_cursor, view.pane is self.pane, view.strip or view.rows)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Heading and the items around the cursor; the reason of the chosen one in full."""
        view = self.view
        if view is None:
            return ()
        columns, room = _columns(width), height - 1
        chosen = view.item if self.focused_pane else None
        rest = _rest(chosen, columns, width, view.today)[:room - 1] if chosen else []
        room -= len(rest)
        top = max(0, min(view.strip_cursor - room // 2, len(view.strip) - room))
        items = view.strip[top:top + room]
        rows = [rule(self._title(view, len(items)), width, focus=self.focused_pane)]
        if not view.strip:
            rows.append(line("   ", _("Nothing is due today."), " ", (self._coming(view), "dim")))
        for index, item in enumerate(items, top):
            here = chosen is not None and index == view.strip_cursor
            rows.append(_item(item, view, columns, here, bool(rest)))
            if here:
                rows += rest
        return rows

    @staticmethod
    def _title(view: View, shown: int) -> str:
        due = view.strip.pressing
        count = len(view.strip)
        if not count:
            return _("Today")
        text = (_("Today: {shown} of {count}").format(shown=shown, count=count)
                if shown < count else _("Today: {count}").format(count=count))
        return text + ", " + _("{due} due").format(due=due)

    @staticmethod
    def _coming(view: View) -> str:
        if not view.base:
            return _("n adds the first customer.")
        following = view.rows.soonest
        if not following or following[0].next is None:
            return _("No date is planned: f sets a follow-up.")
        day, name = following[0].next.act_on, min(row.short for row in following)
        return _("Next: {day} ({name}).").format(day=dates.day_date(day), name=name)


def _columns(width: int) -> _Columns:
    """What has room: sign, name and reason always, then the day, person and telephone."""
    when = 6 if width < 60 else 16 if width < 110 else 19
    phone = 17 if width >= 110 else 0
    person = 24 if width >= 150 else 0
    room = width - 3 - 1 - 1 - when - _TAIL - (phone and phone + 1) - (person and person + 1)
    name = max(8, min(room // 2, 23 if width < 150 else 30))
    return _Columns(name, min(room - name, 80), when, person, phone)


def _item(item: StripItem, view: View, columns: _Columns, chosen: bool, more: bool) -> Line:
    row, occurrence = item
    urgency = occurrence.urgency(view.today)
    role = words.role(urgency)
    reason = (wrap(_reason(item, _WHOLE, view.today), columns.reason)[0] if chosen and more
              else _reason(item, columns.reason, view.today))
    spans = [
        Span((">" if chosen else " ") + words.sign(urgency) + " ", role),
        Span(fit(row.short, columns.name) + " ", "strong"),
        Span(fit(reason, columns.reason) + " "),
        Span(fit(_when(occurrence, view.today, columns.when), columns.when), role),
    ]
    if columns.person:
        spans.append(Span(" " + fit(occurrence.person or row.person, columns.person)))
    if columns.phone:
        spans.append(Span(" " + fit(row.phone, columns.phone), "dim"))
    return Line((*spans, Span(_standing(row), "dim")), "cursor" if chosen else "")


def _when(occurrence: Occurrence, today: date, width: int) -> str:
    """When to act, as long as there is room: "38 Tage überfällig", "38 T überfällig", a day."""
    if width < 10:
        return dates.short(occurrence.shown_on(today))
    text = words.when(occurrence, today)
    return text if cell_len(text) <= width else words.when(occurrence, today, short=True)


def _reason(item: StripItem, width: int, today: date) -> str:
    """Why it comes up: the longest form that has room, else the shortest."""
    forms = due_words.reasons(*item, today)
    return next((text for text in forms if cell_len(text) <= width), forms[-1])


def _rest(item: StripItem, columns: _Columns, width: int, today: date) -> list[Line]:
    """Rows for what of the reason has no room beside the name."""
    text = " ".join(wrap(_reason(item, _WHOLE, today), columns.reason)[1:])
    indent = columns.name + 4 if width >= 80 else 3
    return [line(" " * indent, part, role="cursor") for part in wrap(text, width - indent - 1)]


def _standing(row: Row) -> str:
    """Priority and class, or score of a prospect: "V2  81", "V1   A"."""
    priority = _("P{number}").format(number=row.priority) if row.priority else "  "
    value = letter(row) if row.stage.customer or row.score is None else score_of(row)
    return f" {priority} {value:>3}"
