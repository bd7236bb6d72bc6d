from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.profile.company import Need, Offer, RevenueEntry
from store.profile.prospect import Prospect, Stage, StageChange
from store.profile.stage import ORDER, change_stage, proposed_stage

TODAY = date(2026, 2, 23)
FIRM = Prospect(id="p", name="Huber KG", created=date(2020, 1, 1))


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def orders(number: int, last: str = "2025-12-31") -> tuple[RevenueEntry, ...]:
    end = date.fromisoformat(last)
    return (RevenueEntry(first=end, last=end, revenue=1, orders=number),)


def test_order() -> None:
    assert ORDER[0] is Stage.CONTACT
    assert ORDER[-1] is Stage.FORMER


@pytest.mark.parametrize(
    ("stage", "first", "last", "number", "proposed"),
    [
        (Stage.QUALIFIED, "2026-02-20", None, 1, Stage.NEW),
        (Stage.NEW, "2025-02-23", None, 1, None),
        (Stage.NEW, "2025-02-22", "2025-06-01", 1, Stage.EXISTING),
        (Stage.EXISTING, "2023-02-23", "2025-12-01", 3, Stage.REGULAR),
        (Stage.EXISTING, "2023-02-24", "2025-12-01", 3, None),
        (Stage.EXISTING, "2023-02-23", "2025-12-01", 2, None),
        (Stage.REGULAR, "2015-01-01", "2025-12-01", 2, Stage.EXISTING),
        (Stage.EXISTING, "2020-01-01", "2024-02-23", 1, None),
        (Stage.EXISTING, "2020-01-01", "2024-02-22", 1, Stage.FORMER),
        (Stage.FORMER, "2020-01-01", "2025-12-01", 1, Stage.EXISTING),
        (Stage.PROSPECT, "2026-03-01", None, 0, None),
        (Stage.EXISTING, None, None, 5, None),
    ],
)
def test_customers_go_by_their_orders(
    stage: Stage, first: str | None, last: str | None, number: int, proposed: Stage | None
) -> None:
    prospect = replace(
        FIRM, stage=stage, first_order=day(first), last_order=day(last), revenue=orders(number)
    )
    assert proposed_stage(prospect, TODAY) is proposed


@pytest.mark.parametrize(
    ("stage", "interest", "qualified", "proposed"),
    [
        (Stage.CONTACT, {}, False, None),
        (Stage.CONTACT, {}, True, None),
        (Stage.CONTACT, {"needs": (Need(text="Schulung"),)}, False, Stage.PROSPECT),
        (Stage.CONTACT, {"offers": (Offer(id="1", title="Anlage"),)}, True, Stage.QUALIFIED),
        (Stage.PROSPECT, {}, False, None),
        (Stage.PROSPECT, {}, True, Stage.QUALIFIED),
        (Stage.QUALIFIED, {}, False, None),
    ],
)
def test_before_the_first_order(
    stage: Stage, interest: dict[str, object], qualified: bool, proposed: Stage | None
) -> None:
    prospect = replace(FIRM, stage=stage, **interest)  # type: ignore[arg-type]
    assert proposed_stage(prospect, TODAY, qualified=qualified) is proposed


@pytest.mark.parametrize(
    ("ended", "proposed"), [("2026-01-01", None), ("2025-01-01", Stage.EXISTING)]
)
def test_a_customer_ended_by_hand(ended: str, proposed: Stage | None) -> None:
    step = StageChange(day=date.fromisoformat(ended), stage=Stage.FORMER)
    prospect = replace(
        FIRM,
        stage=Stage.FORMER,
        stage_log=(step,),
        first_order=date(2020, 1, 1),
        last_order=date(2025, 12, 1),
    )
    assert proposed_stage(prospect, TODAY) is proposed


def test_every_step_is_dated() -> None:
    prospect = change_stage(FIRM, Stage.CONTACT, TODAY, "kein Bedarf")
    assert prospect.stage is Stage.CONTACT
    assert prospect.stage_log == (
        StageChange(day=TODAY, stage=Stage.CONTACT, reason="kein Bedarf"),
    )
    assert change_stage(prospect, Stage.CONTACT, TODAY) is prospect
