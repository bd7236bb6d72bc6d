"""The potential a year as it is typed: an amount, or need times reachable share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store import unexploited
from tui import numbers
from tui.amounts import AmountNote, AmountProblem, echo_amount, explain_amount, parse_amount
from tui.texts import _

_SHARE = re.compile(
    r"(?P<need>.*\S)\s*(?:[x×*]|\bmal\b|\btimes\b)\s*(?P<share>[0-9]{1,9})?\s*"
    r"(?:%|prozent|per ?cent)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Potential:
    """A potential as understood; `words` is its echo, or what is wrong."""

    cents: int | None
    """None: it was not understood."""
    words: str
    odd: bool = False
    """Understood, but look again."""


def parse_potential(text: str, revenue: int) -> Potential:
    """Read "30.000", or "200000 x 50 %": then `revenue` (cents of 12 months) is taken off.

    What is left never is below zero (domain.md 4.6).
    """
    found = _SHARE.fullmatch(text)
    amount = parse_amount(found["need"] if found else text)
    if isinstance(amount, AmountProblem):
        return Potential(cents=None, words=explain_amount(amount))
    if amount.cents < 0:
        return Potential(cents=None, words=_("The amount is never below zero."))
    odd = amount.note is AmountNote.THOUSANDS
    if found is None:
        return Potential(cents=amount.cents, words=echo_amount(amount), odd=odd)
    if not found["share"] or int(found["share"]) > 100:
        return Potential(cents=None, words=_("Need times share: 200000 x 50 %"))
    share = int(found["share"])
    left = unexploited(amount.cents, share, revenue)
    return Potential(cents=left, odd=odd, words=_(
        "{left} = {need} x {share} - revenue {revenue}").format(
            need=numbers.euros(amount.cents), share=numbers.percent(share),
            revenue=numbers.euros(revenue), left=numbers.money_whole(left)))
