"""Computed classes are taken over, or kept by hand; what was tried on counts from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store import Classing, ClassMoves, Edit, Move, MoveKind, take_class
from tui import class_words, numbers
from tui.dialogs.bar import question
from tui.flows.classing import hand_bar, set_by_hand
from tui.flows.host import apply
from tui.screens.hosting import Hosting
from tui.texts import _, ngettext


async def take(screen: Hosting, moves: ClassMoves, chosen: Sequence[Move]) -> bool:
    """Take over in one change; several, or by another classing, only after a look at it.

    What is tried on is kept first, so that it counts for all from then on. False: not done.
    """
    settled = moves.classing == screen.book.classing
    asked = len(chosen) > 1 or not settled
    if asked and not await screen.ask(question(_asked(screen, moves, chosen))):
        return False
    if not settled and not screen.book.read_only:
        _use(screen, moves.classing)
    today, author, book = screen.today, screen.author, screen.book
    records = tuple(take_class(book.get(one.id), one.new, today=today, author=author)
                    for one in chosen)
    first = chosen[0]
    apply(screen, Edit(label="classes_taken", records=records, args=(
        ("name", book.rows[first.id].short), ("count", str(len(chosen))),
        ("letter", first.new), ("before", first.old))))
    return True


def _asked(screen: Hosting, moves: ClassMoves, chosen: Sequence[Move]) -> str:
    """What is about to happen, in numbers."""
    kinds = [one.kind for one in chosen]
    counts = [class_words.counted(kind, n) for kind in MoveKind if (n := kinds.count(kind))]
    text = ngettext("Take over {n} class ({what})", "Take over {n} classes ({what})",
                    len(chosen)).format(n=numbers.number(len(chosen)), what=", ".join(counts))
    if moves.classing != screen.book.classing:
        text += "; " + _("from now on {method}").format(
            method=class_words.method(moves.classing, screen.today))
    return text + "?"


def _use(screen: Hosting, classing: Classing) -> None:
    screen.app.keep_settings(replace(
        screen.common.settings, class_basis=classing.basis.value,
        class_period=classing.period.value, class_a=classing.a, class_b=classing.b))
    changed = screen.book.use_classing(classing)
    screen.app.show(screen.desk.refresh(changed))
    if screen.app.workplace is not None:
        screen.app.workplace.catch_up()


async def keep(screen: Hosting, move: Move) -> None:
    """Keep the class that is in force by hand, with a reason and an end."""
    if not move.old:
        screen.say(_("There is no class to keep: {key} takes the computed one over.").format(
            key=screen.keymap.keys_of("class_take")), "dim")
        return
    name = screen.book.rows[move.id].short
    asked = await screen.ask(hand_bar(
        _("{name} stays {letter}").format(name=name, letter=move.old), screen.today, move.old))
    if asked is not None:
        set_by_hand(screen, asked)
