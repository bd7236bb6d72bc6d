"""Where in a record something stands and what stands there, for history and conflicts.

Takes the model's values as well as plain JSON ones, as a history keeps them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from tui import check_words, dates, numbers, profile_terms, terms
from tui.countries import country
from tui.texts import N_, _, ngettext, pgettext, spoken

if TYPE_CHECKING:
    from store import Checklists, Prospect

FIELDS: Mapping[str, str] = {
    "name": N_("Name"), "legal_form": N_("Legal form"), "number": N_("Number"),
    "created": N_("Created"), "stage": N_("Stage"), "stage_log": N_("Steps"),
    "addresses": N_("Address"), "phone": N_("Phone"), "email": N_("E-mail"), "web": N_("Web"),
    "industry": N_("Industry"), "founded": N_("Founded"), "employees": N_("Employees"),
    "structure": N_("Structure"), "owners": N_("Owners"), "culture": N_("Culture"),
    "competitor": N_("Competitor"), "referral": N_("Referral"), "source": N_("Source"),
    "basis": N_("Lawful basis"), "contacts": N_("Person"), "needs": N_("Need"),
    "potential": N_("Potential"), "revenue": N_("Revenue"), "first_order": N_("First order"),
    "last_order": N_("Last order"), "days_late": N_("Days late"),
    "financials": N_("Financial status"), "contracts": N_("Contract"), "offers": N_("Offer"),
    "projects": N_("Project"), "relations": N_("Relation"), "activities": N_("Activity"),
    "follow_ups": N_("Follow-up"), "acknowledgements": N_("Done"),
    "assessments": N_("Assessment"), "class_override": N_("Class"),
    "class_log": N_("Class so far"), "checks": N_("Confirmed"),
    "not_applicable": N_("Does not apply"), "tags": N_("Tags"), "notes": N_("Note"),
    "objection": N_("Advertising objection"), "archived": N_("Archived"),
    "practice": N_("Practice data"),
    "last_name": N_("Last name"), "first_name": N_("First name"), "title": N_("Title"),
    "suffix": N_("Suffix"), "salutation": N_("Salutation"), "function": N_("Function"),
    "roles": N_("Roles"), "mobile": N_("Mobile"), "birthday": N_("Birthday"),
    "no_wishes": N_("No wishes"), "public_office": N_("Office holder"),
    "no_gifts": N_("No gifts"), "consents": N_("Consent"), "basis_reason": N_("Reason"),
    "since": N_("Since"), "left": N_("Left on"), "note": N_("Note"),
    "street": N_("Street"), "postcode": N_("Postcode"), "place": N_("Place"),
    "country": N_("Country"), "region": N_("Region"), "text": N_("Words"),
    "kind": N_("Kind"), "state": N_("State"), "noted": N_("Noted on"), "amount": N_("Amount"),
    "made": N_("Made"), "binds_until": N_("Binds until"), "end": N_("End"),
    "notice": N_("Notice period"), "renewal": N_("Renewal"), "due": N_("Day"),
    "until": N_("Until"), "approximate": N_("Approximate"), "done": N_("Done"),
    "day": N_("Day"), "contact": N_("Person"), "minutes": N_("Minutes"),
    "author": N_("By"), "reason": N_("What for"), "time": N_("Time of day"), "owner": N_("Whose"),
    "promised": N_("Promised"), "moved": N_("How often put off"), "rating": N_("Rating"),
    "evidence": N_("Evidence"), "rated": N_("Rated"), "words": N_("Answer"),
    "asked": N_("Questions asked"), "knock_out": N_("Knock-out"), "resume": N_("Take up again"),
    "answers": N_("Answers"), "margin": N_("Margin"), "orders": N_("Orders"),
    "carried": N_("Taken over from"), "decisions": N_("Decision"),
    "choice": N_("Decision"), "recommended": N_("Recommended"), "rule": N_("Rule"),
    "criterion": N_("Criterion"), "score": N_("Score"), "low": N_("At worst"),
    "high": N_("At best"), "confidence": N_("Confidence"), "checklist": N_("Checklist"),
    "version": N_("Version"), "triggers": N_("Reason for re-assessment"),
    "profile_checks": N_("Profile confirmed"), "closed": N_("Closed"),
    "short": N_("Short name"), "former_names": N_("Former names"),
    "register": N_("Register number"), "court": N_("Register court"), "vat": N_("VAT number"),
    "manner": N_("Manner"), "decides": N_("How they decide"), "best_time": N_("Best time"),
    "gift_rule": N_("Gift policy"), "share": N_("Our share, %"), "wanted": N_("Wanted offers"),
    "dates": N_("Date"), "silenced": N_("No more reminders"), "extras": N_("Own field"),
    "market": N_("Market note"), "target": N_("Target account"), "plan": N_("Account plan"),
    "influence": N_("Influence"), "attitude": N_("Attitude"), "leads_to": N_("Leads to"),
    "languages": N_("Languages"), "name_day": N_("Name day"), "wish": N_("Likes best"),
    "lead": N_("Days ahead"), "successor": N_("Successor"), "need": N_("Needs from us"),
    "need_from": N_("Needed from"), "others": N_("Also there"), "outcome": N_("Outcome"),
    "why_moved": N_("Why put off"), "reaction": N_("Reaction"), "yearly": N_("Every year"),
    "about": N_("About"), "subject": N_("Subject"),
    "first": N_("From"), "last": N_("Until"), "channel": N_("Way"), "given": N_("Given on"),
    "proof": N_("Proof"), "light": N_("Financial status"), "other": N_("Company"),
    "letter": N_("Class"), "value": N_("Value"), "info": N_("What"),
    "leap_rule": N_("Kept in other years on"),
    "reference": N_("Recommends us"), "fit": N_("Cooperation, 0-10"),
    "fit_note": N_("Why so"), "collection": N_("In collection"), "care": N_("Own care plan"),
    "visits": N_("Visits per year"), "calls": N_("Calls per year"),
}
_OF_PARTS: Mapping[tuple[str, str], str] = {
    ("decisions", "reason"): N_("Reason"), ("class_override", "reason"): N_("Reason"),
    ("answers", "reason"): N_("Reason"), ("stage_log", "reason"): N_("Reason"),
    ("answers", "contact"): N_("Said by"), ("consents", "text"): N_("What for"),
}
"""Names of fields that mean something else in one kind of part."""
_MONEY = frozenset({"potential", "revenue", "margin", "amount", "value"})
_HUNDREDTHS = frozenset({"score", "low", "high"})
_HIDDEN = frozenset({
    "id", "event", "turn", "author", "created", "version", "checklist", "contact",
    "recommended", "rule", "low", "high", "confidence", "carried",
})
"""Parts of a part that its summary leaves out."""
_CODES: Mapping[str, tuple[Callable[[str], str], ...]] = {
    "stage": (terms.stage,), "basis": (terms.basis,), "light": (terms.finance,),
    "evidence": (terms.evidence,), "knock_out": (terms.knock_out,),
    "roles": (terms.contact_role,), "info": (terms.info,), "channel": (terms.channel,),
    "not_applicable": (terms.field,), "letter": (terms.class_name,),
    "reason": (terms.ko_reason,),
    "choice": (terms.choice,), "recommended": (terms.choice,),
    "kind": (terms.activity, terms.ack, terms.need_kind, terms.project_kind,
             profile_terms.relation, terms.address_kind, check_words.trigger),
    "state": (terms.need_state, terms.offer_state), "country": (country,),
    "leap_rule": (terms.leap_rule,),
    "wish": (profile_terms.wish,), "manner": (profile_terms.manner,),
    "reaction": (profile_terms.reaction,), "about": (profile_terms.subject,),
    "reference": (profile_terms.reference,),
}
_CODES_OF_PARTS: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("acknowledgements", "kind"): terms.ack,
}
"""Codes that mean something else in one kind of part."""
_SCALES: Mapping[str, Callable[[int], str]] = {
    "influence": profile_terms.influence, "attitude": profile_terms.attitude,
}
_WORDLESS = frozenset({
    "name", "number", "phone", "mobile", "notes", "note", "text", "words", "register", "vat",
})
"""Fields of free text, where nothing is a code or a date."""


def label(field: str, part: str = "") -> str:
    """The name of a field: "Telefon"; `part`: the field of the record whose part it is in.

    A field of a newer program stands as it is.
    """
    marked = _OF_PARTS.get((part, field)) or FIELDS.get(field)
    return _(marked) if marked else field


def place(
    path: Sequence[str], record: Prospect | None = None,
    checklists: Checklists | None = None,
) -> str:
    """A place in a record: "Telefon", "Eva Huber: Mobil", "Bedarf", "Aktivität 23.02.2026"."""
    if not path:
        return _("The whole customer")
    steps = [step.partition("=")[2] or step for step in path]
    if len(steps) == 1 or path[0] not in _PARTS:
        return label(steps[0])
    if steps[0] == "assessments" and len(steps) > 3:
        rest = "" if len(steps) == 4 or steps[4] in ("rating", "evidence") else label(steps[4])
        return _join(_criterion(steps[3], steps[1], record, checklists), rest)
    part = next((p for p in getattr(record, steps[0], ()) if _is(p, steps[1])), None)
    return _join(_part(steps[0], steps[1], part), label(steps[-1]) if len(steps) > 2 else "")


_PARTS = frozenset({
    "contacts", "activities", "follow_ups", "offers", "contracts", "projects", "needs",
    "assessments", "acknowledgements", "addresses", "revenue", "financials", "stage_log",
    "decisions", "triggers", "profile_checks", "class_log", "dates", "extras", "market",
})


def _join(*parts: str) -> str:
    return ": ".join(part for part in parts if part)


def _criterion(
    code: str, step: str, record: Prospect | None, checklists: Checklists | None
) -> str:
    """The name of a criterion; the step is "grundcheck 2026-03-02", or only the day."""
    if checklists is None:
        return code
    name, _space, day = step.rpartition(" ")
    given = record.assessment if record else None
    for one in record.assessments if record else ():
        if str(one.day) == day and name in ("", one.checklist):
            given = one
    with suppress(KeyError):
        known = checklists.get(name) if name else checklists.of(given, False)
        return next((spoken(c.label) for c in known.criteria if c.code == code), code)
    return code


def _is(part: Any, key: str) -> bool:
    """True for the part that a step means: by its id, or by its own words."""
    own = (getattr(part, "id", None), getattr(part, "text", None))
    return key in [str(value) for value in own if value is not None]


def _part(field: str, key: str, part: Any) -> str:
    """A part by what tells it from others: the person's name, the day of an activity."""
    named = getattr(part, "name", "") or getattr(part, "title", "")
    if field == "contacts" and named:
        return str(named)
    if field == "addresses":
        return terms.address_kind(key.partition("#")[0])
    day = getattr(part, "day", None) or getattr(part, "due", None) or _day(key.split(" ")[-1])
    hint = named or (key if field == "needs" else "") or (dates.date(day) if day else "")
    return f"{label(field)} {hint}".rstrip()


