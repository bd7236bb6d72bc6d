"""The words for what a customer is worth: value, criteria, segments (domain.md 2, 4.3 to 4.5)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from store import (
    ASPECT_WEIGHTS,
    Appraisal,
    Aspect,
    Assumptions,
    CustomerValue,
    Facts,
    Level,
    Rfm,
    Segment,
    clv,
    value_band,
)
from tui import numbers, profile_terms
from tui.texts import N_, NP_, _, ngettext, pgettext

_ASPECTS = {
    Aspect.MARGIN: NP_("customer value", "margin"),
    Aspect.POTENTIAL: NP_("customer value", "potential"),
    Aspect.TREND: NP_("customer value", "trend"),
    Aspect.PAYMENT: NP_("customer value", "payment"),
    Aspect.DURATION: NP_("customer value", "duration"),
    Aspect.REFERENCE: NP_("customer value", "reference"),
    Aspect.EFFORT: NP_("customer value", "effort"),
    Aspect.FIT: NP_("customer value", "cooperation"),
}
_BANDS = {
    Level.HIGH: NP_("customer value", "high"),
    Level.MEDIUM: NP_("customer value", "medium"),
    Level.LOW: NP_("customer value", "low"),
}
_SEGMENTS = {
    Segment.TOP: NP_("segment", "top customer"),
    Segment.AT_RISK: NP_("segment", "at risk"),
    Segment.FIRST: NP_("segment", "first-time buyer"),
    Segment.SLEEPER: NP_("segment", "sleeper"),
    Segment.CORE: NP_("segment", "core"),
}
_MISSING = {
    Aspect.MARGIN: N_("costs unknown"),
    Aspect.POTENTIAL: N_("potential unknown"),
    Aspect.TREND: N_("no year before"),
    Aspect.PAYMENT: N_("days late unknown"),
    Aspect.DURATION: N_("day of the first order unknown"),
    Aspect.REFERENCE: N_("not asked yet"),
    Aspect.EFFORT: N_("no time logged, or costs unknown"),
    Aspect.FIT: N_("not judged yet"),
}


def aspect(one: Aspect) -> str:
    """ "Deckungsbeitrag", "Empfehlung"."""
    return pgettext(*_ASPECTS[one])


def band(level: Level) -> str:
    """ "hoch", "mittel", "gering"."""
    return pgettext(*_BANDS[level])


def segment(one: Segment) -> str:
    """ "Spitzenkunde", "Schläfer"."""
    return pgettext(*_SEGMENTS[one])


def marks(found: Rfm) -> str:
    """ "5-4-2 Stamm"."""
    return f"{figures(found)} {segment(found.segment)}"


def figures(found: Rfm) -> str:
    """ "5-4-2"."""
    return f"{found.recency}-{found.frequency}-{found.money}"


def span(value: CustomerValue) -> str:
    """ "62-72"."""
    return f"{numbers.tenths(value.low)}-{numbers.tenths(value.high)}"


def worth(value: CustomerValue) -> str:
    """ "68,9 (62-72) mittel"; only the range where nothing is known."""
    if value.band is None:
        return f"{numbers.UNKNOWN} ({span(value)})"
    return f"{numbers.tenths(value.score)} ({span(value)}) {band(value.band)}"


def still_open(value: CustomerValue) -> str:
    """What nobody knows yet, and where it may lead: "offen: Empfehlung; damit evtl. hoch"."""
    if not value.open:
        return ""
    text = _("open: {what}").format(what=", ".join(map(aspect, value.open)))
    best = value_band(value.high)
    if value.band is not None and best is not value.band:
        text += "; " + _("with it perhaps {band}").format(band=band(best))
    return text


def estimate(margin: int | None, by: Assumptions) -> str:
    """The CLV with what it rests on; nothing where the margin is unknown."""
    found = None if margin is None else clv(margin, by)
    if found is None:
        return ""
    parts = [_("margin {amount} a year").format(amount=numbers.money_whole(margin)),
             *_rates(by)]
    said = ngettext("{amount} in {n} year", "{amount} in {n} years", by.years).format(
        amount=numbers.money_whole(round(found)), n=by.years)
    return f"{said} (CLV: {', '.join(parts)})"


def assumptions(by: Assumptions) -> str:
    """What estimates rest on: "5 Jahre, 80 % bleiben, 8 % Zins"."""
    years = ngettext("{n} year", "{n} years", by.years).format(n=by.years)
    return ", ".join((years, *_rates(by)))


def _rates(by: Assumptions) -> Iterator[str]:
    yield _("{percent} stay").format(percent=numbers.percent(by.retention))
    yield _("{percent} interest").format(percent=numbers.percent(by.discount))
    if by.cost:
        yield _("won for {amount}").format(amount=numbers.money_whole(by.cost))


def task(given: Appraisal | None) -> str:
    """What is to be done where a customer costs more than they bring (domain.md 4.8)."""
    margin = given.facts.margin if given is not None else None
    return _("settle the terms") if margin is not None and margin < 0 else ""


def ground(one: Aspect, points: int | None, given: Appraisal) -> str:
    """The figure behind the points of a criterion, or why it is open."""
    if points is None:
        return _(_MISSING[one])
    known = given.facts
    match one:
        case Aspect.MARGIN:
            return _beside(known.margin, given.axes.margin)
        case Aspect.POTENTIAL:
            return _beside(known.potential, given.axes.revenue)
        case Aspect.TREND:
            return _trend(known)
        case Aspect.PAYMENT:
            return _("in collection") if known.collection else late(known.days_late)
        case Aspect.DURATION:
            return ngettext("{n} year", "{n} years", known.years or 0).format(n=known.years)
        case Aspect.REFERENCE:
            return profile_terms.reference(known.reference.value) if known.reference else ""
        case Aspect.EFFORT:
            return _effort(known)
        case _:
            return _("{points} of 10").format(points=points)


def late(days: int | None) -> str:
    """How they pay: "4 Tage zu spät"; nothing where it is unknown."""
    if days is None:
        return ""
    if days <= 0:
        return _("on time")
    return ngettext("{n} day late", "{n} days late", days).format(n=days)


def _beside(amount: int | None, mean: Fraction | None) -> str:
    """ "€ 58.960, 6,5-mal der Schnitt von € 9.012"."""
    if amount is None or mean is None:
        return ""
    return _("{amount}: {times} times the average of {mean}").format(
        amount=numbers.money_whole(amount), times=numbers.tenths(amount / mean),
        mean=numbers.money_whole(round(mean)))


def _trend(known: Facts) -> str:
    before = known.previous or 1
    change = numbers.percent(known.revenue - before, before)
    sign = "+" if known.revenue > before else ""
    return _("{change} on the year before").format(change=sign + change)


def _effort(known: Facts) -> str:
    hours = numbers.tenths(Fraction(known.minutes, 60))
    if not known.margin or known.margin < 0:
        return _("{hours} h without margin").format(hours=hours)
    each = numbers.tenths(Fraction(known.minutes * 100_000, 60 * known.margin))
    return _("{hours} h: {each} h for {amount} of margin").format(
        hours=hours, each=each, amount=numbers.money_whole(100_000))


def weight(one: Aspect) -> int:
    """Per cent."""
    return ASPECT_WEIGHTS[one]
