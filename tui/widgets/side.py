"""On wide screens: the next two weeks, and what was done here last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tui import dates, numbers, words
from tui.texts import _
from tui.view import View
from tui.widgets.canvas import Line, fit, line, rule
from tui.widgets.pane import ViewCanvas

_AHEAD = timedelta(days=14)


class Side(ViewCanvas):
    """The next fourteen days of the whole base, then the classes of the base."""

    def basis(self, view: View) -> tuple[object, ...]:
        """As drawn below."""
        return (view.strip, view.rows)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Events by day; below, how the list splits into classes."""
        view = self.view
        if view is None:
            return ()
        rows = [rule(_("Next 14 days"), width, focus=False)]
        rows += self._events(view, width, height - 8)[: height - 8]
        rows += [line()] * (height - 7 - len(rows))
        rows += [rule(_("Classes in this list"), width, focus=False)]
        rows += self._by_class(view, width)
        return rows

    @staticmethod
    def _events(view: View, width: int, most: int) -> list[Line]:
        found = sorted(
            ((item.shown_on(view.today), row.short, item)
             for row, item in view.strip.coming(view.today + _AHEAD, most)),
            key=lambda entry: entry[:2])
        rows: list[Line] = []
        last = None
        for day, name, item in found:
            if day != last:
                rows.append(line(" ", (dates.day_date(day), "strong")))
                last = day
            sign = words.sign(item.urgency(view.today))
            role = words.role(item.urgency(view.today))
            name_width = (width - 5) // 2 if width < 45 else (width - 5) * 2 // 5
            rows.append(line("  ", (sign, role), " ", fit(name, name_width - 1), " ",
                             (fit(words.reason(item, view.today), width - 5 - name_width), "dim")))
        return rows or [line(" ", (_("Nothing planned."), "dim"))]

    @staticmethod
    def _by_class(view: View, width: int) -> list[Line]:
        total = view.rows.revenue
        rows = []
        for one in view.rows.classes:
            share = round(100 * one.revenue / total) if total else 0
            bar = "█" * (share * (width - 18) // 100)
            rows.append(line(f" {one.letter} {one.count:>4} ", (bar, "soon"),
                             f" {numbers.percent(share)}"))
        return rows
