"""Class by hand, archive, undo, redo, repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from store import Prospect, set_class
from tui import date_echo, dates
from tui.class_lines import ClassLine, read_class_line
from tui.dialogs.bar import Chooser, LineBar, Refused
from tui.flows.host import Handler, Host, change_targets, whom
from tui.texts import _, pgettext
from tui.widgets.canvas import Line, line

_HAND = "?"
"""Chosen to say a reason and an end as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """A class set by hand, as it was asked for."""

    letter: str
    reason: str = ""
    until: date | None = None


async def choose_class(host: Host) -> None:
    """a, b, c by hand, with Space a reason and an end too; Enter takes the computed class over."""
    view = host.desk.view
    if view.row is None:
        return
    shown = view.row.computed_class or pgettext("class", "none")
    label = (_("computed ({letter})").format(letter=shown) if len(view.targets) == 1
             else _("computed"))
    title = _("Class of {name}").format(name=whom(host))
    letter = await host.ask(Chooser(
        title, [("a", "A", "A"), ("b", "B", "B"), ("c", "C", "C"), (_("Enter"), label, ""),
                (pgettext("key", "Space"), _("with reason and end"), _HAND)],
        keys={"enter": "", "space": _HAND}))
    if letter is None:
        return
    asked: ByHand | None = ByHand(letter=letter)
    if letter == _HAND:
        asked = await host.ask(hand_bar(title, host.today))
    if asked is not None:
        set_by_hand(host, asked)


def set_by_hand(host: Host, asked: ByHand) -> None:
    """The class of the customer under the cursor, or of all marked; noted with its day."""
    today, rows, author = host.today, host.book.rows, host.author
    row = host.desk.view.row

    def make(record: Prospect) -> Prospect:
        return set_class(
            record, asked.letter, computed=rows[record.id].computed_class, today=today,
            author=author, reason=asked.reason, until=asked.until)

    change_targets(
        host, "classed", make, letter=asked.letter,
        computed=row.computed_class if row is not None else "", why=asked.reason,
        until=asked.until.isoformat() if asked.until else "")


def hand_bar(title: str, today: date, letter: str = "") -> LineBar[ByHand]:
    """Letter, reason, and behind ">" the first day on which it ends, with a live echo.

    `letter` is that of the class, where it is known already.
    """
    def understood(text: str) -> tuple[str, ClassLine]:
        if letter:
            return letter, read_class_line(text, today)
        first, _gap, rest = text.strip().partition(" ")
        by_hand = first.upper() if first.upper() in ("A", "B", "C") else ""
        return by_hand, read_class_line(rest, today)

    def take(text: str) -> ByHand:
        found, said = understood(text)
        if fault := _fault(found, said):
            raise Refused(fault)
        return ByHand(letter=found, reason=said.reason, until=said.until)

    def echo(text: str) -> Sequence[Line]:
        found, said = understood(text)
        if fault := _fault(found, said):
            return [line(" ", (fault, "dim"))]
        told = _("class {letter}").format(letter=found) + ", " + _("because: {why}").format(
            why=said.reason)
        if said.until:
            told += ", " + _("until {day}").format(day=dates.day_date(said.until))
        return [line(" ", (told, "good"))]

    example = _("reason, and behind > when it ends: new manager >6m") if letter else _(
        "class, reason, and behind > when it ends: b new manager >6m")
    return LineBar(title, take=take, echo=echo, hints=[("", example)])


def _fault(letter: str, said: ClassLine) -> str:
    if not letter:
        return _("First a, b or c.")
    if said.problem is not None:
        return date_echo.explain_date(said.problem)
    if said.past:
        return _("A day after today, please")
    return "" if said.reason else _("A reason, please: it is asked for when the class ends.")


def archive(host: Host) -> None:
    """Put away, or take back from the archive."""
    if host.desk.view.row is None:
        return
    putting = host.desk.view.listing.number != 9
    day = host.today if putting else None
    change_targets(host, "archived" if putting else "restored",
                   lambda record: replace(record, archived=day))


def repeat(host: Host) -> None:
    """The last change once more, to what is under the cursor now."""
    if host.repeatable is None:
        host.say(_("Nothing to repeat."), "dim")
        return
    host.repeatable(host)


CLASSING: dict[str, Handler] = {
    "class": choose_class, "archive": archive, "repeat": repeat,
}