def value(field: str, given: Any, part: str = "") -> str:
    """What stands in a field, in words; "leer" for nothing. `part` as in `label`."""
    if given is None or given == "" or given == () or given == []:
        return _("computed") if field == "class_override" else pgettext("gap", "empty")
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    if isinstance(given, int):
        if field in _SCALES:
            return _SCALES[field](given)
        if field == "rating":
            return f"{given} ({terms.rating(str(given))})"
        if field in ("notice", "renewal"):
            return ngettext("{n} month", "{n} months", given).format(n=given)
        if field == "minutes":
            return ngettext("{n} minute", "{n} minutes", given).format(n=given)
        if field in _HUNDREDTHS:
            return numbers.score(given)
        return numbers.money(given) if field in _MONEY else numbers.number(given)
    if isinstance(given, dt.date):
        return dates.date(given)
    if isinstance(given, (list, tuple)):
        if field == "asked":
            given = [number + 1 for number in given]
        said = [value(field, one, part) for one in given]
        return ("; " if any(", " in one for one in said) else ", ").join(said)
    if is_dataclass(given) and not isinstance(given, type):
        given = {f.name: getattr(given, f.name) for f in fields(given)
                 if getattr(given, f.name) != f.default}
    if isinstance(given, dict):
        return _summary(field, given)
    return _text(field, str(given), part)


