"""Words for what was decided, what a stage rests on, which checklist fits, what time costs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tui import dates, numbers, terms
from tui.definitions import choice_of
from tui.terms import Words
from tui.texts import NP_, _, ngettext, pgettext

if TYPE_CHECKING:
    from store import Decision, Fact, TimeSunk

FAULTS: Words = {
    "no_resume": NP_("why not decided", "the day to take it up again is missing"),
    "no_reason": NP_("why not decided", "the reason is missing"),
    "no_expiry": NP_("why not decided", "the day on which that ends is missing"),
    "no_next_step": NP_("why not decided", "the next step is missing"),
    "nothing": NP_("why not decided", "nothing is recommended: every criterion is n/a"),
    "not_qualified": NP_("why not decided", "check not passed"),
    "customer": NP_("why not decided", "who has bought stays a customer on file"),
}
FITS: Words = {
    "customer": NP_("why a checklist fits", "is a customer"),
    "large_deal": NP_("why a checklist fits", "more than 50,000 euros"),
    "many_decide": NP_("why a checklist fits", "four or more people decide"),
    "first_contact": NP_("why a checklist fits", "before the first talk"),
    "first_meeting": NP_("why a checklist fits", "from the first meeting on"),
    "standard_goods": NP_("why a checklist fits", "for standard goods"),
    "consulting": NP_("why a checklist fits", "for consulting"),
}


def fault(code: str) -> str:
    """Why a decision or a stage cannot be: "der Grund fehlt"."""
    marked = FAULTS.get(code)
    return pgettext(*marked) if marked else code


def fits(code: str) -> str:
    """Why a checklist fits: "ist Kunde"."""
    marked = FITS.get(code)
    return pgettext(*marked) if marked else code


def decided(decision: Decision, customers: bool) -> str:
    """A decision in force: "parken bis 24.05.26 (anna, 23.02.26)"."""
    text = choice_of(decision.choice, customers)
    if decision.until is not None:
        text = _("{choice} until {day}").format(choice=text, day=dates.date(decision.until))
    who = ", ".join(filter(None, (decision.author, dates.date(decision.day))))
    return f"{text} ({who})"


def because(decision: Decision) -> str:
    """Its reason: of the catalogue in words, else as it was typed."""
    return terms.ko_reason(decision.reason) if decision.reason else ""


def fact(given: Fact) -> str:
    """What speaks for a stage, or is in the way: "2 Angebote", "Check: entwickeln"."""
    value = given.value
    if isinstance(value, dt.date):
        day = dates.date(value)
        return (_("first order {day}") if given.code == "first_order"
                else _("last order {day}")).format(day=day)
    if given.code == "choice":
        return _("check: {choice}").format(
            choice=terms.choice(str(value)) if value else _("not rated yet"))
    if given.code == "score":
        points = numbers.score(value if isinstance(value, int) else None)
        return _("{score} points (from 70)").format(score=points)
    number = value if isinstance(value, int) else 0
    counted = {
        "needs": ngettext("{n} need", "{n} needs", number),
        "offers": ngettext("{n} offer", "{n} offers", number),
        "open": ngettext("{n} criterion open", "{n} criteria open", number),
    }
    return counted.get(given.code, given.code).format(n=number)


def hours(minutes: int) -> str:
    """Time as hours with one decimal: "3,5 h"; minutes below an hour."""
    if minutes < 60:
        return _("{n} min").format(n=minutes)
    tenths = (minutes * 10 + 30) // 60
    return _("{hours} h").format(hours=numbers.score(tenths * 10, exact=True).removesuffix("0")
                                 if tenths % 10 else numbers.number(tenths // 10))


def sunk(spent: TimeSunk) -> str:
    """What a prospect took so far: "Zeit bisher: 3,5 h = € 659" (domain.md A5)."""
    return _("Time so far: {hours} = {money}").format(
        hours=hours(spent.minutes), money=numbers.money_whole(spent.cents))


def saved(freed: TimeSunk) -> str:
    """What letting go makes room for: never a loss, and never unkind."""
    return _("Time freed for others: {hours} a year = {money}").format(
        hours=hours(freed.minutes), money=numbers.money_whole(freed.cents))
