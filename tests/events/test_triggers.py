"""What calls for a re-assessment before its day: entered, or seen in the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.events.triggers import next_trigger, triggers
from store.profile.company import Offer, OfferState, Project, RevenueEntry
from store.profile.contact import Contact
from store.profile.prospect import Prospect, Stage
from store.profile.trigger import Trigger, TriggerKind

TODAY = date(2026, 2, 23)
DAY = timedelta(days=1)
FIRM = Prospect(id="p", name="Gipfelmops", created=date(2020, 1, 1), stage=Stage.REGULAR)
COMPLAINT = Trigger(kind=TriggerKind.COMPLAINT, day=date(2026, 2, 2), note="Riss")


def kinds(prospect: Prospect, today: date = TODAY, since: date | None = None) -> list[Any]:
    return [(t.kind.value, t.day) for t in triggers(prospect, today, since)]


def test_what_was_entered_stays_open_until_it_is_assessed() -> None:
    prospect = replace(FIRM, triggers=(
        COMPLAINT, Trigger(kind=TriggerKind.OWNERS, day=date(2026, 3, 1))))
    assert triggers(prospect, TODAY, None) == (COMPLAINT,)
    assert kinds(prospect, since=date(2026, 2, 1)) == [("complaint", date(2026, 2, 2))]
    assert kinds(prospect, since=date(2026, 2, 2)) == []
    assert kinds(prospect, date(2026, 3, 1)) == [
        ("complaint", date(2026, 2, 2)), ("owners", date(2026, 3, 1))]
    assert next_trigger(prospect, TODAY) == date(2026, 3, 1)
    assert next_trigger(prospect, date(2026, 3, 1)) == date.max


@pytest.mark.parametrize(("left", "found"), [
    ((None, None), None), (("2026-01-05", None), "2026-01-05"), ((None, "2026-01-05"), None),
    (("2026-01-05", "2026-02-01"), "2026-02-01"), (("2026-02-01", "2026-01-05"), "2026-02-01"),
    (("2026-02-24", None), None), ((), None),
])
def test_the_main_contact_left(left: tuple[str | None, ...], found: str | None) -> None:
    prospect = replace(FIRM, contacts=tuple(
        Contact(id=str(n), left=date.fromisoformat(day) if day else None)
        for n, day in enumerate(left)))
    assert kinds(prospect) == ([("contact_left", date.fromisoformat(found))] if found else [])


def test_lost_offers_and_new_projects_with_their_day() -> None:
    prospect = replace(
        FIRM,
        offers=(Offer(id="1", title="Säge", state=OfferState.LOST, closed=date(2026, 2, 1)),
                Offer(id="2", title="x", state=OfferState.LOST),
                Offer(id="3", title="x", state=OfferState.WON, closed=date(2026, 2, 1))),
        projects=(Project(id="1", title="Halle", noted=date(2026, 1, 7)),
                  Project(id="2", title="x")))
    assert triggers(prospect, TODAY, None) == (
        Trigger(kind=TriggerKind.PROJECT, day=date(2026, 1, 7), note="Halle"),
        Trigger(kind=TriggerKind.LOST_OFFER, day=date(2026, 2, 1), note="Säge"))


def revenue(*entries: tuple[str, int]) -> tuple[RevenueEntry, ...]:
    return tuple(RevenueEntry(first=date.fromisoformat(last), last=date.fromisoformat(last),
                              revenue=amount) for last, amount in entries)


@pytest.mark.parametrize(("entries", "fell"), [
    ([("2024-06-30", 100), ("2025-06-30", 75)], "2025-06-30"),
    ([("2024-06-30", 100), ("2025-06-30", 76)], None),
    ([("2024-06-30", 100)], None),
    ([("2025-06-30", 75)], None),
    ([("2024-06-30", 0), ("2025-06-30", 0)], None),
    ([("2024-06-30", 100), ("2025-06-30", 60), ("2025-12-31", 30)], None),
    ([("2024-02-23", 900), ("2024-06-30", 100), ("2025-06-30", 80)], None),
    # January left the last twelve months; what was 90 of 100 is 45 of 145 since then.
    ([("2024-06-30", 100), ("2025-01-31", 45), ("2025-06-30", 45)], "2026-01-31"),
    ([("2023-01-31", 0)], None),
])
def test_revenue_fell(entries: list[tuple[str, int]], fell: str | None) -> None:
    prospect = replace(FIRM, revenue=revenue(*entries))
    assert kinds(prospect) == ([("revenue", date.fromisoformat(fell))] if fell else [])
    assert kinds(replace(prospect, stage=Stage.FORMER)) == []


def test_the_end_of_february_is_counted_in_months() -> None:
    """2024-02-29 is in the last twelve months up to and with 2025-02-28."""
    prospect = replace(FIRM, revenue=revenue(
        ("2023-06-30", 100), ("2024-02-29", 100), ("2024-09-30", 70)))
    assert kinds(prospect, date(2025, 2, 28)) == []
    assert kinds(prospect, date(2025, 3, 1)) == [("revenue", date(2025, 3, 1))]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.dates(date(2023, 1, 1), date(2026, 6, 1)), st.integers(0, 9)),
                max_size=6),
       st.sampled_from([None, date(2026, 1, 1), date(2026, 5, 5)]))
def test_law_time_changes_nothing_before_the_day_that_is_named(
    entries: list[tuple[date, int]], left: date | None
) -> None:
    prospect = replace(
        FIRM, contacts=(Contact(id="a", left=left), Contact(id="b")),
        revenue=tuple(RevenueEntry(first=day, last=day, revenue=amount)
                      for day, amount in sorted(entries)))
    today, until = TODAY, next_trigger(prospect, TODAY)
    found = triggers(prospect, today, None)
    for offset in range(1, 200):
        today = TODAY + offset * DAY
        if today >= until:
            found, until = triggers(prospect, today, None), next_trigger(prospect, today)
        assert triggers(prospect, today, None) == found
