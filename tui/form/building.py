"""From the texts of a form to the record they mean; what was not touched stays the same object."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from store import (
    AckKind,
    Acknowledgement,
    Address,
    AddressKind,
    Birthday,
    Channel,
    Consent,
    Contact,
    FollowUp,
    Info,
    Prospect,
    Stage,
    StageChange,
    confirm,
    set_class,
)
from tui.date_parts import DateEntry
from tui.form.fields import Field
from tui.form.readings import Look, read
from tui.form.state import Form, Page
from tui.quick import legal_form
from tui.texts import _

_ADDRESS = ("street", "postcode", "place", "country")
_STEP = ("due", "reason")
_COMPANY_INFO = {
    **dict.fromkeys(_ADDRESS, Info.ADDRESS), "phone": Info.PHONES, "email": Info.PHONES,
    "industry": Info.INDUSTRY, "employees": Info.INDUSTRY, "potential": Info.POTENTIAL,
    "competitor": Info.COMPETITOR}
_PERSON_INFO = {
    **dict.fromkeys(("first_name", "last_name", "function", "roles", "left"), Info.CONTACTS),
    **dict.fromkeys(("phone", "mobile", "email"), Info.PHONES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """What a new value needs beside its text."""

    today: date
    new_id: Callable[[], str]
    author: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a form cannot be saved, and at which field."""

    page: int
    code: str
    words: str


class _Refused(Exception):
    def __init__(self, page: int, code: str, words: str) -> None:
        super().__init__(code)
        self.refusal = Refusal(page=page, code=code, words=words)


def build(form: Form, maker: Maker) -> Prospect | Refusal:
    """The record the form means, or the first thing that is wrong.

    Only changed fields are read: what is already on file never blocks saving.
    """
    try:
        company = _values(form, 0, maker)
        record = _company(form, company, maker)
        contacts = _people(form, maker)
    except _Refused as refused:
        return refused.refusal
    if contacts is not None:
        record = _without(replace(record, contacts=contacts), form)
    if form.record is not None:
        for info in sorted(_infos(form)):
            record = confirm(record, info, maker.today, maker.author)
    return record


def _values(form: Form, number: int, maker: Maker) -> dict[str, Any]:
    page = form.pages[number]
    look = Look(today=maker.today, page=page.all)
    found: dict[str, Any] = {}
    for field in page.fields:
        if field.code in page.texts or _needed(field, page):
            reading = read(field, page.text(field.code), look)
            if reading.wrong:
                raise _Refused(number, field.code, reading.words)
            found[field.code] = reading.value
    return found


def _needed(field: Field, page: Page) -> bool:
    """Read without being changed: a name, and the postcode where the country changed."""
    return field.code == "name" or (field.code == "postcode" and "country" in page.texts)


def _company(form: Form, values: dict[str, Any], maker: Maker) -> Prospect:
    record, today = form.record, maker.today
    name = values.pop("name")
    if record is None:
        record = _new(form, name, maker)
        values.setdefault("stage", Stage.PROSPECT)
    if not form.pages[0].text("legal_form").strip() and legal_form(name):
        values["legal_form"] = legal_form(name)
    stage = values.pop("stage", record.stage)
    address = {code: values.pop(code) for code in _ADDRESS if code in values}
    step = {code: values.pop(code) for code in _STEP if code in values}
    if "name" in form.pages[0].texts:
        values["name"] = name
    record = _changed(record, values)
    if form.record is None and stage is not record.stage:
        record = replace(record, stage=stage, stage_log=(StageChange(day=today, stage=stage),))
    if address:
        record = _addressed(record, address)
    return _planned(record, form.pages[0], step, maker) if step else record


def _new(form: Form, name: str, maker: Maker) -> Prospect:
    today = maker.today
    record = Prospect(
        id=maker.new_id(), name=name, created=today, practice=maker.practice,
        stage_log=(StageChange(day=today, stage=Stage.PROSPECT),))
    return set_class(record, form.letter, computed="", today=today, author=maker.author)


def _changed(record: Prospect, values: Mapping[str, Any]) -> Prospect:
    different = {code: value for code, value in values.items() if getattr(record, code) != value}
    return replace(record, **different) if different else record


