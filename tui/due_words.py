"""Which check is due and why, in words (domain.md 5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import dates
from tui.check_words import trigger
from tui.terms import Words, choice, class_name, stage
from tui.texts import NP_, _, ngettext, pgettext

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


def interval(row: Row, occurrence: Occurrence) -> str:
    """The rhythm that makes a check due: "6 Monate"; empty where something else does."""
    months = _months(row, occurrence)
    return ngettext("{n} month", "{n} months", months).format(n=months) if months else ""


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
