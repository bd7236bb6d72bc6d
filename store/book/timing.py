"""Where the time goes: capacity, load, time spent and what it brings, over all records."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from store.book.contents import Contents
from store.book.figures import Figures
from store.edit import Edit
from store.events.workdays import working_days
from store.persistence.columns import (
    ARCHIVED,
    CHOICES,
    GONE,
    NO_AMOUNT,
    STAGES,
    Columns,
    care_of,
)
from store.profile.company import Light
from store.profile.revenue import YEAR
from store.profile.worth import OwnCare
from store.value.capacity import Capacity
from store.value.care import CARE, CarePlan
from store.value.load import (
    Cut,
    Load,
    LoadPart,
    TimeKind,
    by_share,
    light,
    load_of,
    plan_of,
    proposal,
    time_kind,
    utilisation,
)

MOST = 10
"""How many are named of those who take most time, and of those who are neglected."""
_CUSTOMERS = frozenset(kind for kind in TimeKind if kind.customer)
_APART = Fraction(1, 10)
_OUT = ARCHIVED | GONE
_Kinds = list[TimeKind | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What all of one kind got in the last twelve months, and what they brought."""

    minutes: int = 0
    visits: int = 0
    calls: int = 0
    margin: int = 0
    """Sum of the margins that are known, cents."""
    unknown: int = 0
    """Customers whose margin is not known; it is in no sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costly:
    """A customer who takes time, and what it brings."""

    id: str
    minutes: int
    margin: int
    """Cents; none or a loss comes before all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neglected:
    """A customer who waits longest for a contact, beside what their plan allows."""

    id: str
    days: int | None
    """Since the last contact; None: never."""
    allowed: int
    """Days without contact after which the plan calls it neglect: twice the average gap."""
    plan: CarePlan

    @property
    def over(self) -> bool:
        """They wait longer than that."""
        return self.days is None or self.days > self.allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeReport:
    """A year of time as of a day: what there is, what is planned, where it went."""

    working: int
    """Working days of the calendar year in the region."""
    days: int
    hours: Fraction
    load: Load
    cuts: tuple[Cut, ...]
    """What would have to be cut, see `proposal`."""
    spent: Mapping[TimeKind, Spent] | None
    """None as long as figures are not complete, as months and costly."""
    shared: Mapping[TimeKind, Fraction]
    """The planned minutes of all customers, dealt out by margin and potential instead."""
    months: tuple[int, ...] | None
    costly: tuple[Costly, ...] | None
    neglected: tuple[Neglected, ...]

    @property
    def used(self) -> Fraction | None:
        """Utilisation: 1 is all of the capacity; None where there is none."""
        return utilisation(self.load.minutes, self.hours)

    @property
    def light(self) -> Light:
        """How that stands."""
        return light(self.used)

    @property
    def parts(self) -> tuple[LoadPart, ...]:
        """Those kinds of whom there is somebody, or who took time."""
        spent = self.spent or {}
        return tuple(part for part in self.load.parts
                     if part.count or (part.kind in spent and spent[part.kind].minutes))

    def shares(self, kind: TimeKind) -> tuple[Fraction, Fraction] | None:
        """Of all time for customers and of all their margin, the part of one class.

        None where nothing is known of either, or all of them together bring nothing.
        """
        if self.spent is None or kind not in _CUSTOMERS:
            return None
        minutes = sum(self.spent[one].minutes for one in _CUSTOMERS)
        margin = sum(self.spent[one].margin for one in _CUSTOMERS)
        if not minutes or margin <= 0:
            return None
        its = self.spent[kind]
        return Fraction(its.minutes, minutes), Fraction(its.margin, margin)

    @property
    def too_much(self) -> TimeKind | None:
        """The class whose part of the time exceeds its part of the margin most, by more than a
        tenth of all; None where time follows value."""
        gaps = [(found[0] - found[1], kind) for kind in TimeKind
                if (found := self.shares(kind)) is not None]
        gap, kind = max(gaps, default=(Fraction(0), None), key=lambda one: one[0])
        return kind if gap > _APART else None

    @property
    def enough(self) -> bool:
        """With all cuts the load is within the capacity."""
        left = self.cuts[-1].left if self.cuts else self.load.minutes
        return left <= self.hours * 60


def time_report(
    book: Contents, figures: Figures | None = None, *, capacity: Capacity | None = None,
    care: Mapping[str, CarePlan] = CARE, region: str = "AT",
) -> TimeReport:
    """The report of today. `figures` only where they are complete."""
    capacity, columns, today = capacity or Capacity(), book.rows.columns, book.today
    kinds = _kinds(columns)
    load = load_of(_counted(kinds, columns), care)
    working = working_days(date(today.year, 1, 1), date(today.year, 12, 31), region)
    hours = capacity.hours(working)
    return TimeReport(
        working=working, days=capacity.days(working), hours=hours, load=load,
        cuts=proposal(load, hours, care),
        spent=_spent(kinds, columns, figures) if figures else None,
        shared=_shared(kinds, columns, load),
        months=_months(kinds, figures) if figures else None,
        costly=_costly(book, kinds, figures) if figures else None,
        neglected=_neglected(book, kinds, care))


