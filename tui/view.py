"""What the workplace shows, as one frozen value: panes read it, nobody changes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from store import Checklist, Choice, Occurrence, Prospect, Row, Stage, Standing, Urgency, rank
from tui.review import Review
from tui.texts import N_


class Pane(StrEnum):
    """The panes of the workplace."""

    TODAY = "today"
    LIST = "list"
    CHECKLIST = "checklist"
    PROFILE = "profile"


RING = (Pane.TODAY, Pane.LIST, Pane.CHECKLIST, Pane.PROFILE)
"""The order of Tab; from the list to the right comes the checklist (budget: l, digit)."""

StripItem = tuple[Row, Occurrence]


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort the list."""

    code: str
    label: str
    key: Callable[[Row, date], object]
    descending: bool = False


_NEVER = date(1, 1, 1)
_FAR = date(9999, 12, 31)

ORDERS: tuple[Order, ...] = (
    Order("priority", N_("by priority"), rank),
    Order("name", N_("by name"), lambda row, _: row.sort_name),
    Order("next", N_("by next date"),
          lambda row, _: (row.next.act_on if row.next else _FAR, row.sort_name)),
    Order("score", N_("by certain score"), lambda row, _: (row.score_min, row.score or -1), True),
    Order("revenue", N_("by revenue"), lambda row, _: (row.revenue, row.sort_name), True),
    Order("contact", N_("by last contact"),
          lambda row, _: (row.last_contact or _NEVER, row.sort_name)),
    Order("place", N_("by place"), lambda row, _: (row.place, row.sort_name)),
    Order("gaps", N_("by gaps in the profile"), lambda row, _: (row.completeness, row.sort_name)),
)


def _due(row: Row, today: date) -> bool:
    return row.next is not None and row.next.urgency(today) in (Urgency.OVERDUE, Urgency.TODAY)


def _without_step(row: Row, _: date) -> bool:
    active = row.choice in (Choice.PURSUE, Choice.DEVELOP) or row.letter in ("A", "B")
    return active and not any(o.key.startswith("followup:") for o in row.occurrences)


@dataclass(frozen=True, slots=True)
class Listing:
    """A saved list: what it takes of the base."""

    number: int
    label: str
    takes: Callable[[Row, date], bool]


LISTINGS: tuple[Listing, ...] = (
    Listing(1, N_("All"), lambda row, _: True),
    Listing(2, N_("Customers"), lambda row, _: row.stage.customer),
    Listing(3, N_("Prospects"),
            lambda row, _: row.stage in (Stage.PROSPECT, Stage.QUALIFIED)),
    Listing(4, N_("A customers"), lambda row, _: row.letter == "A"),
    Listing(5, N_("Due"), _due),
    Listing(6, N_("No next step"), _without_step),
    Listing(7, N_("Profile gaps"), lambda row, _: row.completeness < 50),
    Listing(8, N_("Contacts"),
            lambda row, _: row.stage in (Stage.CONTACT, Stage.FORMER)),
    Listing(9, N_("Archive"), lambda row, _: True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One moment of the workplace."""

    today: date
    rows: Sequence[Row] = ()
    """Filtered and in order."""
    total: int = 0
    """Rows of this list without the filter."""
    base: int = 0
    """All prospects on file."""
    cursor: int = 0
    marked: frozenset[str] = frozenset()
    listing: Listing = LISTINGS[0]
    order: Order = ORDERS[0]
    reverse: bool = False
    query: str = ""
    strip: Sequence[StripItem] = ()
    """What is overdue, due or in its lead time, most urgent first."""
    strip_cursor: int = 0
    record: Prospect | None = None
    """The prospect under the cursor."""
    row: Row | None = None
    checklist: Checklist
    standing: Standing | None = None
    criterion: int = 0
    """Row of the checklist under its cursor."""
    scroll: int = 0
    """First line of the profile."""
    review: Review | None = None
    """The walk through a list that is under way."""
    pane: Pane = Pane.LIST
    zoom: bool = False
    practice: bool = False
    language: str = "de"
    """Only so that a switch redraws every pane."""

    @property
    def item(self) -> StripItem | None:
        """The occurrence under the cursor of the today strip."""
        return self.strip[self.strip_cursor] if self.strip_cursor < len(self.strip) else None

    @property
    def targets(self) -> tuple[str, ...]:
        """Ids a command acts on: all marked, else the one under the cursor."""
        if self.marked:
            return tuple(sorted(self.marked))
        return (self.row.id,) if self.row else ()
