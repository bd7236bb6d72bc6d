"""What comes up at a customer: dates, needs, plans, offers and contracts."""

from __future__ import annotations

from collections.abc import Iterator

from store import (
    Contract,
    FollowUp,
    NeedState,
    Occurrence,
    Offer,
    OfferState,
    Project,
    coming,
    notice_deadline,
)
from tui import dates, numbers, words
from tui.texts import _, capital, ngettext
from tui.widgets.canvas import Line, line
from tui.widgets.rows import further_in, inside, packed, pair, split
from tui.widgets.sheet import Sheet

MOST_DATES = 12
_STATES = {OfferState.WON: "good", OfferState.LOST: "bad"}


def upcoming(of: Sheet) -> Iterator[Line]:
    """What comes up within a year, and what nobody wants to hear of any more."""
    found = coming(of.record, of.row, of.today)
    planned = {f"followup:{one.id}": one for one in of.record.follow_ups}
    for item in found[:MOST_DATES]:
        yield from _date(item, of)
        yield from _told(planned.get(item.key), of.width)
    if len(found) > MOST_DATES:
        yield line((_("{count} later ones").format(count=len(found) - MOST_DATES), "dim"))
    silent = [_silenced(key, of) for key in of.record.silenced]
    yield from packed([_("No more reminders: {what}").format(what=", ".join(silent))]
                      if silent else [], of.width, by=0)


def _date(item: Occurrence, of: Sheet) -> list[Line]:
    urgency = item.urgency(of.today)
    text = f"{words.sign(urgency)} {words.reason(item, of.today)}"
    if item.person:
        text += f" ({item.person})"
    day = dates.date(item.shown_on(of.today))
    return split(text, f"{day} {item.time}".rstrip(), of.width, words.role(urgency), whole=True)


def _told(planned: FollowUp | None, width: int) -> list[Line]:
    """What more there is to say of a follow-up."""
    if planned is None:
        return []
    parts = [words.activity(planned.kind) if planned.kind else "",
             _("promised") if planned.promised else ""]
    if planned.moved:
        moved = ngettext("put off {n} time", "put off {n} times", planned.moved)
        parts.append(moved.format(n=planned.moved)
                     + (f": {planned.why_moved}" if planned.why_moved else ""))
    return packed(parts, width)


def _silenced(key: str, of: Sheet) -> str:
    kind, _colon, id = key.partition(":")
    person = of.record.contact(id)
    text = words.event(kind)
    return f"{text} ({person.name})" if person else text


def needs(of: Sheet) -> Iterator[Line]:
    """Needs and wants by their state (domain.md B4), then which of our offers they want."""
    for state in NeedState:
        found = [need for need in of.record.needs if need.state is state]
        if found:
            yield line((capital(words.need_state(state)), "dim"))
        for need in found:
            text = f"{capital(words.need_kind(need.kind))}: {need.text}"
            day = dates.date(need.noted) if need.noted else ""
            yield from further_in(split(text, (day, ""), of.width - 2, "dim", whole=True))
    yield from pair(_("Wanted offers"), ", ".join(of.record.wanted), of.width)


def projects(of: Sheet) -> Iterator[Line]:
    """Plans that are still open first; each asks what they need from us (domain.md B36)."""
    for project in sorted(of.record.projects, key=lambda one: one.done):
        text = capital(f"{words.project_kind(project.kind)}: {project.title}")
        yield from split(text, _project_day(project), of.width, "dim", whole=True)
        if project.need:
            start = _(" from {day}").format(day=dates.date(project.need_from)) \
                if project.need_from else ""
            yield from inside(_("needs from us: {what}{start}").format(
                what=project.need, start=start), of.width, "")
        elif not project.done:
            yield from inside(_("What will they need from us, and from when?"), of.width)


def _project_day(project: Project) -> tuple[str, ...]:
    if project.done:
        return (_("finished"),)
    if project.due is None:
        return ("",)
    day = dates.date(project.due)
    if project.until and project.until != project.due:
        return (f"{day} – {dates.date(project.until)}", day)
    about = _("about {day}").format(day=day)
    return (about, day) if project.approximate else (day,)


def deals(of: Sheet) -> Iterator[Line]:
    """Offers with their state, open ones first; contracts with their next notice day."""
    for offer in sorted(of.record.offers, key=lambda one: one.state is not OfferState.OPEN):
        yield from split(_offer(offer), _offer_state(offer), of.width,
                         _STATES.get(offer.state, "dim"), whole=True)
    for contract in of.record.contracts:
        yield from split(_("Contract {title}").format(title=contract.title),
                         _("ends {day}").format(day=dates.date(contract.end)), of.width, "dim",
                         whole=True)
        yield from _terms(contract, of)


def _offer(offer: Offer) -> str:
    amount = numbers.money_whole(offer.amount) if offer.amount is not None else ""
    made = f" ({dates.date(offer.made)})" if offer.made else ""
    return _("Offer {title} {amount}").format(title=offer.title, amount=amount).rstrip() + made


def _offer_state(offer: Offer) -> tuple[str, ...]:
    state = words.offer_state(offer.state)
    if offer.state is OfferState.OPEN:
        until = dates.date(offer.binds_until) if offer.binds_until else ""
        return ((_("open, valid until {day}").format(day=until),
                 _("valid until {day}").format(day=until)) if until else (state,))
    return (f"{state} {dates.date(offer.closed)}" if offer.closed else state, state)


def _terms(contract: Contract, of: Sheet) -> list[Line]:
    day = notice_deadline(contract, of.today)
    notice = ngettext("{n} month", "{n} months", contract.notice).format(n=contract.notice)
    renewal = ngettext("{n} month", "{n} months", contract.renewal).format(n=contract.renewal)
    text = ", ".join(filter(None, (
        _("notice by {day}").format(day=dates.date(day)) if day else "",
        _("notice period {months}").format(months=notice) if contract.notice else "",
        _("then {months} more").format(months=renewal) if contract.renewal else
        _("not renewed"))))
    return inside(text, of.width)
