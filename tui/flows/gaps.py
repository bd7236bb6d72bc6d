"""The next gap of a profile: asked for in a bar, saved with Enter, then the next one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from store import (
    Basis,
    Edit,
    Field,
    FinancialStatus,
    FollowUp,
    Gap,
    GapState,
    Light,
    Prospect,
    Role,
    ages_by,
    clean_line,
    completeness,
    confirm_field,
    exclude,
    plan,
)
from tui import words
from tui.dialogs.bar import Chooser, LineBar, Refused
from tui.dialogs.dates import ask_date
from tui.flows.checking import source_of
from tui.flows.contacting import new_id
from tui.flows.gap_lines import LINES, Asked, named
from tui.flows.host import Handler, Host, apply
from tui.texts import _, capital
from tui.widgets.canvas import Line, line


class Sign(Enum):
    """Answers that bring no value."""

    LATER = "later"
    EXCLUDED = "excluded"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Filled:
    """Values of the record."""

    fields: Mapping[str, Any]


Answer = Filled | Sign | None
"""None: the bar was left."""

_NONE = "-"


async def fill(host: Host) -> None:
    """One gap after the other, what would add most first."""
    await fill_some(host, None)


async def fill_some(host: Host, wanted: Collection[Field] | None) -> None:
    """The gaps of the customer under the cursor, or only some of them, until Esc."""
    later: set[Field] = set()
    first = host.desk.view.record
    while (record := host.desk.view.record) is not None and first is not None:
        if record.id != first.id:
            return
        gaps = [gap for gap in gaps_of(host, record)
                if gap.field not in later and (wanted is None or gap.field in wanted)]
        if not gaps:
            if wanted is None:
                host.say(_("{name}: no more gaps.").format(name=record.short_name), "good")
            return
        gap = gaps[0]
        answer = await _ask(host, record, gap, len(gaps))
        if answer is None:
            return
        if not await _take(host, record, gap, answer):
            later.add(gap.field)


def gaps_of(host: Host, record: Prospect) -> Sequence[Gap]:
    """What is missing at its stage."""
    row = host.book.rows.get(record.id)
    return completeness(record, host.today, letter=row.letter if row else "").gaps


async def _take(host: Host, record: Prospect, gap: Gap, answer: Answer) -> bool:
    """Save an answer; False if nothing came of it."""
    field = gap.field
    args = (("name", record.short_name), ("what", field.value))
    if answer is Sign.EXCLUDED:
        apply(host, Edit(label="excluded", args=args, records=(exclude(record, field),)))
    elif answer is Sign.CONFIRMED:
        source = source_of(record) or await _who(host)
        if not source:
            return False
        made = confirm_field(record, field, host.today, source)
        apply(host, Edit(label="field_confirmed", args=(*args, ("source", source)),
                         records=(made,)))
    elif isinstance(answer, Filled):
        made = replace(record, **answer.fields)
        if made == record:
            return False
        apply(host, Edit(label="filled", args=args, records=(made,)))
    return isinstance(answer, Filled | Sign) and answer is not Sign.LATER


async def _who(host: Host) -> str:
    """Who says that it is still true."""
    return await host.ask(LineBar(_("Still true. Who says so?"), take=clean_line)) or ""


def _ask(host: Host, record: Prospect, gap: Gap, count: int) -> Awaitable[Answer]:
    asks = _ASKS.get(gap.field)
    if asks is not None:
        return asks(host, record, _title(_named(record, gap), count))
    return _line(host, record, gap, count, LINES[gap.field])


def _named(record: Prospect, gap: Gap, told: str = "") -> str:
    """What is asked for, and that it is there but stale or expired."""
    what = told or words.field(gap.field)
    if gap.state is GapState.STALE:
        return f"{what} ({words.gap_state(gap.state)})"
    return f"{what} ({_('expired')})" if ages_by(record, gap.field) else what


def _title(what: str, count: int) -> str:
    """ "Noch 7: Branche"."""
    return _("{count} left: {what}").format(count=count, what=what)


async def _line(
    host: Host, record: Prospect, gap: Gap, count: int, asked: Asked
) -> Answer:
    """One line with its echo. Enter on what is there: still true; on nothing: later."""
    present = asked.present(record)
    known = ages_by(record, gap.field) is not None

    def take(text: str) -> Answer:
        text = clean_line(text)
        if text == _NONE:
            return Sign.EXCLUDED
        if text == present and known:
            return Sign.CONFIRMED
        if not text:
            return Sign.LATER
        return Filled(asked.read(text, record, host.today).fields)

    def echo(text: str) -> Sequence[Line]:
        return [_echo(clean_line(text), record, host, asked, present if known else None),
                _keys(known and not present)]

    title = _title(_named(record, gap, asked.prompt(record)), count)
    return await host.ask(LineBar(
        title, take=take, echo=echo, rows=2, value=present, always=True))


def _echo(text: str, record: Prospect, host: Host, asked: Asked, known: str | None) -> Line:
    if text == _NONE:
        return line(" ", (_("does not apply: taken out of the calculation"), "good"))
    if text == known and text:
        source = source_of(record)
        said = _("still true, according to {source}").format(source=source) if source \
            else _("still true")
        return line(" ", (said, "good"))
    if not text and known is not None:
        return line(" ", asked.there(record))
    if not text:
        return line(" ", (_("e.g.") + " " + _(asked.example), "dim"))
    try:
        taken = asked.read(text, record, host.today)
    except Refused as refusal:
        return line(" ", (str(refusal), "dim"))
    return line(" ", (taken.words or text, "good"))


def _keys(still_true: bool) -> Line:
    enter = _("still true") if still_true else _("saves, then the next gap; empty: later")
    return line(" ", (_("Enter"), "key"), f" {enter}  ", (_NONE, "key"),
                " " + _("does not apply") + "  ", (_("Esc"), "key"), " " + _("ends"))


async def _choose(
    host: Host, title: str, options: Sequence[tuple[str, str, Any]], *, known: bool = False
) -> Any:
    """One of some, or that it does not apply; Enter: later, or where it is known still true.

    None after Esc.
    """
    enter = Sign.CONFIRMED if known else Sign.LATER
    shown = [*options, (_NONE, _("does not apply"), Sign.EXCLUDED),
             (_("Enter"), _("still true") if known else _("later"), enter)]
    return await host.ask(Chooser(title, shown, keys={"enter": enter}))


async def _text(host: Host, title: str, refused: str, value: str = "") -> str | None:
    """One text that is needed; None after Esc."""
    def take(text: str) -> str:
        if not clean_line(text):
            raise Refused(refused)
        return clean_line(text)

    return await host.ask(LineBar(title, take=take, value=value))


async def _finance(host: Host, record: Prospect, title: str) -> Answer:
    """How they stand, and who published it."""
    light = await _choose(host, title, [
        (str(number), words.finance(one), one) for number, one in enumerate(Light, 1)])
    if light is None or isinstance(light, Sign):
        return light
    last = record.financials[-1].source if record.financials else ""
    source = await _text(
        host, _("Published where (accounts, register, credit report)?"),
        _("Without its source a financial status counts for nothing."), last)
    if source is None:
        return None
    status = FinancialStatus(noted=host.today, light=light, source=source)
    return Filled({"financials": (*record.financials, status)})


async def _source(host: Host, record: Prospect, title: str) -> Answer:
    """Where the data came from, and why we may keep them."""
    source = record.source or await host.ask(LineBar(
        title, take=clean_line, hints=((_("e.g."), _("trade fair, website, referral by ...")),
                                       (_NONE, _("does not apply")))))
    if source is None:
        return None
    if source in ("", _NONE):
        return Sign.EXCLUDED if source else Sign.LATER
    basis = record.basis or await host.ask(Chooser(_("Lawful basis of {source}").format(
        source=source), [(str(n), words.basis(one), one) for n, one in enumerate(Basis, 1)]))
    return Filled({"source": source, "basis": basis}) if basis is not None else None


async def _decider(host: Host, record: Prospect, title: str) -> Answer:
    """Who says the final yes: somebody on file by digit, or somebody new."""
    return await _with_role(host, record, title, Role.DECIDER,
                            known=ages_by(record, Field.DECIDER) is not None)


async def _roles(host: Host, record: Prospect, title: str) -> Answer:
    """Who else takes part in the purchase, and how."""
    others = [one for one in Role if one is not Role.DECIDER]
    role = await _choose(host, title, [
        (str(n), words.contact_role(one), one) for n, one in enumerate(others, 1)],
        known=ages_by(record, Field.ROLES) is not None)
    if role is None or isinstance(role, Sign):
        return role
    return await _with_role(host, record, capital(words.contact_role(role)), role)


async def _with_role(
    host: Host, record: Prospect, title: str, role: Role, *, known: bool = False
) -> Answer:
    people = [one for one in record.contacts if one.active][:9]

    def given(person_id: str) -> Filled:
        return Filled({"contacts": tuple(
            replace(one, roles=(*one.roles, role)) if one.id == person_id else one
            for one in record.contacts)})

    def take(text: str) -> Answer:
        text = clean_line(text)
        if text in ("", _NONE):
            return Sign.EXCLUDED if text else Sign.CONFIRMED if known else Sign.LATER
        new = replace(named(text, host.today), roles=(role,))
        return Filled({"contacts": (*record.contacts, new)})

    hints = [(_("Enter"), _("still true"))] if known else []
    hints += [(str(n), one.name) for n, one in enumerate(people, 1)]
    return await host.ask(LineBar(
        title, take=take, rows=2, digits={str(n): given(one.id)
                                          for n, one in enumerate(people, 1)},
        hints=[*hints, (_("or"), _("Maria Berger, purchasing")), (_NONE, _("does not apply"))]))


async def _next_step(host: Host, record: Prospect, title: str) -> Answer:
    """A follow-up."""
    planned = await ask_date(host, title, none=True, text=True)
    if planned is None or planned.day is None:
        return None if planned is None else Sign.LATER
    person = record.main_contact
    step = FollowUp(id=new_id(), due=planned.day, time=planned.time,
                    reason=planned.text or _("get in touch"), owner=host.author,
                    contact=person.id if person else "", created=host.today)
    return Filled({"follow_ups": plan(record, step).follow_ups})


_ASKS: Mapping[Field, Callable[[Host, Prospect, str], Awaitable[Answer]]] = {
    Field.FINANCE: _finance, Field.SOURCE: _source, Field.DECIDER: _decider,
    Field.ROLES: _roles, Field.NEXT_STEP: _next_step,
}
"""Fields that want more than a line."""

GAPS: dict[str, Handler] = {"info": fill}
