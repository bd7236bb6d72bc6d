"""A ranked base of any size (domain.md 4.1): made once, then cut at any two borders at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from operator import neg


class Region(StrEnum):
    """Where in the order a customer stands."""

    RANKED = "ranked"
    """A positive value: has a rank and a share."""
    NEGATIVE = "negative"
    """Not in the total, else shares exceed 100 %."""
    NOTHING = "nothing"
    """Neither brought nor cost anything."""
    UNKNOWN = "unknown"
    """The value is not known: never 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pareto:
    """Values in cents, best first; `order` says whose: indices into what it was made from."""

    order: Sequence[int]
    """Those with a positive value, best first; then those with a negative one, the largest
    loss first; with 0; unknown ones."""
    best: Sequence[int]
    """The positive values, falling."""
    before: Sequence[int]
    """Sums of all better values; one more than `best`, the last is the total."""
    negative: int
    """How many have a negative value."""
    loss: int
    """Sum of those, cents; at most 0."""
    nothing: int
    """How many have 0."""
    unknown: int

    @property
    def ranked(self) -> int:
        """How many have a positive value."""
        return len(self.best)

    @property
    def total(self) -> int:
        """Sum of the positive values, cents."""
        return self.before[-1]

    def part(self, place: int) -> Region:
        """In which part a place of the order lies."""
        for part, start in reversed(self.starts):
            if place >= start:
                return part
        raise IndexError(place)

    @property
    def starts(self) -> tuple[tuple[Region, int], ...]:
        """The parts and the places where they begin; empty ones begin where the next does."""
        loss = self.ranked
        none = loss + self.negative
        return ((Region.RANKED, 0), (Region.NEGATIVE, loss), (Region.NOTHING, none),
                (Region.UNKNOWN, none + self.nothing))

    def borders(self, *shares: int) -> tuple[int, ...]:
        """For each share in per cent (0 to 100): how many begin below it, ties whole."""
        found = []
        for share in shares:
            # 100 · before < share · total, with the right side rounded up to whole cents.
            border = bisect_left(self.before, -(-share * self.total // 100), 0, self.ranked)
            found.append(self.ties(border - 1)[1] if border else 0)
        return tuple(found)

    def ties(self, place: int) -> tuple[int, int]:
        """First place with the same positive value, and the first behind them."""
        wanted = -self.best[place]
        return (bisect_left(self.best, wanted, key=neg), bisect_right(self.best, wanted, key=neg))

    def rank(self, place: int) -> int:
        """From 1; equal values share the lower number."""
        return self.ties(place)[0] + 1

    def found(self, value: int) -> tuple[int, int]:
        """First place with a positive value, and the first behind it; the same if none has it."""
        return (bisect_left(self.best, -value, key=neg), bisect_right(self.best, -value, key=neg))

    def share(self, first: int, behind: int) -> Fraction:
        """Share of the ranked places from `first` up to `behind` in the total; 0 without one."""
        return (Fraction(self.before[behind] - self.before[first], self.total)
                if self.total else Fraction(0))


def pareto(values: Sequence[int | None]) -> Pareto:
    """Rank customers by a value in cents, None where it is unknown.

    Equal values stay in the order given.
    """
    plus = [n for n, value in enumerate(values) if value is not None and value > 0]
    plus.sort(key=values.__getitem__, reverse=True)  # type: ignore[arg-type]
    minus = sorted((value, n) for n, value in enumerate(values) if value is not None and value < 0)
    nothing = [n for n, value in enumerate(values) if value == 0]
    unknown = [n for n, value in enumerate(values) if value is None]
    best = [values[n] or 0 for n in plus]
    return Pareto(
        order=[*plus, *(n for _value, n in minus), *nothing, *unknown], best=best,
        before=list(accumulate(best, initial=0)), negative=len(minus),
        loss=sum(value for value, _n in minus), nothing=len(nothing),
        unknown=len(unknown))
