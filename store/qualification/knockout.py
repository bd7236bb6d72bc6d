"""The catalogue of reasons for a knock-out (domain.md 10)."""

from __future__ import annotations

KNOCK_OUT_REASONS = (
    "no_money",
    "financing_refused",
    "insolvency",
    "bound_by_contract",
    "no_benefit",
    "wont_change",
    "does_not_exist",
    "not_at_this_price",
    "not_by_this_date",
    "not_for_this_purpose",
    "head_office_decides",
    "tender_running",
    "project_stopped",
)
"""Codes of the reasons, worded by tui."""
