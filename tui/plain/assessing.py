"""`kundenq assess NAME`: the interview as questions and answers, one fact a line."""

from __future__ import annotations

from datetime import datetime

from store import Book, Row
from tui import dates, terms
from tui.plain import criteria, facts, places
from tui.plain.arguments import Options
from tui.plain.closing import close
from tui.plain.faults import complain
from tui.plain.interview import Interview
from tui.plain.listening import Ended, Listener
from tui.plain.meant import change_one
from tui.texts import _


def assess_customer(options: Options) -> int:
    """Ask about the one customer that is meant; 1 if that cannot be, or is not saved."""
    return change_one(options, _talk)


def _talk(book: Book, row: Row, options: Options) -> int:
    chosen = criteria.chosen(book.get(row.id), options.checklist)
    if chosen is None:
        return 1
    began, status, ended = places.now(), 0, None
    with Listener(ascii_only=options.ascii) as listener:
        interview = Interview(book, row.id, *chosen, listener, places.author(options))
        try:
            _introduce(listener, row, interview)
            interview.run()
        except Ended as stopped:
            ended, status = stopped, stopped.status
        except KeyError:
            complain(_("{name} is no longer on file.").format(name=row.name))
            return 1
        close(interview, _minutes(began), ended)
    return 1 if book.state.pending else status


def _minutes(began: datetime) -> int:
    """Minutes of the talk, begun ones counted."""
    return max(1, -int(-(places.now() - began).total_seconds() // 60))


def _introduce(listener: Listener, row: Row, interview: Interview) -> None:
    """Who it is about, by which checklist, whom to ask, what was last."""
    record = interview.record
    listener.say(", ".join(filter(None, (record.name, row.place, facts.importance(row)))),
                 _("Checklist: {title}.").format(
                     title=criteria.spoken(interview.checklist.title)))
    person = record.main_contact
    if person is not None:
        listener.say(_("Person: {who}").format(who=", ".join(filter(None, (
            person.full_name, person.function, person.phone or person.mobile)))))
    if record.activities:
        last = record.activities[-1]
        listener.say(_("Last contact: {what}").format(what=", ".join(filter(None, (
            dates.date(last.day), terms.activity(last.kind), last.note)))))
    taken = sum(1 for a in (record.assessment.answers if record.assessment else ()) if a.carried)
    if taken:
        listener.say(_("Answers taken over from another checklist: {n}.").format(n=taken))
