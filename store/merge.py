"""Two changes of one record brought together, field by field (store.md 1.3).

Each side is compared with the state that both began with. What only one side changed is
taken over; what both changed alike is taken once; what both changed differently is a
Clash: the record keeps mine, the Clash names theirs. Nothing of either side is lost
without being told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import pairwise
from typing import Any

from store.profile.activity import Acknowledgement, Activity, FollowUp
from store.profile.assessment import Answer, Assessment
from store.profile.company import (
    Address,
    Contract,
    Extra,
    FinancialStatus,
    MarketNote,
    Need,
    Offer,
    OwnDate,
    Project,
    RevenueEntry,
)
from store.profile.contact import Consent, Contact
from store.profile.prospect import Prospect

Path = tuple[str, ...]
"""Where in a record: ("phone",), ("contacts", "<id>", "mobile"), () for the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One place that both sides changed, each to something else.

    A value is None where it is not there: an empty field, a part that was removed. At a
    rating it is the whole Answer, because rating, evidence and knock-out belong together.
    """

    path: Path
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The record with all that goes together, and what does not."""

    record: Prospect | None
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """How the parts of a tuple are told apart; each key is unique but for doubles."""

    key: Callable[[Any], str]
    deep: bool = False
    """Merge a part that both changed field by field; else it is one value."""
    order: Callable[[Any], Any] | None = None
    """Kept sorted by this, if both sides are."""

    def index(self, parts: Sequence[Any]) -> dict[str, Any]:
        """The parts by key; a double gets a number."""
        found: dict[str, Any] = {}
        for part in parts:
            key, number = self.key(part), 1
            while (name := key if number == 1 else f"{key}#{number}") in found:
                number += 1
            found[name] = part
        return found

    def is_sorted(self, parts: Sequence[Any]) -> bool:
        """True if the parts stand in their order."""
        keys = [self.order(part) for part in parts] if self.order else []
        return all(a <= b for a, b in pairwise(keys))


def _id(part: Any) -> str:
    return str(part.id)


def _event(ack: Acknowledgement) -> str:
    return f"{ack.event} {ack.turn}"


def _checklist(assessment: Assessment) -> str:
    return f"{assessment.checklist} {assessment.day}"


def _criterion(answer: Answer) -> str:
    return answer.criterion


def _need(need: Need) -> str:
    return need.text


def _code(extra: Extra) -> str:
    return extra.code


def _kind(address: Address) -> str:
    return address.kind.value


def _period(entry: RevenueEntry) -> str:
    return f"{entry.first} {entry.last}"


def _finding(status: FinancialStatus) -> str:
    return f"{status.noted} {status.source}"


def _permission(consent: Consent) -> str:
    return f"{consent.channel} {consent.given}"


def _day(part: Any) -> Any:
    return part.day


_SET = _Parts(key=repr)
"""Parts that are what they are: added or removed, never changed."""
_TUPLES: Mapping[type, Mapping[str, _Parts]] = {
    Prospect: {
        "stage_log": replace(_SET, order=_day),
        "addresses": _Parts(key=_kind),
        "contacts": _Parts(key=_id, deep=True),
        "needs": _Parts(key=_need, deep=True),
        "revenue": _Parts(key=_period, order=lambda entry: entry.last),
        "financials": _Parts(key=_finding, order=lambda status: status.noted),
        "contracts": _Parts(key=_id, deep=True),
        "offers": _Parts(key=_id, deep=True),
        "projects": _Parts(key=_id, deep=True),
        "relations": _SET,
        "dates": _Parts(key=_id, deep=True),
        "extras": _Parts(key=_code),
        "market": _Parts(key=_id, deep=True, order=_day),
        "former_names": _SET,
        "wanted": _SET,
        "silenced": _SET,
        "activities": _Parts(key=_id, deep=True, order=_day),
        "follow_ups": _Parts(key=_id, deep=True),
        "acknowledgements": _Parts(key=_event, order=_day),
        "assessments": _Parts(key=_checklist, deep=True, order=_day),
        "decisions": replace(_SET, order=_day),
        "triggers": replace(_SET, order=_day),
        "profile_checks": replace(_SET, order=_day),
        "class_log": replace(_SET, order=_day),
        "checks": _SET,
        "not_applicable": _SET,
        "tags": _SET,
    },
    Contact: {"roles": _SET, "consents": _Parts(key=_permission)},
    Assessment: {"answers": _Parts(key=_criterion, deep=True)},
    Answer: {"asked": _SET},
    Activity: {"others": _SET}, FollowUp: {}, Need: {}, Contract: {}, Offer: {}, Project: {},
    OwnDate: {}, MarketNote: {},
}
_GROUPS: Mapping[type, tuple[str, ...]] = {
    Answer: ("rating", "evidence", "rated", "knock_out", "reason", "resume", "author",
             "carried", "contact"),
}
"""Fields that mean something only together: changed as one."""


class _Nothing:
    """Equal to no value: what a part had before there was one."""


_NOTHING = _Nothing()


