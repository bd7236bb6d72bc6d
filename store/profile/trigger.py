"""Reasons to assess anew before the day, and the light check in between (domain.md 5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TriggerKind(StrEnum):
    """What calls for a re-assessment out of turn."""

    PAYMENT = "payment"
    """Payment default or insolvency notice."""
    OWNERS = "owners"
    MANAGEMENT = "management"
    CONTACT_LEFT = "contact_left"
    """The main contact left."""
    REVENUE = "revenue"
    """Revenue of the last twelve months at 75 % of the twelve before, or less."""
    LOST_OFFER = "lost_offer"
    COMPLAINT = "complaint"
    PROJECT = "project"
    """A new project of theirs."""
    LOCATION = "location"
    """A new location of theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Something that happened, as entered by hand. An assessment from that day answers it."""

    kind: TriggerKind
    day: date
    note: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileCheck:
    """The light check: the whole profile is still true, and who said so."""

    day: date
    source: str
    """Who said it; never empty."""
    author: str = ""
