"""The rows of the re-assessments: who, which check, how late, why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from store import (
    Book,
    Due,
    EventKind,
    Occurrence,
    Row,
    Urgency,
    full_due,
    last_assessed,
    last_confirmed,
    light_due,
)
from tui import dates, due_words, sentences, terms
from tui.texts import _
from tui.widgets.canvas import Line, Span, fit, line, rule, wrap
from tui.widgets.prospect_list import letter

KINDS = (EventKind.REASSESSMENT, EventKind.LIGHT_CHECK, EventKind.RESUME)
"""What counts as a re-assessment; what was put off has its own day."""
_KIND = 9

Check = tuple[Row, Occurrence]


def checks_of(row: Row, today: date) -> Iterator[Check]:
    """What is due or comes up; a light check only where no full one is due as well."""
    if row.archived:
        return
    found = [item for item in row.occurrences
             if item.kind in KINDS and item.urgency(today) is not Urgency.LATER]
    full = any(item.kind is not EventKind.LIGHT_CHECK and item.act_on <= today for item in found)
    for item in found:
        if not (full and item.kind is EventKind.LIGHT_CHECK):
            yield row, item


def names(width: int) -> Line:
    """The heads of the columns."""
    text = "    " + fit(_("Company"), _name_width(width)) + " " + fit(_("C"), 2)
    text += fit(_("Check"), _KIND) + fit(_("Due"), _when_width(width)) + _("Why")
    return line((text, "dim"))


def made(
    book: Book, checks: Sequence[Check], cursor: int, shown: Iterable[int], width: int
) -> list[Line]:
    """The rows that are seen."""
    if not checks:
        return [line(" ", _("Nothing needs to be re-assessed."))]
    return [_row(checks[number], book.today, number == cursor, width) for number in shown]


def _when_width(width: int) -> int:
    return 20 if width >= 100 else 16


def _name_width(width: int) -> int:
    return max(12, min(36, (width - 13 - _KIND - _when_width(width)) // 2))


def _due(book: Book, check: Check) -> Due | None:
    row, item = check
    record = book.get(row.id)
    if item.kind is EventKind.REASSESSMENT:
        return full_due(record, book.today, row.letter, row.effective)
    if item.kind is EventKind.LIGHT_CHECK:
        return light_due(record, row.letter)
    return None


def _row(check: Check, today: date, chosen: bool, width: int) -> Line:
    row, item = check
    when = sentences.when(item, today, short=width < 100)
    urgency = item.urgency(today)
    role = terms.role(urgency)
    name_width = _name_width(width)
    room = max(0, width - 4 - name_width - 3 - _KIND - _when_width(width))
    return Line((
        Span((">" if chosen else " ") + " " + terms.sign(urgency) + " ", role),
        Span(fit(row.short, name_width) + " ", "strong"), Span(fit(letter(row), 2)),
        Span(fit(due_words.kind(item.kind), _KIND)), Span(fit(when, _when_width(width)), role),
        Span(fit(due_words.ground(row, item), room))), "cursor" if chosen else "")


def detail(book: Book, check: Check | None, width: int) -> list[Line]:
    """All reasons of one row, and when it was looked at last."""
    if check is None:
        return [rule("", width, focus=False)]
    row, item = check
    record, due = book.get(row.id), _due(book, check)
    parts = [due_words.told(one) for one in (due.triggers if due else ())]
    parts = parts or [due_words.ground(row, item)]
    full, light = last_assessed(record), last_confirmed(record)
    if full is not None:
        parts.append(_("assessed {day}").format(day=dates.date(full)))
    if light is not None and light != full:
        parts.append(_("confirmed {day}").format(day=dates.date(light)))
    if record.profile_checks:
        parts.append(_("by {source}").format(source=record.profile_checks[-1].source))
    head = ", ".join(filter(None, (
        row.name, dates.long_date(item.shown_on(book.today)), row.person, row.phone)))
    return [rule("", width, focus=False), line(" ", (fit(head, width - 2), "strong")),
            *(line(" ", text) for text in wrap("; ".join(filter(None, parts)), width - 2)[:2])]
