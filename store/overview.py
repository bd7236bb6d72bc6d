"""The flat summary of one prospect that list, filter, sort, strip and plain commands use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from store.events.agenda import Agenda, agenda, occurrences
from store.events.leads import STANDARD, Leads
from store.events.occurrence import EventKind, Occurrence
from store.events.reassessment import resume_dates
from store.profile.activity import AckKind, ActivityKind
from store.profile.classes import class_in_force, lapsed_class, own_class, taken_class
from store.profile.company import RelationKind
from store.profile.completeness import percent
from store.profile.months import add_months
from store.profile.prospect import Prospect
from store.profile.revenue import next_change as revenue_change
from store.profile.revenue import rolling
from store.profile.staleness import packed, stale_state
from store.qualification.checklists import Checklists, checklist_in_force
from store.qualification.clarification import standing_of
from store.qualification.deciding import decision_in_force, reconsider
from store.qualification.decision import Choice
from store.qualification.score import next_change as score_change
from store.qualification.weighing import rounded
from store.row import Row as Row
from store.row import rank as rank
from store.text import search_text, sort_key
from store.value.abc import STANDARD_CLASSING, Classing
from store.value.level import Level, potential_level
from store.value.priority import priority
from store.value.worth import next_change as worth_change
from store.value.worth import worth

_TALKS = frozenset(AckKind) - {AckKind.DONE, AckKind.MOVED, AckKind.SKIPPED}
"""Acknowledgements that reached the person."""

_GROUP = frozenset({RelationKind.BRANCH_OF, RelationKind.MEMBER_OF, RelationKind.PARTNER_OF})
"""Relations that make a group (domain.md A37)."""
_MONTHS_AHEAD = 4
"""A row holds what comes up to the end of the third month after this one: never less than
the longest lead time (60 days) and a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Score:
    """The figures of a Standing as a Row shows them, and what was decided."""

    choice: Choice | None = None
    score: int | None = None
    low: int = 0
    high: int = 10_000
    confidence: int = 0
    decided: Choice | None = None
    reconsider: bool = False
    valid_until: date = date.max


_UNRATED = _Score()


def make_row(
    prospect: Prospect, checklists: Checklists, today: date, *, computed_class: str = "",
    average_revenue: Fraction | int | None = None, region: str = "",
    leads: Leads = STANDARD, classing: Classing = STANDARD_CLASSING,
) -> Row:
    """The summary of one prospect as of a day.

    `computed_class` and `average_revenue` (cents, nothing where unknown) come from the whole
    base; `region` tells the holidays where no address does, `leads` the days of preparation,
    `classing` what the class is computed from.
    """
    letter = class_in_force(prospect, computed_class, today)
    year = rolling(prospect.revenue, today)
    rated = _decided(prospect, _score(prospect, checklists, today), today)
    choice = rated.decided or rated.choice
    plan = _coming(prospect, today, region, letter, choice, leads)
    complete, profile_until = percent(prospect, today, letter=letter)
    level = _potential(prospect.potential, average_revenue)
    old = stale_state(prospect, today, letter=letter)
    rests = _rests_until(prospect, today)
    until = min(plan.valid_until, profile_until, rated.valid_until, old.valid_until,
                rests or date.max, _value_until(prospect, today, classing))
    return Row(
        id=prospect.id, name=prospect.name, short=prospect.short_name, number=prospect.number,
        place=prospect.head.place if prospect.head else "", industry=prospect.industry,
        stage=prospect.stage, computed_class=computed_class, own_class=own_class(prospect, today),
        taken_class=taken_class(prospect), lapsed_class=lapsed_class(prospect, today),
        care=(prospect.care.visits, prospect.care.calls) if prospect.care else None,
        priority=priority(prospect.stage, letter, (year.margin or 0) < 0, choice, level),
        potential=prospect.potential, revenue=year.revenue, margin=year.margin,
        choice=rated.choice, score=rated.score, score_min=rated.low, score_max=rated.high,
        confidence=rated.confidence, person=_person(prospect), phone=_phone(prospect),
        last_contact=_last_contact(prospect), worth=worth(prospect.revenue, today, classing),
        tags=prospect.tags, occurrences=plan.occurrences, completeness=complete,
        archived=prospect.archived is not None, search=_search(prospect),
        sort_name=sort_key(prospect.name), decided=rated.decided, reconsider=rated.reconsider,
        stale=packed(old.kinds), stale_since=old.since, rests_until=rests,
        target=prospect.target, heads=_heads(prospect), valid_until=until,
    )


