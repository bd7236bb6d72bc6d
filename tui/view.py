"""What the workplace shows, as one frozen value: panes read it, nobody changes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from store import (
    CARE,
    STANDARD_ASSUMPTIONS,
    Appraisal,
    Assumptions,
    CarePlan,
    Checklist,
    DueList,
    Group,
    Occurrence,
    Point,
    Prospect,
    RelationKind,
    Row,
    Selection,
    SortBy,
    Standing,
    Together,
)
from tui.review import Review
from tui.sections import Section
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

    by: SortBy
    label: str


ORDERS: tuple[Order, ...] = (
    Order(SortBy.PRIORITY, N_("by priority")),
    Order(SortBy.NAME, N_("by name")),
    Order(SortBy.NEXT, N_("by next date")),
    Order(SortBy.SCORE, N_("by minimum score")),
    Order(SortBy.REVENUE, N_("by revenue")),
    Order(SortBy.CONTACT, N_("by last contact")),
    Order(SortBy.PLACE, N_("by place")),
    Order(SortBy.GAPS, N_("by gaps in the profile")),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A saved list: what it takes of the base."""

    number: int
    """Behind its digit; from 11 on behind 0 and the digit."""
    label: str
    group: Group
    order: Order | None = None
    """Its own order, where it has one."""

    @property
    def key(self) -> str:
        """The keys that show it."""
        return str(self.number) if self.number < 10 else f"0 {self.number - 10}"


LISTINGS: tuple[Listing, ...] = (
    Listing(1, N_("All"), Group.ALL),
    Listing(2, N_("Customers"), Group.CUSTOMERS),
    Listing(3, N_("Prospects"), Group.PROSPECTS),
    Listing(4, N_("A customers"), Group.A_CUSTOMERS),
    Listing(5, N_("Due"), Group.DUE),
    Listing(6, N_("No next step"), Group.NO_STEP),
    Listing(7, N_("Profile gaps"), Group.GAPS),
    Listing(8, N_("Contacts"), Group.CONTACTS),
    Listing(9, N_("Archive"), Group.ARCHIVE),
)
MORE_LISTINGS: tuple[Listing, ...] = (
    Listing(11, N_("Stale"), Group.STALE, Order(SortBy.STALE, N_("by class, longest first"))),
    Listing(12, N_("Neglected"), Group.NEGLECTED,
            Order(SortBy.CARE, N_("by class, longest first"))),
    Listing(13, N_("Target customers"), Group.TARGETS),
    Listing(14, N_("At rest"), Group.RESTING, Order(SortBy.REST, N_("soonest first"))),
)
"""Lists behind `0`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The group a prospect is in, as of a moment."""

    centre: str
    """Its name; empty where the prospect is the centre itself."""
    its: Together
    below: tuple[str, ...] = ()
    """Names of those that belong to the prospect directly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One moment of the workplace."""

    today: date
    rows: Selection
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
    strip: DueList
    """What is overdue, due or in its lead time, most urgent first."""
    strip_cursor: int = 0
    record: Prospect | None = None
    """The prospect under the cursor."""
    row: Row | None = None
    appraisal: Appraisal | None = None
    """What it is worth beside all others; None: no customer."""
    checklist: Checklist
    standing: Standing | None = None
    course: Sequence[Point] = ()
    """All its assessments, oldest first."""
    criterion: int = 0
    """Row of the checklist under its cursor."""
    scroll: int = 0
    """First line of the profile."""
    section: Section | None = None
    """The current section of the profile; None while its head is shown."""
    kin: tuple[tuple[RelationKind, str], ...] = ()
    """How the prospect is related to others on file, with their names."""
    family: Family | None = None
    """Its group; None for one that belongs to nobody and to whom nobody belongs."""
    review: Review | None = None
    """The walk through a list that is under way."""
    pane: Pane = Pane.LIST
    zoom: bool = False
    practice: bool = False
    hourly_rate: int = 0
    """Cents an hour of one's own time costs (domain.md 4.2)."""
    care: Mapping[str, CarePlan] = field(default_factory=lambda: CARE)
    """The care plan of each class."""
    clv: Assumptions = STANDARD_ASSUMPTIONS
    """What estimates of years to come rest on (domain.md 4.5)."""
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
