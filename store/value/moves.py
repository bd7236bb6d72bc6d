"""Class moves: whose computed class is not the one in force (domain.md 4.1, A28)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class MoveKind(StrEnum):
    """Why a customer is listed; in the order of the list."""

    LAPSED = "lapsed"
    """A class set by hand has ended."""
    ROSE = "rose"
    FELL = "fell"
    NEW = "new"
    """No class was ever taken over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One customer for whom another class is computed than is in force."""

    id: str
    kind: MoveKind
    old: str
    """In force until now; empty where none ever was. Of a lapsed one that set by hand."""
    new: str
    """As computed."""
    worth: int
    """What it is computed from, cents."""
    rank: int | None
    """From 1, best first; None without a positive value."""
    before: Fraction | None
    """Share of all better ones."""


_ORDER = "ABCNO"


def move_kind(taken: str, computed: str, *, lapsed: bool = False) -> MoveKind | None:
    """How the computed class differs from the one taken over; None if it does not.

    N and O stand behind C: who buys again rises.
    """
    if not computed:
        return None
    if lapsed:
        return MoveKind.LAPSED
    if not taken:
        return MoveKind.NEW
    if taken == computed:
        return None
    rose = _ORDER.find(computed) < _ORDER.find(taken)
    return MoveKind.ROSE if rose else MoveKind.FELL
