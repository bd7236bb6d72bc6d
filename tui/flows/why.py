"""Why this score, this class, this date: the rule and its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from store import (
    AckKind,
    Answer,
    Criterion,
    EventKind,
    Occurrence,
    Prospect,
    Row,
    Stage,
    freshness,
)
from tui import class_words, dates, numbers, words
from tui.dialogs.reader import Reader
from tui.flows import why_rules
from tui.flows.host import Handler, Host
from tui.flows.why_value import value_rows
from tui.texts import _, ngettext, spoken
from tui.view import Pane, View
from tui.widgets.canvas import Line, line, wrap
from tui.widgets.checklist import verdict
from tui.widgets.course import change_rows, course_rows
from tui.widgets.decided import decision_rows, effort_rows


async def why(host: Host) -> None:
    """Explain what is under the cursor."""
    view = host.desk.view
    if view.row is None or view.standing is None:
        return
    width = host.width - 4
    # In strip and agenda the question is first of all why something stands there today.
    due = [] if host.item is None else [*_next(view, host.item[1], width)]
    rows = [line((view.row.name, "title")), *due, *_decision(view, width)]
    if view.pane is Pane.CHECKLIST:
        rows += _criterion(view, width)
    rows += [*_answers(view, width), *_course(view, width), *_class(host, width),
             *value_rows(view, width)]
    rows += [] if due else _next(view, view.row.pressing(view.today), width)
    await host.ask(Reader(_("Why?"), rows))


def _decision(view: View, width: int) -> Iterator[Line]:
    standing = view.standing
    assert standing is not None
    yield from decision_rows(view, width)
    yield line(_("Recommended: "), (verdict(standing, view.checklist), "strong"))
    for text in wrap(words.rule(standing, view.checklist), width):
        yield line(text)
    given = why_rules.given_of(view)
    yield from why_rules.figures(standing, view.checklist, given, width)
    yield from why_rules.limit(view, width)
    yield from effort_rows(view, width)
    yield from why_rules.change(view, given, width)
    yield from why_rules.rules(standing, view.checklist, width)
    yield line((_("The decision is yours: d as recommended, r otherwise."), "dim"))


def _course(view: View, width: int) -> Iterator[Line]:
    if len(view.course) > 1 and view.record is not None:
        yield line((_("Course of the assessments"), "title"))
        yield from course_rows(view.course, width)
        yield from change_rows(view.record, view.checklist, width)


def _answers(view: View, width: int) -> Iterator[Line]:
    yield line((_("The answers:"), "title"))
    given = view.record.assessment if view.record else None
    total = sum(criterion.weight for criterion in view.checklist.criteria)
    for criterion in view.checklist.criteria:
        answer = given.answer(criterion.code) if given else None
        yield line(f"  {spoken(criterion.label):<24.24} ",
                   (_("weight {number} of {total}").format(number=criterion.weight, total=total),
                    "dim"), f"  {_state(answer, criterion, view)}")


def _state(answer: Answer | None, criterion: Criterion, view: View) -> str:
    if answer is None:
        return words.rating("open")
    if answer.rating is None:
        return _("n/a")
    fresh = freshness(answer, criterion, view.today)
    text = f"{answer.rating}, {words.evidence(answer.evidence)}"
    if fresh == 1:
        return text
    if not fresh:
        return text + ", " + _("expired: counts as open")
    return text + ", " + _("fresh {percent}").format(percent=numbers.percent(round(fresh * 100)))


def _criterion(view: View, width: int) -> Iterator[Line]:
    criterion = view.checklist.criteria[view.criterion]
    facts = [_("weight {number}").format(number=criterion.weight)]
    if criterion.must:
        facts.append(_("must: pursuing needs 2 or 3"))
    if criterion.weighty and not criterion.must:
        facts.append(_("knock-out"))
    facts.append(_("valid for {days} days").format(days=criterion.valid_days))
    yield line((spoken(criterion.label), "title"), ": " + ", ".join(facts))
    anchors = [(str(n), text) for n in range(4) if (text := criterion.anchor(n))]
    for lead, text in (*anchors, (_("Evidence"), criterion.evidence)):
        for number, part in enumerate(wrap(f"{lead}: {spoken(text)}", width - 2)):
            yield line("  " if not number else "     ", (part, "dim"))


def _class(host: Host, width: int) -> Iterator[Line]:
    """Why this class is computed, which one is in force, and why this priority."""
    view, book = host.desk.view, host.book
    row, record = view.row, view.record
    if row is None:
        return
    if record is not None and (row.stage.customer or row.stage is Stage.FORMER):
        text = class_words.because(
            row.worth, new=row.stage is Stage.NEW, ladder=book.moves().ladder,
            classing=book.classing, today=view.today)
        for part in (text, *_in_force(host, row, record)):
            yield from map(line, wrap(part, width))
    if row.priority:
        yield from map(line, wrap(words.priority(row), width))


def _in_force(host: Host, row: Row, record: Prospect) -> Iterator[str]:
    """When it was taken over, what was set by hand, that another one is computed."""
    yield class_words.in_force(row.taken_class or row.computed_class,
                               class_words.taken_on(record))
    if record.class_override is not None:
        yield class_words.by_hand(record.class_override, host.today)
    elif row.computed_class and row.letter != row.computed_class:
        yield _("Computed is {letter}: {key} shows who has moved.").format(
            letter=row.computed_class, key=host.keymap.keys_of("go_classes"))


def _next(view: View, item: Occurrence | None, width: int) -> Iterator[Line]:
    if item is None:
        yield line((_("No next step: f sets one."), "bad"))
        return
    shown = item.shown_on(view.today)
    text = _("Next: {what}, {day} ({when}).").format(
        what=words.reason(item, view.today), day=dates.long_date(shown),
        when=words.when(item, view.today))
    yield from map(line, wrap(text, width))
    if item.act_on != shown:
        yield line((_("Not a working day: act on {day}.").format(
            day=dates.long_date(item.act_on)), "dim"))
    if (text := _moved(view, item)):
        for part in wrap(text, width):
            yield line((part, "dim"))


def _moved(view: View, item: Occurrence) -> str:
    """How often it was put off, and why the last time."""
    if view.record is None:
        return ""
    times, why = 0, ""
    for one in view.record.follow_ups:
        if item.key == f"followup:{one.id}":
            times, why = one.moved, one.why_moved
    for done in view.record.acknowledgements:
        if (done.event, done.turn, done.kind) == (item.key, item.day, AckKind.MOVED):
            times, why = 1, done.note
    if not times:
        return ""
    text = ngettext("Moved {n} time.", "Moved {n} times.", times).format(n=times)
    if item.kind is not EventKind.FOLLOW_UP:
        text = _("Moved from {day}.").format(day=dates.long_date(item.day))
    return f"{text} " + _("Because: {why}").format(why=why) if why else text


WHY: dict[str, Handler] = {"why": why}
