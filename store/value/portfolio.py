"""The customer portfolio: present value beside potential (domain.md 4.6). Money in cents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from store.value.level import Level, average, axis, level, mean

STEPS = (0, 20, 40, 60, 80, 100)
"""All values of an axis."""
HIGH = 60
"""From here on a value is high in the portfolio of four fields."""


class Quarter(StrEnum):
    """One of the four fields, each with its norm strategy."""

    STAR = "star"
    """High value, high potential: hold and extend."""
    QUESTION = "question"
    """Low value, high potential: big step or out."""
    CASH = "cash"
    """High value, low potential: hold the position, limit the effort."""
    SMALL = "small"
    """Low value, low potential: simplify."""


class Ninth(StrEnum):
    """Norm strategy of one of the nine fields."""

    SIMPLIFY = "simplify"
    WATCH = "watch"
    INVEST = "invest"
    HOLD = "hold"
    EXTEND_SOME = "extend_some"
    EXTEND = "extend"
    SKIM = "skim"
    SECURE = "secure"
    SECURE_EXTEND = "secure_extend"


_NINTHS = dict(zip(
    ((value, potential) for value in Level for potential in Level), Ninth, strict=True))
"""By the thirds of value and potential."""


class Missing(StrEnum):
    """Why a customer cannot be placed."""

    MARGIN = "margin"
    POTENTIAL = "potential"
    BOTH = "both"
    MEAN = "mean"
    """Nothing to compare with: no customer has a positive margin, or none a revenue."""


def unexploited(need: int, share: int, revenue: int) -> int:
    """Business a year that could still be won: need · reachable share (per cent) - revenue.

    Rounded to whole cents, halves up; never below 0.
    """
    return max(0, (2 * need * share + 100) // 200 - revenue)


def quarter(value: int, potential: int) -> Quarter:
    """The field of four in which a point lies."""
    if value >= HIGH:
        return Quarter.STAR if potential >= HIGH else Quarter.CASH
    return Quarter.QUESTION if potential >= HIGH else Quarter.SMALL


def ninth(value: int, potential: int) -> Ninth:
    """The strategy of the field of nine in which a point lies."""
    return _NINTHS[level(value), level(potential)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """What places customers: the means of the whole base."""

    margin: Fraction | None
    """Mean of the known contribution margins of all customers, losses too (domain.md 4.3);
    None unless positive."""
    revenue: Fraction | None
    """Mean of their positive revenues; None if there is none."""

    @classmethod
    def of(cls, margins: Iterable[int], revenues: Iterable[int]) -> Axes:
        """From what the customers brought in twelve months."""
        return cls(margin=mean(margins), revenue=average(revenues))

    def place(self, margin: int | None, potential: int | None) -> tuple[int, int] | Missing:
        """(value, potential), each 0 to 100 in steps of 20; or what is missing for it.

        `potential` is what is still unexploited.
        """
        if margin is None:
            return Missing.BOTH if potential is None else Missing.MARGIN
        if potential is None:
            return Missing.POTENTIAL
        if self.margin is None or self.revenue is None:
            return Missing.MEAN
        return axis(margin, self.margin), axis(potential, self.revenue)
