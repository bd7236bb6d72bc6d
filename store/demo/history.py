"""What happened with a sample row, what is planned, and what was rated."""

from __future__ import annotations

from datetime import date, timedelta

from store.demo.frame import Frame, Table
from store.profile.activity import Activity, ActivityKind, FollowUp
from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.profile.classed import ClassCause, ClassNote
from store.profile.contact import Contact
from store.profile.months import add_months
from store.profile.prospect import Stage, StageChange

_CHECKLIST = "grundcheck"
_VERSION = 1
_EVIDENCE = {
    "A": Evidence.GUESS,
    "S": Evidence.STATED,
    "B": Evidence.CONFIRMED,
    "D": Evidence.DOCUMENTED,
}
_FRIDAY = 4


def stage_log(frame: Frame, created: date) -> tuple[StageChange, ...]:
    """The steps that lead to the stage, on the days of domain.md 5.1."""
    stage = Stage(frame.row["stage"])
    if stage is Stage.CONTACT:
        return (StageChange(day=created, stage=stage),)
    steps = [(created, Stage.PROSPECT)]
    first, last = frame.maybe("first_order"), frame.maybe("last_order")
    if stage is Stage.QUALIFIED:
        steps.append((frame.day(frame.row["qualified"]), stage))
    if first and last:
        steps += [(first - timedelta(days=14), Stage.QUALIFIED), (first, Stage.NEW)]
        if stage is not Stage.NEW:
            steps.append((add_months(first, 12), Stage.EXISTING))
        if stage is Stage.REGULAR:
            steps.append((add_months(first, 36), stage))
        if stage is Stage.FORMER:
            steps.append((add_months(last, 24), stage))
    return tuple(StageChange(day=day, stage=step) for day, step in steps)


def activities(frame: Frame, people: tuple[Contact, ...]) -> tuple[Activity, ...]:
    """Everything done so far, newest last: what is told of the row, and everyday business."""
    told = [
        _draft(frame, entry, frame.day(entry["d"]), people[entry.get("who", 1) - 1])
        for entry in frame.tables("activity")
    ]
    everyday = frame.row.get("everyday")
    if everyday is not None:
        told += _everyday(frame, everyday, people)
    told.sort(key=lambda activity: activity[0])
    return tuple(
        Activity(
            id=f"{frame.id}-a{n:02d}",
            day=day,
            kind=ActivityKind(entry["kind"]),
            note=frame.text("note", entry),
            contact=person.id,
            minutes=entry.get("m", entry.get("minutes", 0)),
        )
        for n, (day, entry, person) in enumerate(told, 1)
    )


def _draft(frame: Frame, entry: Table, day: date, person: Contact) -> tuple[date, Table, Contact]:
    """Nobody calls on customers at the weekend: the Friday before."""
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY)), entry, person


def _everyday(
    frame: Frame, spread: Table, people: tuple[Contact, ...]
) -> list[tuple[date, Table, Contact]]:
    """Contacts from a shared pool, spread over the time from first to last."""
    pool = frame.shared[spread.get("pool", "everyday")]
    count, first, last = spread["count"], spread["first"], spread["last"]
    found = []
    for n in range(count):
        day = first + (last - first) * n // max(count - 1, 1)
        day += (frame.number * 3 + n * 5) % 7 - 3
        entry = pool[(frame.number * 4 + n) % len(pool)]
        found.append(_draft(frame, entry, frame.day(day), people[n % len(people)]))
    return found


def follow_ups(frame: Frame, people: tuple[Contact, ...]) -> tuple[FollowUp, ...]:
    """Open reminders, for the main contact while there is one."""
    person = next((contact.id for contact in people if contact.active), "")
    return tuple(
        FollowUp(
            id=f"{frame.id}-f{n}",
            due=frame.day(entry["due"]),
            reason=frame.text("reason", entry),
            time=entry.get("time", ""),
            contact=person,
            promised=bool(entry.get("promised")),
            created=frame.day(entry["created"]),
            moved=entry.get("moved", 0),
        )
        for n, entry in enumerate(frame.tables("follow_up"), 1)
    )


def class_log(frame: Frame) -> tuple[ClassNote, ...]:
    """The class that was last taken over: two have moved since, one up and one down."""
    letter = frame.row.get("taken", "")
    if not letter:
        return ()
    day = frame.day(frame.shared["classes_taken"])
    return (ClassNote(day=day, letter=letter, computed=letter, cause=ClassCause.COMPUTED),)


def assessments(frame: Frame) -> tuple[Assessment, ...]:
    """All checks, oldest first."""
    return tuple(_assessment(frame, check) for check in frame.tables("check"))


def _assessment(frame: Frame, check: Table) -> Assessment:
    """From answers such as "M3S R2S E1S@40": criterion, rating, evidence, days ago."""
    day = frame.day(check["d"])
    words = frame.words("words", check) or {}
    knock_outs = check.get("ko", {})
    answers = []
    for item in check["a"].split():
        code, _, ago = item.partition("@")
        criterion = code[0]
        knock_out = knock_outs.get(criterion, {})
        answers.append(
            Answer(
                criterion=criterion,
                rating=int(code[1]),
                evidence=_EVIDENCE[code[2]],
                rated=frame.day(-int(ago)) if ago else day,
                words=words.get(criterion, ""),
                asked=(0,) if criterion in words else (),
                knock_out=KnockOut(knock_out["kind"]) if knock_out else None,
                reason=knock_out.get("reason", ""),
                resume=frame.maybe("resume", knock_out),
            )
        )
    return Assessment(checklist=_CHECKLIST, version=_VERSION, day=day, answers=tuple(answers))
