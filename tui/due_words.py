"""Which check is due and why, in words (domain.md 5.2)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tui import dates, sentences
from tui.check_words import trigger
from tui.terms import Words, choice, class_name, stage
from tui.texts import NP_, _, capital, pgettext

if TYPE_CHECKING:
    from store import Occurrence, Row, Trigger

KINDS: Words = {
    "reassessment": NP_("kind of check", "full"),
    "light_check": NP_("kind of check", "light"),
    "resume": NP_("kind of check", "resume"),
}


def kind(code: str) -> str:
    """What is to be done, by the kind of the event: "voll", "leicht", "Aufnahme"."""
    marked = KINDS.get(code)
    return pgettext(*marked) if marked else str(code)


def reasons(row: Row, occurrence: Occurrence, today: dt.date) -> tuple[str, ...]:
    """Why something comes up, longest form first: of a check also whose rhythm it is.

    Where a trigger calls for a re-assessment, the trigger alone says enough.
    """
    text = sentences.reason(occurrence, today)
    if _months(row, occurrence):
        return f"{text} ({ground(row, occurrence)})", text
    if occurrence.kind.value == "reassessment" and occurrence.reason:
        return text, capital(trigger(occurrence.reason))
    return (text,)


def _months(row: Row, occurrence: Occurrence) -> int | None:
    if occurrence.kind.value not in ("reassessment", "light_check") or occurrence.reason:
        return None
    from store import DueKind, rhythm  # the rules of events hang on it

    check = DueKind.FULL if occurrence.kind.value == "reassessment" else DueKind.LIGHT
    return rhythm(check, row.stage, occurrence.letter or row.letter, row.effective)


def ground(row: Row, occurrence: Occurrence) -> str:
    """Why a check is due, in words: the trigger, or whose rhythm it is."""
    if occurrence.kind.value == "resume":
        return _("take up again")
    if occurrence.reason:
        return trigger(occurrence.reason)
    months = _months(row, occurrence)
    if not months:
        return ""
    if occurrence.letter:
        who = _("formerly {who}").format(who=class_name(occurrence.letter))
    elif row.stage.customer:
        who = class_name(row.letter) if row.letter else stage(row.stage)
    else:
        who = choice(row.effective) if row.effective else stage(row.stage)
    text = _("every month") if months == 1 else _("every {n} months").format(n=months)
    return f"{who}: {text}"


def told(found: Trigger) -> str:
    """One trigger with its day and note: "Reklamation (12.02.2026): 3 Paletten falsch"."""
    text = f"{trigger(found.kind)} ({dates.date(found.day)})"
    return f"{text}: {found.note}" if found.note else text
