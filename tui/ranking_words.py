"""What a ranking of the customers says: classes, concentration, who stands apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from store import ClassBasis, Classing, Concentration, Period, Ranking, Region
from tui import numbers
from tui.class_words import measure, share
from tui.texts import _, ngettext

MEASURES = ((ClassBasis.REVENUE, Period.ROLLING), (ClassBasis.MARGIN, Period.ROLLING),
            (ClassBasis.REVENUE, Period.CALENDAR), (ClassBasis.MARGIN, Period.CALENDAR))
"""What customers can be ranked by."""
FEW = 5
"""Customers with a value below which a ranking tells little (interface.md 4)."""


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """Customers with the classes they have by some classing."""

    ranking: Ranking
    classing: Classing
    today: date

    @cached_property
    def borders(self) -> tuple[int, int]:
        """How many are A, and how many A or B."""
        to_a, to_b = self.ranking.pareto.borders(self.classing.a, self.classing.b)
        return to_a, to_b

    def letter(self, place: int) -> str:
        """The class of a place by this classing; empty where its value is unknown."""
        return self.ranking.computed(place, *self.borders)

    @cached_property
    def concentration(self) -> Concentration:
        """How much hangs on how few."""
        return self.ranking.concentration

    @property
    def brought(self) -> str:
        """What is ranked, as it stands behind "bring 80 % of"."""
        if self.classing.basis is ClassBasis.MARGIN:
            return _("the contribution margin")
        return _("the revenue")


def part_words(shown: Ranked, part: Region, start: int, end: int) -> str:
    """Who stands apart, and why."""
    count = end - start
    if part is Region.NEGATIVE:
        total = shown.ranking.pareto.loss
        text = ngettext("{n} negative: {amount}, not in the total",
                        "{n} negative: {amount}, not in the total", count)
        return text.format(n=numbers.number(count), amount=numbers.money_whole(total))
    if part is Region.NOTHING:
        return ngettext("{n} without revenue in this time", "{n} without revenue in this time",
                        count).format(n=numbers.number(count))
    return ngettext("{n} with unknown costs: no class", "{n} with unknown costs: no class",
                    count).format(n=numbers.number(count))


def class_a(shown: Ranked) -> str:
    """How many are A, and what they bring."""
    pareto, (to_a, _to_b) = shown.ranking.pareto, shown.borders
    return ngettext(
        "{n} of {count} customers ({part}) brings {share} of {brought}: class A",
        "{n} of {count} customers ({part}) bring {share} of {brought}: class A", to_a,
    ).format(n=numbers.number(to_a), count=numbers.number(pareto.ranked),
             part=numbers.percent(to_a, pareto.ranked),
             share=share(pareto.share(0, to_a)), brought=shown.brought)


def others(shown: Ranked) -> str:
    """The same of B and C."""
    pareto, (to_a, to_b) = shown.ranking.pareto, shown.borders
    parts = []
    for letter, first, behind in (("B", to_a, to_b), ("C", to_b, pareto.ranked)):
        count = behind - first
        parts.append(ngettext(
            "{n} customer brings {share}: class {letter}",
            "{n} customers bring {share}: class {letter}", count,
        ).format(n=numbers.number(count), share=share(pareto.share(first, behind)),
                 letter=letter))
    return "; ".join(parts)


def risk(shown: Ranked) -> str:
    """Even, or one carries too much, or how much the best fifth brings."""
    found = shown.concentration
    if found.even:
        return _("Evenly spread: all bring the same, classes tell nothing.")
    if found.lump_risk and found.count > 1:
        return _("Concentration risk: {name} alone brings {share}.").format(
            name=shown.ranking.row(0).short, share=share(found.largest))
    return _("The best fifth ({n} customers) brings {share}.").format(
        n=numbers.number(found.top_count), share=share(found.top_share))


def table(shown: Ranked) -> Iterator[Sequence[str | int | None]]:
    """A head, then all customers in their order; amounts in cents.

    What all better ones bring decides the class, so it has a column (domain.md 10).
    """
    ranking, pareto = shown.ranking, shown.ranking.pareto
    yield [
        _("Rank"), _("Number"), _("Customer"),
        measure(shown.classing.basis, shown.classing.period, shown.today), _("Share"),
        _("Share before"), _("Cumulated"), _("Class"), _("Class in force")]
    for place, row in enumerate(ranking.everybody()):
        ranked = place < pareto.ranked
        yield [
            str(pareto.rank(place)) if ranked else "", row.number, row.name,
            ranking.value(place),
            share(pareto.share(place, place + 1)) if ranked else "",
            share(pareto.share(0, pareto.ties(place)[0])) if ranked else "",
            share(pareto.share(0, place + 1)) if ranked else "",
            shown.letter(place), ranking.letter(place)]
