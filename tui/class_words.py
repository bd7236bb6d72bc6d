"""Classes in sentences: what they are computed from, who moved, why (domain.md 4.1)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from store import (
    ClassBasis,
    ClassCause,
    Classing,
    ClassOverride,
    Ladder,
    Move,
    MoveKind,
    Period,
    Prospect,
    Row,
)
from tui import dates, numbers
from tui.texts import _, ngettext, pgettext


def measure(basis: ClassBasis, period: Period, today: date) -> str:
    """ "Umsatz 12 Monate", "DB 2025"."""
    if period is Period.CALENDAR:
        text = _("Margin {year}") if basis is ClassBasis.MARGIN else _("Revenue {year}")
        return text.format(year=today.year - 1)
    return _("Margin 12 months") if basis is ClassBasis.MARGIN else _("Revenue 12 months")


def method(classing: Classing, today: date) -> str:
    """ "Umsatz 12 Monate, Grenzen 80 / 95 %"."""
    return _("{measure}, borders {a} / {b}%").format(
        measure=measure(classing.basis, classing.period, today), a=classing.a, b=classing.b)


def share(part: Fraction | None) -> str:
    """ "90,8 %"."""
    if part is None:
        return numbers.UNKNOWN
    return numbers.percent(part.numerator, part.denominator, 1)


def kind(move: MoveKind) -> str:
    """One word for why somebody is listed."""
    return {
        MoveKind.LAPSED: pgettext("class move", "ended"),
        MoveKind.ROSE: pgettext("class move", "risen"),
        MoveKind.FELL: pgettext("class move", "fallen"),
        MoveKind.NEW: pgettext("class move", "new"),
    }[move]


def counted(move: MoveKind, n: int) -> str:
    """ "2 gestiegen"."""
    texts = {
        MoveKind.LAPSED: ngettext("{n} ended", "{n} ended", n),
        MoveKind.ROSE: ngettext("{n} risen", "{n} risen", n),
        MoveKind.FELL: ngettext("{n} fallen", "{n} fallen", n),
        MoveKind.NEW: ngettext("{n} new", "{n} new", n),
    }
    return texts[move].format(n=numbers.number(n))


def moved(move: Move) -> str:
    """ "Gestiegen von C auf B."."""
    if move.kind is MoveKind.LAPSED:
        return _("Class {old}, set by hand, has ended; computed is {new}.").format(
            old=move.old, new=move.new)
    if move.kind is MoveKind.NEW:
        return _("No class was taken over so far; computed is {new}.").format(new=move.new)
    text = _("Risen from {old} to {new}.") if move.kind is MoveKind.ROSE else _(
        "Fallen from {old} to {new}.")
    return text.format(old=move.old, new=move.new)


def because(
    worth: int | None, *, new: bool, ladder: Ladder, classing: Classing, today: date
) -> str:
    """Why a class is computed: value, rank, what all better ones bring, the borders."""
    name = measure(classing.basis, classing.period, today)
    if worth is None:
        return _("No class ({measure}): some costs are unknown.").format(measure=name)
    letter = ladder.letter(worth, new)
    if not letter:
        return _("No class ({measure}): nobody has any.").format(measure=name)
    if not worth:
        text = _("Class {letter}: new customer without revenue in this time.") if new else _(
            "Class {letter}: no revenue in this time.")
        return text.format(letter=letter)
    if worth < 0:
        return _("Class {letter} ({measure}): {amount} is negative and not in the total.").format(
            letter=letter, measure=name, amount=numbers.money_whole(worth))
    return _("Class {letter} ({measure}): {amount}, rank {rank} of {count}. All better ones "
             "bring {before} together: below {a}% is A, below {b}% B, else C.").format(
        letter=letter, measure=name, amount=numbers.money_whole(worth),
        rank=numbers.number(ladder.rank(worth) or 0), count=numbers.number(len(ladder)),
        before=share(ladder.before(worth)), a=classing.a, b=classing.b)


def by_hand(own: ClassOverride, today: date) -> str:
    """ "Von Hand gesetzt am 05.01.2026: B, weil neuer Prokurist, bis 22.08.2026."."""
    parts = [_("Set by hand {day}: {letter}").format(
        day=dates.date(own.day), letter=own.letter)]
    if own.reason:
        parts.append(_("because: {why}").format(why=own.reason))
    if own.until:
        ended = own.until <= today
        text = _("ended {day}") if ended else _("until {day}")
        parts.append(text.format(day=dates.date(own.until)))
    return ", ".join(parts) + "."


def in_force(letter: str, taken: date | None) -> str:
    """Which computed class counts, and since when it was taken over."""
    if taken is not None:
        return _("Taken over {day}: {letter}.").format(day=dates.date(taken), letter=letter)
    return _("Never taken over; {letter} counts.").format(letter=letter or numbers.UNKNOWN)


def standing(row: Row, record: Prospect, today: date) -> str:
    """ "C, übernommen am 05.01.2026; berechnet B", or what was set by hand, and until when."""
    own, text = record.class_override, row.letter
    if own is not None and row.own_class:
        text = by_hand(own, today).rstrip(".")
    elif row.taken_class and (taken := taken_on(record)) is not None:
        text = _("{letter}, taken over {day}").format(letter=row.letter, day=dates.date(taken))
    if row.computed_class and row.computed_class != row.letter:
        text += "; " + _("computed {letter}").format(letter=row.computed_class)
    return text


def taken_on(record: Prospect) -> date | None:
    """When a computed class was last taken over."""
    return next((note.day for note in reversed(record.class_log)
                 if note.cause is ClassCause.COMPUTED), None)
