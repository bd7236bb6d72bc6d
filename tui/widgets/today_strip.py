"""What is due today and why, on top of everything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from store import Occurrence, Row
from tui import dates, due_words, words
from tui.texts import _
from tui.view import Pane, StripItem, View
from tui.widgets.canvas import Line, Span, fit, line, rule
from tui.widgets.pane import PaneCanvas
from tui.widgets.prospect_list import letter, score_of


class TodayStrip(PaneCanvas):
    """Overdue first, then due, then what is in its lead time."""

    pane = Pane.TODAY

    def basis(self, view: View) -> tuple[object, ...]:
        """As drawn below."""
        return (view.strip, view.strip_cursor, view.pane is self.pane, view.strip or view.rows)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Heading and the items around the cursor."""
        view = self.view
        if view is None:
            return ()
        room = height - 1
        top = max(0, min(view.strip_cursor - room // 2, len(view.strip) - room))
        items = view.strip[top:top + room]
        rows = [rule(self._title(view, len(items)), width, focus=self.focused_pane)]
        if not view.strip:
            rows.append(line("   ", _("Nothing is due today."), " ", (self._coming(view), "dim")))
        for index, item in enumerate(items, top):
            chosen = self.focused_pane and index == view.strip_cursor
            rows.append(self._item(item, view, width, chosen))
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
        following = view.rows.soonest
        if not following or following[0].next is None:
            return _("No date is planned: f sets a follow-up.")
        day, name = following[0].next.act_on, min(row.short for row in following)
        return _("Next: {day} ({name}).").format(day=dates.day_date(day), name=name)

    @staticmethod
    def _item(item: StripItem, view: View, width: int, chosen: bool) -> Line:
        row, occurrence = item
        urgency = occurrence.urgency(view.today)
        role = words.role(urgency)
        narrow = width < 60
        when = (dates.short(occurrence.shown_on(view.today)) if narrow
                else words.when(occurrence, view.today))
        tail = _standing(row)
        phone = fit(row.phone, 18) if width >= 110 else ""
        person = fit(occurrence.person or row.person, 24) + " " if width >= 150 else ""
        when_width = 6 if narrow else 20
        room = width - 4 - when_width - cell_len(tail) - cell_len(phone) - cell_len(person)
        name_width = max(8, min(room // 2, 26))
        reason = fit(_reason(row, occurrence, view.today), room - name_width - 1)
        spans = [
            Span((">" if chosen else " ") + words.sign(urgency) + " ", role),
            Span(fit(row.short, name_width - 1) + " ", "strong"),
            Span(reason + " "),
            Span(fit(when, when_width), role),
            Span(person, ""),
            Span(phone, "dim"),
            Span(tail, "dim"),
        ]
        return Line(tuple(spans), "cursor" if chosen else "")


def _reason(row: Row, occurrence: Occurrence, today: date) -> str:
    """Why it comes up; of a check also the rhythm that makes it due."""
    text, rhythm = words.reason(occurrence, today), due_words.interval(row, occurrence)
    return f"{text} ({rhythm})" if rhythm else text


def _standing(row: Row) -> str:
    """Priority and class, or score of a prospect: "V2  81", "V1   A"."""
    priority = _("P{number}").format(number=row.priority) if row.priority else "  "
    value = letter(row) if row.stage.customer or row.score is None else score_of(row)
    return f" {priority} {value:>3}"