def merge(base: Prospect | None, mine: Prospect | None, theirs: Prospect | None) -> Merged:
    """Bring two states of one record together; None is a record that is not there.

    A record removed by one side and changed by the other is one Clash with the path ().
    """
    clashes: list[Clash] = []
    record = _whole((), True, base, mine, theirs, clashes)
    return Merged(record=record, clashes=tuple(clashes))


def keyed(record: Prospect, field: str) -> dict[str, Any]:
    """The parts in a field of a record by what tells them apart in a merge, in their order."""
    return _TUPLES[Prospect][field].index(getattr(record, field))


def take(record: Prospect | None, clash: Clash) -> Prospect | None:
    """The merged record with their value at a clash instead of mine."""
    if not clash.path:
        theirs: Prospect | None = clash.theirs
        return theirs
    changed: Prospect = _set(record, clash.path, clash.theirs)
    return changed


@cache
def _units(kind: Any) -> tuple[tuple[str, ...], ...]:
    """The fields of a part, those of a group together."""
    group = _GROUPS.get(kind, ())
    alone = tuple((f.name,) for f in fields(kind) if f.name not in group)
    return (*alone, group) if group else alone


def _whole(
    path: Path, deep: bool, base: Any, mine: Any, theirs: Any, clashes: list[Clash]
) -> Any:
    """A record or a part of one; None where it is not there."""
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    if not deep or mine is None or theirs is None:
        clashes.append(Clash(path=path, base=base, mine=mine, theirs=theirs))
        return mine
    changed: dict[str, Any] = {}
    kind: Any = type(mine)
    for names in _units(kind):
        if len(names) > 1:
            changed |= _group(path, names, base, mine, theirs, clashes)
        else:
            changed[names[0]] = _field(path, names[0], base, mine, theirs, clashes)
    return replace(mine, **changed)


def _group(
    path: Path, names: tuple[str, ...], base: Any, mine: Any, theirs: Any,
    clashes: list[Clash],
) -> dict[str, Any]:
    old = {name: getattr(base, name, _NOTHING) for name in names}
    own, other = ({name: getattr(side, name) for name in names} for side in (mine, theirs))
    if own == old:
        return other
    if other not in (own, old):
        clashes.append(Clash(path=(*path, names[0]), base=base, mine=mine, theirs=theirs))
    return own


def _field(
    path: Path, name: str, base: Any, mine: Any, theirs: Any, clashes: list[Clash]
) -> Any:
    parts = _TUPLES[type(mine)].get(name)
    old: Any = getattr(base, name, _NOTHING)
    own, other = getattr(mine, name), getattr(theirs, name)
    if own == other or other == old:
        return own
    if own == old:
        return other
    if parts is None:
        clashes.append(Clash(
            path=(*path, name), base=None if old is _NOTHING else old, mine=own, theirs=other))
        return own
    return _tuple((*path, name), parts, () if old is _NOTHING else old, own, other, clashes)


def _tuple(
    path: Path, parts: _Parts, base: Sequence[Any], mine: Sequence[Any],
    theirs: Sequence[Any], clashes: list[Clash],
) -> tuple[Any, ...]:
    olds, owns, others = parts.index(base), parts.index(mine), parts.index(theirs)
    merged = (
        _whole((*path, key), parts.deep, olds.get(key), owns.get(key), others.get(key), clashes)
        for key in _together(list(olds), list(owns), list(others))
    )
    result = [part for part in merged if part is not None]
    if parts.order and parts.is_sorted(mine) and parts.is_sorted(theirs):
        result.sort(key=parts.order)
    return tuple(result)


def _together(olds: list[str], owns: list[str], others: list[str]) -> list[str]:
    """All keys of both sides: in the order of the side that changed it, else of mine."""
    moved = _common(owns, olds) != _common(olds, owns)
    first, second = (owns, others) if moved else (others, owns)
    result, known = list(first), set(first)
    for number, key in enumerate(second):
        if key not in known:
            known.add(key)
            after = result.index(second[number - 1]) + 1 if number else 0
            result.insert(after, key)
    return result


def _common(keys: list[str], others: list[str]) -> list[str]:
    found = set(others)
    return [key for key in keys if key in found]


def _set(whole: Any, path: Path, value: Any) -> Any:
    """A record or part with another value at a place in it."""
    name = path[0]
    if len(path) == 1:
        group = _GROUPS.get(type(whole), ())
        if name in group:
            return replace(whole, **{each: getattr(value, each) for each in group})
        return replace(whole, **{name: value})
    parts = _TUPLES[type(whole)][name]
    found = parts.index(getattr(whole, name))
    new = value if len(path) == 2 else _set(found[path[1]], path[2:], value)
    return replace(whole, **{name: _placed(parts, found, path[1], new)})


def _placed(parts: _Parts, found: dict[str, Any], key: str, new: Any) -> tuple[Any, ...]:
    """The parts with one of them set, added (at its place) or removed."""
    was_sorted = parts.is_sorted(tuple(found.values()))
    result = [part for part in ({**found, key: new}).values() if part is not None]
    if parts.order and was_sorted:
        result.sort(key=parts.order)
    return tuple(result)
