"""The end of a talk: one activity with its minutes, and the next step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import uuid4

from store import (
    Activity,
    Edit,
    FollowUp,
    coming,
    log_talk,
    next_step,
)
from tui import date_echo, dates, sentences, texts
from tui.date_parts import DateEntry
from tui.date_words import parse_date
from tui.plain.interview import Interview
from tui.plain.listening import Ended, Listener
from tui.texts import _

_DAY = 1440
_NONE = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talk:
    minutes: int
    note: str = ""
    step: FollowUp | None = None


def close(interview: Interview, minutes: int, ended: Ended | None) -> None:
    """Ask for minutes, note and next step, then log the talk in one edit.

    Where nobody answers any more the rest is as proposed; a signal plans nothing.
    """
    if not interview.said_anything:
        interview.listener.say(_("Nothing was said, nothing is logged."))
        return
    listener, talk = interview.listener, _Talk(minutes=minutes)
    if ended is None or not ended.status:
        talk = _asked(interview, minutes, silent=ended is not None)
    _log(interview, talk)
    listener.say(_("Saved.") if not interview.book.state.pending else _("Not saved yet."))


def _asked(interview: Interview, minutes: int, *, silent: bool) -> _Talk:
    listener, note = interview.listener, ""
    try:
        if silent:
            raise Ended(0)
        listener.say("", _("The talk is over. Answers: {n}.").format(n=interview.answers))
        minutes = _minutes(listener, minutes)
        note = listener.ask(_("Note about the talk (Enter = none):"))
        return _Talk(minutes=minutes, note=note, step=_step(interview))
    except Ended as ended:
        if ended.status:
            return _Talk(minutes=minutes, note=note)
        return _Talk(minutes=minutes, note=note, step=_needed(interview))


def _minutes(listener: Listener, usual: int) -> int:
    while True:
        said = listener.ask(_("Minutes (Enter = {n}):").format(n=usual))
        if not said:
            return usual
        if said.isascii() and said.isdigit() and int(said) <= _DAY:
            return int(said)
        listener.say(_("Please type whole minutes, {most} at most.").format(most=_DAY))


def _proposal(interview: Interview) -> FollowUp:
    return next_step(interview.record, interview.checklist, interview.book.today,
                     id=uuid4().hex, german=texts.language() == "de")


def _must_have(interview: Interview) -> bool:
    """What is open and worked on needs a next step (domain.md 10)."""
    standing = interview.standing()
    choice = standing.recommendation.choice
    return bool(choice and choice.active and standing.open) and not _kept(interview)


def _needed(interview: Interview) -> FollowUp | None:
    return _proposal(interview) if _must_have(interview) else None


def _kept(interview: Interview) -> tuple[FollowUp, ...]:
    """The follow-ups this talk does not settle."""
    today = interview.book.today
    return tuple(one for one in interview.record.follow_ups if one.due > today)


def _step(interview: Interview) -> FollowUp | None:
    listener, today = interview.listener, interview.book.today
    kept = _kept(interview)
    proposal = None if kept else _proposal(interview)
    if kept:
        listener.say(_("Next step: {day}, {reason}.").format(
            day=dates.long_date(kept[0].due), reason=kept[0].reason))
        prompt = _("Another follow-up? (Enter = none, else a day)")
    else:
        assert proposal is not None
        listener.say(_("Proposed follow-up: {day}, {reason}").format(
            day=dates.long_date(proposal.due), reason=proposal.reason or _("get in touch")))
        prompt = _("Follow-up? (Enter = as proposed, else a day; 0 = none)")
    while True:
        said = listener.ask(prompt)
        if not said:
            return proposal
        if said == _NONE:
            if not _must_have(interview):
                return None
            listener.say(_("What is open needs a next step: type a day."))
            continue
        found = parse_date(said, today)
        if not isinstance(found, DateEntry):
            listener.say(date_echo.explain_date(found))
        elif found.day < today:
            listener.say(_("{day} is past.").format(day=dates.long_date(found.day)))
        else:
            listener.say(date_echo.echo(found, today))
            return _on(found, proposal or _proposal(interview), listener)


def _on(found: DateEntry, proposal: FollowUp, listener: Listener) -> FollowUp:
    """The proposed step on another day; its reason may be another one as well."""
    step = replace(proposal, due=found.day, time=found.time)
    usual = proposal.reason or _("get in touch")
    said = listener.ask(_("What for? (Enter = {reason})").format(reason=usual))
    return replace(step, reason=said or usual)


def _log(interview: Interview, talk: _Talk) -> None:
    """One edit: the activity, follow-ups that were due are done, the next step."""
    book, today, author = interview.book, interview.book.today, interview.author
    record = interview.record
    person = record.main_contact
    contact = person.id if person else ""
    record = log_talk(
        record,
        Activity(id=uuid4().hex, day=today, note=talk.note, contact=contact,
                 minutes=talk.minutes, author=author),
        coming(record, book.rows[record.id], today),
        _signed(talk.step, contact, author) if talk.step else None)
    day = talk.step.due.isoformat() if talk.step else ""
    args = (("name", record.short_name), ("count", "1"), ("kind", "call"), ("day", day))
    done = book.apply(Edit(label="logged", args=args, records=(record,)))
    interview.listener.say(sentences.change(done))
    interview.save()


def _signed(step: FollowUp, contact: str, author: str) -> FollowUp:
    return replace(step, reason=step.reason or _("get in touch"),
                   contact=step.contact or contact, owner=author)
