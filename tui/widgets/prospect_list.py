"""The list of prospects: any length, nothing built before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Region

from store import Choice, Row, Stage
from tui import dates, numbers, words
from tui.texts import _
from tui.view import Pane, View
from tui.widgets import list_notes
from tui.widgets.canvas import Line, Span, fit, line, rule
from tui.widgets.pane import PaneCanvas

_DATE = 6
"""Width of a day and month in both languages."""
LIST_HEAD = 2
"""Rows above the list: the heading and the column names."""


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    place: int
    revenue: int
    contact: int
    next: int
    note: int | None = None
    """Width of what a list says of each row instead of all else."""


def _columns(width: int, *, noted: bool = False) -> _Columns:
    if noted:
        note = max(14, width // 2)
        return _Columns(width - note - 7, 0, 0, 0, 0, note)
    next_width = 1 + _DATE
    fixed = 2 + 2 + 2 + 4 + 1 + next_width
    room = width - fixed
    place = 13 if room >= 60 else 10 if room >= 26 else 0
    contact = _DATE + 2 if room >= 44 else 0
    revenue = 10 if room >= 54 else 0
    return _Columns(room - place - contact - revenue, place, revenue, contact, next_width)


class ProspectList(PaneCanvas):
    """Draws the visible part of the View's rows; the cursor belongs to the View."""

    pane = Pane.LIST
    top = 0

    @property
    def page(self) -> int:
        """Rows of one page."""
        return max(1, self.size.height - LIST_HEAD)

    def watch_view(self, old: View | None = None, new: View | None = None) -> None:
        """Repaint two rows on a move, everything on anything else."""
        if new is None or not self.size.height:
            return
        top = self.top
        self._clamp(new)
        if old is not None and top == self.top and self._only_moved(old, new):
            width = self.size.width
            if old.cursor != new.cursor:
                self.refresh(Region(0, LIST_HEAD + old.cursor - top, width, 1),
                             Region(0, LIST_HEAD + new.cursor - top, width, 1))
            return
        if old is not None and top == self.top and self._only_values(old, new):
            self._repaint_changed(old, new)
            return
        self.refresh()

    @staticmethod
    def _only_moved(old: View, new: View) -> bool:
        return (old.rows is new.rows and ProspectList._only_values(old, new))

    @staticmethod
    def _only_values(old: View, new: View) -> bool:
        return ((old.marked, old.listing, old.order, old.reverse, old.query, old.total,
                 old.pane is Pane.LIST, old.today, old.language)
                == (new.marked, new.listing, new.order, new.reverse, new.query, new.total,
                    new.pane is Pane.LIST, new.today, new.language)
                and len(old.rows) == len(new.rows))

    def _repaint_changed(self, old: View, new: View) -> None:
        width = self.size.width
        regions = [
            Region(0, LIST_HEAD + index - self.top, width, 1)
            for index in range(self.top, min(self.top + self.page, len(new.rows)))
            if old.rows[index] != new.rows[index]
            or (index in (old.cursor, new.cursor) and old.cursor != new.cursor)]
        if regions:
            self.refresh(*regions)

    def _clamp(self, view: View) -> None:
        page = self.page
        last = max(0, len(view.rows) - page)
        if not self.top <= view.cursor < self.top + page:
            self.top = view.cursor - page // 2
        self.top = max(0, min(self.top, last))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        if self.view is not None:
            self._clamp(self.view)
        self.refresh()

    def render_line(self, y: int):  # type: ignore[no-untyped-def]
        """One row, made when it is drawn."""
        view = self.view
        if view is None:
            return self.paint(Line())
        width = self.size.width
        if y == 0:
            return self.paint(self._heading(view, width))
        columns = _columns(width, noted=view.listing.group in list_notes.NOTES)
        if y == 1:
            return self.paint(self._names(columns) if columns.note is None else
                              list_notes.names(view, columns.name, columns.note))
        index = self.top + y - LIST_HEAD
        if index < len(view.rows):
            return self.paint(self._row(view, view.rows[index], index == view.cursor, columns))
        if not view.rows:
            return self.paint(self._empty(view, y - LIST_HEAD, width))
        return self.paint(Line())

    def _heading(self, view: View, width: int) -> Line:
        name = f"{view.listing.key} {_(view.listing.label)}"
        if view.query:
            title = _("/{query}: {count} of {total}").format(
                query=view.query, count=len(view.rows), total=view.total)
        else:
            title = f"{name} {view.total}, {_(view.order.label)}"
        if view.reverse:
            title += " " + _("(reversed)")
        if view.marked:
            title = _("{count} marked, {title}").format(
                count=len(view.marked), title=f"{name} {view.total}")
        return rule(title, width, focus=self.focused_pane)

    @staticmethod
    def _names(columns: _Columns) -> Line:
        text = "  " + fit(_("Company"), columns.name)
        text += f" {fit(_('C'), 1)} {fit(_('P'), 1)} {fit(_('Pts'), 3, '>')} "
        text += fit(_("Next"), columns.next)
        if columns.place:
            text += " " + fit(_("Place"), columns.place - 1)
        if columns.revenue:
            text += fit(_("Revenue"), columns.revenue, ">")
        if columns.contact:
            text += " " + fit(_("Last"), columns.contact - 1)
        return line((text, "dim"))

    @staticmethod
    def _row(view: View, row: Row, cursor: bool, columns: _Columns) -> Line:
        marked = row.id in view.marked
        sign = ">" if cursor else " "
        score = score_of(row)
        spans = [
            Span(sign, "mark"),
            Span("+" if marked else " ", "mark"),
            Span(fit(row.short, columns.name), "strong" if marked else ""),
        ]
        if columns.note is not None:
            note = list_notes.NOTES[view.listing.group](row, view.today)
            spans += [Span(f" {fit(letter(row), 1)} {row.priority or '-'} "),
                      Span(fit(note, columns.note), "soon")]
            return Line(tuple(spans), "cursor" if cursor else "")
        spans.append(Span(f" {fit(letter(row), 1)} {row.priority or '-'} {score} "))
        spans += _next(row, view, columns.next)
        if columns.place:
            spans.append(Span(" " + fit(row.place, columns.place - 1), "dim"))
        if columns.revenue:
            text = numbers.euros(row.revenue) if row.revenue else ""
            spans.append(Span(fit(text, columns.revenue, ">")))
        if columns.contact:
            text = dates.short(row.last_contact) if row.last_contact else ""
            spans.append(Span(" " + fit(text, columns.contact - 1), "dim"))
        return Line(tuple(spans), "cursor" if cursor else "")

    @staticmethod
    def _empty(view: View, y: int, width: int) -> Line:
        if view.query:
            hints = [_("Nothing for '{query}'.").format(query=view.query),
                     _("Esc shows all,"), _("n adds '{query}'.").format(query=view.query)]
        elif not view.base:
            hints = [_("No customers yet."), _("n  new customer"), _("g i  import addresses")]
        else:
            hints = [_("Nobody in this list."), _("1  shows all")]
        return line(" ", (fit(hints[y], width - 2), "dim")) if y < len(hints) else Line()


def letter(row: Row) -> str:
    """Class of a customer (A B C N O), else the letter of the stage, x for dropped."""
    if row.stage.customer or row.stage is Stage.FORMER:
        return row.letter or words.stage_letter(row.stage)
    if row.choice is Choice.DROP:
        return "x"
    return words.stage_letter(row.stage)


def score_of(row: Row) -> str:
    """Score in three cells, "--" where it is not known yet."""
    if row.score is not None:
        return f"{(row.score + 50) // 100:>3}"
    return " --" if row.stage in (Stage.PROSPECT, Stage.QUALIFIED) else "   "


def _next(row: Row, view: View, width: int) -> list[Span]:
    item = row.pressing(view.today)
    if item is None:
        return [Span(" " * width)]
    urgency = item.urgency(view.today)
    sign, role = words.sign(urgency), words.role(urgency)
    return [Span(sign, role), Span(fit(dates.short(item.shown_on(view.today)), width - 1), role)]
