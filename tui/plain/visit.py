"""What stands on the visit sheet of one customer (domain.md A33)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from store import (
    AckKind,
    Answer,
    Checklists,
    NeedState,
    OfferState,
    OwnFields,
    Prospect,
    Row,
    checklist_in_force,
    coming,
    completeness,
    decision_in_force,
    next_question,
    paths,
    standing_of,
)
from tui import dates, decision_words, numbers, own_words, rule_words, sentences, words
from tui.plain import facts
from tui.texts import _, capital, ngettext, spoken

DAYS = 30
"""Dates so many days back and ahead stand on it."""
ENTRIES = 6
"""Last activities at most."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is known: a day or a name, and what there is to say."""

    lead: str
    text: str
    box: bool = False
    """To be ticked off."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading, most important first."""

    title: str
    items: tuple[Item, ...]
    more: int = 0
    """Items that had no room."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visit sheet before it is laid out."""

    name: str
    head: tuple[Item, ...]
    parts: tuple[Part, ...]
    """Those with something in them."""


def visit_sheet(record: Prospect, row: Row, checklists: Checklists, fields: OwnFields,
                today: date) -> Sheet:
    """All that one wants to know at the door, in the language in use."""
    parts = (
        Part(_("Decision"), tuple(_decision(record, row, checklists, today))),
        Part(_("Promises and next steps"), tuple(_steps(record, today))),
        Part(_("Dates, {n} days back and ahead").format(n=DAYS),
             tuple(_dates(record, row, today))),
        Part(_("People"), tuple(_people(record))),
        Part(_("Needs, offers, plans"), tuple(_wants(record))),
        Part(_("Last entries"), tuple(_entries(record))),
        Part(_("Open questions"), tuple(_questions(record, checklists, today))),
        Part(_("Gaps in the profile"), tuple(_gaps(record, row, today))),
    )
    return Sheet(record.name, tuple(_head(record, row, fields)),
                 tuple(part for part in parts if part.items))


def _said(lead: str, *values: str) -> Iterator[Item]:
    text = ", ".join(filter(None, values))
    if text:
        yield Item(capital(lead), text)


def _head(record: Prospect, row: Row, fields: OwnFields) -> Iterator[Item]:
    head = record.head
    place = f"{head.postcode} {head.place}".strip() if head else ""
    yield from _said(_("Address"), head.street if head else "", place, record.phone)
    yield from _said(_("Why"), words.stage(row.stage), sentences.priority(row), record.industry)
    revenue = numbers.money_whole(row.revenue) if row.revenue else ""
    potential = "" if record.potential is None else numbers.money_whole(record.potential)
    yield from _said(
        _("Money"), revenue and _("{money} in 12 months").format(money=revenue),
        potential and _("potential {money}").format(money=potential), _finances(record))
    yield from _said(_("Manner"), words.manner(record.manner) if record.manner else "",
                     record.culture, record.decides, record.best_time, record.gift_rule)
    held = {one.code: one.text for one in record.extras if one.text}
    yield from _said(_("Also known"), *(
        f"{own_words.label(one)} {own_words.value(one, held[one.code])}"
        for one in fields.of(record) if one.code in held))


def _finances(record: Prospect) -> str:
    if not record.financials:
        return ""
    last = max(record.financials, key=lambda one: one.noted)
    return _("finances {light} ({day})").format(
        light=words.finance(last.light), day=dates.date(last.noted))


def _decision(record: Prospect, row: Row, checklists: Checklists,
              today: date) -> Iterator[Item]:
    checklist, given = checklist_in_force(record, checklists)
    if given is None:
        yield Item(_("Check"), _("not rated yet"))
    else:
        yield from _said(_("Check"), facts.decision(row))
        yield from _said(_("Why"), rule_words.rule(standing_of(record, checklist, today),
                                                   checklist))
    now = decision_in_force(record, today)
    for one in reversed(record.decisions):
        yield from _said(
            _("in force") if one is now else dates.date(one.day),
            decision_words.decided(one, checklist.customers), decision_words.because(one))
    for note in reversed(record.class_log):
        before = _("before: {letter}").format(letter=note.before) if note.before else ""
        yield from _said(dates.date(note.day), words.class_name(note.letter), before)


