"""What grows old or is left alone: stale customers, neglected ones, groups, those at rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Book, Group, SortBy
from store.persistence.groups import shared_contact
from store.profile.activity import Activity, ActivityKind, FollowUp
from store.profile.company import Need, Relation, RelationKind
from store.profile.contact import Contact
from store.profile.decided import Decision
from store.profile.prospect import Check, ClassOverride, Info, Prospect, Stage
from store.profile.staleness import StaleState, limits, packed, stale_state, unpacked
from store.profile.steps import Choice
from tui.plain import places

TODAY = date(2026, 2, 23)
DAY = timedelta(days=1)
FIRM = Prospect(id="p", name="Adler", created=TODAY, stage=Stage.EXISTING)


def book(*records: Prospect) -> Book:
    return Book.open("", today=TODAY, checklist=places.resolver, memory=True, records=records)


def firm(name: str, letter: str = "A", talked: int | None = None, **more: Any) -> Prospect:
    """A customer; `talked` so many days ago."""
    talks = () if talked is None else (Activity(
        id="1", day=TODAY - talked * DAY, kind=ActivityKind.CALL),)
    by_hand = ClassOverride(letter=letter, day=TODAY) if letter else None
    return replace(FIRM, id=name, name=name, class_override=by_hand, activities=talks, **more)


def listed(found: Book, group: Group, order: SortBy = SortBy.NAME) -> list[str]:
    return [row.name for row in found.listed(group, order)]


# -- stale -----------------------------------------------------------------------------

@pytest.mark.parametrize(("fields", "wanted"), [
    ({}, StaleState(kinds=(), since=None, valid_until=date.max)),
    ({"competitor": "x"}, StaleState(kinds=(), since=None, valid_until=date(2026, 8, 22))),
    ({"competitor": "x", "created": date(2025, 8, 27)},
     StaleState(kinds=(Info.COMPETITOR,), since=TODAY, valid_until=date.max)),
    ({"competitor": "x", "created": date(2025, 8, 28)},
     StaleState(kinds=(), since=None, valid_until=date(2026, 2, 24))),
    ({"competitor": "x", "owners": "y", "created": date(2025, 1, 1),
      "checks": (Check(info=Info.OWNERS, day=date(2026, 2, 1)),)},
     StaleState(kinds=(Info.COMPETITOR,), since=date(2025, 6, 30), valid_until=date(2027, 2, 1))),
    ({"needs": (Need(text="x", noted=date(2025, 1, 1)),), "contacts": (
        Contact(id="c", last_name="Huber", function="GF"),)},
     StaleState(kinds=(Info.NEEDS,), since=date(2025, 5, 1), valid_until=date(2026, 8, 22)))])
def test_what_of_a_profile_is_stale_and_since_when(
    fields: dict[str, Any], wanted: StaleState
) -> None:
    assert stale_state(replace(FIRM, **fields), TODAY) == wanted


def test_class_c_may_be_twice_as_old() -> None:
    record = replace(FIRM, competitor="x", created=date(2025, 8, 1))
    assert stale_state(record, TODAY).kinds == (Info.COMPETITOR,)
    assert stale_state(record, TODAY, letter="C").kinds == ()


@given(st.sets(st.sampled_from(Info)))
def test_kinds_go_into_a_number_and_come_back(kinds: set[Info]) -> None:
    assert set(unpacked(packed(kinds))) == kinds
    assert packed(kinds) <= 0xFFFF, "a column of two bytes holds it"


@settings(max_examples=60)
@given(st.dates(date(2023, 1, 1), TODAY), st.integers(0, 900), st.sampled_from(["", "C"]))
def test_nothing_changes_before_it_says_so(created: date, ahead: int, letter: str) -> None:
    record = replace(FIRM, created=created, competitor="x", owners="y", industry="z")
    now, day = stale_state(record, TODAY, letter=letter), TODAY + ahead * DAY
    later = stale_state(record, day, letter=letter)
    if day < now.valid_until:
        assert later == now
    else:
        assert set(later.kinds) > set(now.kinds)
    for kind in now.kinds:
        assert limits(created, kind, 2 if letter else 1)[0] <= TODAY


def test_stale_customers_by_class_then_how_long() -> None:
    old, older = date(2025, 6, 1), date(2024, 6, 1)
    found = book(
        firm("A kurz", competitor="x", created=old), firm("A lang", competitor="x", created=older),
        firm("C", "C", competitor="x", created=older), firm("B", "B", competitor="x", created=old),
        firm("frisch", competitor="x"),
        replace(firm("Interessent", competitor="x", created=older), stage=Stage.PROSPECT),
        firm("Archiv", competitor="x", created=older, archived=TODAY))
    assert listed(found, Group.STALE, SortBy.STALE) == ["A lang", "A kurz", "B", "C"]
    row = found.rows["A kurz"]
    assert (unpacked(row.stale), row.stale_since) == ((Info.COMPETITOR,), date(2025, 11, 28))


# -- neglected, groups -------------------------------------------------------------------

def test_neglected_by_class_and_never_with_a_step_ahead() -> None:
    step = FollowUp(id="f", due=date(2027, 1, 1))
    found = book(firm("A 20", talked=20), firm("A 21", talked=21), firm("A nie"),
                 firm("B 45", "B", talked=45), firm("B 46", "B", talked=46),
                 firm("A geplant", talked=99, follow_ups=(step,)), firm("O", "", talked=999))
    assert listed(found, Group.NEGLECTED, SortBy.CARE) == ["A nie", "A 21", "B 46"]


@pytest.mark.parametrize("kind", RelationKind)
def test_a_contact_counts_for_the_whole_group(kind: RelationKind) -> None:
    branch = Relation(kind=kind, other="Zentrale")
    found = book(firm("Zentrale", talked=90), firm("Filiale", talked=90, relations=(branch,)),
                 firm("Filiale 2", "C", talked=5, relations=(branch,)), firm("andere", talked=90))
    group = kind not in (RelationKind.REFERRED_BY, RelationKind.SUPPLIES)
    assert listed(found, Group.NEGLECTED) == (
        ["andere"] if group else ["andere", "Filiale", "Zentrale"])
    assert found.group_contact("Filiale") == (TODAY - 5 * DAY if group else None)
    assert found.group_contact("andere") is None
    assert found.group_contact("gibt es nicht") is None


def test_groups_that_go_in_a_circle_or_into_nothing() -> None:
    def of(*others: str) -> tuple[Relation, ...]:
        return tuple(Relation(kind=RelationKind.MEMBER_OF, other=one) for one in others)

    found = book(firm("a", talked=50, relations=of("b", "fehlt")),
                 firm("b", talked=40, relations=of("c")), firm("c", relations=of("a")),
                 firm("d", relations=of("fehlt")), firm("e", relations=of("e")))
    last = {found.rows.id(n): day for n, day in shared_contact(found.rows).items()}
    day = (TODAY - 40 * DAY).toordinal()
    assert last == {"a": day, "b": day, "c": day, "e": 0}
    assert found.group_contact("e") is None


# -- at rest, targets, without a step ------------------------------------------------------

def parked(until: date) -> tuple[Decision, ...]:
    return (Decision(day=date(2026, 2, 1), choice=Choice.PARK, checklist="grundcheck",
                     version=1, until=until),)


def test_at_rest_until_a_day() -> None:
    found = book(firm("später", decisions=parked(date(2026, 6, 1))),
                 firm("bald", decisions=parked(date(2026, 2, 24))),
                 firm("heute", decisions=parked(TODAY)), firm("nie"))
    assert listed(found, Group.RESTING, SortBy.REST) == ["bald", "später"]
    assert listed(found, Group.NO_STEP) == ["heute", "nie"], "at rest counts as a step"
    assert listed(found, Group.NEGLECTED) == ["heute", "nie"]
    found.set_today(date(2026, 2, 24))
    assert listed(found, Group.RESTING) == ["später"]
    assert listed(found, Group.NO_STEP) == ["bald", "heute", "nie"]


def test_without_a_next_step_are_customers_a_and_b_and_whom_we_pursue() -> None:
    def prospect(name: str, choice: Choice) -> Prospect:
        decision = replace(parked(date(2027, 1, 1))[0], choice=choice)
        return replace(firm(name, ""), stage=Stage.PROSPECT, decisions=(decision,))

    found = book(firm("A"), firm("B", "B"), firm("C", "C"), firm("N", "N"),
                 replace(firm("Interessent A"), stage=Stage.PROSPECT),
                 *(prospect(choice.value, choice) for choice in Choice))
    assert listed(found, Group.NO_STEP) == ["A", "B", "develop", "pursue"]


def test_those_we_want_to_win() -> None:
    found = book(firm("Ziel", target=True), firm("anderer"),
                 firm("Archiv", target=True, archived=TODAY))
    assert listed(found, Group.TARGETS) == ["Ziel"]
