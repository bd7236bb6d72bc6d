"""From the pages of the entries to the parts of the record; untouched ones stay the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from store import (
    AckKind,
    Acknowledgement,
    Activity,
    Address,
    Birthday,
    Channel,
    Consent,
    Contact,
    FollowUp,
    Project,
    Prospect,
    RevenueEntry,
    Timespan,
    clean_line,
)
from tui import dates
from tui.date_parts import DateEntry
from tui.form.making import Maker, Refused, changed, values_of
from tui.form.parts import Part
from tui.form.reading import Look
from tui.form.readings import read
from tui.form.state import Form
from tui.texts import _

Values = dict[str, Any]


def with_entries(record: Prospect, form: Form, part: Part, maker: Maker) -> Prospect:
    """The record with the entries of a part as the form has them. Raises Refused."""
    before = part.entries(form.record) if form.record else {}
    found: list[tuple[Any, Any]] = []
    gone: list[Any] = []
    for number, page in enumerate(form.pages):
        if page.part is not part or not page.first or form.blank(number):
            continue
        old = before.get(page.entry)
        if page.removed:
            gone += [] if old is None else [old]
            continue
        found.append((old, _entry(form, number, part, old, maker)))
    if not gone and all(old is new for old, new in found):
        return record
    if part.where == "activities":
        return _talks(record, found, gone, maker)
    known = [new for old, new in found if old is not None]
    entries = [*(reversed(known) if part.newest else known),
               *(new for old, new in found if old is None)]
    if part.order is not None:
        entries.sort(key=part.order)
    given: dict[str, Any] = {part.where: tuple(entries)}
    return replace(record, **given)


def _entry(form: Form, number: int, part: Part, old: Any, maker: Maker) -> Any:
    """One entry from all its pages."""
    values: Values = {}
    for one in form.group(number):
        values |= values_of(form, one, maker, always=lambda field, page: (
            field.code == "postcode" and "country" in page.texts))
    if not values:
        return old
    check = _CHECKS.get(part.where)
    if check is not None:
        check(form, number, values)
    make = _MAKERS.get(part.where)
    if make is not None:
        return make(old, values, maker)
    return _made(part.kind, old, values, maker)


def _made(kind: type[Any], old: Any, values: Values, maker: Maker) -> Any:
    """A new entry with the values, or the old one with what changed."""
    if old is not None:
        return changed(old, values)
    known = {one.name for one in fields(kind)}
    given = {code: value for code, value in values.items() if value not in (None, "", ())}
    if "id" in known:
        given["id"] = maker.new_id()
    if "author" in known:
        given["author"] = maker.author
    return kind(**given)


# -- kinds with rules of their own -----------------------------------------------------


def _person(old: Contact | None, values: Values, maker: Maker) -> Contact:
    person = old or Contact(id="", since=maker.today)
    for code in [code for code in values if code.startswith("consent_")]:
        values["consents"] = _permitted(
            values.get("consents", person.consents),
            Channel(code.removeprefix("consent_")), values.pop(code))
    born = values.get("birthday")
    if isinstance(born, Birthday):
        rule = person.birthday.leap_rule if person.birthday else born.leap_rule
        values["birthday"] = replace(born, leap_rule=rule, noted=maker.today)
    if old is None:
        values = {code: value for code, value in values.items() if value not in (None, "", ())}
        return changed(person, {**values, "id": maker.new_id()})
    return changed(person, values)


def _permitted(consents: tuple[Consent, ...], channel: Channel,
               given: Consent | None) -> tuple[Consent, ...]:
    """A new consent stands beside earlier ones, whose proof is kept; none takes all back."""
    kept = tuple(one for one in consents if one.channel is not channel or (
        given is not None and one.given < given.given))
    return kept if given is None else (*kept, given)


def _project(old: Any, values: Values, maker: Maker) -> Any:
    """An approximate day says so."""
    if "due" in values:
        values["due"], values["approximate"] = values["due"] or (None, False)
    return _made(Project, old, values, maker)


def _revenue(old: Any, values: Values, maker: Maker) -> Any:
    """A period is its first and last day."""
    if "period" in values:
        values["first"], values["last"] = values.pop("period")
    return _made(RevenueEntry, old, values, maker)


def _address(old: Any, values: Values, maker: Maker) -> Any:
    """A postcode may name the country."""
    if "postcode" in values:
        values["postcode"], named = values["postcode"]
        country = values.get("country", old.country if old else "")
        if named and not country:
            values["country"] = named
    return _made(Address, old, values, maker)


def _talk(old: Activity | FollowUp | None, values: Values, maker: Maker) -> Any:
    """Behind us it is an activity, ahead of us a follow-up (domain.md 6)."""
    entry: DateEntry | None = values.pop("day", None)
    was = old.due if isinstance(old, FollowUp) else old.day if old else maker.today
    day = entry.day if entry else was
    minutes = values.pop("minutes", None)
    if isinstance(old, FollowUp) and (entry is None or day >= maker.today) and not (
            day <= maker.today and (minutes or values.get("outcome"))):
        done = False
    else:
        done = day <= maker.today
    if done:
        return _done(old, values, maker, day=day, minutes=minutes)
    return _planned(old, values, maker, entry=entry, day=day)


def _done(old: Activity | FollowUp | None, values: Values, maker: Maker, *, day: Any,
          minutes: int | None) -> Activity:
    if "text" in values:
        values["note"] = values.pop("text")
    if minutes is not None or isinstance(old, Activity):
        values["minutes"] = minutes or 0
    values.pop("promised", None)
    if isinstance(old, Activity):
        return changed(old, {**values, "day": day})
    if isinstance(old, FollowUp):
        values = {"note": old.reason, "kind": old.kind, "contact": old.contact, **values}
    given = {code: value for code, value in values.items() if value not in (None, "", ())}
    return Activity(id=old.id if old else maker.new_id(), day=day, author=maker.author, **given)


def _planned(old: Activity | FollowUp | None, values: Values, maker: Maker, *,
             entry: DateEntry | None, day: Any) -> FollowUp:
    if "text" in values:
        values["reason"] = clean_line(values.pop("text"))
    values = {code: value for code, value in values.items() if code not in ("others", "outcome")}
    if entry is not None:
        values |= {"due": day, "time": entry.time}
    if isinstance(old, FollowUp):
        values["moved"] = old.moved + (day != old.due)
        return changed(old, values)
    if isinstance(old, Activity):
        values = {"reason": clean_line(old.note), "kind": old.kind, "contact": old.contact,
                  **values}
    given = {code: value for code, value in values.items() if value not in (None, "", ())}
    given.setdefault("reason", _("get in touch"))
    return FollowUp(id=old.id if old else maker.new_id(), owner=maker.author,
                    created=maker.today, **given)


def _talks(record: Prospect, found: list[tuple[Any, Any]], gone: list[Any],
           maker: Maker) -> Prospect:
    """Activities and follow-ups in their places; a follow-up that went leaves its trace."""
    known = [new for old, new in reversed(found) if old is not None]
    entries = [*known, *(new for old, new in found if old is None)]
    done = sorted((one for one in entries if isinstance(one, Activity)), key=lambda one: one.day)
    planned = sorted((one for one in entries if isinstance(one, FollowUp)),
                     key=lambda one: (one.due, one.time))
    closed = [(old, AckKind.DONE) for old, new in found
              if isinstance(old, FollowUp) and isinstance(new, Activity)]
    closed += [(old, AckKind.SKIPPED) for old in gone if isinstance(old, FollowUp)]
    traces = tuple(Acknowledgement(
        event=f"followup:{old.id}", turn=old.due, day=maker.today, kind=kind,
        contact=old.contact, author=maker.author) for old, kind in closed)
    return replace(
        record, activities=tuple(done), follow_ups=tuple(planned),
        acknowledgements=(*record.acknowledgements, *traces))


_MAKERS: Mapping[str, Callable[[Any, Values, Maker], Any]] = {
    "contacts": _person, "projects": _project, "addresses": _address, "activities": _talk,
    "revenue": _revenue,
}


# -- what must fit together ------------------------------------------------------------


def _named(form: Form, number: int, values: Values) -> None:
    if not form.title(number):
        raise Refused(number, "last_name", _(
            "A person needs a first or last name; Ctrl+R takes the person off."))


def _somewhere(form: Form, number: int, values: Values) -> None:
    texts = form.texts(number)
    if not any(texts.get(code, "").strip() for code in ("street", "postcode", "place")):
        raise Refused(number, "street", _("An address needs a street, a postcode or a place."))
    heads = [one for one, page in enumerate(form.pages) if page.part is form.pages[number].part
             and not page.removed and not form.blank(one) and page.text("kind") == "head"]
    if len(heads) > 1 and "kind" in values and number in heads:
        raise Refused(number, "kind", _("There is a head office already."))


def _over(form: Form, number: int, values: Values) -> None:
    """What is still to come has no outcome: nothing typed is dropped in silence."""
    page, today = form.pages[number], form.around.today
    day = next(one for one in page.fields if one.code == "day")
    if today is None:
        return
    entry = read(day, page.text("day"), Look(today=today, page=page.all)).value
    if isinstance(entry, DateEntry) and entry.day > today:
        for code in ("others", "minutes", "outcome"):
            if values.get(code) or ("day" in values and page.text(code)):
                raise Refused(number, code, _(
                    "That day is still to come: others, minutes and outcome follow afterwards."))


def _once(form: Form, number: int, values: Values) -> None:
    """No day counts twice: neither the same period again nor one that overlaps it."""
    page, today = form.pages[number], form.around.today or date.max
    period: Timespan | None = values.get("period")
    for one, other in enumerate(form.pages):
        if one == number or other.part is not page.part or other.removed or form.blank(one):
            continue
        field = next(each for each in other.fields if each.code == "period")
        taken = read(field, other.text("period"), Look(today=today, page=other.all)).value
        if period and taken is not None and period.overlaps(taken):
            raise Refused(number, "period", _(
                "{period}: entered already, its days would count twice.").format(
                    period=dates.period(*taken)))


_CHECKS: Mapping[str, Callable[[Form, int, Values], None]] = {
    "contacts": _named, "addresses": _somewhere, "activities": _over, "revenue": _once,
}
