"""The profile: who, how important, what next, in five seconds; below it the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from store import (
    Channel,
    Contact,
    NeedKind,
    Prospect,
    Role,
    Row,
    Stage,
    coming,
    completeness,
    may_contact,
)
from tui import dates, numbers, words
from tui.texts import _, capital
from tui.view import Pane, View
from tui.widgets.canvas import Line, Span, fit, line, pack, rule, wrap
from tui.widgets.course import change_rows, course_rows
from tui.widgets.decided import decision_rows, effort_rows, stage_rows
from tui.widgets.pane import PaneCanvas

_COLUMNS = 60
"""From this width on activities stand in columns."""
_LEAD = 24
"""Width of the day and the kind of an activity."""


class Profile(PaneCanvas):
    """The record under the cursor. Its first rows never scroll away unasked."""

    pane = Pane.PROFILE

    def basis(self, view: View) -> tuple[object, ...]:
        """As drawn below."""
        return (view.record, view.row, view.standing, view.scroll, view.pane is self.pane)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Heading and as much of the profile as fits, from the View's scroll line on."""
        view = self.view
        if view is None:
            return ()
        if view.record is None or view.row is None:
            return [rule(_("Profile"), width, focus=self.focused_pane)]
        body = profile_lines(view, view.record, view.row, width - 1, height > 12)
        room = height - 1
        top = max(0, min(view.scroll, len(body) - room))
        rest = len(body) - top - room
        more = _("{count} more lines").format(count=rest) if rest > 0 and height > 8 else ""
        rows = [rule(view.record.name, width, focus=self.focused_pane, right=more)]
        return rows + [Line((Span(" "), *row.spans), row.role) for row in body[top:top + room]]

    @property
    def last_top(self) -> int:
        """The highest first line that still fills the pane."""
        view = self.view
        if view is None or view.record is None or view.row is None:
            return 0
        width, height = self.size
        body = profile_lines(view, view.record, view.row, width - 1, height > 12)
        return max(0, len(body) - height + 1)


def profile_lines(view: View, record: Prospect, row: Row, width: int, tall: bool) -> list[Line]:
    """The whole profile as rows; only in a low pane a row of its head may be cut."""
    rows = list(_header(view, record, row, width, tall))
    rows += [*decision_rows(view, width), *stage_rows(view, width, tall=tall)]
    rows += _gap_line(record, row, view, width)
    rows += effort_rows(view, width)
    for title, body in (
        (_("People"), _people(record, view, width)),
        (_("Coming up"), _coming(record, row, view, width)),
        (_("Course of the assessments"), _course(record, view, width)),
        (_("Needs and wants"), _needs(record, width)),
        (_("Offers, contracts, projects"), _plans(record, width)),
        (_("Company"), _company(record, width)),
        (_("Notes"), [line(text) for text in wrap(record.notes, width)]),
        (_("Activities"), _activities(record, width, 40)),
    ):
        found = list(body)
        if found:
            rows += [line((title, "title"))] if tall else [line(("- " + title, "dim"))]
            rows += found
    return rows


def _split(
    left: str, rights: str | Sequence[str], width: int, role: str = "", *, whole: bool = False
) -> list[Line]:
    """Left and right on one row: the longest right that leaves the left whole, else the last.

    Where even that leaves too little, the left is cut, or with `whole` goes on below.
    """
    choices = [rights] if isinstance(rights, str) else list(rights)
    right = next((text for text in choices if cell_len(left) + 1 + cell_len(text) <= width),
                 choices[-1])
    right = fit(right, min(cell_len(right), width))
    if not right:
        return _below(left, width) if whole else [line(fit(left, width))]
    room = width - cell_len(right) - 1
    first, *rest = wrap(left, room) if whole and cell_len(left) > room > 0 else [left]
    return [line(fit(first, room), " ", (right, role)),
            *(line("  ", text) for text in wrap(" ".join(rest), width - 2))]


def _below(text: str, width: int, role: str = "") -> list[Line]:
    """A whole text; what goes on stands further in."""
    rows = wrap(text, width)
    rows = wrap(text, width - 2) if len(rows) > 1 else rows
    return [line("  " if number else "", (part, role)) for number, part in enumerate(rows)]


def _header(
    view: View, record: Prospect, row: Row, width: int, tall: bool
) -> Iterator[Line]:
    head = record.head
    where = ", ".join(filter(None, (head.place if head else "", record.industry)))
    yield from _split(where or _("No place yet"), (importance(row), importance(row, short=True)),
                      width, "strong", whole=tall)
    person = record.main_contact
    if person is None:
        yield line((_("No contact person yet: e adds one"), "dim"))
    else:
        yield from _main_contact(person, width)
    phone = (person.phone or person.mobile if person else "") or record.phone
    permission = may_contact(record, person, Channel.CALL, view.today)
    light = words.light(permission.light)
    yield from _split(_("Tel {number}").format(number=phone) if phone else _("No phone number"),
                      (_("May I call? {answer}").format(answer=light),
                       _("Call: {answer}").format(answer=light), ""), width,
                      words.light_role(permission.light))
    mail = (person.email if person else "") or record.email
    if mail:
        yield from _split(mail, "", width, whole=tall)
    yield from _wishes(record, width, tall)
    last = record.activities[-1] if record.activities else None
    if last:
        kind = words.activity(last.kind)
        text = f"{kind}: {last.note}" if last.note else kind
        yield from _split(_("last {day} {text}").format(day=dates.short(last.day), text=text),
                          "", width, whole=tall)
    else:
        yield line((_("no contact yet"), "dim"))


