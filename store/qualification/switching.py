"""Which checklist fits, and what is carried over to another one (domain.md 3.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from store.profile.activity import ActivityKind
from store.profile.assessment import Answer, Assessment, KnockOut
from store.profile.prospect import Prospect
from store.qualification.checklist import Checklist
from store.qualification.clarification import last_assessment
from store.qualification.criterion import Criterion, KnockOutRule
from store.qualification.rating import PARK_DAYS

LARGE = 5_000_000
"""Cents above which a deal is a large one."""
MANY = 4
"""People from whom on a purchase needs more than one yes."""


class Fit(StrEnum):
    """Why a checklist fits."""

    CUSTOMER = "customer"
    LARGE_DEAL = "large_deal"
    MANY_DECIDE = "many_decide"
    FIRST_CONTACT = "first_contact"
    FIRST_MEETING = "first_meeting"
    STANDARD_GOODS = "standard_goods"
    CONSULTING = "consulting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A shipped checklist by code, and why it fits."""

    checklist: str
    reason: Fit


def suggest(prospect: Prospect) -> tuple[Suggestion, ...]:
    """The checklists that fit, the best first (domain.md 3.2 "Which when").

    What one sells is not on file: BANT and CHAMP come last, for the user to choose.
    """
    if prospect.stage.customer:
        return (Suggestion(checklist="bestandskunden", reason=Fit.CUSTOMER),)
    found = []
    weighty = _weighty(prospect)
    if weighty is not None:
        found += [Suggestion(checklist=code, reason=weighty) for code in ("meddic", "meddpicc")]
    if any(activity.kind is not ActivityKind.NOTE for activity in prospect.activities):
        found.append(Suggestion(checklist="grundcheck", reason=Fit.FIRST_MEETING))
    else:
        found.append(Suggestion(checklist="kurzcheck", reason=Fit.FIRST_CONTACT))
    found.append(Suggestion(checklist="bant", reason=Fit.STANDARD_GOODS))
    found.append(Suggestion(checklist="champ", reason=Fit.CONSULTING))
    return tuple(found)


def _weighty(prospect: Prospect) -> Fit | None:
    amounts = [offer.amount for offer in prospect.offers] + [prospect.potential]
    if any(amount is not None and amount > LARGE for amount in amounts):
        return Fit.LARGE_DEAL
    involved = [person for person in prospect.contacts if person.active and person.roles]
    return Fit.MANY_DECIDE if len(involved) >= MANY else None


def switch(
    prospect: Prospect,
    old: Checklist,
    new: Checklist,
    *,
    today: date,
    economic_buyer: bool = False,
) -> Prospect:
    """Go on with another checklist, or another version of the same.

    Rating, evidence, date and words of what asks for the same are taken over and marked;
    everything else is open, but for answers given earlier with the new one, where they are
    younger. `economic_buyer`: the answers about authority are about the person who releases
    the money; without it they are not carried to or from a criterion that asks for them.
    """
    current = prospect.assessment
    if current and (current.checklist, current.version) == (new.code, new.version):
        return prospect
    given = last_assessment(prospect, old)
    own = next((a for a in reversed(prospect.assessments) if _made_with(a, new)), None)
    answers = []
    for criterion in new.criteria:
        taken = next((
            _carried(answer, source, criterion, old, new, today)
            for source in old.criteria
            if _same(source, criterion, old.code == new.code, economic_buyer)
            and given is not None and (answer := given.answer(source.code)) is not None
        ), None)
        chosen = _younger(taken, own.answer(criterion.code) if own else None)
        if chosen is not None:
            answers.append(chosen)
    kept = tuple(a for a in prospect.assessments if not (_made_with(a, new) and a.day == today))
    assessment = Assessment(
        checklist=new.code, version=new.version, day=today, answers=tuple(answers))
    return replace(prospect, assessments=(*kept, assessment))


def _made_with(assessment: Assessment, checklist: Checklist) -> bool:
    return (assessment.checklist, assessment.version) == (checklist.code, checklist.version)


def _same(one: Criterion, other: Criterion, same_list: bool, economic_buyer: bool) -> bool:
    """True if two criteria ask for the same."""
    if same_list:
        return one.code == other.code
    same_buyer = economic_buyer or one.only_economic_buyer == other.only_economic_buyer
    return same_buyer and one.aspect == other.aspect != ""


def _younger(taken: Answer | None, own: Answer | None) -> Answer | None:
    """What was said last; our own answer if it is the one that was taken over before."""
    if taken is None or own is None:
        return taken or own
    if (taken.rating, taken.evidence, taken.rated) == (own.rating, own.evidence, own.rated):
        return own
    return own if own.rated > taken.rated else taken


def _carried(
    answer: Answer, source: Criterion, criterion: Criterion, old: Checklist, new: Checklist,
    today: date,
) -> Answer:
    """The answer under its new criterion; a knock-out only of a kind that it allows."""
    kind, resume = answer.knock_out, answer.resume
    if answer.rating != 0 or criterion.knock_out is KnockOutRule.NONE:
        kind = resume = None
    elif kind is None or criterion.knock_out is KnockOutRule.TEMPORARY:
        kind = KnockOut.TEMPORARY
        resume = resume or today + timedelta(days=PARK_DAYS)
    return replace(
        answer,
        criterion=criterion.code,
        asked=answer.asked if source.questions == criterion.questions else (),
        knock_out=kind,
        reason=answer.reason if kind else "",
        resume=resume,
        carried=answer.carried if old.code == new.code else old.code,
    )
