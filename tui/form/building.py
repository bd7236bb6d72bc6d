"""From the texts of a form to the record they mean; what was not touched stays the same object."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from store import (
    AckKind,
    Acknowledgement,
    Address,
    AddressKind,
    FinancialStatus,
    FollowUp,
    Prospect,
    Stage,
    StageChange,
    confirm,
    set_class,
)
from tui.date_parts import DateEntry
from tui.form.entered import entered, without_removed
from tui.form.entries import with_entries
from tui.form.fields import Field, Kind
from tui.form.making import Maker, Refusal, Refused, changed, values_of
from tui.form.own_care import with_care
from tui.form.own_sheet import others, with_own
from tui.form.sections import BASIC
from tui.form.state import Form, Page
from tui.quick import legal_form
from tui.texts import _

_ADDRESS = ("street", "postcode", "place", "country")
_STEP = ("due", "reason")
_LIGHT = ("light", "light_source")


def build(form: Form, maker: Maker) -> Prospect | Refusal:
    """The record the form means, or the first thing that is wrong.

    Only changed fields are read: what is already on file never blocks saving.
    """
    try:
        record = _pages(form, maker)
        for part in dict.fromkeys(page.part for page in form.pages if page.part):
            record = with_entries(record, form, part, maker)
    except Refused as refused:
        return refused.refusal
    record = without_removed(record, form)
    if form.record is not None:
        for info in sorted(entered(form)):
            record = confirm(record, info, maker.today, maker.author)
    return record


def _pages(form: Form, maker: Maker) -> Prospect:
    """The record with what its own pages say."""
    record = form.record
    for number, page in enumerate(form.pages):
        if page.part is None:
            values = values_of(form, number, maker, always=_needed)
            if form.section == BASIC or record is None:
                record = _company(form, values, maker)
            else:
                record = with_own(record, values, maker.today)
                record = changed(with_care(record, values), others(values))
    assert record is not None
    return record


def _needed(field: Field, page: Page) -> bool:
    """Read without being changed: a name, and the postcode where the country changed."""
    return field.kind is Kind.NAME or (field.code == "postcode" and "country" in page.texts)


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
    light = {code: values.pop(code) for code in _LIGHT if code in values}
    if "name" in form.pages[0].texts:
        values["name"] = name
    record = changed(record, values)
    if form.record is None and stage is not record.stage:
        record = replace(record, stage=stage, stage_log=(StageChange(day=today, stage=stage),))
    if address:
        record = _addressed(record, address)
    if light:
        record = _judged(record, light, maker)
    return _planned(record, form.pages[0], step, maker) if step else record


def _new(form: Form, name: str, maker: Maker) -> Prospect:
    today = maker.today
    record = Prospect(
        id=maker.new_id(), name=name, created=today, practice=maker.practice,
        stage_log=(StageChange(day=today, stage=Stage.PROSPECT),))
    return set_class(record, form.letter, computed="", today=today, author=maker.author)


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


def _judged(record: Prospect, values: dict[str, Any], maker: Maker) -> Prospect:
    """Another light or source is a new entry of today; with the source of today it is mended."""
    last = record.financials[-1] if record.financials else None
    light = values.get("light", last.light if last else None)
    source = values.get("light_source", last.source if last else "")
    if light is None and not source and last is None:
        return record
    if light is None:
        raise Refused(0, "light", _(
            "Which status? Entries are taken off in the section on finances."))
    if not source:
        raise Refused(0, "light_source", _("Where was it published? A status needs its source."))
    new = FinancialStatus(noted=maker.today, light=light, source=source)
    kept = tuple(one for one in record.financials
                 if (one.noted, one.source) != (new.noted, new.source))
    return replace(record, financials=(*kept, new))


def _planned(record: Prospect, page: Page, step: dict[str, Any], maker: Maker) -> Prospect:
    """Set, move, reword or take off the first follow-up; what is taken off is recorded."""
    first = record.follow_ups[0] if record.follow_ups else None
    reason = step.get("reason", first.reason if first else "") or _("get in touch")
    entry: DateEntry | None = step.get("due")
    if first is None and entry is None:
        if not step.get("reason"):
            return record
        raise Refused(0, "due", _("On which day? The follow-up has a reason but no date."))
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


