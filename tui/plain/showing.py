"""`kundenq show NAME`: all about one customer, one fact a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from store import (
    Appraisal,
    Assessment,
    Assumptions,
    Book,
    Channel,
    Checklist,
    Contact,
    Orders,
    Prospect,
    Row,
    Settings,
    Standing,
    appraise,
    checklist_in_force,
    clv,
    coming,
    completeness,
    may_contact,
    next_question,
    standing_of,
)
from tui import dates, numbers, rule_words, sentences, terms, texts, value_words
from tui.plain import facts, places
from tui.plain.arguments import Options
from tui.plain.meant import only_one
from tui.plain.output import say, say_json
from tui.texts import _

Fact = tuple[str, str]
_LAST = 10
"""Activities that are told; JSON has all."""


def show(book: Book, options: Options) -> int:
    """Tell all about the one customer that is meant; several or none are status 1."""
    row = only_one(book, options.name)
    if row is None:
        return 1
    record = book.get(row.id)
    checklist, given = checklist_in_force(record, places.resolver())
    standing = standing_of(record, checklist, book.today)
    # What all ordered in 24 months only all records tell: too much for one customer.
    orders = Orders(last=None, count=0, revenue=0, average=None)
    worth = appraise(record, book.today, book.axes(), orders)
    by = (options.settings or Settings()).clv
    if options.json:
        say_json({**_json(row, record, standing, book.today),
                  "customer_value": _worth_json(worth, by) if worth else None})
        return 0
    told = [
        *_company(record, row), *_rating(given, standing, checklist),
        *_people(record, book.today), *_dates(record, row, book.today),
        *(_worth(worth, by) if worth else ()), *_rest(record, row, book.today),
    ]
    say((f"{name}: {value}" for name, value in told if value), ascii_only=options.ascii)
    return 0


def _json(row: Row, record: Prospect, standing: Standing, today: date) -> dict[str, Any]:
    """The row of `list`, the rule that decided, what is due, and the record (money in cents)."""
    return {
        **facts.row_json(row, today),
        "rule": standing.recommendation.rule if row.choice else None,
        "to_ask": list(standing.to_ask),
        "events": [facts.due_json((row, item), today) for item in coming(record, row, today)],
        "record": asdict(record),
    }


def _worth(given: Appraisal, by: Assumptions) -> Iterator[Fact]:
    yield _("Customer value"), ", ".join(filter(None, (
        value_words.worth(given.value), value_words.still_open(given.value))))
    yield _("Estimate"), value_words.estimate(given.facts.margin, by)


def _worth_json(given: Appraisal, by: Assumptions) -> dict[str, Any]:
    """Score and range, points by criterion; the estimate in cents with what it rests on."""
    value, margin = given.value, given.facts.margin
    found = None if margin is None else clv(margin, by)
    return {
        "score": None if value.score is None else round(100 * value.score) / 100,
        "low": round(100 * value.low) / 100, "high": round(100 * value.high) / 100,
        "band": value.band,
        "points": dict(value.points), "clv_estimate": None if found is None else round(found),
        "assumptions": asdict(by),
    }


def _company(record: Prospect, row: Row) -> Iterator[Fact]:
    head = record.head
    yield _("Company"), record.name
    yield _("Number"), record.number
    yield _("Stage"), facts.importance(row)
    if head is not None:
        place = f"{head.postcode} {head.place}".strip()
        yield _("Address"), ", ".join(filter(None, (head.street, place, head.country)))
    yield _("Industry"), record.industry
    yield _("Phone"), record.phone
    yield _("E-mail"), record.email
    yield _("Web"), record.web


def _rating(
    given: Assessment | None, standing: Standing, checklist: Checklist
) -> Iterator[Fact]:
    german = texts.language() == "de"
    if given is None:
        yield _("Decision"), _("not rated yet")
    else:
        choice = standing.recommendation.choice
        yield _("Decision"), terms.choice(choice) if choice else ""
        yield _("Why"), rule_words.rule(standing, checklist)
        yield _("Score"), _("{score} points ({low} to {high}), confidence {confidence}").format(
            score=numbers.score(standing.score), low=numbers.score(standing.low),
            high=numbers.score(standing.high),
            confidence=numbers.percent(
                standing.confidence.numerator, standing.confidence.denominator))
        for answer in given.answers:
            criterion = checklist.criterion(answer.criterion)
            label = criterion.label.de if german else criterion.label.en
            parts = (terms.rating(answer.rating), terms.evidence(answer.evidence),
                     dates.date(answer.rated), answer.words)
            yield label, ", ".join(filter(None, parts))
    if standing.to_ask:
        yield _("Ask first"), _question(standing.to_ask[0], given, checklist, german)


def _question(code: str, given: Assessment | None, checklist: Checklist, german: bool) -> str:
    criterion = checklist.criterion(code)
    answer = given.answer(code) if given else None
    number = next_question(criterion, answer) or 0
    question = criterion.questions[number]
    return question.de if german else question.en


def _people(record: Prospect, today: date) -> Iterator[Fact]:
    for person in record.contacts:
        yield _("Person"), _person(person)
        if not person.active and person.left:
            yield _("Left"), dates.date(person.left)
            continue
        light = may_contact(record, person, Channel.CALL, today).light
        yield _("May I call?"), terms.light(light)
        if person.birthday is not None and not person.no_wishes:
            yield _("Birthday"), dates.birthday(person.birthday)


def _person(person: Contact) -> str:
    roles = ", ".join(terms.contact_role(role) for role in person.roles)
    return ", ".join(filter(None, (
        person.full_name, person.function, roles, person.phone, person.mobile, person.email)))


def _dates(record: Prospect, row: Row, today: date) -> Iterator[Fact]:
    for item in coming(record, row, today):
        what = sentences.reason(item, today)
        who = f", {item.person}" if item.person else ""
        yield _("Date"), (f"{dates.long_date(item.shown_on(today))} "
                          f"({sentences.when(item, today)}): {what}{who}")


def _rest(record: Prospect, row: Row, today: date) -> Iterator[Fact]:
    for need in record.needs:
        yield terms.need_kind(need.kind).capitalize(), (
            f"{need.text} ({terms.need_state(need.state)})")
    if record.potential is not None:
        yield _("Potential per year"), numbers.money_whole(record.potential)
    if row.revenue:
        yield _("Revenue of 12 months"), numbers.money_whole(row.revenue)
    yield _("Structure"), record.structure
    yield _("Owners"), record.owners
    yield _("Competitor"), record.competitor
    yield _("Culture"), record.culture
    yield _("Source"), record.source
    gap = completeness(record, today, letter=row.letter).next_gap
    percent = numbers.percent(row.completeness)
    yield _("Profile"), percent if gap is None else _("{percent}, gap: {gap}").format(
        percent=percent, gap=sentences.gap(gap))
    for activity in reversed(record.activities[-_LAST:]):
        yield dates.date(activity.day), ", ".join(
            filter(None, (terms.activity(activity.kind), activity.note)))
    yield _("Tags"), ", ".join(record.tags)
    yield _("Notes"), record.notes
