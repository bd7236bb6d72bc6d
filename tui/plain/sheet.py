"""`kundenq questions NAME`: the open questions as a sheet for paper, 80 columns wide."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from store import (
    Answer,
    Assessment,
    Book,
    Checklist,
    Criterion,
    Evidence,
    Prospect,
    Row,
    assess,
    clean,
    clean_line,
    next_question,
    switch,
)
from tui import dates, terms
from tui.plain import criteria, facts
from tui.plain.arguments import Options
from tui.plain.faults import complain
from tui.plain.meant import only_one
from tui.plain.output import say
from tui.texts import _

WIDTH = 79
"""Columns; one less than a terminal has, so that no line wraps."""
PAGE = 60
"""Lines of a page: printers take 60 to 66."""
_LABEL = 18
_BOX = "[ ]"


def questions(book: Book, options: Options) -> int:
    """Print the sheet of the one customer that is meant; 1 if that cannot be."""
    row = only_one(book, options.name)
    if row is None:
        return 1
    record = book.get(row.id)
    chosen = criteria.chosen(record, options.checklist)
    if chosen is None:
        return 1
    checklist = chosen[1]
    record = switch(record, *chosen, today=book.today)
    pages = list(_pages(list(_blocks(row, record, checklist, book.today))))
    title = _("Questions for {name}").format(name=clean_line(record.name))
    for number, page in enumerate(pages, 1):
        if number > 1:
            # A page of its own on the printer; on a terminal only a gap.
            sys.stdout.write("\n" if sys.stdout.isatty() else "\f")
        say([*_head(title, checklist, book.today, number, len(pages)), *page],
            ascii_only=options.ascii, laid_out=True)
    if not assess(checklist, _given(record, checklist), book.today).open:
        complain(_("Nothing is open; what could be better founded stands on the sheet."))
    return 0


def _given(record: Prospect, checklist: Checklist) -> Assessment | None:
    """The last answers to this checklist."""
    return next((a for a in reversed(record.assessments) if a.checklist == checklist.code), None)


def _head(title: str, checklist: Checklist, today: date, page: int, pages: int) -> Iterator[str]:
    right = f"{criteria.spoken(checklist.title)}, {dates.date(today)}"
    if pages > 1:
        right += ", " + _("page {n} of {count}").format(n=page, count=pages)
    if len(title) + len(right) + 2 > WIDTH:
        yield textwrap.shorten(title, WIDTH, placeholder=" ...")
        yield right.rjust(WIDTH)
    else:
        yield title + right.rjust(WIDTH - len(title))
    yield "=" * WIDTH


def _pages(blocks: Sequence[list[str]]) -> Iterator[list[str]]:
    """Blocks put on pages; none is torn unless it is longer than a page."""
    room = PAGE - 3
    page: list[str] = []
    for block in blocks:
        gap = 1 if page else 0
        if page and len(page) + gap + len(block) > room:
            yield page
            page = []
        page += [*([""] if page else []), *block]
    yield page


def _blocks(row: Row, record: Prospect, checklist: Checklist,
            today: date) -> Iterator[list[str]]:
    given = _given(record, checklist)
    standing = assess(checklist, given, today)
    answers = {code: given.answer(code) if given else None for code in standing.to_ask}
    yield [*_company(row, record, today), "", _talk()]
    unknown = [code for code in standing.to_ask if code in standing.open]
    for number, code in enumerate(unknown, 1):
        yield list(_criterion(number, checklist.criterion(code), answers[code], today))
    weak = [code for code in standing.to_ask if code not in standing.open]
    if weak:
        lines = [_("Known already; stronger evidence would help:")]
        for code in weak:
            lines += _known(checklist.criterion(code), answers[code], today)
        yield lines


def _company(row: Row, record: Prospect, today: date) -> Iterator[str]:
    head = record.head
    if head is not None:
        place = f"{head.postcode} {head.place}".strip()
        yield from _fact(_("Address"), ", ".join(filter(None, (head.street, place))))
    yield from _fact(_("Phone"), _unbroken(record.phone))
    yield from _fact(_("Stage"), facts.importance(row))
    yield from _fact(_("Decision"), facts.decision(row) or _("not rated yet"))
    for person in record.contacts:
        if person.active:
            roles = ", ".join(terms.contact_role(role) for role in person.roles)
            yield from _fact(_("Person"), ", ".join(filter(None, (
                person.full_name, person.function, roles,
                _unbroken(person.phone), _unbroken(person.mobile)))))
    if record.activities:
        last = record.activities[-1]
        yield from _fact(_("Last contact"), ", ".join(filter(None, (
            dates.date(last.day), terms.activity(last.kind), last.note))))
    for step in record.follow_ups[:1]:
        yield from _fact(_("Next step"), f"{dates.date(step.due)}, {step.reason}")


def _fact(label: str, value: str) -> list[str]:
    if not value:
        return []
    return _wrapped(f"{label:<{_LABEL - 1}} ", value)


def _talk() -> str:
    """Where the talk itself is noted: day, person, minutes."""
    parts = (_("Talk on"), _("with"), _("minutes"))
    room = WIDTH - sum(len(part) + 1 for part in parts) - 2
    widths = (room // 4, room - room // 4 - 8, 8)
    return " ".join(f"{part} {'_' * width}" for part, width in zip(parts, widths, strict=True))


def _criterion(number: int, criterion: Criterion, answer: Answer | None,
               today: date) -> Iterator[str]:
    """The questions, the scale with boxes, room for words, evidence."""
    title = f"{number}. {clean_line(criteria.spoken(criterion.label))}"
    right = criteria.stakes(criterion)
    yield f"{title}{right.rjust(WIDTH - len(title))}"
    yield "-" * WIDTH
    if answer is not None:
        yield from _wrapped("   ", _("so far: {answer}").format(
            answer=criteria.so_far(answer, criterion, today)))
    asked = answer.asked if answer else ()
    for index, question in enumerate(criterion.questions):
        box = "[x]" if index in asked else _BOX
        yield from _wrapped(f"   {box} ", criteria.spoken(question))
    yield ""
    yield from _scale(criterion)
    yield ""
    yield from _wrapped("   ", _("Counts as evidence: {evidence}").format(
        evidence=criteria.spoken(criterion.evidence)))
    yield "   " + "   ".join(f"{_BOX} {terms.evidence(level)}" for level in Evidence)
    lead = f"   {_('In their words:')} "
    yield lead + "_" * (WIDTH - len(lead))
    yield "   " + "_" * (WIDTH - 3)


def _scale(criterion: Criterion) -> Iterator[str]:
    """A box for each rating; those in the middle share a line where they have no anchors."""
    low, *middle, high = criteria.scale(criterion)
    yield from _wrapped(f"   {_BOX} {low[0]} ", low[1])
    if criterion.anchor(1) or criterion.anchor(2):
        for rating, text in middle:
            yield from _wrapped(f"   {_BOX} {rating} ", text)
    else:
        yield "   " + "   ".join(f"{_BOX} {rating} {text}" for rating, text in middle)
    yield from _wrapped(f"   {_BOX} {high[0]} ", high[1])
    yield f"   {_BOX} {terms.rating(None)}"


def _known(criterion: Criterion, answer: Answer | None, today: date) -> Iterator[str]:
    known = criteria.so_far(answer, criterion, today)
    yield from _wrapped(f"   {_BOX} ", f"{criteria.spoken(criterion.label)}: {known}")
    number = next_question(criterion, answer)
    if number is not None:
        yield from _wrapped("       ", criteria.spoken(criterion.questions[number]))


def _wrapped(lead: str, text: str) -> list[str]:
    """A text behind its lead, further lines under it."""
    parts = textwrap.wrap(clean(text), WIDTH - len(lead)) or [""]
    return [((lead if not n else " " * len(lead)) + part).replace("\xa0", " ")
            for n, part in enumerate(parts)]


def _unbroken(text: str) -> str:
    """Words that stay on one line, such as a telephone number."""
    return clean_line(text).replace(" ", "\xa0")
