"""Name days, one's own dates, successors, needs of projects, ends of contracts, privacy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store.events.acknowledge import acknowledge, move, silence, skipped_before
from store.events.agenda import occurrences
from store.events.occurrence import EventKind, Urgency
from store.events.privacy import kept_until
from store.profile.activity import AckKind, Activity
from store.profile.company import Contract, OwnDate, Project
from store.profile.contact import (
    NOBODY,
    Channel,
    Consent,
    Contact,
    NameDay,
    Origin,
    Role,
    Wish,
)
from store.profile.prospect import Prospect, Stage
from store.qualification.decision import Choice

TODAY = date(2026, 2, 23)
EVA = Contact(id="e", first_name="Eva", last_name="Huber", roles=(Role.BUYER,))
FIRM = Prospect(
    id="p", name="Wolpertec GmbH", created=date(2025, 1, 1), stage=Stage.EXISTING,
    contacts=(EVA,))


def day(text: str) -> date:
    return date.fromisoformat(text)


def eva(**changes: Any) -> Prospect:
    return replace(FIRM, contacts=(replace(EVA, **changes),))


def keys(prospect: Prospect, today: date = TODAY, **options: Any) -> list[str]:
    return [f"{o.key} {o.day}" for o in occurrences(prospect, today, **options)]


@pytest.mark.parametrize(("changes", "expected"), [
    ({}, ["name_day:e 2026-03-19"]),
    ({"no_wishes": True}, []),
    ({"wish": Wish.NONE}, []),
    ({"wish": Wish.CARD}, ["name_day:e 2026-03-19"]),
    ({"left": day("2026-01-05"), "successor": NOBODY}, []),
])
def test_a_name_day_that_was_told(changes: dict[str, Any], expected: list[str]) -> None:
    told = eva(name_day=NameDay(day=19, month=3), noted=TODAY, **changes)
    assert keys(told, horizon_days=100) == expected


def test_a_name_day_is_prepared_and_never_wished_early() -> None:
    told = eva(name_day=NameDay(day=1, month=3))
    found = next(o for o in occurrences(told, TODAY) if o.day == day("2026-03-01"))
    assert (found.prepare_from, found.act_on) == (day("2026-02-26"), day("2026-03-02"))
    assert (found.person, found.years) == ("Eva Huber", None)
    moved = move(told, found, day("2026-02-20"), TODAY)
    assert next(o for o in occurrences(moved, TODAY) if o.day == found.day).act_on == found.day


def test_one_may_want_more_days_of_preparation() -> None:
    told = eva(name_day=NameDay(day=1, month=5), lead=30)
    found = next(o for o in occurrences(told, TODAY) if o.day == day("2026-05-01"))
    assert found.prepare_from == day("2026-04-01")


@pytest.mark.parametrize(("own", "expected"), [
    (OwnDate(id="1", title="Betriebsfest", day=day("2026-06-05"), yearly=False),
     ["date:1 2026-06-05"]),
    (OwnDate(id="1", title="Betriebsfest", day=day("2025-06-05")),
     ["date:1 2025-06-05", "date:1 2026-06-05"]),
    (OwnDate(id="1", title="Hochzeitstag", day=day("2026-06-05"), contact="e"),
     ["date:1 2026-06-05"]),
])
def test_any_other_date(own: OwnDate, expected: list[str]) -> None:
    assert keys(replace(FIRM, dates=(own,)), horizon_days=200) == expected


def test_a_single_date_on_a_sunday_is_acted_upon_before() -> None:
    own = OwnDate(id="1", title="Tag der offenen Tür", day=day("2026-06-07"), yearly=False)
    (found,) = occurrences(replace(FIRM, dates=(own,)), TODAY)
    assert (found.act_on, found.prepare_from) == (day("2026-06-05"), day("2026-05-31"))
    assert (found.kind, found.reason) == (EventKind.OWN_DATE, "Tag der offenen Tür")


def test_dates_of_a_person_end_when_they_leave() -> None:
    own = OwnDate(id="1", title="Hochzeitstag", day=day("2026-06-05"), contact="e")
    gone = eva(left=day("2026-01-05"), successor=NOBODY)
    assert keys(replace(gone, dates=(own,))) == []


@pytest.mark.parametrize(("changes", "wanted"), [
    ({}, True), ({"roles": ()}, False), ({"successor": NOBODY}, False),
    ({"successor": "other"}, False),
])
def test_who_leaves_with_a_part_in_the_purchase_needs_a_successor(
    changes: dict[str, Any], wanted: bool
) -> None:
    found = occurrences(eva(left=day("2026-02-21"), **changes), TODAY)
    assert [(o.key, o.act_on) for o in found] == (
        [("successor:e", day("2026-02-23"))] if wanted else [])
    assert all(o.urgency(TODAY) is Urgency.TODAY for o in found)


def test_a_project_says_from_when_it_needs_us() -> None:
    plan = Project(id="1", title="Neue Halle", due=day("2026-12-01"), need="60 Jacken",
                   need_from=day("2026-10-01"))
    found = {o.key: o for o in occurrences(replace(FIRM, projects=(plan,)), TODAY)}
    assert found["need:1"].reason == "60 Jacken"
    assert found["need:1"].prepare_from == day("2026-09-01")
    assert found["project:1"].day == day("2026-12-01")
    assert keys(replace(FIRM, projects=(replace(plan, done=True),))) == []


def test_a_contract_that_is_not_renewed_has_an_end() -> None:
    once = Contract(id="1", title="Wartung", end=day("2026-10-31"), notice=0, renewal=0)
    found = {o.key: o for o in occurrences(replace(FIRM, contracts=(once,)), TODAY)}
    assert found["end:1"].act_on == day("2026-10-30")
    again = replace(FIRM, contracts=(replace(once, renewal=12),))
    assert "end:1" not in {o.key for o in occurrences(again, TODAY)}


@pytest.mark.parametrize(("changes", "expected"), [
    ({"origin": Origin.ELSEWHERE, "noted": day("2026-01-31")}, ["inform:e 2026-02-28"]),
    ({"origin": Origin.SELF, "noted": day("2026-01-31")}, []),
    ({"origin": Origin.ELSEWHERE}, []),
    ({"origin": Origin.ELSEWHERE, "noted": day("2026-01-31"), "informed": TODAY}, []),
    ({"consents": (Consent(channel=Channel.CALL, given=day("2024-03-01")),)},
     ["consent:e:call 2026-03-01"]),
])
def test_data_protection(changes: dict[str, Any], expected: list[str]) -> None:
    assert keys(eva(**changes)) == expected


@pytest.mark.parametrize(("stage", "choice", "expected"), [
    (Stage.CONTACT, None, "2026-06-10"), (Stage.PROSPECT, None, "2027-06-10"),
    (Stage.PROSPECT, Choice.DROP, "2026-06-10"), (Stage.QUALIFIED, Choice.PURSUE, "2027-06-10"),
    (Stage.FORMER, Choice.DROP, "2028-06-10"), (Stage.NEW, None, None),
    (Stage.REGULAR, Choice.DROP, None),
])
def test_how_long_a_record_is_kept(
    stage: Stage, choice: Choice | None, expected: str | None
) -> None:
    talked = replace(FIRM, stage=stage, activities=(Activity(id="1", day=day("2025-06-10")),))
    assert kept_until(talked, choice) == (day(expected) if expected else None)


def test_of_what_is_silenced_nobody_hears_again() -> None:
    own = OwnDate(id="1", title="Betriebsfest", day=day("2025-06-05"))
    quiet = replace(FIRM, dates=(own,), silenced=("date:1",))
    assert keys(quiet) == []


def test_a_yearly_date_comes_back_after_it_was_acknowledged() -> None:
    own = OwnDate(id="1", title="Betriebsfest", day=day("2026-02-20"))
    firm = replace(FIRM, dates=(own,))
    first = occurrences(firm, TODAY)[0]
    assert first.urgency(TODAY) is Urgency.OVERDUE
    done = acknowledge(firm, first, AckKind.VISIT, today=TODAY)
    assert keys(done) == ["date:1 2027-02-20"]


@pytest.mark.parametrize(("kinds", "expected"), [
    ((), False), ((AckKind.CARD,), False), ((AckKind.SKIPPED,), True),
    ((AckKind.SKIPPED, AckKind.CARD), False), ((AckKind.CARD, AckKind.SKIPPED), True),
])
def test_who_was_skipped_last_time_is_asked_about(
    kinds: tuple[AckKind, ...], expected: bool
) -> None:
    own = OwnDate(id="1", title="Betriebsfest", day=day("2020-06-05"))
    firm = replace(FIRM, created=day("2019-01-01"), dates=(own,))
    for n, kind in enumerate(kinds):
        turn = next(o for o in occurrences(firm, day(f"{2022 + n}-06-05"))
                    if o.day == day(f"{2022 + n}-06-05"))
        firm = acknowledge(firm, turn, kind, today=turn.day)
    this = next(o for o in occurrences(firm, TODAY) if o.day == day("2026-06-05"))
    assert skipped_before(firm, this) is expected
    assert "date:1 2026-06-05" not in keys(silence(firm, this.key))
    assert silence(silence(firm, "x"), "x").silenced == ("x",)
