"""What was done with a customer, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from store import Activity, care_kept
from tui import dates, words
from tui.texts import _, capital
from tui.time_words import fulfilment
from tui.widgets.canvas import Line, fit, line, wrap
from tui.widgets.rows import below, pair
from tui.widgets.sheet import Sheet

MOST = 40
_COLUMNS = 60
"""From this width on activities stand in columns."""
_LEAD = 24
"""Width of the day and the kind of an activity."""


def talks(of: Sheet) -> Iterator[Line]:
    """How far the care plan is kept; then calls, visits, mails: who was there, how long it
    took, what came of it."""
    kept = care_kept(of.record, of.row.letter, of.row.effective, of.today, of.view.care)
    if kept is not None:
        yield from pair(_("Own plan") if kept.own else _("Care plan"),
                        fulfilment(kept.plan, kept.visits, kept.calls), of.width)
    found = of.record.activities
    for activity in reversed(found[-MOST:]):
        day, kind = dates.date(activity.day), capital(words.activity(activity.kind))
        text = _told(activity, of)
        if of.width < _COLUMNS:
            yield from below(f"{day} {kind}: {text}".removesuffix(": "), of.width)
            continue
        for number, part in enumerate(wrap(text, of.width - _LEAD) or [""]):
            lead = f"{day:<11} {kind}" if not number else ""
            yield line((fit(lead, _LEAD), "dim"), part)
    if len(found) > MOST:
        yield line((_("{count} earlier ones").format(count=len(found) - MOST), "dim"))


def _told(activity: Activity, of: Sheet) -> str:
    """Note and outcome; who was there where it was not the main contact alone."""
    ids = tuple(filter(None, (activity.contact, *activity.others)))
    main = of.record.main_contact
    people = [] if main is not None and ids == (main.id,) else [
        person.name for one in ids if (person := of.record.contact(one)) is not None]
    text = activity.note
    if activity.outcome:
        text = _("{note} Outcome: {outcome}").format(
            note=text, outcome=activity.outcome).lstrip()
    about = ", ".join(filter(None, (
        ", ".join(people),
        _("{n} min").format(n=activity.minutes) if activity.minutes else "")))
    return f"{text} ({about})".lstrip() if about else text
