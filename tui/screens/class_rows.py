"""The rows of the class moves: who, from which class to which, by which figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from store import Book, ClassMoves, Move, MoveKind, add_months, worth
from tui import class_words, dates, numbers
from tui.texts import _, ngettext
from tui.widgets.canvas import Line, Span, fit, line, rule, wrap

_KIND, _OLD, _NEW, _AMOUNT, _RANK, _BEFORE = 11, 7, 5, 12, 7, 9
_LEAST = 12


def title(moves: ClassMoves, marked: int) -> str:
    """ "Klassenwechsel: 1 gestiegen, 1 gefallen, 2 markiert"."""
    counts = [class_words.counted(kind, n) for kind in MoveKind if (n := moves.count(kind))]
    if marked:
        counts.append(_("{count} marked").format(count=numbers.number(marked)))
    return _("Class moves: {what}").format(what=", ".join(counts) or _("none"))


def _columns(width: int) -> tuple[int, int, int]:
    """Cells of amount, rank and the share of all better ones; what has no room is left out."""
    left = width - 3 - _KIND - _OLD - _NEW - _LEAST
    found = []
    for cells in (_AMOUNT, _RANK, _BEFORE):
        cells = cells if left >= cells else 0
        left -= cells
        found.append(cells)
    amount, rank, before = found
    return amount, rank, before


def names(width: int) -> Line:
    """The heads of the columns."""
    amount, rank, before = _columns(width)
    text = "  " + fit(_("Move"), _KIND) + fit(_("Company"), _name_width(width)) + " "
    text += fit(_("before"), _OLD) + fit(_("now"), _NEW) + fit("EUR", amount, ">")
    text += fit(_("Rank"), rank, ">") + fit(_("better"), before, ">")
    return line((text, "dim"))


def made(
    book: Book, moves: ClassMoves, cursor: int, marked: Collection[str], shown: Iterable[int],
    width: int,
) -> list[Line]:
    """The rows that are seen."""
    if not moves:
        return [line(" ", text) for text in _nothing(moves)]
    return [_row(book, moves[number], number == cursor, marked, width) for number in shown]


def _nothing(moves: ClassMoves) -> Iterator[str]:
    yield _("Every customer is in the class that is computed.")
    if moves.kept:
        yield ngettext("{n} class is set by hand and computed otherwise.",
                       "{n} classes are set by hand and computed otherwise.",
                       moves.kept).format(n=numbers.number(moves.kept))


def _name_width(width: int) -> int:
    used = 3 + _KIND + _OLD + _NEW + sum(_columns(width))
    return max(_LEAST, min(44, width - used - 1))


def _row(
    book: Book, move: Move, chosen: bool, marked: Collection[str], width: int
) -> Line:
    role = {MoveKind.ROSE: "good", MoveKind.FELL: "bad", MoveKind.LAPSED: "now"}
    rank = numbers.UNKNOWN if move.rank is None else numbers.number(move.rank)
    amount, ranked, before = _columns(width)
    head = (">" if chosen else " ") + ("+" if move.id in marked else " ")
    return Line((
        Span(head, "mark"), Span(fit(class_words.kind(move.kind), _KIND), role.get(move.kind, "")),
        Span(fit(book.rows[move.id].short, _name_width(width)) + " ", "strong"),
        Span(fit(move.old or numbers.UNKNOWN, _OLD)), Span(fit(move.new, _NEW), "strong"),
        Span(fit(numbers.euros(move.worth), amount, ">")), Span(fit(rank, ranked, ">")),
        Span(fit(class_words.share(move.before), before, ">"))), "cursor" if chosen else "")


def detail(book: Book, moves: ClassMoves, cursor: int, width: int) -> list[Line]:
    """By which figures, what it was a year before, when a class was last taken over."""
    if not moves:
        return [rule("", width, focus=False)]
    move = moves[cursor]
    row, record = book.rows[move.id], book.get(move.id)
    today, classing = book.today, moves.classing
    because = class_words.because(move.worth, new=move.new == "N", ladder=moves.ladder,
                                  classing=classing, today=today)
    old = worth(record.revenue, add_months(today, -12), classing)
    parts = [class_words.moved(move), because,
             _("A year before: {amount}.").format(amount=numbers.money_whole(old))]
    if (taken := class_words.taken_on(record)) is not None:
        parts.append(_("Last taken over {day}.").format(day=dates.date(taken)))
    if move.kind is MoveKind.LAPSED and record.class_override is not None:
        parts.append(class_words.by_hand(record.class_override, today))
    head = ", ".join(filter(None, (row.name, row.place, row.person)))
    return [rule("", width, focus=False), line(" ", (fit(head, width - 2), "strong")),
            *(line(" ", text) for text in wrap(" ".join(parts), width - 2))]
