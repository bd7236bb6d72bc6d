"""The next step that is proposed where there is none (domain.md 6, 10)."""

from __future__ import annotations

from datetime import date, timedelta

from store.events.workdays import next_working_day, region_of
from store.profile.activity import FollowUp
from store.profile.prospect import Prospect
from store.qualification.checklist import Checklist
from store.qualification.clarification import last_assessment
from store.qualification.question import to_ask

AHEAD = timedelta(days=14)


def next_step(
    prospect: Prospect,
    checklist: Checklist,
    today: date,
    region: str = "",
    *,
    id: str,
    german: bool,
) -> FollowUp:
    """A follow-up on the working day two weeks from now, with the best question as its reason.

    The main contact is to be asked. The reason is empty if nothing is worth asking; where all
    questions were asked it is the first one again.
    """
    reason = ""
    for asking in to_ask(checklist, last_assessment(prospect, checklist), today)[:1]:
        question = checklist.criterion(asking.criterion).questions[asking.question or 0]
        reason = question.de if german else question.en
    person = prospect.main_contact
    return FollowUp(
        id=id,
        due=next_working_day(today + AHEAD, region_of(prospect.head, region)),
        reason=reason,
        contact=person.id if person else "",
        created=today,
    )
