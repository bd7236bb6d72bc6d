"""The words for the codes of the store, as domain.md 2 has them.

A code without a word is shown as it is: it comes from a newer program or, for a
reason, from the user's own hand.
"""

from __future__ import annotations

from collections.abc import Mapping

from tui.texts import NP_, pgettext

Words = Mapping[str, tuple[str, str]]

STAGES: Words = {
    "contact": NP_("stage", "contact"),
    "prospect": NP_("stage", "prospect"),
    "qualified": NP_("stage", "qualified prospect"),
    "new": NP_("stage", "new customer"),
    "existing": NP_("stage", "existing customer"),
    "regular": NP_("stage", "regular customer"),
    "former": NP_("stage", "former customer"),
}
STAGE_LETTERS: Words = {
    "contact": NP_("letter of the stage contact", "K"),
    "prospect": NP_("letter of the stage prospect", "P"),
    "qualified": NP_("letter of the stage qualified prospect", "Q"),
    "new": NP_("letter of a customer without a class", "-"),
    "existing": NP_("letter of a customer without a class", "-"),
    "regular": NP_("letter of a customer without a class", "-"),
    "former": NP_("letter of a customer without a class", "-"),
}
CLASSES: Words = {
    "A": NP_("class", "A customer"),
    "B": NP_("class", "B customer"),
    "C": NP_("class", "C customer"),
    "N": NP_("class", "new customer"),
    "O": NP_("class", "no revenue"),
}
CHOICES: Words = {
    "pursue": NP_("decision", "pursue"),
    "develop": NP_("decision", "develop"),
    "park": NP_("decision", "park"),
    "drop": NP_("decision", "drop"),
}
RATINGS: Words = {
    "0": NP_("rating", "no"),
    "1": NP_("rating", "rather no"),
    "2": NP_("rating", "rather yes"),
    "3": NP_("rating", "yes"),
    "/": NP_("rating", "not applicable"),
    "open": NP_("rating", "unknown"),
}
EVIDENCE: Words = {
    "guess": NP_("evidence", "guess"),
    "stated": NP_("evidence", "statement"),
    "confirmed": NP_("evidence", "confirmed"),
    "documented": NP_("evidence", "documented"),
}
KNOCK_OUTS: Words = {
    "final": NP_("knock-out", "for good"),
    "temporary": NP_("knock-out", "for now"),
}
KO_REASONS: Words = {
    "no_money": NP_("knock-out reason", "no money"),
    "financing_refused": NP_("knock-out reason", "financing refused"),
    "insolvency": NP_("knock-out reason", "insolvency"),
    "bound_by_contract": NP_("knock-out reason", "bound by contract"),
    "no_benefit": NP_("knock-out reason", "no benefit"),
    "wont_change": NP_("knock-out reason", "will not change"),
    "does_not_exist": NP_("knock-out reason", "does not exist"),
    "not_at_this_price": NP_("knock-out reason", "not at this price"),
    "not_by_this_date": NP_("knock-out reason", "not by this date"),
    "not_for_this_purpose": NP_("knock-out reason", "not for this purpose"),
    "head_office_decides": NP_("knock-out reason", "head office decides"),
    "tender_running": NP_("knock-out reason", "tender running"),
    "project_stopped": NP_("knock-out reason", "project stopped"),
}
LEVERS: Words = {
    "we": NP_("lever", "us"),
    "wait": NP_("lever", "wait"),
}
ROLES: Words = {
    "decider": NP_("role", "decision-maker"),
    "initiator": NP_("role", "initiator"),
    "user": NP_("role", "user"),
    "buyer": NP_("role", "buyer"),
    "influencer": NP_("role", "influencer"),
    "gatekeeper": NP_("role", "gatekeeper"),
    "champion": NP_("role", "champion"),
    "blocker": NP_("role", "blocker"),
}
ACTIVITIES: Words = {
    "call": NP_("activity", "call"),
    "email": NP_("activity", "e-mail"),
    "visit": NP_("activity", "visit"),
    "letter": NP_("activity", "letter"),
    "card": NP_("activity", "card"),
    "meeting": NP_("activity", "meeting"),
    "note": NP_("activity", "note"),
}
ACKS: Words = {
    "card": NP_("done by", "card"),
    "letter": NP_("done by", "letter"),
    "call": NP_("done by", "call"),
    "email": NP_("done by", "e-mail"),
    "message": NP_("done by", "message"),
    "gift": NP_("done by", "gift"),
    "visit": NP_("done by", "visit"),
    "invitation": NP_("done by", "invitation"),
    "done": NP_("done by", "done"),
    "moved": NP_("done by", "moved"),
    "skipped": NP_("done by", "skipped"),
}
EVENTS: Words = {
    "follow_up": NP_("event", "follow-up"),
    "birthday": NP_("event", "birthday"),
    "reassessment": NP_("event", "re-assessment"),
    "light_check": NP_("event", "is the profile still true?"),
    "offer": NP_("event", "offer validity"),
    "notice": NP_("event", "notice date"),
    "project": NP_("event", "project milestone"),
    "launch": NP_("event", "product launch"),
    "fair": NP_("event", "trade fair"),
    "company_anniversary": NP_("event", "company anniversary"),
    "customer_anniversary": NP_("event", "customer anniversary"),
    "resume": NP_("event", "resumption"),
    "name_day": NP_("event", "name day"),
    "own_date": NP_("event", "date"),
    "need_from": NP_("event", "need of a project"),
    "contract_end": NP_("event", "end of contract"),
    "successor": NP_("event", "successor wanted"),
    "privacy": NP_("event", "data protection"),
}
URGENCIES: Words = {
    "overdue": NP_("urgency", "overdue"),
    "today": NP_("urgency", "today"),
    "upcoming": NP_("urgency", "upcoming"),
    "later": NP_("urgency", "later"),
    "done": NP_("urgency", "done"),
}
SIGNS = {"overdue": "!", "today": "*", "upcoming": "o", "later": "o", "done": "x"}
"""Sign beside the word and the colour; never colour alone (interface.md 3)."""
URGENCY_ROLES = {"overdue": "bad", "today": "now", "upcoming": "soon"}
LIGHTS: Words = {
    "green": NP_("may I contact", "yes"),
    "yellow": NP_("may I contact", "with care"),
    "red": NP_("may I contact", "no"),
}
LIGHT_ROLES = {"green": "good", "yellow": "soon", "red": "bad"}
FINANCES: Words = {
    "green": NP_("finances", "good"),
    "yellow": NP_("finances", "watch"),
    "red": NP_("finances", "critical"),
}
BASES: Words = {
    "contract": NP_("lawful basis", "contract or its preparation"),
    "interest": NP_("lawful basis", "legitimate interest"),
    "consent": NP_("lawful basis", "consent"),
    "obligation": NP_("lawful basis", "legal obligation"),
}
CHANNELS: Words = {
    "letter": NP_("channel", "letter"),
    "call": NP_("channel", "call"),
    "email": NP_("channel", "e-mail"),
    "visit": NP_("channel", "visit"),
}
LEAP_RULES: Words = {
    "mar1": NP_("birthday of 29 February", "1 March"),
    "feb28": NP_("birthday of 29 February", "28 February"),
}
NEEDS: Words = {
    "need": NP_("need", "need"),
    "want": NP_("need", "want"),
}
NEED_STATES: Words = {
    "open": NP_("state of a need", "open"),
    "addressed": NP_("state of a need", "addressed"),
    "solved": NP_("state of a need", "solved"),
}
OFFER_STATES: Words = {
    "open": NP_("state of an offer", "open"),
    "won": NP_("state of an offer", "won"),
    "lost": NP_("state of an offer", "lost"),
}
PROJECTS: Words = {
    "project": NP_("project", "project"),
    "launch": NP_("project", "product launch"),
    "fair": NP_("project", "trade fair"),
}
ADDRESSES: Words = {
    "head": NP_("address", "head office"),
    "delivery": NP_("address", "delivery"),
    "invoice": NP_("address", "invoice"),
    "branch": NP_("address", "branch"),
}
INFOS: Words = {
    "finance": NP_("information", "financial status"),
    "payment": NP_("information", "payment behaviour"),
    "owners": NP_("information", "owners"),
    "management": NP_("information", "management"),
    "contacts": NP_("information", "contact persons and roles"),
    "phones": NP_("information", "phone and e-mail"),
    "projects": NP_("information", "projects"),
    "needs": NP_("information", "needs"),
    "wants": NP_("information", "wants"),
    "competitor": NP_("information", "competitor"),
    "potential": NP_("information", "potential"),
    "industry": NP_("information", "industry, size, structure"),
    "address": NP_("information", "address"),
    "culture": NP_("information", "culture and address"),
    "revenue": NP_("information", "revenue"),
}
FIELDS: Words = {
    "name": NP_("field", "company, legal form"),
    "address": NP_("field", "head office address"),
    "phone": NP_("field", "head office phone or e-mail"),
    "industry": NP_("field", "industry"),
    "source": NP_("field", "source and lawful basis"),
    "contact": NP_("field", "contact person with function"),
    "decider": NP_("field", "decision-maker"),
    "roles": NP_("field", "other roles in the buying centre"),
    "needs": NP_("field", "needs and wants"),
    "finance": NP_("field", "financial status"),
    "structure": NP_("field", "size, structure, owners"),
    "potential": NP_("field", "potential per year"),
    "competitor": NP_("field", "competitor, present supplier"),
    "projects": NP_("field", "projects, plans"),
    "culture": NP_("field", "culture and manner"),
    "birthdays": NP_("field", "birthdays of main contacts"),
    "revenue": NP_("field", "revenue, contribution margin"),
    "contract": NP_("field", "contract, notice period"),
    "referral": NP_("field", "knows whom, would refer us"),
    "next_step": NP_("field", "next step (follow-up)"),
}
GAPS: Words = {
    "empty": NP_("gap", "empty"),
    "stale": NP_("gap", "stale"),
}