def _main_contact(person: Contact, width: int) -> list[Line]:
    decides = ((_("decides: yes"), _("decides")) if Role.DECIDER in person.roles
               else (_("decides: no"), ""))
    function = f", {person.function}" if person.function else ""
    for name in (person.full_name + function, person.full_name, person.name):
        for right in decides:
            if cell_len(name) + 1 + cell_len(right) <= width:
                return _split(name, right, width, "dim")
    return _split(person.name, "", width)


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
    def first(kind: NeedKind) -> str:
        return next((need.text for need in record.needs if need.kind is kind), "")

    parts = []
    if need := first(NeedKind.NEED):
        parts.append(_("Need: {text}").format(text=need))
    if want := first(NeedKind.WANT):
        parts.append(_("want: {text}").format(text=want))
    money = _("pot. {amount}").format(amount=numbers.euros(record.potential)) \
        if record.potential is not None else ""
    if parts or money:
        yield from _split(", ".join(parts), money, width, whole=tall)


def _gap_line(record: Prospect, row: Row, view: View, width: int) -> list[Line]:
    result = completeness(record, view.today, letter=row.letter)
    text = _("Profile {percent}").format(percent=numbers.percent(row.completeness))
    role = "good" if row.completeness >= 80 else "soon" if row.completeness >= 50 else "bad"
    if result.next_gap is None:
        return [line((text, role))]
    gap = _("gap: {field}").format(field=words.gap(result.next_gap))
    first, *rest = wrap(f"{text}, {gap}", width)
    return [line((text, role), first[len(text):]), *(line("  ", part) for part in rest)]


def _people(record: Prospect, view: View, width: int) -> Iterator[Line]:
    for person in record.contacts:
        yield from _person(person, view, width)


def _person(person: Contact, view: View, width: int) -> Iterator[Line]:
    name = person.full_name + (f", {person.function}" if person.function else "")
    for text in wrap(name, width):
        yield line((text, "strong"))
    details = [words.contact_role(role) for role in person.roles]
    details += [value for value in (person.phone, person.mobile, person.email) if value]
    if person.left:
        details.append(_("left {day}").format(day=dates.date(person.left)))
    if person.objection:
        details.append(_("no advertising"))
    if person.birthday:
        birthday = dates.birthday(person.birthday)
        details.append(_("born {day}").format(day=birthday))
        if person.no_wishes:
            details.append(_("no birthday wishes"))
    if details:
        for text in pack(details, width - 2):
            yield line(("  " + text, "dim"))


def _coming(record: Prospect, row: Row, view: View, width: int) -> Iterator[Line]:
    for item in coming(record, row, view.today)[:6]:
        urgency = item.urgency(view.today)
        sign = words.sign(urgency)
        text = f"{sign} {words.reason(item, view.today)}"
        if item.person:
            text += f" ({item.person})"
        yield from _split(text, dates.date(item.shown_on(view.today)), width,
                          words.role(urgency), whole=True)


def _course(record: Prospect, view: View, width: int) -> Iterator[Line]:
    """Worth a picture from the second assessment on."""
    if len(record.assessments) > 1:
        yield from course_rows(view.course, width)
        changed = change_rows(record, view.checklist, width)
        if changed:
            yield line((_("Changed with the last one:"), "dim"))
            yield from changed


def _needs(record: Prospect, width: int) -> Iterator[Line]:
    for need in record.needs:
        kind = capital(words.need_kind(need.kind))
        for text in wrap(f"{kind}: {need.text} ({words.need_state(need.state)})", width):
            yield line(text)


def _plans(record: Prospect, width: int) -> Iterator[Line]:
    for offer in record.offers:
        amount = numbers.money_whole(offer.amount)
        until = dates.date(offer.binds_until) if offer.binds_until else ""
        yield from _split(_("Offer {title} {amount}").format(title=offer.title, amount=amount),
                          _("valid until {day}").format(day=until) if until else "", width,
                          "dim", whole=True)
    for contract in record.contracts:
        yield from _split(_("Contract {title}").format(title=contract.title),
                          _("ends {day}").format(day=dates.date(contract.end)), width, "dim",
                          whole=True)
    for project in record.projects:
        yield from _split(capital(f"{words.project_kind(project.kind)}: {project.title}"),
                          dates.date(project.due) if project.due else "", width, "dim",
                          whole=True)


def _company(record: Prospect, width: int) -> Iterator[Line]:
    status = record.financials[-1] if record.financials else None
    head = record.head
    pairs = (
        (_("Number"), record.number),
        (_("Street"), head.street if head else ""),
        (_("Phone"), record.phone),
        (_("E-mail"), record.email),
        (_("Web"), record.web),
        (_("Staff"), numbers.number(record.employees) if record.employees else ""),
        (_("Structure"), record.structure),
        (_("Owners"), record.owners),
        (_("Finances"), f"{words.finance(status.light)}, {dates.date(status.noted)}, "
                        f"{status.source}" if status else ""),
        (_("Competitor"), record.competitor),
        (_("Culture"), record.culture),
        (_("Referral"), record.referral),
        (_("Source"), record.source),
        (_("Tags"), ", ".join(record.tags)),
    )
    label = 13
    for name, value in pairs:
        if value:
            for number, text in enumerate(wrap(value, max(8, width - label - 1))):
                yield line((fit(name if not number else "", label) + " ", "dim"), text)


def _activities(record: Prospect, width: int, most: int) -> Iterator[Line]:
    for activity in reversed(record.activities[-most:]):
        day, kind = dates.date(activity.day), capital(words.activity(activity.kind))
        if width < _COLUMNS:
            yield from _below(f"{day} {kind}: {activity.note}".removesuffix(": "), width)
            continue
        for number, text in enumerate(wrap(activity.note, width - _LEAD) or [""]):
            lead = f"{day:<11} {kind}" if not number else ""
            yield line((fit(lead, _LEAD), "dim"), text)
