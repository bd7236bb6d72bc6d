"""Stages of a company and the ones its facts suggest (domain.md 5.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from store.profile.months import add_months
from store.profile.prospect import Prospect, Stage, StageChange
from store.profile.revenue import rolling

ORDER = tuple(Stage)
"""From the first contact to the end."""

_NEW_MONTHS = 12
_ACTIVE_MONTHS = 24
_REGULAR_MONTHS = 36
_REGULAR_ORDERS = 3


def proposed_stage(prospect: Prospect, today: date, *, qualified: bool = False) -> Stage | None:
    """The stage the facts suggest, or None if it is the present one. The user confirms.

    `qualified`: the check recommends to pursue, or to develop with a score from 70.
    """
    stage = _by_orders(prospect, today) or _before_the_first_order(prospect, qualified)
    return None if stage is prospect.stage else stage


def _before_the_first_order(prospect: Prospect, qualified: bool) -> Stage:
    """Interest in an own offer makes a prospect, a passed check a qualified one."""
    stage = prospect.stage
    if stage is Stage.CONTACT and (prospect.needs or prospect.offers):
        stage = Stage.PROSPECT
    if stage is Stage.PROSPECT and qualified:
        stage = Stage.QUALIFIED
    return stage


def _by_orders(prospect: Prospect, today: date) -> Stage | None:
    first = prospect.first_order
    if first is None or first > today:
        return None
    last = max(prospect.last_order or first, first)
    if _ended_by_hand(prospect, last) or add_months(today, -_ACTIVE_MONTHS) > last:
        return Stage.FORMER
    if add_months(today, -_NEW_MONTHS) <= first:
        return Stage.NEW
    orders = rolling(prospect.revenue, today, _ACTIVE_MONTHS).orders
    if orders >= _REGULAR_ORDERS and add_months(today, -_REGULAR_MONTHS) >= first:
        return Stage.REGULAR
    return Stage.EXISTING


def _ended_by_hand(prospect: Prospect, last_order: date) -> bool:
    """Somebody set it to former after the last order: no order says otherwise."""
    if prospect.stage is not Stage.FORMER or not prospect.stage_log:
        return False
    return prospect.stage_log[-1].day >= last_order


def change_stage(prospect: Prospect, stage: Stage, today: date, reason: str = "") -> Prospect:
    """Set the stage and keep the step with its day; steps back should have a reason."""
    if stage is prospect.stage:
        return prospect
    step = StageChange(day=today, stage=stage, reason=reason)
    return replace(prospect, stage=stage, stage_log=(*prospect.stage_log, step))