def _word(words: Words, code: str) -> str:
    marked = words.get(code)
    return pgettext(*marked) if marked else str(code)


def stage(code: str) -> str:
    """ "Interessent", "Stammkunde"."""
    return _word(STAGES, code)


def stage_letter(code: str) -> str:
    """One letter for the list: K, I, P; a customer's class stands there instead."""
    return _word(STAGE_LETTERS, code)


def class_name(letter: str) -> str:
    """ "A-Kunde", "ohne Umsatz"."""
    return _word(CLASSES, letter)


def choice(code: str) -> str:
    """ "verfolgen", "entwickeln", "parken", "verwerfen"."""
    return _word(CHOICES, code)


def rating(value: int | str | None) -> str:
    """ "eher ja"; None and "/": "entfällt"; "open": "offen"."""
    return _word(RATINGS, "/" if value is None else str(value))


def evidence(code: str) -> str:
    """ "Annahme", "Aussage", "bestätigt", "belegt"."""
    return _word(EVIDENCE, code)


def knock_out(code: str) -> str:
    """ "endgültig" or "derzeit"."""
    return _word(KNOCK_OUTS, code)


def ko_reason(code: str) -> str:
    """A reason of the catalogue in words; the user's own words as they are."""
    return _word(KO_REASONS, code)


