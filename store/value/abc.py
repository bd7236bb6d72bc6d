"""ABC classes and concentration of a customer base (domain.md 4.1), exact in cents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from operator import itemgetter, mul

SHARE_A = 80
"""Per cent of the total up to which a customer is an A."""
SHARE_B = 95
"""Per cent of the total up to which a customer is a B."""

_LUMP = Fraction(1, 4)


class ClassBasis(StrEnum):
    """What customers are ranked by."""

    REVENUE = "revenue"
    MARGIN = "margin"


class Period(StrEnum):
    """Of which time."""

    ROLLING = "rolling"
    """The last twelve months."""
    CALENDAR = "calendar"
    """The last full calendar year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classing:
    """How classes are computed (domain.md 4.1). Raises ValueError unless 0 < a < b < 100."""

    basis: ClassBasis = ClassBasis.REVENUE
    period: Period = Period.ROLLING
    a: int = SHARE_A
    """Per cent of the total up to which a customer is an A."""
    b: int = SHARE_B

    def __post_init__(self) -> None:
        if not 0 < self.a < self.b < 100:
            raise ValueError((self.a, self.b))

    @property
    def key(self) -> str:
        """Names it in files."""
        return f"{self.basis}-{self.period}-{self.a}-{self.b}"


STANDARD_CLASSING = Classing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """The class of each customer. Money in cents."""

    letters: Mapping[str, str]
    """A, B, C by share; N new without revenue, O without revenue. Customers with a
    negative value are C; without any positive value they stand in no class."""
    negative: frozenset[str]
    """Ids with a negative value: not in the total, else shares exceed 100 %."""
    total: int
    """Sum of the positive values; 0 means there is nothing to rank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One customer in the ranking. Money in cents."""

    id: str
    value: int
    cumulated: int
    """Sum up to and with this customer."""
    rank: int
    """From 1; equal values share the lower number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """How much hangs on how few (domain.md 4.1). Shares from 0 to 1, exact.

    All shares are 0 if no customer has a positive value.
    """

    count: int
    """Customers with a positive value."""
    total: int
    """Sum of their values, cents."""
    top_count: int
    """A fifth of the customers, rounded up."""
    top_share: Fraction
    """Share of those best customers."""
    a_quota: Fraction
    """Share of the customers that are A."""
    largest: Fraction
    """Share of the largest customer."""
    hhi: Fraction
    """Herfindahl-Hirschman index."""
    gini: Fraction
    gini_normed: Fraction | None
    """Gini scaled to reach 1; None below two customers."""

    @property
    def lump_risk(self) -> bool:
        """One customer carries too much: more than a quarter (Klumpenrisiko)."""
        return self.largest > _LUMP

    @property
    def even(self) -> bool:
        """Several customers, all of the same value: classes tell nothing."""
        return self.count > 1 and self.gini == 0


def classify(
    items: Iterable[tuple[str, int, bool]], *, a: int = SHARE_A, b: int = SHARE_B
) -> Classes:
    """Class each customer by the share of all better ones before them.

    items are (id, cents, new customer), only of customers and former customers.
    The one who crosses a threshold belongs to the better class, equal values share
    one class. Raises ValueError unless 0 < a < b < 100.
    """
    if not 0 < a < b < 100:
        raise ValueError((a, b))
    listed = list(items)
    best = sorted(((id_, v) for id_, v, _ in listed if v > 0), key=itemgetter(1), reverse=True)
    ids = [id_ for id_, _ in best]
    values = [value for _, value in best]
    to_a, to_b = borders(values, (a, b))
    letters = dict.fromkeys(ids[:to_a], "A")
    letters |= dict.fromkeys(ids[to_a:to_b], "B")
    letters |= dict.fromkeys(ids[to_b:], "C")
    letters |= {id_: "N" if new else "O" for id_, value, new in listed if not value}
    negative = frozenset(id_ for id_, value, _ in listed if value < 0)
    if values:
        letters |= dict.fromkeys(negative, "C")
    return Classes(letters=letters, negative=negative, total=sum(values))


def ranking(items: Iterable[tuple[str, int]]) -> tuple[Ranked, ...]:
    """Customers with a positive value, best first, for the Pareto table.

    items are (id, cents); equal values stay in the order given.
    """
    best = sorted((item for item in items if item[1] > 0), key=itemgetter(1), reverse=True)
    ranked: list[Ranked] = []
    cumulated = 0
    for number, (id_, value) in enumerate(best, 1):
        cumulated += value
        tied = ranked and ranked[-1].value == value
        rank = ranked[-1].rank if tied else number
        ranked.append(Ranked(id=id_, value=value, cumulated=cumulated, rank=rank))
    return tuple(ranked)


def concentration(values: Iterable[int], *, a: int = SHARE_A) -> Concentration:
    """How concentrated the positive values (cents) are; a as in classify."""
    return measured(sorted((value for value in values if value > 0), reverse=True), a=a)


def measured(best: Sequence[int], *, a: int = SHARE_A) -> Concentration:
    """The same of positive values that stand in falling order."""
    count, total = len(best), sum(best)
    top = -(-count // 5)
    gini = _gini(best, total)
    return Concentration(
        count=count,
        total=total,
        top_count=top,
        top_share=_share(sum(best[:top]), total),
        a_quota=_share(borders(best, (a,))[0], count),
        largest=_share(sum(best[:1]), total),
        hhi=_share(sum(map(mul, best, best)), total * total),
        gini=gini,
        gini_normed=gini * count / (count - 1) if count > 1 else None,
    )


def borders(values: Sequence[int], shares: Sequence[int]) -> list[int]:
    """For each share in per cent: how many of the falling values begin below it.

    Counts the rest of a tie group in, whose first value begins below.
    """
    total = sum(values)
    before = list(accumulate(values, initial=0))[:-1]
    found = []
    for share in shares:
        # 100 · before < share · total, with the right side rounded up to whole cents.
        border = bisect_left(before, -(-share * total // 100))
        while 0 < border < len(values) and values[border] == values[border - 1]:
            border += 1
        found.append(border)
    return found


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def _gini(best: Sequence[int], total: int) -> Fraction:
    """Gini coefficient of values in falling order."""
    count = len(best)
    if not count:
        return Fraction(0)
    weighted = sum(map(mul, range(1, count + 1), reversed(best)))
    return Fraction(2 * weighted - (count + 1) * total, count * total)
