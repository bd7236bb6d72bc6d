"""The follow-up that is proposed where there is no next step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.catalogue import load_checklist
from store.events.nextstep import next_step
from store.profile.activity import FollowUp
from store.profile.assessment import Answer, Assessment, Evidence
from store.profile.company import Address
from store.profile.contact import Contact
from store.profile.prospect import Prospect

TODAY = date(2026, 2, 23)
CHECK = load_checklist()
FIRM = Prospect(id="p", name="Gipfelmops", created=date(2025, 1, 1),
                contacts=(Contact(id="gone", left=TODAY), Contact(id="c1")))


def test_the_best_question_two_weeks_from_now() -> None:
    motivation = CHECK.criterion("M").questions[0]
    found = next_step(FIRM, CHECK, TODAY, id="f1", german=True)
    assert found == FollowUp(id="f1", due=date(2026, 3, 9), reason=motivation.de, contact="c1",
                             created=TODAY)
    assert next_step(FIRM, CHECK, TODAY, id="f1", german=False).reason == motivation.en


def rated(prospect: Prospect, **changes: object) -> Prospect:
    answers = tuple(
        replace(Answer(criterion=c.code, rating=3, rated=TODAY, evidence=Evidence.DOCUMENTED),
                **(changes if c.code == "Z" else {}))  # type: ignore[arg-type]
        for c in CHECK.criteria)
    return replace(prospect, assessments=(
        Assessment(checklist="grundcheck", version=1, day=TODAY, answers=answers),))


@pytest.mark.parametrize(("asked", "number"), [((), 0), ((0, 1), 2), ((0, 1, 2, 3), 0)])
def test_the_first_question_not_asked_yet(asked: tuple[int, ...], number: int) -> None:
    prospect = rated(FIRM, evidence=Evidence.STATED, asked=asked)
    found = next_step(prospect, CHECK, TODAY, id="f", german=True)
    assert found.reason == CHECK.criterion("Z").questions[number].de


def test_where_nothing_is_worth_asking_the_reason_is_for_the_user_to_say() -> None:
    found = next_step(rated(replace(FIRM, contacts=())), CHECK, TODAY, id="f", german=True)
    assert (found.reason, found.contact) == ("", "")


@pytest.mark.parametrize(("country", "region", "due"), [
    ("DE", "", "2026-10-05"), ("", "BY", "2026-10-05"), ("AT", "", "2026-10-05"),
])
def test_never_on_a_free_day(country: str, region: str, due: str) -> None:
    """3 October 2026 is a Saturday."""
    prospect = replace(FIRM, addresses=(Address(country=country),))
    found = next_step(prospect, CHECK, date(2026, 9, 19), region, id="f", german=True)
    assert found.due == date.fromisoformat(due)


def test_a_holiday_of_the_region() -> None:
    """26 October is a holiday in Austria alone."""
    days = {country: next_step(
        replace(FIRM, addresses=(Address(country=country),)), CHECK, date(2026, 10, 12),
        id="f", german=True).due for country in ("AT", "DE")}
    assert days == {"AT": date(2026, 10, 27), "DE": date(2026, 10, 26)}
    default = next_step(FIRM, CHECK, date(2026, 10, 12), "AT", id="f", german=True)
    assert default.due == date(2026, 10, 27)
