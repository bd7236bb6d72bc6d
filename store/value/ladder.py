"""The ranking of all values as a ladder on which any of them is found (domain.md 4.1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from fractions import Fraction
from itertools import accumulate

from store.value.abc import SHARE_A, SHARE_B, borders


class Ladder:
    """Values in cents, one of each customer whose value is known.

    Says of a value what abc.classify says of its customer, without a table of all of them.
    """

    def __init__(self, values: Iterable[int], *, a: int = SHARE_A, b: int = SHARE_B) -> None:
        best = sorted((value for value in values if value > 0), reverse=True)
        self._falling = [-value for value in best]
        self._before = list(accumulate(best, initial=0))
        self.total = self._before[-1]
        """Sum of the positive values; 0: there is nothing to rank."""
        to_a, to_b = borders(best, (a, b))
        self.counts = to_a, to_b - to_a, len(best) - to_b
        """How many are A, B, C; those with a negative value not counted."""
        self._least_a = best[to_a - 1] if to_a else None
        self._least_b = best[to_b - 1] if to_b else None

    def __len__(self) -> int:
        return len(self._falling)

    def letter(self, value: int, new: bool) -> str:
        """A, B, C, N or O; empty for a negative value where nothing can be ranked."""
        if not value:
            return "N" if new else "O"
        if value < 0 or self._least_a is None or self._least_b is None:
            return "C" if self.total else ""
        if value >= self._least_a:
            return "A"
        return "B" if value >= self._least_b else "C"

    def rank(self, value: int) -> int | None:
        """From 1, equal values share the lower number; None for what is not positive."""
        return bisect_left(self._falling, -value) + 1 if value > 0 else None

    def before(self, value: int) -> Fraction | None:
        """Share of all better ones, which decides the class; None for what is not positive."""
        if value <= 0:
            return None
        return Fraction(self._before[bisect_left(self._falling, -value)], self.total)