def lever(code: str) -> str:
    """Who can change a poor rating: "wir" or "warten"."""
    return _word(LEVERS, code)


def contact_role(code: str) -> str:
    """Part in the buying centre: "Entscheider/in"."""
    return _word(ROLES, code)


def activity(code: str) -> str:
    """ "Telefonat", "Besuch"."""
    return _word(ACTIVITIES, code)


def ack(code: str) -> str:
    """How an occasion was acknowledged: "Karte", "übersprungen"."""
    return _word(ACKS, code)


def event(code: str) -> str:
    """Kind of event: "Wiedervorlage", "Geburtstag"."""
    return _word(EVENTS, code)


def urgency(code: str) -> str:
    """ "überfällig", "heute", "kommend"; "done": "erledigt"."""
    return _word(URGENCIES, code)


def sign(code: str) -> str:
    """Sign of an urgency: ! * o, x for done."""
    return SIGNS.get(code, " ")


def role(code: str) -> str:
    """Role of an urgency in the themes; empty for none."""
    return URGENCY_ROLES.get(code, "")


def light(code: str) -> str:
    """Answer to "may I contact?": "ja", "mit Vorsicht", "nein"."""
    return _word(LIGHTS, code)


def light_role(code: str) -> str:
    """Role of a traffic light in the themes."""
    return LIGHT_ROLES.get(code, "")


def finance(code: str) -> str:
    """Financial status: "gut", "beobachten", "kritisch"."""
    return _word(FINANCES, code)


def basis(code: str) -> str:
    """Lawful basis: "berechtigtes Interesse"."""
    return _word(BASES, code)


def channel(code: str) -> str:
    """A way to approach somebody: "Anruf"."""
    return _word(CHANNELS, code)


def leap_rule(code: str) -> str:
    """When a birthday of 29 February is kept: "1. März"."""
    return _word(LEAP_RULES, code)


def need_kind(code: str) -> str:
    """ "Bedarf" or "Wunsch"."""
    return _word(NEEDS, code)


def need_state(code: str) -> str:
    """ "offen", "angesprochen", "gelöst"."""
    return _word(NEED_STATES, code)


def offer_state(code: str) -> str:
    """ "offen", "gewonnen", "verloren"."""
    return _word(OFFER_STATES, code)


def project_kind(code: str) -> str:
    """ "Projekt", "Produkteinführung", "Messe"."""
    return _word(PROJECTS, code)


def address_kind(code: str) -> str:
    """ "Zentrale", "Filiale"."""
    return _word(ADDRESSES, code)


def info(code: str) -> str:
    """Kind of information that goes stale: "Finanzstatus"."""
    return _word(INFOS, code)


def field(code: str) -> str:
    """A field of the profile: "Branche"."""
    return _word(FIELDS, code)


def gap_state(code: str) -> str:
    """What is wrong with a field: "leer" or "veraltet"."""
    return _word(GAPS, code)
