"""Who comes first: the published table of priorities (domain.md 4.8)."""

from __future__ import annotations

from store.profile.prospect import Stage
from store.qualification.decision import Choice
from store.value.level import Level

_BY_CLASS = {"A": (1, 1), "B": (2, 1), "C": (3, 2), "N": (2, 2), "O": (4, 3)}
"""Priority of a customer: plain, and with high potential."""
_BEST_WITH_LOSS = 3


def priority(
    stage: Stage,
    letter: str,
    negative_margin: bool,
    choice: Choice | None,
    potential_level: Level | None,
) -> int | None:
    """1 highest to 4; None: not rated yet, or dropped.

    Customers go by class letter, all others by the decision; an unknown potential
    (None) never raises anybody. A customer who costs more than they bring is never
    above 3.
    """
    high = potential_level is Level.HIGH
    if stage is Stage.FORMER:
        return _BY_CLASS["O"][high]
    if stage.customer:
        rank = _BY_CLASS[letter][high] if letter in _BY_CLASS else None
        return max(rank, _BEST_WITH_LOSS) if rank and negative_margin else rank
    if choice is Choice.PURSUE:
        return 1 if high else 2
    if choice is Choice.DEVELOP:
        return {Level.HIGH: 2, Level.LOW: 4}.get(potential_level or Level.MEDIUM, 3)
    return 4 if choice is Choice.PARK else None