def _summary(field: str, part: Mapping[str, Any]) -> str:
    if {"day", "month"} <= part.keys():
        return _birthday(part)
    if field == "class_override":
        return ", ".join(filter(None, (
            terms.class_name(str(part.get("letter", ""))), str(part.get("reason", "")),
            _last_day(part.get("until")))))
    if field == "care":
        return _("visits {visits}, calls {calls}").format(
            visits=part.get("visits", 0), calls=part.get("calls", 0))
    if "rating" not in part and "criterion" in part and "choice" not in part:
        return terms.rating("/")
    shown = [value(name, inner) for name, inner in part.items()
             if name not in _HIDDEN and name not in ("criterion", "rated", "asked")
             and inner not in (None, "", (), [])]
    return ", ".join(shown) or label(field)


def _last_day(until: object) -> str:
    """ "bis 22.02.2026" for something that holds no more from the next day on."""
    day = until if isinstance(until, dt.date) else _day(str(until))
    if day is None:
        return ""
    return _("until {day}").format(day=dates.date(day - dt.timedelta(days=1)))


def _birthday(part: Mapping[str, Any]) -> str:
    year = part.get("year")
    with suppress(ValueError):
        day = dt.date(year or 2000, part["month"], part["day"])
        text = dates.date(day) if year else dates.short(day)
        if (day.month, day.day) != (2, 29):
            return text
        rule = terms.leap_rule(str(part.get("leap_rule", "mar1")))
        return _("{day} (in other years {kept})").format(day=text, kept=rule)
    return f"{part['day']}.{part['month']}."


def _text(field: str, text: str, part: str) -> str:
    if field == "contact" and text == "erased":
        return _("erased person")
    if field in _WORDLESS:
        return text
    if (part, field) in _CODES_OF_PARTS:
        return _CODES_OF_PARTS[part, field](text)
    for word in _CODES.get(field, ()):
        if (found := word(text)) != text:
            return found
    day = _day(text)
    return dates.date(day) if day else text


def _day(text: str) -> dt.date | None:
    if len(text) == 10:
        with suppress(ValueError):
            return dt.date.fromisoformat(text)
    return None
