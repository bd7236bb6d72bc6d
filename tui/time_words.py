"""Where the time goes, in words: capacity, load, care plans, the proposal (domain.md 4.7)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from tui import dates, numbers
from tui.terms import Words
from tui.texts import NP_, _, ngettext, pgettext

if TYPE_CHECKING:
    from datetime import date

    from store import Capacity, CarePlan, Costly, Cut, LoadPart, Neglected, TimeReport

KINDS: Words = {
    "A": NP_("who takes time", "A customers"),
    "B": NP_("who takes time", "B customers"),
    "C": NP_("who takes time", "C customers"),
    "N": NP_("who takes time", "new customers"),
    "O": NP_("who takes time", "without class"),
    "pursue": NP_("who takes time", "to pursue"),
    "develop": NP_("who takes time", "to develop"),
    "park": NP_("who takes time", "parked"),
    "drop": NP_("who takes time", "dropped"),
    "former": NP_("who takes time", "former customers"),
    "contact": NP_("who takes time", "contacts"),
}
LIGHTS: Words = {
    "green": NP_("use of time", "within limits"),
    "yellow": NP_("use of time", "tight"),
    "red": NP_("use of time", "overloaded"),
}
_HOUR = 60
_YEAR = 12


def kind(code: str) -> str:
    """Who takes time in the same way: "A-Kunden", "zu verfolgen"."""
    marked = KINDS.get(code)
    return pgettext(*marked) if marked else str(code)


def light(code: str) -> str:
    """How the use of the capacity stands: "im Rahmen", "knapp", "überlastet"."""
    return pgettext(*LIGHTS[code])


def hours(minutes: int | Fraction, *, grouped: bool = True) -> str:
    """Minutes as hours with one decimal: "1.230,0"."""
    return numbers.decimal(Fraction(minutes) / _HOUR, grouped=grouped)


def share(part: Fraction | None) -> str:
    """A share with one decimal: "59,8 %"; "–" where there is none."""
    return numbers.percent(part.numerator, part.denominator, 1) if part is not None else (
        numbers.UNKNOWN)


def standing(report: TimeReport) -> str:
    """ "Kapazität 814,1 h, geplant 487,0 h: 59,8 %, im Rahmen"."""
    return _("capacity {capacity} h, planned {planned} h: {share}, {light}").format(
        capacity=hours(report.hours * _HOUR), planned=hours(report.load.minutes),
        share=share(report.used), light=light(report.light.value))


def reckoning(report: TimeReport, capacity: Capacity) -> str:
    """How the capacity comes about, figure by figure."""
    return _("{working} working days - {vacation} vacation - {sick} sick - {training} training"
             ": {days} days at {day} h, {active} selling, {reserve} of it in reserve").format(
        working=report.working, vacation=capacity.vacation, sick=capacity.sickness,
        training=capacity.training, days=report.days,
        day=numbers.decimal(Fraction(capacity.day_minutes, _HOUR), trim=True),
        active=numbers.percent(capacity.active), reserve=numbers.percent(capacity.reserve))


def follows(report: TimeReport) -> str:
    """Whether time follows value; empty as long as nothing is known of it."""
    kind_ = report.too_much
    if kind_ is not None and (found := report.shares(kind_)) is not None:
        return _("Time does not follow value: {kind} get {time} of the time and bring {margin} "
                 "of the margin.").format(
            kind=kind(kind_.value), time=share(found[0]), margin=share(found[1]))
    if any(report.shares(part.kind) is not None for part in report.parts):
        return _("Time follows value: no class gets over 10 % more of the time than it brings "
                 "of the margin.")
    return ""


def part(report: TimeReport, one: LoadPart) -> str:
    """Plan beside actual of one class: "46,9 von 252,0 h; Besuche 26 von 72, ..."."""
    who, planned = kind(one.kind.value), hours(one.minutes)
    if report.spent is None:
        return _("{who}: planned {hours} h").format(who=who, hours=planned)
    spent = report.spent[one.kind]
    text = _("{who}: {spent} of {planned} h").format(
        who=who, spent=hours(spent.minutes), planned=planned)
    if one.visits or one.calls:
        text += "; " + _done(spent.visits, one.visits, spent.calls, one.calls)
    return text


def cut(found: Cut, capacity: Fraction) -> str:
    """One step of the proposal: "C-Kunden nur noch anrufen: 60 Kunden, -120,0 h; dann 136,4 %"."""
    if found.visits:
        what = ngettext("{kind}: {n} visit a year", "{kind}: {n} visits a year", found.visits)
    else:
        what = _("{kind}: calls only")
    after = Fraction(found.left, _HOUR) / capacity if capacity else None
    return _("{what}, {customers} -{hours} h; then {left} h ({share})").format(
        what=what.format(kind=kind(found.letter), n=found.visits),
        customers=ngettext("{n} customer", "{n} customers", found.count).format(n=found.count),
        hours=hours(found.minutes), left=hours(found.left), share=share(after))


def fulfilment(plan: CarePlan, visits: int, calls: int) -> str:
    """How far a care plan is kept: "Besuche 3 von 12, Anrufe 8 von 24"."""
    return _done(visits, plan.visits, calls, plan.calls)


def _done(visits: int, planned_visits: int, calls: int, planned_calls: int) -> str:
    return _("visits {visits} of {planned_visits}, calls {calls} of {planned_calls}").format(
        visits=visits, planned_visits=planned_visits, calls=calls, planned_calls=planned_calls)


def cost(minutes: int, hourly_rate: int) -> str:
    """What time costs: "6,4 h (€ 1.200)"; without an hourly rate the hours alone."""
    text = _("{hours} h").format(hours=hours(minutes))
    if not hourly_rate:
        return text
    return f"{text} ({numbers.money_whole((2 * minutes * hourly_rate + 60) // 120)})"


def costly(found: Costly, hourly_rate: int) -> str:
    """What a customer takes, and what it brings: "6,4 h (€ 1.200), DB -€ 2.160"."""
    text = _("{cost}, margin {margin}").format(
        cost=cost(found.minutes, hourly_rate), margin=numbers.money_whole(found.margin))
    if found.margin <= 0:
        return text
    return text + ": " + _("{rate} h for 1,000 euros").format(
        rate=hours(Fraction(found.minutes * 100_000, found.margin)))


def waiting(found: Neglected) -> str:
    """Since when nobody spoke with a customer: "41 Tage ohne Kontakt, höchstens 20"."""
    if found.days is None:
        return _("no contact yet, at most {n} days without").format(n=found.allowed)
    return ngettext("{n} day without contact, at most {most}",
                    "{n} days without contact, at most {most}", found.days).format(
        n=found.days, most=found.allowed)


def months(today: date) -> tuple[str, ...]:
    """Short names of the last twelve months, this one last."""
    return tuple(dates.month_name((today.month + n) % _YEAR + 1, short=True)
                 for n in range(_YEAR))


Cell = str | int | None
_HEADS = (
    NP_("table of times", "Who"), NP_("table of times", "Count"),
    NP_("table of times", "Planned h"), NP_("table of times", "Planned visits"),
    NP_("table of times", "Planned calls"), NP_("table of times", "Spent h"),
    NP_("table of times", "Visits"), NP_("table of times", "Calls"),
    NP_("table of times", "Margin"), NP_("table of times", "By value h"),
)


def table(report: TimeReport) -> list[Sequence[Cell]]:
    """Plan beside actual by class and decision, for a file: amounts in cents."""
    rows: list[Sequence[Cell]] = [tuple(pgettext(*head) for head in _HEADS)]
    for part in report.parts:
        spent = report.spent[part.kind] if report.spent else None
        by_value = report.shared.get(part.kind)
        rows.append((
            kind(part.kind.value), str(part.count), hours(part.minutes, grouped=False),
            str(part.visits), str(part.calls),
            hours(spent.minutes, grouped=False) if spent else None,
            str(spent.visits) if spent else None, str(spent.calls) if spent else None,
            spent.margin if spent and part.kind.customer else None,
            hours(by_value, grouped=False) if by_value is not None else None))
    return rows
