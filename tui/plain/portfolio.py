"""`kundenq portfolio`: value beside potential, field by field, with what to do in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from store import Placing, Quarter, Row, Rows, ninth, quarter
from tui import numbers, portfolio_words
from tui.plain.arguments import Options
from tui.plain.output import say, say_json
from tui.plain.tables import write_table
from tui.texts import _, ngettext


def portfolio(rows: Rows, options: Options) -> int:
    """Say where each customer stands. Raises FileError."""
    placing = Placing(rows)
    if options.csv:
        return write_table([*table(placing)], options)
    if options.json:
        say_json([_json(placing, place, row) for place, row in enumerate(placing.everybody())])
        return 0
    say(_lines(placing), ascii_only=options.ascii)
    return 0


def _json(placing: Placing, place: int, row: Row) -> dict[str, Any]:
    """One customer; money in cents, axes from 0 to 100."""
    point = placing.point(place)
    return {
        "id": row.id,
        "number": row.number,
        "name": row.name,
        "class": placing.letter(place) or None,
        "revenue": row.revenue,
        "margin": row.margin,
        "potential": row.potential,
        "value_axis": point[0] if point else None,
        "potential_axis": point[1] if point else None,
        "field": quarter(*point) if point else None,
        "strategy": ninth(*point) if point else None,
        "missing": None if point else placing.missing(place),
    }


def _lines(placing: Placing) -> Iterator[str]:
    if not len(placing):
        yield _("No customers.")
        return
    yield _("Portfolio: {placed} of {count} customers placed by value and potential").format(
        placed=numbers.number(placing.placed), count=numbers.number(len(placing)))
    yield _("Value: margin of 12 months beside the average of {amount}").format(
        amount=_mean(placing.axes.margin))
    yield _("Potential: beside the average revenue of {amount}").format(
        amount=_mean(placing.axes.revenue))
    for one in Quarter:
        places = sorted(n for point, found in placing.on.items() if quarter(*point) is one
                        for n in found)
        yield f"{portfolio_words.field(one)} ({numbers.number(len(places))}): " \
            + portfolio_words.strategy(one)
        yield from (f"- {_placed(placing, place)}" for place in places)
    apart = len(placing) - placing.placed
    if apart:
        yield ngettext("{n} customer cannot be placed:", "{n} customers cannot be placed:",
                       apart).format(n=numbers.number(apart))
    for place in range(placing.placed, len(placing)):
        yield f"- {placing.row(place).name}: {portfolio_words.missing(placing.missing(place))}"


def _mean(value: Fraction | None) -> str:
    return numbers.money_whole(None if value is None else int(value + Fraction(1, 2)))


def _placed(placing: Placing, place: int) -> str:
    row, point = placing.row(place), placing.point(place)
    assert point is not None, "is placed"
    return _("{name}: value {value}, potential {potential}, {strategy}; margin {margin}, "
             "potential {amount} a year, class {letter}").format(
        name=row.name, value=point[0], potential=point[1],
        strategy=portfolio_words.field_of_nine(ninth(*point)),
        margin=numbers.money_whole(row.margin), amount=numbers.money_whole(row.potential),
        letter=placing.letter(place) or numbers.UNKNOWN)


def table(placing: Placing) -> Iterator[Sequence[str | int | None]]:
    """A head, then all customers; amounts in cents."""
    yield [
        _("Number"), _("Customer"), _("Class"), _("Revenue 12 months"), _("Margin 12 months"),
        _("Potential"), _("Value axis"), _("Potential axis"), _("Field"), _("Strategy (3x3)")]
    for place, row in enumerate(placing.everybody()):
        point = placing.point(place)
        told = [str(point[0]), str(point[1]), portfolio_words.field(quarter(*point)),
                portfolio_words.field_of_nine(ninth(*point))] if point else [
            "", "", portfolio_words.missing(placing.missing(place)), ""]
        yield [row.number, row.name, placing.letter(place), row.revenue, row.margin,
               row.potential, *told]
