"""How far everybody has come, and what was decided: counts of the whole book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from store.persistence.columns import ARCHIVED, CHOICES, NO_AMOUNT, STAGES
from store.persistence.rowmap import Rows
from store.profile.steps import Stage
from store.qualification.decision import Choice

_WAY = (Stage.CONTACT, Stage.PROSPECT, Stage.QUALIFIED)
"""Stages of the way to the first order; all others have bought."""
_UNDECIDED = frozenset(map(STAGES.index, (Stage.PROSPECT, Stage.QUALIFIED)))
"""Where a decision is what counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """All of one stage, or all prospects of one decision. Money in cents."""

    what: Stage | Choice | None
    """None: prospects about whom nothing is decided or recommended yet."""
    positions: Sequence[int]
    """Of their rows; see `ordered`."""
    margin: int | None
    """Sum of the known margins of twelve months; None where none is known."""
    unknown: int
    """How many sold something at an unknown cost."""
    potential: int | None
    """Sum of the known potentials; None where none is known."""
    reached: int = 0
    """Of a stage: how many have come at least so far."""
    conversion: Fraction | None = None
    """Of a stage: the share of those who came to the stage before; None where it tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Archived ones left out."""

    stages: tuple[Bar, ...]
    """In the order of the way: contact, prospect, qualified prospect, the three kinds of
    customers, former customer."""
    decisions: tuple[Bar, ...]
    """Prospects only: pursue, develop, park, drop, not rated yet."""


def funnel(rows: Rows) -> Funnel:
    """Count a book.

    Whoever stands at a stage has come to all stages of the way before it; customers and
    former customers have bought, whatever kind they are now.
    """
    columns = rows.columns
    stages, flags, choices = columns.stage, columns.flags, columns.choice
    by_stage: list[list[int]] = [[] for _stage in STAGES]
    by_choice: list[list[int]] = [[] for _choice in CHOICES]
    for n in rows.live():
        if not flags[n] & ARCHIVED:
            stage = stages[n]
            by_stage[stage].append(n)
            if stage in _UNDECIDED:
                by_choice[choices[n]].append(n)
    found = dict(zip(CHOICES, by_choice, strict=True))
    return Funnel(
        stages=tuple(_with_way(rows, dict(zip(STAGES, by_stage, strict=True)))),
        decisions=tuple(_bar(rows, what, found[what]) for what in (*Choice, None)))


def ordered(rows: Rows, positions: Sequence[int]) -> list[int]:
    """The customers of a bar: most revenue first, then most potential."""
    found = sorted(positions, key=rows.columns.potential.__getitem__, reverse=True)
    return sorted(found, key=rows.columns.revenue.__getitem__, reverse=True)


def _with_way(rows: Rows, by_stage: dict[Stage, list[int]]) -> list[Bar]:
    bought = sum(len(found) for stage, found in by_stage.items() if stage not in _WAY)
    reached, behind = {}, bought
    for stage in reversed(_WAY):
        behind += len(by_stage[stage])
        reached[stage] = behind
    bars = []
    for stage in Stage:
        came = reached.get(stage, bought)
        before = {Stage.PROSPECT: reached[Stage.CONTACT],
                  Stage.QUALIFIED: reached[Stage.PROSPECT],
                  Stage.NEW: reached[Stage.QUALIFIED]}.get(stage)
        bars.append(_bar(rows, stage, by_stage[stage], came,
                         Fraction(came, before) if before else None))
    return bars


def _bar(
    rows: Rows, what: Stage | Choice | None, positions: list[int], reached: int = 0,
    conversion: Fraction | None = None,
) -> Bar:
    columns = rows.columns
    all_margins = [columns.margin[n] for n in positions]
    margins = [one for one in all_margins if one != NO_AMOUNT]
    potentials = [one for n in positions if (one := columns.potential[n]) != NO_AMOUNT]
    unknown = 0
    if len(margins) < len(positions):
        unknown = sum(1 for n, one in zip(positions, all_margins, strict=True)
                      if one == NO_AMOUNT and columns.revenue[n])
    return Bar(
        what=what, positions=positions, reached=reached, conversion=conversion, unknown=unknown,
        margin=sum(margins) if margins else None,
        potential=sum(potentials) if potentials else None)
