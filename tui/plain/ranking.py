"""`kundenq abc`: who carries the business, in which class, and how much hangs on how few."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from store import Book, ClassBasis, Classing, Period, Region
from tui import class_words, numbers
from tui.plain.arguments import Options
from tui.plain.output import say, say_json
from tui.plain.tables import write_table
from tui.ranking_words import Ranked, class_a, others, part_words, risk, table
from tui.texts import _, ngettext


def abc(book: Book, options: Options) -> int:
    """Say the ranking with its classes, computed as the settings say or as is asked.

    Raises FileError.
    """
    used = book.classing
    classing = Classing(basis=ClassBasis(options.basis or used.basis),
                        period=Period(options.period or used.period), a=used.a, b=used.b)
    figures = None
    if classing.period is Period.CALENDAR and classing != used:
        figures = book.figures()
        figures.step(figures.waiting)
    shown = Ranked(ranking=book.ranking(classing, figures), classing=classing, today=book.today)
    if options.csv:
        return write_table([*table(shown)], options)
    if options.json:
        say_json(_json(shown))
    else:
        say(_lines(shown), ascii_only=options.ascii)
    return 0


def _lines(shown: Ranked) -> Iterator[str]:
    ranking, pareto = shown.ranking, shown.ranking.pareto
    count = ngettext("{n} customer", "{n} customers", pareto.ranked).format(
        n=numbers.number(pareto.ranked))
    yield _("ABC by {method}: {count}, {total}").format(
        method=class_words.method(shown.classing, shown.today), count=count,
        total=numbers.money_whole(pareto.total))
    if not pareto.ranked:
        yield _("No revenue in this period.")
    else:
        yield _("What all better ones bring together decides the class: below the first border "
                "A, below the second B; equal values share one class.")
        yield from (f"{class_a(shown)}; {others(shown)}", risk(shown), _concentration(shown))
    starts = [*pareto.starts, (None, len(ranking))]
    for (part, start), (_next, end) in pairwise(starts):
        if part is not None and part is not Region.RANKED and start < end:
            yield part_words(shown, part, start, end)
        yield from (_customer(shown, place) for place in range(start, end))


def _concentration(shown: Ranked) -> str:
    found = shown.concentration
    return _("Concentration: largest {largest}, best fifth ({n}) {top}, Gini {gini} (normed "
             "{normed}), Herfindahl {hhi}").format(
        largest=class_words.share(found.largest), n=numbers.number(found.top_count),
        top=class_words.share(found.top_share), gini=numbers.decimal(found.gini, 4),
        normed=numbers.UNKNOWN if found.gini_normed is None
        else numbers.decimal(found.gini_normed, 4), hhi=numbers.decimal(found.hhi, 4))


def _customer(shown: Ranked, place: int) -> str:
    ranking, pareto = shown.ranking, shown.ranking.pareto
    row, letter, taken = ranking.row(place), shown.letter(place), ranking.letter(place)
    parts = [letter or numbers.UNKNOWN, numbers.money_whole(ranking.value(place))]
    if place < pareto.ranked:
        parts += [class_words.share(pareto.share(place, place + 1)),
                  _("{share} up to here").format(
                      share=class_words.share(pareto.share(0, pareto.ties(place)[1])))]
    if taken != letter and taken:
        parts.append(_("in force {letter}").format(letter=taken))
    rank = f"{numbers.number(pareto.rank(place))}. " if place < pareto.ranked else "- "
    return f"{rank}{row.name}: " + ", ".join(parts)


def _json(shown: Ranked) -> dict[str, Any]:
    """How it was computed, all customers, how concentrated; money in cents, shares 0 to 1."""
    ranking, pareto, found = shown.ranking, shown.ranking.pareto, shown.concentration
    customers = []
    for place in range(len(ranking)):
        row, ranked = ranking.row(place), place < pareto.ranked
        customers.append({
            "rank": pareto.rank(place) if ranked else None, "id": row.id, "number": row.number,
            "name": row.name, "value": ranking.value(place),
            "share": _float(pareto.share(place, place + 1)) if ranked else None,
            "share_before": _float(pareto.share(0, pareto.ties(place)[0])) if ranked else None,
            "class": shown.letter(place) or None, "class_in_force": ranking.letter(place) or None,
            "by_hand": bool(row.own_class), "standing": pareto.part(place)})
    return {
        "basis": shown.classing.basis, "period": shown.classing.period,
        "borders": [shown.classing.a, shown.classing.b], "total": pareto.total,
        "customers": customers,
        "concentration": {
            "customers": found.count, "largest": _float(found.largest),
            "top_count": found.top_count, "top_share": _float(found.top_share),
            "a_quota": _float(Fraction(shown.borders[0], found.count)) if found.count else 0.0,
            "gini": _float(found.gini),
            "gini_normed": None if found.gini_normed is None else _float(found.gini_normed),
            "hhi": _float(found.hhi), "lump_risk": found.lump_risk, "even": found.even}}


def _float(value: Fraction) -> float:
    return round(float(value), 6)
