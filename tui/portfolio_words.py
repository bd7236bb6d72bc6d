"""The fields of the customer portfolio and their norm strategies (domain.md 4.6)."""

from __future__ import annotations

from store import Missing, Ninth, Quarter
from tui.texts import N_, NP_, _, pgettext

_FIELDS = {
    Quarter.STAR: NP_("portfolio", "star"),
    Quarter.QUESTION: NP_("portfolio", "question mark"),
    Quarter.CASH: NP_("portfolio", "cash customer"),
    Quarter.SMALL: NP_("portfolio", "low-value customer"),
}
_STRATEGIES = {
    Quarter.STAR: N_("hold and extend: key-account care, contact to deciders, joint projects"),
    Quarter.QUESTION: N_("big step or out: a plan limited to 6 months, then decide"),
    Quarter.CASH: N_("hold the position, limit the effort, protect the contract"),
    Quarter.SMALL: N_("simplify: phone and e-mail, minimum order; selective retreat"),
}
_NINE = {
    Ninth.SIMPLIFY: NP_("portfolio", "simplify"),
    Ninth.WATCH: NP_("portfolio", "watch"),
    Ninth.INVEST: NP_("portfolio", "invest selectively"),
    Ninth.HOLD: NP_("portfolio", "hold efficiently"),
    Ninth.EXTEND_SOME: NP_("portfolio", "extend selectively"),
    Ninth.EXTEND: NP_("portfolio", "extend"),
    Ninth.SKIM: NP_("portfolio", "skim, hold"),
    Ninth.SECURE: NP_("portfolio", "secure"),
    Ninth.SECURE_EXTEND: NP_("portfolio", "secure and extend"),
}
_MISSING = {
    Missing.MARGIN: N_("costs unknown"),
    Missing.POTENTIAL: N_("potential unknown"),
    Missing.BOTH: N_("costs and potential unknown"),
    Missing.MEAN: N_("nobody to compare with"),
}


def field(quarter: Quarter) -> str:
    """ "Sternkunde"."""
    return pgettext(*_FIELDS[quarter])


def strategy(quarter: Quarter) -> str:
    """What to do with customers in one of the four fields, after its name."""
    return _(_STRATEGIES[quarter])


def field_of_nine(ninth: Ninth) -> str:
    """One of nine is named by what to do: "gezielt investieren"."""
    return pgettext(*_NINE[ninth])


def missing(reason: Missing) -> str:
    """Why somebody cannot be placed: "Potenzial unbekannt"."""
    return _(_MISSING[reason])
