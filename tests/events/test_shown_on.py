"""Which day of an occurrence is shown and counted from (domain.md 6)."""

from __future__ import annotations

from datetime import date

import pytest

from store.events.occurrence import EventKind, Occurrence, Urgency

SAT, MON = date(2026, 11, 21), date(2026, 11, 23)


def nov(day: int) -> date:
    return date(2026, 11, day)


@pytest.mark.parametrize(("day", "act_on", "today", "shown", "urgency"), [
    (SAT, MON, nov(18), SAT, Urgency.UPCOMING), (SAT, MON, nov(1), SAT, Urgency.LATER),
    (SAT, MON, SAT, MON, Urgency.UPCOMING), (SAT, MON, nov(22), MON, Urgency.UPCOMING),
    (SAT, MON, MON, MON, Urgency.TODAY), (SAT, MON, nov(24), MON, Urgency.OVERDUE),
    (SAT, nov(20), nov(19), SAT, Urgency.UPCOMING),
    (SAT, nov(20), nov(20), nov(20), Urgency.TODAY),
    (SAT, nov(20), SAT, SAT, Urgency.OVERDUE),
    (MON, MON, MON, MON, Urgency.TODAY), (MON, MON, nov(30), MON, Urgency.OVERDUE),
    (SAT, nov(30), nov(19), nov(30), Urgency.UPCOMING),
])
def test_the_day_that_is_shown(
    day: date, act_on: date, today: date, shown: date, urgency: Urgency
) -> None:
    found = Occurrence(
        key="birthday:1", kind=EventKind.BIRTHDAY, day=day, act_on=act_on, prepare_from=nov(16))
    assert (found.shown_on(today), found.urgency(today)) == (shown, urgency)
