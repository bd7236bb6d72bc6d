"""How much time care takes in a year, and where less of it would do (domain.md 4.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from store.profile.company import Light
from store.profile.steps import Choice, Stage
from store.value.care import CARE, CarePlan

_HOUR = 60
_GREEN, _YELLOW = Fraction(85, 100), Fraction(1)


class TimeKind(StrEnum):
    """Who takes time in the same way: customers by class, all others by decision or stage."""

    A = "A"
    B = "B"
    C = "C"
    N = "N"
    NO_CLASS = "O"
    """Customers without revenue, or without any class."""
    PURSUE = "pursue"
    DEVELOP = "develop"
    """Prospects to be developed, and those nobody has decided about."""
    PARK = "park"
    DROP = "drop"
    FORMER = "former"
    CONTACT = "contact"

    @property
    def customer(self) -> bool:
        """They buy now."""
        return self in _CUSTOMERS


_CUSTOMERS = frozenset({TimeKind.A, TimeKind.B, TimeKind.C, TimeKind.N, TimeKind.NO_CLASS})
_CLASSES = {kind.value: kind for kind in (TimeKind.A, TimeKind.B, TimeKind.C, TimeKind.N)}
_DECIDED = {Choice.PURSUE: TimeKind.PURSUE, Choice.DEVELOP: TimeKind.DEVELOP,
            Choice.PARK: TimeKind.PARK, Choice.DROP: TimeKind.DROP}
HOURS = {
    TimeKind.NO_CLASS: 1, TimeKind.PURSUE: 20, TimeKind.DEVELOP: 6, TimeKind.PARK: 1,
    TimeKind.DROP: 0, TimeKind.FORMER: 1, TimeKind.CONTACT: 1,
}
"""Hours a year of those who have no plan by class."""
PROPOSED = {"C": 0, "B": 2, "A": 8}
"""Most visits a year where time is short, in the order in which it is tried."""

OwnPlan = tuple[int, int]
"""Visits and calls a year that one customer's own care plan names."""


def time_kind(stage: Stage, letter: str, choice: Choice | None) -> TimeKind:
    """As what somebody takes time: by the class in force, the decision or the stage."""
    if stage.customer:
        return _CLASSES.get(letter, TimeKind.NO_CLASS)
    if stage is Stage.FORMER:
        return TimeKind.FORMER
    if stage is Stage.CONTACT:
        return TimeKind.CONTACT
    return _DECIDED[choice or Choice.DEVELOP]


def plan_of(
    kind: TimeKind, own: OwnPlan | None, care: Mapping[str, CarePlan] = CARE
) -> CarePlan | None:
    """The care plan of somebody: the own one, else that of the class; None without any.

    A visit takes as long as one of their class; where there is none, as one of a new customer.
    """
    standard = care.get(kind.value)
    if own is None:
        return standard
    visits, calls = own
    return replace(standard or care[TimeKind.N.value], visits=visits, calls=calls)


def planned_minutes(
    kind: TimeKind, own: OwnPlan | None = None, care: Mapping[str, CarePlan] = CARE
) -> int:
    """Minutes a year that are planned for one of a kind."""
    plan = plan_of(kind, own, care)
    return HOURS[kind] * _HOUR if plan is None else int(plan.hours * _HOUR)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadPart:
    """What all of one kind take together, in a year."""

    kind: TimeKind
    count: int = 0
    minutes: int = 0
    visits: int = 0
    """By their plans, as calls."""
    calls: int = 0
    own: int = 0
    """How many have a plan of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The planned time of all."""

    parts: tuple[LoadPart, ...]
    """Of every kind, in their order."""

    @property
    def minutes(self) -> int:
        """Of all together."""
        return sum(part.minutes for part in self.parts)

    def part(self, kind: TimeKind) -> LoadPart:
        """What one kind takes."""
        return next(part for part in self.parts if part.kind is kind)


def load_of(
    counted: Iterable[tuple[TimeKind, OwnPlan | None, int]],
    care: Mapping[str, CarePlan] = CARE,
) -> Load:
    """The load of so many of each kind and own plan."""
    parts = {kind: LoadPart(kind=kind) for kind in TimeKind}
    for kind, own, count in counted:
        plan, before = plan_of(kind, own, care), parts[kind]
        visits, calls = (plan.visits, plan.calls) if plan else (0, 0)
        parts[kind] = LoadPart(
            kind=kind, count=before.count + count,
            minutes=before.minutes + count * planned_minutes(kind, own, care),
            visits=before.visits + count * visits, calls=before.calls + count * calls,
            own=before.own + (count if own is not None else 0))
    return Load(parts=tuple(parts.values()))


def utilisation(minutes: int, hours: Fraction) -> Fraction | None:
    """Share of the capacity that is taken, 1 is all of it; None where there is no capacity."""
    return Fraction(minutes, _HOUR) / hours if hours > 0 else None


def light(share: Fraction | None) -> Light:
    """Green up to 85 %, yellow up to 100 %, else red; red where there is no capacity."""
    if share is None or share > _YELLOW:
        return Light.RED
    return Light.GREEN if share <= _GREEN else Light.YELLOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One step of the proposal: fewer visits for the customers of a class."""

    letter: str
    visits: int
    """At most so many a year from now on."""
    calls: int
    """As before."""
    count: int
    """Customers it concerns: those with the plan of the class."""
    minutes: int
    """What it saves in a year."""
    left: int
    """Load in minutes after it."""


def proposal(
    load: Load, hours: Fraction, care: Mapping[str, CarePlan] = CARE
) -> tuple[Cut, ...]:
    """What to cut, step by step, until the load is within the capacity; () if it is.

    First C is only called, then B is seen twice and A eight times a year. Own plans stay as
    they are, and so do prospects: whom we pursue is never cut. It may not be enough.
    """
    cuts: list[Cut] = []
    left = load.minutes
    for letter, most in PROPOSED.items():
        if left <= hours * _HOUR:
            break
        plan, part = care[letter], load.part(TimeKind(letter))
        count = part.count - part.own
        saved = int(count * (plan.visits - most) * plan.visit_hours * _HOUR)
        if saved > 0:
            left -= saved
            cuts.append(Cut(letter=letter, visits=most, calls=plan.calls, count=count,
                            minutes=saved, left=left))
    return tuple(cuts)


def by_share(total: int, margin: Fraction, potential: Fraction) -> Fraction:
    """The part of a time that follows value: half by share of margin, half by potential.

    Shares from 0 to 1; who has a negative margin has a share of 0.
    """
    return total * (margin + potential) / 2

