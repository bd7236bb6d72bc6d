"""What an edit changed in one record, line by line: what, from what, to what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tui import terms
from tui.event_words import silence_line
from tui.part_words import HIDDEN, PARTS, Names, Part, Plain, named_event
from tui.record_words import FIELDS, label, value
from tui.texts import _

if TYPE_CHECKING:
    from store import Checklists, Retold

_MOST = 3
"""Parts of one kind of a new record that are told one by one; more are counted."""
_CAME_BACK = ("undo", "redo", "restored_backup")
_PLAIN: Mapping[str, frozenset[str]] = {
    "activities": frozenset({"note", "minutes"}), "follow_ups": frozenset({"reason"}),
    "acknowledgements": frozenset({"kind", "note"}), "consents": frozenset({"text"}),
    "addresses": frozenset({"street", "place", "country"}), "needs": frozenset({"state"}),
    "offers": frozenset({"state"}), "financials": frozenset({"light", "note"}),
    "revenue": frozenset({"revenue"}), "decisions": frozenset({"choice"}),
    "triggers": frozenset({"kind", "note"}), "profile_checks": frozenset({"source"}),
}
"""Fields that need no name in front of them where a part came or went."""
_NOT_DONE = ("moved", "skipped", "done")
_FLAGS = frozenset({
    "no_wishes", "public_office", "no_gifts", "promised", "approximate", "done", "practice",
})
_USUAL: Plain = {"stage": "prospect"}
_ORDER = {name: number for number, name in enumerate(FIELDS)}


def retold_names(edits: Sequence[Retold], companies: Callable[[str], str],
                 checklists: Checklists) -> Names:
    """Who and what the ids in these edits are; the last name somebody had counts."""
    parts: dict[str, Plain] = {}
    for edit in edits:
        for record in (edit.before, edit.after):
            for field, part in PARTS.items():
                if part.keys == ("id",):
                    parts |= {str(one.get("id")): one for one in (record or {}).get(field) or ()}
    return Names(parts=parts, companies=companies, checklists=checklists)


def changes(edit: Retold, names: Names) -> Iterator[str]:
    """The lines of one edit; none for one that only says something, or that erased somebody."""
    if edit.label == "erased" or (edit.before is None and edit.after is None):
        return
    if edit.after is None:
        yield _("removed")
    elif edit.before is None:
        yield from _created(edit, names)
    else:
        found = sorted(dict.fromkeys((*edit.before, *edit.after)),
                       key=lambda name: _ORDER.get(name, len(_ORDER)))
        for field in found:
            old, new = edit.before.get(field), edit.after.get(field)
            if old != new:
                yield from _TOLD.get(field, _field)(field, old, new, edit, names)


def _created(edit: Retold, names: Names) -> Iterator[str]:
    """A new record with what it holds; of many parts of a kind their number."""
    record = {**_USUAL, **edit.after}
    lead = _("came back") if edit.label in _CAME_BACK else _("created")
    fields = [_named(name, name, given, names) for name, given in sorted(
        record.items(), key=lambda pair: _ORDER.get(pair[0], len(_ORDER)))
        if name not in HIDDEN and not _parts_of(given)]
    yield f"{lead}: " + _joined(fields)
    for field, given in record.items():
        if field in ("stage_log", "class_log", "checks") or not _parts_of(given):
            continue
        if field in PARTS and len(given) <= _MOST:
            yield from _parts(field, None, given, names)
        else:
            yield f"{label(field)} ({len(given)})"


def _parts_of(given: Any) -> bool:
    return isinstance(given, list) and any(isinstance(one, Mapping) for one in given)


# -- fields and parts --------------------------------------------------------------------


def _field(field: str, old: Any, new: Any, edit: Retold, names: Names) -> Iterator[str]:
    """A field of the record itself; its parts, if it has any."""
    if field in PARTS:
        if field == "follow_ups":
            old = _not_acknowledged(old, new, edit)
        yield from _parts(field, old, new, names)
    elif field not in ("id", "created"):
        yield _line(label(field), names.value(field, _known(field, old, new)),
                    names.value(field, _known(field, new, old)))


def _not_acknowledged(old: Any, new: Any, edit: Retold) -> list[Plain]:
    """Without the follow-ups that went because they are done: that is told as such."""
    here = {one.get("id") for one in new or ()}
    done = {one.get("event") for one in edit.after.get("acknowledgements") or ()}
    return [one for one in old or ()
            if one.get("id") in here or f"followup:{one.get('id')}" not in done]


def _line(place: str, old: str, new: str) -> str:
    return _("{place}: {old} -> {new}").format(place=place, old=old, new=new)


def _known(field: str, given: Any, other: Any) -> Any:
    """What a file leaves out because it is the usual value."""
    if given is not None:
        return given
    return False if field in _FLAGS or isinstance(other, bool) else _USUAL.get(field)


def _pairs(part: Part, old: Any, new: Any) -> Iterator[tuple[Plain | None, Plain | None]]:
    """The parts of both sides that are one and the same, if they differ."""
    olds, news = _keyed(part, old), _keyed(part, new)
    for key in dict.fromkeys((*olds, *news)):
        if olds.get(key) != news.get(key):
            yield olds.get(key), news.get(key)


def _keyed(part: Part, given: Any) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for one in given or ():
        key, number = part.key(one), 1
        while (name := f"{key}#{number}") in found:
            number += 1
        found[name] = one
    return found


def _parts(field: str, old: Any, new: Any, names: Names, owner: str = "") -> Iterator[str]:
    """What came, what went, what changed; what changed alike in many is told once."""
    part, alike = PARTS[field], dict[str, list[str]]()
    for before, after in _pairs(part, old, new):
        if before is not None and after is not None:
            place = owner + part.name(before, names)
            for line in _inner(field, before, after, names):
                alike.setdefault(line, []).append(place)
            for inner in part.inner:
                yield from _parts(inner, before.get(inner), after.get(inner), names, f"{place}: ")
        else:
            yield _came_or_went(field, before, after, names, owner)
    for line, places in alike.items():
        yield (places[0] if len(places) == 1 else f"{label(field)} ({len(places)})") + ": " + line


def _came_or_went(field: str, before: Plain | None, after: Plain | None, names: Names,
                  owner: str) -> str:
    part, one = PARTS[field], after or before or {}
    place = owner + part.name(one, names)
    if field == "contacts" and place != label(field):
        place = f"{label(field)} {place}"
    said = _contents(field, one, names)
    if field == "acknowledgements" and after is not None:
        done = "" if one.get("kind") in _NOT_DONE else f"{terms.ack('done')}, "
        return f"{place}: {done}{said}"
    if not said:
        return (_("{place} added") if before is None else _("{place} removed")).format(place=place)
    text = _("{place} added: {new}") if before is None else _("{place} removed: {old}")
    return text.format(place=place, new=said, old=said)


def _contents(field: str, one: Plain, names: Names) -> str:
    """What a part says beside its name; decisions name what was recommended if it differs."""
    part = PARTS[field]
    shown = []
    for name, given in {**part.usual, **one}.items():
        if name in HIDDEN or name in part.told or given in (None, "", [], 0, False):
            continue
        if name == "recommended" and given == one.get("choice"):
            continue
        if name in part.inner:
            shown += [_with_contents(name, inner, names) for inner in given]
        elif name == "place" and one.get("postcode"):
            shown.append(f"{one['postcode']} {given}")
        elif name != "postcode" or not one.get("place"):
            shown.append(_named(field, name, given, names))
    return _joined(shown)


def _joined(parts: Sequence[str]) -> str:
    """With semicolons where a part has a comma of its own."""
    return ("; " if any(", " in part for part in parts) else ", ").join(parts)


def _with_contents(field: str, one: Plain, names: Names) -> str:
    said = _contents(field, one, names)
    return PARTS[field].name(one, names) + (f" ({said})" if said else "")


def _named(field: str, name: str, given: Any, names: Names) -> str:
    """ "Telefon 0316 1"; what speaks for itself without its name."""
    if given is True:
        return label(name, field)
    said = names.value(name, given, field)
    return said if name in _PLAIN.get(field, ()) else f"{label(name, field)} {said}"


def _inner(field: str, before: Plain, after: Plain, names: Names) -> Iterator[str]:
    """The fields of a part that changed: "Mobil: leer -> 0664"."""
    part = PARTS[field]
    for name in dict.fromkeys((*before, *after)):
        old, new = (one.get(name, part.usual.get(name)) for one in (before, after))
        if old == new or name in HIDDEN or name in part.inner:
            continue
        said = [names.value(name, _known(name, one, other), field)
                for one, other in ((old, new), (new, old))]
        if said[0] != said[1]:
            yield _line(label(name, field), *said)


# -- what has words of its own -----------------------------------------------------------


def _steps(_field: str, old: Any, new: Any, edit: Retold, _names: Names) -> Iterator[str]:
    """The stage is told by itself; here only why."""
    known = old or []
    for step in new or ():
        if step not in known and step.get("reason"):
            yield f"{label('reason', 'stage_log')}: {value('reason', step['reason'])}"


def _class_notes(_field: str, old: Any, new: Any, _edit: Retold, _names: Names) -> Iterator[str]:
    """A class set by hand is told by itself; here the one that was in force at an assessment."""
    known = old or []
    for note in new or ():
        if note not in known and note.get("cause") == "assessed":
            yield _("Class at the assessment: {letter}").format(
                letter=terms.class_name(str(note.get("letter", ""))))


def _confirmed(field: str, old: Any, new: Any, _edit: Retold, _names: Names) -> Iterator[str]:
    """Kinds of information that were confirmed, those of one day and source together."""
    olds, news = ({one.get("info"): one for one in side or ()} for side in (old, new))
    groups: dict[str, list[str]] = {}
    for info, one in news.items():
        before = olds.get(info)
        if one == before:
            continue
        said = terms.info(str(info))
        if before is not None and before.get("day") != one.get("day"):
            said = _("{what} (before: {old})").format(
                what=said, old=value("day", before.get("day")))
        source = ", ".join(filter(None, (value("day", one.get("day")), one.get("source", ""))))
        groups.setdefault(source, []).append(said)
    for source, said_of in groups.items():
        yield f"{label(field)} {source}: " + "; ".join(said_of)
    gone = [terms.info(str(info)) for info in olds if info not in news]
    if gone:
        yield _("{place} removed: {old}").format(place=label(field), old="; ".join(gone))


def _assessments(field: str, old: Any, new: Any, _edit: Retold, names: Names) -> Iterator[str]:
    """Each answer that changed; a new assessment beside the one before it."""
    part = Part(keys=("checklist", "day"), name=lambda one, _n: f"{label(field)} "
                f"{value('day', one.get('day'))} ({names.checklist(one.get('checklist', ''))})")
    for before, after in _pairs(part, old, new):
        one = after or before or {}
        place = part.name(one, names)
        if after is None:
            yield _("{place} removed").format(place=place)
            continue
        if before is None:
            yield _("{place} added").format(place=place)
            before = _earlier(after, new)
        elif before.get("version") != after.get("version"):
            yield _line(f"{place}: {label('version')}",
                        str(before.get("version")), str(after.get("version")))
        yield from _answers(before or {}, after, names)


def _earlier(one: Plain, every: Sequence[Plain]) -> Plain | None:
    """The assessment by the same checklist before this one."""
    found = [other for other in every if other.get("checklist") == one.get("checklist")
             and str(other.get("day")) < str(one.get("day"))]
    return max(found, key=lambda other: str(other.get("day")), default=None)


def _answers(before: Plain, after: Plain, names: Names) -> Iterator[str]:
    olds, news = ({str(one.get("criterion")): one for one in side.get("answers") or ()}
                  for side in (before, after))
    for code in dict.fromkeys((*olds, *news)):
        place = names.criterion(code, after)
        old, new = olds.get(code), news.get(code)
        said = [_answer(one, names) for one in (old, new)]
        if said[0] != said[1]:
            yield _line(place, *said)
        for name in ("words", "asked", "contact"):
            values = [(one or {}).get(name) for one in (old, new)]
            if values[0] != values[1] and new is not None:
                yield _line(f"{place}: {label(name, 'answers')}",
                            *(names.value(name, one, "answers") for one in values))


def _answer(one: Plain | None, names: Names) -> str:
    """ "0 (nein), Aussage, K.o. derzeit, kein Geld"; "offen" where there is none."""
    if one is None:
        return terms.rating("open")
    if one.get("rating") is None:
        return terms.rating("/")
    shown = [value("rating", one["rating"]), terms.evidence(str(one.get("evidence", "stated")))]
    for name in ("knock_out", "reason", "resume", "carried"):
        if one.get(name):
            said = names.value(name, one[name], "answers")
            shown.append(said if name == "reason" else f"{label(name)} {said}")
    return ", ".join(shown)


def named_anew(edit: Retold, names: Names) -> Retold:
    """With the criterion or checklist it is about in the language of today's reader."""
    args = dict(edit.args)
    if args.get("label", edit.label) == "switched" and args.get("code"):
        args["checklist"] = names.checklist(args["code"])
    elif args.get("code"):
        rated = ((edit.after or {}).get("assessments") or [{}])[-1]
        said = names.criterion(args["code"], rated)
        args["criterion"] = args.get("criterion", said) if said == args["code"] else said
    return replace(edit, args=tuple(args.items()))


def _silenced(_field: str, old: Any, new: Any, _edit: Retold, names: Names) -> Iterator[str]:
    """Events of which nobody wants to hear, and those that come up again."""
    for key in new or ():
        if key not in (old or ()):
            yield silence_line(named_event(str(key), names), silenced=True)
    for key in old or ():
        if key not in (new or ()):
            yield silence_line(named_event(str(key), names), silenced=False)


_TOLD: Mapping[str, Callable[[str, Any, Any, Retold, Names], Iterator[str]]] = {
    "stage_log": _steps, "class_log": _class_notes, "checks": _confirmed,
    "assessments": _assessments, "silenced": _silenced,
}
