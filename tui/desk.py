"""Between the book and the screen: keeps list, order, filter and cursor; makes each View."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from store import (
    Book,
    Checklists,
    Prospect,
    Row,
    checklist_in_force,
    course,
    query_words,
    standing_of,
)
from tui.panes import Panes
from tui.strip import Strip
from tui.view import LISTINGS, Listing, Order, Pane, View


class Desk(Panes):
    """The state of the workplace without a screen. Every verb returns the new View."""

    def __init__(self, book: Book, checklists: Checklists, *, practice: bool = False,
                 hourly_rate: int = 0) -> None:
        self.book = book
        self.checklists = checklists
        self._listed: list[Row] = []
        self._strip = Strip()
        self.view = View(today=book.today, checklist=checklists.of(None, False),
                         practice=practice, hourly_rate=hourly_rate)
        self.reload()

    # -- the list ---------------------------------------------------------------

    def reload(self, select: str = "") -> View:
        """Sort and filter anew; the cursor stays on its prospect."""
        view = self.view
        wanted = select or (view.row.id if view.row else "")
        today = self.book.today
        archive = view.listing.number == 9
        self._listed = [row for row in self.book.rows.values()
                        if row.archived == archive and view.listing.takes(row, today)]
        self._sort(self._listed)
        self._strip.fill(self.book.rows.values(), today)
        strip = self._strip.items
        rows = self._filtered(self._listed, view.query)
        self.view = replace(view, today=today, rows=rows, total=len(self._listed),
                            marked=view.marked.intersection(row.id for row in self._listed),
                            base=len(self.book.rows), strip=strip,
                            strip_cursor=min(view.strip_cursor, max(0, len(strip) - 1)))
        return self._at(self._index(wanted, view.cursor))

    def _sort(self, rows: list[Row]) -> None:
        view, today = self.view, self.book.today
        order = view.order
        rows.sort(key=lambda row: order.key(row, today),  # type: ignore[arg-type, return-value]
                  reverse=order.descending != view.reverse)

    @staticmethod
    def _filtered(rows: Iterable[Row], query: str) -> list[Row]:
        found = list(rows)
        for bare, folded in query_words(query):
            # As store.text.matches, a word at a time: much faster on a whole base.
            if bare == folded:
                found = [row for row in found if bare in row.search]
            else:
                found = [row for row in found if bare in row.search or folded in row.search]
        return found

    def _index(self, wanted: str, otherwise: int) -> int:
        rows = self.view.rows
        for index, row in enumerate(rows):
            if row.id == wanted:
                return index
        return min(otherwise, max(0, len(rows) - 1))

    def _at(self, cursor: int, **changes: Any) -> View:
        rows = self.view.rows
        if not rows:
            self.view = replace(self.view, cursor=0, row=None, record=None, standing=None,
                                scroll=0, **changes)
            return self.view
        cursor = max(0, min(cursor, len(rows) - 1))
        row = rows[cursor]
        record = self.book.get(row.id)
        checklist, _given = checklist_in_force(record, self.checklists)
        standing = standing_of(record, checklist, self.book.today)
        same = self.view.row is not None and self.view.row.id == row.id
        self.view = replace(
            self.view, cursor=cursor, row=row, record=record, checklist=checklist,
            standing=standing, course=course(record, self.checklists),
            criterion=self.view.criterion if same else 0,
            scroll=self.view.scroll if same else 0, **changes)
        return self.view

    def move(self, by: int) -> View:
        """Move the cursor of the list by rows."""
        return self._at(self.view.cursor + by)

    def select(self, prospect_id: str) -> View:
        """Put the cursor on a prospect; a filter or list that hides it is left."""
        if any(row.id == prospect_id for row in self.view.rows):
            return self._at(self._index(prospect_id, 0))
        self.view = replace(self.view, query="", listing=LISTINGS[0])
        return self.reload(prospect_id)

    def filter(self, query: str) -> View:
        """Show only rows that hold each word; narrowing looks at the last result only."""
        view = self.view
        narrowing = bool(view.query) and query.startswith(view.query)
        rows = self._filtered(view.rows if narrowing else self._listed, query)
        wanted = view.row.id if view.row else ""
        self.view = replace(view, rows=rows, query=query)
        return self._at(self._index(wanted, 0) if not query else 0)

    def show_list(self, listing: Listing) -> View:
        """Change to a saved list."""
        self.view = replace(self.view, listing=listing, query="", marked=frozenset())
        return self.reload()

    def order_by(self, order: Order) -> View:
        """Sort by an order; the same again turns it round."""
        view = self.view
        self.view = replace(view, order=order,
                            reverse=not view.reverse if view.order is order else False)
        return self.reload()

    def mark(self) -> View:
        """Mark or unmark the row and go on to the next."""
        view = self.view
        if view.row is None:
            return view
        self.view = replace(view, marked=view.marked ^ {view.row.id})
        return self.move(1)

    def mark_all(self) -> View:
        """Mark all shown, or none if any are marked."""
        marked = frozenset() if self.view.marked else frozenset(r.id for r in self.view.rows)
        self.view = replace(self.view, marked=marked)
        return self.view

    def unmark(self) -> View:
        """Forget the marks."""
        self.view = replace(self.view, marked=frozenset())
        return self.view

    # -- today strip ------------------------------------------------------------

    def move_strip(self, by: int) -> View:
        """Move the cursor of the today strip; list and profile follow."""
        view = self.view
        if not view.strip:
            return view
        cursor = max(0, min(view.strip_cursor + by, len(view.strip) - 1))
        self.view = replace(view, strip_cursor=cursor)
        return self.select(self.view.strip[cursor][0].id)

    def enter_strip(self) -> View:
        """Into the today strip: the prospect of its row comes under the cursor."""
        self.focus(Pane.TODAY)
        return self.move_strip(0)

    # -- after a change -----------------------------------------------------------

    def refresh(self, ids: Iterable[str]) -> View:
        """Take over changed records without moving any row; new ones go to their place."""
        changed = set(ids)
        book, view = self.book, self.view
        present = {row.id for row in self._listed}
        archive = view.listing.number == 9
        for key in changed:
            row = book.rows.get(key)
            if (row is not None and row.archived == archive) != (key in present):
                return self.reload()
        changed &= book.rows.keys()
        self._listed = [book.rows[row.id] if row.id in changed else row for row in self._listed]
        rows = [book.rows[row.id] if row.id in changed else row for row in view.rows]
        self._strip.take(changed, book.rows, book.today)
        strip = self._strip.items
        cursor = min(view.strip_cursor, max(0, len(strip) - 1))
        self.view = replace(view, rows=rows, strip=strip, strip_cursor=cursor,
                            base=len(book.rows))
        return self.move_strip(0) if view.pane is Pane.TODAY else self._at(view.cursor)

    def new_day(self, today: date) -> View:
        """At midnight, or by the injected clock."""
        self.book.set_today(today)
        return self.reload()

    @property
    def records(self) -> tuple[Prospect, ...]:
        """The whole records a command acts on."""
        return tuple(self.book.get(key) for key in self.view.targets)
