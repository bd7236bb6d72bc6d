"""A new customer in one line, with a live echo of what was understood."""

from __future__ import annotations

from collections.abc import Sequence

from store import (
    Address,
    Contact,
    Edit,
    FollowUp,
    Prospect,
    Stage,
    StageChange,
    clean_line,
    fold,
    set_class,
)
from tui import date_echo
from tui.date_parts import DateEntry
from tui.dialogs.bar import LineBar, Refused
from tui.flows.contacting import new_id
from tui.flows.host import Handler, Host, apply
from tui.quick import Quick, alike, read_quick
from tui.texts import _
from tui.widgets.canvas import Line, Span, line


async def new(host: Host) -> None:
    """Add a customer; the line may carry place, person, phone, mail, class and date."""
    view = host.desk.view
    start = host.drafts.pop("quick", "") or (view.query if not view.rows else "")
    names = [(row.short, fold(row.short)) for row in host.book.rows.named()]

    def take(text: str) -> Quick:
        quick = read_quick(text, host.today)
        if not quick.company:
            raise Refused(_("A name is needed."))
        if quick.problem:
            raise Refused(_("'{text}' behind > is not a date.").format(text=quick.problem))
        return quick

    typed = [start]
    form = []

    def to_form(bar: LineBar[Quick]) -> None:
        form.append(read_quick(bar.text, host.today))
        bar.done(None)

    quick = await host.ask(LineBar(
        _("New"), take=take, echo=lambda text: _echo(text, host, names), rows=3, value=start,
        hints=[(_("e.g."), _("Berger Wein KG, Langenlois; Maria Berger; 02734 555; >tomorrow")),
               (_("Tab"), _("form"))],
        keys={"tab": to_form}, changed=lambda text: typed.append(text)))
    if quick is None:
        if form:
            host.open_screen("new", values=form[0])
        elif text := clean_line(typed[-1]):
            host.drafts["quick"] = text
            host.say(_("The line is kept: n brings it back."), "dim")
        return
    record = make(quick, host)
    apply(host, Edit(label="added", args=(("name", record.short_name),), records=(record,)))
    host.show(host.desk.select(record.id))


def _echo(text: str, host: Host, names: Sequence[tuple[str, str]]) -> list[Line]:
    quick = read_quick(text, host.today)
    place = f"{quick.postcode} {quick.place}".strip()
    parts = [(_("Company"), quick.company), (_("Place"), place),
             (_("Person"), quick.person), (_("Tel"), quick.phone), (_("E-mail"), quick.email)]
    plans = []
    if quick.due:
        day = date_echo.echo(DateEntry(day=quick.due, time=quick.time), host.today)
        plans.append((_("Follow-up"), f"{day} {quick.reason}".strip()))
    if quick.letter:
        plans.append((_("Class"), quick.letter))
    plans += [(_("Tag"), tag) for tag in quick.tags]
    similar = alike(quick.company, names)
    rows = [_facts(parts)] + ([_facts(plans)] if plans else [])
    if quick.problem:
        rows.append(line(" ", (_("'{text}' behind > is not a date.").format(
            text=quick.problem), "bad")))
    elif similar:
        rows.append(line(" ", ("? " + _("similar: {names}").format(names=", ".join(similar)),
                               "now")))
    return rows


def _facts(parts: Sequence[tuple[str, str]]) -> Line:
    spans = [Span(" ")]
    for label, value in parts:
        if value:
            spans += [Span(label + " ", "dim"), Span(value, "good"), Span(" │ ", "rule")]
    return Line(tuple(spans[:-1]))


def make(quick: Quick, host: Host) -> Prospect:
    """The record of a quick line: a prospect from today on, entered by its user."""
    today = host.today
    address = Address(postcode=quick.postcode, place=quick.place, country=quick.country)
    first, _space, last = quick.person.rpartition(" ")
    person = Contact(id=new_id(), first_name=first, last_name=last, phone=quick.phone,
                     email=quick.email, since=today)
    follow_up = FollowUp(id=new_id(), due=quick.due, time=quick.time, owner=host.author,
                         reason=quick.reason or _("first call"), created=today) \
        if quick.due else None
    record = Prospect(
        id=new_id(), name=quick.company, created=today, legal_form=quick.legal_form,
        stage=Stage.PROSPECT, stage_log=(StageChange(day=today, stage=Stage.PROSPECT),),
        addresses=(address,) if quick.place or quick.postcode else (),
        phone="" if quick.person else quick.phone, email="" if quick.person else quick.email,
        contacts=(person,) if quick.person else (),
        follow_ups=(follow_up,) if follow_up else (),
        tags=quick.tags, practice=host.desk.view.practice)
    return set_class(record, quick.letter, computed="", today=today, author=host.author)


ADDING: dict[str, Handler] = {"new": new}
