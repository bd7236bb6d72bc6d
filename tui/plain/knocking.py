"""A no on a knock-out criterion: for now or for good, why, and until when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from store import KNOCK_OUT_REASONS, PARK_DAYS, Criterion, KnockOut, KnockOutRule
from tui import date_echo, dates, terms
from tui.date_parts import DateEntry
from tui.date_words import parse_date
from tui.plain import criteria
from tui.plain.listening import Ended, Listener
from tui.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class KnockedOut:
    """What belongs to the no."""

    kind: KnockOut | None = None
    reason: str = ""
    resume: date | None = None


NOTHING = KnockedOut()


def ask(
    listener: Listener, criterion: Criterion, today: date
) -> tuple[KnockedOut, Ended | None]:
    """Kind, reason and date; if the talk ends meanwhile, what was said until then."""
    said = KnockedOut(kind=KnockOut.TEMPORARY)
    try:
        if criterion.knock_out is KnockOutRule.ANY:
            said = replace(said, kind=_kind(listener, criterion))
        said = replace(said, reason=_reason(listener))
        if said.kind is KnockOut.TEMPORARY:
            said = replace(said, resume=_resume(listener, today))
    except Ended as ended:
        return said, ended
    return said, None


def _kind(listener: Listener, criterion: Criterion) -> KnockOut:
    label = criteria.spoken(criterion.label)
    listener.say(_("{criterion}: a no is a knock-out here.").format(criterion=label),
                 "1 = " + terms.knock_out("temporary"), "2 = " + terms.knock_out("final"))
    while True:
        said = listener.ask(_("For now or for good (Enter = 1)?"))
        if said in ("", "1", "2"):
            return KnockOut.FINAL if said == "2" else KnockOut.TEMPORARY
        listener.say(_("Please type 1 or 2."))


def _reason(listener: Listener) -> str:
    """A code of the catalogue by its number, or words of one's own."""
    listener.say(*(f"{number} = {terms.ko_reason(code)}"
                   for number, code in enumerate(KNOCK_OUT_REASONS, 1)))
    while True:
        said = listener.ask(_("Why? Number, or own words:"))
        if said.isascii() and said.isdigit():
            if 1 <= int(said) <= len(KNOCK_OUT_REASONS):
                return KNOCK_OUT_REASONS[int(said) - 1]
        elif said:
            return said
        listener.say(_("A no needs a reason: a number from 1 to {n}, or own words.").format(
            n=len(KNOCK_OUT_REASONS)))


def _resume(listener: Listener, today: date) -> date:
    usual = today + timedelta(days=PARK_DAYS)
    prompt = _("Take it up again when? (Enter = {day})").format(day=dates.date(usual))
    while True:
        said = listener.ask(prompt)
        if not said:
            return usual
        found = parse_date(said, today)
        if not isinstance(found, DateEntry):
            listener.say(date_echo.explain_date(found))
        elif found.day <= today:
            listener.say(_("{day} is past.").format(day=dates.long_date(found.day)))
        else:
            listener.say(date_echo.echo(found, today))
            return found.day
