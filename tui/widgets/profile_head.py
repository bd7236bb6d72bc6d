"""The head of a profile: who, how important, what next, in five seconds (domain.md B15)."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from store import (
    Channel,
    Contact,
    NeedKind,
    NeedState,
    Prospect,
    Role,
    Row,
    Stage,
    completeness,
    may_contact,
)
from tui import dates, numbers, words
from tui.texts import _, ngettext
from tui.view import Family
from tui.widgets.canvas import Line, line, wrap
from tui.widgets.course import change_rows, course_rows
from tui.widgets.decided import decision_rows, effort_rows, stage_rows
from tui.widgets.rows import split
from tui.widgets.sheet import Sheet


def head_rows(of: Sheet) -> list[Line]:
    """The head, and below it what is decided, what lacks and what it took so far."""
    view, width = of.view, of.width
    return [*_header(of), *decision_rows(view, width), *stage_rows(view, width, tall=of.tall),
            *_gap_line(of), *effort_rows(view, width), *_course(of)]


def _header(of: Sheet) -> Iterator[Line]:
    record, row, width = of.record, of.row, of.width
    where = ", ".join(filter(None, (record.head.place if record.head else "", record.industry)))
    target = _("target account") + ", " if record.target else ""
    yield from split(where or _("No place yet"),
                     (target + importance(row), importance(row), importance(row, short=True)),
                     width, "strong", whole=of.tall)
    person = record.main_contact
    if person is None:
        yield line((_("No contact person yet: e adds one"), "dim"))
    else:
        yield from _main_contact(person, width)
    phone = (person.phone or person.mobile if person else "") or record.phone
    permission = may_contact(record, person, Channel.CALL, of.today)
    light = words.light(permission.light)
    yield from split(_("Tel {number}").format(number=phone) if phone else _("No phone number"),
                     (_("May I call? {answer}").format(answer=light),
                      _("Call: {answer}").format(answer=light), ""), width,
                     words.light_role(permission.light))
    yield from _wishes(record, width, of.tall)
    yield from _last(of)
    if of.view.family is not None:
        yield from _family(of.view.family, of)
    yield from _next(of)


def _main_contact(person: Contact, width: int) -> list[Line]:
    decides = ((_("decides: yes"), _("decides")) if Role.DECIDER in person.roles
               else (_("decides: no"), ""))
    function = f", {person.function}" if person.function else ""
    for name in (person.full_name + function, person.name + function, person.full_name,
                 person.name):
        for right in decides:
            if cell_len(name) + 1 + cell_len(right) <= width:
                return split(name, right, width, "dim")
    return split(person.name, "", width)


def importance(row: Row, *, short: bool = False) -> str:
    """Stage or class with priority: "Interessent Vorrang 2", short "Interessent V2"."""
    parts = [words.stage(row.stage)]
    if row.letter and (row.stage.customer or row.stage is Stage.FORMER):
        parts.append(row.letter + ("*" if row.own_class else ""))
    if row.priority:
        text = _("P{number}") if short else _("priority {number}")
        parts.append(text.format(number=row.priority))
    return " ".join(parts)


def _wishes(record: Prospect, width: int, tall: bool) -> Iterator[Line]:
    """The first need and the first want that are not solved, and what there is to win."""
    def first(kind: NeedKind) -> str:
        return next((need.text for need in record.needs
                     if need.kind is kind and need.state is not NeedState.SOLVED), "")

    parts = []
    if need := first(NeedKind.NEED):
        parts.append(_("Need: {text}").format(text=need))
    if want := first(NeedKind.WANT):
        parts.append(_("want: {text}").format(text=want))
    money = _("pot. {amount}").format(amount=numbers.euros(record.potential)) \
        if record.potential is not None else ""
    if parts or money:
        yield from split(", ".join(parts), money, width, whole=tall)


def _last(of: Sheet) -> list[Line]:
    last = of.record.activities[-1] if of.record.activities else None
    if last is None:
        return [line((_("no contact yet"), "dim"))]
    kind = words.activity(last.kind)
    text = f"{kind}: {last.note}" if last.note else kind
    return split(_("last {day} {text}").format(day=dates.short(last.day), text=text), "",
                 of.width, whole=of.tall)


def _family(family: Family, of: Sheet) -> list[Line]:
    """The group, what it brings, and when any of them was talked to last."""
    its = family.its
    firms = ngettext("{n} company", "{n} companies", its.count).format(n=its.count)
    text = _("Group: {companies}, {amount}").format(
        companies=firms, amount=numbers.money_whole(its.revenue))
    if its.last_contact:
        text += ", " + _("contact {day}").format(day=dates.short(its.last_contact))
    return split(text, (family.centre, ""), of.width, "dim", whole=of.tall)


def _next(of: Sheet) -> list[Line]:
    """The next step with its day; what is overdue goes first."""
    item = of.row.pressing(of.today)
    if item is None:
        return [line((_("no next step: f plans one"), "soon"))]
    urgency = item.urgency(of.today)
    sign = words.sign(urgency) if item.act_on <= of.today else ""
    day = sign + dates.short(item.shown_on(of.today))
    text = _("next {day} {text}").format(day=day, text=words.reason(item, of.today))
    return split(text, (words.when(item, of.today), words.when(item, of.today, short=True), ""),
                 of.width, words.role(urgency), whole=of.tall)


def _gap_line(of: Sheet) -> list[Line]:
    row = of.row
    result = completeness(of.record, of.today, letter=row.letter)
    text = _("Profile {percent}").format(percent=numbers.percent(row.completeness))
    role = "good" if row.completeness >= 80 else "soon" if row.completeness >= 50 else "bad"
    if result.next_gap is None:
        return [line((text, role))]
    gap = _("gap: {field}").format(field=words.gap(result.next_gap))
    first, *rest = wrap(f"{text}, {gap}", of.width)
    return [line((text, role), first[len(text):]), *(line("  ", part) for part in rest)]


def _course(of: Sheet) -> Iterator[Line]:
    """Worth a picture from the second assessment on."""
    if len(of.record.assessments) < 2:
        return
    title = _("Course of the assessments")
    yield line((title, "strong"))
    yield from course_rows(of.view.course, of.width)
    changed = change_rows(of.record, of.view.checklist, of.width)
    if changed:
        yield line((_("Changed with the last one:"), "dim"))
        yield from changed
