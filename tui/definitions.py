"""What stages mean, and how decisions are called for customers (domain.md 2, 3.1)."""

from __future__ import annotations

from tui.terms import Words, choice
from tui.texts import NP_, pgettext

STAGE_MEANINGS: Words = {
    "contact": NP_("meaning of a stage", "cannot or will not buy now, but may know someone "
                                         "who does"),
    "prospect": NP_("meaning of a stage", "shows interest in an offer, not yet checked"),
    "qualified": NP_("meaning of a stage", "wants to buy and is able to: the check is passed"),
    "new": NP_("meaning of a stage", "first order at most 12 months ago"),
    "existing": NP_("meaning of a stage", "ordered within the last 24 months"),
    "regular": NP_("meaning of a stage", "at least 3 orders in 24 months, customer for at "
                                         "least 3 years"),
    "former": NP_("meaning of a stage", "no order for more than 24 months, or ended"),
}
CUSTOMER_CHOICES: Words = {
    "pursue": NP_("decision about a customer", "expand"),
    "develop": NP_("decision about a customer", "develop or win back"),
    "park": NP_("decision about a customer", "hold"),
    "drop": NP_("decision about a customer", "let it run out"),
}


def stage_meaning(code: str) -> str:
    """What a stage means, in a line: for where one chooses it."""
    marked = STAGE_MEANINGS.get(code)
    return pgettext(*marked) if marked else ""


def choice_of(code: str, customers: bool) -> str:
    """A decision in words; `customers` says whether its checklist is for customers."""
    marked = CUSTOMER_CHOICES.get(code) if customers else None
    return pgettext(*marked) if marked else choice(code)
