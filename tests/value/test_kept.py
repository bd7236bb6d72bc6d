"""A care plan and what was done of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from store.profile.activity import Activity, ActivityKind
from store.profile.prospect import Prospect, Stage
from store.profile.worth import OwnCare
from store.value.care import CARE
from store.value.kept import Kept, care_kept

TODAY = date(2026, 2, 23)


def act(number: int, day: date, kind: ActivityKind) -> Activity:
    return Activity(id=str(number), day=day, kind=kind)


def test_visits_and_calls_of_a_year() -> None:
    kinds = [ActivityKind.VISIT, ActivityKind.MEETING, ActivityKind.CALL, ActivityKind.EMAIL]
    days = [date(2025, 2, 23), date(2025, 2, 24), TODAY, date(2026, 2, 24)]
    record = Prospect(id="a", name="Adler", created=TODAY, stage=Stage.REGULAR, activities=tuple(
        act(10 * n + m, day, kind) for n, day in enumerate(days) for m, kind in enumerate(kinds)))
    assert care_kept(record, "A", None, TODAY) == Kept(
        plan=CARE["A"], own=False, visits=4, calls=2)
    assert care_kept(record, "O", None, TODAY) is None
    assert care_kept(replace(record, stage=Stage.PROSPECT), "", None, TODAY) is None
    own = care_kept(replace(record, care=OwnCare(visits=0, calls=6)), "B", None, TODAY)
    assert own is not None
    assert (own.plan.visits, own.plan.calls, own.plan.visit_hours, own.own) == (
        0, 6, CARE["B"].visit_hours, True)