def relief(book: Contents, cuts: Sequence[Cut]) -> Edit:
    """One change that gives those whom the cuts concern a care plan of their own.

    Raises FileError "damaged" if one of them cannot be read.
    """
    columns, planned = book.rows.columns, {cut.letter: cut for cut in cuts}
    found = []
    for position, kind in enumerate(_kinds(columns)):
        cut = planned.get(kind.value) if kind is not None else None
        if cut is None or columns.care[position]:
            continue
        record = book.get(book.rows.id(position))
        found.append(replace(record, care=OwnCare(visits=cut.visits, calls=cut.calls)))
    return Edit(label="care_cut", args=(("count", str(len(found))),), records=tuple(found))


def _kinds(columns: Columns) -> _Kinds:
    """As what each position takes time; None for what is archived or gone."""
    known: dict[tuple[int, int, int], TimeKind] = {}
    found: _Kinds = []
    for stage, own, taken, letter, choice, flags in zip(
            columns.stage, columns.own, columns.taken, columns.letter, columns.choice,
            columns.flags, strict=True):
        if flags & _OUT:
            found.append(None)
            continue
        key = stage, own or taken or letter, choice
        kind = known.get(key)
        if kind is None:
            kind = known[key] = time_kind(STAGES[stage], chr(key[1]), CHOICES[choice])
        found.append(kind)
    return found


def _counted(
    kinds: _Kinds, columns: Columns
) -> Iterable[tuple[TimeKind, tuple[int, int] | None, int]]:
    counts = Counter(zip(kinds, columns.care, strict=True))
    return ((kind, care_of(care), count) for (kind, care), count in counts.items()
            if kind is not None)


def _spent(kinds: _Kinds, columns: Columns, figures: Figures) -> Mapping[TimeKind, Spent]:
    sums = {kind: [0, 0, 0, 0, 0] for kind in TimeKind}
    for kind, minutes, visits, calls, margin in zip(
            kinds, figures.column("minutes"), figures.column("visits"),
            figures.column("calls"), columns.margin, strict=True):
        if kind is None:
            continue
        its = sums[kind]
        its[0] += minutes
        its[1] += visits
        its[2] += calls
        if margin != NO_AMOUNT:
            its[3] += margin
        elif kind in _CUSTOMERS:
            its[4] += 1
    return {kind: Spent(minutes=its[0], visits=its[1], calls=its[2], margin=its[3],
                        unknown=its[4]) for kind, its in sums.items()}


def _shared(kinds: _Kinds, columns: Columns, load: Load) -> Mapping[TimeKind, Fraction]:
    margins, potentials = dict.fromkeys(_CUSTOMERS, 0), dict.fromkeys(_CUSTOMERS, 0)
    for kind, margin, potential in zip(kinds, columns.margin, columns.potential, strict=True):
        if kind in margins:
            margins[kind] += max(0, margin)
            potentials[kind] += max(0, potential)
    total = sum(load.part(kind).minutes for kind in _CUSTOMERS)
    all_margin, all_potential = sum(margins.values()), sum(potentials.values())
    if not all_margin or not all_potential:
        return {}
    return {kind: by_share(total, Fraction(margins[kind], all_margin),
                           Fraction(potentials[kind], all_potential))
            for kind in TimeKind if kind in _CUSTOMERS}


def _months(kinds: _Kinds, figures: Figures) -> tuple[int, ...]:
    months = figures.months
    gone = [n for n, kind in enumerate(kinds) if kind is None]
    return tuple(
        sum(months[month::YEAR]) - sum(months[YEAR * n + month] for n in gone)
        for month in range(YEAR))


def _costly(book: Contents, kinds: _Kinds, figures: Figures) -> tuple[Costly, ...]:
    margins, minutes = book.rows.columns.margin, figures.column("minutes")
    found = heapq.nlargest(MOST, (
        (margin <= 0, spent if margin <= 0 else spent / margin, -position)
        for position, (kind, spent, margin) in enumerate(
            zip(kinds, minutes, margins, strict=True))
        if spent and kind in _CUSTOMERS and margin != NO_AMOUNT))
    return tuple(
        Costly(id=book.rows.id(-n), minutes=minutes[-n], margin=margins[-n])
        for _loss, _ratio, n in found)


def _neglected(
    book: Contents, kinds: _Kinds, care: Mapping[str, CarePlan]
) -> tuple[Neglected, ...]:
    rows, columns, today = book.rows, book.rows.columns, book.today.toordinal()
    shared = rows.orders.grouped()
    plans: dict[tuple[TimeKind, int], tuple[CarePlan, int] | None] = {}

    def plan_at(position: int) -> tuple[CarePlan, int] | None:
        kind, own = kinds[position], columns.care[position]
        if kind is None or kind not in _CUSTOMERS:
            return None
        if (kind, own) not in plans:
            plan = plan_of(kind, care_of(own), care)
            days = plan.neglected_after if plan else None
            plans[kind, own] = None if plan is None or days is None else (plan, days)
        return plans[kind, own]

    def waits(position: int) -> float:
        """How much of what is allowed has passed."""
        its = plan_at(position)
        if its is None:
            return -1
        last = max(columns.contact[position], shared.get(position, 0))
        return (today - last) / max(its[1], 1) if last else math.inf

    best = heapq.nsmallest(MOST, range(len(kinds)), key=lambda n: -waits(n))
    found = []
    for position in best:
        if (its := plan_at(position)) is not None:
            last = max(columns.contact[position], shared.get(position, 0))
            found.append(Neglected(id=rows.id(position), days=today - last if last else None,
                                   allowed=its[1], plan=its[0]))
    return tuple(found)
