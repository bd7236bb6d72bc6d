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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """All of one stage, or all prospects of one decision. Money in cents."""

    what: Stage | Choice | None
    """None: prospects about whom nothing is decided or recommended yet."""
    positions: Sequence[int]
    """Of their rows: most revenue first, then most potential."""
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
    live = [n for n in rows.live() if not columns.flags[n] & ARCHIVED]
    live.sort(key=lambda n: (-columns.revenue[n], -columns.potential[n]))
    by_stage: dict[Stage, list[int]] = {stage: [] for stage in Stage}
    by_choice: dict[Choice | None, list[int]] = {choice: [] for choice in (*Choice, None)}
    for n in live:
        stage = STAGES[columns.stage[n]]
        by_stage[stage].append(n)
        if stage in (Stage.PROSPECT, Stage.QUALIFIED):
            by_choice[CHOICES[columns.choice[n]]].append(n)
    return Funnel(
        stages=tuple(_with_way(rows, by_stage)),
        decisions=tuple(_bar(rows, what, found) for what, found in by_choice.items()))


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
    margins = [columns.margin[n] for n in positions if columns.margin[n] != NO_AMOUNT]
    potentials = [columns.potential[n] for n in positions if columns.potential[n] != NO_AMOUNT]
    return Bar(
        what=what, positions=positions, reached=reached, conversion=conversion,
        margin=sum(margins) if margins else None,
        unknown=sum(1 for n in positions
                    if columns.revenue[n] and columns.margin[n] == NO_AMOUNT),
        potential=sum(potentials) if potentials else None)
