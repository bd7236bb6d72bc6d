"""What is done about an occurrence: pure verbs, each returns a new prospect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from store.events.occurrence import NEVER_EARLY, EventKind, Occurrence, Urgency
from store.profile.activity import (
    AckKind,
    Acknowledgement,
    Activity,
    ActivityKind,
    FollowUp,
    Reaction,
)
from store.profile.prospect import Prospect

_FOLLOW_UP = "followup:"
_BY_ACTIVITY = {ActivityKind.CALL: AckKind.CALL, ActivityKind.EMAIL: AckKind.EMAIL,
                ActivityKind.VISIT: AckKind.VISIT, ActivityKind.LETTER: AckKind.LETTER,
                ActivityKind.CARD: AckKind.CARD}


def log_activity(prospect: Prospect, activity: Activity) -> Prospect:
    """Enter a contact into the history, in the order of days."""
    history = sorted((*prospect.activities, activity), key=lambda entry: entry.day)
    return replace(prospect, activities=tuple(history))


def log_talk(
    prospect: Prospect,
    activity: Activity,
    upcoming: Iterable[Occurrence],
    step: FollowUp | None = None,
) -> Prospect:
    """Log a contact: follow-ups that were due on its day are done with it, the next is planned.

    `upcoming`: what comes up for the prospect (domain.md 6).
    """
    today = activity.day
    kind = _BY_ACTIVITY.get(activity.kind, AckKind.DONE)
    done = log_activity(prospect, activity)
    for item in upcoming:
        late = item.urgency(today) in (Urgency.OVERDUE, Urgency.TODAY)
        if late and item.kind is EventKind.FOLLOW_UP:
            done = acknowledge(done, item, kind, today=today, author=activity.author,
                               note=activity.note)
    return plan(done, step) if step is not None else done


def plan(prospect: Prospect, follow_up: FollowUp) -> Prospect:
    """Add a follow-up, in the order of days."""
    planned = sorted((*prospect.follow_ups, follow_up), key=lambda f: (f.due, f.time))
    return replace(prospect, follow_ups=tuple(planned))


def acknowledge(
    prospect: Prospect,
    occurrence: Occurrence,
    kind: AckKind,
    *,
    today: date,
    author: str = "",
    note: str = "",
    value: int = 0,
    reaction: Reaction | None = None,
) -> Prospect:
    """Tick off one turn. A finished follow-up leaves the open ones (domain.md 6).

    `value` in cents. A yearly event opens again with its next turn.
    """
    done = Acknowledgement(
        event=occurrence.key,
        turn=occurrence.day,
        day=today,
        kind=kind,
        contact=occurrence.contact,
        note=note,
        value=value,
        reaction=reaction,
        author=author,
    )
    return _close(prospect, occurrence, done)


def skip(
    prospect: Prospect, occurrence: Occurrence, reason: str, today: date, author: str = ""
) -> Prospect:
    """Leave one turn out, because of `reason`."""
    return acknowledge(
        prospect, occurrence, AckKind.SKIPPED, today=today, author=author, note=reason
    )


def skipped_before(prospect: Prospect, occurrence: Occurrence) -> bool:
    """True if the last turn of the same event was skipped too: ask whether to go on with it
    (domain.md 6)."""
    known = [ack for ack in prospect.acknowledgements
             if ack.event == occurrence.key and ack.turn < occurrence.day
             and ack.kind is not AckKind.MOVED]
    return bool(known) and max(known, key=lambda ack: ack.turn).kind is AckKind.SKIPPED


def silence(prospect: Prospect, key: str) -> Prospect:
    """Nobody hears of this event again."""
    if key in prospect.silenced:
        return prospect
    return replace(prospect, silenced=(*prospect.silenced, key))


def wake(prospect: Prospect, key: str) -> Prospect:
    """A silenced event comes up again."""
    kept = tuple(one for one in prospect.silenced if one != key)
    return prospect if kept == prospect.silenced else replace(prospect, silenced=kept)


def put_off_before(prospect: Prospect, occurrence: Occurrence) -> bool:
    """True if this turn was moved already: the next time it takes a reason."""
    if occurrence.kind is EventKind.FOLLOW_UP:
        wanted = occurrence.key.removeprefix(_FOLLOW_UP)
        return any(one.id == wanted and one.moved for one in prospect.follow_ups)
    return any(ack.kind is AckKind.MOVED and ack.event == occurrence.key
               and ack.turn == occurrence.day for ack in prospect.acknowledgements)


def move(
    prospect: Prospect, occurrence: Occurrence, to: date, today: date, author: str = "",
    why: str = "",
) -> Prospect:
    """Put one turn off to another day, because of `why`.

    A follow-up gets the new day itself. Any other event keeps its day and is to be acted
    upon on the new one; a birthday or name day never before the day (domain.md 6).
    """
    if occurrence.kind is EventKind.FOLLOW_UP:
        return put_off(prospect, occurrence.key.removeprefix(_FOLLOW_UP), to, why)
    if occurrence.kind in NEVER_EARLY:
        to = max(to, occurrence.day)
    moved = Acknowledgement(
        event=occurrence.key,
        turn=occurrence.day,
        day=today,
        kind=AckKind.MOVED,
        contact=occurrence.contact,
        until=to,
        note=why,
        author=author,
    )
    return replace(prospect, acknowledgements=(*_others(prospect, occurrence), moved))


def put_off(prospect: Prospect, follow_up: str, to: date, why: str = "") -> Prospect:
    """Give a follow-up another day, count how often that happened and keep the last reason."""
    moved = sorted(
        (
            replace(f, due=to, moved=f.moved + 1, why_moved=why) if f.id == follow_up else f
            for f in prospect.follow_ups
        ),
        key=lambda f: (f.due, f.time),
    )
    return replace(prospect, follow_ups=tuple(moved))


def _others(prospect: Prospect, occurrence: Occurrence) -> tuple[Acknowledgement, ...]:
    """All acknowledgements but earlier moves of this turn."""
    return tuple(
        ack
        for ack in prospect.acknowledgements
        if ack.event != occurrence.key
        or ack.turn != occurrence.day
        or ack.kind is not AckKind.MOVED
    )


def _close(prospect: Prospect, occurrence: Occurrence, done: Acknowledgement) -> Prospect:
    follow_ups = prospect.follow_ups
    if occurrence.kind is EventKind.FOLLOW_UP:
        closed = occurrence.key.removeprefix(_FOLLOW_UP)
        follow_ups = tuple(f for f in follow_ups if f.id != closed)
    return replace(
        prospect,
        follow_ups=follow_ups,
        acknowledgements=(*_others(prospect, occurrence), done),
    )
