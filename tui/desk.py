"""Between the book and the screen: keeps list, order, filter and cursor; makes each View."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from store import (
    CARE,
    STANDARD_ASSUMPTIONS,
    Appraisal,
    Assumptions,
    Book,
    CarePlan,
    Checklists,
    Group,
    Orders,
    Prospect,
    RelationKind,
    appraise,
    checklist_in_force,
    course,
    figure,
    standing_of,
)
from tui.panes import Panes
from tui.view import LISTINGS, ORDERS, Family, Listing, Order, Pane, View


class Desk(Panes):
    """The state of the workplace without a screen. Every verb returns the new View."""

    def __init__(self, book: Book, checklists: Checklists, *, practice: bool = False,
                 hourly_rate: int = 0, care: Mapping[str, CarePlan] = CARE,
                 clv: Assumptions = STANDARD_ASSUMPTIONS) -> None:
        self.book = book
        self.checklists = checklists
        self._listed = book.listed(LISTINGS[0].group, ORDERS[0].by)
        self.average24: Callable[[], Fraction | None] = lambda: None
        """Mean revenue of 24 months of all customers, where it is known."""
        self._usual = ORDERS[0], False
        """The order of lists that have none of their own."""
        self.view = View(today=book.today, checklist=checklists.of(None, False),
                         practice=practice, hourly_rate=hourly_rate, care=care, rows=self._listed,
                         strip=book.due(), base=len(book.rows), clv=clv)
        self._list()

    # -- the list ---------------------------------------------------------------

    def reload(self, select: str = "") -> View:
        """Everything anew; the cursor stays on its prospect."""
        book, view = self.book, self.view
        strip = book.due()
        self.view = replace(view, today=book.today, base=len(book.rows), strip=strip,
                            strip_cursor=min(view.strip_cursor, max(0, len(strip) - 1)))
        return self._list(select)

    def _list(self, select: str = "") -> View:
        """Sort and filter anew."""
        view, book = self.view, self.book
        wanted = select or (view.row.id if view.row else "")
        self._listed = book.listed(view.listing.group, view.order.by, turned=view.reverse)
        rows = self._listed.matching(view.query)
        marked = view.marked and view.marked.intersection(self._listed.ids())
        self.view = replace(view, rows=rows, total=len(self._listed), marked=marked)
        return self._at(self._index(wanted, view.cursor))

    def _index(self, wanted: str, otherwise: int) -> int:
        rows = self.view.rows
        place = rows.place(wanted)
        return min(otherwise, max(0, len(rows) - 1)) if place is None else place

    def _at(self, cursor: int, **changes: Any) -> View:
        rows = self.view.rows
        if not rows:
            self.view = replace(self.view, cursor=0, row=None, record=None, standing=None,
                                appraisal=None, scroll=0, section=None, kin=(), family=None,
                                **changes)
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
            appraisal=_appraised(self, record),
            criterion=self.view.criterion if same else 0,
            scroll=self.view.scroll if same else 0,
            section=self.view.section if same else None, kin=_kin(self.book, record),
            family=_family(self.book, record.id), **changes)
        return self.view

    def move(self, by: int) -> View:
        """Move the cursor of the list by rows."""
        return self._at(self.view.cursor + by)

    def select(self, prospect_id: str) -> View:
        """Put the cursor on a prospect; a filter or list that hides it is left."""
        place = self.view.rows.place(prospect_id)
        if place is not None:
            return self._at(place)
        self._turn_to(LISTINGS[0])
        return self.reload(prospect_id)

    def filter(self, query: str) -> View:
        """Show only rows that hold each word; narrowing looks at the last result only."""
        view = self.view
        narrowing = bool(view.query) and query.startswith(view.query)
        rows = (view.rows if narrowing else self._listed).matching(query)
        wanted = view.row.id if view.row else ""
        self.view = replace(view, rows=rows, query=query)
        return self._at(self._index(wanted, 0) if not query else 0)

    def show_list(self, listing: Listing) -> View:
        """Change to a saved list."""
        self._turn_to(listing)
        self.view = replace(self.view, marked=frozenset())
        return self._list()

    def _turn_to(self, listing: Listing) -> None:
        """Another list, in its own order or in the usual one."""
        view = self.view
        if view.listing.order is None:
            self._usual = view.order, view.reverse
        order, reverse = (listing.order, False) if listing.order else self._usual
        self.view = replace(view, listing=listing, query="", order=order, reverse=reverse)

    def order_by(self, order: Order) -> View:
        """Sort by an order; the same again turns it round."""
        view = self.view
        self.view = replace(view, order=order,
                            reverse=not view.reverse if view.order is order else False)
        return self._list()

    def mark(self) -> View:
        """Mark or unmark the row and go on to the next."""
        view = self.view
        if view.row is None:
            return view
        self.view = replace(view, marked=view.marked ^ {view.row.id})
        return self.move(1)

    def mark_all(self) -> View:
        """Mark all shown, or none if any are marked."""
        marked = frozenset() if self.view.marked else frozenset(self.view.rows.ids())
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
        archive = view.listing.group is Group.ARCHIVE
        for key in changed:
            row = book.rows.get(key)
            listed = self._listed.place(key) is not None
            if (row is not None and row.archived == archive) != listed:
                return self.reload()
        self._listed = self._listed.after(changed)
        rows = view.rows.after(changed)
        strip = view.strip.after(changed)
        cursor = min(view.strip_cursor, max(0, len(strip) - 1))
        self.view = replace(view, rows=rows, strip=strip, strip_cursor=cursor,
                            base=len(book.rows))
        on_strip = view.pane is Pane.TODAY and strip
        return self.move_strip(0) if on_strip else self._at(view.cursor)

    def new_day(self, today: date) -> View:
        """At midnight, or by the injected clock."""
        self.book.set_today(today)
        return self.reload()

    @property
    def records(self) -> tuple[Prospect, ...]:
        """The whole records a command acts on."""
        return tuple(self.book.get(key) for key in self.view.targets)


def _appraised(desk: Desk, record: Prospect) -> Appraisal | None:
    """What it is worth; the same object as long as nothing of it differs."""
    today, shown = desk.book.today, desk.view.appraisal
    one = figure(record, today)
    found = appraise(record, today, desk.book.axes(), Orders(
        last=one.last_order, count=one.orders24, revenue=one.revenue24,
        average=desk.average24()))
    return shown if found == shown else found


def _kin(book: Book, record: Prospect) -> tuple[tuple[RelationKind, str], ...]:
    """Those on file to whom it is related."""
    return tuple((one.kind, book.rows[one.other].short) for one in record.relations
                 if one.other in book.rows)


def _family(book: Book, key: str) -> Family | None:
    """The group it is in."""
    groups, rows = book.groups, book.rows
    found = groups.of(key)
    if found is None:
        return None
    return Family(
        centre="" if found.centre == key else rows[found.centre].short,
        its=groups.together(found), below=tuple(rows[one].short for one in groups.below(key)))