def _value_until(prospect: Prospect, today: date, classing: Classing) -> date:
    """First day on which time changes revenue, margin or class."""
    ends = prospect.class_override.until if prospect.class_override else None
    return min(revenue_change(prospect.revenue, today),
               worth_change(prospect.revenue, today, classing),
               ends if ends and ends > today else date.max)


def coming(
    prospect: Prospect, row: Row, today: date, *, region: str = ""
) -> tuple[Occurrence, ...]:
    """All open occurrences of one prospect up to 400 days ahead; the near ones as its row has
    them, with the days of preparation that count here."""
    near = {(item.key, item.day): item for item in row.occurrences}
    found = occurrences(prospect, today, region=region, letter=row.letter, choice=row.effective)
    return tuple(sorted((near.get((item.key, item.day), item) for item in found),
                        key=lambda item: item.act_on))


def _coming(
    prospect: Prospect, today: date, region: str, letter: str, choice: Choice | None,
    leads: Leads,
) -> Agenda:
    """What a row holds of the agenda; something further off may come near next month."""
    plan = agenda(
        prospect, today, region=region, letter=letter, choice=choice, leads=leads)
    near = _near(plan.occurrences, today)
    if near == plan.occurrences:
        return plan
    return Agenda(occurrences=near, valid_until=min(
        plan.valid_until, add_months(today.replace(day=1), 1)))


def _near(found: tuple[Occurrence, ...], today: date) -> tuple[Occurrence, ...]:
    """The next one, every follow-up, and what is near: most of a row would else be far off."""
    limit = add_months(today.replace(day=1), _MONTHS_AHEAD)
    return tuple(
        item for number, item in enumerate(found)
        if not number or item.act_on < limit or item.kind is EventKind.FOLLOW_UP
    )


def _decided(prospect: Prospect, rated: _Score, today: date) -> _Score:
    """With the decision in force, if there is one."""
    decision = decision_in_force(prospect, today)
    if decision is None:
        return rated
    return replace(
        rated,
        decided=decision.choice,
        reconsider=reconsider(prospect, rated.choice, today),
        valid_until=min(rated.valid_until, decision.until or date.max),
    )


def _score(prospect: Prospect, checklists: Checklists, today: date) -> _Score:
    checklist, assessment = checklist_in_force(prospect, checklists)
    if assessment is None or not assessment.answers:
        return _UNRATED
    standing = standing_of(prospect, checklist, today)
    return _Score(
        choice=standing.recommendation.choice,
        score=None if standing.score is None else rounded(standing.score, 100),
        low=rounded(standing.low, 100),
        high=rounded(standing.high, 100),
        confidence=rounded(standing.confidence, 1000),
        valid_until=score_change(checklist, assessment, today),
    )


@lru_cache(maxsize=4096)
def _potential(potential: int | None, average: Fraction | int | None) -> Level | None:
    return potential_level(potential, Fraction(average) if average else None)


def _person(prospect: Prospect) -> str:
    person = prospect.main_contact
    return person.name if person else ""


def _phone(prospect: Prospect) -> str:
    """The person's own number before the switchboard."""
    person = prospect.main_contact
    return (person.phone or person.mobile if person else "") or prospect.phone


def _last_contact(prospect: Prospect) -> date | None:
    """Last day we talked or wrote; notes do not count."""
    days = [a.day for a in prospect.activities if a.kind is not ActivityKind.NOTE]
    days += [a.day for a in prospect.acknowledgements if a.kind in _TALKS]
    return max(days, default=None)


def _rests_until(prospect: Prospect, today: date) -> date | None:
    """The next day on which what was put off is taken up again."""
    return min((day for _, day in resume_dates(prospect) if day > today), default=None)


def _heads(prospect: Prospect) -> tuple[str, ...]:
    return tuple(one.other for one in prospect.relations if one.kind in _GROUP)


def _search(prospect: Prospect) -> str:
    parts = [prospect.name, prospect.number, prospect.industry, prospect.phone, prospect.email]
    for address in prospect.addresses:
        parts += (address.postcode, address.place)
    for person in prospect.contacts:
        parts += (person.full_name, person.function, person.phone, person.mobile, person.email)
    parts += (need.text for need in prospect.needs)
    return search_text(*parts, *prospect.tags, prospect.notes)
