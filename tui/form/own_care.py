"""Two fields that are one value: the care plan of a customer's own (domain.md 4.7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from store import OwnCare, Prospect

CARE = {"care_visits": "visits", "care_calls": "calls"}
"""Codes of the fields, and what they are in the plan."""


def with_care(record: Prospect, values: Mapping[str, Any]) -> Prospect:
    """With what was typed of it; the plan of the class where nothing is left."""
    typed = {CARE[code]: value for code, value in values.items() if code in CARE}
    if not typed:
        return record
    old = {name: getattr(record.care, name, None) for name in CARE.values()} | typed
    if all(value is None for value in old.values()):
        return record if record.care is None else replace(record, care=None)
    return replace(record, care=OwnCare(visits=old["visits"] or 0, calls=old["calls"] or 0))
