"""Setting the class of a customer, and which ones were in force since a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from store.profile.classed import ClassCause, ClassNote
from store.profile.prospect import ClassOverride, Prospect, Stage


def own_class(prospect: Prospect, today: date) -> str:
    """The class set by hand; empty where there is none, or where it holds no more."""
    own = prospect.class_override
    return own.letter if own and not lapsed_class(prospect, today) else ""


def lapsed_class(prospect: Prospect, today: date) -> str:
    """The class set by hand that holds no more; empty where there is none."""
    own = prospect.class_override
    return own.letter if own and own.until and own.until <= today else ""


def taken_class(prospect: Prospect) -> str:
    """The computed class that was last taken over, of customers and former ones; else empty."""
    if not prospect.stage.customer and prospect.stage is not Stage.FORMER:
        return ""
    return next((note.letter for note in reversed(prospect.class_log)
                 if note.cause is ClassCause.COMPUTED), "")


def class_in_force(prospect: Prospect, computed: str, today: date) -> str:
    """By hand, else the one taken over, else the computed one: never changed in silence."""
    return own_class(prospect, today) or taken_class(prospect) or computed


def set_class(
    prospect: Prospect, letter: str, *, computed: str, today: date, author: str = "",
    reason: str = "", until: date | None = None,
) -> Prospect:
    """Set the class by hand, with its reason and the first day on which it ends; or take the
    computed one over (no letter). Noted with its day; unchanged if that is so already.
    """
    if not letter:
        return take_class(prospect, computed, today=today, author=author)
    override = ClassOverride(letter=letter, day=today, reason=reason, until=until)
    if own_class(prospect, today) == letter:
        # No other class: at most another reason or end.
        return replace(prospect, class_override=override) if reason or until else prospect
    note = ClassNote(
        day=today, letter=letter, before=class_in_force(prospect, computed, today),
        computed=computed, cause=ClassCause.HAND, author=author)
    return replace(prospect, class_override=override, class_log=(*prospect.class_log, note))


def take_class(
    prospect: Prospect, computed: str, *, today: date, author: str = ""
) -> Prospect:
    """Let the computed class be in force from now on: until it is taken over again.

    Unchanged if it is already, or if none is computed and none set by hand.
    """
    if prospect.class_override is None and computed in ("", taken_class(prospect)):
        return prospect
    note = ClassNote(
        day=today, letter=computed, before=class_in_force(prospect, computed, today),
        computed=computed, cause=ClassCause.COMPUTED, author=author)
    return replace(prospect, class_override=None, class_log=(*prospect.class_log, note))


def letters_since(prospect: Prospect, day: date) -> tuple[str, ...]:
    """The classes that are known to have been in force from an assessment on.

    Where its own class was not noted, those before and after each later change.
    """
    log = prospect.class_log
    start = next((n for n in reversed(range(len(log)))
                  if log[n].cause is ClassCause.ASSESSED and log[n].day == day), None)
    if start is not None:
        found, later = [log[start].letter], log[start + 1:]
    else:
        found, later = [], tuple(note for note in log if note.day > day)
    for note in later:
        found += (note.before, note.letter)
    return tuple(filter(None, found))
