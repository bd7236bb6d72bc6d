"""The words for what a profile says of people and the market, as domain.md 1 and 2 have them."""

from __future__ import annotations

from tui.terms import Words
from tui.texts import NP_, pgettext

WISHES: Words = {
    "none": NP_("wish", "nothing"),
    "card": NP_("wish", "card"),
    "call": NP_("wish", "call"),
    "visit": NP_("wish", "visit"),
    "letter": NP_("wish", "letter"),
    "gift": NP_("wish", "small gift"),
}
MANNERS: Words = {
    "formal": NP_("manner", "formal"),
    "familiar": NP_("manner", "first-name terms"),
}
INFLUENCES: Words = {
    "1": NP_("influence", "little"),
    "2": NP_("influence", "some"),
    "3": NP_("influence", "much"),
}
ATTITUDES: Words = {
    "-2": NP_("attitude", "against us"),
    "-1": NP_("attitude", "sceptical"),
    "0": NP_("attitude", "neutral"),
    "1": NP_("attitude", "friendly"),
    "2": NP_("attitude", "for us"),
}
REACTIONS: Words = {
    "good": NP_("reaction", "good"),
    "neutral": NP_("reaction", "neutral"),
    "none": NP_("reaction", "none"),
    "negative": NP_("reaction", "negative"),
}
SUBJECTS: Words = {
    "industry": NP_("market note", "industry"),
    "competitor": NP_("market note", "competitor"),
}
RELATIONS: Words = {
    "member_of": NP_("relation", "member of"),
    "partner_of": NP_("relation", "franchisee of"),
    "referred_by": NP_("relation", "referred by"),
    "branch_of": NP_("relation", "branch of"),
    "supplies": NP_("relation", "supplier of"),
}

REFERENCES: Words = {
    "active": NP_("reference", "recommends us, with result"),
    "named": NP_("reference", "names us as reference"),
    "would": NP_("reference", "would do it"),
    "no": NP_("reference", "no"),
}


def _word(words: Words, code: str) -> str:
    marked = words.get(code)
    return pgettext(*marked) if marked else str(code)


def wish(code: str) -> str:
    """How a person likes to be remembered: "Karte"."""
    return _word(WISHES, code)


def manner(code: str) -> str:
    """ "per Sie" or "per Du"."""
    return _word(MANNERS, code)


def influence(value: int | str) -> str:
    """ "wenig", "etwas", "viel"."""
    return _word(INFLUENCES, str(value))


def attitude(value: int | str) -> str:
    """ "gegen uns" to "für uns"."""
    return _word(ATTITUDES, str(value))


def reaction(code: str) -> str:
    """How it was received: "gut"."""
    return _word(REACTIONS, code)


def subject(code: str) -> str:
    """What a market note is about: "Branche", "Mitbewerb"."""
    return _word(SUBJECTS, code)


def relation(code: str) -> str:
    """ "Mitglied von", "empfohlen von"."""
    return _word(RELATIONS, code)


def reference(code: str) -> str:
    """What a customer does for our name: "nennt uns als Referenz"."""
    return _word(REFERENCES, code)