def _addressed(record: Prospect, values: dict[str, Any]) -> Prospect:
    postcode, named = values.pop("postcode", (None, ""))
    head = record.head
    new = head or Address()
    if postcode is not None:
        new = replace(new, postcode=postcode)
    new = replace(new, **values)
    if named and not new.country:
        new = replace(new, country=named)
    if head == new:
        return record
    if not any((new.street, new.postcode, new.place, new.country, new.region)):
        left = tuple(one for one in record.addresses if one is not head)
        return replace(record, addresses=left) if head else record
    if head is None:
        return replace(record, addresses=(replace(new, kind=AddressKind.HEAD), *record.addresses))
    return replace(record, addresses=tuple(new if one is head else one
                                           for one in record.addresses))


def _planned(record: Prospect, page: Page, step: dict[str, Any], maker: Maker) -> Prospect:
    """Set, move, reword or take off the first follow-up; what is taken off is recorded."""
    first = record.follow_ups[0] if record.follow_ups else None
    reason = step.get("reason", first.reason if first else "") or _("get in touch")
    entry: DateEntry | None = step.get("due")
    if first is None and entry is None:
        if not step.get("reason"):
            return record
        raise _Refused(0, "due", _("On which day? The follow-up has a reason but no date."))
    rest = record.follow_ups[1:]
    if "due" not in step and first is not None:
        return replace(record, follow_ups=(replace(first, reason=reason), *rest))
    if entry is None:
        assert first is not None
        done = Acknowledgement(event=f"followup:{first.id}", turn=first.due, day=maker.today,
                               kind=AckKind.SKIPPED, author=maker.author)
        return replace(record, follow_ups=rest, acknowledgements=(*record.acknowledgements, done))
    if first is None:
        new = FollowUp(id=maker.new_id(), due=entry.day, time=entry.time, reason=reason,
                       owner=maker.author, created=maker.today)
    else:
        new = replace(first, due=entry.day, time=entry.time, reason=reason,
                      moved=first.moved + (entry.day != first.due))
    planned = sorted((new, *rest), key=lambda one: (one.due, one.time))
    return replace(record, follow_ups=tuple(planned))


def _people(form: Form, maker: Maker) -> tuple[Contact, ...] | None:
    """All people, or None if nobody changed."""
    people = {one.id: one for one in form.record.contacts} if form.record else {}
    found: list[Contact] = []
    for number, page in enumerate(form.pages):
        if page.person is None or page.removed or page.blank:
            continue
        values = _values(form, number, maker)
        if page.texts and not page.title:
            raise _Refused(number, "last_name", _(
                "A person needs a first or last name; Ctrl+R takes the person off."))
        if page.new:
            person = Contact(id=maker.new_id(), since=maker.today)
            values = _typed(values)
        else:
            person = people[page.person]
        found.append(_person(person, values, maker.today))
    before = tuple(people.values())
    same = len(found) == len(before) and all(a is b for a, b in zip(found, before, strict=True))
    return None if same else tuple(found)


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    return {code: value for code, value in values.items() if value not in (None, "", ())}


def _person(person: Contact, values: dict[str, Any], today: date) -> Contact:
    for code in ("left", "objection"):
        if values.get(code) is not None:
            values[code] = values[code].day
    for code in [code for code in values if code.startswith("consent_")]:
        consents = values.get("consents", person.consents)
        values["consents"] = _permitted(
            consents, Channel(code.removeprefix("consent_")), values.pop(code))
    born = values.get("birthday")
    if isinstance(born, Birthday):
        rule = person.birthday.leap_rule if person.birthday else born.leap_rule
        values["birthday"] = replace(born, leap_rule=rule, noted=today)
    different = {code: value for code, value in values.items() if getattr(person, code) != value}
    return replace(person, **different) if different else person


def _permitted(consents: tuple[Consent, ...], channel: Channel,
               given: Consent | None) -> tuple[Consent, ...]:
    """A new consent stands beside earlier ones, whose proof is kept; none takes all back."""
    kept = tuple(one for one in consents if one.channel is not channel or (
        given is not None and one.given < given.given))
    return kept if given is None else (*kept, given)


def _without(record: Prospect, form: Form) -> Prospect:
    """Nothing points to a removed person any longer."""
    gone = {page.person for page in form.pages if page.removed and page.person}
    if not gone:
        return record
    return replace(
        record,
        follow_ups=tuple(replace(one, contact="") if one.contact in gone else one
                         for one in record.follow_ups),
        activities=tuple(replace(one, contact="") if one.contact in gone else one
                         for one in record.activities))


def _infos(form: Form) -> set[Info]:
    """Kinds of information that were entered anew (domain.md 5.4)."""
    found = set()
    for number, code in form.changes:
        table = _PERSON_INFO if number else _COMPANY_INFO
        if (info := table.get(code)) is not None and form.pages[number].text(code):
            found.add(info)
    return found