def _steps(record: Prospect, today: date) -> Iterator[Item]:
    """What was promised comes first."""
    for step in sorted(record.follow_ups, key=lambda one: (not one.promised, one.due, one.time)):
        yield from _said(
            f"{dates.date(step.due)} {step.time}".strip(), _("promised") if step.promised else "",
            step.reason or words.event("follow_up"), _who(record, step.contact),
            dates.due(step.due, today) if step.due < today else "")


def _dates(record: Prospect, row: Row, today: date) -> Iterator[Item]:
    last = today + timedelta(days=DAYS)
    for item in coming(record, row, today):
        if item.kind.value != "follow_up" and item.shown_on(today) <= last:
            yield from _said(
                dates.day_date(item.shown_on(today)),
                f"{sentences.reason(item, today)} ({sentences.when(item, today)})", item.person)
    for ack in reversed(record.acknowledgements):
        if ack.day >= today - timedelta(days=DAYS) and ack.kind is not AckKind.MOVED:
            yield from _said(dates.day_date(ack.day), words.ack(ack.kind),
                             _who(record, ack.contact), ack.note)


def _people(record: Prospect) -> Iterator[Item]:
    for person in record.contacts:
        if person.active:
            yield from _said(
                person.full_name, person.function,
                ", ".join(words.contact_role(role) for role in person.roles),
                person.phone or person.mobile,
                "" if person.attitude is None else words.attitude(person.attitude))
    for way in paths(record.contacts):
        yield Item(_("Way"), " > ".join(person.name for person in way))


def _wants(record: Prospect) -> Iterator[Item]:
    for offer in record.offers:
        if offer.state is OfferState.OPEN:
            until = offer.binds_until
            yield from _said(
                _("offer"), offer.title,
                "" if offer.amount is None else numbers.money_whole(offer.amount),
                _("binds until {day}").format(day=dates.date(until)) if until else "")
    for need in record.needs:
        if need.state is not NeedState.SOLVED:
            yield from _said(words.need_kind(need.kind),
                             f"{need.text} ({words.need_state(need.state)})")
    yield from _said(_("wants from us"), *record.wanted)
    for project in record.projects:
        if not project.done:
            yield from _said(words.project_kind(project.kind), project.title,
                             dates.date(project.due) if project.due else "", project.need)
    for contract in record.contracts:
        yield from _said(_("contract"), contract.title,
                         _("to {day}").format(day=dates.date(contract.end)))
    yield from _said(_("competitor"), record.competitor,
                     "" if record.share is None else _("our share {share}").format(
                         share=numbers.percent(record.share)))


def _entries(record: Prospect) -> Iterator[Item]:
    for entry in record.activities[:-ENTRIES - 1:-1]:
        yield from _said(dates.date(entry.day), words.activity(entry.kind), entry.note,
                         entry.outcome, _who(record, entry.contact))


def _who(record: Prospect, contact: str) -> str:
    person = record.contact(contact) if contact else None
    return person.name if person else ""


def _questions(record: Prospect, checklists: Checklists, today: date) -> Iterator[Item]:
    """The next question of each open criterion, in the order in which they are worth asking."""
    checklist, given = checklist_in_force(record, checklists)
    standing = standing_of(record, checklist, today)
    for code in standing.to_ask:
        if code in standing.open:
            criterion = checklist.criterion(code)
            answer: Answer | None = given.answer(code) if given else None
            number = next_question(criterion, answer) or 0
            yield Item(spoken(criterion.label), spoken(criterion.questions[number]), box=True)


def _gaps(record: Prospect, row: Row, today: date) -> Iterator[Item]:
    gaps = completeness(record, today, letter=row.letter).gaps
    if gaps:
        yield Item(numbers.percent(row.completeness),
                   ngettext("{n} gap", "{n} gaps", len(gaps)).format(n=len(gaps)) + ": "
                   + "; ".join(sentences.gap(one) for one in gaps))
