"""What the matrix says: heading, list of the numbered, the one under the cursor, the rest."""

from __future__ import annotations

from rich.cells import cell_len

from store import NAMED, Placing, ninth, quarter
from tui import numbers, portfolio_words
from tui.texts import _, ngettext
from tui.widgets.canvas import Line, Span, fit, line, wrap


def heading(placing: Placing, *, nine: bool) -> str:
    """What is placed, and in how many fields."""
    text = ngettext("Matrix: value and potential, {n} customer",
                    "Matrix: value and potential, {n} customers", placing.placed).format(
        n=numbers.number(placing.placed))
    return f"{text}, 3x3" if nine else f"{text}, 2x2"


def empty(placing: Placing) -> list[str]:
    """Why nothing stands on the board, and what to do about it."""
    if not len(placing):
        return [_("No customers yet. n New, g i imports them.")]
    return [_("Nobody can be placed yet: it takes the contribution margin of 12 months and a "
              "potential. e in a profile enters the potential, + in section 4 the revenue.")]


def side(placing: Placing, cursor: int, width: int, height: int) -> list[Line]:
    """The numbered customers, what the letters mean, and the figures under the cursor."""
    rows = [_numbered(placing, place, place == cursor, width)
            for place in range(min(NAMED, placing.placed))]
    below = _figures(placing, cursor, width) if cursor >= 0 else []
    signs = [line((part, "dim")) for text in _signs(placing) for part in wrap(text, width)]
    room = height - len(rows)
    if below and room >= len(below) + 1:
        rows += [Line(), *below]
        room -= len(below) + 1
    if signs and room >= len(signs) + 1:
        rows += [Line(), *signs]
    return rows[:height]


def side_width(placing: Placing) -> int:
    """Cells that the numbered customers take."""
    names = (placing.row(place).short for place in range(min(NAMED, placing.placed)))
    return max(24, min(40, 5 + max((cell_len(name) for name in names), default=0)))


def _numbered(placing: Placing, place: int, here: bool, width: int) -> Line:
    text = (f"{'>' if here else ' '}{place + 1} "
            f"{fit(placing.row(place).short, width - 5)} {placing.letter(place) or ' '}")
    return line((text, "cursor" if here else ""))


def _signs(placing: Placing) -> list[str]:
    """What stands there for customers without a number."""
    letters = sorted({letter for count in placing.unnamed.values() for letter in count if letter})
    if not letters:
        return []
    letter = letters[-1]
    return [_("{sign}: one {letter} customer, 3{sign}: three, +5: five more").format(
        sign=letter.lower(), letter=letter)]


def _figures(placing: Placing, cursor: int, width: int) -> list[Line]:
    row, point = placing.row(cursor), placing.point(cursor)
    rows = [line((fit(row.short, width), "strong"))]
    value, potential = point or (None, None)
    for word, known, amount in (
            (_("value"), value, _("margin {amount}").format(
                amount=numbers.euros(row.margin))),
            (_("potential"), potential, numbers.euros(row.potential))):
        at = numbers.UNKNOWN if known is None else str(known)
        rows.append(line((fit(word, 10), "dim"), f"{at:>3}", fit(amount, width - 13, ">")))
    rows.append(line((fit(_("revenue"), 10), "dim"),
                     fit(numbers.euros(row.revenue), width - 10, ">")))
    if point is not None:
        mates = placing.on[point]
        if len(mates) > 1:
            rows.append(line((_("{n} of {count} on this point").format(
                n=mates.index(cursor) + 1, count=numbers.number(len(mates))), "dim")))
    return rows


def strategy(placing: Placing, cursor: int, width: int, most: int, *, nine: bool) -> list[Line]:
    """What to do with the customers of the field under the cursor."""
    point = placing.point(cursor) if cursor >= 0 else None
    if point is None or most < 1:
        return []
    name = portfolio_words.field(quarter(*point))
    text = portfolio_words.strategy(quarter(*point))
    if nine:
        name, text = _("Strategy"), portfolio_words.field_of_nine(ninth(*point))
    first = f" {name[:1].upper()}{name[1:]}: "
    room = width - cell_len(first) - 1
    rows = wrap(text, room)
    if len(rows) > most:
        rows[most - 1:] = [fit(" ".join(rows[most - 1:]), room)]
    return [line((first if n == 0 else " " * cell_len(first), "title"), part)
            for n, part in enumerate(rows)]


def unplaced(placing: Placing, cursor: int, width: int) -> Line:
    """Who cannot be placed, and why; as many as have room, the one under the cursor first."""
    count = len(placing) - placing.placed
    text = " " + _("cannot be placed: {n}").format(n=numbers.number(count)) + "  "
    spans, used = [Span(text, "dim")], cell_len(text)
    first = cursor if cursor >= placing.placed else placing.placed
    for place in range(first, len(placing)):
        name = f"{'>' if place == cursor else ' '}{fit_name(placing.row(place).short)} "
        reason = f"({portfolio_words.missing(placing.missing(place))}) "
        left = len(placing) - place - 1
        needed = cell_len(name) + cell_len(reason) + (len(f"+{left}") if left else 0)
        if used + needed > width and place > first:
            spans.append(Span(f"+{len(placing) - place}", "dim"))
            break
        spans += [Span(name, "cursor" if place == cursor else ""), Span(reason, "dim")]
        used += cell_len(name) + cell_len(reason)
    return Line(tuple(spans))


def fit_name(name: str) -> str:
    """A name on one row, of at most 30 cells."""
    return fit(name, min(30, cell_len(name))).rstrip()


def says(placing: Placing, cursor: int, *, nine: bool) -> str:
    """The customer, the field, and what to do."""
    row, point = placing.row(cursor), placing.point(cursor)
    if point is None:
        return _("{name} cannot be placed: {why}").format(
            name=row.short, why=portfolio_words.missing(placing.missing(cursor)))
    field = (portfolio_words.field_of_nine(ninth(*point)) if nine
             else portfolio_words.field(quarter(*point)))
    return _("{name}: value {value}, potential {potential}: {field}").format(
        name=row.short, value=point[0], potential=point[1], field=field)
