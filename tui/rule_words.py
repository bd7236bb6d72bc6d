"""Which rule decided, in a sentence or in a few words (domain.md 3.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from tui import numbers
from tui.texts import _, spoken

if TYPE_CHECKING:
    from store import Checklist, Standing

_Told = Mapping[str, Callable[["Standing"], str]]


def rule(standing: Standing, checklist: Checklist) -> str:
    """Which rule decided and on which numbers, in one sentence (domain.md 3.1)."""
    return _told(_RULES, standing, checklist)


def rule_short(standing: Standing, checklist: Checklist) -> str:
    """The same in a row of 44 cells, but for criteria with a long name."""
    return _told(_SHORT, standing, checklist)


def _told(table: _Told, standing: Standing, checklist: Checklist) -> str:
    fired = standing.recommendation.rule.value
    if fired not in table:
        return _("No criterion applies: nothing to recommend")
    code = standing.recommendation.criterion
    values = {
        "criterion": _label(checklist, code),
        "score": numbers.score(standing.score),
        "high": numbers.score(standing.high),
        "confidence": _share(standing.confidence),
    }
    return f"{fired}: " + table[fired](standing).format(**values)


def _label(checklist: Checklist, code: str) -> str:
    return next((spoken(c.label) for c in checklist.criteria if c.code == code), code)


def _share(confidence: Fraction) -> str:
    return numbers.percent(confidence.numerator, confidence.denominator)


def _unsure(standing: Standing) -> str:
    if standing.score is None:
        return _("nothing is known yet: clarify {criterion} first")
    return _("confidence {confidence} is below 50%: clarify {criterion} first")


def _can_improve(standing: Standing) -> str:
    if standing.recommendation.criterion in standing.open:
        if standing.score is not None and standing.score >= 70:
            return _("70 is reached, but {criterion} is unknown")
        return _("{score} points (from 40), but {criterion} is unknown")
    if standing.confidence >= Fraction(3, 5):
        return _("{score} points (from 40); {criterion} is weak, but we can change that")
    return _("{score} points (from 40), confidence {confidence}: {criterion} is next")


_RULES: _Told = {
    "R1": lambda s: _("{criterion} is a no for good (knock-out)"),
    "R2": lambda s: _("{criterion} is a no for now (knock-out)"),
    "R3": lambda s: _("even at best only {high} of 100 points (below 40), above all {criterion}"),
    "R4": _unsure,
    "R4L": lambda s: _("three attempts did not make {criterion} clearer: time to park"),
    "R5": lambda s: _("{score} points (from 70), every must is met, "
                      "confidence {confidence} (from 60%)"),
    "R6": _can_improve,
    "R7": lambda s: _("{score} points (from 40), but only waiting helps with {criterion}"),
    "R8": lambda s: _("{score} points (below 40) at confidence {confidence} (from 75%), "
                      "above all {criterion}"),
    "R9": lambda s: _("{score} points (below 40), but confidence {confidence} (below 75%) "
                      "is too low to drop"),
}

_SHORT: _Told = {
    "R1": lambda s: _("a no for good ({criterion})"),
    "R2": lambda s: _("a no for now ({criterion})"),
    "R3": lambda s: _("even at best only {high} points"),
    "R4": lambda s: _("first clarify {criterion}"),
    "R4L": lambda s: _("asked three times, still not clear"),
    "R5": lambda s: _("{score} points, every must is met"),
    "R6": lambda s: (_("{criterion} is still unknown")
                     if s.recommendation.criterion in s.open
                     else _("{criterion} can be improved")),
    "R7": lambda s: _("only waiting helps ({criterion})"),
    "R8": lambda s: _("only {score} points, and sure of it"),
    "R9": lambda s: _("only {score} points, but not sure"),
}
