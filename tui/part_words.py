"""What the parts of a record are told apart by and called: "Telefonat 23.02.2026", "Eva Huber".

Parts are plain JSON objects, as a history keeps them: what has its usual value is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tui import dates, profile_terms, terms
from tui.event_words import event_named
from tui.record_words import label, value
from tui.texts import _, spoken

if TYPE_CHECKING:
    from store import Checklists

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What an id or a code in a record stands for."""

    parts: Mapping[str, Plain] = field(default_factory=dict)
    """People, offers, follow-ups ... by id, also those that are gone."""
    companies: Callable[[str], str] = str
    checklists: Checklists | None = None

    def person(self, key: str) -> str:
        """ "Eva Huber"; "Person" for one nobody remembers."""
        if key == "erased":
            return _("erased person")
        return _person(self.parts.get(key, {})) or label("contacts")

    def checklist(self, code: str) -> str:
        """ "Grundcheck"; the code of one that is nowhere any more."""
        with suppress(KeyError):
            if self.checklists is not None:
                return spoken(self.checklists.get(code).title)
        return code

    def criterion(self, code: str, assessment: Plain) -> str:
        """ "Kaufmotivation"; the code of one that is nowhere any more."""
        with suppress(KeyError):
            if self.checklists is not None:
                known = self.checklists.get(str(assessment.get("checklist", "")))
                return next((spoken(c.label) for c in known.criteria if c.code == code), code)
        return code

    def value(self, name: str, given: Any, part: str = "") -> str:
        """What stands in a field of a part, in words."""
        if given and name == "contact":
            return self.person(str(given))
        if given and name == "other":
            return self.companies(str(given))
        if given and name in ("checklist", "carried"):
            return self.checklist(str(given))
        return value(name, given, part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kind of part."""

    keys: tuple[str, ...] = ()
    """Fields that tell one from another; none: a part is what it is, never changed."""
    name: Callable[[Plain, Names], str]
    told: frozenset[str] = frozenset()
    """Fields that its name tells already."""
    usual: Plain = field(default_factory=dict)
    """What is left out where it is so."""
    inner: tuple[str, ...] = ()
    """Its fields that are lists of parts themselves."""

    def key(self, part: Plain) -> str:
        """Equal for two states of one part."""
        return repr([part.get(name, self.usual.get(name)) for name in self.keys] or part)


HIDDEN = frozenset({
    "id", "event", "turn", "author", "created", "version", "checklist", "rule", "low", "high",
    "confidence", "criterion",
})
"""What nobody needs to be told of a part."""


def _person(part: Plain) -> str:
    names = (str(part.get(name, "")) for name in ("first_name", "last_name"))
    return " ".join(filter(None, names))


def _day(part: Plain, name: str) -> str:
    return value(name, part[name]) if part.get(name) else ""


def _dated(kind: str, day: str = "day") -> Callable[[Plain, Names], str]:
    return lambda part, _names: f"{label(kind)} {_day(part, day)}".rstrip()


def _titled(kind: str) -> Callable[[Plain, Names], str]:
    return lambda part, _names: f"{label(kind)} {part.get('title', '')}".rstrip()


def _of_kind(word: Callable[[str], str], usual: str, name: str) -> Callable[[Plain, Names], str]:
    """ "Telefonat 23.02.2026", "Messe Halle 3": the kind as a name."""
    def say(part: Plain, _names: Names) -> str:
        kind = word(str(part.get("kind", usual)))
        return f"{kind[:1].upper()}{kind[1:]} {value(name, part.get(name, ''))}".rstrip()
    return say


def months(part: Plain) -> str:
    """The period of a revenue: "April bis Juni 2024"; as it stands where it is no period."""
    with suppress(ValueError):
        return dates.period(dt.date.fromisoformat(str(part.get("first"))),
                            dt.date.fromisoformat(str(part.get("last"))))
    return ""


def named_event(key: str, names: Names) -> str:
    """What an event is by its key: "Geburtstag, Eva Huber"."""
    def title(one: str) -> str:
        known = names.parts.get(one, {})
        return str(known.get("title") or known.get("reason") or "")

    text = event_named(key, names.person, title)
    kind, _mark, rest = key.partition(":")
    if kind == "followup":  # one word for it, on the screen and in the history
        return ", ".join(filter(None, (label("follow_ups"), title(rest))))
    return text


def _occasion(part: Plain, names: Names) -> str:
    """What was acknowledged: "Geburtstag 24.02.2026, Eva Huber"."""
    what, comma, who = named_event(str(part.get("event", "")), names).partition(", ")
    return f"{what} {_day(part, 'turn')}{comma}{who}"


PARTS: Mapping[str, Part] = {
    "contacts": Part(
        keys=("id",), name=lambda part, _names: _person(part) or label("contacts"),
        told=frozenset({"first_name", "last_name"}), inner=("consents",)),
    "consents": Part(
        keys=("channel", "given"), told=frozenset({"channel", "given"}),
        name=lambda part, _names: " ".join((
            label("consents"), terms.channel(str(part.get("channel", ""))), _day(part, "given")))),
    "addresses": Part(
        keys=("kind",), told=frozenset({"kind"}), usual={"kind": "head"},
        name=lambda part, _names: " ".join((
            label("addresses"), terms.address_kind(str(part.get("kind", "head")))))),
    "needs": Part(
        keys=("text",), told=frozenset({"kind", "text"}), usual={"kind": "need", "state": "open"},
        name=_of_kind(terms.need_kind, "need", "text")),
    "revenue": Part(
        keys=("first",), told=frozenset({"first", "last"}),
        name=lambda part, _names: f"{label('revenue')} {months(part)}".rstrip()),
    "financials": Part(
        keys=("noted", "source"), told=frozenset({"noted", "source"}),
        name=lambda part, _names:
        f"{label('financials')} {_day(part, 'noted')} ({part.get('source', '')})"),
    "contracts": Part(
        keys=("id",), told=frozenset({"title"}), usual={"notice": 0, "renewal": 12},
        name=_titled("contracts")),
    "offers": Part(
        keys=("id",), told=frozenset({"title"}), usual={"state": "open"}, name=_titled("offers")),
    "projects": Part(
        keys=("id",), told=frozenset({"kind", "title"}), usual={"kind": "project"},
        name=_of_kind(terms.project_kind, "project", "title")),
    "relations": Part(
        told=frozenset({"kind", "other"}),
        name=lambda part, names: " ".join((
            label("relations"), profile_terms.relation(str(part.get("kind", ""))),
            names.value("other", part.get("other"))))),
    "activities": Part(
        keys=("id",), told=frozenset({"kind", "day"}), usual={"kind": "call"},
        name=_of_kind(terms.activity, "call", "day")),
    "follow_ups": Part(
        keys=("id",), told=frozenset({"due"}), usual={"moved": 0},
        name=_dated("follow_ups", "due")),
    "acknowledgements": Part(
        keys=("event", "turn"), told=frozenset({"day"}), name=_occasion),
    "dates": Part(
        keys=("id",), told=frozenset({"title", "day"}), usual={"lead": 7},
        name=lambda part, _names: f"{part.get('title', '')} {_day(part, 'day')}".strip()),
    "extras": Part(keys=("code",), told=frozenset({"code"}),
                   name=lambda part, _names: str(part.get("code", ""))),
    "market": Part(keys=("id",), told=frozenset({"day"}), name=_dated("market")),
    "decisions": Part(told=frozenset({"day"}), name=_dated("decisions")),
    "triggers": Part(told=frozenset({"day"}), name=_dated("triggers")),
    "profile_checks": Part(told=frozenset({"day"}), name=_dated("profile_checks")),
}
"""The parts of a record by their field; assessments, checks and steps have words of their own."""
